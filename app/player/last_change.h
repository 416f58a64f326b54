// SPDX-License-Identifier: MIT
#pragma once

#include "run/scenario.h"
#include "text/sentence.h"

#include <optional>

namespace coroscope {

/// What has been set in a run last, at one moment, and the same run without it.
struct LastChange {
    Sentence what;        ///< "Consumers: 2 → 3", "“Fail: Worker 2”", several one after the other
    bool atStart = false; ///< it was set before time went on, so it is part of how the run was set up
    Scenario without;     ///< as long as the run
};

/// Of @p run, whose length is how far it has got. @p before is the run as it was before somebody did the last thing to it;
/// null if that is not known, and then what was set at one moment is the last thing. If the run is a rerun of @p before,
/// with all that had been set in it from the start, so is the run without. Nothing where nothing has been set.
std::optional<LastChange> lastChange(const Scenario &run, const Scenario *before);

} // namespace coroscope
