// SPDX-License-Identifier: MIT
#pragma once

#include "trace/event.h"

#include <cstdint>
#include <span>
#include <string>

namespace coroscope {

/// A 64-bit hash of everything that happened in a run: kind, time, task, object, item and payload of every
/// event, in order. Not of places in the code (compilers number a multi-line co_await differently), causes or text.
/// Equal runs have equal fingerprints on every compiler and machine.
class Fingerprint
{
public:
    /// Each round depends on the one before: added one at a time, as they are made, events are hashed while the
    /// processor does other work; in a batch it takes three times as long.
    void addEvent(const Event &event) noexcept
    {
        std::uint64_t state = m_state;
        state = mixed(state, static_cast<std::uint64_t>(event.time.time_since_epoch().count()));
        state = mixed(state, static_cast<std::uint64_t>(event.payload));
        state = mixed(state, event.item);
        state = mixed(state, (std::uint64_t(event.task) << 32) | event.object);
        m_state = mixed(state, static_cast<std::uint64_t>(event.kind));
    }
    void add(std::span<const Event> events) noexcept
    {
        for (const Event &event : events)
            addEvent(event);
    }
    std::uint64_t value() const noexcept { return m_state; }
    /// 16 lower-case hexadecimal digits.
    std::string text() const;

private:
    // One round: multiply by an odd constant and fold the high half, where a multiplication leaves its best bits, into
    // the low one.
    static constexpr std::uint64_t mixed(std::uint64_t state, std::uint64_t word) noexcept
    {
        state = (state ^ word) * 0x9e3779b97f4a7c15ULL;
        return state ^ (state >> 32);
    }

    std::uint64_t m_state = 0x636f726f73636f70; // "coroscop"
};

} // namespace coroscope
