// SPDX-License-Identifier: MIT
#pragma once

#include "lesson/lesson.h"

#include <QString>
#include <QStringList>

namespace coroscope {

/// What a step asks of the learner, in a sentence: "Turn “Consumers” to at least 3." Empty if nothing.
QString taskText(const GoOn &goOn, const PatternInfo &pattern);

/// Ids of the parameters that a step lets the learner turn in the panel, in the order in which they are named. Those of a
/// challenge that names none are all of them.
QStringList turnedIn(const LessonStep &step, const Lesson &lesson);

} // namespace coroscope
