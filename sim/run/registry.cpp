// SPDX-License-Identifier: MIT
#include "run/registry.h"

#include "patterns/list.h"

#include <algorithm>
#include <array>

namespace coroscope {

std::span<const PatternInfo *const> patterns()
{
#define COROSCOPE_PATTERN(name) &name(),
    static const std::array all = {
#include "patterns/list.inc"
    };
    return all;
}

const PatternInfo *findPattern(std::string_view id)
{
    const auto all = patterns();
    const auto found = std::find_if(all.begin(), all.end(), [&](const PatternInfo *info) { return info->id == id; });
    return found == all.end() ? nullptr : *found;
}

} // namespace coroscope
