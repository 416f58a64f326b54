// SPDX-License-Identifier: MIT
#include "scene/stage_motion.h"

#include "scene/journey.h"
#include "scene/motion_cover.h"
#include "scene/motion_time.h"
#include "scene/result_shapes.h"

#include <QLineF>

#include <algorithm>
#include <cmath>
#include <optional>

namespace coroscope {

namespace {

/// Whether an optional node is currently in the way of @p link: a channel that comes first and takes what it would.
bool isTakenOver(const Link &link, const Topology &topology, const StageLayout &layout)
{
    if (link.to.kind != NodeRef::Kind::Channel || topology.channels[link.to.index].optional)
        return false;
    return std::any_of(topology.links.begin(), topology.links.end(), [&](const Link &other) {
        return other.from == link.from && other.to.kind == NodeRef::Kind::Channel
            && topology.channels[other.to.index].optional
            && topology.channels[other.to.index].column < topology.channels[link.to.index].column
            && layout.shows(other.to);
    });
}

/// Draws what is on its way.
class MotionPainter
{
public:
    MotionPainter(DisplayList &list, const SceneSource &source, const StageLayout &layout)
        : m_list(list),
          m_source(source),
          m_topology(source.topology()),
          m_layout(layout),
          m_cover(source, layout),
          m_results(resultSlots(source))
    {
    }

    void move(const Party &party)
    {
        const Motion &motion = *party.first->motion;
        const Motion *const sent = party.first->sent;
        const double share = party.first->share;
        m_together = party.size;
        switch (motion.kind) {
        case EventKind::Sent:
            if (hasWay(motion, m_topology, m_layout))
                put(motion, intoSlot(motion, wayIn(motion)), share, Role::Running);
            break;
        case EventKind::Received:
            if (hasWay(motion, m_topology, m_layout))
                put(motion, wayOut(motion, sent), share, Role::Running);
            break;
        case EventKind::TaskSpawned:
            spawn(motion, share);
            break;
        case EventKind::ItemDropped:
            if (!terminalOf(motion, m_topology, m_layout)) {
                fall(motion, share);
                break;
            }
            [[fallthrough]];
        default:
            toTerminal(motion, share);
            break;
        }
    }

    void flow()
    {
        const double seconds = inSeconds(m_source.playhead()) / m_source.playingSpeed();
        const std::size_t before = m_list.size();
        appendLinks(m_list, m_topology, m_layout);
        for (std::size_t i = before; i < m_list.size(); ++i) {
            Curve &way = std::get<Curve>(m_list[i]);
            way.role = Role::Running;
            way.dashed = true;
            way.dashOffset = -std::fmod(seconds * 90, 20.0);
        }
    }

private:
    void toTerminal(const Motion &motion, double share)
    {
        const std::optional<std::uint32_t> terminal = terminalOf(motion, m_topology, m_layout);
        if (!terminal)
            return;
        const NodeRef from{NodeRef::Kind::Group, motion.place.group};
        const NodeRef end{NodeRef::Kind::Terminal, *terminal};
        const Role role = roleOf(m_topology.terminals[*terminal]);
        if (isGathered(m_topology, motion.place.group, end))
            put(motion, onceGathered(motion, from, end), share, role);
        else
            put(motion, Journey{m_layout.ownWay(from, end, motion.place.index)}, share, role);
    }

    /// From its slot; all the way from its task where it has just come.
    Journey onceGathered(const Motion &motion, NodeRef from, NodeRef end) const
    {
        const Curve on = m_layout.ownWay(gathering, end, 0);
        const TaskView *const task = m_source.world().taskAt(motion.place);
        const QPointF slot = task && m_layout.hasResultsInOneColumn()
            ? resultPlace(task->id, m_results, m_layout).value_or(on.from)
            : on.from;
        if (!task || task->since < motion.time) {
            Journey journey{Curve{.from = slot, .to = on.from}};
            journey.goOn(on);
            return journey;
        }
        Journey journey{m_layout.ownWay(from, gathering, motion.place.index)};
        journey.goOn(slot);
        journey.goOn(on.from);
        journey.goOn(on);
        return journey;
    }

    /// A new task comes from the one that spawned it.
    void spawn(const Motion &motion, double share)
    {
        const TaskView *const parent = m_source.world().task(motion.object);
        if (!parent || !m_layout.shows(parent->place) || !m_layout.shows(motion.place))
            return;
        const NodeRef from{NodeRef::Kind::Group, parent->place.group};
        const NodeRef to{NodeRef::Kind::Group, motion.place.group};
        if (!isLinked(m_topology, from, to))
            return;
        const bool isParty = m_together > 1;
        const Curve way = isParty ? m_layout.way(from, to, 0) : m_layout.wayToChild(parent->place, motion.place);
        const QPointF center = way.at(easedOut(share));
        if (isAtThreads(center))
            return;
        m_list.push_back(Disc{.center = center,
                              .radius = isParty ? m_layout.itemRadius() : m_layout.itemRadius() / 3,
                              .fill = Role::Accent,
                              .text = isParty ? partyText() : QString(),
                              .covered = isParty && m_cover.covers(center, m_layout.itemRadius())});
    }

    /// To the mouth of the channel: from the sender, or from its place in the line there if it had to wait.
    Journey wayIn(const Motion &sent) const
    {
        const Curve way = m_layout.ownWay({NodeRef::Kind::Group, sent.place.group},
                                          {NodeRef::Kind::Channel, sent.object}, sent.place.index);
        if (sent.payload == 0 || m_layout.detail(sent.place.group) == StageLayout::Detail::Cell)
            return {way};
        return {Curve{.from = way.to - QPointF(m_layout.itemRadius() + 4, 0), .to = way.to}};
    }

    /// On to the slot that the item has taken.
    Journey intoSlot(const Motion &sent, Journey journey) const
    {
        const std::deque<ItemId> &items = m_source.world().channels()[sent.object].items;
        const std::vector<QPointF> &slots = m_layout.channel(sent.object).slots;
        // The last one: those without a number are all alike.
        const auto item = std::find(items.rbegin(), items.rend(), sent.item);
        const auto slot = static_cast<std::size_t>(items.rend() - item) - 1;
        if (item != items.rend() && slot < slots.size())
            journey.goOn(slots[slot]);
        return journey;
    }

    /// From the oldest slot to the receiver; all the way from the sender where the item did not stay in the channel.
    Journey wayOut(const Motion &received, const Motion *sent) const
    {
        const Curve way = m_layout.ownWay({NodeRef::Kind::Channel, received.object},
                                          {NodeRef::Kind::Group, received.place.group}, received.place.index);
        if (sent && m_layout.shows(sent->place)) {
            Journey journey = wayIn(*sent);
            journey.goOn(m_layout.channel(received.object).end());
            journey.goOn(way);
            return journey;
        }
        const std::vector<QPointF> &slots = m_layout.channel(received.object).slots;
        if (slots.empty())
            return {way};
        return {Curve{.from = slots.front(), .to = m_layout.channel(received.object).end()}, way};
    }

    void put(const Motion &motion, const Journey &journey, double share, Role role)
    {
        const bool dense = m_layout.detail(motion.place.group) == StageLayout::Detail::Cell;
        double radius = m_layout.itemRadius();
        if (role == Role::Running && !m_layout.channel(motion.object).slots.empty())
            radius = std::min(radius, m_layout.channel(motion.object).slotRadius);
        radius = dense && m_together == 1 ? m_layout.itemRadius() / 2 : radius - 1;
        // It grows out of what it leaves, and shrinks into what it enters.
        constexpr double rim = 0.2;
        radius *= std::clamp(std::min(share, 1 - share) / rim, 0.3, 1.0);
        const QPointF center = journey.at(easedOut(share));
        if (dense && isAtThreads(center))
            return;
        // The links on its way light up.
        for (const Journey::Leg &leg : journey.legs()) {
            if (leg.curve.role != Role::Link || dense)
                continue;
            Curve lit = leg.curve;
            lit.role = role;
            lit.width = 2.5;
            m_list.push_back(lit);
        }
        m_list.push_back(Disc{.center = center,
                              .radius = radius,
                              .fill = role,
                              .stroke = Role::Card, // it may lie on what has its colour
                              .strokeWidth = 1.5,
                              .text = m_together > 1 ? partyText()
                                  : dense            ? QString()
                                                     : numberText(motion.item),
                              .covered = m_cover.covers(center, radius)});
    }

    QString partyText() const { return QStringLiteral("+%1").arg(m_together); }

    /// Where what moves in front would hide what is said of the threads.
    bool isAtThreads(QPointF center) const
    {
        constexpr double caption = 30; // above and below
        return !m_topology.threads.empty()
            && m_layout.threads().rect.adjusted(-caption, -caption, caption, caption).contains(center);
    }

    /// A dropped item falls out of its row where it was dropped, and fades: what is below has nothing to do with it.
    void fall(const Motion &motion, double share)
    {
        if (motion.object >= m_topology.channels.size())
            return;
        const bool oldest = motion.payload == static_cast<std::int64_t>(1);
        const QPointF from = oldest ? m_layout.channel(motion.object).end() + QPointF(-20, 0)
                                    : m_layout.channel(motion.object).mouth() + QPointF(-14, 0);
        const double floor = m_layout.floorOf({NodeRef::Kind::Channel, motion.object});
        const QPointF center = from + QPointF(0, share * share * (floor - from.y()));
        const double radius = m_layout.itemRadius() - 1;
        const double captions = m_layout.channel(motion.object).rect.bottom();
        m_list.push_back(Disc{.center = center,
                              .radius = radius,
                              .fill = Role::Failed,
                              .text = QString::number(motion.item),
                              .opacity = 1 - 0.7 * share,
                              .covered = center.y() + radius > captions || m_cover.covers(center, radius)});
    }

    DisplayList &m_list;
    const SceneSource &m_source;
    const Topology &m_topology;
    const StageLayout &m_layout;
    const MotionCover m_cover;
    const std::vector<ResultSlot> m_results;
    std::size_t m_together = 1; ///< of the disc that is being drawn
};

} // namespace

QString numberText(ItemId item)
{
    return item == 0 ? QString() : QString::number(item);
}

Role roleOf(const Terminal &terminal) noexcept
{
    switch (terminal.counts) {
    case Terminal::Counts::Done:
        return Role::Done;
    case Terminal::Counts::Cancelled:
        return Role::Cancelled;
    default:
        return Role::Failed;
    }
}

void appendLinks(DisplayList &list, const Topology &topology, const StageLayout &layout)
{
    for (std::size_t i = 0; i < topology.links.size(); ++i) {
        const Link &link = topology.links[i];
        if (!layout.hasLink(i) || !layout.shows(link.from) || !layout.shows(link.to)
            || isTakenOver(link, topology, layout) || layout.isBesideParents(link.to))
            continue;
        for (std::uint32_t task = 0; task < layout.waysOf(link); ++task) {
            // Whoever is not there leads nowhere.
            if (!layout.isBesideParents(link.from) || layout.shows(Place{link.from.index, task}))
                list.push_back(layout.way(link.from, link.to, task));
        }
    }
}

void appendFlow(DisplayList &list, const SceneSource &source, const StageLayout &layout)
{
    if (source.motionAllowed() && source.motionSeconds() < longestMotion && isTooManyToTellApart(source))
        MotionPainter(list, source, layout).flow();
}

void appendMotions(DisplayList &list, const SceneSource &source, const StageLayout &layout,
                   std::span<const MotionUnderWay> underWay)
{
    MotionPainter painter(list, source, layout);
    const std::size_t first = list.size();
    for (const Party &party : partiesOf(underWay, source, layout))
        painter.move(party);
    // Nor may they hide each other's numbers.
    for (std::size_t i = first; i < list.size(); ++i) {
        auto *const lower = std::get_if<Disc>(&list[i]);
        for (std::size_t j = i + 1; lower && j < list.size(); ++j) {
            const auto *const upper = std::get_if<Disc>(&list[j]);
            lower->covered |= upper && QLineF(lower->center, upper->center).length() < lower->radius + upper->radius;
        }
    }
}

} // namespace coroscope
