// SPDX-License-Identifier: MIT
#include "player/event_text.h"

#include "run/session.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace coroscope {

namespace {

/// The words that sentences are made of.
class Words
{
public:
    Words(const Event &event, const World &world, const PatternInfo &pattern)
        : m_event(event), m_world(world), m_pattern(pattern), m_topology(pattern.topology())
    {
    }

    std::string task() const { return nameOf(m_event.task); }
    std::string other() const { return nameOf(m_event.object); }
    std::string item() const { return m_event.item == 0 ? "one" : "item " + std::to_string(m_event.item); }
    std::string length() const { return readableDuration(Duration{m_event.payload}); }
    std::string channel() const
    {
        const auto &all = m_topology.channels;
        return "the " + (m_event.object < all.size() ? std::string(all[m_event.object].label) : "channel");
    }
    std::string lock() const
    {
        const auto &all = m_topology.locks;
        return "the " + (m_event.object < all.size() ? std::string(all[m_event.object].label) : "lock");
    }
    std::string thread() const { return "thread " + std::to_string(m_event.object + 1); }
    std::string attempt() const { return "attempt " + std::to_string(m_event.object + 1) + " at " + item(); }
    std::string place() const { return placeName(m_topology, Place::unpacked(m_event.payload)); }
    /// "making", "working on item 12"
    std::string activity() const
    {
        if (m_event.object >= m_topology.activities.size())
            return "something";
        std::string text(m_topology.activities[m_event.object].phrase);
        if (text.starts_with("until "))
            text.insert(0, "pausing ");
        if (const std::size_t at = text.find("%1"); at != std::string::npos)
            text.replace(at, 2, item());
        return text;
    }
    std::string parameter() const
    {
        const std::unique_ptr<ParameterTable> table = m_pattern.declare();
        const ParameterSpec &spec = table->all().at(m_event.object)->spec();
        return "“" + std::string(spec.label) + "” was set to " + readable(spec, m_event.payload);
    }
    std::string action() const
    {
        const ActionSpec &spec = m_pattern.actions()[m_event.object];
        return "“" + std::string(spec.label) + "” was asked for" + (m_event.payload < 0 ? "" : ", at " + place());
    }

private:
    std::string nameOf(TaskId id) const
    {
        if (const TaskView *const task = m_world.task(id))
            return placeName(m_topology, task->place);
        return id == 0 ? "something outside" : id == 1 ? "the main task" : "a task that is gone";
    }

    const Event &m_event;
    const World &m_world;
    const PatternInfo &m_pattern;
    const Topology &m_topology;
};

std::string whoGrew(std::uint32_t what)
{
    return what == 0 ? "turns in one instant" : what == 1 ? "items" : "tasks";
}

/// Without its first letter in upper case and without a full stop; by kind, in the order of the table.
std::string clause(const Event &event, const Words &words)
{
    using enum EventKind;
    switch (event.kind) {
    case TaskSpawned:
        return words.place() + " was spawned";
    case TaskDone:
        return words.task() + " has ended";
    case TaskFailed:
        return words.task() + " failed";
    case TaskCancelled:
        return words.task() + " was stopped";
    case TaskKilled:
        return words.task() + " went down with its process";
    case WorkStarted:
    case SleepStarted:
        return words.task() + " starts " + words.activity() + ", for " + words.length();
    case WorkRetimed:
    case SleepRetimed:
        return words.task() + " goes on " + words.activity() + ", for " + words.length() + " in all";
    case WorkEnded:
    case SleepEnded:
        return words.task() + " stops " + words.activity();
    case ChannelOpened:
    case CapacityChanged:
        return words.channel() + " holds "
            + (event.payload < 0 ? "any number of items" : "up to " + counted(event.payload, "item", "items"))
            + " from now on";
    case ChannelClosed:
        return words.channel() + " was closed";
    case SendBlocked:
        return words.task() + " waits to send " + words.item() + ": " + words.channel() + " is full";
    case Sent:
        return words.task() + " put " + words.item() + " into " + words.channel();
    case SendAbandoned:
        return words.task() + " no longer waits to send " + words.item();
    case ReceiveBlocked:
        return words.task() + " waits for an item: " + words.channel() + " is empty";
    case Received:
        return words.task() + " took " + words.item() + " from " + words.channel();
    case ReceiveAbandoned:
        return words.task() + " no longer waits for an item from " + words.channel();
    case JoinBlocked:
        return words.task() + " waits for other tasks to end";
    case JoinEnded:
        return words.task() + " has waited for other tasks to end, and goes on";
    case CancelRequested:
        return "what " + words.task() + " has begun is to stop";
    case ItemCreated:
        return words.item() + " is born, in the hands of " + words.task();
    case ItemDone:
        return words.item() + " is done, " + words.length() + " after its birth";
    case ItemFailed:
        return words.item() + " failed, " + words.length() + " after its birth";
    case ItemCancelled:
        return words.item() + " was stopped";
    case ItemDropped:
        return words.channel() + (event.payload == 0 ? " refused " : " pushed out ") + words.item();
    case ItemLost:
        return words.item() + " is lost";
    case ParameterChanged:
        return words.parameter();
    case ProcessCrashed:
        return "the process died";
    case ProcessRestarted:
        return "the process has started anew";
    case Stalled:
        return "nobody can go on";
    case DeadlockFound:
        return counted(event.payload, "task waits", "tasks wait") + " in a cycle, each for the next";
    case DeadlockLink:
        return {};
    case BudgetExceeded:
        return "the run was stopped: there are too many " + whoGrew(event.object);
    case SendRefused:
        return words.task() + " keeps " + words.item() + ": " + words.channel() + " is closed";
    case ReceiveEnded:
        return words.task() + " learns that " + words.channel() + " is closed and empty";
    case FailureUnseen:
        return "nobody is left to hear that " + words.other() + " failed";
    case LockBlocked:
        return words.task() + " waits for " + words.lock();
    case LockAcquired:
        return words.task() + " has " + words.lock() + " to itself";
    case LockAbandoned:
        return words.task() + " no longer waits for " + words.lock();
    case LockReleased:
        return words.task() + " lets go of " + words.lock();
    case ThreadWanted:
        return words.task() + " is ready, and waits for a thread";
    case ThreadTaken:
        return words.task() + " has " + words.thread() + " to itself";
    case ThreadAbandoned:
        return words.task() + " no longer waits for a thread";
    case ThreadFreed:
        return words.task() + " gives " + words.thread() + " back";
    case ThreadsChanged:
        return counted(event.payload, "thread is", "threads are") + " there from now on";
    case ActionTaken:
        return words.action();
    case DeadlineSet:
        return words.task() + " has " + words.length() + " from now on";
    case DeadlineMet:
        return words.task() + " has no deadline any more";
    case TaskAbandoned:
        return "nobody waits for " + words.other() + " any more: it goes on unseen";
    case JobStarted:
        return "job " + std::to_string(event.object) + " begins, in " + counted(event.payload, "part", "parts");
    case JobDone:
        return "job " + std::to_string(event.object) + " is done, after " + words.length();
    case JobFailed:
        return "job " + std::to_string(event.object) + " failed, after " + words.length();
    case AttemptStarted:
        return words.task() + " begins " + words.attempt();
    case AttemptFailed:
        return words.attempt() + " failed, after " + words.length();
    case AttemptTimedOut:
        return "the time for " + words.attempt() + " is up, after " + words.length();
    case AttemptStopped:
        return words.attempt() + " has stopped, " + words.length() + " after it was told to";
    case ItemRequeued:
        return words.item() + " waits for another task, as its own died";
    case ItemDoneAgain:
        return words.item() + " was done a second time";
    case TaskDismissed:
        return words.other() + " is one too many, and is to leave";
    case WorkerUp:
        return words.task() + " is up";
    case WorkerHung:
        return words.task() + " hangs, and does not say so";
    case HeartbeatMissed:
        return "nothing was heard of " + words.other() + " for " + words.length() + ": it counts as dead";
    case RestartScheduled:
        return words.other() + " is to be followed by another task in " + words.length();
    case Restarted:
        return words.task() + " is up in the place of the one that died, after " + words.length();
    case Escalated:
        return words.task() + " has given up, after " + counted(event.payload, "failure", "failures");
    }
    return {};
}

/// The time with this many decimals.
std::string clockTextOf(Time time, int digits)
{
    const auto nanoseconds = static_cast<long long>(time.time_since_epoch().count());
    const long long seconds = nanoseconds / 1'000'000'000;
    std::array<char, 48> whole{};
    if (seconds < 60)
        std::snprintf(whole.data(), whole.size(), "%lld", seconds);
    else if (seconds < 3600)
        std::snprintf(whole.data(), whole.size(), "%lld:%02lld", seconds / 60, seconds % 60);
    else
        std::snprintf(whole.data(), whole.size(), "%lld:%02lld:%02lld", seconds / 3600, seconds / 60 % 60,
                      seconds % 60);
    std::array<char, 48> fraction{};
    std::snprintf(fraction.data(), fraction.size(), "%09lld", nanoseconds % 1'000'000'000);
    std::string text = whole.data();
    text.append(".").append(fraction.data(), static_cast<std::size_t>(digits));
    return seconds < 60 ? text.append(" s") : text;
}

} // namespace

std::string sentence(const Event &event, const World &world, const PatternInfo &pattern)
{
    std::string text = clause(event, Words(event, world, pattern));
    if (text.empty())
        return text;
    if (text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text + ".";
}

std::string sentences(const Player &player, Sequence from, std::size_t most)
{
    const Trace &trace = player.session().trace();
    std::string text;
    std::size_t count = 0;
    for (Sequence i = std::max(from, trace.firstKept()); i < player.position(); ++i) {
        const Event &event = trace.at(i);
        if (!worthSeeing(event.kind))
            continue;
        if (count < most)
            text.append(text.empty() ? "" : " ").append(sentence(event, player.world(), player.session().pattern()));
        ++count;
    }
    if (count > most)
        text += " And " + std::to_string(count - most) + " more.";
    return text;
}

std::string clockText(const Player &player)
{
    constexpr int usual = 3;
    const Time here = player.playhead();
    if (player.playing())
        return clockTextOf(here, usual);
    const Trace &trace = player.session().trace();
    std::vector<Time> beside;
    const Sequence after = trace.firstAfter(here);
    if (after < trace.count())
        beside.push_back(trace.at(after).time);
    // The first event of this instant is the one after all that were earlier.
    const Sequence since = here > Time{} ? trace.firstAfter(here - Duration{1}) : 0;
    if (since > trace.firstKept())
        beside.push_back(trace.at(since - 1).time);
    int digits = usual;
    const auto same = [&](Time other) { return clockTextOf(other, digits) == clockTextOf(here, digits); };
    while (digits < 9 && std::any_of(beside.begin(), beside.end(), same))
        digits += 3;
    return clockTextOf(here, digits);
}

} // namespace coroscope
