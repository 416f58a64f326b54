// SPDX-License-Identifier: MIT
#pragma once

#include "cli/run_request.h"
#include "run/session.h"

#include <string>

namespace coroscope {

/// A finished run as a JSON document. All times are in seconds, numbers have up to 9 decimals, what is undefined is
/// null. `changes` are those asked for, in the order of time, the ones after a stop included. `stopped_at_s` is there
/// when the outcome is `budget`; `"approximate": true` beside quantiles that are not exact any more.
std::string jsonReport(Session &session, const RunRequest &request);
/// The same as lines of CSV: a header `key,value`, then the JSON's keys, dotted, list entries by their number from 0,
/// and its values; null is empty, and so are an empty object and an empty list.
std::string csvReport(Session &session, const RunRequest &request);
/// The same for people.
std::string textReport(Session &session, const RunRequest &request);

/// Why this one of the session's changes, by position, did nothing; null where it did something.
const std::string *whyIdle(const Session &session, std::size_t change);
/// "running", "waiting" …
std::string_view stateText(TaskState state);

} // namespace coroscope
