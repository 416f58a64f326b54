// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace coroscope {

/// The file that writing to @p name makes or replaces: absolute, with every link followed, even if the last one leads
/// to nothing yet. Where that can't be found out, resolved as far as it can be.
std::string finalTarget(const std::string &name);

/// Whether two names lead to one file, or would once it is there: by links, different paths, or as what standard output
/// is ("-"). Devices never count as one file: two writers may well share one.
bool areOneFile(const std::string &a, const std::string &b);

} // namespace coroscope
