// SPDX-License-Identifier: MIT
#pragma once

#include "items/timeline_item.h"
#include "scene/minimap_scene.h"

#include <QPointer>

namespace coroscope {

/// The whole run in a strip above a timeline. A frame is around what that shows: dragged, it moves that; at its edges, it
/// shows more or less; a click beside it brings it there.
class TimelineMap : public coroscope::SceneItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(coroscope::TimelineItem *timeline READ timeline WRITE setTimeline NOTIFY timelineChanged REQUIRED)

public:
    explicit TimelineMap(QQuickItem *parent = nullptr);

    TimelineItem *timeline() const { return m_timeline; }
    void setTimeline(TimelineItem *timeline);
    MinimapLayout layout() const;

    /// Moves what is shown by so many times its own length.
    Q_INVOKABLE void panBy(double spans);

Q_SIGNALS:
    void timelineChanged();

protected:
    DisplayList scene(double scale) const override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void hoverMoveEvent(QHoverEvent *event) override;

private:
    enum class Part : std::uint8_t { Beside, Frame, LeftEdge, RightEdge };

    Part partAt(QPointF at) const;
    /// Shows as much as before, from @p from on.
    void moveTo(double from);

    QPointer<TimelineItem> m_timeline;
    Part m_held = Part::Beside;
    double m_grip = 0; ///< px from the frame's left edge to where it was taken hold of
};

} // namespace coroscope
