// SPDX-License-Identifier: MIT
#include "items/timeline_item.h"
#include "scene/lane_words.h"

#include <QHoverEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

// What a person does to the timeline with mouse and trackpad.

namespace coroscope {

namespace {

constexpr double dragThreshold = 3;  ///< px
constexpr double foldSignWidth = 22; ///< px at the right of a name, with some room to hit it

} // namespace

std::optional<std::size_t> TimelineItem::laneAt(double y) const
{
    const std::optional<std::size_t> lane = m_layout.laneAt(y);
    return lane && *lane < lanes().size() ? lane : std::nullopt;
}

QPoint TimelineItem::taskAt(double y) const
{
    const std::optional<std::size_t> number = y < 0 ? std::optional(m_current) : laneAt(y);
    if (!number || *number >= lanes().size() || lanes()[*number].isChannel || lanes()[*number].isHeading)
        return {-1, -1};
    const Place place = lanes()[*number].place;
    return {static_cast<int>(place.group), static_cast<int>(place.index)};
}

void TimelineItem::seekTo(double x)
{
    if (!run())
        return;
    setFollows(false);
    Q_EMIT seekAsked(m_layout.axis.secondsAt(std::clamp(x, m_layout.axis.left, m_layout.right())));
    if (run()->atPresent())
        setFollows(true);
}

void TimelineItem::mousePressEvent(QMouseEvent *event)
{
    forceActiveFocus(Qt::MouseFocusReason); // a field being edited commits what was typed
    forgetSpot();
    if (event->button() == Qt::RightButton) { // asks what can be done, and does nothing yet
        event->ignore();
        return;
    }
    m_pressedAt = m_draggedTo = event->position();
    m_hasMoved = false;
    const bool isAtAxis = m_pressedAt.y() >= m_layout.lanesBottom();
    if (m_pressedAt.x() < m_layout.axis.left) {
        m_drag = Drag::Name;
    } else if (event->button() == Qt::MiddleButton || isAtAxis) {
        m_drag = Drag::View;
    } else {
        m_drag = Drag::Playhead;
        seekTo(m_pressedAt.x());
    }
}

void TimelineItem::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF at = event->position();
    m_hasMoved = m_hasMoved || (at - m_pressedAt).manhattanLength() > dragThreshold;
    if (m_drag == Drag::Playhead)
        seekTo(at.x());
    else if (m_drag == Drag::View && m_hasMoved)
        panBy(m_draggedTo.x() - at.x());
    m_draggedTo = at;
}

void TimelineItem::mouseReleaseEvent(QMouseEvent *event)
{
    const Drag drag = std::exchange(m_drag, Drag::None);
    if (m_hasMoved || !run())
        return;
    const bool picks = drag == Drag::Playhead || (drag == Drag::View && event->button() == Qt::LeftButton);
    if (const std::optional<Sequence> marked = picks ? eventAt(m_pressedAt) : std::nullopt) {
        pick(*marked);
        return;
    }
    const std::optional<std::size_t> lane = laneAt(m_pressedAt.y());
    if (drag == Drag::Name && lane)
        pressName(*lane, m_pressedAt.x());
    else if (drag == Drag::Playhead && lane)
        select(lanes()[*lane], false);
    else if (drag == Drag::View && event->button() == Qt::LeftButton)
        seekTo(m_pressedAt.x());
}

void TimelineItem::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->position().y() >= m_layout.lanesBottom() && event->position().x() >= m_layout.axis.left)
        fit();
    else
        mousePressEvent(event);
}

void TimelineItem::mouseUngrabEvent()
{
    m_drag = Drag::None;
}

void TimelineItem::pressName(std::size_t number, double x)
{
    m_current = number;
    const LaneRef lane = lanes()[number];
    if (lane.isHeading)
        setFolded(lane.place.group, !lane.folded);
    else if (lane.opens && x > m_layout.labelWidth - foldSignWidth)
        setFolded(lane.place.group, true);
    else
        select(lane, true);
    arrange();
    Q_EMIT currentChanged();
    update();
}

void TimelineItem::hoverMoveEvent(QHoverEvent *event)
{
    m_pointer = event->position();
    const bool isAtNames = m_pointer.x() < m_layout.axis.left;
    if (std::exchange(m_layout.showsFolds, isAtNames) != isAtNames)
        update();
    if (!m_spotRect.contains(m_pointer))
        forgetSpot();
    m_isPointedAt = true;
    if (m_spotText.isEmpty())
        Q_EMIT pointerMoved();
    SceneItem::hoverMoveEvent(event);
}

void TimelineItem::hoverLeaveEvent(QHoverEvent *event)
{
    forgetSpot();
    if (std::exchange(m_layout.showsFolds, false))
        update();
    SceneItem::hoverLeaveEvent(event);
}

void TimelineItem::forgetSpot()
{
    m_isPointedAt = false;
    if (m_spotText.isEmpty())
        return;
    m_spotText.clear();
    m_spotRect = {};
    Q_EMIT spotChanged();
}

void TimelineItem::explain()
{
    const std::optional<std::size_t> number = laneAt(m_pointer.y());
    const TimeAxis &axis = m_layout.axis;
    if (!m_isPointedAt || !run() || run()->player().playing() || m_pointer.x() < axis.left
        || m_pointer.x() > m_layout.right() || explainMark() || explainArrow() || !number)
        return;
    const LaneRef lane = lanes()[*number];
    const Time time = axis.timeAt(m_pointer.x());
    const std::optional<LaneSpot> spot = laneSpot(*run(), m_layout, lane, time);
    if (!spot)
        return;
    std::optional<World> then;
    if (spot->condition && !hasEnded(*spot->condition))
        then = run()->session().worldAt(time);
    m_spotText = coroscope::spotText(*run(), lanes(), lane, *spot, then ? &*then : nullptr);
    const double left = std::clamp(axis.pixelOf(spot->from), axis.left, m_layout.right());
    const double right = std::clamp(axis.pixelOf(spot->to), left + 1, m_layout.right() + 1);
    m_spotRect = QRectF(left, m_layout.topOf(*number), right - left, m_layout.laneHeight);
    if (lane.isChannel) // it has another value at the next pixel
        m_spotRect = QRectF(m_pointer.x() - 1, m_spotRect.top(), 2, m_spotRect.height());
    Q_EMIT spotChanged();
}

void TimelineItem::wheelEvent(QWheelEvent *event)
{
    const QPoint turn = event->angleDelta();
    const QPoint pixels = event->pixelDelta();
    if (event->position().x() < m_layout.axis.left)
        setScrollY(m_layout.scrollY - turn.y() / 4.0);
    else if (event->modifiers().testFlag(Qt::ShiftModifier) || std::abs(turn.x()) > std::abs(turn.y()))
        panBy(pixels.isNull() ? -(turn.x() + turn.y()) / 2.0 : -(pixels.x() + pixels.y()));
    else {
        // While it plays, what comes next stays in sight; otherwise what is pointed at stays where it is.
        if (run() && !run()->player().playing())
            setFollows(false);
        zoomBy(std::pow(1.2, turn.y() / 120.0), event->position().x());
    }
    event->accept();
}

} // namespace coroscope
