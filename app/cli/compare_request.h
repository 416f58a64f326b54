// SPDX-License-Identifier: MIT
#pragma once

#include "cli/arguments.h"
#include "run/comparison.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace coroscope {

enum class ComparisonFormat : std::uint8_t { Text, Json, Csv };

/// A comparison as requested.
struct CompareRequest {
    Comparison comparison;
    unsigned jobs = 1; ///< threads
    ComparisonFormat format = ComparisonFormat::Text;
    std::string_view output = "-";
};

/// The options of `compare`: those of `run`, and its own.
std::span<const OptionSpec> compareOptions();
/// @throws RequestError; WorkError if a file can't be read
CompareRequest readCompareRequest(const Arguments &arguments);

} // namespace coroscope
