// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

namespace coroscope {

// The good practices, each with and without.

/// Long computations in one go, and the same in small steps.
const PatternInfo &smallFunctionsPractice();
/// Calls that hold a thread while they wait, and calls that hold none.
const PatternInfo &noBlockingPractice();
/// Parts of a request that may outlive it, and parts that end before it does.
const PatternInfo &structuredConcurrencyPractice();
/// Errors that nobody asks for, and errors that are handled.
const PatternInfo &explicitErrorsPractice();
/// State under a lock, and state with an owner.
const PatternInfo &lessSharedStatePractice();

} // namespace coroscope
