// SPDX-License-Identifier: MIT
#pragma once

#include "text/sentence.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coroscope {

inline constexpr std::string_view noForm = "-";

/// A word of the field, what it means, and what it is called where.
struct Term {
    Words term;
    /// The words of a text that mean it, in lower case, with | between them. Empty: the term itself, and with an s;
    /// noForm: none, as the word means something else as well.
    std::string_view forms{};
    /// The means of ours that it names: its names elsewhere stand in primitives() and not here.
    std::string_view primitive{};
    Words meaning{}; ///< a sentence or two; empty if it is what primitives() says
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
/// The words of a text that mean it, in lower case.
std::vector<std::string> formsOf(const Term &term);
/// All that is known of one of them.
TermEntry entryOf(const Term &term);

} // namespace coroscope
