// SPDX-License-Identifier: MIT
#include "patterns/practices/explicit_errors/pattern_metrics.h"

#include "patterns/practices/explicit_errors/explicit_errors.h"

namespace coroscope::practices::errors {

void FailureMetrics::consume(const Delta &delta)
{
    const Event &event = delta.event;
    if (!isMeasured(event.time, m_warmup))
        return;
    m_failedCalls += event.kind == EventKind::TaskFailed ? 1 : 0;
    m_unseenFailures += event.kind == EventKind::FailureUnseen ? 1 : 0;
    m_retries += event.kind == EventKind::SleepEnded && event.object == Delaying ? 1 : 0;
}

} // namespace coroscope::practices::errors
