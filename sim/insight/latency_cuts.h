// SPDX-License-Identifier: MIT
#pragma once

#include "insight/item_times.h"
#include "insight/quantiles.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace coroscope {

/// A latency, and what it was spent on: each thing once, in the order in which items come to it.
struct LatencyCut {
    struct Part {
        ItemPhase phase;
        Duration time{};

        friend bool operator==(const Part &, const Part &) = default;
    };

    Duration latency{};
    std::vector<Part> parts{}; ///< add up to the latency, to the nanosecond

    friend bool operator==(const LatencyCut &, const LatencyCut &) = default;
};

/// The parts of one item's life, each thing once.
LatencyCut cutOf(const ItemRecord &record);

/// The latencies of many items, cut up.
class LatencyCuts
{
public:
    void add(const ItemRecord &record);

    std::uint64_t count() const noexcept { return m_latencies.count(); }
    /// The mean latency, rounded to a nanosecond. Each part is the mean over all items, rounded so that they add up
    /// (largest remainders). Nothing without items.
    std::optional<LatencyCut> mean() const;
    /// The latency that 99 % of the items do not exceed (nearest rank, see Quantiles), and what the item with that
    /// latency was, of several the first. Nothing without items, where it is no longer exact, and where that item has
    /// been forgotten: kept are the slowest, at least 50,000 and 5 % of all.
    std::optional<LatencyCut> p99() const;
    /// That item.
    std::optional<ItemId> p99Item() const;

private:
    __extension__ using Wide = __int128;

    struct Sum {
        Wide time = 0;
        Wide begins = 0; ///< how long after the birth, of all items that come to it together
        std::uint64_t items = 0;
    };
    struct Kept {
        ItemId item = 0;
        LatencyCut cut;
    };
    const Kept *atP99() const;
    bool comesBefore(const ItemPhase &phase, const ItemPhase &other) const;
    /// What items spend time on, in the order in which they come to it.
    std::vector<ItemPhase> inOrder() const;
    void forgetTheFastest();

    static constexpr std::size_t leastKept = 50'000;

    Quantiles m_latencies;
    std::map<ItemPhase, Sum> m_sums;
    std::map<std::pair<ItemPhase, ItemPhase>, std::uint64_t>
        m_order; ///< in how many items the first is before the second
    std::vector<Kept> m_slowest;
    Duration m_forgotten{-1}; ///< the longest latency among those forgotten
};

} // namespace coroscope
