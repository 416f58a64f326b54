// SPDX-License-Identifier: MIT
#include "items/luck_chart.h"

#include "items/palette_singleton.h"
#include "scene/luck_scene.h"

#include <iterator>

namespace coroscope {

void LuckChart::setStudy(LuckStudy *study)
{
    if (study == m_study)
        return;
    if (m_study)
        m_study->disconnect(this);
    m_study = study;
    if (m_study)
        connect(m_study, &LuckStudy::resultsChanged, this, &LuckChart::changed);
    Q_EMIT studyChanged();
    changed();
}

void LuckChart::sceneChanged()
{
    // While the runs come in there are other bars, of other widths.
    if (!marked())
        return;
    const auto &bars = m_study->picture().histogram.bars;
    if (*marked() >= bars.size() || bars[*marked()].seeds.empty())
        mark(std::nullopt);
    else
        Q_EMIT markedChanged();
}

QString LuckChart::markedText() const
{
    if (!m_study || !marked() || *marked() >= m_study->picture().histogram.bars.size())
        return {};
    return LuckScene(m_study->picture(), size(), 1).describe(*marked());
}

std::optional<std::size_t> LuckChart::partAt(QPointF position) const
{
    if (!m_study)
        return std::nullopt;
    return LuckScene(m_study->picture(), size(), PaletteSingleton::current().textScale()).barAt(position);
}

DisplayList LuckChart::scene(double scale) const
{
    return LuckScene(m_study->picture(), size(), scale).list(marked());
}

void LuckChart::walk(int right, int up)
{
    const int step = right + up;
    const auto &bars = m_study->picture().histogram.bars;
    const auto count = static_cast<int>(std::ssize(bars));
    int bar = marked() ? static_cast<int>(*marked()) : step > 0 ? -1 : count;
    do
        bar += step;
    while (bar >= 0 && bar < count && bars[static_cast<std::size_t>(bar)].seeds.empty());
    if (bar >= 0 && bar < count)
        mark(static_cast<std::size_t>(bar));
}

} // namespace coroscope
