// SPDX-License-Identifier: MIT
#include "items/timeline_item.h"

#include "items/palette_singleton.h"

#include <QCursor>

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

/// A run that begins is shown from its start, until it has got as long as this.
constexpr double longestBegun = 14;

} // namespace

TimelineItem::TimelineItem(QQuickItem *parent) : SceneItem(parent)
{
    setAcceptedMouseButtons(Qt::LeftButton | Qt::MiddleButton);
    setAcceptHoverEvents(true);
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
            keepInView(run()->playhead());
        m_playhead = run()->playhead();
        if (m_playing)
            forgetSpot();
    }
    arrange();
    if (run() && m_layout.laneHeight > 0)
        revealSelected();
}

void TimelineItem::keepInView(Time playhead)
{
    const TimeAxis &axis = m_layout.axis;
    const double moved = std::abs(axis.pixelOf(playhead) - axis.pixelOf(m_playhead));
    const bool jumps = moved > axis.width / 4; // else the view stays where it was panned to
    if (axis.shows(playhead) || (!axis.shows(m_playhead) && !jumps))
        return;
    setFollows(false);
    // Backwards there is more to come on the left.
    const bool isBackwards = playhead < m_playhead && moved <= axis.width / 4;
    m_layout.axis.begin(playhead);
    m_layout.axis.pan(-axis.width * (isBackwards ? 0.75 : 0.25));
    changedView();
}

void TimelineItem::showNewRun()
{
    // On the scale of the old one it would be a sliver for as long as that took.
    const TimeAxis begun;
    m_layout.axis.begin({});
    m_layout.axis.span = begun.span;
    m_grows = true;
    setFollows(true);
}

void TimelineItem::changedView()
{
    forgetSpot();
    Q_EMIT viewChanged();
    update();
}

QString TimelineItem::summary() const
{
    return run() ? describeTimeline(*run(), lanes(), m_layout) : QString();
}

double TimelineItem::contentHeight() const
{
    return m_layout.laneTop + static_cast<double>(m_laneCount) * m_layout.laneHeight + m_layout.axisHeight;
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
    const TimeAxis axisBefore = m_layout.axis;
    if (std::exchange(m_topology, &run()->topology()) != &run()->topology())
        m_folds.clear();
    const std::size_t count = lanes().size();
    m_laneCount = count;
    m_layout.current = m_keyed && m_current < count ? std::optional(m_current) : std::nullopt;
    const double scale = PaletteSingleton::current().textScale();
    m_layout.size = size();
    m_layout.textScale = scale;
    m_layout.labelWidth = (width() < 560 * scale ? 104 : 140) * scale;
    m_layout.axis.left = m_layout.labelWidth;
    m_layout.axis.width = std::max(10.0, width() - m_layout.labelWidth - 10);
    // With room for the labels of marks, whether there are any yet or not: lanes stay where they are.
    m_layout.axisHeight = axisHeight(m_layout.namesMarks, scale);
    const double room = m_layout.lanesBottom() - m_layout.laneTop;
    const double rows = static_cast<double>(std::max<std::size_t>(1, count));
    m_layout.laneHeight = std::clamp(room / rows, lowestLane * scale, tallestLane);
    // Scrolled by whole lanes: half a lane could not be told from a thin one.
    m_layout.scrollY = std::round(m_layout.scrollY / m_layout.laneHeight) * m_layout.laneHeight;
    m_layout.scrollY = std::clamp(m_layout.scrollY, 0.0, std::max(0.0, rows * m_layout.laneHeight - room));
    if (m_follows) {
        TimeAxis &axis = m_layout.axis;
        const auto ghost = run()->ghost();
        const double whole = inSeconds(std::max(run()->present(), ghost ? ghost->until : Time{})) / presentShare;
        if (m_grows)
            axis.span = std::clamp(whole, TimeAxis().span, longestBegun);
        if (whole <= axis.span) {
            axis.begin({});
        } else {
            axis.begin(run()->present());
            axis.pan(-presentShare * axis.width);
        }
    }
    if (axisBefore != m_layout.axis)
        Q_EMIT viewChanged();
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
    m_layout.axis.begin({});
    m_layout.axis.span = std::max(1.0, inSeconds(run()->present()) / presentShare);
    m_grows = false;
    setFollows(true);
    arrange();
    changedView();
}

void TimelineItem::zoomBy(double factor, double x)
{
    if (!std::isfinite(factor) || factor <= 0)
        return;
    m_grows = false;
    m_layout.axis.zoom(factor, m_follows ? m_layout.axis.left + presentShare * m_layout.axis.width : x);
    arrange();
    changedView();
}

void TimelineItem::zoomHere(double factor)
{
    const TimeAxis &axis = m_layout.axis;
    const bool isInSight = run() && axis.shows(run()->playhead());
    // While it plays, what comes next stays in sight; otherwise what is looked at stays where it is.
    if (run() && !run()->player().playing())
        setFollows(false);
    zoomBy(factor, isInSight ? axis.pixelOf(run()->playhead()) : axis.left + axis.width / 2);
}

void TimelineItem::panBy(double pixels)
{
    setFollows(false);
    m_layout.axis.pan(pixels);
    changedView();
}

void TimelineItem::showSpan(Time from, Time to)
{
    setFollows(false);
    m_grows = false;
    TimeAxis &axis = m_layout.axis;
    axis.span = std::clamp(inSeconds(to - from), TimeAxis::shortestSpan, TimeAxis::longestSpan);
    axis.begin(from);
    changedView();
}

void TimelineItem::setKeyed(bool keyed)
{
    if (keyed == m_keyed)
        return;
    m_keyed = keyed;
    arrange();
    Q_EMIT currentChanged();
    update();
    Q_EMIT viewChanged();
}

std::optional<LaneRef> TimelineItem::currentLane() const
{
    const TimelineLanes all = lanes();
    return m_keyed && m_current < all.size() ? std::optional(all[m_current]) : std::nullopt;
}

QString TimelineItem::currentText() const
{
    const std::optional<LaneRef> lane = currentLane();
    if (!lane)
        return {};
    const QString name = laneName(*lane, lanes(), run()->topology());
    if (lane->isHeading)
        return lane->folded ? QStringLiteral("%1, folded").arg(name) : QStringLiteral("%1, unfolded").arg(name);
    const bool isSelected = !lane->isChannel && run()->selection()->contains(lane->place);
    return isSelected ? QStringLiteral("%1, selected").arg(name) : name;
}

void TimelineItem::walk(int steps)
{
    const std::size_t count = lanes().size();
    if (count == 0)
        return;
    const auto last = static_cast<std::int64_t>(count) - 1;
    const auto wanted = std::min(static_cast<std::int64_t>(m_current), last) + steps;
    m_current = static_cast<std::size_t>(std::clamp<std::int64_t>(wanted, 0, last));
    reveal(m_current);
    Q_EMIT currentChanged();
}

void TimelineItem::reveal(std::size_t lane)
{
    const double top = static_cast<double>(lane) * m_layout.laneHeight;
    const double room = m_layout.lanesBottom() - m_layout.laneTop;
    const double shown = std::floor(room / m_layout.laneHeight + 1e-6) * m_layout.laneHeight;
    const double y = std::clamp(m_layout.scrollY, std::min(top, top + m_layout.laneHeight - shown), top);
    if (y != m_layout.scrollY)
        setScrollY(y);
}

void TimelineItem::revealSelected()
{
    const Subject subject = run()->selection()->subject();
    if (subject == std::exchange(m_revealed, subject) || subject.kind != Subject::Kind::Task)
        return;
    if (const std::optional<std::size_t> lane = lanes().laneOf(subject.place))
        reveal(*lane);
}

void TimelineItem::press()
{
    const std::optional<LaneRef> lane = currentLane();
    if (!lane)
        return;
    if (lane->isHeading)
        setFolded(lane->place.group, !lane->folded);
    else
        select(*lane, true);
    Q_EMIT currentChanged();
}

bool TimelineItem::foldHeading(bool folded)
{
    const std::optional<LaneRef> lane = currentLane();
    if (!lane || !lane->isHeading)
        return false;
    foldGroup(folded);
    return true;
}

void TimelineItem::foldGroup(bool folded)
{
    const std::optional<LaneRef> lane = currentLane();
    if (!lane || lane->isChannel || lanes().placesOf(lane->place.group) < 2)
        return;
    setFolded(lane->place.group, folded);
    // Its lane may be gone: on to what stands for it. A heading stays where it is, or is gone.
    if (!lane->isHeading)
        m_current = lanes().laneOf(lane->place).value_or(m_current);
    walk(0);
}

void TimelineItem::setFolded(std::uint32_t group, bool folded)
{
    m_folds[group] = folded;
    arrange();
    forgetSpot();
    update();
}

void TimelineItem::select(const LaneRef &lane, bool toggles)
{
    if (!run() || lane.isChannel || lane.isHeading)
        return;
    Selection *const selection = run()->selection();
    if (toggles && selection->subject().kind == Subject::Kind::Task && selection->places() == std::vector{lane.place})
        selection->clear();
    else
        selection->select({lane.place});
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
    for (DisplayList part : {timelineScene(*run(), lanes(), m_layout), timelineMarks(marked, m_layout)})
        list.insert(list.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
    return list;
}

} // namespace coroscope
