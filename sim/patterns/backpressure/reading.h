// SPDX-License-Identifier: MIT
#pragma once

#include "model/pattern.h"
#include "patterns/backpressure/parameters.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace coroscope::backpressure {

/// Items the producers could make per item the consumers could take; nothing without consumers.
std::optional<double> offeredLoad(const Parameters &parameters);

// What PatternInfo asks for, see there.
Reading read(const Recent &recent, std::span<const std::int64_t> values);
std::string hint(std::size_t parameter, std::span<const std::int64_t> values);
std::string irrelevance(std::size_t parameter, std::span<const std::int64_t> values);
std::string loadText(std::span<const std::int64_t> values);

} // namespace coroscope::backpressure
