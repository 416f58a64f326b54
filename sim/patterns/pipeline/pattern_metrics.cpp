// SPDX-License-Identifier: MIT
#include "patterns/pipeline/pattern_metrics.h"

#include "patterns/pipeline/pipeline.h"

namespace coroscope::pipeline {

std::optional<double> StageMetrics::MeanTime::seconds() const noexcept
{
    if (m_count == 0)
        return std::nullopt;
    return static_cast<double>(m_sum) / 1e9 / static_cast<double>(m_count);
}

void StageMetrics::consume(const Delta &delta)
{
    const Event &event = delta.event;
    if (event.item == 0)
        return;
    if (event.kind == EventKind::ItemCreated) {
        m_journeys[event.item] = {.born = event.time, .since = event.time};
        return;
    }
    const auto it = m_journeys.find(event.item);
    if (it == m_journeys.end())
        return;
    Journey &journey = it->second;
    if (delta.fate) { // it has ended
        leaveStage(journey, event.time);
        if (counts(event.time))
            m_inSystem.add(event.time - journey.born);
        m_journeys.erase(it);
        return;
    }
    switch (event.kind) {
    case EventKind::Received:
        if (event.object >= FirstChannel + mostStages)
            break; // by the sink, or the dead-letter box
        journey.stage = event.object - FirstChannel;
        journey.worked = {};
        if (counts(event.time))
            m_stages[*journey.stage].waiting.add(event.time - journey.since);
        break;
    case EventKind::WorkEnded:
        journey.worked += Duration{event.payload};
        journey.since = event.time;
        break;
    case EventKind::Sent:
        leaveStage(journey, event.time);
        break;
    default:
        break;
    }
}

void StageMetrics::leaveStage(Journey &journey, Time time)
{
    if (journey.stage && counts(time))
        m_stages[*journey.stage].working.add(journey.worked);
    journey.stage.reset();
}

} // namespace coroscope::pipeline
