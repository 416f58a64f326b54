// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace coroscope {

/// A lesson's text is wrong: one line that says what, where ("line 12"), and what would be accepted.
class LessonError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
    LessonError(std::size_t line, const std::string &what);
};

/// `name: value`, on a line of its own.
struct LessonEntry {
    std::size_t line = 0; ///< from 1
    std::string_view name;
    std::string_view value; ///< without white space around it
};

/// What is under a heading `## …`.
struct LessonSection {
    std::size_t line = 0; ///< of the heading
    std::string_view title;
    std::string text;                 ///< Markdown
    std::vector<LessonEntry> entries; ///< of its block ```coroscope
};

/// The parts of a lesson's file, all of them views into it.
struct LessonText {
    std::vector<LessonEntry> front; ///< the front matter
    std::vector<LessonSection> sections;
};

/// Takes the text of a lesson apart: front matter between two lines `---`, then sections, each with a heading, Markdown,
/// and at most one block of entries. Of Markdown, what could fetch something is refused: images, links and HTML. The
/// result has views into @p text. @throws LessonError
LessonText splitLesson(std::string_view text);

} // namespace coroscope
