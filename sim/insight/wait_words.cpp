// SPDX-License-Identifier: MIT
#include "insight/wait_words.h"

#include "insight/task_words.h"
#include "pattern/place_names.h"
#include "text/duration_text.h"

#include <algorithm>

namespace coroscope {

namespace {

const ChannelNode unnamedChannel{.id = "channel", .label = words("channel"), .column = 0};

const ChannelNode &nodeOf(const Topology &topology, std::uint32_t channel)
{
    return channel < topology.channels.size() ? topology.channels[channel] : unnamedChannel;
}

std::int64_t count(const WaitWords::Tasks &tasks)
{
    return static_cast<std::int64_t>(tasks.size());
}

} // namespace

Sentence WaitWords::name(const TaskView &task) const
{
    return task.id == m_it ? Sentence(words("it")) : namesText({&task}, m_topology);
}

Sentence WaitWords::names(const Tasks &tasks) const
{
    return namesText(tasks, m_topology);
}

Sentence WaitWords::channelName(std::uint32_t channel) const
{
    return coroscope::channelName(m_topology, channel);
}

Sentence WaitWords::in(Time time) const
{
    return time <= m_now ? Sentence(words("at once"))
                         : say(words("in {time}"), {{"time", readableDuration(time - m_now)}});
}

Time WaitWords::freeAt(const TaskView &task) const
{
    if (hasEnded(task.state))
        return replacementAt(task, m_world, m_now).value_or(never);
    if (task.state == TaskState::Ready)
        return m_now;
    const bool isTimed = task.state == TaskState::Running
        || (task.state == TaskState::Waiting && task.waitKind == WaitKind::Sleep && task.length > Duration::zero());
    return isTimed ? later(task.since, task.length) : never;
}

Sentence WaitWords::toSend(const TaskView &task) const
{
    return say(words("{task} waits to send {item}"),
               {{"task", name(task)}, {"item", numberedNoun(m_things, task.item)}});
}

Sentence WaitWords::toReceive(const TaskView &task, std::uint32_t channel) const
{
    const Noun &things = heldThings(nodeOf(m_topology, channel).things, m_things);
    return say(words("{task} waits for {things}"), {{"task", name(task)}, {"things", nounsText(things)}});
}

Sentence WaitWords::forLock(const TaskView &task) const
{
    const bool named = task.object < m_topology.locks.size();
    const Sentence lock = named ? m_topology.locks[task.object].label : words("lock");
    std::ptrdiff_t ahead = 0;
    if (task.object < m_world.locks().size()) {
        const std::deque<TaskId> &line = m_world.locks()[task.object].waiting;
        ahead = std::find(line.begin(), line.end(), task.id) - line.begin();
    }
    if (ahead == 0)
        return say(words("{task} waits for the {lock}"), {{"task", name(task)}, {"lock", lock}});
    return sayCounted(ahead, "{task} waits for the {lock}, with {n} task ahead of it",
                      plural("{task} waits for the {lock}, with {n} tasks ahead of it"),
                      {{"task", name(task)}, {"lock", lock}});
}

Sentence WaitWords::forThread(const TaskView &task) const
{
    const std::deque<TaskId> &line = m_world.threads().waiting;
    const auto ahead = std::find(line.begin(), line.end(), task.id) - line.begin();
    if (ahead == 0)
        return say(words("{task} is ready and waits for a thread"), {{"task", name(task)}});
    return sayCounted(ahead, "{task} is ready and waits for a thread, with {n} task ahead of it",
                      plural("{task} is ready and waits for a thread, with {n} tasks ahead of it"),
                      {{"task", name(task)}});
}

Sentence WaitWords::forEnd(const TaskView &task, const TaskView &other) const
{
    return say(words("{task} waits for {other} to end"), {{"task", name(task)}, {"other", name(other)}});
}

Sentence WaitWords::forEndOfFirst(const TaskView &task, const TaskView &other, std::size_t others) const
{
    return sayCounted(static_cast<std::int64_t>(others),
                      "{task} waits for {other} to end, and {n} more that it has started is under way",
                      plural("{task} waits for {other} to end, and {n} more that it has started are under way"),
                      {{"task", name(task)}, {"other", name(other)}});
}

Sentence WaitWords::wantThreads(std::size_t number) const
{
    const std::int64_t threads = m_world.threads().count;
    return sayCounted(static_cast<std::int64_t>(number), "{n} of them is ready and waits for {threads}",
                      plural("{n} of them are ready and wait for {threads}"),
                      {{"threads",
                        threads == 1 ? Sentence(words("the only thread"))
                                     : say(words("one of {count} threads"), {{"count", threads}})}});
}

Sentence WaitWords::forChildren(const TaskView &task, std::size_t number) const
{
    return sayCounted(static_cast<std::int64_t>(number), "{task} waits for a task that it has started",
                      plural("{task} waits for {n} tasks that it has started"), {{"task", name(task)}});
}

Sentence WaitWords::forTurn(const TaskView &task) const
{
    return say(words("{task} waits for its turn to pass on {item}"),
               {{"task", name(task)}, {"item", numberedNoun(m_things, task.item)}});
}

Sentence WaitWords::forSignal(const TaskView &task) const
{
    return say(words("{task} is {doing}"), {{"task", name(task)}, {"doing", doingText(task, m_topology, m_things)}});
}

Sentence WaitWords::hangs(const TaskView &task) const
{
    return say(words("{task} hangs silently"), {{"task", name(task)}});
}

Sentence WaitWords::wentDown(const TaskView &task) const
{
    return say(words("{task} went down with its process"), {{"task", name(task)}});
}

Sentence WaitWords::lacksParent(const TaskView &task, const TaskView &parent) const
{
    return say(words("{task} has ended, and so has {other}, which would restart it"),
               {{"task", name(task)}, {"other", name(parent)}});
}

Sentence WaitWords::isLeftTo(const TaskView &task, const TaskView &parent) const
{
    return say(words("{task} has ended, and {other} has not restarted it"),
               {{"task", name(task)}, {"other", name(parent)}});
}

Sentence WaitWords::isNotKnownToHaveEnded(const TaskView &task, const TaskView &parent) const
{
    return say(words("{task} has just ended, and {other} does not know yet"),
               {{"task", name(task)}, {"other", name(parent)}});
}

Sentence WaitWords::learnsOfIt(const TaskView &parent) const
{
    return say(words("{task} learns of it at once"), {{"task", name(parent)}});
}

Sentence WaitWords::atMost(Sentence wait, Time deadline) const
{
    return say(words("{wait}, for at most {time} more"),
               {{"wait", std::move(wait)}, {"time", readableDuration(std::max(Duration::zero(), deadline - m_now))}});
}

Sentence WaitWords::full(std::uint32_t channel) const
{
    const ChannelView &view = m_world.channels()[channel];
    return say(words("no room in {channel} ({fill} of {capacity})"),
               {{"channel", channelName(channel)}, {"fill", view.items.size()}, {"capacity", view.capacity}});
}

Sentence WaitWords::empty(std::uint32_t channel) const
{
    return say(words("nothing in {channel}"), {{"channel", channelName(channel)}});
}

Sentence WaitWords::inUse(std::uint32_t lock) const
{
    const bool named = lock < m_topology.locks.size();
    return say(words("the {lock} is in use"), {{"lock", named ? m_topology.locks[lock].label : words("lock")}});
}

Sentence WaitWords::threadsTaken() const
{
    const std::int64_t threads = m_world.threads().count;
    return threads == 2 ? Sentence(words("both threads are taken"))
                        : sayCounted(threads, "the only thread is taken", plural("all {n} threads are taken"));
}

Sentence WaitWords::olderIsIn(ItemId item, std::uint32_t channel) const
{
    return say(words("{item}, which goes first, is in {channel}"),
               {{"item", numberedNoun(m_things, item)}, {"channel", channelName(channel)}});
}

Sentence WaitWords::emptyIt(const Tasks &tasks) const
{
    return sayCounted(count(tasks), "{tasks} empties it", plural("{tasks} empty it"), {{"tasks", names(tasks)}});
}

Sentence WaitWords::fillIt(const Tasks &tasks) const
{
    return say(words("it is filled by {tasks}"), {{"tasks", names(tasks)}});
}

Sentence WaitWords::haveIt(const Tasks &tasks) const
{
    return sayCounted(count(tasks), "{tasks} has it", plural("{tasks} have it"), {{"tasks", names(tasks)}});
}

Sentence WaitWords::holdThem(const Tasks &tasks) const
{
    if (m_world.threads().count == 1 && tasks.size() == 1)
        return haveIt(tasks);
    return sayCounted(count(tasks), "{tasks} holds them", plural("{tasks} hold them"), {{"tasks", names(tasks)}});
}

Sentence WaitWords::haveNotEnded(const Tasks &tasks) const
{
    return sayCounted(count(tasks), "{tasks} has not ended", plural("{tasks} have not ended"),
                      {{"tasks", names(tasks)}});
}

Sentence WaitWords::hasOlder(const TaskView &task, ItemId item) const
{
    return say(words("{task} has {item}, which goes first"),
               {{"task", name(task)}, {"item", numberedNoun(m_things, item)}});
}

Sentence WaitWords::busy(const Tasks &working, std::size_t all, bool withLast) const
{
    const auto before = [this](const TaskView *a, const TaskView *b) { return freeAt(*a) < freeAt(*b); };
    const TaskView &first = **std::min_element(working.begin(), working.end(), before);
    const TaskView &last = **std::max_element(working.begin(), working.end(), before);
    if (working.size() == 1) {
        if (first.state == TaskState::Ready)
            return say(words("{task} is about to go on"), {{"task", name(first)}});
        return say(
            words("{task} is {doing}, and will be free {soon}"),
            {{"task", name(first)}, {"doing", doingText(first, m_topology, m_things)}, {"soon", in(freeAt(first))}});
    }
    const Sentence who = working.size() < all
        ? sayCounted(count(working), "{n} of {all} is at work", plural("{n} of {all} are at work"), {{"all", all}})
        : working.size() == 2 ? Sentence(words("both are at work"))
                              : sayCounted(count(working), "it is at work", plural("all {n} are at work"));
    if (freeAt(first) == freeAt(last))
        return say(words("{who}, and will be free {soon}"), {{"who", who}, {"soon", in(freeAt(first))}});
    if (!withLast)
        return say(words("{who}; {first} will be free {soon}"),
                   {{"who", who}, {"first", name(first)}, {"soon", in(freeAt(first))}});
    return say(words("{who}; {first} will be free {soon}, and {last}, the last of them, {late}"),
               {{"who", who},
                {"first", name(first)},
                {"soon", in(freeAt(first))},
                {"last", name(last)},
                {"late", in(freeAt(last))}});
}

Sentence WaitWords::sleeps(const TaskView &task) const
{
    if (task.object < m_topology.activities.size()) {
        const Words phrase = m_topology.activities[task.object].phrase;
        const std::string left = readableDuration(std::max(Duration::zero(), freeAt(task) - m_now));
        if (phrase.starts_with("until ")) // whose it is, is said already where it is "it"
            return task.id == m_it
                ? say(words("{time} {until}"), {{"time", left}, {"until", phrase}})
                : say(words("{task}: {time} {until}"), {{"task", name(task)}, {"time", left}, {"until", phrase}});
    }
    return say(words("{task} is {doing}, and goes on {soon}"),
               {{"task", name(task)}, {"doing", doingText(task, m_topology, m_things)}, {"soon", in(freeAt(task))}});
}

Sentence WaitWords::wakesUp(const TaskView &task) const
{
    return say(words("{task} wakes up {soon}"), {{"task", name(task)}, {"soon", in(freeAt(task))}});
}

Sentence WaitWords::willBeReplaced(const TaskView &task) const
{
    return say(words("{task} is down, and another takes its place {soon}"),
               {{"task", name(task)}, {"soon", in(freeAt(task))}});
}

Sentence WaitWords::startsAnew(Time at) const
{
    return say(words("it restarts {soon}"), {{"soon", in(at)}});
}

Sentence WaitWords::goesOnAtOnce() const
{
    return words("it is about to go on");
}

Sentence WaitWords::nobodyTakes() const
{
    return words("no task takes from it: only a change from outside can help");
}

Sentence WaitWords::nobodySends() const
{
    return words("no task sends into it: only a change from outside can help");
}

Sentence WaitWords::nobodyElse() const
{
    return words("nothing under way will end this: only a change from outside can help");
}

Sentence WaitWords::nobodyWaitsForIt() const
{
    return words("nobody waits for it any more, and nothing wakes it");
}

Sentence WaitWords::andSoRound(const TaskView &task) const
{
    return say(words("{task} again: each waits for the next, and none can go on"), {{"task", name(task)}});
}

} // namespace coroscope
