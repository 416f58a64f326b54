// SPDX-License-Identifier: MIT
#include "trace/fingerprint.h"

#include <array>
#include <charconv>

namespace coroscope {

std::string Fingerprint::text() const
{
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), m_state, 16).ptr;
    const auto length = static_cast<std::size_t>(end - digits.data());
    return std::string(digits.size() - length, '0') + std::string(digits.data(), length);
}

} // namespace coroscope
