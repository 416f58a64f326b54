// SPDX-License-Identifier: MIT
#pragma once

#include "cli/errors.h"
#include "cli/interrupt_watch.h"
#include "cli/memory_reserve.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "run/point_runner.h"

#include <chrono>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

namespace coroscope {

/// A runner on threads of its own. @throws WorkError if not even one can be started
template <typename Runner, typename... Arguments>
std::unique_ptr<Runner> startedRunner(Arguments &&...arguments)
{
    try {
        return std::make_unique<Runner>(std::forward<Arguments>(arguments)...);
    } catch (const std::system_error &error) {
        throw WorkError("not even one thread can be started: " + error.code().message());
    }
}

/// Hands each row of @p runner to @p take, in order, and shows how far it is, @p whole being all of it. It ends early
/// when memory is spent, a signal comes or nobody reads @p output any more; then the rows that are finished still are
/// taken. Afterwards no run is under way.
template <typename Row, typename Take>
void takeRows(PointRunner<Row> &runner, std::string whole, const Output &output, const InterruptWatch &interrupts,
              MemoryReserve &reserve, const Take &take)
{
    reserve.stopWhenSpent(runner.stopSource());
    const auto goesOn = [&] {
        return !runner.finished() && !runner.failed() && !reserve.spent() && interrupts.signal() == 0
            && !output.abandoned();
    };
    {
        Progress progress(std::move(whole));
        while (goesOn()) {
            if (const auto row = runner.next(std::chrono::milliseconds(20)))
                take(*row);
            progress.update(static_cast<double>(runner.done()) / static_cast<double>(runner.count()));
        }
    }
    runner.stop();
    reserve.release();
    for (const Row &row : runner.rest())
        take(row);
}

} // namespace coroscope
