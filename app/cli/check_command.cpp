// SPDX-License-Identifier: MIT
#include "cli/commands.h"
#include "cli/errors.h"
#include "cli/lesson_request.h"
#include "cli/output.h"
#include "cli/run_request.h"
#include "files/file_name.h"
#include "lesson/lesson_file.h"
#include "lesson/proof.h"
#include "run/scenario_file.h"
#include "text/duration_text.h"
#include "text/one_line.h"

#include <algorithm>
#include <cstdio>
#include <limits>

namespace coroscope {

namespace {

/// "backpressure, seed 7, 60s, 2 changes: Memory crash"
std::string inShort(const Scenario &scenario)
{
    const std::size_t changes = scenario.changes.size();
    return std::string(scenario.pattern->id) + ", seed " + std::to_string(scenario.settings.seed) + ", "
        + canonicalDuration(scenario.length)
        + (changes == 0 ? "" : ", " + std::to_string(changes) + (changes == 1 ? " change" : " changes"))
        + (scenario.title.empty() ? "" : ": " + onOneLine(scenario.title));
}

/// "lesson about backpressure, 6 steps: Keep up"
std::string inShort(const Lesson &lesson)
{
    const std::size_t steps = lesson.steps.size();
    return "lesson about " + std::string(lesson.pattern->id) + ", " + std::to_string(steps)
        + (steps == 1 ? " step: " : " steps: ") + onOneLine(lesson.title);
}

void executeCheck(std::span<const std::string_view> words)
{
    const Arguments arguments(words, {}, std::numeric_limits<std::size_t>::max());
    if (arguments.operands().empty())
        throw RequestError("no file is named; it takes scenario files and lessons");
    Output output("-");
    int status = Success;
    const auto complain = [&](const std::exception &error, ExitStatus failed) {
        std::fputs((onOneLine(error.what()) + "\n").c_str(), stderr);
        status = std::max<int>(status, failed);
    };
    // A lesson is right if it can be read, and if runs bear out what it claims.
    const auto checkLesson = [&](std::string_view file) {
        const Lesson lesson = lessonRequest(file);
        const std::vector<std::string> wrong = unproved(lesson);
        for (const std::string &what : wrong)
            complain(RequestError(onOneLine(file) + ": " + what), RequestRefused);
        if (wrong.empty())
            output.write(onOneLine(file) + ": " + inShort(lesson) + "\n");
    };
    for (const std::string_view file : arguments.operands()) { // all of them, whatever is wrong with one
        try {
            if (isLessonFile(fileName(file)))
                checkLesson(file);
            else
                output.write(onOneLine(file) + ": " + inShort(fileRequest(file)) + "\n");
        } catch (const RequestError &error) {
            complain(error, RequestRefused);
        } catch (const WorkError &error) {
            complain(error, WorkFailed);
        }
    }
    output.finish();
    if (status != Success)
        throw Reported{static_cast<ExitStatus>(status)};
}

} // namespace

const Command &checkCommand()
{
    static const Command command{.name = "check",
                                 .arguments = "FILE...",
                                 .summary = "Check scenario files and lessons (.md), and say what is wrong with which.",
                                 .execute = executeCheck,
                                 .optionHelp = [] { return std::string(); }};
    return command;
}

} // namespace coroscope
