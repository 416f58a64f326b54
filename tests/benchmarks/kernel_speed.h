// SPDX-License-Identifier: MIT
#pragma once

#include "benchmarks/figures.h"
#include "kernel/kernel.h"
#include "trace/trace.h"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>

/// What the groups of workloads share. Each is measured as `<workload>/raw` (see raw_scheduler.h), `<workload>/kernel`
/// (no trace) and `<workload>/traced` (a trace at its memory budget, as in a long run).
namespace coroscope::benchmarks {

/// What runs use by default.
inline constexpr std::size_t traceBudget = 256u << 20;

/// A million tasks in one instant are no mistake here.
inline constexpr Kernel::Limits unlimited{.turnsPerInstant = ~std::uint64_t{0}, .bytesAlive = ~std::uint64_t{0}};

/// A trace that is at its budget: each chunk it starts was used before. One for all workloads.
Trace &fullTrace();

/// @p run is called with a fresh kernel, in every iteration, and makes all happen; @p items per call.
template <typename Run>
void measureKernel(const std::string &workload, std::int64_t items, Run run)
{
    for (const bool traced : {false, true}) {
        const std::string name = workload + (traced ? "/traced" : "/kernel");
        const auto body = [=](benchmark::State &state) {
            for (auto _ : state) {
                Kernel kernel(1, Schedule::Fifo, traced ? &fullTrace() : nullptr, unlimited);
                run(kernel);
            }
            state.SetItemsProcessed(state.iterations() * items);
        };
        benchmark::RegisterBenchmark(name.c_str(), body)->Unit(benchmark::kMillisecond);
    }
}

template <typename Run>
void measureRaw(const std::string &workload, std::int64_t items, Run run)
{
    const auto body = [=](benchmark::State &state) {
        for (auto _ : state)
            run();
        state.SetItemsProcessed(state.iterations() * items);
    };
    benchmark::RegisterBenchmark((workload + "/raw").c_str(), body)->Unit(benchmark::kMillisecond);
}

/// Lets everything happen that will.
inline void runOut(Kernel &kernel)
{
    kernel.runUntil(Time{} + std::chrono::hours(1));
}

// The groups, one per file.
void registerClock();
void registerChannels();
void registerTasks();
void registerTrace();
void registerGrowth();

/// How long it takes to make the world anywhere in a trace of ten million events.
void checkWorldAt(Figures &figures);

} // namespace coroscope::benchmarks
