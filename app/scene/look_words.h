// SPDX-License-Identifier: MIT
#pragma once

#include "insight/look_times.h"
#include "text/words.h"

#include <QString>

#include <cstddef>

namespace coroscope {

/// How a task looks, in words.
struct LookWords {
    Words name;    ///< "idle"
    Words meaning; ///< "idle, waits for work"; the name, where that says it all
};

/// What StateSwatch calls a look, see lookNumber(): "running", …, "orphaned".
QString nameOfLook(std::size_t look);
/// Of what StateSwatch calls so; empty of any other.
LookWords wordsOfLook(const QString &name);

} // namespace coroscope
