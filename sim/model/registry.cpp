// SPDX-License-Identifier: MIT
#include "model/registry.h"

#include "patterns/backpressure/pattern.h"
#include "patterns/supervisor/pattern.h"

#include <algorithm>
#include <array>

namespace coroscope {

std::span<const PatternInfo *const> patterns()
{
    static const std::array all = {
        &supervisorPattern(),
        &backpressurePattern(),
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
