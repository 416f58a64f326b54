// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <source_location>
#include <string_view>
#include <vector>

namespace coroscope {

/// Number of a place in the code within a trace: 1, 2, 3 … in the order in which events first came from there. 0 is
/// none.
using SiteId = std::uint16_t;

/// A place in the code where tasks wait, or do what an event tells of.
struct CodeSite {
    std::string_view file;     ///< below the source folder where the build maps it so: "sim/patterns/…/stages.cpp"
    std::uint32_t line = 0;    ///< from 1. Compilers differ in where a call over several lines begins
    std::string_view function; ///< in full, as the compiler writes it; see functionName()

    friend bool operator==(const CodeSite &, const CodeSite &) = default;
};

/// The name of a site's function alone, "produce": without result, namespaces, class and parameters. Of a lambda, that
/// of the function it stands in.
std::string_view functionName(const CodeSite &site) noexcept;

/// The side table of a trace: the places in the code that its events come from. Events carry numbers, which say nothing
/// about the run and are no part of its fingerprint.
class CodeSites
{
public:
    /// The number of @p where, which is added when it is new; 0 where it says nothing (no line), and for places beyond
    /// the 65,535th.
    SiteId numberOf(const std::source_location &where)
    {
        if (where.line() == 0)
            return 0;
        for (std::size_t i = slotOf(where.file_name(), where.line()); i < m_slots.size();
             i = (i + 1) & (m_slots.size() - 1)) {
            const Slot &slot = m_slots[i];
            if (slot.line == where.line() && slot.file == where.file_name() && slot.function == where.function_name())
                return slot.number;
            if (slot.line == 0)
                break;
        }
        return add(where);
    }
    /// Of a number that numberOf() has given; the place of no name and line for 0 and others.
    const CodeSite &at(SiteId number) const noexcept
    {
        return number < m_sites.size() ? m_sites[number] : m_sites.front();
    }
    /// One more than the largest number in use.
    std::size_t end() const noexcept { return m_sites.size(); }

private:
    /// A place as its compiler knows it, by the addresses of its texts: equal ones are the same place, while one place
    /// may have several, in headers.
    struct Slot {
        const char *file = nullptr;
        const char *function = nullptr;
        std::uint32_t line = 0; ///< 0: the slot is free
        SiteId number = 0;
    };

    /// Lines of one file never share a slot, unless there are more of them than slots.
    std::size_t slotOf(const char *file, std::uint32_t line) const noexcept
    {
        return (line + (reinterpret_cast<std::uintptr_t>(file) >> 3)) & (m_slots.size() - 1);
    }
    SiteId add(const std::source_location &where);
    void insert(const Slot &slot);

    std::vector<Slot> m_slots; ///< a power of two, at most half full, with linear probing; empty at first
    std::size_t m_used = 0;
    std::vector<CodeSite> m_sites{CodeSite{}}; ///< by number
};

} // namespace coroscope
