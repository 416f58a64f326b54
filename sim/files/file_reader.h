// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

namespace coroscope {

/// What an ordinary file (or a link to one) says, at most @p most bytes of it. Neither a FIFO nor a device is opened: the
/// one waits for somebody to write, the other may never end. @p name: bytes as the system takes them. @throws FileError
std::string readFile(const std::string &name, std::size_t most);

} // namespace coroscope
