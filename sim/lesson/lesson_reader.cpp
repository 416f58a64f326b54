// SPDX-License-Identifier: MIT
#include "lesson/lesson_reader.h"

#include "lesson/step_reader.h"
#include "run/registry.h"
#include "text/wording.h"

#include <algorithm>
#include <array>
#include <utility>

namespace coroscope {

namespace {

using Kind = Lesson::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 5> kinds = {{
    {"pattern", Kind::Pattern},
    {"practice", Kind::Practice},
    {"exercise", Kind::Exercise},
    {"project", Kind::Project},
    {"challenge", Kind::Challenge},
}};

constexpr std::size_t longestTitle = 100; ///< bytes

std::string oneLineOf(const LessonEntry &entry, std::size_t longest)
{
    if (entry.value.empty() || entry.value.size() > longest)
        throw LessonError(entry.line,
                          std::string(entry.name) + " has " + std::to_string(entry.value.size())
                              + " bytes; it takes 1 to " + std::to_string(longest));
    return std::string(entry.value);
}

Kind kindOf(const LessonEntry &entry)
{
    std::vector<std::string_view> names;
    for (const auto &[name, kind] : kinds) {
        if (name == entry.value)
            return kind;
        names.push_back(name);
    }
    throw LessonError(entry.line,
                      "there is no kind " + inQuotes(entry.value) + "; " + suggestion(entry.value, "kinds", names));
}

const PatternInfo *patternOf(const LessonEntry &entry)
{
    std::vector<std::string_view> ids;
    for (const PatternInfo *pattern : patterns()) {
        if (pattern->id == entry.value)
            return pattern;
        ids.push_back(pattern->id);
    }
    throw LessonError(entry.line,
                      "there is no pattern " + inQuotes(entry.value) + "; " + suggestion(entry.value, "patterns", ids));
}

/// The front matter, and nothing else yet.
Lesson headOf(const std::vector<LessonEntry> &front)
{
    Lesson lesson;
    std::vector<std::string_view> seen;
    for (const LessonEntry &entry : front) {
        if (std::find(seen.begin(), seen.end(), entry.name) != seen.end())
            throw LessonError(entry.line, std::string(entry.name) + " is there twice");
        seen.push_back(entry.name);
        if (entry.name == "title")
            lesson.title = oneLineOf(entry, longestTitle);
        else if (entry.name == "summary")
            lesson.summary = oneLineOf(entry, 2 * longestTitle);
        else if (entry.name == "kind")
            lesson.kind = kindOf(entry);
        else if (entry.name == "pattern")
            lesson.pattern = patternOf(entry);
        else
            throw LessonError(entry.line,
                              "there is no " + inQuotes(entry.name)
                                  + " in the front matter; it takes title, "
                                    "summary, kind and pattern");
    }
    for (const std::string_view needed : {"title", "kind", "pattern"}) {
        if (std::find(seen.begin(), seen.end(), needed) == seen.end())
            throw LessonError(1,
                              "the front matter lacks " + std::string(needed) + "; it takes title, kind and pattern");
    }
    return lesson;
}

std::size_t wordsIn(std::string_view text)
{
    std::size_t words = 0;
    bool inWord = false;
    for (const char c : text) {
        const bool isSpace = c == ' ' || c == '\n' || c == '\t';
        words += !isSpace && !inWord ? 1 : 0;
        inWord = !isSpace;
    }
    return words;
}

void checkLength(const LessonSection &section)
{
    const std::size_t words = wordsIn(section.text);
    if (words == 0)
        throw LessonError(section.line, "nothing is said under this heading");
    if (words > Lesson::mostWords)
        throw LessonError(section.line,
                          "this has " + std::to_string(words) + " words; it takes at most "
                              + std::to_string(Lesson::mostWords));
}

void needSections(const LessonText &text, std::size_t from, std::size_t to, const char *what)
{
    if (text.sections.size() < from || text.sections.size() > to)
        throw LessonError(text.sections.empty() ? 1 : text.sections.back().line,
                          std::string(what) + " has " + std::to_string(text.sections.size()) + " sections; it takes "
                              + std::to_string(from) + (from == to ? "" : " to " + std::to_string(to)));
}

} // namespace

Lesson parsedLesson(std::string_view text, const LessonFiles &files)
{
    const LessonText parts = splitLesson(text);
    Lesson lesson = headOf(parts.front);
    StepReader reader(*lesson.pattern, files);
    switch (lesson.kind) {
    case Kind::Challenge: {
        needSections(parts, 1, 1, "a challenge");
        const LessonSection &section = parts.sections.front();
        checkLength(section);
        lesson.challenge = reader.challenge(section);
        lesson.steps.push_back({.line = section.line, .title = std::string(section.title), .text = section.text});
        return lesson;
    }
    case Kind::Exercise: {
        needSections(parts, 2, 2, "an exercise, its question and its answer,");
        for (const LessonSection &section : parts.sections)
            checkLength(section);
        if (!parts.sections.front().entries.empty())
            throw LessonError(parts.sections.front().entries.front().line,
                              "a question does nothing; what shows the answer stands below the answer");
        lesson.exercise = Exercise{parts.sections.front().text, parts.sections.back().text};
        lesson.steps.push_back(reader.step(parts.sections.back()));
        return lesson;
    }
    case Kind::Pattern:
    case Kind::Practice:
    case Kind::Project:
        break;
    }
    needSections(parts, 1, Lesson::mostSteps, "a lesson");
    for (const LessonSection &section : parts.sections) {
        checkLength(section);
        lesson.steps.push_back(reader.step(section));
    }
    if (!lesson.steps.front().start)
        throw LessonError(lesson.steps.front().line,
                          "the first step begins no run; it takes start: default, for example");
    return lesson;
}

} // namespace coroscope
