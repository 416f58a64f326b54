// SPDX-License-Identifier: MIT
#pragma once

#include "items/scene_item.h"

#include <QPointer>

namespace coroscope {

/// A chart of two runs, laid over each other: repainted with the numbers of the first.
class ComparedChart : public coroscope::SceneItem
{
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(coroscope::Run *second READ second WRITE setSecond NOTIFY secondChanged REQUIRED)
    /// What the item shows, in words, for screen readers.
    Q_PROPERTY(QString summary READ summary NOTIFY summaryChanged)

public:
    explicit ComparedChart(QQuickItem *parent = nullptr) : SceneItem(parent, &Run::figuresChanged) { }

    Run *second() const { return m_second; }
    void setSecond(Run *second);
    virtual QString summary() const = 0;

Q_SIGNALS:
    void secondChanged();
    void summaryChanged();

protected:
    bool hasScene() const override { return SceneItem::hasScene() && m_second; }
    void sceneChanged() override { Q_EMIT summaryChanged(); }

private:
    QPointer<Run> m_second;
};

/// How full the channels of both were, or how many items were in flight.
class ComparedFillChart : public coroscope::ComparedChart
{
    Q_OBJECT
    QML_ELEMENT

public:
    using ComparedChart::ComparedChart;
    QString summary() const override;

protected:
    DisplayList scene(double scale) const override;
};

/// The distributions of the latencies of both.
class ComparedLatencyChart : public coroscope::ComparedChart
{
    Q_OBJECT
    QML_ELEMENT

public:
    using ComparedChart::ComparedChart;
    QString summary() const override;

protected:
    DisplayList scene(double scale) const override;
};

} // namespace coroscope
