// SPDX-License-Identifier: MIT
#pragma once

#include "cli/arguments.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coroscope {

// What the commands that do many runs have in common.

/// Seeds, both ends included.
struct SeedRange {
    std::uint64_t first = 1;
    std::uint64_t last = 1;
};
/// What --seeds says, or @p usual alone. @throws RequestError
SeedRange seedsOf(const Arguments &arguments, std::uint64_t usual);

/// The option --jobs.
const OptionSpec &jobsOption();
/// How many threads: what --jobs says, or one per processor. @throws RequestError
unsigned jobsOf(const Arguments &arguments);

/// A whole number, and nothing else.
std::optional<std::uint64_t> wholeNumber(std::string_view text);
/// @throws RequestError, that the option takes something else than what is given
[[noreturn]] void refuseValue(std::string_view option, std::string_view given, const std::string &accepted);

} // namespace coroscope
