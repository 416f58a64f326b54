// SPDX-License-Identifier: MIT
#include "items/compared_charts.h"

#include "scene/compared_charts.h"

namespace coroscope {

void ComparedChart::setSecond(Run *second)
{
    if (second == m_second)
        return;
    if (m_second)
        m_second->disconnect(this);
    m_second = second;
    if (m_second)
        connect(m_second, &Run::figuresChanged, this, [this] {
            // While they play, the first's numbers come right after.
            if (!m_second->player().playing())
                changed();
        });
    Q_EMIT secondChanged();
    changed();
}

QString ComparedFillChart::summary() const
{
    return hasScene() ? describeComparedFill(*run(), *second()) : QString();
}

DisplayList ComparedFillChart::scene(double scale) const
{
    return comparedFillChart(*run(), *second(), size(), scale);
}

QString ComparedLatencyChart::summary() const
{
    return hasScene() ? describeComparedLatencies(*run(), *second()) : QString();
}

DisplayList ComparedLatencyChart::scene(double scale) const
{
    return comparedLatencyChart(*run(), *second(), size(), scale);
}

} // namespace coroscope
