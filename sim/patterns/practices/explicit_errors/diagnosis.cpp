// SPDX-License-Identifier: MIT
#include "patterns/practices/explicit_errors/diagnosis.h"

#include "insight/headlines.h"
#include "insight/recent.h"
#include "patterns/practices/diagnosis_parts.h"
#include "patterns/practices/explicit_errors/explicit_errors.h"
#include "text/duration_text.h"
#include "text/number_text.h"
#include "text/share_text.h"

#include <cmath>

namespace coroscope::practices::errors {

namespace {

bool ignored(const Parameters &p)
{
    return p.variant() == Variant::Ignored;
}

/// Share of the items that fail for good, or are lost.
double failedForGood(const Parameters &p)
{
    return std::pow(p.failureRate(), ignored(p) ? 1 : p.retries() + 1);
}

/// Calls made for an item, on average.
double callsPerItem(const Parameters &p)
{
    double calls = 1;
    for (int retry = 1; !ignored(p) && retry <= p.retries(); ++retry)
        calls += std::pow(p.failureRate(), retry);
    return calls;
}

/// With the fewest retries after which hardly anything has failed.
Advice withMoreRetries(Advice advice, const Parameters &p)
{
    constexpr double hardlyAny = 0.05;
    int retries = p.retries();
    while (retries < p.retries.spec().maximum && std::pow(p.failureRate(), retries + 1) > hardlyAny)
        ++retries;
    return std::pow(p.failureRate(), retries + 1) <= hardlyAny ? withTry(std::move(advice), p.retries, retries)
                                                               : advice;
}

std::int64_t unseen(const Recent &recent)
{
    return static_cast<std::int64_t>(recent.count(EventKind::FailureUnseen));
}

std::vector<Advice> advice(const Recent &recent, const Parameters &p)
{
    std::vector<Advice> all;
    if (const std::int64_t count = unseen(recent); count > 0)
        all.push_back({"unseen-failures",
                       sayCounted(count, "{n} call failed {during}, and nobody saw it: the items are lost.",
                                  plural("{n} calls failed {during}, and nobody saw it: the items are lost."),
                                  {{"during", recent.during()}}),
                       p.retries() > 0 ? words("Try “Errors” = Handled. The price: retries take time.")
                                       : words("Try “Errors” = Handled: failures are reported."),
                       {{p.variant.spec().id, static_cast<std::int64_t>(Variant::Handled)}}});
    const double failed = recent.failedPerSecond();
    if (failed > 0.1 * recent.donePerSecond())
        all.push_back(
            withMoreRetries({.check = "failed-for-good",
                             .sentence = say(words("In the {span}, items failed for good at {failed} and were done at "
                                                   "{done}, with up to {retries} each."),
                                             {{"span", recent.over()},
                                              {"failed", ratePerSecond(failed)},
                                              {"done", ratePerSecond(recent.donePerSecond())},
                                              {"retries", countOf(p.retries(), {"retry", plural("retries")})}}),
                             .degree = failed / std::max(failed + recent.donePerSecond(), 1e-9)},
                            p));
    return all;
}

} // namespace

Diagnosis diagnose(const Recent &recent, const Parameters &p)
{
    return {{finished(recent, words("items")),
             countHeadline(words("Unseen failures"), static_cast<std::int64_t>(unseen(recent)), words("of calls")),
             countHeadline(words("Lost"), recent.lost(), words("items")),
             // Reported is better than lost, and worse than done.
             countHeadline(words("Failed"), recent.failed(), words("items, reported"), Measure::Better::Neither),
             latencyP99(recent, words("retries included"))},
            advice(recent, p)};
}

Sentence hint(const Parameter &which, const Parameters &p)
{
    if (which == p.failureRate)
        return say(ignored(p) ? words("{share} of the items are lost") : words("{share} of the items fail for good"),
                   {{"share", preciseShare(failedForGood(p))}});
    return {};
}

Sentence irrelevance(const Parameter &which, const Parameters &p)
{
    if ((which == p.retries || which == p.delay) && ignored(p))
        return words("Errors are ignored: nothing is retried.");
    if (which == p.delay && p.retries() == 0)
        return words("There are no retries.");
    if (which == p.pause.shape && p.pause.mean() == Duration::zero())
        return words("Pauses take no time.");
    return {};
}

Sentence loadText(const Parameters &p)
{
    return say(words("An item takes {calls} calls of {time} on average"),
               {{"calls", decimals(callsPerItem(p), 2)}, {"time", readableDuration(p.work())}});
}

} // namespace coroscope::practices::errors
