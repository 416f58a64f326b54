// SPDX-License-Identifier: MIT
#pragma once

#include "run/scenario.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace coroscope {

/// The first event at which two runs part: all that was before is the same in both.
struct Divergence {
    /// What happens then in one of them.
    struct Side {
        Event event{};
        Sequence sequence = 0; ///< its number in the trace
        Sentence what{};       ///< in a sentence, which may still need its capital

        friend bool operator==(const Side &, const Side &) = default;
    };

    std::optional<Side> first;  ///< nothing: nothing more happens in it
    std::optional<Side> second; ///< likewise

    friend bool operator==(const Divergence &, const Divergence &) = default;
};

/// Looks for the first event at which the runs of two scenarios of one pattern part, running them side by side. It keeps
/// no trace. What only states a setting is not looked at: parameters and actions, capacities, how many threads there are.
class DivergenceSearch
{
public:
    /// What is held against each other.
    enum class Of : std::uint8_t {
        Events,   ///< all that happens
        Outcomes, ///< what comes of items, attempts, jobs, tasks and the process, whichever task it comes of
    };
    DivergenceSearch(const Scenario &first, const Scenario &second, Of what = Of::Events);
    ~DivergenceSearch();
    DivergenceSearch(const DivergenceSearch &) = delete;
    DivergenceSearch &operator=(const DivergenceSearch &) = delete;

    /// Goes on for @p maximumTurns resumptions of each. True: it is over.
    bool goOn(std::uint64_t maximumTurns);
    /// Once it is over: where they part; nothing if they are the same to their ends.
    const std::optional<Divergence> &found() const noexcept { return m_found; }
    /// How far it has come.
    Time now() const noexcept;
    /// See Session::unwind(). Once it is over.
    bool unwind(std::uint64_t maximumTurns);
    /// The runs are left as they are until the process ends, which is about to happen; see keepUntilExit(). Nothing else
    /// can be done after that.
    void abandon() noexcept;

private:
    class Side;

    void compare();
    /// Leaves out what is not held against each other.
    void skip(Side &side, World &world, bool isFirst) const;
    /// What happens next in a side, in this world; nothing if nothing does.
    std::optional<Divergence::Side> next(const Side &side, const World &world) const;

    const Of m_what;
    const PatternInfo &m_pattern;
    std::unique_ptr<Side> m_first;
    std::unique_ptr<Side> m_second;
    World m_world;       ///< after all that is the same
    World m_secondWorld; ///< likewise of the second, which is another one where outcomes are the same
    std::optional<Divergence> m_found;
};

} // namespace coroscope
