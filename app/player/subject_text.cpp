// SPDX-License-Identifier: MIT
#include "player/subject_text.h"

#include "insight/task_words.h"
#include "models/text.h"
#include "pattern/place_names.h"
#include "player/world_text.h"
#include "run/marked_events.h"
#include "run/session.h"
#include "scene/task_look.h"
#include "text/duration_text.h"
#include "text/noun_words.h"
#include "text/number_text.h"

#include <algorithm>

namespace coroscope {

namespace {

using Kind = Subject::Kind;

QString itemName(ItemId item, const Run &run)
{
    return toQString(numberedNoun(run.session().pattern().item, item));
}

Subject subjectOf(Place place)
{
    return {.kind = Kind::Task, .place = place};
}

Subject subjectOf(ItemId item)
{
    return {.kind = Kind::Item, .item = item};
}

/// Events that are looked back over: a millisecond's worth.
constexpr Sequence reach = 100'000;

/// What it has in its hands, also while it sleeps in the middle of what it does with it.
ItemId itemInHands(const TaskView &task, const Run &run)
{
    if (task.item != 0 || task.waitKind != WaitKind::Sleep)
        return task.item;
    // It has the item that it had last, if that went nowhere since.
    const Trace &trace = run.session().trace();
    Sequence at = run.player().position();
    for (Sequence looked = 0; at > trace.firstKept() && looked < reach; ++looked) {
        const Event &event = trace.at(--at);
        if (event.task != task.id)
            continue;
        switch (event.kind) {
        case EventKind::ItemCreated:
        case EventKind::WorkStarted:
        case EventKind::Received:
            return event.item;
        case EventKind::SleepStarted:
        case EventKind::SleepEnded:
        case EventKind::WorkEnded:
        case EventKind::ThreadTaken:
        case EventKind::ThreadFreed:
        case EventKind::ThreadWanted:
            break; // which says nothing of items
        default:
            return 0;
        }
    }
    return 0;
}

/// Who was the last to do something with it.
TaskId lastHandOf(ItemId item, const Run &run)
{
    const Trace &trace = run.session().trace();
    Sequence at = run.player().position();
    for (Sequence looked = 0; at > trace.firstKept() && looked < reach; ++looked) {
        if (trace.at(--at).item == item)
            return trace.at(at).task;
    }
    return 0;
}

/// The facts about one thing.
class Facts
{
public:
    explicit Facts(const Run &run) : m_world(run.world()), m_topology(run.topology()), m_run(run) { }

    std::vector<Fact> about(const Subject &subject)
    {
        switch (subject.kind) {
        case Kind::Nothing:
            break;
        case Kind::Task:
            if (const TaskView *const task = m_world.taskAt(subject.place))
                aboutTask(*task);
            break;
        case Kind::Channel:
            if (subject.index < m_world.channels().size())
                aboutChannel(subject.index);
            break;
        case Kind::Lock:
            if (subject.index < m_world.locks().size())
                aboutLock(m_world.locks()[subject.index]);
            break;
        case Kind::Threads:
            aboutThreads(m_world.threads());
            break;
        case Kind::Item:
        case Kind::Event:
        case Kind::Bookmark:
            break;
        }
        return std::move(m_facts);
    }

private:
    void add(const QString &label, const QString &value, const Subject &about = {})
    {
        m_facts.push_back({label, value, about});
    }
    void addTask(const QString &label, TaskId id)
    {
        const TaskView *const task = m_world.task(id);
        if (task)
            add(label, toQString(placeLabel(m_topology, task->place)), subjectOf(task->place));
    }
    /// The last event up to the playhead for which @p isIt holds; of no kind if none is found.
    template <typename Predicate>
    Subject last(Predicate isIt) const
    {
        const auto found = lastOf(m_run.session().trace(), m_run.player().position(), reach, isIt);
        return found ? Subject{.kind = Kind::Event, .event = *found} : Subject();
    }
    QString ago(Time time) const { return toQString(readableDuration(m_run.playhead() - time)); }

    void aboutTask(const TaskView &task)
    {
        if (const ItemId item = itemInHands(task, m_run); item != 0)
            add(QStringLiteral("Holds"), itemName(item, m_run), subjectOf(item));
        if (task.result != 0)
            add(QStringLiteral("Returned"), itemName(task.result, m_run), subjectOf(task.result));
        if (!task.deadlines.empty() && !hasEnded(task.state)) {
            const DeadlineView &next = *std::min_element(task.deadlines.begin(), task.deadlines.end(),
                                                         [](const auto &a, const auto &b) { return a.at < b.at; });
            add(QStringLiteral("Deadline"),
                next.at > m_run.playhead()
                    ? QStringLiteral("in %1").arg(toQString(readableDuration(next.at - m_run.playhead())))
                    : QStringLiteral("passed"));
        }
        addTask(QStringLiteral("Spawned by"), task.parent);
        if (hasEnded(task.state))
            add(QStringLiteral("Lived"), toQString(readableDuration(task.since - task.born)));
        else
            add(QStringLiteral("Age"), ago(task.born));
        if (task.restarts == 0)
            return;
        if (m_topology.groups[task.place.group].longLived)
            add(QStringLiteral("Restarted"), toQString(sayCounted(task.restarts, "once", plural("{n} times"))),
                last(
                    [&](const Event &event) { return event.kind == EventKind::TaskSpawned && event.task == task.id; }));
        else // one task comes when another has gone: it is no restart
            add(QStringLiteral("In this place before it"),
                toQString(sayCounted(task.restarts, "{n} other task", plural("{n} other tasks"))));
    }
    void aboutChannel(std::uint32_t index)
    {
        const ChannelView &channel = m_world.channels()[index];
        const Recent recent = m_run.recent();
        const QString over = toQString(recent.over());
        if (!channel.unbounded())
            add(QStringLiteral("Full, %1").arg(over), toQString(percent(recent.fullShare(index))));
        add(QStringLiteral("Mean fill, %1").arg(over), QString::number(recent.fillMean(index), 'f', 1));
        if (const auto wait = recent.sendWait(index, 0.5))
            add(QStringLiteral("Median wait to send, %1").arg(over), toQString(readableDuration(*wait)));
        add(QStringLiteral("Sent and received so far"),
            QStringLiteral("%1 and %2").arg(channel.sent).arg(channel.received));
        if (channel.dropped > 0)
            add(QStringLiteral("Dropped so far"), QString::number(channel.dropped), last([index](const Event &event) {
                    return event.kind == EventKind::ItemDropped && event.object == index;
                }));
        if (channel.lost > 0)
            add(QStringLiteral("Lost with it"), QString::number(channel.lost));
        for (std::size_t i = 0; i < std::min(channel.senders.size(), mostListed); ++i)
            addTask(QStringLiteral("Waits to send %1").arg(itemName(channel.senders[i].item, m_run)),
                    channel.senders[i].task);
        addMore(channel.senders.size(), QStringLiteral("Wait to send"), QStringLiteral("and %1 more"));
        for (std::size_t i = 0; i < std::min(channel.receivers.size(), mostListed); ++i)
            addTask(QStringLiteral("Waits to receive"), channel.receivers[i].task);
        addMore(channel.receivers.size(), QStringLiteral("Wait to receive"), QStringLiteral("and %1 more"));
        for (std::size_t i = 0; i < std::min(channel.items.size(), mostListed); ++i) {
            if (channel.items[i] != 0)
                add(i == 0 ? QStringLiteral("Next to be received") : QStringLiteral("then"),
                    itemName(channel.items[i], m_run), subjectOf(channel.items[i]));
        }
        if (!channel.items.empty() && channel.items.front() != 0)
            addMore(channel.items.size(), QStringLiteral("then"), QStringLiteral("and %1 more"));
    }
    void aboutLock(const LockView &lock)
    {
        addTask(QStringLiteral("Held by"), lock.holder);
        waiting(lock.waiting);
    }
    void aboutThreads(const ThreadsView &threads)
    {
        for (std::size_t i = 0; i < std::min(threads.holders.size(), mostListed); ++i) {
            const QString name = QStringLiteral("Thread %1").arg(i + 1);
            if (threads.holders[i] == 0)
                add(name, QStringLiteral("free"));
            else
                addTask(name, threads.holders[i]);
        }
        addMore(threads.holders.size(), QStringLiteral("and"), QStringLiteral("%1 more threads"));
        waiting(threads.waiting);
    }
    void waiting(const std::deque<TaskId> &tasks)
    {
        for (std::size_t i = 0; i < std::min(tasks.size(), mostListed); ++i)
            addTask(i == 0 ? QStringLiteral("Next in line") : QStringLiteral("then"), tasks[i]);
        addMore(tasks.size(), QStringLiteral("then"), QStringLiteral("and %1 more"));
    }
    /// What is not listed of so many is counted.
    void addMore(std::size_t all, const QString &label, const QString &text)
    {
        if (all > mostListed)
            add(label, text.arg(all - mostListed));
    }

    static constexpr std::size_t mostListed = 12;
    static constexpr Sequence reach = 300'000; ///< events: some milliseconds

    const World &m_world;
    const Topology &m_topology;
    const Run &m_run;
    std::vector<Fact> m_facts;
};

QString stateOfItem(ItemId item, const Run &run)
{
    const World &world = run.world();
    for (std::size_t i = 0; i < std::min(world.channels().size(), run.topology().channels.size()); ++i) {
        const std::deque<ItemId> &items = world.channels()[i].items;
        const auto at = std::find(items.begin(), items.end(), item);
        if (at != items.end())
            return QStringLiteral("in %1, number %2 of %3")
                .arg(toQString(channelName(run.topology(), static_cast<std::uint32_t>(i))))
                .arg(at - items.begin() + 1)
                .arg(items.size());
    }
    for (const TaskView &task : world.tasks()) {
        const QString who = toQString(placeLabel(run.topology(), task.place));
        if (task.item == item)
            return QStringLiteral("held by %1").arg(who);
        if (task.result == item)
            return QStringLiteral("returned by %1, not yet collected").arg(who);
    }
    const TaskView *const last = world.task(lastHandOf(item, run));
    if (last && itemInHands(*last, run) == item)
        return QStringLiteral("held by %1").arg(toQString(placeLabel(run.topology(), last->place)));
    return {};
}

} // namespace

QString nameOfSubject(const Subject &subject, const Run &run)
{
    const Topology &topology = run.topology();
    switch (subject.kind) {
    case Kind::Nothing:
    case Kind::Event:
    case Kind::Bookmark:
        break;
    case Kind::Task:
        return toQString(placeLabel(topology, subject.place));
    case Kind::Channel:
        return translated(topology.channels.at(subject.index).label);
    case Kind::Lock:
        return translated(topology.locks.at(subject.index).label);
    case Kind::Threads:
        return translated(topology.threads.front().label);
    case Kind::Item:
        return itemName(subject.item, run);
    }
    return {};
}

QString stateOfSubject(const Subject &subject, const Run &run)
{
    const World &world = run.world();
    const Topology &topology = run.topology();
    switch (subject.kind) {
    case Kind::Nothing:
    case Kind::Event:
    case Kind::Bookmark:
        break;
    case Kind::Task:
        if (const TaskView *const task = world.taskAt(subject.place))
            return toQString(describe(*task, topology, run.playhead(), run.session().pattern().item));
        return QStringLiteral("not there");
    case Kind::Channel:
        return toQString(
            describe(subject.index < world.channels().size() ? world.channels()[subject.index] : ChannelView(),
                     topology.channels.at(subject.index), run.session().pattern().item));
    case Kind::Lock:
        return toQString(describe(subject.index < world.locks().size() ? world.locks()[subject.index] : LockView()));
    case Kind::Threads:
        return toQString(describe(world.threads()));
    case Kind::Item:
        return stateOfItem(subject.item, run);
    }
    return {};
}

QString lookOfSubject(const Subject &subject, const Run &run)
{
    const TaskView *const task = subject.kind == Kind::Task ? run.world().taskAt(subject.place) : nullptr;
    if (!task)
        return {};
    if (task->orphaned && !hasEnded(task->state) && !task->hung)
        return QStringLiteral("orphaned");
    return nameOf(conditionOf(*task, run.world(), run.topology()));
}

std::vector<Fact> factsAbout(const Subject &subject, const Run &run)
{
    return Facts(run).about(subject);
}

} // namespace coroscope
