// SPDX-License-Identifier: MIT
#pragma once

namespace coroscope {

/// Whether a window could be opened: a Wayland or X server that the environment names answers, or
/// QT_QPA_PLATFORM asks for a platform that needs none. Qt itself would abort where it cannot connect.
bool displayAvailable();

} // namespace coroscope
