// SPDX-License-Identifier: MIT
#include "items/sweep_chart.h"

#include "items/palette_singleton.h"
#include "scene/sweep_scene.h"

#include <algorithm>

namespace coroscope {

void SweepChart::setStudy(SweepStudy *study)
{
    if (study == m_study)
        return;
    if (m_study)
        m_study->disconnect(this);
    m_study = study;
    if (m_study)
        connect(m_study, &SweepStudy::resultsChanged, this, &SweepChart::changed);
    Q_EMIT studyChanged();
    changed();
}

void SweepChart::sceneChanged()
{
    // The point may be gone, or another one, in a sweep that has begun anew.
    if (marked() && (*marked() >= m_study->picture().points.size() || !m_study->picture().points[*marked()]))
        mark(std::nullopt);
}

QString SweepChart::markedText() const
{
    if (!m_study || !marked())
        return {};
    return SweepScene(m_study->picture(), size(), 1).describe(*marked());
}

std::optional<std::size_t> SweepChart::partAt(QPointF position) const
{
    if (!m_study)
        return std::nullopt;
    return SweepScene(m_study->picture(), size(), PaletteSingleton::current().textScale()).pointAt(position);
}

DisplayList SweepChart::scene(double scale) const
{
    return SweepScene(m_study->picture(), size(), scale).list(marked());
}

void SweepChart::walk(int right, int up)
{
    const SweepPicture &picture = m_study->picture();
    if (picture.points.empty())
        return;
    const auto last = [](std::size_t count) { return static_cast<int>(count) - 1; };
    int column = marked() ? static_cast<int>(picture.columnOf(*marked()))
        : right < 0       ? last(picture.columns()) + 1
                          : -1;
    int row = marked() ? static_cast<int>(picture.rowOf(*marked())) : 0;
    if (!marked() && right == 0)
        right = 1;
    column = std::clamp(column + right, 0, last(picture.columns()));
    row = std::clamp(row + up, 0, last(picture.rows()));
    const std::size_t point = static_cast<std::size_t>(column) * picture.rows() + static_cast<std::size_t>(row);
    if (picture.points[point])
        mark(point);
}

} // namespace coroscope
