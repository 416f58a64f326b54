// SPDX-License-Identifier: MIT
#include "items/charts.h"

#include "scene/chart_scene.h"
#include "scene/painter.h"

namespace coroscope {

namespace {
/// A chart that changes more often is no easier to read.
constexpr std::chrono::milliseconds chartInterval{120};
} // namespace

FillChart::FillChart(QQuickItem *parent) : SceneItem(parent)
{
    setLeastInterval(chartInterval);
}

QString FillChart::summary() const
{
    return simulation() ? describeFill(*simulation()) : QString();
}

void FillChart::paintScene(QPainter &painter, Theme theme, double scale)
{
    coroscope::paint(painter, fillChart(*simulation(), size()), theme, scale);
}

LatencyChart::LatencyChart(QQuickItem *parent) : SceneItem(parent)
{
    setLeastInterval(chartInterval);
}

QString LatencyChart::summary() const
{
    return simulation() ? describeLatencies(*simulation()) : QString();
}

void LatencyChart::paintScene(QPainter &painter, Theme theme, double scale)
{
    coroscope::paint(painter, latencyChart(*simulation(), size()), theme, scale);
}

} // namespace coroscope
