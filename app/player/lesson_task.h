// SPDX-License-Identifier: MIT
#pragma once

#include "lesson/lesson.h"

#include <QString>

namespace coroscope {

/// What a step asks of the learner, in a sentence: "Turn “Consumers” to at least 3." Empty if nothing.
QString taskText(const GoOn &goOn, const PatternInfo &pattern);

} // namespace coroscope
