// SPDX-License-Identifier: MIT
#pragma once

#include "lesson/lesson.h"

#include <string_view>

namespace coroscope {

/// The lesson in a file. @throws RequestError, WorkError
Lesson lessonRequest(std::string_view file);

} // namespace coroscope
