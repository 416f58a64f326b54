// SPDX-License-Identifier: MIT
#pragma once

#include "cli/interrupt_watch.h"
#include "cli/run_request.h"
#include "run/stop_condition.h"
#include "run/trace_export.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace coroscope {

enum class ReportFormat : std::uint8_t { Text, Json, Csv };

/// Where the results of a run go: paths, or "-" for standard output.
struct RunResults {
    ReportFormat format = ReportFormat::Text;
    std::string_view report = "-";
    std::optional<std::string_view> trace{};
    TraceFormat traceFormat = TraceFormat::Jsonl;
    bool breakdown = false; ///< whether the report says where the time of the items went
    bool keepTrace = true;  ///< for looking back; affects neither the run nor the results
};

/// Runs the request from start to end, or with @p until as far as that says, and writes the results.
/// @throws WorkError if writing failed or, once all is written, if the outcome is `budget`. @throws Interrupted, having
/// written no file
void execute(const RunRequest &request, const RunResults &results,
             const std::optional<StopCondition> &until = std::nullopt);

} // namespace coroscope
