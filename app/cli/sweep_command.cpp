// SPDX-License-Identifier: MIT
#include "cli/commands.h"
#include "cli/errors.h"
#include "cli/interrupt_watch.h"
#include "cli/memory_reserve.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/sweep_results.h"
#include "run/sweep_runner.h"

#include <memory>
#include <system_error>

namespace coroscope {

namespace {

std::unique_ptr<SweepRunner> startedOn(const SweepRequest &request)
{
    try {
        return std::make_unique<SweepRunner>(request.sweep, request.first, request.end, request.jobs);
    } catch (const std::system_error &error) {
        throw WorkError("not even one thread can be started: " + error.code().message());
    }
}

void executeSweep(std::span<const std::string_view> words)
{
    const Arguments arguments(words, sweepOptions(), 1);
    const SweepRequest request = readSweepRequest(arguments);
    Output output(request.output); // before the work: what can't be written is known at once
    const std::unique_ptr<SweepResults> results = SweepResults::make(request);
    const InterruptWatch interrupts;
    const std::unique_ptr<SweepRunner> owned = startedOn(request);
    SweepRunner &runner = *owned;
    MemoryReserve reserve; // only now: the threads take what they can get
    reserve.stopWhenSpent(runner.stopSource());
    std::uint64_t runs = 0;
    std::uint64_t overBudget = 0;
    const auto write = [&](const SweepRow &row) {
        output.write(results->row(row));
        runs += row.runs;
        overBudget += row.overBudget;
    };
    const auto goesOn = [&] {
        return !runner.finished() && !runner.failed() && !reserve.spent() && interrupts.signal() == 0
            && !output.abandoned();
    };
    {
        Progress progress(std::to_string(runner.count()) + (runner.count() == 1 ? " point" : " points"));
        while (goesOn()) {
            if (const auto row = runner.next(std::chrono::milliseconds(20)))
                write(*row);
            progress.update(static_cast<double>(runner.done()) / static_cast<double>(runner.count()));
        }
    }
    runner.stop();
    reserve.release();
    for (const SweepRow &row : runner.rest()) // only after an interruption
        write(row);
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
