// SPDX-License-Identifier: MIT
#include "insight/thread_times.h"

#include <algorithm>

namespace coroscope {

void ThreadTimes::apply(const Event &event)
{
    std::int64_t taken = m_taken.value();
    switch (event.kind) {
    case EventKind::ThreadsChanged:
        m_count = event.payload;
        break;
    case EventKind::ThreadTaken:
        ++taken;
        break;
    case EventKind::ThreadFreed:
        --taken;
        break;
    default:
        return;
    }
    m_taken.set(event.time, taken);
    m_threads.set(event.time, std::max(m_count, taken));
}

void ThreadTimes::advanceTo(Time now)
{
    m_taken.advanceTo(now);
    m_threads.advanceTo(now);
}

std::optional<double> ThreadTimes::utilisation() const
{
    if (m_threads.integral() == 0)
        return std::nullopt;
    return static_cast<double>(m_taken.integral()) / static_cast<double>(m_threads.integral());
}

} // namespace coroscope
