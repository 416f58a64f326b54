// SPDX-License-Identifier: MIT
#pragma once

#include "cli/arguments.h"

#include <string_view>

namespace coroscope {

/// What a request writes must not take the place of what it reads. @p option says where to write, @p file what it says
/// ("-": standard output); the scenario is the operand of @p arguments, where it is a file. @throws RequestError
void refuseToOverwriteScenario(std::string_view option, std::string_view file, const Arguments &arguments);

} // namespace coroscope
