// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace coroscope::service {

/// Numbers from 0 for Place::index, given out in contiguous ranges.
class IndexRanges
{
public:
    /// Numbers that their holder has exclusively.
    class IndexRange
    {
    public:
        IndexRange(IndexRanges &ranges, std::uint32_t first, std::uint32_t count)
            : m_ranges(ranges), m_first(first), m_count(count)
        {
            m_ranges.set(first, count, true);
        }
        ~IndexRange() { m_ranges.set(m_first, m_count, false); }
        IndexRange(const IndexRange &) = delete;
        IndexRange &operator=(const IndexRange &) = delete;

        std::uint32_t first() const noexcept { return m_first; }
        std::uint32_t count() const noexcept { return m_count; }

    private:
        IndexRanges &m_ranges;
        std::uint32_t m_first;
        std::uint32_t m_count;
    };

    /// The lowest @p count consecutive numbers not taken. This must outlive the range.
    IndexRange take(std::uint32_t count)
    {
        std::uint32_t first = 0;
        for (std::uint32_t i = 0; i < m_taken.size() && i < first + count; ++i) {
            if (m_taken[i])
                first = i + 1;
        }
        return IndexRange(*this, first, count);
    }

private:
    void set(std::uint32_t first, std::uint32_t count, bool taken)
    {
        if (m_taken.size() < first + count)
            m_taken.resize(first + count);
        for (std::uint32_t i = first; i < first + count; ++i)
            m_taken[i] = taken;
    }

    std::vector<bool> m_taken;
};

} // namespace coroscope::service
