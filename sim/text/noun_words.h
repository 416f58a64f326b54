// SPDX-License-Identifier: MIT
#pragma once

#include "text/noun.h"
#include "text/sentence.h"

#include <cstdint>

namespace coroscope {

/// Where a pattern's own word is not known.
inline constexpr Noun anyItem{"item", plural("items")};

/// "request".
Sentence nounText(const Noun &noun);
/// "requests".
Sentence nounsText(const Noun &noun);
/// "request 41".
Sentence numberedNoun(const Noun &noun, std::uint64_t number);

/// What a place holds: its @p own word, where it has one, or else what flows in the whole pattern.
constexpr const Noun &heldThings(const Noun &own, const Noun &items)
{
    return own == anyItem ? items : own;
}

} // namespace coroscope
