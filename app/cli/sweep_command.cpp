// SPDX-License-Identifier: MIT
#include "cli/commands.h"
#include "cli/errors.h"
#include "cli/runner_loop.h"
#include "cli/sweep_results.h"
#include "run/sweep_runner.h"

#include <memory>
#include <string>

namespace coroscope {

namespace {

void executeSweep(std::span<const std::string_view> words)
{
    const Arguments arguments(words, sweepOptions(), 1);
    const SweepRequest request = readSweepRequest(arguments);
    Output output(request.output); // before the work: what can't be written is known at once
    const std::unique_ptr<SweepResults> results = SweepResults::make(request);
    const InterruptWatch interrupts;
    const std::unique_ptr<SweepRunner> owned = startedRunner<SweepRunner>(request.sweep, request.first, request.end,
                                                                          request.jobs);
    SweepRunner &runner = *owned;
    MemoryReserve reserve; // only now: the threads take what they can get
    std::uint64_t runs = 0;
    std::uint64_t overBudget = 0;
    const std::string whole = std::to_string(runner.count()) + (runner.count() == 1 ? " point" : " points");
    takeRows(runner, whole, output, interrupts, reserve, [&](const SweepRow &row) {
        output.write(results->row(row));
        runs += row.runs;
        overBudget += row.overBudget;
    });
    output.write(results->end());
    output.finish();
    runner.throwIfFailed();
    reserve.throwIfSpent();
    interrupts.throwIfInterrupted();
    if (overBudget > 0 && overBudget == runs)
        throw WorkError(
            "every run was stopped before its end: what is alive in it fills the memory that a run may use");
}

} // namespace

const Command &sweepCommand()
{
    static const Command command{
        .name = "sweep",
        .arguments = "PATTERN|FILE --vary NAME=VALUES [OPTION]...",
        .summary = "Run a pattern at many points, over seeds, and report means with 95 % confidence intervals.",
        .execute = executeSweep,
        .optionHelp = [] { return optionHelp(sweepOptions()); }};
    return command;
}

} // namespace coroscope
