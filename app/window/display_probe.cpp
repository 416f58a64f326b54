// SPDX-License-Identifier: MIT
#include "window/display_probe.h"

#include "window/start_fallback.h"

#include <QCoreApplication>
#include <QDir>
#include <QList>
#include <QStringList>
#include <QtGlobal>

#include <xcb/xcb.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace coroscope {

namespace {

/// Asks a compositor for an answer (wl_display.sync). Others listen on sockets, too, and some never answer.
bool answersAsWayland(int descriptor)
{
    constexpr std::uint32_t display = 1;
    constexpr std::uint32_t callback = 2;
    constexpr std::uint32_t lengthAndSync = 12u << 16 | 0;
    constexpr int patience = 2'000; // ms
    const std::array<std::uint32_t, 3> request = {display, lengthAndSync, callback};
    if (::send(descriptor, request.data(), sizeof(request), MSG_NOSIGNAL) != sizeof(request))
        return false;
    pollfd ready{.fd = descriptor, .events = POLLIN, .revents = 0};
    std::array<std::uint32_t, 2> head{};
    return ::poll(&ready, 1, patience) == 1
        && ::recv(descriptor, head.data(), sizeof(head), MSG_DONTWAIT | MSG_WAITALL) == sizeof(head)
        && (head[0] == display || head[0] == callback);
}

/// WAYLAND_DISPLAY is the path of a socket, or its name in the folder of the session.
bool waylandAnswers()
{
    const QByteArray display = qgetenv("WAYLAND_DISPLAY");
    if (display.isEmpty())
        return false;
    const QByteArray path = display.startsWith('/') ? display : qgetenv("XDG_RUNTIME_DIR") + '/' + display;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (static_cast<std::size_t>(path.size()) >= sizeof(address.sun_path))
        return false;
    std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
    // A server that accepts no more connections does not keep us waiting either.
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0)
        return false;
    const bool answers = ::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0
        && answersAsWayland(descriptor);
    ::close(descriptor);
    return answers;
}

/// Whether Qt has a plugin for a platform: "libqxcb.so", "libqwayland-egl.so".
bool hasPlugin(const QString &platform)
{
    QStringList folders{qEnvironmentVariable("QT_QPA_PLATFORM_PLUGIN_PATH")};
    for (const QString &path : QCoreApplication::libraryPaths())
        folders.push_back(path + QStringLiteral("/platforms"));
    const QString file = QStringLiteral("libq") + platform;
    for (const QString &folder : folders) {
        if (!folder.isEmpty() && !QDir(folder).entryList({file + ".so", file + "-*.so"}, QDir::Files).isEmpty())
            return true;
    }
    return false;
}

} // namespace

DisplayProbe::DisplayProbe()
{
    if (StartFallback::hasNoDisplay())
        return;
    const auto isWayland = [](const QString &platform) { return platform.startsWith(QLatin1String("wayland")); };
    const QStringList wishes = qEnvironmentVariable("QT_QPA_PLATFORM").split(';', Qt::SkipEmptyParts);
    for (const QString &wish : wishes) {
        const QString platform = wish.section(':', 0, 0);
        m_available = m_available
            || (hasPlugin(platform) && (platform != QLatin1String("xcb") || xAnswers())
                && (!isWayland(platform) || waylandAnswers()));
    }
    if (!wishes.isEmpty())
        return;
    const bool isWaylandThere = hasPlugin(QStringLiteral("wayland")) && waylandAnswers();
    const bool isXThere = xAnswers();
    m_available = isWaylandThere || isXThere;
    if (isWaylandThere && !isXThere)
        m_platform = "wayland";
}

bool DisplayProbe::xAnswers()
{
    if (qEnvironmentVariableIsEmpty("DISPLAY"))
        return false;
    if (!m_connection)
        m_connection = xcb_connect(nullptr, nullptr);
    return xcb_connection_has_error(m_connection) == 0;
}

DisplayProbe::~DisplayProbe()
{
    if (m_connection)
        xcb_disconnect(m_connection);
}

} // namespace coroscope
