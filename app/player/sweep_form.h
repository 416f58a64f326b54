// SPDX-License-Identifier: MIT
#pragma once

#include "player/study_times.h"
#include "player/sweep_axis.h"

#include <optional>

namespace coroscope {

/// All settings of a sweep.
struct SweepForm {
    SweepAxis::State across;
    SweepAxis::State up;
    int measure = 0;
    int seeds = 5;
    StudyTimes times{};

    friend bool operator==(const SweepForm &, const SweepForm &) = default;
};

/// A step of undo while a sweep is shown: the form as it was before, or nullopt if the change was to the run, which
/// undoes it itself.
using SweepStep = std::optional<SweepForm>;

} // namespace coroscope
