// SPDX-License-Identifier: MIT
#pragma once

#include "insight/wait_parties.h"
#include "text/sentence.h"

namespace coroscope {

/// The clauses of a WaitChain at a moment.
class WaitWords
{
public:
    using Tasks = WaitParties::Tasks;

    /// The first two must outlive it.
    WaitWords(const World &world, const Topology &topology, Time now, const Noun &things)
        : m_world(world), m_topology(topology), m_now(now), m_things(things)
    {
    }

    /// Of this task it says "it" from now on; 0: of none.
    void setIt(TaskId task) noexcept { m_it = task; }

    // What a task waits for:
    Sentence toSend(const TaskView &task) const;
    Sentence toReceive(const TaskView &task, std::uint32_t channel) const;
    Sentence forLock(const TaskView &task) const;
    Sentence forThread(const TaskView &task) const;
    Sentence forEnd(const TaskView &task, const TaskView &other) const;
    Sentence forChildren(const TaskView &task, std::size_t count) const;
    Sentence forTurn(const TaskView &task) const;
    Sentence forSignal(const TaskView &task) const;
    Sentence hangs(const TaskView &task) const;
    Sentence wentDown(const TaskView &task) const;
    /// @p others: how many more it has started that have not ended.
    Sentence forEndOfFirst(const TaskView &task, const TaskView &other, std::size_t others) const;
    /// Of those the last link is about, so many want a thread and have none.
    Sentence wantThreads(std::size_t number) const;
    /// Who would start another has ended, too.
    Sentence lacksParent(const TaskView &task, const TaskView &parent) const;
    /// Whether and when another is started, is for @p parent to say.
    Sentence isLeftTo(const TaskView &task, const TaskView &parent) const;
    /// Who started it has not been told yet.
    Sentence isNotKnownToHaveEnded(const TaskView &task, const TaskView &parent) const;
    Sentence learnsOfIt(const TaskView &parent) const;
    /// @p wait, and that the task gives up at @p deadline.
    Sentence atMost(Sentence wait, Time deadline) const;

    // What is in the way:
    Sentence full(std::uint32_t channel) const;
    Sentence empty(std::uint32_t channel) const;
    Sentence inUse(std::uint32_t lock) const;
    Sentence threadsTaken() const;
    Sentence olderIsIn(ItemId item, std::uint32_t channel) const;

    // Who can change that:
    Sentence emptyIt(const Tasks &tasks) const;
    Sentence fillIt(const Tasks &tasks) const;
    Sentence haveIt(const Tasks &tasks) const;
    Sentence holdThem(const Tasks &tasks) const;
    Sentence haveNotEnded(const Tasks &tasks) const;
    Sentence hasOlder(const TaskView &task, ItemId item) const;

    // How it ends:
    /// Of @p all tasks, these are at work; who will be free first and, if asked for, last.
    Sentence busy(const Tasks &working, std::size_t all, bool withLast) const;
    /// The one that goes on first.
    Sentence sleeps(const TaskView &task) const;
    Sentence wakesUp(const TaskView &task) const;
    Sentence willBeReplaced(const TaskView &task) const;
    Sentence startsAnew(Time at) const;
    Sentence goesOnAtOnce() const;
    Sentence nobodyTakes() const;
    Sentence nobodySends() const;
    Sentence nobodyElse() const;
    Sentence nobodyWaitsForIt() const;
    Sentence andSoRound(const TaskView &task) const;

    /// When a task is free or goes on by itself, or another takes its place: never if nothing is known.
    Time freeAt(const TaskView &task) const;

private:
    Sentence name(const TaskView &task) const;
    Sentence names(const Tasks &tasks) const;
    Sentence channelName(std::uint32_t channel) const;
    Sentence in(Time time) const;

    const World &m_world;
    const Topology &m_topology;
    Time m_now;
    Noun m_things; ///< what the items are
    TaskId m_it = 0;
};

} // namespace coroscope
