// SPDX-License-Identifier: MIT
#pragma once

#include "text/sentence.h"

#include <span>
#include <string_view>

namespace coroscope {

/// A word of the field, what it means, and what it is called where.
struct Term {
    Words term;
    /// The means of ours that it names: what that does, and its names elsewhere, stand in primitives() and not here.
    std::string_view primitive{};
    Words meaning{}; ///< one sentence; like the names below, empty where there is a primitive
    // In code, or in a few words; empty where there is nothing like it.
    std::string_view tokio{};
    std::string_view trio{};
    std::string_view kotlin{};
    std::string_view go{};
    std::string_view here{};
};

/// What is said of a term, wherever it is written down.
struct TermEntry {
    Words term;
    Words meaning;
    std::string_view tokio;
    std::string_view trio;
    std::string_view kotlin;
    std::string_view go;
    std::string_view here;
};

/// The terms as they are written down, from the basic ones on.
std::span<const Term> terms();
/// All that is known of one of them.
TermEntry entryOf(const Term &term);

} // namespace coroscope
