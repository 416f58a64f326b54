// SPDX-License-Identifier: MIT
#include "kernel/index_pool.h"

namespace coroscope {

PooledIndex::~PooledIndex()
{
    if (m_pool)
        m_pool->m_free.push(m_index);
}

PooledIndex IndexPool::take()
{
    if (m_free.empty())
        return {*this, m_count++};
    const std::uint32_t lowest = m_free.top();
    m_free.pop();
    return {*this, lowest};
}

} // namespace coroscope
