// SPDX-License-Identifier: MIT
#pragma once

#include "trace/time.h"

#include <QString>

#include <chrono>

namespace coroscope {

/// How long each run of a study takes, and how much of its beginning is left out, as a person sets them.
struct StudyTimes {
    static constexpr Duration longest = std::chrono::hours(1);

    Duration length = std::chrono::seconds(60); ///< more than the warm-up, up to `longest`
    Duration warmup{};

    // For people, and as they may be typed.
    QString lengthText() const, lengthEdit() const, warmupText() const, warmupEdit() const;
    /// Each takes user input, and returns an empty string or one line that says what would be accepted.
    QString takeLength(const QString &text), takeWarmup(const QString &text);

    friend bool operator==(const StudyTimes &, const StudyTimes &) = default;
};

} // namespace coroscope
