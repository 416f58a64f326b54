// SPDX-License-Identifier: MIT
#include "patterns/practices/diagnosis_parts.h"

#include "insight/headlines.h"
#include "insight/recent.h"
#include "pattern/advice.h"
#include "text/number_text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace coroscope::practices {

Advice withMoreThreads(Advice advice, const CountParameter &threads, double needed)
{
    const auto all = std::max<std::int64_t>(static_cast<std::int64_t>(std::ceil(needed - 1e-9)), threads() + 1);
    const std::int64_t wanted = mostWorthTrying(threads, all);
    const bool isEnough = static_cast<double>(wanted) >= needed - 1e-9;
    advice = withTry(std::move(advice), threads, wanted);
    if (!advice.settings.empty() && !isEnough)
        advice.remedy = joined({std::move(advice.remedy), words("Even more would help further.")}, " ");
    return advice;
}

Headline finished(const Recent &recent, Sentence note)
{
    return rateHeadline(words("Finished"), recent.donePerSecond(), std::move(note));
}

Headline waitingForThread(const Recent &recent, std::uint32_t group, int threads)
{
    return shareHeadline(
        words("Waiting to run"), recent.readyShare(group),
        say(words("for one of {threads}"), {{"threads", countOf(threads, {"thread", plural("threads")})}}),
        Measure::Better::Less);
}

} // namespace coroscope::practices
