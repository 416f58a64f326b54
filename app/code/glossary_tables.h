// SPDX-License-Identifier: MIT
#pragma once

#include "code/glossary.h"

namespace coroscope {

/// What tasks and channels are made of: it has names in code.
std::span<const Term> termsOfCode();
/// What is said of systems that are made of them: their load, their failures, their figures.
std::span<const Term> termsOfSystems();

} // namespace coroscope
