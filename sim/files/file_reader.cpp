// SPDX-License-Identifier: MIT
#include "files/file_reader.h"

#include "files/file_writer.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace coroscope {

namespace {

[[noreturn]] void fail(int error)
{
    if (error == ENOENT || error == ENOTDIR)
        throw FileError("there is no such file");
    throw FileError(std::string("can't be read: ") + std::strerror(error));
}

} // namespace

std::string readFile(const std::string &name, std::size_t most)
{
    struct stat status = {};
    if (::stat(name.c_str(), &status) != 0)
        fail(errno);
    if (!S_ISREG(status.st_mode))
        throw FileError(S_ISDIR(status.st_mode) ? "it is a directory" : "it is no ordinary file");
    // Should a FIFO take its place in this very moment, it is not waited for.
    const int descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0)
        fail(errno);
    std::string text;
    ssize_t count = 1;
    while (count > 0 && text.size() < most) {
        constexpr std::size_t part = 64 * 1024;
        const std::size_t before = text.size();
        text.resize(before + std::min(part, most - before));
        count = ::read(descriptor, text.data() + before, text.size() - before);
        text.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    }
    const int error = count < 0 ? errno : 0;
    ::close(descriptor);
    if (error != 0)
        fail(error);
    return text;
}

} // namespace coroscope
