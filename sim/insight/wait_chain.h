// SPDX-License-Identifier: MIT
#pragma once

#include "insight/world.h"
#include "pattern/topology.h"
#include "text/noun_words.h"
#include "text/sentence.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace coroscope {

/// What a link of a chain is about: where on the stage it belongs.
struct WaitNode {
    enum class Kind : std::uint8_t {
        Tasks,   ///< one or several
        Channel, ///< `index`: its position in the topology
        Lock,    ///< likewise
        Threads, ///< all threads of the executor
        Outside, ///< nothing on the stage: a parameter, an action, the process as a whole
    };

    Kind kind = Kind::Outside;
    std::uint32_t index = 0;
    std::vector<TaskId> tasks{}; ///< in the order of their places; none unless Kind::Tasks

    friend bool operator==(const WaitNode &, const WaitNode &) = default;
};

/// One step: what holds up the step before it, or, of the first, who waits.
struct WaitLink {
    WaitNode node;
    Sentence sentence; ///< a clause, without a full stop: "Consumers 1 and 2 empty it"

    friend bool operator==(const WaitLink &, const WaitLink &) = default;
};

/// Why a task waits: from the task down to whoever is really busy.
struct WaitChain {
    enum class End : std::uint8_t {
        Busy,    ///< somebody who works
        Timer,   ///< time alone: a sleep, the delay before a restart
        Outside, ///< nothing in the run ends it: only a parameter or an action can
        Ring,    ///< the last link waits for an earlier one: a deadlock
    };

    std::vector<WaitLink> links; ///< at least one: the task itself
    End end = End::Outside;
    /// When whoever it ends with will be free, or the time is up, as planned at this moment: the earliest, where several
    /// will do. The task itself goes on then at the earliest. Nothing where it is not known.
    std::optional<Time> until{};
    std::size_t ring = 0; ///< of a ring: the position of the link that the last one leads back to

    /// "Producer 2 waits to send item 90 ← the channel is full (10 of 10) ← …"
    Sentence sentence() const;

    friend bool operator==(const WaitChain &, const WaitChain &) = default;
};

/// Why the task with this number does not go on at @p now, which is not before the last event that @p world has seen
/// and not after the next. A function of its arguments; the same links for the same world.
/// Followed is what can end the wait soonest: who is at work; else who waits with something in hand; else who sleeps;
/// else who waits empty-handed.
/// @param things what the pattern's items are
/// @return nothing if it does go on: it runs, is ready and needs no thread, or has ended and will not be replaced.
std::optional<WaitChain> whyItWaits(const World &world, const Topology &topology, TaskId task, Time now,
                                    const Noun &things = anyItem);

} // namespace coroscope
