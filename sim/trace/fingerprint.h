// SPDX-License-Identifier: MIT
#pragma once

#include "trace/event.h"

#include <cstdint>
#include <span>
#include <string>

namespace coroscope {

/// A 64-bit hash of everything that happened in a run: kind, time, task, object, item and payload of every
/// event, in order. Not of source lines (compilers number a multi-line co_await differently), causes or text.
/// Equal runs have equal fingerprints on every compiler and machine.
class Fingerprint
{
public:
    void add(std::span<const Event> events) noexcept;
    std::uint64_t value() const noexcept { return m_state; }
    /// 16 lower-case hexadecimal digits.
    std::string text() const;

private:
    std::uint64_t m_state = 0x636f726f73636f70; // "coroscop"
};

} // namespace coroscope
