// SPDX-License-Identifier: MIT
#pragma once

#include "model/parameter.h"
#include "model/topology.h"

#include <QCoroTask>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coroscope {

class Kernel;
class Metrics;
class Recent;

/// A named start: parameter values that differ from the defaults.
struct Setup {
    std::string_view title;                                            ///< "Held back"
    std::string_view note;                                             ///< one sentence: what there is to see
    std::vector<std::pair<std::string_view, std::string_view>> values; ///< id, canonical text
};

/// A number that a pattern reports. Undefined is null in the JSON.
struct Measure {
    std::string_view id;      ///< "send_blocked_share"
    std::string_view meaning; ///< one sentence
    std::function<std::optional<double>(const Metrics &, const ParameterTable &)> value;
};

/// One of the five numbers under the stage, over the last seconds before the playhead.
struct Headline {
    std::string label; ///< "Throughput"
    std::string value; ///< "6.7 /s"
    std::string note;  ///< "consumer-bound"
};

/// What a pattern says about its state in the last seconds before the playhead.
struct Reading {
    std::vector<Headline> headlines; ///< five
    std::string advice;              ///< one sentence, or empty when there is nothing worth saying
};

/// One run's instance of a pattern: parameters and coroutines.
class Pattern
{
public:
    virtual ~Pattern() = default;
    virtual ParameterTable &parameters() = 0;
    /// The root coroutine of the run.
    virtual QCoro::Task<> main() = 0;
};

/// What is known of a pattern without running it. A pattern is one of these in the registry.
struct PatternInfo {
    std::string_view id;         ///< "backpressure"
    std::string_view title;      ///< "Backpressure"
    std::string_view summary;    ///< one sentence
    std::string_view sourceFile; ///< resource name of the code that runs: "backpressure.cpp"
    const Topology &(*topology)();
    std::span<const Setup> (*setups)();
    std::span<const Measure> (*measures)();
    /// What to say of @p recent, with the parameter values (by position) of that moment.
    Reading (*read)(const Recent &recent, std::span<const std::int64_t> values);
    /// For people, beside a parameter: what its value means ("3.3 /s each"); may be empty.
    std::string (*hint)(std::size_t parameter, std::span<const std::int64_t> values);
    /// Why a parameter has no effect at these values, or empty.
    std::string (*irrelevance)(std::size_t parameter, std::span<const std::int64_t> values);
    /// One line that sets offered and possible rates against each other; may be empty.
    std::string (*load)(std::span<const std::int64_t> values);
    /// The declarations, at their defaults.
    std::unique_ptr<ParameterTable> (*declare)();
    std::unique_ptr<Pattern> (*create)(Kernel &kernel);
};

} // namespace coroscope
