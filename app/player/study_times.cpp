// SPDX-License-Identifier: MIT
#include "player/study_times.h"

#include "models/text.h"
#include "models/typed_value.h"
#include "text/duration_text.h"

#include <optional>

namespace coroscope {

QString StudyTimes::lengthText() const
{
    return toQString(readableDuration(length));
}

QString StudyTimes::lengthEdit() const
{
    return toQString(canonicalDuration(length));
}

QString StudyTimes::warmupText() const
{
    return warmup == Duration::zero() ? QStringLiteral("none") : toQString(readableDuration(warmup));
}

QString StudyTimes::warmupEdit() const
{
    return toQString(canonicalDuration(warmup));
}

QString StudyTimes::takeLength(const QString &text)
{
    const std::optional<Duration> typed = parsedDuration(plainText(text));
    if (!typed || *typed <= warmup || *typed > longest)
        return notAccepted("each run", text,
                           QStringLiteral("a duration of more than the warm-up (%1) and up to %2")
                               .arg(warmupEdit(), toQString(canonicalDuration(longest))));
    length = *typed;
    return {};
}

QString StudyTimes::takeWarmup(const QString &text)
{
    const std::optional<Duration> typed = parsedDuration(plainText(text));
    if (!typed || *typed >= length)
        return notAccepted("warm-up", text, QStringLiteral("a duration of less than a run (%1)").arg(lengthEdit()));
    warmup = *typed;
    return {};
}

} // namespace coroscope
