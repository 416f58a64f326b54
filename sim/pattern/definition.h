// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <type_traits>
#include <vector>

namespace coroscope {

/// The parameters of a pattern at other values than the running ones, for asking them by name. @p values by position.
template <typename Parameters>
struct ParametersAt : Parameters {
    explicit ParametersAt(std::span<const std::int64_t> values)
    {
        for (std::size_t i = 0; i < values.size(); ++i)
            this->all()[i]->set(values[i]);
    }
};

/// Measured, in a pattern's own types.
template <typename Parameters, typename OwnMetrics = PatternMetrics>
struct MeasuredOf {
    const Metrics &metrics;
    const Parameters &parameters;
    const OwnMetrics &own;

    /// @p measured has to be of a run of that pattern.
    static MeasuredOf of(const Measured &measured)
    {
        return {measured.metrics, static_cast<const Parameters &>(measured.parameters),
                static_cast<const OwnMetrics &>(measured.patternMetrics)};
    }
    operator Measured() const { return {metrics, parameters, own}; }
};

/// The types that a pattern is made of: its parameters, its coroutines, and what it counts besides Metrics. What PatternInfo
/// wants without types follows from them here, so that a pattern is written in its own types and casts nothing.
template <typename Parameters, typename Body, typename OwnMetrics = PatternMetrics>
struct Definition {
    using Numbers = MeasuredOf<Parameters, OwnMetrics>;
    using Values = std::span<const std::int64_t>;

    static std::unique_ptr<ParameterTable> declare() { return std::make_unique<Parameters>(); }
    static std::unique_ptr<Pattern> create(Kernel &kernel) { return std::make_unique<Body>(kernel); }
    static std::unique_ptr<PatternMetrics> patternMetrics(Time warmup)
    {
        if constexpr (std::is_same_v<OwnMetrics, PatternMetrics>)
            return std::make_unique<PatternMetrics>();
        else
            return std::make_unique<OwnMetrics>(warmup);
    }
    static Numbers numbers(const Measured &measured) { return Numbers::of(measured); }

    /// What @p function says, of a run at parameter values by position.
    template <Diagnosis (*function)(const Recent &, const Parameters &)>
    static Diagnosis diagnose(const Recent &recent, Values values)
    {
        return function(recent, ParametersAt<Parameters>(values));
    }
    /// Of one of the parameters: PatternInfo::hint and irrelevance.
    template <Sentence (*function)(const Parameter &, const Parameters &)>
    static Sentence about(std::size_t parameter, Values values)
    {
        const ParametersAt<Parameters> all(values);
        return function(*all.all()[parameter], all);
    }
    /// Of all of them together.
    template <Sentence (*function)(const Parameters &)>
    static Sentence text(Values values)
    {
        return function(ParametersAt<Parameters>(values));
    }
    template <std::vector<TheoryValue> (*function)(const Numbers &)>
    static std::vector<TheoryValue> theory(const Measured &measured)
    {
        return function(numbers(measured));
    }
    /// A measure that is what OwnMetrics::@p member says; a number, or nothing.
    template <auto member>
    static std::optional<double> measure(const Measured &measured)
    {
        const auto value = (numbers(measured).own.*member)();
        if constexpr (std::is_arithmetic_v<std::remove_const_t<decltype(value)>>)
            return static_cast<double>(value);
        else
            return value;
    }
};

} // namespace coroscope
