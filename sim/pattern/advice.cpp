// SPDX-License-Identifier: MIT
#include "pattern/pattern.h"

#include <algorithm>

namespace coroscope {

bool isWorthTrying(const Parameter &parameter, std::int64_t value)
{
    constexpr std::int64_t mostTimes = 4;
    const ParameterSpec &spec = parameter.spec();
    if (value == parameter.raw() || value < spec.minimum || value > spec.maximum)
        return false;
    return spec.kind != ParameterKind::Count || value <= mostTimes * std::max(parameter.raw(), spec.initial);
}

Advice withTry(Advice advice, const Parameter &parameter, std::int64_t value)
{
    if (!isWorthTrying(parameter, value))
        return advice;
    const ParameterSpec &spec = parameter.spec();
    const std::string text = spec.kind == ParameterKind::Count ? std::to_string(value) : readable(spec, value);
    advice.remedy = "Try “" + std::string(spec.label) + "” = " + text + ".";
    advice.settings = {{spec.id, value}};
    return advice;
}

} // namespace coroscope
