// SPDX-License-Identifier: MIT
#pragma once

#include "items/scene_item.h"

namespace coroscope {

/// How full the channel was in the last half minute.
class FillChart : public coroscope::SceneItem
{
    Q_OBJECT
    QML_ELEMENT

public:
    explicit FillChart(QQuickItem *parent = nullptr);

protected:
    void paintScene(QPainter &painter, Theme theme, double scale) override;
};

/// How the latencies of the last minute are spread.
class LatencyChart : public coroscope::SceneItem
{
    Q_OBJECT
    QML_ELEMENT

public:
    explicit LatencyChart(QQuickItem *parent = nullptr);

protected:
    void paintScene(QPainter &painter, Theme theme, double scale) override;
};

} // namespace coroscope
