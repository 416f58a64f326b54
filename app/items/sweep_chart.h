// SPDX-License-Identifier: MIT
#pragma once

#include "items/painted_item.h"
#include "player/sweep_study.h"

#include <QHoverEvent>
#include <QPointer>

#include <optional>

namespace coroscope {

/// The curve or the map of a sweep. The pointer or the arrow keys mark a point; a click or Enter asks to open its run.
class SweepChart : public coroscope::PaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(coroscope::SweepStudy *study READ study WRITE setStudy NOTIFY studyChanged REQUIRED)
    /// The marked point in words; empty when there is none.
    Q_PROPERTY(QString markedText READ markedText NOTIFY markedChanged)
    /// Its number; -1 when there is none.
    Q_PROPERTY(int markedPoint READ markedPoint NOTIFY markedChanged)

public:
    explicit SweepChart(QQuickItem *parent = nullptr);

    SweepStudy *study() const { return m_study; }
    void setStudy(SweepStudy *study);
    QString markedText() const;
    int markedPoint() const { return m_marked ? static_cast<int>(*m_marked) : -1; }
    /// Number of the marked point.
    std::optional<std::size_t> marked() const { return m_marked; }

Q_SIGNALS:
    void studyChanged();
    void markedChanged();
    void openAsked(int point);

protected:
    bool hasScene() const override { return m_study && !m_study->picture().points.empty(); }
    DisplayList scene(double scale) const override;
    void sceneChanged() override;
    void hoverEnterEvent(QHoverEvent *event) override { point(event->position()); }
    void hoverMoveEvent(QHoverEvent *event) override { point(event->position()); }
    void hoverLeaveEvent(QHoverEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    /// The pointer is at @p position. Qt reports it with every frame; only if it has moved does it override the
    /// keyboard's mark.
    void point(QPointF position);
    void mark(std::optional<std::size_t> point);
    std::optional<std::size_t> pointAt(QPointF position) const;
    /// Moves the mark to the next computed point this many columns and rows away.
    void walk(int columns, int rows);

    QPointer<SweepStudy> m_study;
    std::optional<std::size_t> m_marked;
    std::optional<QPointF> m_pointer; ///< where it was last
};

} // namespace coroscope
