// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

#include <cstdint>

namespace coroscope {

/// The greatest value up to @p wanted that a remedy may name, see isWorthTrying(); the present one where none is greater.
std::int64_t mostWorthTrying(const Parameter &parameter, std::int64_t wanted);

} // namespace coroscope
