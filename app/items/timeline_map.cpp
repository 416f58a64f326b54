// SPDX-License-Identifier: MIT
#include "items/timeline_map.h"

#include "items/palette_singleton.h"

#include <QCursor>
#include <QHoverEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace coroscope {

namespace {

constexpr double edgeReach = 5; ///< px on either side at which an edge is taken hold of

} // namespace

TimelineMap::TimelineMap(QQuickItem *parent) : SceneItem(parent)
{
    setAcceptedMouseButtons(Qt::LeftButton);
    setAcceptHoverEvents(true);
    // What it shows of a whole run changes little from frame to frame.
    setLeastInterval(std::chrono::milliseconds(120));
}

void TimelineMap::setTimeline(TimelineItem *timeline)
{
    if (timeline == m_timeline)
        return;
    if (m_timeline)
        m_timeline->disconnect(this);
    m_timeline = timeline;
    if (m_timeline)
        connect(m_timeline, &TimelineItem::viewChanged, this, [this] { changed(); });
    Q_EMIT timelineChanged();
    update();
}

MinimapLayout TimelineMap::layout() const
{
    MinimapLayout layout;
    layout.size = size();
    layout.textScale = PaletteSingleton::current().textScale();
    if (!m_timeline || !run())
        return layout;
    const TimelineLayout &below = m_timeline->layout();
    layout.shownFrom = below.axis.timeAt(below.axis.left);
    layout.shownTo = below.axis.timeAt(below.right());
    layout.axis.left = below.axis.left;
    layout.axis.width = below.axis.width;
    // As long as the timeline shows all of the run, the frame is around all of the map.
    const bool showsAll = layout.shownFrom == Time{} && layout.shownTo >= run()->present();
    layout.axis.span = std::max(1e-3, inSeconds(showsAll ? layout.shownTo : run()->present()));
    return layout;
}

DisplayList TimelineMap::scene(double) const
{
    return m_timeline ? minimapScene(*run(), layout()) : DisplayList();
}

TimelineMap::Part TimelineMap::partAt(QPointF at) const
{
    const QRectF frame = layout().frame();
    // Of a narrow frame the middle is for moving it.
    const double inside = std::min(edgeReach, frame.width() / 4);
    if (at.x() < frame.left() - edgeReach || at.x() > frame.right() + edgeReach)
        return Part::Beside;
    if (at.x() < frame.left() + inside)
        return Part::LeftEdge;
    return at.x() > frame.right() - inside ? Part::RightEdge : Part::Frame;
}

void TimelineMap::moveTo(double from)
{
    if (!m_timeline || !run())
        return;
    const MinimapLayout map = layout();
    const Duration shown = map.shownTo - map.shownFrom;
    const Time last = map.axis.timeAt(map.axis.left + map.axis.width);
    const Time latest = last - std::min(shown, last - Time{});
    const Time begin = std::min(map.axis.timeAt(from), latest);
    m_timeline->showSpan(begin, begin + shown);
}

void TimelineMap::panBy(double spans)
{
    const MinimapLayout map = layout();
    const Duration shown = map.shownTo - map.shownFrom;
    moveTo(map.axis.pixelOf(map.shownFrom + Duration{std::llround(spans * static_cast<double>(shown.count()))}));
}

void TimelineMap::mousePressEvent(QMouseEvent *event)
{
    const QPointF at = event->position();
    if (!m_timeline || !run() || at.x() < layout().axis.left) {
        event->ignore();
        return;
    }
    forceActiveFocus(Qt::MouseFocusReason);
    m_held = partAt(at);
    if (m_held == Part::Beside) {
        const MinimapLayout map = layout();
        const double width = map.axis.pixelOf(map.shownTo) - map.axis.pixelOf(map.shownFrom);
        moveTo(at.x() - width / 2);
        m_held = Part::Frame;
    }
    m_grip = at.x() - layout().axis.pixelOf(layout().shownFrom);
}

void TimelineMap::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_timeline || !run())
        return;
    const MinimapLayout map = layout();
    const double x = event->position().x();
    if (m_held == Part::Frame) {
        moveTo(x - m_grip);
        return;
    }
    const Time at = map.axis.timeAt(std::clamp(x, map.axis.left, map.axis.left + map.axis.width));
    const Time from = m_held == Part::LeftEdge ? at : map.shownFrom;
    const Time to = m_held == Part::RightEdge ? at : map.shownTo;
    if (inSeconds(to - from) > TimeAxis::shortestSpan)
        m_timeline->showSpan(from, to);
}

void TimelineMap::mouseReleaseEvent(QMouseEvent *)
{
    // Whoever drags it to the end wants to see how it goes on.
    if (m_timeline && run() && run()->atPresent() && m_held == Part::Frame && layout().shownTo >= run()->present())
        m_timeline->setFollows(true);
    m_held = Part::Beside;
}

void TimelineMap::mouseDoubleClickEvent(QMouseEvent *)
{
    if (m_timeline)
        m_timeline->fit();
}

void TimelineMap::hoverMoveEvent(QHoverEvent *event)
{
    const Part part = partAt(event->position());
    setCursor(QCursor(part == Part::LeftEdge || part == Part::RightEdge ? Qt::SizeHorCursor
                          : part == Part::Frame                         ? Qt::OpenHandCursor
                                                                        : Qt::PointingHandCursor));
    SceneItem::hoverMoveEvent(event);
}

} // namespace coroscope
