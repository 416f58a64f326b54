// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace coroscope {

/// Whether a character may be shown as it is, on a terminal, in the window and in a log. Not those that have an effect
/// instead of a shape: controls (C0, DEL, C1: a terminal obeys them), line separators, the marks, embeddings, overrides
/// and isolates of bidirectional text, which make a line read as something it is not, and invisible characters of no
/// width (U+200B, U+FEFF, tags …), with which two different names look the same. Joiners stay: scripts and emoji need
/// them.
bool mayBeShown(char32_t character) noexcept;

/// Text from outside, made safe for a message: characters that may not be shown and bytes that are not UTF-8 become
/// question marks, and what is beyond @p longest characters an ellipsis.
std::string onOneLine(std::string_view text, std::size_t longest = std::string_view::npos);
/// The same for text of several lines: it keeps its line breaks and tabs.
std::string onItsLines(std::string_view text);

} // namespace coroscope
