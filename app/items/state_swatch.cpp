// SPDX-License-Identifier: MIT
#include "items/state_swatch.h"

#include "models/text.h"
#include "scene/look_words.h"
#include "scene/task_look.h"

#include <algorithm>

namespace coroscope {

void StateSwatch::setLook(const QString &look)
{
    if (look == m_look)
        return;
    m_look = look;
    Q_EMIT lookChanged();
    changed();
}

QString StateSwatch::name() const
{
    return translated(wordsOfLook(m_look).name);
}

QString StateSwatch::meaning() const
{
    return translated(wordsOfLook(m_look).meaning);
}

DisplayList StateSwatch::scene(double) const
{
    const double side = std::min(width(), height());
    const QRectF rect(1, (height() - side) / 2 + 1, side - 2, side - 2);
    const QRectF inner = rect.adjusted(side / 4, side / 4, -side / 4, -side / 4);
    DisplayList list;
    if (m_look == QLatin1String("restarted")) {
        list.push_back(Glyph{Glyph::Kind::Loop, rect.adjusted(1, 1, -1, -1), Role::Restarted});
        return list;
    }
    const bool orphaned = m_look == QLatin1String("orphaned");
    const TaskLook drawn = lookOf(conditionNamed(m_look).value_or(Condition::Running), orphaned);
    const double radius = side / 5;
    if (!drawn.glyph || drawn.solid || drawn.hatched)
        list.push_back(Box{.rect = rect,
                           .radius = radius,
                           .fill = drawn.solid ? std::optional(drawn.role) : std::nullopt,
                           .stroke = drawn.role,
                           .strokeWidth = std::min(drawn.outline, 2.0),
                           .dashed = drawn.dashed});
    if (drawn.hatched)
        list.push_back(Box{.rect = rect.adjusted(1, 1, -1, -1), .stroke = drawn.role, .hatched = true});
    if (drawn.glyph && !drawn.hatched)
        list.push_back(Glyph{*drawn.glyph, drawn.solid ? inner : rect.adjusted(2, 2, -2, -2), drawn.sign()});
    return list;
}

} // namespace coroscope
