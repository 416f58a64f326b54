// SPDX-License-Identifier: MIT
#pragma once

#include "models/compared_model.h"
#include "pattern/pattern.h"

#include <span>
#include <vector>

namespace coroscope {

/// What decides how far apart two numbers must be to be told apart.
struct ComparedBasis {
    /// That the numbers are over. A rate that differs by no more than one item in it is about the same.
    Duration span{};
    /// Both runs have the same to do. Else rates and counts are not better or worse, only more or less.
    bool sameLoad = true;
    bool firstIsDown = false; ///< its process is: nothing is there to be counted now
    bool secondIsDown = false;
};

/// The numbers of two runs of one pattern, side by side: the second less the first, and what that means in words, which
/// name the run that is better, so they are the same whichever is the first. What looks the same is the same; what differs
/// by no more than chance would explain, as noiseOf() says, is about the same, or of counts as small as that too few to
/// tell. Where there is nothing to measure, that is said in place of a number; of a latency, the run in which something
/// finished is the better one. A number that only one of them has, as what a practice changes, is shown by itself and not
/// held against another.
std::vector<ComparedRow> comparedRows(std::span<const Headline> first, std::span<const Headline> second,
                                      const ComparedBasis &basis);

/// How far apart two such numbers can be and still be about the same: 5 % of the larger one, but of a share one point;
/// and in any case one item in the span of a rate.
double noiseOf(double first, double second, Unit unit, Duration span);

/// With its sign and its unit: "+3.1 /s", "−300 ms", "+12 points" of a share.
QString differenceText(double difference, Unit unit);

} // namespace coroscope
