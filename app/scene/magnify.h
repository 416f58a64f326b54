// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"

namespace coroscope {

/// Multiplies all that has a size or a place by @p zoom. Type is to be painted at so many times its scale.
void magnify(DisplayList &list, double zoom);

} // namespace coroscope
