// SPDX-License-Identifier: MIT
#include "text/listing.h"

namespace coroscope {

std::string listed(const std::vector<std::string_view> &names, std::string_view lastJoint)
{
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0)
            text += i + 1 == names.size() ? " " + std::string(lastJoint) + " " : ", ";
        text += names[i];
    }
    return text;
}

} // namespace coroscope
