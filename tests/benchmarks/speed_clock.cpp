// SPDX-License-Identifier: MIT
//
// Tasks that sleep: all the same, and each for a random time.
#include "benchmarks/kernel_speed.h"
#include "benchmarks/raw_scheduler.h"

#include <cmath>

namespace coroscope::benchmarks {

namespace {

constexpr int sleepers = 1000;
constexpr int sleepsEach = 1000;
constexpr std::int64_t unit = 1000;

raw::Job rawSleeper(raw::Group &group, int times)
{
    for (int i = 0; i < times; ++i)
        co_await group.scheduler().sleep(unit);
}

// The same draws and the same rounding as the kernel's: what is compared is the scheduling.
raw::Job rawRandomSleeper(raw::Group &group, Random &random, int times)
{
    for (int i = 0; i < times; ++i) {
        const double length = static_cast<double>(unit) * random.factor(Shape::Uniform);
        co_await group.scheduler().sleep(std::llround(length));
    }
}

QCoro::Task<> sleeper(Kernel &kernel, LiveDuration &length, int times)
{
    for (int i = 0; i < times; ++i)
        co_await kernel.sleep(0, length.exactly());
}

QCoro::Task<> randomSleeper(Kernel &kernel, LiveDuration &length, Random &random, int times)
{
    for (int i = 0; i < times; ++i)
        co_await kernel.sleep(0, length.draw(random));
}

QCoro::Task<> spawnSleepers(Kernel &kernel, LiveDuration &length, std::uint32_t count, int times)
{
    co_await scoped(kernel, [&](Scope &scope) {
        for (std::uint32_t i = 0; i < count; ++i)
            scope.spawn({0, i}, [&kernel, &length, times] { return sleeper(kernel, length, times); });
    });
}

QCoro::Task<> spawnRandomSleepers(Kernel &kernel, LiveDuration &length, RandomStreams &streams)
{
    co_await scoped(kernel, [&](Scope &scope) {
        for (std::uint32_t i = 0; i < sleepers; ++i) {
            Random &random = streams[i];
            scope.spawn({0, i},
                        [&kernel, &length, &random] { return randomSleeper(kernel, length, random, sleepsEach); });
        }
    });
}

void runSleepers(Kernel &kernel, std::uint32_t count, int times)
{
    LiveDuration length(Duration{unit});
    kernel.start([&] { return spawnSleepers(kernel, length, count, times); });
    runOut(kernel);
}

} // namespace

void registerClock()
{
    constexpr std::int64_t items = std::int64_t{sleepers} * sleepsEach;
    measureRaw("clock", items, [] {
        raw::Scheduler scheduler;
        raw::Group group(scheduler);
        for (int i = 0; i < sleepers; ++i)
            rawSleeper(group, sleepsEach);
        scheduler.run();
    });
    measureKernel("clock", items, [](Kernel &kernel) { runSleepers(kernel, sleepers, sleepsEach); });

    measureRaw("clock_random", items, [] {
        raw::Scheduler scheduler;
        raw::Group group(scheduler);
        RandomStreams streams(1, "sleep");
        for (std::uint32_t i = 0; i < sleepers; ++i)
            rawRandomSleeper(group, streams[i], sleepsEach);
        scheduler.run();
    });
    measureKernel("clock_random", items, [](Kernel &kernel) {
        LiveDuration length(Duration{unit}, Shape::Uniform);
        RandomStreams streams(1, "sleep");
        kernel.start([&] { return spawnRandomSleepers(kernel, length, streams); });
        runOut(kernel);
    });
}

void registerGrowth()
{
    const auto grow = [](const std::string &name, std::uint32_t tasks, int times) {
        const auto body = [=](benchmark::State &state) {
            for (auto _ : state) {
                Kernel kernel(1, Schedule::Fifo, &fullTrace(), unlimited);
                runSleepers(kernel, tasks, times);
            }
            state.SetItemsProcessed(state.iterations() * tasks * times);
        };
        benchmark::RegisterBenchmark(name.c_str(), body)->Unit(benchmark::kMillisecond);
        const auto rawBody = [=](benchmark::State &state) {
            for (auto _ : state) {
                raw::Scheduler scheduler;
                raw::Group group(scheduler);
                for (std::uint32_t i = 0; i < tasks; ++i)
                    rawSleeper(group, times);
                scheduler.run();
            }
            state.SetItemsProcessed(state.iterations() * tasks * times);
        };
        benchmark::RegisterBenchmark((name + "/raw").c_str(), rawBody)->Unit(benchmark::kMillisecond);
    };
    for (const int tasks : {100, 1'000, 10'000, 100'000})
        grow("growth/tasks:" + std::to_string(tasks), static_cast<std::uint32_t>(tasks), 40);
    for (const int times : {100, 1'000, 10'000, 100'000})
        grow("growth/time:" + std::to_string(times), 10, times);
}

} // namespace coroscope::benchmarks
