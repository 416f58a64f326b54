// SPDX-License-Identifier: MIT
#pragma once

#include "lesson/lesson.h"

#include <QString>

namespace coroscope {

/// Whether a file's name is that of a lesson: it ends with `.md`.
bool isLessonFile(const QString &file);
/// Reads a lesson, and the scenario files beside it that it names. Errors begin with the file's name.
/// @throws ScenarioFileError if it can't be read, LessonError if what it says is wrong
Lesson readLesson(const QString &file);

} // namespace coroscope
