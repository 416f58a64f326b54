// SPDX-License-Identifier: MIT
#pragma once

#include "insight/look_times.h"
#include "trace/time.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

namespace coroscope {

/// How many of some tasks had each look, over time: what a lane of many tasks shows. For how long in all they had each
/// look over any span costs two binary searches, however many tasks there are and however often they changed.
class Crowd
{
public:
    /// One of them has another look from @p time on, which may not be before the last move's; nullopt: it is not there.
    /// @return by how much bytes() has grown
    std::size_t move(Time time, std::optional<std::size_t> from, std::optional<std::size_t> to);
    /// For how long they had each look up to @p time, from some moment on; of use is the difference of two of them.
    LookTimes until(Time time) const;
    /// Forgets the moves before @p time, but not what they have led to.
    /// @return by how much bytes() has shrunk
    std::size_t forgetBefore(Time time);
    std::size_t bytes() const noexcept { return m_moves.size() * sizeof(Move) + m_sums.size() * sizeof(Sum); }

private:
    static constexpr std::int8_t nowhere = -1;
    /// A sum is kept for every so many moves.
    static constexpr std::size_t stride = 32;

    using Counts = std::array<std::int32_t, lookCount>;
    struct Move {
        Time at;
        std::int32_t count;
        std::int8_t from;
        std::int8_t to;
    };
    /// What there was up to a moment, and how many at that moment, before what happened then.
    struct Sum {
        LookTimes times{};
        Counts counts{};
        Time at{};

        void advance(Time to) noexcept;
        void apply(const Move &move) noexcept;
    };

    /// Makes moves of what was changed in the last instant: what lasts no time is none.
    std::size_t settle();
    std::size_t add(std::int32_t count, std::int8_t from, std::int8_t to);

    std::deque<Move> m_moves; ///< of instants before the last
    std::deque<Sum> m_sums;   ///< before the moves whose number, from the first there ever was, is a multiple of stride
    std::size_t m_forgotten = 0;
    std::size_t m_firstSum = 0; ///< number of the first kept sum
    Sum m_beforeFirst;          ///< before the first kept move
    Sum m_settled;              ///< before the last instant
    Counts m_counts{};          ///< after it
};

} // namespace coroscope
