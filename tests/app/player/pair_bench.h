// SPDX-License-Identifier: MIT
#pragma once

#include "app/player/simulation_bench.h"

namespace coroscope::test {

/// A simulation beside another run: wall time passes when it is told to.
class PairBench : public SimulationBench
{
public:
    explicit PairBench(Values given = {}) : SimulationBench(given), pair(*simulation.pair()) { pair.setActive(true); }

    Run &first() { return *simulation.run(); }
    Run &second() { return *pair.second(); }
    Time firstTime() { return first().playhead(); }
    Time secondTime() { return second().playhead(); }
    /// Both are at this time.
    bool areAt(Duration time) { return firstTime() == Time{} + time && secondTime() == Time{} + time; }
    std::int64_t valueOf(Run &run, std::string_view id) const
    {
        return run.session().values()[static_cast<std::size_t>(row(id))];
    }
    /// As a slider asks for it.
    static void turn(Tuning &tuning, std::string_view id, std::int64_t value)
    {
        Q_EMIT tuning.parameters()->changeRequested(row(id), value);
    }
    /// In whatever the panel turns.
    void turn(std::string_view id, std::int64_t value) { turn(*pair.tuning()->shown(), id, value); }
    /// A run to @p end without anything beside it.
    static std::string fingerprintOf(const Session &session)
    {
        const auto alone = sessionOf(scenarioOf(session));
        alone->runUntil(session.now());
        return alone->fingerprint().text();
    }

    Pair &pair;
};

} // namespace coroscope::test
