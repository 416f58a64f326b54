// SPDX-License-Identifier: MIT
#pragma once

#include "cli/arguments.h"

#include <string_view>

namespace coroscope {

/// A request must not overwrite the file it reads. @p option names the output, @p file is its value ("-": standard
/// output); the scenario is the operand of @p arguments, if that is a file. @throws RequestError
void refuseToOverwriteScenario(std::string_view option, std::string_view file, const Arguments &arguments);

} // namespace coroscope
