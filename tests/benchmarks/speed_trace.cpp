// SPDX-License-Identifier: MIT
//
// What writing costs into memory that was used before and into fresh memory, and how soon any moment of a long run can be
// shown.
#include "benchmarks/kernel_speed.h"
#include "run/registry.h"
#include "run/session.h"

#include <chrono>
#include <memory>
#include <random>
#include <vector>

#include <malloc.h>

namespace coroscope::benchmarks {

namespace {

constexpr Sequence manyEvents = 10'000'000;

/// Forgets what is beyond the budget, as a session does.
class Forgetting final : public EventConsumer
{
public:
    explicit Forgetting(Trace &trace) : m_trace(trace) { }
    void consume(std::span<const Event> events, Sequence first) override
    {
        constexpr Sequence kept = traceBudget / sizeof(Event);
        const Sequence end = first + events.size();
        if (end > kept)
            m_trace.forgetBefore(end - kept);
    }

private:
    Trace &m_trace;
};

void write(Trace &trace, Sequence count)
{
    Event event{.payload = 7, .task = 1, .object = 2, .cause = 3, .site = 4, .kind = EventKind::WorkEnded};
    for (Sequence i = 0; i < count; ++i) {
        event.time += Duration{1};
        trace.append(event);
    }
    trace.flush();
}

void fresh(benchmark::State &state)
{
    for (auto _ : state) {
        state.PauseTiming();
        malloc_trim(0); // what an earlier round used is not fresh
        auto trace = std::make_unique<Trace>();
        state.ResumeTiming();
        write(*trace, manyEvents);
        state.PauseTiming(); // giving the memory back is not writing
        trace.reset();
        state.ResumeTiming();
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(manyEvents));
}

void recycled(benchmark::State &state)
{
    for (auto _ : state)
        write(fullTrace(), manyEvents);
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(manyEvents));
}

double millisecondsAt(const Session &session, Time time)
{
    // What is asked for is what the program takes, not what the machine does beside it: the best of a few.
    double best = 1e9;
    for (int round = 0; round < 3; ++round) {
        const auto start = std::chrono::steady_clock::now();
        const World world = session.worldAt(time);
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
        benchmark::DoNotOptimize(world.alive());
        best = std::min(best, took.count());
    }
    return best;
}

} // namespace

Trace &fullTrace()
{
    static Trace trace;
    static Forgetting forgetting(trace);
    static const bool filled = [] {
        trace.addConsumer(forgetting);
        write(trace, 2 * traceBudget / sizeof(Event));
        return true;
    }();
    (void)filled;
    return trace;
}

void registerTrace()
{
    benchmark::RegisterBenchmark("events/recycled", recycled)->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("events/fresh", fresh)->Unit(benchmark::kMillisecond);
}

void checkWorldAt(Figures &figures)
{
    // As many producers and consumers as there can be: the largest world. The budget is for events and key frames alone.
    Session session(*findPattern("backpressure"), RunSettings{}, Retention{.budget = 512u << 20, .history = false});
    for (const char *id : {"producers", "consumers", "capacity"}) {
        const std::size_t position = session.parameters().find(id).value();
        session.set(position, session.parameters().all()[position]->spec().maximum);
    }
    while (session.eventCount() < manyEvents)
        session.runUntil(session.now() + std::chrono::minutes(1));
    std::mt19937_64 engine;
    const Time oldest = session.keyFrames().oldest();
    std::uniform_int_distribution<std::int64_t> somewhere(0, (session.now() - oldest).count());
    std::vector<double> times;
    for (int i = 0; i < 300; ++i)
        times.push_back(millisecondsAt(session, oldest + Duration{somewhere(engine)}));
    const Sequence kept = session.eventCount() - session.trace().firstKept();
    figures.atLeast("world_at: events kept", static_cast<double>(kept) / 1e6, 9, "M");
    figures.atMost("world_at: median", quantile(times, 0.5), 5, "ms");
    figures.atMost("world_at: worst", quantile(times, 1), 16, "ms");
}

} // namespace coroscope::benchmarks
