// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

#include <cstdint>

namespace coroscope {

/// The greatest value up to @p wanted that a remedy may name, see isWorthTrying(); the present one where none is greater.
std::int64_t mostWorthTrying(const Parameter &parameter, std::int64_t wanted);
/// As withTry(), with two that help together: "Try “Timeout” = 500 ms and “Workers” = 8."; without a remedy if one of them
/// is not worth trying.
Advice withBoth(Advice advice, const Parameter &one, std::int64_t value, const Parameter &other,
                std::int64_t otherValue);
/// "Only “Failure rate” mends that.": it is the cause, and nothing else that can be set helps.
Sentence onlyMendedBy(const Parameter &cause);
/// Says besides what is tried, or in its place.
Advice withRemark(Advice advice, Sentence remark);

} // namespace coroscope
