// SPDX-License-Identifier: MIT
#include "window/window_request.h"

#include "cli/errors.h"
#include "cli/lesson_request.h"
#include "cli/written_files.h"
#include "files/file_name.h"
#include "lesson/lesson_file.h"
#include "lesson/proof.h"
#include "player/player.h"
#include "run/registry.h"
#include "text/duration_text.h"
#include "text/wording.h"

#include <array>
#include <charconv>
#include <cmath>

namespace coroscope {

namespace {

constexpr std::array<OptionSpec, 10> windowOptions = {{
    {.name = "--speed",
     .value = "X",
     .help = "virtual per wall time, 0.05 to 1000 (default: 1, or less where one could not follow)"},
    {.name = "--paused", .value = {}, .help = "do not play by itself"},
    {.name = "--seek", .value = "TIME", .help = "run to this moment first, and show it"},
    {.name = "--theme", .value = "dark|light|projector", .help = "colours (default: the last used, or dark)"},
    {.name = "--present", .value = {}, .help = "full screen, only the stage and the timeline"},
    {.name = "--reduce-motion", .value = {}, .help = "nothing travels: everything is where it is"},
    {.name = "--size", .value = "WxH", .help = "size of the window in pixels, 720x540 to 7680x4320"},
    {.name = "--screenshot", .value = "FILE.png", .help = "write a picture of the window and quit; needs no display"},
    {.name = "--help", .value = {}, .help = "this text"},
    {.name = "--version", .value = {}, .help = "which version this is"},
}};

std::vector<OptionSpec> allOptions()
{
    std::vector<OptionSpec> all(runOptions().begin(), runOptions().end());
    all.insert(all.end(), windowOptions.begin(), windowOptions.end());
    return all;
}

[[noreturn]] void refuse(std::string_view option, std::string_view given, std::string_view accepted)
{
    throw RequestError(std::string(option) + " " + inQuotes(given) + ": not accepted; it takes "
                       + std::string(accepted));
}

double speedOf(std::string_view text)
{
    double speed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), speed);
    if (error != std::errc{} || end != text.data() + text.size()
        || !(speed >= Player::slowest && speed <= Player::fastest))
        refuse("--speed", text, "a number, 0.05 to 1000");
    return speed;
}

QSize sizeOf(std::string_view text)
{
    const std::size_t cross = text.find('x');
    const auto number = [&](std::string_view digits) {
        int value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return error == std::errc{} && end == digits.data() + digits.size() ? value : -1;
    };
    const int width = number(text.substr(0, cross));
    const int height = cross == std::string_view::npos ? -1 : number(text.substr(cross + 1));
    if (width < 720 || width > 7680 || height < 540 || height > 4320)
        refuse("--size", text, "a width and a height such as 1600x1000, 720x540 to 7680x4320");
    return {width, height};
}

Time timeOf(std::string_view text)
{
    const std::optional<Duration> time = parsedDuration(text);
    if (!time || *time > RunRequest::maximumLength)
        refuse("--seek", text, "a time such as 12s or 1.5m, up to " + canonicalDuration(RunRequest::maximumLength));
    return Time{} + *time;
}

/// The run that a lesson's first step shows.
RunRequest beginningOf(const Lesson &lesson)
{
    RunRequest request;
    request.pattern = lesson.pattern;
    if (lesson.challenge)
        request.settings = lesson.challenge->start.settings;
    else if (lesson.steps.front().start)
        request.settings = runOfStep(lesson, 0).settings;
    return request;
}

} // namespace

WindowRequest readWindowRequest(std::span<const std::string_view> words)
{
    const std::vector<OptionSpec> options = allOptions();
    const Arguments arguments(words, options, 1);
    WindowRequest request;
    request.help = arguments.has("--help");
    request.version = arguments.has("--version");
    if (request.help || request.version)
        return request;
    RunRequest begin;
    begin.pattern = findPattern("backpressure");
    begin.length = RunRequest::maximumLength;
    if (!arguments.operands().empty()) {
        const std::string_view operand = arguments.operands().front();
        if (isLessonFile(fileName(operand))) {
            begin = beginningOf(lessonRequest(operand));
            request.lesson = fileName(operand);
        } else {
            begin = operandRequest(operand);
        }
        if (findPattern(operand) || !request.lesson.isEmpty())
            begin.length = RunRequest::maximumLength;
        else
            request.file = fileName(operand);
    }
    request.run = readRunRequest(arguments, std::move(begin));
    request.lengthGiven = arguments.has("--for");
    if (const auto text = arguments.value("--speed"))
        request.speed = speedOf(*text);
    if (const auto text = arguments.value("--seek"))
        request.seek = timeOf(*text);
    if (const auto word = arguments.value("--theme"))
        request.theme = static_cast<Theme>(choiceOf("--theme", *word, {"dark", "light", "projector"}));
    if (const auto text = arguments.value("--size"))
        request.size = sizeOf(*text);
    if (const auto file = arguments.value("--screenshot")) {
        request.screenshot = *file;
        if (!fileName(*file).endsWith(QLatin1String(".png"), Qt::CaseInsensitive))
            refuse("--screenshot", *file, "a file whose name ends in .png");
        refuseToOverwriteScenario("--screenshot", *file, arguments);
    }
    request.paused = arguments.has("--paused");
    request.present = arguments.has("--present");
    request.reduceMotion = arguments.has("--reduce-motion");
    return request;
}

std::string windowHelp()
{
    return "Usage: coroscope [PATTERN|FILE] [OPTION]...\n\nSee async patterns run, and turn their parameters while "
           "they run. FILE is a scenario, or a lesson (.md).\n\n"
           "Options:\n"
        + optionHelp(allOptions());
}

} // namespace coroscope
