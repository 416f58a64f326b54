// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

namespace coroscope {

/// The contents of an ordinary file (or a link to one), at most @p most bytes. Neither a FIFO nor a device is opened:
/// the one would wait for a writer, the other may never end. @p name: bytes as the system takes them. @throws FileError
std::string readFile(const std::string &name, std::size_t most);

} // namespace coroscope
