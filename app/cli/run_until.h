// SPDX-License-Identifier: MIT
#pragma once

#include "cli/arguments.h"
#include "cli/run_request.h"
#include "run/moment_search.h"

#include <optional>
#include <string>

namespace coroscope {

/// Where a run with --until ends.
struct Ending {
    std::string condition;        ///< as --until takes it
    std::optional<Moment> moment; ///< nothing: it was not met up to the end of the run
};

/// The option --until.
const OptionSpec &untilOption();
/// What conditions there are, a line each, for the help.
std::string untilHelp();
/// The condition of --until, if it is given; of a run of @p request. @throws RequestError
std::optional<StopCondition> readUntil(const Arguments &arguments, const RunRequest &request);
/// Looks for the moment, in a run of its own. @throws Interrupted, std::bad_alloc
Ending endingOf(const RunRequest &request, const StopCondition &condition);

} // namespace coroscope
