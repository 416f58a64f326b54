// SPDX-License-Identifier: MIT
#include "cli/output.h"

#include "cli/errors.h"
#include "text/wording.h"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace coroscope {

namespace {

/// Does @p what; an error names the file.
template <typename What>
void named(const std::string &name, const What &what)
{
    try {
        what();
    } catch (const FileError &error) {
        throw WorkError("cannot write to " + name + ": " + error.what());
    }
}

} // namespace

Output::Output(std::string_view path) : m_name(path == "-" ? "standard output" : inQuotes(path))
{
    named(m_name, [&] { m_writer.emplace(std::string(path)); });
}

void Output::write(std::string_view text)
{
    named(m_name, [&] { m_writer->write(text); });
}

void Output::finish()
{
    named(m_name, [&] { m_writer->finish(); });
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
