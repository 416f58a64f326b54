// SPDX-License-Identifier: MIT
#include "kernel/item.h"

#include "kernel/kernel.h"

namespace coroscope {

Item &Item::operator=(Item &&other) noexcept
{
    if (this != &other) {
        abandon();
        m_kernel = std::exchange(other.m_kernel, nullptr);
        m_id = other.m_id;
        m_born = other.m_born;
    }
    return *this;
}

void Item::done(std::source_location where)
{
    end(EventKind::ItemDone, m_kernel->siteOf(where));
}

void Item::fail(std::source_location where)
{
    end(EventKind::ItemFailed, m_kernel->siteOf(where));
}

void Item::end(EventKind kind, SiteId site)
{
    Kernel &kernel = *std::exchange(m_kernel, nullptr);
    kernel.note(kind, 0, m_id, (kernel.now() - m_born).count(), site);
    kernel.itemEnded();
}

void Item::drop(std::uint32_t channel, Drop why, Task *sender, SiteId site)
{
    Kernel &kernel = *std::exchange(m_kernel, nullptr);
    kernel.noteFor(sender, EventKind::ItemDropped, channel, m_id, static_cast<std::int64_t>(why), site);
    kernel.itemEnded();
}

void Item::abandon()
{
    if (m_kernel)
        std::exchange(m_kernel, nullptr)->itemAbandoned(m_id);
}

} // namespace coroscope
