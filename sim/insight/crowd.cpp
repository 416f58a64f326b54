// SPDX-License-Identifier: MIT
#include "insight/crowd.h"

#include <algorithm>

namespace coroscope {

void Crowd::Sum::advance(Time to) noexcept
{
    if (to <= at)
        return;
    for (std::size_t look = 0; look < lookCount; ++look)
        times[look] += counts[look] * (to - at).count();
    at = to;
}

void Crowd::Sum::apply(const Move &move) noexcept
{
    advance(move.at);
    if (move.from != nowhere)
        counts[static_cast<std::size_t>(move.from)] -= move.count;
    if (move.to != nowhere)
        counts[static_cast<std::size_t>(move.to)] += move.count;
}

std::size_t Crowd::move(Time time, std::optional<std::size_t> from, std::optional<std::size_t> to)
{
    std::size_t grown = 0;
    if (time > m_settled.at) {
        grown = settle();
        m_settled.advance(time);
    }
    if (from)
        --m_counts[*from];
    if (to)
        ++m_counts[*to];
    return grown;
}

std::size_t Crowd::settle()
{
    Counts change{};
    for (std::size_t look = 0; look < lookCount; ++look)
        change[look] = m_counts[look] - m_settled.counts[look];
    std::size_t grown = 0;
    std::size_t to = 0;
    const auto nextGrowing = [&] {
        while (to < lookCount && change[to] <= 0)
            ++to;
        return to < lookCount;
    };
    for (std::size_t from = 0; from < lookCount; ++from) {
        while (change[from] < 0) {
            const bool found = nextGrowing();
            const std::int32_t count = found ? std::min(-change[from], change[to]) : -change[from];
            grown += add(count, static_cast<std::int8_t>(from), found ? static_cast<std::int8_t>(to) : nowhere);
            change[from] += count;
            if (found)
                change[to] -= count;
        }
    }
    while (nextGrowing()) {
        grown += add(change[to], nowhere, static_cast<std::int8_t>(to));
        change[to] = 0;
    }
    return grown;
}

std::size_t Crowd::add(std::int32_t count, std::int8_t from, std::int8_t to)
{
    const std::size_t before = bytes();
    if ((m_forgotten + m_moves.size()) % stride == 0)
        m_sums.push_back(m_settled);
    m_moves.push_back({m_settled.at, count, from, to});
    m_settled.apply(m_moves.back());
    return bytes() - before;
}

LookTimes Crowd::until(Time time) const
{
    Sum sum = m_settled;
    if (time >= m_settled.at) {
        sum.counts = m_counts;
        sum.advance(time);
        return sum.times;
    }
    const auto next = std::upper_bound(m_moves.begin(), m_moves.end(), time,
                                       [](Time wanted, const Move &move) { return wanted < move.at; });
    const auto end = static_cast<std::size_t>(next - m_moves.begin());
    std::size_t first = 0;
    sum = m_beforeFirst;
    if (end > 0) {
        const std::size_t kept = (m_forgotten + end - 1) / stride;
        if (kept >= m_firstSum) {
            sum = m_sums[kept - m_firstSum];
            first = kept * stride - m_forgotten;
        }
    }
    for (; first < end; ++first)
        sum.apply(m_moves[first]);
    sum.advance(time);
    return sum.times;
}

std::size_t Crowd::forgetBefore(Time time)
{
    const std::size_t before = bytes();
    while (!m_moves.empty() && m_moves.front().at <= time) {
        m_beforeFirst.apply(m_moves.front());
        m_moves.pop_front();
        ++m_forgotten;
    }
    while (!m_sums.empty() && m_firstSum * stride < m_forgotten) {
        m_sums.pop_front();
        ++m_firstSum;
    }
    return before - bytes();
}

} // namespace coroscope
