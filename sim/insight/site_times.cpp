// SPDX-License-Identifier: MIT
#include "insight/site_times.h"

namespace coroscope {

std::size_t SiteTimes::apply(const Delta &delta)
{
    const Event &event = delta.event;
    if (!delta.spawned && !delta.before)
        return 0;
    if (delta.spawned) {
        if (m_places.size() <= delta.slot)
            m_places.resize(delta.slot + 1);
        m_places[delta.slot] = 0;
        return add(0, event.time, 1) + m_alive.set(event.time, ++m_aliveNow);
    }
    SiteId &place = m_places[delta.slot];
    if (delta.ended)
        return add(place, event.time, -1) + m_alive.set(event.time, --m_aliveNow);
    if (event.site == 0 || event.site == place)
        return 0;
    const std::size_t grown = add(place, event.time, -1) + add(event.site, event.time, 1);
    place = event.site;
    return grown;
}

std::size_t SiteTimes::add(SiteId site, Time time, std::int64_t tasks)
{
    std::size_t grown = 0;
    if (m_tasks.size() <= site) {
        grown = (site + 1 - m_tasks.size()) * sizeof(Count);
        m_tasks.resize(site + 1);
    }
    Count &count = m_tasks[site];
    count.now += tasks;
    return grown + count.over.set(time, count.now);
}

double SiteTimes::time(SiteId site, Time from, Time to) const
{
    return site < m_tasks.size() ? m_tasks[site].over.integral(from, to) : 0;
}

std::size_t SiteTimes::bytes() const noexcept
{
    std::size_t bytes = m_tasks.size() * sizeof(Count) + m_alive.bytes();
    for (const Count &count : m_tasks)
        bytes += count.over.bytes();
    return bytes;
}

std::size_t SiteTimes::forgetBefore(Time time)
{
    std::size_t shrunk = m_alive.forgetBefore(time);
    for (Count &count : m_tasks)
        shrunk += count.over.forgetBefore(time);
    return shrunk;
}

} // namespace coroscope
