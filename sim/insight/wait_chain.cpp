// SPDX-License-Identifier: MIT
#include "insight/wait_chain.h"

#include "insight/wait_parties.h"
#include "insight/wait_words.h"

#include <algorithm>
#include <set>
#include <utility>

namespace coroscope {

namespace {

using End = WaitChain::End;
using Kind = WaitNode::Kind;
using Tasks = WaitParties::Tasks;

/// How near a task is to ending somebody's wait.
enum class Standing : std::uint8_t {
    AtWork,  ///< or about to go on
    InHand,  ///< waits for others, with an item in its hands
    Sleeps,  ///< goes on by itself
    Empty,   ///< waits for others, with nothing in its hands
    Replaced ///< is dead, and another will take its place
};

/// Looks for the chain depth first: each task is looked at once, so it ends.
class Search
{
public:
    Search(const World &world, const Topology &topology, Time now, const Noun &things)
        : m_world(world),
          m_topology(topology),
          m_now(now),
          m_parties(world, topology, now),
          m_words(world, topology, now, things)
    {
    }

    std::optional<WaitChain> chainOf(const TaskView &task)
    {
        if (waits(task) && (explain(task) || m_ring))
            return std::move(m_ring ? *m_ring : m_chain);
        return std::nullopt;
    }

private:
    /// A join on several goes on when the last of them has ended.
    enum class Until : std::uint8_t { First, Last };

    bool inLineForThread(const TaskView &task) const
    {
        const std::deque<TaskId> &line = m_world.threads().waiting;
        return std::find(line.begin(), line.end(), task.id) != line.end();
    }
    bool waits(const TaskView &task) const
    {
        if (task.state == TaskState::Ready)
            return inLineForThread(task);
        if (hasEnded(task.state))
            return m_world.downSince() || m_parties.isMissed(task);
        return task.state == TaskState::Waiting;
    }
    Standing standingOf(const TaskView &task) const
    {
        if (hasEnded(task.state))
            return Standing::Replaced;
        if (task.state == TaskState::Running || (task.state == TaskState::Ready && !inLineForThread(task)))
            return Standing::AtWork;
        if (task.state == TaskState::Waiting && m_words.freeAt(task) != never)
            return Standing::Sleeps;
        return task.item != 0 ? Standing::InHand : Standing::Empty;
    }

    static WaitNode nodeOf(const Tasks &tasks)
    {
        WaitNode node{.kind = Kind::Tasks};
        for (const TaskView *task : tasks)
            node.tasks.push_back(task->id);
        return node;
    }
    void add(WaitNode node, Sentence sentence)
    {
        m_chain.links.push_back({std::move(node), std::move(sentence)});
        setIt();
    }
    /// Who the last link is about is "it" in the next.
    void setIt()
    {
        const std::vector<WaitLink> &links = m_chain.links;
        const bool isOne = !links.empty() && links.back().node.tasks.size() == 1;
        m_words.setIt(isOne ? links.back().node.tasks.front() : 0);
    }
    /// The chain is complete.
    bool finish(WaitNode node, Sentence sentence, End end, std::optional<Time> until = {})
    {
        add(std::move(node), std::move(sentence));
        m_chain.end = end;
        m_chain.until = until ? std::optional(std::max(*until, m_now)) : until;
        m_ring.reset();
        return true;
    }

    /// Adds why @p task waits, and follows that. False: it leads nowhere but back; then nothing is added.
    bool explain(const TaskView &task)
    {
        const auto onPath = std::find_if(m_path.begin(), m_path.end(),
                                         [&](const Step &step) { return step.task == task.id; });
        if (onPath != m_path.end() && !m_ring)
            closeRing(task, onPath->link);
        if (!m_seen.insert(task.id).second)
            return false;
        const std::size_t before = m_chain.links.size();
        m_path.push_back({task.id, before});
        if (explainWait(task))
            return true;
        m_path.pop_back();
        m_chain.links.resize(before);
        setIt();
        return false;
    }
    void closeRing(const TaskView &task, std::size_t link)
    {
        m_words.setIt(0); // it is called by its name, as where the ring begins
        m_ring = m_chain;
        m_ring->links.push_back({nodeOf({&task}), m_words.andSoRound(task)});
        m_ring->end = End::Ring;
        m_ring->ring = link;
        setIt();
    }
    bool explainWait(const TaskView &task)
    {
        if (hasEnded(task.state))
            return explainAbsence(task);
        if (task.hung)
            return explainHanging(task);
        if (task.state == TaskState::Ready)
            return explainThread(task);
        switch (task.waitKind) {
        case WaitKind::Send:
            return explainSend(task);
        case WaitKind::Receive:
            return explainReceive(task);
        case WaitKind::Join:
            return explainJoin(task);
        case WaitKind::Lock:
            return explainLock(task);
        case WaitKind::Sleep:
        case WaitKind::None:
            break;
        }
        return m_words.freeAt(task) == never ? explainSignal(task) : endAsleep(task);
    }
    bool endAsleep(const TaskView &task)
    {
        return finish(nodeOf({&task}), m_words.sleeps(task), End::Timer, m_words.freeAt(task));
    }
    /// What the task waits for, with what is left of its time for it.
    void addWait(const TaskView &task, Sentence wait)
    {
        Time deadline = never;
        for (const DeadlineView &one : task.deadlines)
            deadline = one.struck ? deadline : std::min(deadline, one.at);
        add(nodeOf({&task}), deadline == never ? std::move(wait) : m_words.atMost(std::move(wait), deadline));
    }

    bool explainAbsence(const TaskView &task)
    {
        if (const std::optional<Time> at = replacementAt(task, m_world, m_now))
            return finish(nodeOf({&task}), m_words.willBeReplaced(task), End::Timer, at);
        if (m_world.downSince()) {
            add(nodeOf({&task}), m_words.wentDown(task));
            const std::optional<Time> until = m_world.downUntil();
            return until ? finish({}, m_words.startsAnew(*until), End::Timer, until)
                         : finish({}, m_words.nobodyElse(), End::Outside);
        }
        const TaskView &parent = *m_world.task(task.parent);
        if (hasEnded(parent.state)) {
            add(nodeOf({&task}), m_words.lacksParent(task, parent));
            return waits(parent) ? follow({&parent}) : finish({}, m_words.nobodyElse(), End::Outside);
        }
        if (task.since == m_now && parent.state == TaskState::Waiting) { // what is left of this moment will tell
            add(nodeOf({&task}), m_words.isNotKnownToHaveEnded(task, parent));
            return finish(nodeOf({&parent}), m_words.learnsOfIt(parent), End::Timer, m_now);
        }
        add(nodeOf({&task}), m_words.isLeftTo(task, parent));
        return follow({&parent});
    }
    bool explainHanging(const TaskView &task)
    {
        add(nodeOf({&task}), m_words.hangs(task));
        if (const Time at = m_words.freeAt(task); at != never)
            return finish(nodeOf({&task}), m_words.wakesUp(task), End::Timer, at);
        const TaskView *const parent = m_world.task(task.parent);
        if (task.orphaned || !parent || hasEnded(parent->state))
            return finish({}, m_words.nobodyWaitsForIt(), End::Outside);
        return follow({parent});
    }
    bool explainThread(const TaskView &task)
    {
        addWait(task, m_words.forThread(task));
        const bool shown = !m_topology.threads.empty();
        add({.kind = shown ? Kind::Threads : Kind::Outside}, m_words.threadsTaken());
        const Tasks holders = m_parties.holdingThreads();
        if (holders.empty())
            return finish({}, m_words.nobodyElse(), End::Outside);
        add(nodeOf(holders), m_words.holdThem(holders));
        return follow(holders);
    }
    bool explainSend(const TaskView &task)
    {
        addWait(task, m_words.toSend(task));
        return explainFull(task.object);
    }
    bool explainFull(std::uint32_t channel)
    {
        const WaitNode node{.kind = Kind::Channel, .index = channel};
        if (channel >= m_world.channels().size() || !m_world.channels()[channel].full())
            return finish(node, m_words.goesOnAtOnce(), End::Timer, m_now);
        add(node, m_words.full(channel));
        const Tasks takers = m_parties.takingFrom(channel);
        if (takers.empty())
            return finish({}, m_words.nobodyTakes(), End::Outside);
        add(nodeOf(takers), m_words.emptyIt(takers));
        return follow(takers);
    }
    bool explainReceive(const TaskView &task)
    {
        const std::uint32_t channel = task.object;
        const WaitNode node{.kind = Kind::Channel, .index = channel};
        addWait(task, m_words.toReceive(task, channel));
        if (channel < m_world.channels().size() && !m_world.channels()[channel].items.empty())
            return finish(node, m_words.goesOnAtOnce(), End::Timer, m_now);
        add(node, m_words.empty(channel));
        const Tasks senders = m_parties.sendingInto(channel);
        if (senders.empty())
            return finish({}, m_words.nobodySends(), End::Outside);
        add(nodeOf(senders), m_words.fillIt(senders));
        return follow(senders);
    }
    bool explainLock(const TaskView &task)
    {
        addWait(task, m_words.forLock(task));
        add({.kind = Kind::Lock, .index = task.object}, m_words.inUse(task.object));
        const TaskId holder = task.object < m_world.locks().size() ? m_world.locks()[task.object].holder : 0;
        const TaskView *const other = m_world.task(holder);
        if (!other || hasEnded(other->state))
            return finish({}, m_words.nobodyElse(), End::Outside);
        add(nodeOf({other}), m_words.haveIt({other}));
        return follow({other});
    }
    bool explainJoin(const TaskView &task)
    {
        const TaskView *const target = task.object == 0 ? nullptr : m_world.task(task.object);
        const bool isThere = target && !hasEnded(target->state);
        if (isThere && (target->parent == task.id || target->place.group != task.place.group)) {
            const Tasks all = target->parent == task.id ? m_parties.childrenOf(task) : Tasks();
            if (queueIsLong(all)) {
                addWait(task, m_words.forEndOfFirst(task, *target, all.size() - 1));
                return explainQueue(all);
            }
            addWait(task, m_words.forEnd(task, *target));
            return follow({target});
        }
        const Tasks children = isThere ? Tasks() : m_parties.childrenOf(task);
        if (children.size() == 1) {
            addWait(task, m_words.forEnd(task, *children.front()));
            return follow(children);
        }
        if (!children.empty()) {
            addWait(task, m_words.forChildren(task, children.size()));
            add(nodeOf(children), m_words.haveNotEnded(children));
            return queueIsLong(children) ? explainQueue(children) : follow(children, Until::Last);
        }
        return explainTurn(task);
    }
    std::size_t inLineOf(const Tasks &tasks) const
    {
        return static_cast<std::size_t>(std::count_if(tasks.begin(), tasks.end(), [this](const TaskView *task) {
            return task->state == TaskState::Ready && inLineForThread(*task);
        }));
    }
    /// So many of those that are waited for want a thread that the threads decide when the last of them has ended.
    bool queueIsLong(const Tasks &tasks) const
    {
        return tasks.size() > 1 && inLineOf(tasks) > m_world.threads().count && !m_parties.holdingThreads().empty();
    }
    bool explainQueue(const Tasks &tasks)
    {
        const bool shown = !m_topology.threads.empty();
        add({.kind = shown ? Kind::Threads : Kind::Outside}, m_words.wantThreads(inLineOf(tasks)));
        const Tasks holders = m_parties.holdingThreads();
        add(nodeOf(holders), m_words.holdThem(holders));
        return follow(holders);
    }
    bool explainTurn(const TaskView &task)
    {
        addWait(task, m_words.forTurn(task));
        const auto older = m_parties.olderThanThatOf(task);
        if (!older)
            return finish({}, m_words.nobodyElse(), End::Outside);
        if (older->task) {
            add(nodeOf({older->task}), m_words.hasOlder(*older->task, older->item));
            return follow({older->task});
        }
        add({.kind = Kind::Channel, .index = older->channel}, m_words.olderIsIn(older->item, older->channel));
        const Tasks takers = m_parties.takingFrom(older->channel);
        if (takers.empty())
            return finish({}, m_words.nobodyTakes(), End::Outside);
        add(nodeOf(takers), m_words.emptyIt(takers));
        return follow(takers);
    }
    /// It sleeps until it is woken: by room in what it fills, or by those it has started.
    bool explainSignal(const TaskView &task)
    {
        addWait(task, m_words.forSignal(task));
        if (const std::optional<std::uint32_t> channel = m_parties.fullAhead(task))
            return explainFull(*channel);
        const Tasks children = m_parties.childrenOf(task);
        if (children.empty())
            return finish({}, m_words.nobodyElse(), End::Outside);
        add(nodeOf(children), m_words.haveNotEnded(children));
        return follow(children, Until::Last);
    }

    /// Any one of @p tasks can end the wait, or all of them together: who does so first.
    bool follow(const Tasks &tasks, Until until = Until::First)
    {
        const auto those = [&](Standing standing) {
            Tasks some;
            std::copy_if(tasks.begin(), tasks.end(), std::back_inserter(some),
                         [&](const TaskView *task) { return standingOf(*task) == standing; });
            return some;
        };
        if (const Tasks working = those(Standing::AtWork); !working.empty())
            return finish(nodeOf(working), m_words.busy(working, tasks.size(), until == Until::Last), End::Busy,
                          m_words.freeAt(firstFree(working)));
        if (explainAny(those(Standing::InHand)))
            return true;
        if (const Tasks asleep = those(Standing::Sleeps); !asleep.empty())
            return endAsleep(firstFree(asleep));
        if (explainAny(those(Standing::Empty)))
            return true;
        const Tasks replaced = those(Standing::Replaced);
        return !replaced.empty() && explain(firstFree(replaced));
    }
    bool explainAny(const Tasks &tasks)
    {
        return std::any_of(tasks.begin(), tasks.end(), [this](const TaskView *task) { return explain(*task); });
    }
    const TaskView &firstFree(const Tasks &tasks) const
    {
        return **std::min_element(tasks.begin(), tasks.end(), [this](const TaskView *a, const TaskView *b) {
            return m_words.freeAt(*a) < m_words.freeAt(*b);
        });
    }

    struct Step {
        TaskId task;
        std::size_t link; ///< its first
    };

    const World &m_world;
    const Topology &m_topology;
    Time m_now;
    WaitParties m_parties;
    WaitWords m_words;
    WaitChain m_chain;
    std::vector<Step> m_path;
    std::set<TaskId> m_seen;
    std::optional<WaitChain> m_ring; ///< the first one found, for when there is no other way
};

} // namespace

Sentence WaitChain::sentence() const
{
    std::vector<Sentence> parts;
    for (const WaitLink &link : links)
        parts.push_back(link.sentence);
    return joined(std::move(parts), " ← ");
}

std::optional<WaitChain> whyItWaits(const World &world, const Topology &topology, TaskId task, Time now,
                                    const Noun &things)
{
    const TaskView *const view = world.task(task);
    return view ? Search(world, topology, now, things).chainOf(*view) : std::nullopt;
}

} // namespace coroscope
