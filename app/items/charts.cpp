// SPDX-License-Identifier: MIT
#include "items/charts.h"

#include "scene/chart_scene.h"

namespace coroscope {

FillChart::FillChart(QQuickItem *parent) : SceneItem(parent, &Run::figuresChanged) { }

QString FillChart::summary() const
{
    return run() ? describeFill(*run()) : QString();
}

DisplayList FillChart::scene(double scale) const
{
    return fillChart(*run(), size(), scale);
}

LatencyChart::LatencyChart(QQuickItem *parent) : SceneItem(parent, &Run::figuresChanged) { }

QString LatencyChart::summary() const
{
    return run() ? describeLatencies(*run()) : QString();
}

DisplayList LatencyChart::scene(double scale) const
{
    return latencyChart(*run(), size(), scale);
}

} // namespace coroscope
