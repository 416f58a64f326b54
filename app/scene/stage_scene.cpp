// SPDX-License-Identifier: MIT
#include "scene/stage_scene.h"

#include "insight/recent.h"
#include "model/duration_text.h"
#include "model/number_text.h"
#include "models/text.h"
#include "scene/stage_motion.h"
#include "scene/task_shapes.h"

#include <algorithm>
#include <cmath>

namespace coroscope {

namespace {

using namespace std::chrono_literals;

constexpr Duration recentWindow = 10s;

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
        : m_source(source), m_topology(source.topology()), m_world(source.world()), m_layout(layout), m_list(list)
    {
    }

    /// Where nobody is, it is said: an empty place looks like a mistake.
    void emptyGroups()
    {
        for (std::uint32_t i = 0; i < m_topology.groups.size(); ++i) {
            if (m_layout.counts().tasks[i] == 0) {
                m_list.push_back(
                    Label{.rect = m_layout.group(i),
                          .text = QStringLiteral("no %1s").arg(toQString(m_topology.groups[i].label).toLower()),
                          .role = Role::TextMuted,
                          .align = Qt::AlignCenter});
            }
        }
    }

    void channelBackground(std::uint32_t id)
    {
        const std::vector<QPointF> &slots = m_layout.slots(id);
        for (const QPointF &slot : slots)
            m_list.push_back(
                Disc{.center = slot, .radius = m_layout.slotRadius(id) - 1, .stroke = Role::Track, .strokeWidth = 1.5});
    }

    void channel(std::uint32_t id)
    {
        const ChannelView empty;
        const ChannelView &channel = id < m_world.channels().size() ? m_world.channels()[id] : empty;
        const QRectF rect = m_layout.channel(id);
        const bool full = channel.open && channel.full();
        const double radius = std::min(rect.height() / 2, 34.0);
        if (m_layout.slots(id).empty())
            level(id, channel, rect, radius);
        m_list.push_back(Box{.rect = rect,
                             .radius = radius,
                             .stroke = full     ? Role::Waiting
                                 : channel.open ? Role::CardBorder
                                                : Role::Failed,
                             .strokeWidth = full ? 3.0 : 2.0,
                             .dashed = channel.unbounded() || !channel.open});
        items(id, channel);
        captions(id, channel, rect);
        queues(id, channel);
    }

    void tasks()
    {
        for (const TaskView &task : m_world.tasks()) {
            if (isShown(task) && m_layout.shows(task.place))
                appendTask(m_list, task, m_topology, m_layout, m_source.playhead());
        }
    }

    void terminals()
    {
        for (std::uint32_t i = 0; i < m_topology.terminals.size(); ++i) {
            if (!m_layout.counts().terminals[i])
                continue;
            const Terminal &terminal = m_topology.terminals[i];
            const QPointF center = m_layout.terminal(i);
            const double radius = m_layout.terminalRadius();
            m_list.push_back(Disc{.center = center,
                                  .radius = radius,
                                  .fill = Role::Card,
                                  .stroke = roleOf(terminal),
                                  .strokeWidth = 3,
                                  .text = QString::number(terminalCount(m_source, terminal)),
                                  .textRole = Role::Text});
            m_list.push_back(
                Label{.rect = QRectF(center.x() - radius - 12, center.y() + radius + 3, 2 * radius + 24, 18),
                      .text = toQString(terminal.label),
                      .role = Role::TextMuted,
                      .size = Label::Size::Small,
                      .align = Qt::AlignHCenter | Qt::AlignTop});
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
        m_list.push_back(Box{.rect = sign, .radius = 8, .fill = Role::Card, .stroke = Role::Failed, .strokeWidth = 2});
        QString text = QStringLiteral("The process has died: %1 items lost so far").arg(m_world.items().lost);
        if (const auto until = m_world.downUntil()) {
            const Duration left = std::max(Duration::zero(), *until - now);
            const Duration whole = *until - *m_world.downSince();
            text += QStringLiteral(" · starts anew in %1").arg(toQString(readableDuration(left)));
            const double share = whole > Duration::zero() ? inSeconds(left) / inSeconds(whole) : 0;
            m_list.push_back(Arc{.center = {sign.left() + 22, sign.center().y()},
                                 .radius = 11,
                                 .share = share,
                                 .role = Role::Restarted,
                                 .pie = true});
            m_list.push_back(Arc{
                .center = {sign.left() + 22, sign.center().y()}, .radius = 11, .width = 1.5, .role = Role::Restarted});
        }
        m_list.push_back(Label{.rect = sign.adjusted(42, 0, -10, 0), .text = text, .role = Role::Text, .strong = true});
    }

private:
    void level(std::uint32_t, const ChannelView &channel, const QRectF &rect, double radius)
    {
        // A scale that never jumps back and forth: the capacity, or the next power of two from 64 on.
        double most = 64;
        if (!channel.unbounded())
            most = static_cast<double>(
                std::max<std::int64_t>(channel.capacity, static_cast<std::int64_t>(channel.items.size())));
        while (channel.unbounded() && most < static_cast<double>(channel.items.size()))
            most *= 2;
        const double share = static_cast<double>(channel.items.size()) / most;
        m_list.push_back(Box{.rect = rect, .radius = radius, .fill = Role::AccentSoft, .opacity = 0.45});
        // Items come in at the left and go out at the right: the fullest end is the right one.
        m_list.push_back(Level{.rect = rect,
                               .radius = radius,
                               .share = share,
                               .fill = channel.full() ? Role::Waiting : Role::Running,
                               .opacity = 0.75});
        for (int quarter = 1; quarter < 4; ++quarter) {
            const double x = rect.right() - rect.width() * quarter / 4;
            m_list.push_back(
                Line{.points = QPolygonF{{x, rect.bottom() - 10}, {x, rect.bottom()}}, .role = Role::TextMuted});
        }
        m_list.push_back(Label{.rect = rect,
                               .text = QString::number(channel.items.size()),
                               .size = Label::Size::Large,
                               .strong = true,
                               .align = Qt::AlignCenter});
    }

    void items(std::uint32_t id, const ChannelView &channel)
    {
        const std::vector<QPointF> &slots = m_layout.slots(id);
        const double radius = m_layout.slotRadius(id) - 1;
        const auto capacity = static_cast<std::size_t>(std::max<std::int64_t>(channel.capacity, 0));
        const std::vector<MotionUnderWay> underWay = motionsUnderWay(m_source);
        for (std::size_t i = 0; i < std::min(slots.size(), channel.items.size()); ++i) {
            // The slot is taken; the number is still to be read on the disc that is on its way there.
            const bool arriving = std::any_of(underWay.begin(), underWay.end(), [&](const MotionUnderWay &one) {
                return one.motion->item == channel.items[i];
            });
            // More than fit, after the capacity was lowered: they stay, but no new ones get in.
            const bool over = i >= capacity;
            m_list.push_back(Disc{.center = slots[i],
                                  .radius = radius,
                                  .fill = over ? Role::Waiting : Role::Running,
                                  .stroke = over ? std::optional(Role::Text) : std::nullopt,
                                  .strokeWidth = 1.5,
                                  .dashed = over,
                                  .text = arriving ? QString() : QString::number(channel.items[i]),
                                  .opacity = arriving ? 0.4 : 1});
        }
    }

    void captions(std::uint32_t id, const ChannelView &channel, const QRectF &rect)
    {
        const QString label = toQString(m_topology.channels[id].label);
        const QString fill = channel.unbounded()
            ? QStringLiteral("%1 · unbounded · %2").arg(label).arg(channel.items.size())
            : QStringLiteral("%1 · %2 of %3").arg(label).arg(channel.items.size()).arg(channel.capacity);
        const double height = 20;
        const double width = m_layout.captionWidth(id);
        const double left = rect.center().x() - width / 2;
        m_list.push_back(Label{.rect = QRectF(left, rect.top() - height - 8, width, height),
                               .text = channel.open ? fill : QStringLiteral("%1 · gone").arg(label),
                               .strong = true,
                               .align = Qt::AlignCenter});
        const Recent recent(m_source.history(), m_source.playhead(), recentWindow);
        QString below = QStringLiteral("full %1 of the %2")
                            .arg(toQString(percent(recent.fullShare(id))),
                                 recent.span() < recentWindow ? QStringLiteral("time so far")
                                                              : QStringLiteral("last 10 s"));
        if (!channel.open)
            below = QStringLiteral("what it held is lost");
        else if (channel.unbounded())
            below = QStringLiteral("nobody waits");
        else if (static_cast<std::int64_t>(channel.items.size()) > channel.capacity)
            below = QStringLiteral("over its capacity: drains first");
        if (channel.dropped > 0)
            below += QStringLiteral(" · dropped %1").arg(channel.dropped);
        m_list.push_back(Label{.rect = QRectF(left, rect.bottom() + 8, width, height),
                               .text = below,
                               .role = Role::TextMuted,
                               .size = Label::Size::Small,
                               .align = Qt::AlignCenter});
    }

    /// Who stands outside, in the order in which they will get in.
    void queues(std::uint32_t id, const ChannelView &channel)
    {
        constexpr std::size_t most = 3;
        const QPointF mouth = m_layout.mouth(id);
        const double room = m_layout.queueRoom(id) - 10;
        // Where there is less room they are smaller; where there is hardly any, fewer.
        const double radius = std::clamp((room / most - 3) / 2, 9.0, m_layout.itemRadius());
        const double step = 2 * radius + 3;
        const std::size_t fit = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(0.0, room) / step), 1, most);
        for (std::size_t i = 0; i < std::min(fit, channel.senders.size()); ++i) {
            m_list.push_back(Disc{.center = mouth - QPointF(radius + 4 + static_cast<double>(i) * step, 0),
                                  .radius = radius,
                                  .fill = Role::Waiting,
                                  .text = QString::number(channel.senders[i].item)});
        }
        if (channel.senders.size() > fit)
            more(mouth + QPointF(-m_layout.queueRoom(id) / 2 - 42, radius + 4), channel.senders.size() - fit);
        const QPointF end = m_layout.end(id);
        for (std::size_t i = 0; i < std::min(most, channel.receivers.size()); ++i) {
            m_list.push_back(Disc{.center = end + QPointF(8 + 5 + static_cast<double>(i) * 19, 0),
                                  .radius = 8,
                                  .fill = Role::Card,
                                  .stroke = Role::Waiting,
                                  .dashed = true});
        }
        if (channel.receivers.size() > most)
            more(end + QPointF(-10, 12), channel.receivers.size() - most);
    }

    void more(QPointF at, std::size_t count)
    {
        m_list.push_back(Label{.rect = QRectF(at, QSizeF(84, 18)),
                               .text = QStringLiteral("+%1 more").arg(count),
                               .role = Role::TextMuted,
                               .size = Label::Size::Small,
                               .align = Qt::AlignCenter});
    }

    const SceneSource &m_source;
    const Topology &m_topology;
    const World &m_world;
    const StageLayout &m_layout;
    DisplayList &m_list;
};

} // namespace

bool isShown(const TaskView &task) noexcept
{
    return !hasEnded(task.state) || task.state == TaskState::Killed || task.state == TaskState::Failed;
}

StageLayout::Counts stageCounts(const SceneSource &source)
{
    const Topology &topology = source.topology();
    const World &world = source.world();
    StageLayout::Counts counts;
    counts.tasks.resize(topology.groups.size());
    for (const TaskView &task : world.tasks()) {
        if (isShown(task) && task.place.group < counts.tasks.size())
            counts.tasks[task.place.group] = std::max(counts.tasks[task.place.group], task.place.index + 1);
    }
    for (std::size_t i = 0; i < topology.channels.size(); ++i) {
        std::int64_t slots = 0;
        if (i < world.channels().size()) {
            const ChannelView &channel = world.channels()[i];
            slots = std::max(channel.capacity, static_cast<std::int64_t>(channel.items.size()));
            if (channel.unbounded() || slots > StageLayout::mostSlots)
                slots = -1;
        }
        counts.slots.push_back(slots);
    }
    for (const Terminal &terminal : topology.terminals)
        counts.terminals.push_back(terminal.counts == Terminal::Counts::Done || terminalCount(source, terminal) > 0);
    return counts;
}

DisplayList stageBackground(const SceneSource &source, const StageLayout &layout)
{
    DisplayList list;
    Stage stage(source, layout, list);
    appendLinks(list, source.topology(), layout);
    stage.emptyGroups();
    for (std::uint32_t i = 0; i < source.topology().channels.size(); ++i)
        stage.channelBackground(i);
    return list;
}

DisplayList stageForeground(const SceneSource &source, const StageLayout &layout)
{
    DisplayList list;
    Stage stage(source, layout, list);
    stage.tasks();
    for (std::uint32_t i = 0; i < source.topology().channels.size(); ++i)
        stage.channel(i);
    stage.terminals();
    appendMotions(list, source, layout);
    stage.crash();
    return list;
}

} // namespace coroscope
