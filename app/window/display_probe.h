// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

struct xcb_connection_t;

namespace coroscope {

/// Whether a window could be opened: a Wayland or X server that the environment names accepts connections, and Qt has
/// the plugin for it; or QT_QPA_PLATFORM asks for a platform that needs no server. Qt itself would abort.
class DisplayProbe
{
public:
    DisplayProbe();
    ~DisplayProbe();
    DisplayProbe(const DisplayProbe &) = delete;
    DisplayProbe &operator=(const DisplayProbe &) = delete;

    bool available() const noexcept { return m_available; }
    /// What QT_QPA_PLATFORM must be set to, if Qt by itself would choose another platform; otherwise empty.
    const QByteArray &platform() const noexcept { return m_platform; }

private:
    bool xAnswers();

    /// Kept until Qt has its own: an X server resets itself when its last client leaves, and refuses connections
    /// meanwhile.
    xcb_connection_t *m_connection = nullptr;
    bool m_available = false;
    QByteArray m_platform;
};

} // namespace coroscope
