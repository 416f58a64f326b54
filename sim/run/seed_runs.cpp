// SPDX-License-Identifier: MIT
#include "run/seed_runs.h"

#include <new>

namespace coroscope {

namespace {

/// A millisecond, or a few megabytes of what piles up.
constexpr std::uint64_t turnsBetweenLooks = 2'000;

Scenario withSeed(Scenario scenario, std::uint64_t seed)
{
    scenario.settings.seed = seed;
    return scenario;
}

/// Goes on until it is over. False: @p stop asks to break it off.
bool finish(MomentSearch &search, const std::stop_token &stop)
{
    while (!search.goOn(turnsBetweenLooks)) {
        if (stop.stop_requested())
            return false;
    }
    return true;
}

std::optional<SeedAnswer> answerOf(const Scenario &scenario, const StopCondition &condition,
                                   const std::stop_token &stop, const std::stop_token &leave)
{
    MomentSearch search(scenario, condition);
    try {
        std::optional<SeedAnswer> answer;
        if (finish(search, stop)) {
            std::optional<Moment> moment = search.found();
            answer = SeedAnswer{.met = moment.has_value(), .moment = std::move(moment)};
        }
        while (!search.unwind(turnsBetweenLooks)) {
            if (leave.stop_requested()) {
                search.abandon();
                break;
            }
        }
        return answer;
    } catch (const std::bad_alloc &) {
        search.abandon();
        throw;
    }
}

std::optional<SeedAnswer> answerOf(const Scenario &scenario, const CrossedBound &bound, const std::stop_token &stop,
                                   const std::stop_token &leave)
{
    const std::optional<SweepRun> run = sweepRun(scenario, stop, leave);
    if (!run)
        return std::nullopt;
    const std::optional<double> number = run->numbers.at(bound.column);
    return SeedAnswer{.met = bound.isCrossedBy(number), .moment = {}, .number = number};
}

} // namespace

SeedRunner::SeedRunner(const Scenario &scenario, std::uint64_t first, std::uint64_t end, unsigned threads)
    : PointRunner(
        [scenario](std::uint64_t seed, const std::stop_token &stop,
                   const std::stop_token &leave) -> std::optional<SweepRun> {
            if (stop.stop_requested()) // a short run does not look
                return std::nullopt;
            return sweepRun(withSeed(scenario, seed), stop, leave);
        },
        first, end, threads)
{
}

std::optional<SeedAnswer> seedAnswer(const Scenario &scenario, const SeedQuestion &question,
                                     const std::stop_token &stop, const std::stop_token &leave)
{
    if (stop.stop_requested()) // a short run does not look
        return std::nullopt;
    return std::visit([&](const auto &asked) { return answerOf(scenario, asked, stop, leave); }, question);
}

SeedSearch::SeedSearch(const Scenario &scenario, const SeedQuestion &question, std::uint64_t first, std::uint64_t end,
                       unsigned threads)
    : PointRunner(
        [scenario, question](std::uint64_t seed, const std::stop_token &stop, const std::stop_token &leave) {
            return seedAnswer(withSeed(scenario, seed), question, stop, leave);
        },
        first, end, threads)
{
}

} // namespace coroscope
