// SPDX-License-Identifier: MIT
#include "items/timeline_item.h"

#include "items/palette_singleton.h"

#include <QCursor>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace coroscope {

namespace {

constexpr double tallestLane = 34;
constexpr double lowestLane = 14; ///< names of lanes don't touch
/// With the marks' texts below the ticks, and without.
constexpr double markedAxisHeight = 38;
constexpr double bareAxisHeight = 22;

double axisHeight(bool namesMarks, double scale)
{
    return (namesMarks ? markedAxisHeight : bareAxisHeight) * scale;
}

/// While following, the present is this far to the right.
constexpr double presentShare = 0.92;

} // namespace

TimelineItem::TimelineItem(QQuickItem *parent) : SceneItem(parent)
{
    setAcceptedMouseButtons(Qt::LeftButton);
    setCursor(QCursor(Qt::PointingHandCursor));
}

void TimelineItem::geometryChange(const QRectF &to, const QRectF &from)
{
    SceneItem::geometryChange(to, from);
    // Not at once: this may happen while a binding that depends on the height of the lanes is being evaluated.
    polish();
    update();
}

void TimelineItem::updatePolish()
{
    arrange();
}

void TimelineItem::sceneChanged()
{
    // On returning from the past, or on playing on, the user wants to see how it goes on.
    if (run()) {
        if (run()->present() < std::exchange(m_present, run()->present()))
            showNewRun();
        const bool wasAtPresent = std::exchange(m_atPresent, run()->atPresent());
        const bool wasPlaying = std::exchange(m_playing, run()->player().playing());
        if (m_atPresent && (!wasAtPresent || (m_playing && !wasPlaying)))
            setFollows(true);
        if (!m_atPresent)
            keepInView(inSeconds(run()->playhead()));
        m_playhead = inSeconds(run()->playhead());
    }
    arrange();
}

void TimelineItem::keepInView(double seconds)
{
    const TimeAxis &axis = m_layout.axis;
    const auto isInView = [&](double at) { return at >= axis.from && at <= axis.from + axis.span; };
    const bool jumps = std::abs(seconds - m_playhead) > axis.span / 4; // else the view stays where it was panned to
    if (isInView(seconds) || (!isInView(m_playhead) && !jumps))
        return;
    setFollows(false);
    // Backwards there is more to come on the left.
    const double before = seconds < m_playhead && !jumps ? 3 * axis.span / 4 : axis.span / 4;
    m_layout.axis.from = std::max(0.0, seconds - before);
    update();
    Q_EMIT axisChanged();
}

void TimelineItem::showNewRun()
{
    // On the scale of the old one it would be a sliver for as long as that took.
    m_layout.axis.from = 0;
    m_layout.axis.span = TimeAxis{}.span;
    setFollows(true);
}

QString TimelineItem::summary() const
{
    return run() ? describeTimeline(*run(), m_lanes, m_layout) : QString();
}

double TimelineItem::contentHeight() const
{
    return m_layout.laneTop + static_cast<double>(m_lanes.size()) * m_layout.laneHeight + m_layout.axisHeight;
}

void TimelineItem::setNamesMarks(bool names)
{
    if (names == m_layout.namesMarks)
        return;
    m_layout.namesMarks = names;
    changed();
    Q_EMIT namesMarksChanged();
}

double TimelineItem::heightFor(int lanes, bool namesMarks, double scale) const
{
    return m_layout.laneTop + lanes * lowestLane * scale + axisHeight(namesMarks, scale);
}

void TimelineItem::arrange()
{
    if (!run() || width() <= 1 || height() <= 1)
        return;
    const double before = contentHeight();
    m_lanes = timelineLanes(*run());
    const double scale = PaletteSingleton::current().textScale();
    m_layout.size = size();
    m_layout.textScale = scale;
    m_layout.labelWidth = (width() < 560 * scale ? 104 : 140) * scale;
    m_layout.axis.left = m_layout.labelWidth;
    m_layout.axis.width = std::max(10.0, width() - m_layout.labelWidth - 10);
    // With room for the labels of marks, whether there are any yet or not: lanes stay where they are.
    m_layout.axisHeight = axisHeight(m_layout.namesMarks, scale);
    const double room = m_layout.lanesBottom() - m_layout.laneTop;
    const double lanes = static_cast<double>(std::max<std::size_t>(1, m_lanes.size()));
    m_layout.laneHeight = std::clamp(room / lanes, lowestLane * scale, tallestLane);
    // Scrolled by whole lanes: half a lane could not be told from a thin one.
    m_layout.scrollY = std::round(m_layout.scrollY / m_layout.laneHeight) * m_layout.laneHeight;
    m_layout.scrollY = std::clamp(m_layout.scrollY, 0.0, std::max(0.0, lanes * m_layout.laneHeight - room));
    if (m_follows) {
        const double present = inSeconds(run()->present());
        m_layout.axis.from = std::max(0.0, present - presentShare * m_layout.axis.span);
    }
    Q_EMIT axisChanged();
    if (before != contentHeight())
        Q_EMIT contentHeightChanged();
    Q_EMIT summaryChanged();
}

void TimelineItem::setFollows(bool follows)
{
    if (follows == m_follows)
        return;
    m_follows = follows;
    arrange();
    Q_EMIT followsChanged();
    update();
}

void TimelineItem::setScrollY(double y)
{
    m_layout.scrollY = y;
    arrange();
    Q_EMIT scrollYChanged();
    update();
}

void TimelineItem::fit()
{
    if (!run())
        return;
    m_layout.axis.from = 0;
    m_layout.axis.span = std::max(1.0, inSeconds(run()->present()) / presentShare);
    setFollows(true);
    arrange();
    update();
}

void TimelineItem::zoomBy(double factor, double x)
{
    if (!std::isfinite(factor) || factor <= 0)
        return;
    m_layout.axis.zoom(factor, m_follows ? m_layout.axis.left + presentShare * m_layout.axis.width : x);
    arrange();
    update();
}

void TimelineItem::panBy(double pixels)
{
    setFollows(false);
    m_layout.axis.pan(pixels);
    update();
    Q_EMIT axisChanged();
}

void TimelineItem::seekTo(double x)
{
    if (!run())
        return;
    setFollows(false);
    Q_EMIT seekAsked(
        m_layout.axis.secondsAt(std::clamp(x, m_layout.axis.left, m_layout.axis.left + m_layout.axis.width)));
    if (run()->atPresent())
        setFollows(true);
}

void TimelineItem::mousePressEvent(QMouseEvent *event)
{
    if (event->position().x() < m_layout.axis.left) {
        event->ignore();
        return;
    }
    forceActiveFocus(Qt::MouseFocusReason); // a field being edited commits what was typed
    seekTo(event->position().x());
}

void TimelineItem::mouseMoveEvent(QMouseEvent *event)
{
    seekTo(event->position().x());
}

void TimelineItem::wheelEvent(QWheelEvent *event)
{
    const QPoint turn = event->angleDelta();
    if (event->position().x() < m_layout.axis.left)
        setScrollY(m_layout.scrollY - turn.y() / 4.0);
    else if (event->modifiers().testFlag(Qt::ShiftModifier) || std::abs(turn.x()) > std::abs(turn.y()))
        panBy(-(turn.x() + turn.y()) / 2.0);
    else {
        // While it plays, what comes next stays in sight; otherwise what is pointed at stays where it is.
        if (run() && !run()->player().playing())
            setFollows(false);
        zoomBy(std::pow(1.2, turn.y() / 120.0), event->position().x());
    }
    event->accept();
}

void TimelineItem::setBookmarks(Bookmarks *bookmarks)
{
    if (m_bookmarks)
        m_bookmarks->disconnect(this);
    m_bookmarks = bookmarks;
    if (m_bookmarks)
        connect(m_bookmarks, &Bookmarks::changed, this, &QQuickItem::update);
    Q_EMIT marksChanged();
    update();
}

void TimelineItem::setLoop(LoopStretch *loop)
{
    if (m_loop)
        m_loop->disconnect(this);
    m_loop = loop;
    if (m_loop)
        connect(m_loop, &LoopStretch::changed, this, &QQuickItem::update);
    Q_EMIT marksChanged();
    update();
}

TimelineMarks TimelineItem::marks() const
{
    TimelineMarks marks;
    if (m_loop) {
        marks.loopFrom = m_loop->start();
        marks.loopTo = m_loop->end();
    }
    if (m_bookmarks)
        marks.bookmarks = m_bookmarks->all();
    return marks;
}

DisplayList TimelineItem::scene(double) const
{
    const TimelineMarks marked = marks();
    DisplayList list = loopBand(marked, m_layout);
    for (DisplayList part : {timelineScene(*run(), m_lanes, m_layout), timelineMarks(marked, m_layout)})
        list.insert(list.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
    return list;
}

} // namespace coroscope
