// SPDX-License-Identifier: MIT
#pragma once

#include "cli/breakdown.h"
#include "cli/run_request.h"
#include "cli/run_until.h"
#include "run/session.h"

#include <string>

namespace coroscope {

/// What a report says besides.
struct ReportExtras {
    const Ending *ending = nullptr;       ///< of a run with --until
    const Breakdown *breakdown = nullptr; ///< of a run with --breakdown
};

/// A finished run as a JSON document. All times are in seconds, numbers have up to 9 decimals, what is undefined is
/// null. `changes` are those requested, in order of time, including ones after a stop. `stopped_at_s` is present if the
/// outcome is `budget`; `"approximate": true` stands beside quantiles that are no longer exact. With
/// an ending there is also `until`: the condition, when it was met, by which event of the trace, and what happened;
/// null where it was not met. With a breakdown there is also `breakdown`, see there.
std::string jsonReport(Session &session, const RunRequest &request, const ReportExtras &extras = {});
/// The same as lines of CSV: a header `key,value`, then the JSON's keys, dotted, list entries by their number from 0,
/// and its values; null is empty, and so are an empty object and an empty list.
std::string csvReport(Session &session, const RunRequest &request, const ReportExtras &extras = {});
/// The same for people.
std::string textReport(Session &session, const RunRequest &request, const ReportExtras &extras = {});

/// Why the session's change at this position did nothing; null if it did something.
const Sentence *whyIdle(const Session &session, std::size_t change);
/// "running", "waiting" …
std::string_view stateText(TaskState state);

} // namespace coroscope
