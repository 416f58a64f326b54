// SPDX-License-Identifier: MIT
#include "trace/code_sites.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace coroscope {

namespace {

constexpr std::size_t firstSlots = 256;

} // namespace

std::string_view functionName(const CodeSite &site) noexcept
{
    // "QCoro::Task<> coroscope::pipeline::Pipeline::work(Line&, Stage&)::<lambda()>", or, of a coroutine, GCC's
    // "void coroscope::pipeline::Pipeline::work(coroscope::pipeline::Pipeline::work(Line&)::_ZN….Frame*)".
    std::string_view name = site.function.substr(0, site.function.find('('));
    if (const std::size_t space = name.rfind(' '); space != std::string_view::npos)
        name.remove_prefix(space + 1);
    if (const std::size_t scope = name.rfind("::"); scope != std::string_view::npos)
        name.remove_prefix(scope + 2);
    return name;
}

SiteId CodeSites::add(const std::source_location &where)
{
    const CodeSite site{where.file_name(), where.line(), where.function_name()};
    auto known = std::find(m_sites.begin() + 1, m_sites.end(), site);
    if (known == m_sites.end()) {
        if (m_sites.size() > std::numeric_limits<SiteId>::max())
            return 0;
        known = m_sites.insert(known, site);
    }
    const auto number = static_cast<SiteId>(known - m_sites.begin());
    insert({where.file_name(), where.function_name(), where.line(), number});
    return number;
}

void CodeSites::insert(const Slot &slot)
{
    if (2 * (m_used + 1) > m_slots.size()) {
        const std::vector<Slot> before = std::exchange(m_slots,
                                                       std::vector<Slot>(std::max(firstSlots, 2 * m_slots.size())));
        m_used = 0;
        for (const Slot &one : before) {
            if (one.line != 0)
                insert(one);
        }
    }
    std::size_t i = slotOf(slot.file, slot.line);
    while (m_slots[i].line != 0)
        i = (i + 1) & (m_slots.size() - 1);
    m_slots[i] = slot;
    ++m_used;
}

} // namespace coroscope
