// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"

#include <initializer_list>
#include <vector>

namespace coroscope {

/// A path of several curves, one after another, at an even pace.
class Journey
{
public:
    Journey(std::initializer_list<Curve> legs);

    /// Continues to @p to, straight from where it ends.
    void goOn(QPointF to);
    /// Continues along @p leg, which begins where it ends.
    void goOn(const Curve &leg);
    /// The point at @p share of the way, 0 … 1.
    QPointF at(double share) const;

    struct Leg {
        Curve curve;
        double length; ///< of the straight line, which is close enough for an even pace
    };
    const std::vector<Leg> &legs() const noexcept { return m_legs; }

private:
    std::vector<Leg> m_legs;
    double m_length = 0;
};

} // namespace coroscope
