// SPDX-License-Identifier: MIT
#pragma once

#include "text/words.h"

#include <string_view>

namespace coroscope {

/// What is counted, in both its forms: "thread", "threads". The first is English alone: translations have their own.
struct Noun {
    std::string_view one;
    Plural many;

    friend bool operator==(const Noun &, const Noun &) = default;
};

} // namespace coroscope
