// SPDX-License-Identifier: MIT
#include "scene/stage_scene.h"

#include "models/text.h"
#include "scene/capsule_shapes.h"
#include "scene/channel_shapes.h"
#include "scene/holder_shapes.h"
#include "scene/stage_motion.h"
#include "scene/task_shapes.h"
#include "text/duration_text.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace coroscope {

namespace {

using namespace std::chrono_literals;

/// Of small type, about: there is no font where scenes are made.
constexpr double widthOfLetter = 8;

/// What has happened to an item is said for so many seconds of wall time, at speeds at which it can be read.
constexpr double wordsShownFor = 1.5;
constexpr double fastestForWords = 2;
constexpr double leastCardForWords = 56;

/// A task of a kind that comes and goes is shown this long after its end, unless its place is taken before.
constexpr Duration endedShownFor = 3s;

std::size_t terminalCount(const SceneSource &source, const Terminal &terminal)
{
    const ItemCounts &items = source.world().items();
    switch (terminal.counts) {
    case Terminal::Counts::Done:
        return items.done;
    case Terminal::Counts::Failed:
        return items.failed;
    case Terminal::Counts::Cancelled:
        return items.cancelled;
    case Terminal::Counts::Dropped:
        return items.dropped;
    case Terminal::Counts::Lost:
        return items.lost;
    }
    return 0;
}

/// The painter of one picture: a source, a layout, and the list that grows.
class Stage
{
public:
    Stage(const SceneSource &source, const StageLayout &layout, DisplayList &list)
        : m_source(source),
          m_topology(source.topology()),
          m_world(source.world()),
          m_layout(layout),
          m_underWay(motionsUnderWay(source)),
          m_list(list)
    {
    }

    /// An empty group says so, or it would look like a mistake. Tasks that come and go may be absent.
    void emptyGroups()
    {
        for (std::uint32_t i = 0; i < m_topology.groups.size(); ++i) {
            if (m_layout.counts().tasks[i] == 0 && m_topology.groups[i].longLived
                && m_layout.shows(NodeRef{NodeRef::Kind::Group, i})) {
                m_list.push_back(Label{
                    .rect = m_layout.group(i),
                    .text = QStringLiteral("no %1").arg(translated(nameOfSeveral(m_topology.groups[i])).toLower()),
                    .role = Role::TextMuted,
                    .align = Qt::AlignCenter,
                    .briefer = {QStringLiteral("none")}});
            }
        }
    }

    /// From each task to those beside it that it has spawned, unless they are nobody's any more.
    void families()
    {
        for (const TaskView &task : m_world.tasks()) {
            const NodeRef node{NodeRef::Kind::Group, task.place.group};
            if (!m_layout.shows(node) || !m_layout.isBesideParents(node) || !m_layout.shows(task.place)
                || !isShown(task, m_topology, m_source.playhead()))
                continue;
            const QRectF &rect = m_layout.task(task.place);
            if (task.orphaned && !hasEnded(task.state)) {
                cut(rect);
                continue;
            }
            const TaskView *const parent = m_world.task(task.parent);
            if (!parent || !m_layout.shows(parent->place) || hasEnded(task.state))
                continue;
            // One link to each row of them: others stand behind the first.
            const bool isBehind = std::any_of(
                m_world.tasks().begin(), m_world.tasks().end(), [&](const TaskView &other) {
                    return other.parent == task.parent && other.place.group == task.place.group
                        && !hasEnded(other.state) && m_layout.shows(other.place)
                        && m_layout.task(other.place).top() == rect.top()
                        && m_layout.task(other.place).left() < rect.left();
                });
            if (isBehind)
                continue;
            const QRectF &from = m_layout.task(parent->place);
            m_list.push_back(Curve{.from = {from.right(), from.center().y()},
                                   .to = {rect.left(), rect.center().y()},
                                   .role = Role::Link,
                                   .width = 2});
        }
    }

    /// At the place where an item was lost or failed just now, that it was: the card may be another task's already.
    void mishaps()
    {
        if (m_source.playingSpeed() > fastestForWords)
            return;
        const auto longest = Duration{std::llround(1e9 * wordsShownFor * m_source.playingSpeed())};
        std::vector<Place> said;
        const std::deque<Motion> &motions = m_world.motions();
        for (auto motion = motions.rbegin(); motion != motions.rend(); ++motion) {
            if (m_source.playhead() - motion->time > longest)
                break;
            const bool isMishap = motion->kind == EventKind::ItemLost || motion->kind == EventKind::ItemFailed;
            if (!isMishap || !m_layout.shows(motion->place)
                || std::find(said.begin(), said.end(), motion->place) != said.end())
                continue;
            said.push_back(motion->place);
            const QRectF &card = m_layout.task(motion->place);
            if (card.height() < leastCardForWords * m_layout.textScale())
                continue;
            const QString text = (motion->kind == EventKind::ItemLost ? QStringLiteral("%1 is lost")
                                                                      : QStringLiteral("%1 failed"))
                                     .arg(motion->item);
            const double width = 30 + widthOfLetter * m_layout.textScale() * static_cast<double>(text.size());
            if (width > card.width() - 16)
                continue;
            const QRectF badge(card.right() - width - 8, card.bottom() - 9, width, 18);
            m_list.push_back(
                Box{.rect = badge, .radius = 9, .fill = Role::Card, .stroke = Role::Failed, .strokeWidth = 1.5});
            m_list.push_back(Glyph{Glyph::Kind::Cross, QRectF(badge.left() + 8, badge.top() + 5, 8, 8), Role::Failed});
            m_list.push_back(Label{.rect = badge.adjusted(21, 0, -4, 0),
                                   .text = text,
                                   .size = Label::Size::Small,
                                   .strong = true,
                                   .align = Qt::AlignCenter});
        }
    }

    void meters()
    {
        for (const Meter &meter : m_topology.meters) {
            if (std::max(meter.limit, meter.period) >= m_source.values().size())
                continue;
            for (const TaskView &task : m_world.tasks()) {
                if (task.place.group == meter.group && m_layout.shows(task.place) && !hasEnded(task.state)
                    && m_layout.detail(meter.group) == StageLayout::Detail::Card)
                    this->meter(meter, m_layout.task(task.place));
            }
        }
    }

    void tasks()
    {
        for (const TaskView &task : m_world.tasks()) {
            if (!isShown(task, m_topology, m_source.playhead()) || !m_layout.shows(task.place))
                continue;
            if (isAwaitingItem(task, m_underWay, m_topology, m_layout)) { // not shown at work on an item elsewhere
                TaskView awaiting = task;
                awaiting.since = m_source.playhead();
                awaiting.state = TaskState::Waiting; // for it to come
                awaiting.waitKind = WaitKind::None;
                appendTask(m_list, awaiting, m_world, m_topology, m_layout, m_source.playhead());
            } else {
                appendTask(m_list, task, m_world, m_topology, m_layout, m_source.playhead());
            }
        }
    }

    /// How many more there are of a group than there is room for.
    void crowds()
    {
        for (std::uint32_t i = 0; i < m_topology.groups.size(); ++i) {
            if (!m_layout.shows(NodeRef{NodeRef::Kind::Group, i}) || m_layout.notShown(i) == 0)
                continue;
            const QRectF &rect = m_layout.group(i);
            m_list.push_back(Label{.rect = QRectF(rect.left() - 30, rect.bottom() + 1, rect.width() + 60, 16),
                                   .text = QStringLiteral("and %1 more").arg(m_layout.notShown(i)),
                                   .role = Role::TextMuted,
                                   .size = Label::Size::Small,
                                   .align = Qt::AlignCenter});
        }
    }

    void channels()
    {
        for (std::uint32_t i = 0; i < m_topology.channels.size(); ++i) {
            if (m_layout.shows(NodeRef{NodeRef::Kind::Channel, i}))
                appendChannel(m_list, m_source, m_layout, i, m_underWay);
        }
    }

    /// What moves lies below what is static, whose texts it would hide; except for what goes to and from the small
    /// cells of a dense field, which would hide it.
    void motions(bool inFields)
    {
        std::vector<MotionUnderWay> some;
        std::copy_if(m_underWay.begin(), m_underWay.end(), std::back_inserter(some), [&](const MotionUnderWay &one) {
            const Place place = one.motion->place;
            return inFields == (m_layout.shows(place) && m_layout.detail(place.group) == StageLayout::Detail::Cell);
        });
        appendMotions(m_list, m_source, m_layout, some);
    }
    void flow() { appendFlow(m_list, m_source, m_layout); }

    void terminals()
    {
        for (std::uint32_t i = 0; i < m_topology.terminals.size(); ++i) {
            if (!m_layout.counts().terminals[i])
                continue;
            const QString count = QString::number(terminalCount(m_source, m_topology.terminals[i])
                                                  - onTheWayTo(i, m_underWay, m_topology, m_layout));
            if (m_layout.terminalsInLines())
                terminalInLine(i, count);
            else
                terminal(i, count);
        }
    }

    void crash()
    {
        if (!m_world.downSince())
            return;
        const Time now = m_source.playhead();
        const QRectF frame(2, 2, m_layout.size().width() - 4, m_layout.size().height() - 4);
        m_list.push_back(Box{.rect = frame, .radius = 10, .stroke = Role::Failed, .strokeWidth = 3, .dashed = true});
        const double width = std::min(460.0, frame.width() - 20);
        const QRectF sign(frame.center().x() - width / 2, frame.top() + 10, width, 40);
        clear(sign);
        m_list.push_back(Box{.rect = sign, .radius = 8, .fill = Role::Card, .stroke = Role::Failed, .strokeWidth = 2});
        const QString died = QStringLiteral("The process has died");
        const QString lost = QStringLiteral(": %1 items lost so far").arg(m_world.items().lost);
        QString rest;
        if (const auto until = m_world.downUntil()) {
            const Duration left = std::max(Duration::zero(), *until - now);
            const Duration whole = *until - *m_world.downSince();
            rest = QStringLiteral(" · starts anew in %1").arg(toQString(readableDuration(left)));
            const double share = whole > Duration::zero() ? inSeconds(left) / inSeconds(whole) : 0;
            m_list.push_back(Arc{.center = {sign.left() + 22, sign.center().y()},
                                 .radius = 11,
                                 .share = share,
                                 .role = Role::Restarted,
                                 .pie = true});
            m_list.push_back(Arc{
                .center = {sign.left() + 22, sign.center().y()}, .radius = 11, .width = 1.5, .role = Role::Restarted});
        }
        m_list.push_back(Label{.rect = sign.adjusted(42, 0, -10, 0),
                               .text = died + lost + rest,
                               .role = Role::Text,
                               .strong = true,
                               .briefer = {died + rest, died}});
    }

private:
    /// How many have happened lately of how many are borne, below the card.
    void meter(const Meter &meter, const QRectF &card)
    {
        const History &history = m_source.history();
        const Duration period{m_source.values()[meter.period]};
        const std::int64_t limit = m_source.values()[meter.limit];
        const Time now = m_source.playhead();
        Time from = now - std::min(period, now.time_since_epoch());
        if (const auto given = history.samples().find(EventKind::Escalated); given != history.samples().end()) {
            if (const std::size_t ended = given->second.firstAfter(now); ended > 0)
                from = std::max(from, given->second.all()[ended - 1].time);
        }
        std::size_t count = 0;
        for (const EventKind kind : meter.events)
            count += history.samples(kind).firstAfter(now) - history.samples(kind).firstAfter(from);
        const QRectF bar(card.left(), card.bottom() + 8, card.width(), 9);
        const double share = limit > 0 ? std::min(1.0, static_cast<double>(count) / static_cast<double>(limit)) : 1.0;
        m_list.push_back(Box{.rect = bar, .radius = 4, .stroke = Role::Link});
        if (count > 0)
            m_list.push_back(Box{.rect = QRectF(bar.topLeft(), QSizeF(bar.width() * share, bar.height())),
                                 .radius = 4,
                                 .fill = Role::Failed});
        if (bar.bottom() + 21 > m_layout.size().height())
            return;
        const QString things = translated(meter.things, limit);
        const QString counted = QStringLiteral("%1 of %2 %3").arg(count).arg(limit).arg(things);
        const QString within = toQString(readableDuration(period));
        m_list.push_back(Label{.rect = QRectF(bar.left() - 20, bar.bottom() + 3, bar.width() + 40, 18),
                               .text = QStringLiteral("%1 within %2").arg(counted, within),
                               .role = Role::TextMuted,
                               .size = Label::Size::Small,
                               .align = Qt::AlignHCenter | Qt::AlignTop,
                               .briefer = {counted, QStringLiteral("%1 of %2").arg(count).arg(limit)}});
    }

    /// What led to it from the one that waited for it.
    void cut(const QRectF &rect)
    {
        const QPointF end(rect.left(), rect.center().y());
        m_list.push_back(Line{.points = QPolygonF{{end.x() - 12, end.y()}, end}, .role = Role::Orphaned, .width = 2});
        m_list.push_back(Line{.points = QPolygonF{{end.x() - 16, end.y() + 6}, {end.x() - 9, end.y() - 6}},
                              .role = Role::Orphaned,
                              .width = 2});
    }

    /// Takes away what says something in @p rect, or lies half in it: the other half would say something else.
    void clear(const QRectF &rect)
    {
        const auto around = [](QPointF center, double radius) {
            return QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius);
        };
        std::erase_if(m_list, [&](const Figure &figure) {
            if (const auto *const label = std::get_if<Label>(&figure))
                return rect.intersects(label->rect);
            if (const auto *const glyph = std::get_if<Glyph>(&figure))
                return rect.intersects(glyph->rect);
            if (const auto *const disc = std::get_if<Disc>(&figure))
                return rect.intersects(around(disc->center, disc->radius));
            if (const auto *const arc = std::get_if<Arc>(&figure))
                return rect.intersects(around(arc->center, arc->radius));
            return false;
        });
    }

    void terminal(std::uint32_t i, const QString &count)
    {
        const Terminal &terminal = m_topology.terminals[i];
        const QPointF center = m_layout.terminal(i);
        const double radius = m_layout.terminalRadius();
        // As wide as its number: a counter shows all its digits.
        const double half = std::max(radius, m_layout.counterWidth(count.size()) / 2);
        const QRectF rim(center.x() - half, center.y() - radius, 2 * half, 2 * radius);
        m_list.push_back(
            Box{.rect = rim, .radius = radius, .fill = Role::Card, .stroke = roleOf(terminal), .strokeWidth = 3});
        m_list.push_back(
            Label{.rect = rim, .text = count, .size = Label::Size::Small, .strong = true, .align = Qt::AlignCenter});
        const QString label = translated(terminal.label);
        const double caption = std::max(half + 12,
                                        widthOfLetter / 2 * static_cast<double>(label.size()) * m_layout.textScale());
        m_list.push_back(Label{.rect = QRectF(center.x() - caption, rim.bottom() + 3, 2 * caption, 18),
                               .text = label,
                               .role = Role::TextMuted,
                               .size = Label::Size::Small,
                               .align = Qt::AlignHCenter | Qt::AlignTop});
    }

    void terminalInLine(std::uint32_t i, const QString &count)
    {
        const Terminal &terminal = m_topology.terminals[i];
        const QPointF center = m_layout.terminal(i);
        const double radius = m_layout.terminalRadius();
        m_list.push_back(
            Disc{.center = center, .radius = radius, .fill = Role::Card, .stroke = roleOf(terminal), .strokeWidth = 3});
        const double left = center.x() + radius + 4;
        const double room = m_layout.size().width() - left;
        const QRectF beside(left, center.y() - 9, room, 18);
        const QString label = translated(terminal.label);
        const auto letters = static_cast<double>(count.size() + 1 + label.size());
        if (widthOfLetter * letters * m_layout.textScale() <= room) {
            m_list.push_back(
                Label{.rect = beside, .text = count + QLatin1Char(' ') + label, .size = Label::Size::Small});
            return;
        }
        m_list.push_back(Label{.rect = beside, .text = count, .size = Label::Size::Small});
        m_list.push_back(Label{.rect = QRectF(left, beside.bottom() - 2, room, 16),
                               .text = label,
                               .role = Role::TextMuted,
                               .size = Label::Size::Small,
                               .briefer = {QString()}});
    }

    const SceneSource &m_source;
    const Topology &m_topology;
    const World &m_world;
    const StageLayout &m_layout;
    const std::vector<MotionUnderWay> m_underWay;
    DisplayList &m_list;
};

} // namespace

bool isShown(const TaskView &task, const Topology &topology, Time now)
{
    if (!hasEnded(task.state))
        return true;
    if (task.place.group < topology.groups.size() && !topology.groups[task.place.group].longLived)
        return now - task.since <= endedShownFor;
    return !task.dismissed; // its place is still its own
}

namespace {

/// One more than the highest number of a thread that is taken: surplus ones are in use for a while.
std::int64_t takenUpTo(const ThreadsView &threads)
{
    const auto last = std::find_if(threads.holders.rbegin(), threads.holders.rend(), [](TaskId id) { return id != 0; });
    return threads.holders.rend() - last;
}

/// Whether it has ended, and the task that had spawned it has gone on to another one.
bool isFollowed(const TaskView &task, const World &world)
{
    return hasEnded(task.state) && std::any_of(world.tasks().begin(), world.tasks().end(), [&](const TaskView &other) {
               return other.place.group == task.place.group && other.parentIndex == task.parentIndex
                   && other.id > task.id && other.born >= task.since;
           });
}

/// Whether a task that takes from it is on the stage; one that has seen the channel's end still is.
bool hasTakers(const Topology &topology, std::size_t channel, const std::vector<std::uint32_t> &tasks)
{
    const NodeRef from{NodeRef::Kind::Channel, static_cast<std::uint32_t>(channel)};
    return std::any_of(topology.links.begin(), topology.links.end(), [&](const Link &link) {
        return link.from == from && link.to.kind == NodeRef::Kind::Group && tasks[link.to.index] > 0;
    });
}

} // namespace

StageLayout::Counts stageCounts(const SceneSource &source)
{
    const Topology &topology = source.topology();
    const World &world = source.world();
    StageLayout::Counts counts;
    counts.tasks.resize(topology.groups.size());
    counts.parents.resize(topology.groups.size());
    const auto isThere = [&](const std::optional<Alternative> &when) {
        const std::vector<std::int64_t> &values = source.values();
        return !when || when->parameter >= values.size() || values[when->parameter] == when->value;
    };
    for (const TaskView &task : world.tasks()) {
        if (task.place.group >= counts.tasks.size() || !isShown(task, topology, source.playhead())
            || !isThere(topology.groups[task.place.group].when))
            continue;
        counts.tasks[task.place.group] = std::max(counts.tasks[task.place.group], task.place.index + 1);
        if (topology.groups[task.place.group].besideParent && !isFollowed(task, world)) {
            auto &parents = counts.parents[task.place.group];
            if (parents.size() <= task.place.index)
                parents.resize(task.place.index + 1);
            parents[task.place.index] = task.parentIndex;
        }
    }
    for (std::size_t i = 0; i < topology.channels.size(); ++i) {
        std::int64_t slots = 0;
        bool open = false;
        if (i < world.channels().size()) {
            const ChannelView &channel = world.channels()[i];
            open = channel.open || !channel.items.empty() || (channel.closed && hasTakers(topology, i, counts.tasks));
            slots = std::max(channel.capacity, static_cast<std::int64_t>(channel.items.size()));
            if (channel.unbounded() || slots > StageLayout::mostSlots)
                slots = -1;
        }
        counts.slots.push_back(slots);
        const bool isAbsent = !isThere(topology.channels[i].when)
            && (i >= world.channels().size() || world.channels()[i].items.empty());
        counts.closed.push_back((topology.channels[i].optional && !open) || isAbsent);
    }
    for (const LockNode &lock : topology.locks)
        counts.absentLocks.push_back(!isThere(lock.when));
    for (const Link &link : topology.links)
        counts.absentLinks.push_back(!isThere(link.when));
    if (!topology.threads.empty())
        counts.threads = std::max<std::int64_t>(world.threads().count, takenUpTo(world.threads()));
    for (const Terminal &terminal : topology.terminals)
        counts.terminals.push_back(terminal.counts == Terminal::Counts::Done || terminalCount(source, terminal) > 0);
    return counts;
}

DisplayList stageBackground(const SceneSource &source, const StageLayout &layout)
{
    DisplayList list;
    Stage stage(source, layout, list);
    appendLinks(list, source.topology(), layout);
    for (std::uint32_t i = 0; i < source.topology().groups.size(); ++i) {
        if (layout.isFramed(NodeRef{NodeRef::Kind::Group, i}) && layout.shows(NodeRef{NodeRef::Kind::Group, i}))
            list.push_back(Box{
                .rect = layout.frame(i), .radius = 10, .fill = Role::Card, .stroke = Role::Link, .strokeWidth = 1.5});
    }
    stage.emptyGroups();
    for (std::uint32_t i = 0; i < source.topology().channels.size(); ++i) {
        if (layout.shows(NodeRef{NodeRef::Kind::Channel, i}))
            appendSlots(list, layout.channel(i));
    }
    if (!source.topology().threads.empty())
        appendSlots(list, layout.threads());
    for (std::uint32_t i = 0; i < source.topology().locks.size(); ++i) {
        if (layout.shows(NodeRef{NodeRef::Kind::Lock, i}))
            appendSlots(list, layout.lock(i));
    }
    return list;
}

DisplayList stageForeground(const SceneSource &source, const StageLayout &layout)
{
    DisplayList list;
    Stage stage(source, layout, list);
    stage.flow();
    stage.motions(false);
    stage.families();
    stage.tasks();
    stage.meters();
    stage.mishaps();
    stage.crowds();
    stage.channels();
    if (!source.topology().threads.empty())
        appendThreads(list, source, layout);
    for (std::uint32_t i = 0; i < source.topology().locks.size(); ++i) {
        if (layout.shows(NodeRef{NodeRef::Kind::Lock, i}))
            appendLock(list, source, layout, i);
    }
    stage.motions(true);
    stage.terminals(); // above what comes in
    stage.crash();
    return list;
}

} // namespace coroscope
