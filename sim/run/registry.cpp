// SPDX-License-Identifier: MIT
#include "run/registry.h"

#include "patterns/backpressure/pattern.h"
#include "patterns/fan_out_fan_in/pattern.h"
#include "patterns/pipeline/pattern.h"
#include "patterns/practices/pattern.h"
#include "patterns/resilient_service/pattern.h"
#include "patterns/supervisor/pattern.h"
#include "patterns/task_spawning/pattern.h"
#include "patterns/timeout_cancellation/pattern.h"

#include <algorithm>
#include <array>

namespace coroscope {

std::span<const PatternInfo *const> patterns()
{
    static const std::array<const PatternInfo *, 12> all = {&taskSpawningPattern(),
                                                            &fanOutFanInPattern(),
                                                            &pipelinePattern(),
                                                            &supervisorPattern(),
                                                            &timeoutCancellationPattern(),
                                                            &backpressurePattern(),
                                                            &resilientServicePattern(),
                                                            &smallFunctionsPractice(),
                                                            &noBlockingPractice(),
                                                            &structuredConcurrencyPractice(),
                                                            &explicitErrorsPractice(),
                                                            &lessSharedStatePractice()};
    return all;
}

const PatternInfo *findPattern(std::string_view id)
{
    const auto all = patterns();
    const auto found = std::find_if(all.begin(), all.end(), [&](const PatternInfo *info) { return info->id == id; });
    return found == all.end() ? nullptr : *found;
}

} // namespace coroscope
