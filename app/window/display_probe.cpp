// SPDX-License-Identifier: MIT
#include "window/display_probe.h"

#include <QByteArray>
#include <QList>
#include <QtGlobal>

#include <xcb/xcb.h>

#include <cstddef>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace coroscope {

namespace {

/// WAYLAND_DISPLAY is the path of a socket, or its name in the folder of the session.
bool waylandAnswers(const QByteArray &display)
{
    const QByteArray path = display.startsWith('/') ? display : qgetenv("XDG_RUNTIME_DIR") + '/' + display;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (static_cast<std::size_t>(path.size()) >= sizeof(address.sun_path))
        return false;
    std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
    if (descriptor < 0)
        return false;
    const bool connected = ::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0;
    ::close(descriptor);
    return connected;
}

} // namespace

DisplayProbe::DisplayProbe()
{
    const QByteArray platform = qgetenv("QT_QPA_PLATFORM").split(':').front();
    if (platform == "offscreen" || platform == "minimal" || platform == "vnc" || platform == "linuxfb"
        || platform == "eglfs") {
        m_available = true;
        return;
    }
    const QByteArray wayland = qgetenv("WAYLAND_DISPLAY");
    if (!wayland.isEmpty() && !platform.startsWith("xcb") && waylandAnswers(wayland)) {
        m_available = true;
        return;
    }
    if (qEnvironmentVariableIsEmpty("DISPLAY") || platform.startsWith("wayland"))
        return;
    m_connection = xcb_connect(nullptr, nullptr);
    m_available = xcb_connection_has_error(m_connection) == 0;
}

DisplayProbe::~DisplayProbe()
{
    if (m_connection)
        xcb_disconnect(m_connection);
}

} // namespace coroscope
