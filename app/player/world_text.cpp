// SPDX-License-Identifier: MIT
#include "player/world_text.h"

#include "pattern/place_names.h"
#include "run/session.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <utility>

namespace coroscope {

namespace {

std::string phrase(const TaskView &task, const Topology &topology)
{
    if (task.object >= topology.activities.size())
        return task.state == TaskState::Waiting ? "sleeps" : "busy";
    return say(topology.activities[task.object].phrase, {{"item", task.item}}).text();
}

std::string withArticle(std::string_view noun)
{
    const bool vowel = std::string_view("aeiou").find(noun.front()) != std::string_view::npos;
    return (vowel ? "an " : "a ") + std::string(noun);
}

/// "Producers: 3, 1 busy. ", "Sink: busy. "; nothing of a place that is only sometimes there, while it is not.
std::string censusOf(const TaskGroup &group, std::size_t alive, std::size_t busy, const TaskView *finished)
{
    if (alive == 0 && finished)
        return std::string(nameOfSeveral(group)) + ": "
            + (finished->state == TaskState::Done ? "finished" : "cancelled") + ". ";
    if (alive == 0 && group.optional)
        return {};
    if (group.single)
        return std::string(group.label) + ": " + (busy > 0 ? "busy" : alive > 0 ? "waiting" : "not there") + ". ";
    return std::string(group.plural) + ": " + std::to_string(alive) + ", " + std::to_string(busy) + " busy. ";
}

} // namespace

std::string describe(const TaskView &task, const Topology &topology, Time now, const Noun &things)
{
    const std::string time = now > task.since ? " for " + readableDuration(now - task.since) : std::string();
    // It is the task that has waited for so long: the channel may have been full for longer, and may have had room since.
    const std::string waits = time.empty() ? "waits" : "has waited" + time;
    switch (task.state) {
    case TaskState::Ready:
        return "ready";
    case TaskState::Running:
        return phrase(task, topology) + time;
    case TaskState::Waiting:
        switch (task.waitKind) {
        case WaitKind::Sleep:
            return phrase(task, topology) + time;
        case WaitKind::Send:
            return waits + " to send " + numberedNoun(things, task.item).text() + ": "
                + channelName(topology, task.object).text() + " is full";
        case WaitKind::Receive: {
            static const ChannelNode unnamed{.id = "channel", .label = words("channel"), .column = 0};
            const ChannelNode &channel = task.object < topology.channels.size() ? topology.channels[task.object]
                                                                                : unnamed;
            return waits + " for " + withArticle(heldThings(channel.things, things).one) + ": nothing in "
                + channelName(topology, task.object).text();
        }
        case WaitKind::Join:
            return "waits for other tasks" + time;
        case WaitKind::Lock:
            return "waits for a lock" + time;
        case WaitKind::None:
            break;
        }
        return "waits" + time;
    case TaskState::Done:
        return "done";
    case TaskState::Failed:
        return "failed";
    case TaskState::Cancelled:
        return "cancelled";
    case TaskState::Killed:
        return "went down with its process";
    }
    return {};
}

std::string describe(const ChannelView &channel, const ChannelNode &node, const Noun &items)
{
    const Noun &things = heldThings(node.things, items);
    if (!channel.open) {
        if (channel.lost > 0)
            return "gone, and what it held with it";
        if (!channel.closed)
            return "not open";
        return channel.items.empty() ? "closed and empty"
                                     : "closed, " + counted(channel.items.size(), things) + " left to take";
    }
    std::string text;
    if (channel.unbounded())
        text = counted(channel.items.size(), things) + ", unbounded";
    else
        text = std::to_string(channel.items.size()) + " of " + counted(channel.capacity, things)
            + (channel.full()                            ? ", full"
                   : node.stock && channel.items.empty() ? ", empty"
                                                         : "");
    if (!channel.senders.empty())
        text += "; " + counted(channel.senders.size(), "sender waits", "senders wait");
    if (!channel.receivers.empty())
        text += "; " + counted(channel.receivers.size(), "receiver waits", "receivers wait");
    return text;
}

std::string describe(const ThreadsView &threads)
{
    std::string text = std::to_string(threads.taken()) + " of " + counted(threads.count, "thread", "threads")
        + " taken";
    if (!threads.waiting.empty())
        text += "; " + counted(threads.waiting.size(), "task is ready and waits for one", "tasks are ready and wait");
    return text;
}

std::string describe(const LockView &lock)
{
    std::string text = lock.holder == 0 ? "free" : "taken";
    if (!lock.waiting.empty())
        text += "; " + counted(lock.waiting.size(), "task waits for it", "tasks wait for it");
    return text;
}

std::string describe(const World &world, const Topology &topology, Time now)
{
    std::string text = "At " + readableTime(now) + ": ";
    if (world.downSince())
        return text + "the process has died; it is down for " + readableDuration(now - *world.downSince()) + ".";
    for (std::size_t i = 0; i < world.channels().size() && i < topology.channels.size(); ++i) {
        const ChannelView &channel = world.channels()[i];
        if (channel.open || !topology.channels[i].optional)
            text += std::string(topology.channels[i].label) + " " + describe(channel, topology.channels[i]) + ". ";
    }
    for (std::size_t group = 0; group < topology.groups.size(); ++group) {
        std::size_t alive = 0;
        std::size_t running = 0;
        const TaskView *finished = nullptr;
        for (const TaskView &task : world.tasks()) {
            if (task.place.group != group)
                continue;
            if (hasEnded(task.state)) {
                finished = hasFinished(task, topology) ? &task : finished;
                continue;
            }
            ++alive;
            running += task.state == TaskState::Running ? 1 : 0;
        }
        text += censusOf(topology.groups[group], alive, running, finished);
    }
    const ItemCounts &items = world.items();
    text += std::to_string(items.created) + " made, " + std::to_string(items.done) + " done, "
        + std::to_string(items.inFlight()) + " in flight";
    const std::pair<std::uint64_t, const char *> others[] = {
        {items.failed, "failed"}, {items.cancelled, "cancelled"}, {items.dropped, "dropped"}, {items.lost, "lost"}};
    for (const auto &[count, what] : others) {
        if (count > 0)
            text += ", " + std::to_string(count) + " " + what;
    }
    return text + ".";
}

} // namespace coroscope
