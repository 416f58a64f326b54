// SPDX-License-Identifier: MIT
#pragma once

#include "sim/kernel/program.h"

#include <algorithm>

namespace coroscope::test {

/// Tokens that come one by one, up to a burst of them. Who takes more than there are leaves a debt.
struct TokenBucket {
    static constexpr int never = 1 << 30; ///< ms

    int interval = Program::interval; ///< ms, or never
    int burst = Program::burst;
    int tokens = Program::burst;
    int since = 0; ///< ms; from here the next token is an interval away

    void fill(int now)
    {
        for (; tokens < burst && interval != never && since + interval <= now; ++tokens)
            since += interval;
        if (tokens >= burst)
            since = now; // none is on its way while it is full
    }
    void turnInterval(int now, int to)
    {
        fill(now);
        interval = to;
        if (tokens >= burst || now - since < to)
            return;
        ++tokens; // the one on its way, and no more: those after it take the new interval from now on
        since = now;
    }
    void turnBurst(int now, int to)
    {
        fill(now);
        burst = to;
        tokens = std::min(tokens, burst);
        fill(now); // what is full now keeps no part of a token
    }
    /// When there will have been so many, those included that are there.
    int whenThereAre(int wanted, int now) const
    {
        if (wanted <= tokens)
            return now;
        return interval == never ? never : std::max(now, since + (wanted - tokens) * interval);
    }
};

} // namespace coroscope::test
