// SPDX-License-Identifier: MIT
//
// Tasks that come and go: spawned, joined, cancelled.
#include "benchmarks/kernel_speed.h"
#include "benchmarks/raw_scheduler.h"

namespace coroscope::benchmarks {

namespace {

constexpr int rounds = 1000;
constexpr std::uint32_t tasksPerRound = 1000;
constexpr std::uint32_t cancelled = 1000;

raw::Job rawBody(raw::Group &, std::uint64_t &ended)
{
    ++ended;
    co_return;
}

raw::Job rawSuspendingBody(raw::Group &group, std::uint64_t &ended)
{
    co_await group.scheduler().sleep(0);
    ++ended;
}

raw::Job rawSpawnJoin(raw::Group &group, bool suspending, std::uint64_t &ended)
{
    for (int round = 0; round < rounds; ++round) {
        raw::Group tasks(group.scheduler());
        for (std::uint32_t i = 0; i < tasksPerRound; ++i) {
            if (suspending)
                rawSuspendingBody(tasks, ended);
            else
                rawBody(tasks, ended);
        }
        co_await tasks;
    }
}

void runRaw(bool suspending)
{
    raw::Scheduler scheduler;
    raw::Group group(scheduler);
    std::uint64_t ended = 0;
    rawSpawnJoin(group, suspending, ended);
    scheduler.run();
    benchmark::DoNotOptimize(ended);
}

QCoro::Task<> body(std::uint64_t &ended)
{
    ++ended;
    co_return;
}

QCoro::Task<> suspendingBody(Kernel &kernel, LiveDuration &nothing, std::uint64_t &ended)
{
    co_await kernel.sleep(0, nothing.exactly());
    ++ended;
}

QCoro::Task<> spawnJoin(Kernel &kernel, std::uint64_t &ended)
{
    for (int round = 0; round < rounds; ++round) {
        co_await scoped(kernel, [&](Scope &scope) {
            for (std::uint32_t i = 0; i < tasksPerRound; ++i)
                scope.spawn({0, i}, [&ended] { return body(ended); });
        });
    }
}

QCoro::Task<> spawnJoinSuspending(Kernel &kernel, LiveDuration &nothing, std::uint64_t &ended)
{
    for (int round = 0; round < rounds; ++round) {
        co_await scoped(kernel, [&](Scope &scope) {
            for (std::uint32_t i = 0; i < tasksPerRound; ++i)
                scope.spawn({0, i}, [&] { return suspendingBody(kernel, nothing, ended); });
        });
    }
}

QCoro::Task<> third(Kernel &kernel, LiveDuration &length)
{
    co_await kernel.sleep(0, length.exactly());
}

QCoro::Task<> second(Kernel &kernel, LiveDuration &length)
{
    co_await third(kernel, length);
}

QCoro::Task<> first(Kernel &kernel, LiveDuration &length)
{
    co_await second(kernel, length);
}

QCoro::Task<> parkMany(Kernel &kernel, LiveDuration &length, Scope *&around)
{
    co_await scoped(kernel, [&](Scope &scope) {
        around = &scope;
        for (std::uint32_t i = 0; i < cancelled; ++i)
            scope.spawn({0, i}, [&] { return first(kernel, length); });
    });
}

} // namespace

void registerTasks()
{
    constexpr std::int64_t tasks = std::int64_t{rounds} * tasksPerRound;
    measureRaw("spawn_join", tasks, [] { runRaw(false); });
    measureKernel("spawn_join", tasks, [](Kernel &kernel) {
        std::uint64_t ended = 0;
        kernel.start([&] { return spawnJoin(kernel, ended); });
        runOut(kernel);
        benchmark::DoNotOptimize(ended);
    });
    measureRaw("spawn_join_suspending", tasks, [] { runRaw(true); });
    measureKernel("spawn_join_suspending", tasks, [](Kernel &kernel) {
        std::uint64_t ended = 0;
        LiveDuration nothing(Duration::zero());
        kernel.start([&] { return spawnJoinSuspending(kernel, nothing, ended); });
        runOut(kernel);
        benchmark::DoNotOptimize(ended);
    });
    // Spawning and parking them is in it, and is a fiftieth of it.
    measureKernel("cancel", cancelled, [](Kernel &kernel) {
        LiveDuration length(std::chrono::hours(1));
        Scope *around = nullptr;
        kernel.start([&] { return parkMany(kernel, length, around); });
        kernel.runUntil(Time{});
        around->cancel();
        kernel.runUntil(Time{});
    });
}

} // namespace coroscope::benchmarks
