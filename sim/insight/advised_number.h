// SPDX-License-Identifier: MIT
#pragma once

#include "insight/recent.h"
#include "pattern/pattern.h"

#include <optional>
#include <string_view>

namespace coroscope {

/// The number that advice of this check is about, over the span of @p recent: whether following the advice has helped
/// shows in it. It is known whether the check finds something there or not. Nothing where the pattern's headlines have
/// it, or where there is no one number.
std::optional<Headline> advisedNumber(std::string_view check, const Recent &recent, const Topology &topology);

} // namespace coroscope
