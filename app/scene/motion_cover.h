// SPDX-License-Identifier: MIT
#pragma once

#include "scene/scene_source.h"
#include "scene/stage_layout.h"

#include <QPointF>
#include <QRectF>

#include <vector>

namespace coroscope {

/// The static things on the stage, which cover what moves there: cards, channels with their waiting lines, and
/// terminals.
class MotionCover
{
public:
    MotionCover(const SceneSource &source, const StageLayout &layout);

    /// Whether it lies over a disc, or part of it.
    bool covers(QPointF center, double radius) const;

private:
    struct Circle {
        QPointF center;
        double radius;
    };
    std::vector<QRectF> m_rects;
    std::vector<Circle> m_circles;
};

} // namespace coroscope
