// SPDX-License-Identifier: MIT
#include "scene/why_shapes.h"

#include "scene/channel_shapes.h"
#include "scene/frame_room.h"
#include "scene/stage_counts.h"

#include <algorithm>

namespace coroscope {

namespace {

constexpr double away = 5;
constexpr double badgeRadius = 10;
/// Of the ways from one step to the next, and of the frames.
constexpr double width = 3;
/// From one row of a group to the next.
constexpr double betweenCells = 3;
constexpr double betweenBars = 5;
/// Of a step that is about several tasks: more frames than these would be a field of frames.
constexpr std::size_t mostFrames = 12;

/// What a step is about, on the stage.
struct Part {
    NodeRef node;
    std::uint32_t index = 0; ///< of a task: its place's
    QRectF rect;
};

std::vector<Part> partsOf(const WaitNode &node, const SceneSource &source, const StageLayout &layout)
{
    std::vector<Part> parts;
    const auto add = [&](NodeRef ref, std::uint32_t index, const QRectF &rect) {
        if (!rect.isEmpty())
            parts.push_back({ref, index, rect});
    };
    const auto addCapsule = [&](NodeRef ref) {
        if (layout.shows(ref))
            add(ref, 0, layout.capsule(ref).rect);
    };
    switch (node.kind) {
    case WaitNode::Kind::Tasks:
        for (const TaskId id : node.tasks) {
            const TaskView *const task = source.world().task(id);
            if (task && layout.shows(task->place) && isShown(*task, source))
                add({NodeRef::Kind::Group, task->place.group}, task->place.index, layout.task(task->place));
        }
        break;
    case WaitNode::Kind::Channel:
        if (node.index < source.topology().channels.size())
            addCapsule({NodeRef::Kind::Channel, node.index});
        break;
    case WaitNode::Kind::Lock:
        if (node.index < source.topology().locks.size())
            addCapsule({NodeRef::Kind::Lock, node.index});
        break;
    case WaitNode::Kind::Threads:
        addCapsule({NodeRef::Kind::Threads, 0});
        break;
    case WaitNode::Kind::Outside:
        break;
    }
    return parts;
}

/// Whether a part of a chain is the one whose ways come in at its left.
enum class Side : std::uint8_t { Left, Right };

/// Ends a way at the figure of a place itself. Where others of its group stand before it, the rest of the way runs level
/// between the rows, and nobody else is struck through.
void leadTo(QPointF &end, const Part &part, Side side, const StageLayout &layout, std::vector<Line> &rests)
{
    if (part.node.kind != NodeRef::Kind::Group)
        return;
    const QRectF &rect = part.rect;
    const double middle = rect.center().y();
    const bool isLeft = side == Side::Left;
    std::optional<double> outermost;
    for (std::uint32_t i = 0; i < layout.counts().tasks[part.node.index]; ++i) {
        if (!layout.shows(Place{part.node.index, i}))
            continue;
        const QRectF &other = layout.task({part.node.index, i});
        const bool isBefore = isLeft ? other.right() <= rect.left() : other.left() >= rect.right();
        if (!isBefore || other.top() > middle || other.bottom() < middle)
            continue;
        const double edge = isLeft ? other.left() : other.right();
        outermost = !outermost ? edge : isLeft ? std::min(*outermost, edge) : std::max(*outermost, edge);
    }
    if (!outermost) {
        end = {isLeft ? rect.left() : rect.right(), middle};
        return;
    }
    const bool isCell = layout.detail(part.node.index) == StageLayout::Detail::Cell;
    const double between = rect.top() - (isCell ? betweenCells : betweenBars) / 2;
    end = {*outermost + (isLeft ? -away : away), between};
    rests.push_back({.points = QPolygonF{end, {isLeft ? rect.left() : rect.right(), between}}});
}

/// A way between two parts, and what leads on from its ends to them.
struct Lead {
    Curve way;
    std::vector<Line> rests;
};

Lead leadBetween(const Part &from, const Part &to, const StageLayout &layout)
{
    const auto isGroup = [](const Part &part) { return part.node.kind == NodeRef::Kind::Group; };
    Lead lead{.way = isGroup(from) && isGroup(to)
                  ? layout.wayToChild({from.node.index, from.index}, {to.node.index, to.index})
                  : layout.ownWay(StageLayout::End{from.node, from.index}, StageLayout::End{to.node, to.index}),
              .rests = {}};
    if (layout.areStacked(from.node, to.node)) {
        lead.way.from = {from.rect.center().x(), from.rect.bottom()};
        lead.way.to = {to.rect.center().x(), to.rect.top()};
        return lead;
    }
    leadTo(lead.way.from, from, Side::Right, layout, lead.rests);
    leadTo(lead.way.to, to, Side::Left, layout, lead.rests);
    return lead;
}

/// The way between two parts, if a link leads there, in either direction.
std::optional<Lead> wayBetween(const Part &one, const Part &other, const Topology &topology, const StageLayout &layout)
{
    if (isLinked(topology, one.node, other.node))
        return leadBetween(one, other, layout);
    if (isLinked(topology, other.node, one.node))
        return leadBetween(other, one, layout);
    return std::nullopt;
}

/// Who ends the wait is at work; everybody before is held up.
Role roleOf(const WaitChain &chain, std::size_t step)
{
    return chain.end == WaitChain::End::Busy && step + 1 == chain.links.size() ? Role::Running : Role::Waiting;
}

class ChainShape
{
public:
    ChainShape(DisplayList &list, const SceneSource &source, const StageLayout &layout, const WaitChain &chain)
        : m_list(list), m_source(source), m_layout(layout), m_chain(chain)
    {
        for (const WaitLink &link : chain.links)
            m_parts.push_back(partsOf(link.node, source, layout));
    }

    void drawWays()
    {
        for (std::size_t step = 1; step < m_parts.size(); ++step)
            ways(step);
    }
    void drawFrames()
    {
        for (std::size_t step = 0; step < m_parts.size(); ++step) {
            if (isLastAboutItsThing(step))
                frames(step);
        }
    }
    void drawNumbers()
    {
        for (std::size_t step = 0; step < m_parts.size(); ++step) {
            if (isLastAboutItsThing(step) && !m_parts[step].empty())
                badge(step, m_parts[step].front().rect);
        }
    }

private:
    /// A thing that several steps are about is framed as the last of them says.
    bool isLastAboutItsThing(std::size_t step) const
    {
        return step + 1 == m_parts.size() || !isAboutTheSame(m_chain, step + 1);
    }
    void ways(std::size_t step)
    {
        if (isAboutTheSame(m_chain, step))
            return;
        for (const Part &from : m_parts[step - 1]) {
            for (const Part &to : m_parts[step]) {
                std::optional<Lead> lead = wayBetween(from, to, m_source.topology(), m_layout);
                if (!lead)
                    continue;
                lead->way.role = Role::Waiting;
                lead->way.width = width;
                m_list.push_back(lead->way);
                for (Line &rest : lead->rests) {
                    rest.role = Role::Waiting;
                    rest.width = width;
                    m_list.push_back(rest);
                }
            }
        }
    }
    void frames(std::size_t step)
    {
        const std::vector<Part> &parts = m_parts[step];
        const Role role = roleOf(m_chain, step);
        for (std::size_t i = 0; i < std::min(parts.size(), mostFrames); ++i) {
            const QRectF &rect = parts[i].rect;
            if (parts[i].node.kind == NodeRef::Kind::Group)
                appendFrame(m_list, rect, width, role, m_layout);
            else
                m_list.push_back(Box{.rect = rect.adjusted(-away, -away, away, away),
                                     .radius = 12,
                                     .stroke = role,
                                     .strokeWidth = width});
        }
    }
    /// On a corner or an edge where nothing is written, within the stage: the upper left one, if possible. Where there is
    /// none it is left out: half a number is another number.
    void badge(std::size_t step, const QRectF &rect)
    {
        const double radius = badgeRadius * m_layout.textScale();
        const QRectF frame = rect.adjusted(-away / 2, -away / 2, away / 2, away / 2);
        const double x = frame.center().x();
        const double y = frame.center().y();
        for (const QPointF &wish : {frame.topLeft(), frame.bottomLeft(), frame.topRight(), frame.bottomRight(),
                                    QPointF(frame.left(), y), QPointF(x, frame.bottom()), QPointF(x, frame.top())}) {
            const QPointF center(std::clamp(wish.x(), radius + 3, m_layout.size().width() - radius - 3),
                                 std::clamp(wish.y(), radius + 3, m_layout.size().height() - radius - 3));
            const QPointF corner(radius + 2, radius + 2);
            if (!isFree(QRectF(center - corner, center + corner)))
                continue;
            m_list.push_back(Disc{.center = center, .radius = radius + 2, .fill = Role::Card});
            m_list.push_back(Disc{
                .center = center, .radius = radius, .fill = roleOf(m_chain, step), .text = QString::number(step + 1)});
            return;
        }
    }
    bool isFree(const QRectF &rect) const
    {
        for (std::size_t i = 0; i < m_source.topology().districts.size(); ++i) {
            for (const QRectF &district : m_layout.district(i)) {
                const QRectF name(district.left(), district.top(), district.width(), m_layout.districtCaption() + 3);
                if (name.intersects(rect))
                    return false;
            }
        }
        return std::none_of(m_list.begin(), m_list.end(), [&](const Figure &figure) {
            if (const auto *const label = std::get_if<Label>(&figure))
                return !label->text.isEmpty() && label->rect.intersects(rect);
            if (const auto *const disc = std::get_if<Disc>(&figure); disc && !disc->text.isEmpty()) {
                const QPointF corner(disc->radius, disc->radius);
                return QRectF(disc->center - corner, disc->center + corner).intersects(rect);
            }
            return false;
        });
    }

    DisplayList &m_list;
    const SceneSource &m_source;
    const StageLayout &m_layout;
    const WaitChain &m_chain;
    std::vector<std::vector<Part>> m_parts; ///< by step
};

/// Where an item is: in a slot, or in somebody's hands.
QRectF rectOfItem(ItemId item, const SceneSource &source, const StageLayout &layout)
{
    const World &world = source.world();
    for (std::uint32_t i = 0; i < source.topology().channels.size(); ++i) {
        const std::deque<ItemId> &items = channelOf(world, i).items;
        const auto at = std::find(items.begin(), items.end(), item);
        if (at == items.end() || !layout.shows(NodeRef{NodeRef::Kind::Channel, i}))
            continue;
        const StageLayout::Capsule &capsule = layout.channel(i);
        const auto slot = static_cast<std::size_t>(at - items.begin());
        if (slot >= capsule.slots.size())
            return capsule.rect;
        const QPointF corner(capsule.slotRadius, capsule.slotRadius);
        return {capsule.slots[slot] - corner, capsule.slots[slot] + corner};
    }
    const auto holds = [&](const TaskView &task) {
        return (task.item == item || task.result == item) && layout.shows(task.place) && isShown(task, source);
    };
    const auto holder = std::find_if(world.tasks().begin(), world.tasks().end(), holds);
    return holder == world.tasks().end() ? QRectF() : layout.task(holder->place);
}

QRectF rectOf(const Subject &subject, const SceneSource &source, const StageLayout &layout)
{
    const auto capsule = [&](NodeRef node) { return layout.shows(node) ? layout.capsule(node).rect : QRectF(); };
    switch (subject.kind) {
    case Subject::Kind::Nothing:
    case Subject::Kind::Task:
    case Subject::Kind::Event:
    case Subject::Kind::Bookmark:
        break;
    case Subject::Kind::Channel:
        return capsule({NodeRef::Kind::Channel, subject.index});
    case Subject::Kind::Lock:
        return capsule({NodeRef::Kind::Lock, subject.index});
    case Subject::Kind::Threads:
        return capsule({NodeRef::Kind::Threads, 0});
    case Subject::Kind::Item:
        return rectOfItem(subject.item, source, layout);
    }
    return {};
}

} // namespace

std::optional<WaitChain> chainOfSelected(const SceneSource &source, const Noun &things)
{
    const Subject subject = source.subject();
    const TaskView *const task = subject.kind == Subject::Kind::Task ? source.world().taskAt(subject.place) : nullptr;
    return task ? whyItWaits(source.world(), source.topology(), task->id, source.playhead(), things) : std::nullopt;
}

bool isAboutTheSame(const WaitChain &chain, std::size_t step)
{
    return step > 0 && chain.links[step].node == chain.links[step - 1].node
        && chain.links[step].node.kind != WaitNode::Kind::Outside;
}

bool merelyRests(const WaitChain &chain)
{
    return chain.links.size() == 1 && chain.end == WaitChain::End::Timer;
}

void appendWhyWays(DisplayList &list, const SceneSource &source, const StageLayout &layout)
{
    if (const std::optional<WaitChain> chain = chainOfSelected(source))
        ChainShape(list, source, layout, *chain).drawWays();
}

void appendWhyFrames(DisplayList &list, const SceneSource &source, const StageLayout &layout)
{
    if (const std::optional<WaitChain> chain = chainOfSelected(source); chain && !merelyRests(*chain))
        ChainShape(list, source, layout, *chain).drawFrames();
}

void appendWhyNumbers(DisplayList &list, const SceneSource &source, const StageLayout &layout)
{
    if (const std::optional<WaitChain> chain = chainOfSelected(source); chain && !merelyRests(*chain))
        ChainShape(list, source, layout, *chain).drawNumbers();
}

void appendSubject(DisplayList &list, const SceneSource &source, const StageLayout &layout)
{
    const QRectF rect = rectOf(source.subject(), source, layout);
    if (!rect.isEmpty())
        list.push_back(Box{
            .rect = rect.adjusted(-away, -away, away, away), .radius = 12, .stroke = Role::Text, .strokeWidth = 2.5});
}

} // namespace coroscope
