// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

namespace coroscope {

class IndexPool;

/// A number that its holder has exclusively, while it lives.
class PooledIndex
{
public:
    PooledIndex(PooledIndex &&other) noexcept : m_pool(std::exchange(other.m_pool, nullptr)), m_index(other.m_index) { }
    PooledIndex &operator=(PooledIndex &&) = delete;
    ~PooledIndex();

    std::uint32_t index() const noexcept { return m_index; }

private:
    friend class IndexPool;
    PooledIndex(IndexPool &pool, std::uint32_t index) noexcept : m_pool(&pool), m_index(index) { }

    IndexPool *m_pool; ///< nullptr: moved from
    std::uint32_t m_index;
};

/// Numbers from 0, for Place::index. It must outlive what was taken from it.
class IndexPool
{
public:
    /// The lowest number not taken.
    PooledIndex take();

private:
    friend class PooledIndex;
    std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> m_free; ///< of those below m_count
    std::uint32_t m_count = 0;
};

} // namespace coroscope
