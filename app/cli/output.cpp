// SPDX-License-Identifier: MIT
#include "cli/output.h"

#include "cli/errors.h"
#include "cli/wording.h"

#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace coroscope {

namespace {

[[noreturn]] void fail(const std::string &name, const std::string &why)
{
    throw WorkError("cannot write to " + name + ": " + why);
}

} // namespace

class Output::Target
{
public:
    virtual ~Target() = default;
    virtual void write(std::string_view text) = 0;
    virtual void finish() = 0;
};

/// Standard output, a FIFO, a device.
class Output::Descriptor final : public Output::Target
{
public:
    Descriptor(std::string name, int descriptor) : m_name(std::move(name)), m_descriptor(descriptor) { }
    ~Descriptor() override
    {
        if (m_descriptor > STDERR_FILENO)
            ::close(m_descriptor);
    }

    void write(std::string_view text) override
    {
        while (!text.empty() && !m_broken) {
            const ssize_t written = ::write(m_descriptor, text.data(), text.size());
            if (written >= 0) {
                text.remove_prefix(static_cast<std::size_t>(written));
            } else if (errno == EPIPE) {
                m_broken = true;
            } else if (errno == EAGAIN) { // somebody made the other end of a shared terminal or pipe non-blocking
                pollfd ready{.fd = m_descriptor, .events = POLLOUT, .revents = 0};
                ::poll(&ready, 1, -1);
            } else if (errno != EINTR) {
                fail(m_name, std::strerror(errno));
            }
        }
    }

    void finish() override
    {
        // Some file systems tell only now that there was no room. Standard output is left open, so a copy is closed.
        const int copy = ::dup(m_descriptor);
        if (copy < 0 || (::close(copy) != 0 && errno != EINTR))
            fail(m_name, std::strerror(errno));
    }

private:
    std::string m_name;
    int m_descriptor;
    bool m_broken = false;
};

class Output::File final : public Output::Target
{
public:
    File(std::string name, const QString &path) : m_name(std::move(name)), m_file(path)
    {
        // A file that may be written in a directory that may not is written in place.
        m_file.setDirectWriteFallback(true);
        if (!m_file.open(QIODevice::WriteOnly))
            fail(m_name, m_file.errorString().toStdString());
    }

    void write(std::string_view text) override
    {
        const auto size = static_cast<qint64>(text.size());
        if (m_file.write(text.data(), size) != size)
            fail(m_name, m_file.errorString().toStdString());
    }
    void finish() override
    {
        if (!m_file.commit())
            fail(m_name, m_file.errorString().toStdString());
    }

private:
    std::string m_name;
    QSaveFile m_file;
};

Output::Output(std::string_view path)
{
    if (path == "-") {
        m_target = std::make_unique<Descriptor>("standard output", STDOUT_FILENO);
        return;
    }
    const std::string name = inQuotes(path);
    const QString decoded = QString::fromUtf8(path.data(), static_cast<qsizetype>(path.size()));
    if (path.empty() || decoded.toUtf8() != QByteArrayView(path.data(), static_cast<qsizetype>(path.size())))
        fail(name, path.empty() ? "it has no name" : "its name is not valid UTF-8");
    const QFileInfo existing(decoded);
    if (existing.isDir())
        fail(name, "it is a directory");
    if (!existing.exists() || existing.isFile()) {
        m_target = std::make_unique<File>(name, decoded);
        return;
    }
    const int descriptor = ::open(std::string(path).c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        fail(name, std::strerror(errno));
    m_target = std::make_unique<Descriptor>(name, descriptor);
}

Output::~Output() = default;

void Output::write(std::string_view text)
{
    m_target->write(text);
}

void Output::finish()
{
    m_target->finish();
}

void prepareStandardStreams()
{
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // a limit on file sizes
    // open() takes the lowest number that is free. Opened the wrong way round, so that using them is still an error.
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) < 0 && errno == EBADF)
            ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

} // namespace coroscope
