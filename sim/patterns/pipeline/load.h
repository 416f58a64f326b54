// SPDX-License-Identifier: MIT
#pragma once

#include "patterns/pipeline/parameters.h"

#include <cstdint>

namespace coroscope::pipeline {

// The rates that follow from the parameters, as if no channel were ever full. Stages count from 0.

/// Items per second that the source could make.
double offeredPerSecond(const Parameters &parameters);
/// Share of the items that a stage passes on.
double passedShare(const Parameters &parameters);
/// Mean number of attempts at an item in a stage.
double attemptsPerItem(const Parameters &parameters);
/// Items per second that @p stage could take, at attemptsPerItem() each.
double takenPerSecond(const Parameters &parameters, std::uint32_t stage);
/// Items per second that would reach @p stage, per item that it could take.
double load(const Parameters &parameters, std::uint32_t stage);
/// The stage with the highest load; of equal ones the first.
std::uint32_t slowestStage(const Parameters &parameters);

} // namespace coroscope::pipeline
