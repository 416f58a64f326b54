// SPDX-License-Identifier: MIT
#pragma once

#include "items/scene_item.h"

namespace coroscope {

/// How full the channel was, over the window of all figures.
class FillChart : public coroscope::SceneItem
{
    Q_OBJECT
    QML_ELEMENT
    /// What the item shows, in words, for screen readers.
    Q_PROPERTY(QString summary READ summary NOTIFY summaryChanged)

public:
    explicit FillChart(QQuickItem *parent = nullptr);
    QString summary() const;

Q_SIGNALS:
    void summaryChanged();

protected:
    DisplayList scene(double scale) const override;
    void sceneChanged() override { Q_EMIT summaryChanged(); }
};

/// The distribution of the latencies, over the window of all figures.
class LatencyChart : public coroscope::SceneItem
{
    Q_OBJECT
    QML_ELEMENT
    /// What the item shows, in words, for screen readers.
    Q_PROPERTY(QString summary READ summary NOTIFY summaryChanged)

public:
    explicit LatencyChart(QQuickItem *parent = nullptr);
    QString summary() const;

Q_SIGNALS:
    void summaryChanged();

protected:
    DisplayList scene(double scale) const override;
    void sceneChanged() override { Q_EMIT summaryChanged(); }
};

} // namespace coroscope
