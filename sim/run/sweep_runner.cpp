// SPDX-License-Identifier: MIT
#include "run/sweep_runner.h"

#include <memory>

namespace coroscope {

namespace {

std::optional<SweepRow> rowOf(const Sweep &sweep, std::uint64_t point, const std::stop_token &stop,
                              const std::stop_token &leave)
{
    SweepPoint runs;
    for (std::uint64_t i = 0; i < sweep.seeds(); ++i) {
        if (stop.stop_requested()) // a short run does not look
            return std::nullopt;
        const auto run = sweepRun(sweep.scenarioAt(point, sweep.firstSeed + i), stop, leave);
        if (!run)
            return std::nullopt;
        runs.add(*run);
    }
    return runs.row(point);
}

} // namespace

SweepRunner::SweepRunner(const Sweep &sweep, std::uint64_t first, std::uint64_t end, unsigned threads)
    : SweepRunner(std::make_shared<const Sweep>(sweep), first, end, threads)
{
}

SweepRunner::SweepRunner(std::shared_ptr<const Sweep> sweep, std::uint64_t first, std::uint64_t end, unsigned threads)
    : PointRunner([sweep](std::uint64_t point, const std::stop_token &stop,
                          const std::stop_token &leave) { return rowOf(*sweep, point, stop, leave); },
                  first, end, threads),
      m_sweep(std::move(sweep))
{
}

} // namespace coroscope
