// SPDX-License-Identifier: MIT
#include "pattern/advice.h"

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

/// "3" of a count, whose unit its label says; "500 ms".
Sentence settingText(const ParameterSpec &spec, std::int64_t value)
{
    return spec.kind == ParameterKind::Count ? Sentence(std::to_string(value)) : readable(spec, value);
}

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
    advice.remedy = say(words("Try “{parameter}” = {value}."),
                        {{"parameter", spec.label}, {"value", settingText(spec, value)}});
    advice.settings = {{spec.id, value}};
    return advice;
}

Advice withBoth(Advice advice, const Parameter &one, std::int64_t value, const Parameter &other,
                std::int64_t otherValue)
{
    if (!isWorthTrying(one, value) || !isWorthTrying(other, otherValue))
        return advice;
    advice.remedy = say(words("Try “{parameter}” = {value} and “{other}” = {number}."),
                        {{"parameter", one.spec().label},
                         {"value", settingText(one.spec(), value)},
                         {"other", other.spec().label},
                         {"number", settingText(other.spec(), otherValue)}});
    advice.settings = {{one.spec().id, value}, {other.spec().id, otherValue}};
    return advice;
}

Sentence onlyMendedBy(const Parameter &cause)
{
    return say(words("Only a lower “{cause}” helps."), {{"cause", cause.spec().label}});
}

Advice withRemark(Advice advice, Sentence remark)
{
    advice.remedy = advice.remedy.empty() ? std::move(remark)
                                          : joined({std::move(advice.remedy), std::move(remark)}, " ");
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
