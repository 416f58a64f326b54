// SPDX-License-Identifier: MIT
#include "pattern/advice.h"

#include <algorithm>

namespace coroscope {

namespace {

/// The greatest that a remedy may name.
std::int64_t mostNamed(const Parameter &parameter)
{
    constexpr std::int64_t mostTimes = 4;
    const ParameterSpec &spec = parameter.spec();
    if (spec.kind != ParameterKind::Count)
        return spec.maximum;
    return std::min(spec.maximum, mostTimes * std::max(parameter.raw(), spec.initial));
}

} // namespace

bool isWorthTrying(const Parameter &parameter, std::int64_t value)
{
    return value != parameter.raw() && value >= parameter.spec().minimum && value <= mostNamed(parameter);
}

std::int64_t mostWorthTrying(const Parameter &parameter, std::int64_t wanted)
{
    return std::max(parameter.raw(), std::min(wanted, mostNamed(parameter)));
}

Advice withTry(Advice advice, const Parameter &parameter, std::int64_t value)
{
    if (!isWorthTrying(parameter, value))
        return advice;
    const ParameterSpec &spec = parameter.spec();
    const Sentence setting = spec.kind == ParameterKind::Count ? Sentence(std::to_string(value))
                                                               : readable(spec, value);
    advice.remedy = say(words("Try “{parameter}” = {value}."), {{"parameter", spec.label}, {"value", setting}});
    advice.settings = {{spec.id, value}};
    return advice;
}

std::optional<NodeRef> culpritOf(const Advice &advice, const Topology &topology)
{
    if (advice.about)
        return advice.about;
    const auto found = std::find_if(topology.culprits.begin(), topology.culprits.end(),
                                    [&](const Culprit &one) { return one.check.empty() || one.check == advice.check; });
    return found == topology.culprits.end() ? std::nullopt : std::optional(found->node);
}

} // namespace coroscope
