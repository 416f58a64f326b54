// SPDX-License-Identifier: MIT
#include "run/load_parameters.h"

#include <string_view>

namespace coroscope {

namespace {

struct LoadOf {
    std::string_view pattern;
    std::vector<std::string_view> parameters;
};

const std::vector<LoadOf> &loads()
{
    static const std::vector<LoadOf> all{
        {"task-spawning", {"tasks", "interval", "steps"}},
        {"fan-out-fan-in", {"subtasks", "interval"}},
        {"pipeline", {"interval"}},
        {"timeout-cancellation", {"clients", "think"}},
        {"backpressure", {"producers", "interval", "burst"}},
        {"resilient-service", {"arrival-rate"}},
        {"rate-limiter", {"clients", "interval"}},
        {"small-functions", {"jobs", "job"}},
        {"no-blocking", {"callers"}},
        {"structured-concurrency", {"tasks", "pause"}},
        {"explicit-errors", {"tasks", "pause"}},
        {"less-shared-state", {"tasks", "work"}},
    };
    return all;
}

} // namespace

std::vector<std::size_t> loadParameters(const PatternInfo &pattern)
{
    const std::unique_ptr<ParameterTable> table = pattern.declare();
    std::vector<std::size_t> positions;
    for (const LoadOf &load : loads()) {
        if (load.pattern != pattern.id)
            continue;
        for (const std::string_view id : load.parameters)
            positions.push_back(table->find(id).value());
    }
    return positions;
}

} // namespace coroscope
