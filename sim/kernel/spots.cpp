// SPDX-License-Identifier: MIT
#include "kernel/spots.h"

namespace coroscope {

Spot::~Spot()
{
    if (m_spots)
        m_spots->m_free.push(m_index);
}

Spot Spots::take()
{
    if (m_free.empty())
        return {*this, m_count++};
    const std::uint32_t lowest = m_free.top();
    m_free.pop();
    return {*this, lowest};
}

} // namespace coroscope
