// SPDX-License-Identifier: MIT
#pragma once

#include "player/player.h"
#include "run/registry.h"

#include <chrono>
#include <memory>

namespace coroscope::test {

using namespace std::chrono_literals;

/// A wall clock that moves by a fixed step with each look at it.
struct WallClock {
    std::chrono::nanoseconds now{};
    std::chrono::nanoseconds step{};
    int looks = 0;
};

/// A player of the backpressure pattern on a wall clock that stands still unless it is told to move.
class PlayerBench
{
public:
    explicit PlayerBench(RunSettings settings = {.seed = 1}, Retention retention = {})
        : player([this] {
              ++clock.looks;
              return clock.now += clock.step;
          })
    {
        player.load(std::make_unique<Session>(pattern(), std::move(settings), retention));
    }
    static const PatternInfo &pattern() { return *findPattern("backpressure"); }
    /// Twenty on either side and an item a millisecond from each: some hundred thousand events a second.
    static RunSettings busy()
    {
        RunSettings settings{.seed = 1};
        const auto table = pattern().declare();
        for (const Parameter *parameter : table->all()) {
            const ParameterSpec &spec = parameter->spec();
            settings.values.push_back(spec.id == "producers" || spec.id == "consumers" ? 20
                                          : spec.id == "interval" || spec.id == "work" ? 1'000'000
                                                                                       : spec.initial);
        }
        return settings;
    }

    void play(int ticks, std::chrono::nanoseconds wall)
    {
        if (!player.playing())
            player.setPlaying(true);
        for (int i = 0; i < ticks; ++i)
            player.tick(wall);
    }
    std::string fingerprint() { return player.session().fingerprint().text(); }

    WallClock clock;
    Player player;
};

/// A run to @p end without a look in between.
inline std::unique_ptr<Session> freshRun(Duration end, RunSettings settings = {.seed = 1})
{
    auto session = std::make_unique<Session>(PlayerBench::pattern(), std::move(settings));
    session->runUntil(Time{} + end);
    return session;
}

} // namespace coroscope::test
