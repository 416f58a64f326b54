// SPDX-License-Identifier: MIT
#pragma once

#include "lesson/lesson.h"
#include "lesson/lesson_text.h"

#include <optional>
#include <string_view>
#include <vector>

namespace coroscope {

class StepReader;

/// The names of the entries that a question has.
const std::vector<std::string_view> &predictionEntries();

/// Reads the question of a step, if it asks one.
class PredictionReader
{
public:
    /// Both must outlive this.
    PredictionReader(const StepReader &reader, const ParameterTable &table) : m_reader(reader), m_table(table) { }

    /// @throws LessonError
    std::optional<Prediction> read(const LessonSection &section) const;

private:
    Prediction::Best best(const LessonSection &section, const LessonEntry &best) const;
    Prediction::Curve curve(const LessonSection &section, const LessonEntry &curve) const;
    Prediction::Claim claim(const LessonEntry &entry, const Prediction &prediction) const;

    const StepReader &m_reader;
    const ParameterTable &m_table;
};

} // namespace coroscope
