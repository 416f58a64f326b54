// SPDX-License-Identifier: MIT
#include "cli/lesson_request.h"

#include "cli/errors.h"
#include "files/file_name.h"
#include "lesson/lesson_file.h"
#include "lesson/lesson_text.h"
#include "run/scenario_file.h"

namespace coroscope {

Lesson lessonRequest(std::string_view file)
{
    try {
        return readLesson(fileName(file));
    } catch (const LessonError &error) {
        throw RequestError(error.what());
    } catch (const ScenarioFileError &error) {
        throw WorkError(error.what());
    }
}

} // namespace coroscope
