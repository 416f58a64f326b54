// SPDX-License-Identifier: MIT
#include "cli/study_options.h"

#include "cli/errors.h"
#include "run/session.h"
#include "text/wording.h"

#include <algorithm>
#include <charconv>
#include <thread>

namespace coroscope {

namespace {

constexpr unsigned mostJobs = 1024;

constexpr OptionSpec jobs{.name = "--jobs", .value = "N", .help = "how many runs at once (default: one per processor)"};

} // namespace

void refuseValue(std::string_view option, std::string_view given, const std::string &accepted)
{
    throw RequestError(std::string(option) + " " + inQuotes(given) + ": not accepted; it takes " + accepted);
}

std::optional<std::uint64_t> wholeNumber(std::string_view text)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

SeedRange seedsOf(const Arguments &arguments, std::uint64_t usual)
{
    const auto text = arguments.value("--seeds");
    if (!text)
        return {usual, usual};
    const std::size_t dots = text->find("..");
    const auto first = wholeNumber(text->substr(0, dots));
    const auto last = dots == std::string_view::npos ? first : wholeNumber(text->substr(dots + 2));
    if (!first || !last || *first > *last || *last > RunSettings::maximumSeed)
        refuseValue("--seeds", *text, "FROM..TO, whole numbers of 0 to " + std::to_string(RunSettings::maximumSeed));
    return {*first, *last};
}

const OptionSpec &jobsOption()
{
    return jobs;
}

unsigned jobsOf(const Arguments &arguments)
{
    const auto text = arguments.value("--jobs");
    if (!text)
        return std::clamp(std::thread::hardware_concurrency(), 1u, mostJobs);
    const auto given = wholeNumber(*text);
    if (!given || *given < 1 || *given > mostJobs)
        refuseValue("--jobs", *text, "a whole number, 1 to " + std::to_string(mostJobs));
    return static_cast<unsigned>(*given);
}

} // namespace coroscope
