// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace coroscope {

/// What is counted, in both its forms: "thread", "threads".
struct Noun {
    std::string_view one;
    std::string_view many;

    friend bool operator==(const Noun &, const Noun &) = default;
};

} // namespace coroscope
