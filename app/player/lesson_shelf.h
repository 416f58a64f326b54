// SPDX-License-Identifier: MIT
#pragma once

#include "lesson/lesson.h"

#include <QString>

#include <vector>

namespace coroscope {

/// A lesson as it stands among others.
struct ShelvedLesson {
    QString id; ///< the name of its folder
    Lesson lesson;
};

/// The lessons that come with the program, in the order in which they are offered.
std::vector<ShelvedLesson> builtInLessons();
/// A lesson of somebody's own. @throws ScenarioFileError, LessonError
ShelvedLesson lessonFromFile(const QString &file);

} // namespace coroscope
