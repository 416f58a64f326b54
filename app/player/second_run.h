// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"
#include "player/last_change.h"
#include "run/scenario.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace coroscope {

/// A run that another one can be held against.
struct SecondRun {
    enum class Kind : std::uint8_t {
        Branch,     ///< one that the run parts from, or that parts from it
        Before,     ///< without what has been set in it last
        Advised,    ///< as its advice says
        OtherHabit, ///< of a good practice
        Setup,      ///< which it has nothing to do with
        Same,       ///< to be turned
    };
    Kind kind = Kind::Setup;
    QString name; ///< "Set-up “Held back”"
    Scenario scenario;
};

/// What can be held against the run @p first: @p branches of it; the run without its @p last change; what its advice says
/// to set, @p advised, set from the beginning; of a good practice the same run with the other habit; its pattern's set-ups
/// and defaults; and the same once more, to be turned. What has been set before the run went on makes it what it is, so
/// without that comes after the advice. All have its seed. None but branches and the last is the same as @p first, or
/// as another one.
std::vector<SecondRun> secondRuns(const Scenario &first, std::span<const Advice::Setting> advised,
                                  std::vector<SecondRun> branches = {}, const std::optional<LastChange> &last = {});
/// Which of those to begin with: the first one, but for set-ups that have another load, or in which more than one thing
/// is different, as those would not tell what makes the difference.
std::size_t tellingRun(std::span<const SecondRun> runs, const Scenario &first);

/// Whether both determine the same run up to and including @p until.
bool areSameUntil(const Scenario &one, const Scenario &other, Time until);

} // namespace coroscope
