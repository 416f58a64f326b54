// SPDX-License-Identifier: MIT
#pragma once

#include "items/marked_chart.h"
#include "player/luck_study.h"

#include <QPointer>

namespace coroscope {

/// The histogram of a measure over seeds; its parts are the bars, from the left.
class LuckChart : public coroscope::MarkedChart
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(coroscope::LuckStudy *study READ study WRITE setStudy NOTIFY studyChanged REQUIRED)

public:
    using MarkedChart::MarkedChart;

    LuckStudy *study() const { return m_study; }
    void setStudy(LuckStudy *study);
    QString markedText() const override;

Q_SIGNALS:
    void studyChanged();

protected:
    bool hasScene() const override { return m_study && !m_study->picture().empty(); }
    DisplayList scene(double scale) const override;
    void sceneChanged() override;
    std::optional<std::size_t> partAt(QPointF position) const override;
    /// To the next bar with anything in it; up is to the right.
    void walk(int right, int up) override;

private:
    QPointer<LuckStudy> m_study;
};

} // namespace coroscope
