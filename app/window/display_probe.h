// SPDX-License-Identifier: MIT
#pragma once

struct xcb_connection_t;

namespace coroscope {

/// Whether a window could be opened: a Wayland or X server that the environment names lets us in, or QT_QPA_PLATFORM
/// asks for a platform that needs none. Qt itself would abort where it cannot connect.
class DisplayProbe
{
public:
    DisplayProbe();
    ~DisplayProbe();
    DisplayProbe(const DisplayProbe &) = delete;
    DisplayProbe &operator=(const DisplayProbe &) = delete;

    bool available() const noexcept { return m_available; }

private:
    /// Kept until Qt has its own: an X server resets itself when its last client leaves, and lets nobody in meanwhile.
    xcb_connection_t *m_connection = nullptr;
    bool m_available = false;
};

} // namespace coroscope
