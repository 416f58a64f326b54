// SPDX-License-Identifier: MIT
#include "trace/fingerprint.h"

#include <charconv>

namespace coroscope {

namespace {

// One round: multiply by an odd constant and fold the high half into the low one, which is where a
// multiplication leaves its best bits.
constexpr std::uint64_t mixed(std::uint64_t state, std::uint64_t word) noexcept
{
    state = (state ^ word) * 0x9e3779b97f4a7c15ULL;
    return state ^ (state >> 32);
}

} // namespace

void Fingerprint::add(std::span<const Event> events) noexcept
{
    std::uint64_t state = m_state;
    for (const Event &event : events) {
        state = mixed(state, static_cast<std::uint64_t>(event.time.time_since_epoch().count()));
        state = mixed(state, static_cast<std::uint64_t>(event.payload));
        state = mixed(state, event.item);
        state = mixed(state, (std::uint64_t(event.task) << 32) | event.object);
        state = mixed(state, static_cast<std::uint64_t>(event.kind));
    }
    m_state = state;
}

std::string Fingerprint::text() const
{
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), m_state, 16).ptr;
    const auto length = static_cast<std::size_t>(end - digits.data());
    return std::string(digits.size() - length, '0') + std::string(digits.data(), length);
}

} // namespace coroscope
