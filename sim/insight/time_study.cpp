// SPDX-License-Identifier: MIT
#include "insight/time_study.h"

#include <algorithm>

namespace coroscope {

TimeStudy::TimeStudy(const Topology &topology, Duration recent)
    : m_recent(recent),
      m_times(topology, [this](const ItemRecord &record) { ended(record); }),
      m_jobs(topology, [this](const JobPath &path) { m_lastJob = path; })
{
    m_reducer.add(m_times);
    m_reducer.add(m_jobs);
}

bool TimeStudy::goOn(const Trace &trace, Sequence end, Sequence most)
{
    const Sequence until = std::min(end, m_position + most);
    while (m_position < until) {
        const std::span<const Event> events = trace.run(m_position, until);
        m_reducer.consume(events, m_position);
        m_position += events.size();
    }
    return m_position == end;
}

void TimeStudy::ended(const ItemRecord &record)
{
    if (record.end == EventKind::ItemDone)
        m_cuts.add(record);
    m_records.push_back(record);
    while (m_records.front().ended + m_recent < record.ended)
        m_records.pop_front();
}

LatencyCuts TimeStudy::recentCuts(Time from) const
{
    LatencyCuts cuts;
    for (const ItemRecord &record : m_records) {
        if (record.ended > from && record.end == EventKind::ItemDone)
            cuts.add(record);
    }
    return cuts;
}

std::optional<ItemRecord> TimeStudy::record(ItemId item, Time now) const
{
    const auto known = std::find_if(m_records.rbegin(), m_records.rend(),
                                    [&](const ItemRecord &record) { return record.item == item; });
    return known == m_records.rend() ? m_times.soFar(item, now) : std::optional(*known);
}

std::optional<JobPath> TimeStudy::lastJob(Time from) const
{
    return m_lastJob && m_lastJob->ended > from ? m_lastJob : std::nullopt;
}

} // namespace coroscope
