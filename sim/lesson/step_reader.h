// SPDX-License-Identifier: MIT
#pragma once

#include "lesson/lesson.h"
#include "lesson/lesson_reader.h"
#include "lesson/lesson_text.h"

#include <memory>

namespace coroscope {

/// Reads the entries of sections, of one lesson. Every function throws LessonError.
class StepReader
{
public:
    /// Both must outlive this.
    StepReader(const PatternInfo &pattern, const LessonFiles &files);

    LessonStep step(const LessonSection &section) const;
    Challenge challenge(const LessonSection &section) const;

    /// `NAME=VALUE …`, in @p text of an entry.
    std::vector<LessonSetting> settings(const LessonEntry &entry, std::string_view text) const;
    /// The position in sweepColumns() of a number.
    std::size_t number(const LessonEntry &entry, std::string_view name) const;
    /// The position of a parameter.
    std::size_t parameter(const LessonEntry &entry, std::string_view name) const;

private:
    Scenario start(const LessonEntry &entry) const;
    Spotlight spotlight(const LessonEntry &entry) const;
    GoOn goOn(const LessonEntry &entry) const;
    Goal goal(const LessonEntry &entry, std::string_view text) const;
    Shown shown(const LessonEntry &entry) const;

    const PatternInfo &m_pattern;
    const LessonFiles &m_files;
    std::unique_ptr<ParameterTable> m_table;
};

/// The value of an entry: a duration of at most an hour.
Duration lessonDuration(const LessonEntry &entry);
/// The value of an entry: how many seeds, 1 to 100.
std::uint64_t lessonSeeds(const LessonEntry &entry);

} // namespace coroscope
