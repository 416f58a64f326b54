// SPDX-License-Identifier: MIT
#include "scene/journey.h"

#include <algorithm>
#include <cmath>

namespace coroscope {

Journey::Journey(std::initializer_list<Curve> legs)
{
    for (const Curve &leg : legs)
        goOn(leg);
}

void Journey::goOn(QPointF to)
{
    const QPointF from = m_legs.empty() ? to : m_legs.back().curve.to;
    goOn(Curve{.from = from, .to = to});
}

void Journey::goOn(const Curve &leg)
{
    const double length = std::hypot(leg.to.x() - leg.from.x(), leg.to.y() - leg.from.y());
    m_legs.push_back({leg, length});
    m_length += length;
}

QPointF Journey::at(double share) const
{
    if (m_legs.empty())
        return {};
    double left = std::clamp(share, 0.0, 1.0) * m_length;
    for (const Leg &leg : m_legs) {
        if (left <= leg.length && leg.length > 0)
            return leg.curve.at(left / leg.length);
        left -= leg.length;
    }
    return m_legs.back().curve.to;
}

} // namespace coroscope
