// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace coroscope::fuzz {

/// Something that is given any bytes, and must neither crash nor contradict itself. What is wrong ends the program.
struct Target {
    std::string_view name; ///< of its folder below corpus/, and of its program: fuzz_<name>
    void (*run)(std::span<const std::uint8_t> bytes);
};

std::span<const Target> targets();

} // namespace coroscope::fuzz
