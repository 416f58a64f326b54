// SPDX-License-Identifier: MIT
#include "scene/badge.h"

namespace coroscope {

double badgeWidth(const QString &text, double textScale)
{
    return 23 + 8 * textScale * static_cast<double>(text.size());
}

void appendBadge(DisplayList &list, QPointF corner, const QString &text, Glyph::Kind glyph, Role role, double textScale)
{
    const QRectF badge(corner, QSizeF(badgeWidth(text, textScale), 16));
    list.push_back(Box{.rect = badge, .radius = 8, .fill = Role::Card, .stroke = role, .strokeWidth = 1.5});
    list.push_back(Glyph{glyph, QRectF(badge.left() + 6, badge.top() + 3.5, 9, 9), role});
    list.push_back(Label{.rect = badge.adjusted(17, 0, -4, 0),
                         .text = text,
                         .role = role,
                         .size = Label::Size::Small,
                         .strong = true,
                         .align = Qt::AlignCenter});
}

} // namespace coroscope
