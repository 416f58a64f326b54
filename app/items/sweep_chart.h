// SPDX-License-Identifier: MIT
#pragma once

#include "items/marked_chart.h"
#include "player/sweep_study.h"

#include <QPointer>

namespace coroscope {

/// The curve or the map of a sweep; its parts are the points.
class SweepChart : public coroscope::MarkedChart
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(coroscope::SweepStudy *study READ study WRITE setStudy NOTIFY studyChanged REQUIRED)
    /// The marked point's number; -1 when there is none.
    Q_PROPERTY(int markedPoint READ markedPoint NOTIFY markedChanged)

public:
    using MarkedChart::MarkedChart;

    SweepStudy *study() const { return m_study; }
    void setStudy(SweepStudy *study);
    QString markedText() const override;
    int markedPoint() const { return marked() ? static_cast<int>(*marked()) : -1; }

Q_SIGNALS:
    void studyChanged();

protected:
    bool hasScene() const override { return m_study && !m_study->picture().points.empty(); }
    DisplayList scene(double scale) const override;
    void sceneChanged() override;
    std::optional<std::size_t> partAt(QPointF position) const override;
    /// To the next computed point.
    void walk(int right, int up) override;

private:
    QPointer<SweepStudy> m_study;
};

} // namespace coroscope
