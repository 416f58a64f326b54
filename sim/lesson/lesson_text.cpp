// SPDX-License-Identifier: MIT
#include "lesson/lesson_text.h"

#include "text/one_line.h"
#include "text/trimmed.h"
#include "text/utf8.h"
#include "text/wording.h"

#include <optional>
#include <string>
#include <utility>

namespace coroscope {

namespace {

constexpr std::size_t longestText = 200'000; ///< bytes
constexpr std::string_view frontLine = "---";
constexpr std::string_view blockBegin = "```coroscope";
constexpr std::string_view blockEnd = "```";
constexpr std::string_view headingSign = "## ";

/// The lines of a text, one after another.
class Lines
{
public:
    explicit Lines(std::string_view text) : m_rest(text) { }

    std::optional<std::string_view> next()
    {
        if (m_rest.empty())
            return std::nullopt;
        const std::size_t end = std::min(m_rest.find('\n'), m_rest.size());
        std::string_view line = m_rest.substr(0, end);
        m_rest.remove_prefix(std::min(end + 1, m_rest.size()));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        ++m_number;
        return line;
    }
    std::size_t number() const noexcept { return m_number; } ///< of the last line given, from 1

private:
    std::string_view m_rest;
    std::size_t m_number = 0;
};

void checkCharacters(std::string_view text)
{
    std::size_t line = 1;
    while (!text.empty()) {
        const Utf8Character character = firstCharacter(text);
        if (character.length == 0)
            throw LessonError(line, "this is not UTF-8; a lesson is text in UTF-8");
        const bool isSpace = character.code == U'\n' || character.code == U'\t' || character.code == U'\r';
        if (!isSpace && !mayBeShown(character.code))
            throw LessonError(line, "there is a character that can't be seen; a lesson takes those that can");
        line += character.code == U'\n' ? 1 : 0;
        text.remove_prefix(character.length);
    }
}

/// A line without what is marked as code: there every character stands for itself.
std::string withoutCode(std::string_view line)
{
    std::string text;
    bool isCode = false;
    for (const char c : line) {
        if (c == '`')
            isCode = !isCode;
        else if (!isCode)
            text += c;
    }
    return text;
}

/// What could fetch something, or be more than text.
void checkMarkdown(std::string_view whole, std::size_t number)
{
    const std::string line = withoutCode(whole);
    const auto refuse = [&](const char *what) {
        throw LessonError(number,
                          std::string(what)
                              + " can't be part of a lesson; its Markdown takes plain text, lists, "
                                "emphasis and `code`");
    };
    if (line.find("![") != std::string_view::npos)
        refuse("an image");
    if (line.find("](") != std::string_view::npos || line.find("]:") != std::string_view::npos
        || line.find("://") != std::string_view::npos)
        refuse("a link");
    for (std::size_t at = line.find('<'); at != std::string_view::npos; at = line.find('<', at + 1)) {
        const char after = at + 1 < line.size() ? line[at + 1] : ' ';
        if ((after >= 'a' && after <= 'z') || (after >= 'A' && after <= 'Z') || after == '/' || after == '!')
            refuse("HTML");
    }
}

LessonEntry entryOf(std::string_view line, std::size_t number)
{
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
        throw LessonError(number, inQuotes(line) + " is no entry; it takes a name, a colon and a value");
    return {number, trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1))};
}

bool isBlank(std::string_view line)
{
    return trimmed(line).empty();
}

std::vector<LessonEntry> frontMatter(Lines &lines)
{
    if (lines.next() != frontLine)
        throw LessonError(1, "a lesson begins with a line --- and what it is: title, kind and pattern");
    std::vector<LessonEntry> entries;
    while (const std::optional<std::string_view> line = lines.next()) {
        if (*line == frontLine)
            return entries;
        if (!isBlank(*line))
            entries.push_back(entryOf(*line, lines.number()));
    }
    throw LessonError(lines.number(), "the front matter does not end; it takes a line --- behind it");
}

std::vector<LessonEntry> block(Lines &lines)
{
    const std::size_t begin = lines.number();
    std::vector<LessonEntry> entries;
    while (const std::optional<std::string_view> line = lines.next()) {
        if (*line == blockEnd)
            return entries;
        if (!isBlank(*line) && !trimmed(*line).starts_with('#'))
            entries.push_back(entryOf(*line, lines.number()));
    }
    throw LessonError(begin, "this block does not end; it takes a line ``` behind it");
}

void endText(LessonSection &section)
{
    const std::size_t end = section.text.find_last_not_of('\n');
    section.text.erase(end == std::string::npos ? 0 : end + 1);
}

} // namespace

LessonError::LessonError(std::size_t line, const std::string &what)
    : std::runtime_error("line " + std::to_string(line) + ": " + what)
{
}

LessonText splitLesson(std::string_view text)
{
    if (text.size() > longestText)
        throw LessonError("it has more than 200,000 bytes; a lesson takes at most so many");
    checkCharacters(text);
    Lines lines(text);
    LessonText lesson{.front = frontMatter(lines), .sections = {}};
    bool hasBlock = false;
    while (const std::optional<std::string_view> line = lines.next()) {
        if (line->starts_with(headingSign)) {
            if (!lesson.sections.empty())
                endText(lesson.sections.back());
            lesson.sections.push_back({lines.number(), trimmed(line->substr(headingSign.size())), {}, {}});
            hasBlock = false;
        } else if (lesson.sections.empty()) {
            if (!isBlank(*line))
                throw LessonError(lines.number(),
                                  "this stands before the first heading; it takes one, such as ## The problem");
        } else if (*line == blockBegin) {
            if (std::exchange(hasBlock, true))
                throw LessonError(lines.number(), "this is the second block under one heading, which takes one");
            lesson.sections.back().entries = block(lines);
        } else {
            checkMarkdown(*line, lines.number());
            LessonSection &section = lesson.sections.back();
            if (!isBlank(*line) || !section.text.empty())
                section.text.append(*line).append("\n");
        }
    }
    if (!lesson.sections.empty())
        endText(lesson.sections.back());
    return lesson;
}

} // namespace coroscope
