// SPDX-License-Identifier: MIT
#include "cli/version.h"

namespace coroscope {

std::string_view version()
{
    return COROSCOPE_VERSION;
}

} // namespace coroscope
