// SPDX-License-Identifier: MIT
#pragma once

#include "player/sweep_axis.h"

#include <optional>

namespace coroscope {

/// All that somebody sets of a sweep.
struct SweepForm {
    SweepAxis::State across;
    SweepAxis::State up;
    int measure = 0;
    int seeds = 5;
    Duration length = std::chrono::seconds(60);
    Duration warmup{};

    friend bool operator==(const SweepForm &, const SweepForm &) = default;
};

/// What has been done beside a sweep while somebody looked: how the form was before, or nothing where it was done to the run,
/// which takes it back itself.
using SweepStep = std::optional<SweepForm>;

} // namespace coroscope
