// SPDX-License-Identifier: MIT
#pragma once

#include "cli/arguments.h"
#include "run/sweep.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace coroscope {

enum class SweepFormat : std::uint8_t { Csv, Json, Text };

/// A sweep as requested.
struct SweepRequest {
    Sweep sweep;
    std::uint64_t first = 0; ///< the points first … end - 1 of the sweep: a part of it, or all
    std::uint64_t end = 0;
    bool header = true; ///< false in all parts but the first, so that parts can be joined
    unsigned jobs = 1;  ///< threads
    SweepFormat format = SweepFormat::Csv;
    std::string_view output = "-";
};

/// The options of `sweep`: those of `run` except --seed, and its own.
std::span<const OptionSpec> sweepOptions();
/// @throws RequestError; WorkError if a file can't be read
SweepRequest readSweepRequest(const Arguments &arguments);

} // namespace coroscope
