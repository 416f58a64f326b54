// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

#include <cstdint>
#include <span>
#include <string>

namespace coroscope::practices::noblocking {

// What PatternInfo asks for, see there.
Diagnosis diagnose(const Recent &recent, std::span<const std::int64_t> values);
std::string hint(std::size_t parameter, std::span<const std::int64_t> values);
std::string irrelevance(std::size_t parameter, std::span<const std::int64_t> values);
std::string loadText(std::span<const std::int64_t> values);

} // namespace coroscope::practices::noblocking
