// SPDX-License-Identifier: MIT
#include "items/charts.h"

#include "scene/chart_scene.h"

namespace coroscope {

FillChart::FillChart(QQuickItem *parent) : SceneItem(parent, &Simulation::figuresChanged) { }

QString FillChart::summary() const
{
    return simulation() ? describeFill(*simulation()) : QString();
}

DisplayList FillChart::scene(double scale) const
{
    return fillChart(*simulation(), size(), scale);
}

LatencyChart::LatencyChart(QQuickItem *parent) : SceneItem(parent, &Simulation::figuresChanged) { }

QString LatencyChart::summary() const
{
    return simulation() ? describeLatencies(*simulation()) : QString();
}

DisplayList LatencyChart::scene(double scale) const
{
    return latencyChart(*simulation(), size(), scale);
}

} // namespace coroscope
