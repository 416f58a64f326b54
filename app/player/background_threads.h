// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <thread>

namespace coroscope {

/// How many threads do runs in the background: one processor is left to the window.
inline unsigned backgroundThreads()
{
    return std::max(2u, std::thread::hardware_concurrency()) - 1;
}

} // namespace coroscope
