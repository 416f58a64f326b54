// SPDX-License-Identifier: MIT
#include "patterns/fan_out_fan_in/diagnosis.h"

#include "insight/headlines.h"
#include "insight/recent.h"
#include "pattern/advice.h"
#include "patterns/fan_out_fan_in/fan_out_fan_in.h"
#include "text/duration_text.h"
#include "text/number_text.h"
#include "text/share_text.h"

#include <algorithm>
#include <cmath>

namespace coroscope::fan_out_fan_in {

namespace {

Duration nanoseconds(double length)
{
    return Duration{static_cast<std::int64_t>(length)};
}

/// What the jobs that ended in the last seconds say, each with all of its subtasks.
struct Lately {
    explicit Lately(const Recent &recent)
        : Lately(recent.ofThoseThatEnded({EventKind::JobDone, EventKind::JobFailed}), recent.span())
    {
        during = recent.during();
    }
    Lately(const Recent &recent, Duration window)
        : done(recent.count(EventKind::JobDone)),
          failed(recent.count(EventKind::JobFailed)),
          attempts(recent.count(EventKind::WorkEnded)),
          attemptsFailed(recent.count(EventKind::AttemptFailed)),
          subtasksFailed(recent.count(EventKind::ItemFailed)),
          unseen(recent.count(EventKind::FailureUnseen)),
          jobDone(recent.mean(EventKind::JobDone).value_or(0)),
          jobFailed(recent.mean(EventKind::JobFailed).value_or(0)),
          attempt(recent.mean(EventKind::WorkEnded).value_or(0)),
          subtaskFailed(recent.mean(EventKind::ItemFailed).value_or(0)),
          span(static_cast<double>(window.count()))
    {
    }

    std::size_t jobs() const { return done + failed; }
    double jobTime() const { return jobDone * static_cast<double>(done) + jobFailed * static_cast<double>(failed); }
    /// How many subtasks are at work, in the mean over the time of jobs.
    double sideBySide() const
    {
        return jobTime() > 0 ? std::max(0.0, attempt * static_cast<double>(attempts) / jobTime()) : 0;
    }
    /// Attempts after the first.
    std::size_t retries() const { return attemptsFailed - std::min(subtasksFailed, attemptsFailed); }
    double attemptsPerSubtask() const
    {
        const std::size_t first = attempts - std::min(retries(), attempts);
        return first > 0 ? static_cast<double>(attempts) / static_cast<double>(first) : 1;
    }

    std::size_t done;
    std::size_t failed;
    std::size_t attempts;
    std::size_t attemptsFailed;
    std::size_t subtasksFailed;
    std::size_t unseen;
    // Means, in ns:
    double jobDone;       ///< length of a job that was done
    double jobFailed;     ///< length of a job that failed
    double attempt;       ///< length of an attempt, those included that were cancelled
    double subtaskFailed; ///< from the beginning of the job to the failure of a subtask
    double span;          ///< of the window
    Sentence during;      ///< it: "in the last 10 s"
};

/// How much longer a job takes than a subtask: "2.5 ×".
Sentence stretch(const Lately &lately)
{
    return say(words("{times} ×"), {{"times", decimals(lately.jobDone / lately.attempt, 1)}});
}

/// The chance that a job fails if its subtasks fail as often as they do now, were a failure treated in another way.
double chanceToFail(const Parameters &p, OnFailure onFailure, int retries)
{
    const double fails = std::pow(p.failureRate(), onFailure == OnFailure::Retry ? retries + 1 : 1);
    if (onFailure != OnFailure::Collect)
        return 1 - std::pow(1 - fails, needed(p)); // one among the first is enough
    if (p.quorum() == 0)
        return fails < 1 ? 0 : 1; // all there is will do, as long as it is something
    // Whether there are as many results as are needed is all but certain two standard deviations away from the mean.
    const double mean = p.subtasks() * (1 - fails);
    return mean - 2 * std::sqrt(mean * fails) >= needed(p) ? 0 : 1;
}

/// What makes jobs fail so seldom that it is no matter any more, with the fewest retries that do.
Advice withOtherTreatment(Advice advice, const Parameters &p)
{
    constexpr double seldom = 0.1;
    const Advice::Setting collect{p.onFailure.spec().id, static_cast<std::int64_t>(OnFailure::Collect)};
    const Advice::Setting retry{p.onFailure.spec().id, static_cast<std::int64_t>(OnFailure::Retry)};
    const bool collectHelps = chanceToFail(p, OnFailure::Collect, 0) < seldom;
    int retries = p.retries();
    while (retries < p.retries.spec().maximum && chanceToFail(p, OnFailure::Retry, retries) > seldom)
        ++retries;
    const bool retriesHelp = chanceToFail(p, OnFailure::Retry, retries) <= seldom;
    if (p.onFailure() == OnFailure::FailFast && retriesHelp && retries == p.retries()) {
        advice.remedy = collectHelps ? words("Try “On failure” = Retry, or Collect.")
                                     : words("Try “On failure” = Retry.");
        advice.settings = {retry};
    } else if (p.onFailure() == OnFailure::Retry && retriesHelp && isWorthTrying(p.retries, retries)) {
        advice = withTry(std::move(advice), p.retries, retries);
        if (collectHelps)
            advice.remedy = say(words("Try “Retries” = {retries}, or “On failure” = Collect."), {{"retries", retries}});
    } else if (collectHelps) {
        advice.remedy = words("Try “On failure” = Collect.");
        advice.settings = {collect};
    }
    return advice;
}

Advice jobsFail(const Lately &lately, const Parameters &p)
{
    const Sentence failures = say(words("{failed} of {jobs} jobs failed {during}"),
                                  {{"failed", lately.failed}, {"jobs", lately.jobs()}, {"during", lately.during}});
    if (p.failureRate() >= 1)
        return {"jobs-fail", say(words("Every subtask fails: {failures}."), {{"failures", failures}}),
                onlyMendedBy(p.failureRate)};
    if (p.onFailure() == OnFailure::Collect && p.quorum() == 0)
        return {"jobs-fail", say(words("No subtask succeeds: {failures}."), {{"failures", failures}}),
                onlyMendedBy(p.failureRate)};
    if (p.onFailure() == OnFailure::Collect)
        return {"jobs-fail",
                say(words("Too few subtasks succeed for a quorum of {needed} out of {subtasks}: {failures}."),
                    {{"needed", needed(p)}, {"subtasks", p.subtasks()}, {"failures", failures}}),
                words("Try “Quorum” = 0: it then takes whatever results there are."),
                {{p.quorum.spec().id, 0}}};
    if (p.onFailure() == OnFailure::Retry)
        return withOtherTreatment(
            {"jobs-fail", say(words("The retries are not enough: {failures}."), {{"failures", failures}})}, p);
    return withOtherTreatment(
        {"jobs-fail", say(words("One failed subtask fails the whole job: {failures}."), {{"failures", failures}})}, p);
}

/// With what spares a job the wait for its slowest subtasks.
Advice withFewerResults(Advice advice, const Parameters &p)
{
    const Advice::Setting asCompleted{p.gather.spec().id, static_cast<std::int64_t>(Gather::AsCompleted)};
    if (needed(p) == p.subtasks() && p.subtasks() > 2) {
        const int most = p.subtasks() - std::max(1, p.subtasks() / 5);
        advice.remedy = say(
            words("If the job can do without the stragglers, try “Gather” = As completed and “Quorum” = {results}."),
            {{"results", most}});
        advice.settings = {asCompleted, {p.quorum.spec().id, most}};
    } else if (needed(p) < p.subtasks() && p.gather() == Gather::InOrder) {
        advice.remedy = words("The first to be awaited are not the first to finish: try “Gather” = As completed.");
        advice.settings = {asCompleted};
    }
    return advice;
}

Advice straggler(const Lately &lately, const Parameters &p)
{
    Advice advice{"straggler",
                  say(words("The job waits for its straggler: on average, a job {during} took {time}, {factor} as long "
                            "as a subtask."),
                      {{"during", lately.during},
                       {"time", readableDuration(nanoseconds(lately.jobDone))},
                       {"factor", stretch(lately)}}),
                  {}};
    advice.degree = lately.jobDone / lately.attempt;
    return withFewerResults(std::move(advice), p);
}

/// No job has ended, as the one under way waits for its last subtasks.
std::optional<Advice> lastOnesLacking(const Recent &recent, const Lately &lately, const Parameters &p)
{
    constexpr Duration longEnough = std::chrono::seconds(5);
    const std::int64_t left = recent.alive(Subtasks);
    const bool hasEnded = recent.count(EventKind::JobDone) + recent.count(EventKind::JobFailed) > 0;
    if (hasEnded || recent.span() < longEnough || left == 0 || left > p.subtasks() / 5)
        return std::nullopt;
    Advice advice{"straggler",
                  sayCounted(left,
                             "The job waits for its straggler: no job has ended {during}, because {n} of {subtasks} "
                             "subtasks is still running.",
                             plural("The job waits for its stragglers: no job has ended {during}, because {n} of "
                                    "{subtasks} subtasks are still running."),
                             {{"during", lately.during}, {"subtasks", p.subtasks()}})};
    advice.degree = lately.span / static_cast<double>(p.work.mean().count());
    return withFewerResults(std::move(advice), p);
}

std::vector<Advice> advice(const Recent &recent, const Lately &lately, const Parameters &p)
{
    const Advice::Setting asCompleted{p.gather.spec().id, static_cast<std::int64_t>(Gather::AsCompleted)};
    std::vector<Advice> all;
    // Few jobs say little, unless no other fate was to be expected.
    constexpr double often = 0.3;
    const bool manyFail = static_cast<double>(lately.failed) >= often * static_cast<double>(lately.jobs());
    if (lately.failed > 0 && manyFail && (lately.jobs() >= 3 || chanceToFail(p, p.onFailure(), p.retries()) >= often))
        all.push_back(jobsFail(lately, p));
    if (p.gather() == Gather::InOrder && lately.failed >= 3 && lately.subtasksFailed > 0
        && lately.jobFailed > 1.2 * lately.subtaskFailed) {
        all.push_back({"noticed-late",
                       say(words("Failures are noticed late: a subtask fails after {time}, but its job only after "
                                 "{later}, when its turn to be awaited comes."),
                           {{"time", readableDuration(nanoseconds(lately.subtaskFailed))},
                            {"later", readableDuration(nanoseconds(lately.jobFailed))}}),
                       words("Try “Gather” = As completed."),
                       {asCompleted}});
    }
    if (lately.unseen > 0) {
        Advice found{
            "unseen",
            sayCounted(static_cast<std::int64_t>(lately.unseen),
                       "{n} failure went unseen {during}: its job was over before anybody awaited it.",
                       plural("{n} failures went unseen {during}: their jobs were over before anybody awaited them."),
                       {{"during", lately.during}}),
            {}};
        found.degree = static_cast<double>(lately.unseen);
        if (p.gather() == Gather::InOrder) {
            found.remedy = words("Try “Gather” = As completed.");
            found.settings = {asCompleted};
        }
        all.push_back(std::move(found));
    }
    if (lately.attemptsPerSubtask() >= 1.2) {
        all.push_back({"retries",
                       say(words("Retries amplify the load: {attempts} attempts per subtask {during}."),
                           {{"attempts", decimals(lately.attemptsPerSubtask(), 2)}, {"during", lately.during}})});
    }
    if (p.limit() < p.subtasks() && lately.done > 0 && lately.sideBySide() >= 0.7 * p.limit()) {
        const double mean = lately.jobTime() / static_cast<double>(lately.jobs());
        all.push_back(
            withTry({.check = "limit",
                     .sentence = say(words("The concurrency limit is the bottleneck: only {limit} of {subtasks} "
                                           "subtasks run at once, and on average a job {during} took {time}."),
                                     {{"limit", p.limit()},
                                      {"subtasks", p.subtasks()},
                                      {"during", lately.during},
                                      {"time", readableDuration(nanoseconds(mean))}}),
                     .degree = mean},
                    p.limit, p.subtasks()));
    }
    // With a quorum of the first ones, the job does not wait for the slowest.
    const bool waitsForSlowest = needed(p) == p.subtasks() || p.gather() == Gather::InOrder;
    // Few jobs say little, unless they take very much longer.
    const double much = lately.done >= 3 ? 1.8 : 3;
    if (waitsForSlowest && p.limit() >= p.subtasks()) {
        if (lately.done > 0 && lately.attempt > 0
            && lately.jobDone >= much * lately.attempt * lately.attemptsPerSubtask())
            all.push_back(straggler(lately, p));
        else if (std::optional<Advice> found = lastOnesLacking(recent, lately, p))
            all.push_back(std::move(*found));
    }
    if (lately.jobs() > 0 && lately.span >= 5e9 && lately.jobTime() < 0.3 * lately.span) {
        all.push_back({"resting",
                       say(words("The pause between jobs limits the throughput: a job was under way only {share} of "
                                 "the time {during}."),
                           {{"share", percent(lately.jobTime() / lately.span)}, {"during", lately.during}})});
    }
    return all;
}

Headline done(const Recent &recent, const Lately &lately)
{
    return rateHeadline(words("Jobs done"), recent.perSecond(EventKind::JobDone),
                        lately.failed > 0 ? say(words("{failed} of {jobs} failed"),
                                                {{"failed", lately.failed}, {"jobs", lately.jobs()}})
                                          : words("none failed"));
}

Headline latency(const Recent &recent)
{
    const auto jobs = static_cast<std::int64_t>(recent.count(EventKind::JobDone));
    const std::optional<double> mean = recent.mean(EventKind::JobDone);
    return durationHeadline(words("Mean job latency"), mean ? std::optional(nanoseconds(*mean)) : std::nullopt,
                            jobs == 0
                                ? words("no job was done")
                                : sayCounted(jobs, "{n} job, start → gathered", plural("{n} jobs, start → gathered")));
}

Headline sideBySide(const Lately &lately)
{
    return meanHeadline(words("Mean concurrency"),
                        lately.jobs() > 0 ? std::optional(lately.sideBySide()) : std::nullopt,
                        words("subtasks running during a job"), Measure::Better::More);
}

Headline straggling(const Lately &lately)
{
    const bool known = lately.done > 0 && lately.attempt > 0;
    return {.label = words("A job takes"),
            .value = known ? stretch(lately) : Sentence("–"),
            .note = words("as long as a subtask"),
            .number = known ? std::optional(lately.jobDone / lately.attempt) : std::nullopt,
            .better = Measure::Better::Less};
}

/// Those that a job has cancelled as it had the results that it needs are not lost: each job that was done can do without
/// so many.
Headline gone(const Recent &recent, const Lately &lately, const Parameters &p)
{
    const std::int64_t spare = static_cast<std::int64_t>(lately.done) * (p.subtasks() - needed(p));
    const std::int64_t unneeded = std::min(recent.cancelled(), spare);
    const std::int64_t cancelled = recent.cancelled() - unneeded;
    const std::int64_t all = cancelled + recent.failed() + recent.lost();
    Sentence note = words("nothing was lost");
    if (all > 0)
        note = joined({sayCounted(recent.failed(), "{n} failed", plural("{n} failed")),
                       sayCounted(cancelled, "{n} cancelled", plural("{n} cancelled"))},
                      " · ");
    if (unneeded > 0)
        note = joined({all > 0 ? note : Sentence(), sayCounted(unneeded, "{n} not needed", plural("{n} not needed"))},
                      " · ");
    return countHeadline(words("Subtasks lost"), all, note);
}

/// Chance that a subtask ends in error.
double failsForGood(const Parameters &p)
{
    return std::pow(p.failureRate(), p.onFailure() == OnFailure::Retry ? p.retries() + 1 : 1);
}

} // namespace

Diagnosis diagnose(const Recent &recent, const Parameters &p)
{
    const Lately lately(recent);
    return {{done(recent, lately), latency(recent), sideBySide(lately), straggling(lately), gone(recent, lately, p)},
            advice(recent, Lately(recent.begunSinceChanged()), p)};
}

Sentence hint(const Parameter &which, const Parameters &p)
{
    const Sentence all = p.subtasks() == 1 ? words("the only one")
                                           : say(words("all {subtasks}"), {{"subtasks", p.subtasks()}});
    if (which == p.subtasks)
        return say(words("{work} of work per job"), {{"work", readableDuration(p.work.mean() * p.subtasks())}});
    if (which == p.limit) {
        const int rounds = (p.subtasks() + p.limit() - 1) / p.limit();
        return rounds == 1 ? all : countOf(rounds, {"round", plural("rounds")});
    }
    if (which == p.failureRate && p.failureRate() > 0)
        return say(needed(p) < p.subtasks() ? words("{share} of the jobs have a failure before the quorum is reached")
                                            : words("{share} of the jobs have at least one failure"),
                   {{"share", preciseShare(1 - std::pow(1 - failsForGood(p), needed(p)))}});
    if (which == p.retries && p.onFailure() == OnFailure::Retry && p.failureRate() > 0)
        return say(words("{share} fail even so"), {{"share", preciseShare(failsForGood(p))}});
    if (which == p.quorum)
        return needed(p) == p.subtasks()
            ? all
            : say(words("{needed} of {subtasks}"), {{"needed", needed(p)}, {"subtasks", p.subtasks()}});
    return {};
}

Sentence irrelevance(const Parameter &which, const Parameters &p)
{
    if ((which == p.onFailure || which == p.retries) && p.failureRate() == 0)
        return words("Nothing fails.");
    if (which == p.retries && p.onFailure() != OnFailure::Retry)
        return words("Failed subtasks are not retried.");
    if ((which == p.limit || which == p.gather || which == p.quorum) && p.subtasks() == 1)
        return words("There is only one subtask.");
    return {};
}

Sentence loadText(const Parameters &p)
{
    const Duration work = p.work.mean() * p.subtasks();
    const int width = std::min(p.limit(), p.subtasks());
    if (width == 1)
        return say(words("{work} of work per job, one subtask at a time"), {{"work", readableDuration(work)}});
    return say(words("{work} of work per job, {width} at once: {time} at best"),
               {{"work", readableDuration(work)}, {"width", width}, {"time", readableDuration(work / width)}});
}

} // namespace coroscope::fan_out_fan_in
