// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace coroscope {

/// Whether a character may be shown as it is, on a terminal, in the window and in a log. Not those that act instead of
/// being seen: controls (C0, DEL, C1: a terminal obeys them), separators of lines, the marks, embeddings, overrides and
/// isolates of bidirectional text, after which a line reads as something else than it is, and what has no width and no shape
/// (U+200B, U+FEFF, tags …), so that two names look the same. Joiners stay: scripts and emoji need them.
bool mayBeShown(char32_t character) noexcept;

/// What came from outside, as it can stand in a message: what may not be shown and what is no UTF-8 become question
/// marks, and what is beyond @p longest characters an ellipsis.
std::string onOneLine(std::string_view text, std::size_t longest = std::string_view::npos);
/// The same for what has lines of its own: it keeps them, and its tabs.
std::string onItsLines(std::string_view text);

} // namespace coroscope
