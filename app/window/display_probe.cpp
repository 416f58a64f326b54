// SPDX-License-Identifier: MIT
#include "window/display_probe.h"

#include <QByteArray>
#include <QList>
#include <QtGlobal>

#include <netdb.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>

namespace coroscope {

namespace {

class Socket
{
public:
    explicit Socket(int family) : m_descriptor(::socket(family, SOCK_STREAM, 0)) { }
    ~Socket()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Socket(const Socket &) = delete;
    Socket &operator=(const Socket &) = delete;
    bool connects(const sockaddr *address, socklen_t size) const
    {
        return m_descriptor >= 0 && ::connect(m_descriptor, address, size) == 0;
    }

private:
    int m_descriptor;
};

bool answers(const QByteArray &path, bool abstract)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::size_t start = abstract ? 1 : 0; // an abstract name begins with a zero byte
    if (static_cast<std::size_t>(path.size()) + start >= sizeof(address.sun_path))
        return false;
    std::memcpy(address.sun_path + start, path.constData(), static_cast<std::size_t>(path.size()));
    const auto size = offsetof(sockaddr_un, sun_path) + start + static_cast<std::size_t>(path.size());
    return Socket(AF_UNIX).connects(reinterpret_cast<const sockaddr *>(&address), static_cast<socklen_t>(size));
}

bool answersTcp(const QByteArray &host, int port)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (::getaddrinfo(host.constData(), QByteArray::number(port).constData(), &hints, &found) != 0)
        return false;
    bool connected = false;
    for (const addrinfo *one = found; one && !connected; one = one->ai_next)
        connected = Socket(one->ai_family).connects(one->ai_addr, one->ai_addrlen);
    ::freeaddrinfo(found);
    return connected;
}

/// DISPLAY is host:number.screen; without a host it is a socket of this machine.
bool xAnswers(QByteArray display)
{
    const qsizetype colon = display.lastIndexOf(':');
    if (colon < 0)
        return false;
    const QByteArray host = display.left(colon);
    bool isNumber = false;
    const int number = display.mid(colon + 1).split('.').front().toInt(&isNumber);
    if (!isNumber)
        return false;
    if (host.isEmpty() || host == "unix") {
        const QByteArray path = "/tmp/.X11-unix/X" + QByteArray::number(number);
        return answers(path, false) || answers(path, true);
    }
    return answersTcp(host, 6000 + number);
}

bool waylandAnswers(const QByteArray &display)
{
    const QByteArray path = display.startsWith('/') ? display : qgetenv("XDG_RUNTIME_DIR") + '/' + display;
    return answers(path, false);
}

} // namespace

bool displayAvailable()
{
    const QByteArray platform = qgetenv("QT_QPA_PLATFORM").split(':').front();
    if (platform == "offscreen" || platform == "minimal" || platform == "vnc" || platform == "linuxfb"
        || platform == "eglfs")
        return true;
    const QByteArray wayland = qgetenv("WAYLAND_DISPLAY");
    if (!wayland.isEmpty() && !platform.startsWith("xcb") && waylandAnswers(wayland))
        return true;
    const QByteArray display = qgetenv("DISPLAY");
    return !display.isEmpty() && !platform.startsWith("wayland") && xAnswers(display);
}

} // namespace coroscope
