// SPDX-License-Identifier: MIT
#pragma once

#include "insight/history.h"
#include "insight/recent.h"
#include "insight/subject.h"
#include "insight/task_places.h"
#include "insight/world.h"
#include "pattern/topology.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coroscope {

/// What pictures are made from: the run at the playhead, and its past.
class SceneSource
{
public:
    virtual ~SceneSource() = default;
    virtual const Topology &topology() const = 0;
    /// At the playhead.
    virtual const World &world() const = 0;
    virtual Time playhead() const = 0;
    /// How far the run has got.
    virtual Time present() const = 0;
    virtual const History &history() const = 0;
    /// All that has happened, for what is not in the history; nullptr if there is only that.
    virtual const Trace *trace() const { return nullptr; }
    /// The places of all its tasks; nullptr without a trace. Read on demand: only what asks for it takes the time.
    virtual const TaskPlaces *taskPlaces() const { return nullptr; }
    /// The run up to the playhead, over the window of all figures.
    virtual Recent recent() const { return {history(), playhead(), lastSeconds}; }
    /// That window, unless another one is chosen.
    static constexpr Duration lastSeconds = std::chrono::seconds(10);
    /// Parameter values at the playhead, by position.
    virtual const std::vector<std::int64_t> &values() const = 0;
    /// Virtual per wall time.
    virtual double playingSpeed() const = 0;
    /// False while scrubbing and under "reduce motion": everything is drawn at its place.
    virtual bool motionAllowed() const = 0;
    /// Wall time, in seconds, for which motion has been played while the playhead stands still: after a step, or since
    /// playing stopped. Later than the longest motion everything is at its place.
    virtual double motionSeconds() const = 0;
    /// What has happened up to then has got there, and does not move any more.
    virtual Time settledUntil() const { return Time::min(); }
    virtual Time forgottenBefore() const = 0;
    /// What the advice is about that is given beside the picture.
    virtual std::optional<NodeRef> culprit() const { return std::nullopt; }
    /// What somebody has picked out: the first of the tasks below, or something else.
    virtual Subject subject() const { return {}; }
    /// The tasks that somebody has picked out.
    virtual std::span<const Place> selected() const { return {}; }
    /// The task under the pointer or with the keyboard's focus.
    virtual std::optional<Place> pointedAt() const { return std::nullopt; }
    /// Another run that was the same up to a moment, to be seen behind this one.
    struct Ghost {
        const History *history = nullptr;
        Time from{};  ///< when they part
        Time until{}; ///< how far it has been run
    };
    virtual std::optional<Ghost> ghost() const { return std::nullopt; }
    /// A few words on a mark: "capacity 10 → 3".
    virtual std::string markText(const History::Mark &mark) const = 0;
};

} // namespace coroscope
