// SPDX-License-Identifier: MIT
#include "insight/advised_number.h"

#include "insight/headlines.h"

#include <algorithm>
#include <array>

namespace coroscope {

namespace {

/// A number that says how often something happened, or how long it took, as the events of one kind tell.
struct Told {
    std::string_view check;
    EventKind kind;
    Words label;
    bool isLength = false; ///< the median of the events' lengths; else how many there were
};

} // namespace

std::optional<Headline> advisedNumber(std::string_view check, const Recent &recent, const Topology &topology)
{
    static const std::array<Told, 8> all{{
        {"done-twice", EventKind::ItemDoneAgain, words("Done twice")},
        {"escalating", EventKind::Escalated, words("Escalations")},
        {"slow-detection", EventKind::HeartbeatMissed, words("Time to detect"), true},
        {"abandoned-piling-up", EventKind::TaskAbandoned, words("Abandoned")},
        {"retries-multiply", EventKind::AttemptFailed, words("Failed attempts")},
        {"failures-unseen", EventKind::FailureUnseen, words("Unseen failures")},
        {"unseen-failures", EventKind::FailureUnseen, words("Unseen failures")},
        {"siblings-cancelled", EventKind::ItemCancelled, words("Cancelled")},
    }};
    // Backpressure's: how long it held, which is what a wider channel or more consumers change.
    if ((check == "bottleneck" || check == "burst-does-not-fit") && topology.channels.size() == 1)
        return shareHeadline(words("Channel full"), recent.fullShare(0), {}, Measure::Better::Neither);
    const auto found = std::find_if(all.begin(), all.end(), [&](const Told &told) { return told.check == check; });
    const std::vector<EventKind> &sampled = topology.sampled;
    if (found == all.end() || std::find(sampled.begin(), sampled.end(), found->kind) == sampled.end())
        return std::nullopt;
    if (found->isLength)
        return durationHeadline(found->label, recent.quantile(found->kind, 0.5), {});
    return countHeadline(found->label, static_cast<std::int64_t>(recent.count(found->kind)), {});
}

} // namespace coroscope
