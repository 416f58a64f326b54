// SPDX-License-Identifier: MIT
#include "patterns/pipeline/diagnosis.h"

#include "insight/headlines.h"
#include "insight/recent.h"
#include "patterns/pipeline/load.h"
#include "patterns/pipeline/pipeline.h"
#include "text/number_text.h"
#include "text/share_text.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace coroscope::pipeline {

namespace {

std::uint32_t stageCount(const Parameters &p)
{
    return static_cast<std::uint32_t>(p.stages());
}

double busyShare(const Recent &recent, std::uint32_t stage)
{
    return recent.runningShare(FirstStage + stage);
}

/// Of several that are never idle, the slowest.
std::uint32_t busiestStage(const Recent &recent, const Parameters &p)
{
    if (const std::uint32_t slowest = slowestStage(p); busyShare(recent, slowest) > 0.95)
        return slowest;
    std::uint32_t busiest = 0;
    for (std::uint32_t stage = 1; stage < stageCount(p); ++stage) {
        if (busyShare(recent, stage) > busyShare(recent, busiest))
            busiest = stage;
    }
    return busiest;
}

bool isClosed(const Recent &recent)
{
    return recent.span() > Duration::zero() && recent.alive(Source) == 0;
}

/// The source has been closed, and nothing is left of what it made.
bool isOver(const Recent &recent)
{
    return isClosed(recent) && recent.inFlight() == 0;
}

/// Share of the stages' work that went into attempts that failed.
double wastedShare(const Recent &recent, const Parameters &p)
{
    double worked = 0;
    for (std::uint32_t stage = 0; stage < stageCount(p); ++stage)
        worked += busyShare(recent, stage) * p.workers[stage]() * inSeconds(recent.span());
    const double wasted = recent.mean(EventKind::AttemptFailed).value_or(0) / 1e9
        * static_cast<double>(recent.count(EventKind::AttemptFailed));
    return worked > 0 ? std::min(1.0, wasted / worked) : 0;
}

/// Share of their time that the workers of stages with several hold what they have finished.
double heldShare(const Recent &recent, const Parameters &p)
{
    double there = 0;
    for (std::uint32_t stage = 0; stage < stageCount(p); ++stage)
        there += p.workers[stage]() > 1 ? p.workers[stage]() * inSeconds(recent.span()) : 0;
    const double held = recent.mean(EventKind::JoinEnded).value_or(0) / 1e9
        * static_cast<double>(recent.count(EventKind::JoinEnded));
    return there > 0 ? std::min(1.0, held / there) : 0;
}

Advice bottleneck(const Recent &recent, const Parameters &p, std::uint32_t stage)
{
    const int workers = p.workers[stage]();
    Advice advice{"bottleneck",
                  sayCounted(workers,
                             "Stage {stage} is the bottleneck: its worker was busy {share} of the {span}; it can "
                             "handle {taken}, but {offered} are offered.",
                             plural("Stage {stage} is the bottleneck: its {n} workers were busy {share} of the {span}; "
                                    "it can handle {taken}, but {offered} are offered."),
                             {{"stage", stage + 1},
                              {"share", percent(busyShare(recent, stage))},
                              {"span", recent.over()},
                              {"taken", ratePerSecond(takenPerSecond(p, stage))},
                              {"offered", ratePerSecond(offeredPerSecond(p) * std::pow(passedShare(p), stage))}}),
                  {}};
    advice.degree = load(p, stage);
    advice.about = NodeRef{NodeRef::Kind::Group, FirstStage + stage};
    const double needed = std::ceil(load(p, stage) * workers - 1e-9);
    return needed > workers && needed <= mostWorkers
        ? withTry(std::move(advice), p.workers[stage], static_cast<std::int64_t>(needed))
        : advice;
}

void addPace(std::vector<Advice> &list, const Recent &recent, const Parameters &p)
{
    const std::uint32_t slowest = slowestStage(p);
    const std::uint32_t busiest = busiestStage(recent, p);
    const double busy = busyShare(recent, busiest);
    if (busy > 0.95 && load(p, busiest) > 1) {
        list.push_back(bottleneck(recent, p, busiest));
        const double full = recent.fullShare(FirstChannel + busiest);
        if (full > 0.9) {
            list.push_back({"channel-full",
                            say(words("The channel before stage {stage} was full {share} of the {span}."),
                                {{"stage", busiest + 1}, {"share", percent(full)}, {"span", recent.over()}}),
                            words("A larger one would not raise the throughput: items would only wait longer in it.")});
            list.back().about = NodeRef{NodeRef::Kind::Channel, FirstChannel + busiest};
        }
        return;
    }
    if (inSeconds(recent.span()) >= 5 && busy < 0.7 && load(p, slowest) < 0.7) {
        list.push_back({"channel-empty",
                        say(words("The source sets the pace: even the busiest stage, stage {stage}, was busy only "
                                  "{share} of the {span}."),
                            {{"stage", busiest + 1}, {"share", percent(busy)}, {"span", recent.over()}})});
    }
}

void addFailures(std::vector<Advice> &list, const Recent &recent, const Parameters &p)
{
    const double wasted = wastedShare(recent, p);
    const bool retrying = p.onFailure() == OnFailure::Retry && p.retries() > 0;
    if (retrying && wasted > 0.15) {
        list.push_back({"retries-multiply",
                        say(words("Retries amplify the load: {share} of the work {during} went into attempts that "
                                  "failed, and each item takes {attempts} attempts per stage."),
                            {{"share", percent(wasted)},
                             {"during", recent.during()},
                             {"attempts", decimals(attemptsPerItem(p), 2)}}),
                        words("Fewer retries limit that; the cause is whatever makes the attempts fail.")});
    }
    if (recent.failedPerSecond() > 0 && p.onFailure() != OnFailure::DeadLetter) {
        const std::string rate = ratePerSecond(recent.failedPerSecond());
        Advice found{
            "failures-unseen",
            retrying ? say(
                words(
                    "Items fail in spite of {retries}, {rate} {during}, and are dropped: nobody ever sees them again."),
                {{"retries", countOf(p.retries(), {"retry", plural("retries")})},
                 {"rate", rate},
                 {"during", recent.during()}})
                     : say(words("Items fail, {rate} {during}, and are dropped: nobody ever sees them again."),
                           {{"rate", rate}, {"during", recent.during()}}),
            {}};
        if (!retrying) { // instead of retries it would keep many more, of which most could be done
            found.remedy = words("Try “On failure” = Dead letter: it keeps them for later.");
            found.settings = {{p.onFailure.spec().id, static_cast<std::int64_t>(OnFailure::DeadLetter)}};
        }
        list.push_back(std::move(found));
    }
}

std::vector<Advice> advice(const Recent &recent, const Parameters &p)
{
    if (isOver(recent))
        return {{"closed", words("The source is closed, and everything that was in flight has been processed.")}};
    if (isClosed(recent))
        return {{"closed",
                 say(words("The source is closed; {items} still in flight will be processed."),
                     {{"items", countOf(recent.inFlight(), {"item", plural("items")})}})}};
    std::vector<Advice> list;
    // Where many fail, that is what matters, and not how fast.
    const bool manyFail = static_cast<double>(recent.failed())
        > 0.3 * static_cast<double>(recent.failed() + recent.done());
    if (manyFail)
        addFailures(list, recent, p);
    addPace(list, recent, p);
    if (!manyFail)
        addFailures(list, recent, p);
    const double held = heldShare(recent, p);
    if (p.order() == Order::Keep && recent.inFlight() > 0 && held > 0.1) {
        list.push_back({"order-holds",
                        say(words("Preserving the order costs time: workers spent {share} of the {span} holding "
                                  "finished items until older ones had passed (head-of-line blocking)."),
                            {{"share", percent(held)}, {"span", recent.over()}}),
                        words("Try “Order” = Unordered, if the order does not matter."),
                        {{p.order.spec().id, static_cast<std::int64_t>(Order::Any)}}});
    }
    return list;
}

Headline pace(const Recent &recent, const Parameters &p)
{
    if (isClosed(recent))
        return throughput(recent, words("the source is closed"));
    const std::uint32_t slowest = slowestStage(p);
    const double most = load(p, slowest);
    return throughput(recent,
                      most > 1.02       ? say(words("long run: bound by stage {stage}"), {{"stage", slowest + 1}})
                          : most < 0.98 ? words("long run: source-bound")
                                        : words("long run: balanced"));
}

Headline busiest(const Recent &recent, const Parameters &p)
{
    const std::uint32_t stage = busiestStage(recent, p);
    const double busy = busyShare(recent, stage);
    if (isOver(recent) || busy == 0)
        return {words("Busiest stage"), std::string("–"),
                isOver(recent) ? words("all stages are done") : words("no stage is busy")};
    return {words("Busiest stage"), say(words("Stage {stage}"), {{"stage", stage + 1}}),
            say(words("utilisation {share}"), {{"share", percent(busy)}})};
}

Headline failed(const Recent &recent, const Parameters &p)
{
    Sentence note = words("nothing failed");
    if (recent.failed() > 0)
        note = p.onFailure() == OnFailure::DeadLetter ? words("now: kept as dead letters")
                                                      : words("now: dropped, unseen");
    return countHeadline(words("Failed"), recent.failed(), note);
}

/// Which stage's it is, if it is one of these.
std::optional<std::uint32_t> stageOf(const Parameter &which, const auto &ofStages)
{
    for (std::uint32_t stage = 0; stage < mostStages; ++stage) {
        if (which == ofStages[stage])
            return stage;
    }
    return std::nullopt;
}

} // namespace

Diagnosis diagnose(const Recent &recent, const Parameters &p)
{
    return {{pace(recent, p), busiest(recent, p), inFlight(recent), latencyP99(recent, words("created → done")),
             failed(recent, p)},
            advice(recent, p)};
}

Sentence hint(const Parameter &which, const Parameters &p)
{
    if (which == p.interval.mean)
        return ratePerSecond(offeredPerSecond(p));
    if (const std::optional<std::uint32_t> stage = stageOf(which, p.work)) {
        const double each = 1 / (inSeconds(p.work[*stage]()) * attemptsPerItem(p));
        return p.workers[*stage]() == 1 ? ratePerSecond(each) : eachAndTogether(each, takenPerSecond(p, *stage));
    }
    if (which == p.failureRate && p.failureRate() > 0)
        return say(words("{share} of the items arrive"),
                   {{"share", preciseShare(std::pow(passedShare(p), p.stages()))}});
    return {};
}

Sentence irrelevance(const Parameter &which, const Parameters &p)
{
    std::optional<std::uint32_t> stage = stageOf(which, p.work);
    if (!stage)
        stage = stageOf(which, p.workers);
    if (stage && *stage >= stageCount(p))
        return say(words("There is no stage {stage}."), {{"stage", *stage + 1}});
    if (which == p.onFailure && p.failureRate() == 0)
        return words("Nothing fails.");
    if (which == p.retries && (p.failureRate() == 0 || p.onFailure() != OnFailure::Retry))
        return words("Nothing is retried.");
    const auto first = p.workers.begin();
    if (which == p.order
        && std::all_of(first, first + p.stages(), [](const CountParameter &one) { return one() == 1; }))
        return words("With a single worker per stage, nothing can overtake.");
    return {};
}

Sentence loadText(const Parameters &p)
{
    const std::uint32_t stage = slowestStage(p);
    return offeredLoadText(load(p, stage),
                           say(words("{offered} offered, stage {stage} can handle {taken}"),
                               {{"offered", ratePerSecond(offeredPerSecond(p))},
                                {"stage", stage + 1},
                                {"taken", ratePerSecond(takenPerSecond(p, stage))}}));
}

} // namespace coroscope::pipeline
