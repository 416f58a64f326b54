// SPDX-License-Identifier: MIT
#include "lesson/lesson_file.h"

#include "files/file_name.h"
#include "files/file_reader.h"
#include "files/file_writer.h"
#include "lesson/lesson_reader.h"
#include "run/scenario_file.h"
#include "text/one_line.h"

namespace coroscope {

namespace {

constexpr std::size_t largestLessonFile = 200'001; ///< bytes; what is longer than a lesson may be is refused as such

} // namespace

bool isLessonFile(const QString &file)
{
    return file.endsWith(QLatin1String(".md"));
}

Lesson readLesson(const QString &file)
{
    constexpr std::size_t longestName = 300; // characters
    const std::string native = nativeName(file);
    const std::string shown = onOneLine(native, longestName);
    std::string text;
    try {
        text = readFile(native, largestLessonFile);
    } catch (const FileError &error) {
        throw ScenarioFileError(shown + ": " + error.what());
    }
    const std::string folder = native.substr(0, native.rfind('/') + 1); // npos + 1 is 0: the current one
    try {
        return parsedLesson(
            text, [&](std::string_view name) { return readFile(folder + std::string(name), largestScenarioFile); });
    } catch (const LessonError &error) {
        throw LessonError(shown + ": " + error.what());
    }
}

} // namespace coroscope
