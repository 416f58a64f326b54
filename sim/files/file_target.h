// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace coroscope {

/// The file that writing to @p name makes or replaces: absolute, with every link followed, also where the last of them
/// leads to nothing yet. Where that can't be found out, as far as it can.
std::string finalTarget(const std::string &name);

/// Whether two names lead to one file, or would once it is there: by links, ways around through folders, or as what
/// standard output is ("-"). Devices are never one file: two may well write to one.
bool areOneFile(const std::string &a, const std::string &b);

} // namespace coroscope
