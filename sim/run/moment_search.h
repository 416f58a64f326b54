// SPDX-License-Identifier: MIT
#pragma once

#include "run/scenario.h"
#include "run/stop_condition.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace coroscope {

/// When a condition is met in a run.
struct Moment {
    Time time{};
    std::optional<Sequence> event{}; ///< the one that meets it; none of a condition that names a time
    Sentence what{};                 ///< what happens with it, in a sentence
};

/// Looks for the first moment after its warm-up at which a condition is met in the run of a scenario. It keeps no trace.
/// The same run with Moment::time for its length ends with the instant in which that happens.
class MomentSearch
{
public:
    MomentSearch(const Scenario &scenario, const StopCondition &condition);
    ~MomentSearch();
    MomentSearch(const MomentSearch &) = delete;
    MomentSearch &operator=(const MomentSearch &) = delete;

    /// Goes on for @p maximumTurns resumptions. True: it is over.
    bool goOn(std::uint64_t maximumTurns);
    /// Once it is over: the moment; nothing if there is none up to the end of the run.
    std::optional<Moment> found() const;
    /// See Session::unwind(). Once it is over.
    bool unwind(std::uint64_t maximumTurns) { return m_session->unwind(maximumTurns); }
    /// How far it has come.
    Time now() const noexcept;
    /// The run is left as it is until the process ends, which is about to happen; see keepUntilExit(). Nothing else can
    /// be done after that.
    void abandon() noexcept;

private:
    class Watching;

    StopCondition m_condition;
    Time m_end;
    std::unique_ptr<Watching> m_watching; ///< outlives the session
    std::unique_ptr<Session> m_session;
};

} // namespace coroscope
