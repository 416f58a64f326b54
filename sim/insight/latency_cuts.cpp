// SPDX-License-Identifier: MIT
#include "insight/latency_cuts.h"

#include <algorithm>
#include <cmath>

namespace coroscope {

LatencyCut cutOf(const ItemRecord &record)
{
    LatencyCut cut{.latency = record.latency()};
    for (const TimePart &part : record.parts) {
        const auto known = std::find_if(cut.parts.begin(), cut.parts.end(),
                                        [&](const LatencyCut::Part &one) { return one.phase == part.phase; });
        if (known == cut.parts.end())
            cut.parts.push_back({part.phase, part.length()});
        else
            known->time += part.length();
    }
    return cut;
}

void LatencyCuts::add(const ItemRecord &record)
{
    m_latencies.add(record.latency().count());
    LatencyCut cut = cutOf(record);
    for (const LatencyCut::Part &part : cut.parts) {
        Sum &sum = m_sums[part.phase];
        sum.time += part.time.count();
        const auto first = std::find_if(record.parts.begin(), record.parts.end(),
                                        [&](const TimePart &one) { return one.phase == part.phase; });
        sum.begins += (first->from - record.born).count();
        ++sum.items;
    }
    for (std::size_t later = 1; later < cut.parts.size(); ++later) {
        for (std::size_t earlier = 0; earlier < later; ++earlier)
            ++m_order[{cut.parts[earlier].phase, cut.parts[later].phase}];
    }
    if (record.latency() > m_forgotten)
        m_slowest.push_back({record.item, std::move(cut)});
    if (m_slowest.size() > 2 * std::max<std::size_t>(leastKept, count() / 20))
        forgetTheFastest();
}

void LatencyCuts::forgetTheFastest()
{
    const auto kept = static_cast<std::ptrdiff_t>(std::max<std::size_t>(leastKept, count() / 20));
    std::stable_sort(m_slowest.begin(), m_slowest.end(),
                     [](const Kept &a, const Kept &b) { return a.cut.latency > b.cut.latency; });
    m_forgotten = std::max(m_forgotten, m_slowest[static_cast<std::size_t>(kept)].cut.latency);
    m_slowest.erase(m_slowest.begin() + kept, m_slowest.end());
}

bool LatencyCuts::comesBefore(const ItemPhase &phase, const ItemPhase &other) const
{
    const auto times = [this](const ItemPhase &a, const ItemPhase &b) {
        const auto known = m_order.find({a, b});
        return known == m_order.end() ? 0 : known->second;
    };
    return times(phase, other) > times(other, phase);
}

std::vector<ItemPhase> LatencyCuts::inOrder() const
{
    std::vector<std::pair<double, ItemPhase>> left; // by when an item comes to it, on average
    for (const auto &[phase, sum] : m_sums)
        left.emplace_back(static_cast<double>(sum.begins) / static_cast<double>(sum.items), phase);
    std::sort(left.begin(), left.end());
    std::vector<ItemPhase> ordered;
    while (!left.empty()) {
        // Not every item comes to everything, so averages can mislead: what is mostly before it has to be there first.
        const auto isNext = [&](const auto &one) {
            return std::none_of(left.begin(), left.end(),
                                [&](const auto &other) { return comesBefore(other.second, one.second); });
        };
        auto next = std::find_if(left.begin(), left.end(), isNext);
        if (next == left.end())
            next = left.begin();
        ordered.push_back(next->second);
        left.erase(next);
    }
    return ordered;
}

std::optional<LatencyCut> LatencyCuts::mean() const
{
    const std::optional<double> mean = m_latencies.mean();
    if (!mean)
        return std::nullopt;
    const auto n = static_cast<Wide>(count());
    LatencyCut cut{.latency = Duration{std::llround(*mean)}};
    std::vector<std::pair<Wide, std::size_t>> rests; // in n-ths of a nanosecond, and which part's
    Duration missing = cut.latency;
    for (const ItemPhase &phase : inOrder()) {
        const Wide time = m_sums.at(phase).time;
        const Duration whole{static_cast<Duration::rep>(time / n)};
        rests.emplace_back(-(time % n), cut.parts.size());
        cut.parts.push_back({phase, whole});
        missing -= whole;
    }
    std::sort(rests.begin(), rests.end()); // the largest first
    for (std::size_t i = 0; missing > Duration::zero() && !rests.empty(); i = (i + 1) % rests.size()) {
        cut.parts[rests[i].second].time += Duration{1};
        missing -= Duration{1};
    }
    return cut;
}

const LatencyCuts::Kept *LatencyCuts::atP99() const
{
    const std::optional<std::int64_t> latency = m_latencies.quantile(0.99);
    if (!latency || !m_latencies.exact())
        return nullptr;
    const Kept *found = nullptr;
    for (const Kept &one : m_slowest) {
        if (one.cut.latency == Duration{*latency} && (!found || one.item < found->item))
            found = &one;
    }
    return found;
}

std::optional<LatencyCut> LatencyCuts::p99() const
{
    const Kept *const one = atP99();
    return one ? std::optional(one->cut) : std::nullopt;
}

std::optional<ItemId> LatencyCuts::p99Item() const
{
    const Kept *const one = atP99();
    return one ? std::optional(one->item) : std::nullopt;
}

} // namespace coroscope
