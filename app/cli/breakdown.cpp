// SPDX-License-Identifier: MIT
#include "cli/breakdown.h"

#include "cli/text_table.h"
#include "pattern/pattern_metrics.h"
#include "text/duration_text.h"
#include "text/share_text.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace coroscope {

namespace {

using Align = TextTable::Align;

Json jsonOf(const std::optional<LatencyCut> &cut, const Topology &topology)
{
    if (!cut)
        return nullptr;
    Json parts = Json::array();
    for (const LatencyCut::Part &part : cut->parts)
        parts.push_back({{"what", phaseText(part.phase, topology).text()}, {"time_s", seconds(part.time)}});
    return {{"latency_s", seconds(cut->latency)}, {"parts", std::move(parts)}};
}

Duration timeOf(const LatencyCut &cut, const ItemPhase &phase)
{
    const auto known = std::find_if(cut.parts.begin(), cut.parts.end(),
                                    [&](const LatencyCut::Part &part) { return part.phase == phase; });
    return known == cut.parts.end() ? Duration::zero() : known->time;
}

/// Times, and what share of the whole they are: nothing for none.
std::vector<std::pair<std::string, std::string>> columns(const std::vector<Duration> &parts, Duration whole)
{
    std::vector<double> shares;
    for (const Duration part : parts)
        shares.push_back(inSeconds(part) / inSeconds(whole));
    const std::vector<Sentence> texts = sharesOfWhole(shares);
    std::vector<std::pair<std::string, std::string>> rows;
    for (std::size_t i = 0; i < parts.size(); ++i)
        rows.emplace_back(parts[i] == Duration::zero() ? std::pair<std::string, std::string>()
                                                       : std::pair(readableDuration(parts[i]), texts[i].text()));
    return rows;
}

} // namespace

Breakdown::Breakdown(Trace &trace, const Topology &topology, Time warmup)
    : m_topology(topology), m_times(topology, [this, warmup](const ItemRecord &record) {
          if (record.end == EventKind::ItemDone && isMeasured(record.ended, warmup))
              m_cuts.add(record);
      })
{
    m_reducer.add(m_times);
    trace.addConsumer(m_reducer);
}

Json Breakdown::json() const
{
    Json slow = jsonOf(m_cuts.p99(), m_topology);
    if (const std::optional<ItemId> item = m_cuts.p99Item())
        slow["item"] = *item;
    return {{"mean", jsonOf(m_cuts.mean(), m_topology)}, {"p99", std::move(slow)}};
}

std::string Breakdown::text() const
{
    const std::optional<LatencyCut> mean = m_cuts.mean();
    if (!mean)
        return {};
    const std::optional<LatencyCut> slow = m_cuts.p99();
    TextTable table{Align::Left, Align::Right, Align::Right, Align::Right, Align::Right};
    table.add({"Where the time went", "mean", "",
               slow ? "p99: item " + std::to_string(*m_cuts.p99Item()) : std::string(), ""});
    std::vector<Duration> times;
    std::vector<Duration> slowTimes;
    for (const LatencyCut::Part &part : mean->parts) { // what there is in one is in the mean of all
        times.push_back(part.time);
        slowTimes.push_back(slow ? timeOf(*slow, part.phase) : Duration::zero());
    }
    const auto means = columns(times, mean->latency);
    const auto slows = columns(slowTimes, slow ? slow->latency : mean->latency);
    for (std::size_t i = 0; i < mean->parts.size(); ++i)
        table.add({phaseText(mean->parts[i].phase, m_topology).text(), means[i].first, means[i].second, slows[i].first,
                   slows[i].second});
    table.add(
        {"Latency", readableDuration(mean->latency), "", slow ? readableDuration(slow->latency) : std::string(), ""});
    return table.text();
}

} // namespace coroscope
