// SPDX-License-Identifier: MIT
#pragma once

#include "code/code_rows.h"
#include "pattern/pattern.h"

#include <optional>
#include <vector>

namespace coroscope {

/// A line of one of a pattern's files, and the line of the Rust that does the same; both from 1.
struct RustLink {
    std::size_t file = 0; ///< position in PatternInfo::code
    int ours = 0;
    int rust = 0;

    friend auto operator<=>(const RustLink &, const RustLink &) = default;
};

/// A program in Rust that does what a pattern does, see resources/rust.
struct RustBeside {
    QString path;                                          ///< in the tree
    std::vector<std::shared_ptr<const CodeRowText>> lines; ///< without explanations
    std::vector<RustLink> links;                           ///< sorted; a line may be in several
};

/// Nothing if none lies beside the pattern. A description that does not fit the files ends the program: it was built
/// wrongly.
std::optional<RustBeside> rustBeside(const PatternInfo &pattern);

} // namespace coroscope
