// SPDX-License-Identifier: MIT
#include "files/file_writer.h"

#include "files/file_target.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace coroscope {

namespace {

constexpr std::size_t bufferSize = 64 * 1024; // bytes

[[noreturn]] void fail(int error)
{
    throw FileError(std::strerror(error));
}

/// A file descriptor that is closed in the end. (Standard streams are left open.)
class Descriptor
{
public:
    explicit Descriptor(int number) : m_number(number) { }
    Descriptor(Descriptor &&other) noexcept : m_number(std::exchange(other.m_number, -1)) { }
    Descriptor &operator=(Descriptor &&) = delete;
    ~Descriptor()
    {
        if (m_number > STDERR_FILENO)
            ::close(m_number);
    }
    int number() const noexcept { return m_number; }
    bool isOpen() const noexcept { return m_number >= 0; }
    /// Some file systems tell only now that there was no room.
    void close()
    {
        if (::close(std::exchange(m_number, -1)) != 0 && errno != EINTR)
            fail(errno);
    }

private:
    int m_number;
};

/// @returns 0, or what went wrong
int writeAll(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EAGAIN) { // another process made the shared terminal or pipe non-blocking
            pollfd ready{.fd = descriptor, .events = POLLOUT, .revents = 0};
            ::poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

/// Only here a full disk shows where a file system gives out room late.
void sync(int descriptor)
{
    if (::fsync(descriptor) != 0 && errno != EINVAL && errno != EROFS && errno != ENOTSUP && errno != EINTR)
        fail(errno);
}

/// "/dev/stdout", "/dev/fd/3": what is open already. Opened once more it would begin at its start.
std::optional<int> descriptorNamed(std::string_view name)
{
    if (name == "-" || name == "/dev/stdout")
        return STDOUT_FILENO;
    if (name == "/dev/stderr")
        return STDERR_FILENO;
    for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
        int number = -1;
        const char *const end = name.data() + name.size();
        if (name.starts_with(folder) && std::from_chars(name.data() + folder.size(), end, number).ptr == end)
            return number;
    }
    return std::nullopt;
}

} // namespace

class FileWriter::Target
{
public:
    virtual ~Target() = default;
    virtual void write(std::string_view text) = 0;
    virtual bool abandoned() const noexcept { return false; }
    virtual void finish() = 0;
};

/// Standard output, a FIFO, a device: what is written there can't be taken back.
class FileWriter::Stream final : public FileWriter::Target
{
public:
    explicit Stream(Descriptor descriptor) : m_descriptor(std::move(descriptor)) { }

    void write(std::string_view text) override
    {
        if (m_broken)
            return;
        const int error = writeAll(m_descriptor.number(), text);
        m_broken = error == EPIPE;
        if (error != 0 && !m_broken)
            fail(error);
    }
    bool abandoned() const noexcept override
    {
        pollfd pipe{.fd = m_descriptor.number(), .events = POLLOUT, .revents = 0};
        return m_broken || (::poll(&pipe, 1, 0) == 1 && (pipe.revents & POLLERR) != 0);
    }
    void finish() override
    {
        // A copy, so that standard output stays open.
        const int copy = ::dup(m_descriptor.number());
        if (copy < 0)
            fail(errno);
        Descriptor(copy).close();
    }

private:
    Descriptor m_descriptor;
    bool m_broken = false;
};

/// A new file beside the old one, which it replaces in the end.
class FileWriter::Replacement final : public FileWriter::Target
{
public:
    /// Null if no file can be created there. @p old: what is there now
    static std::unique_ptr<Replacement> make(const std::string &target, const struct stat *old)
    {
        static std::atomic<unsigned> count = 0;
        const std::string folder = target.substr(0, target.find_last_of('/') + 1);
        for (;;) {
            // Not after the target's name: that may be as long as a name can be.
            std::string name = folder + ".coroscope-" + std::to_string(::getpid()) + "-" + std::to_string(++count);
            Descriptor made(::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
            if (!made.isOpen() && errno == EEXIST)
                continue;
            if (!made.isOpen())
                return nullptr;
            if (old) { // where that is not permitted, they are ours
                [[maybe_unused]] const int owner = ::fchown(made.number(), old->st_uid, old->st_gid);
                ::fchmod(made.number(), old->st_mode & 07777);
            }
            return std::make_unique<Replacement>(target, std::move(name), std::move(made));
        }
    }
    Replacement(std::string target, std::string name, Descriptor made)
        : m_target(std::move(target)), m_name(std::move(name)), m_made(std::move(made))
    {
    }
    ~Replacement() override
    {
        if (!m_name.empty())
            ::unlink(m_name.c_str());
    }

    void write(std::string_view text) override
    {
        m_buffer += text;
        if (m_buffer.size() >= bufferSize)
            flush();
    }
    void finish() override
    {
        flush();
        sync(m_made.number());
        m_made.close();
        if (::rename(m_name.c_str(), m_target.c_str()) != 0)
            fail(errno);
        m_name.clear();
    }

private:
    void flush()
    {
        if (const int error = writeAll(m_made.number(), m_buffer))
            fail(error);
        m_buffer.clear();
    }

    std::string m_target;
    std::string m_name; ///< empty: it is gone
    Descriptor m_made;
    std::string m_buffer;
};

/// A file that may be written, in a folder that may not: it is written over in the end, once all of it is there and
/// there is room for it.
class FileWriter::Rewriting final : public FileWriter::Target
{
public:
    explicit Rewriting(Descriptor file) : m_file(std::move(file)), m_spool(std::tmpfile())
    {
        if (!m_spool)
            fail(errno);
    }
    ~Rewriting() override { std::fclose(m_spool); }

    void write(std::string_view text) override
    {
        if (std::fwrite(text.data(), 1, text.size(), m_spool) != text.size())
            fail(errno);
    }
    void finish() override
    {
        struct stat old = {};
        if (std::fflush(m_spool) != 0 || ::fstat(m_file.number(), &old) != 0)
            fail(errno);
        const off_t size = std::ftell(m_spool);
        if (const int error = size > 0 ? ::posix_fallocate(m_file.number(), 0, size) : 0) {
            [[maybe_unused]] const int restored = ::ftruncate(m_file.number(), old.st_size);
            fail(error);
        }
        std::rewind(m_spool);
        std::array<char, bufferSize> part;
        while (const std::size_t length = std::fread(part.data(), 1, part.size(), m_spool)) {
            if (const int error = writeAll(m_file.number(), {part.data(), length}))
                fail(error);
        }
        if (std::ferror(m_spool) != 0 || ::ftruncate(m_file.number(), size) != 0)
            fail(errno);
        sync(m_file.number());
        m_file.close();
    }

private:
    Descriptor m_file;
    std::FILE *m_spool;
};

FileWriter::FileWriter(const std::string &name)
{
    if (name.empty())
        throw FileError("it has no name");
    if (const auto number = descriptorNamed(name)) {
        const int own = *number > STDERR_FILENO ? ::fcntl(*number, F_DUPFD_CLOEXEC, STDERR_FILENO + 1) : *number;
        if (own < 0)
            fail(errno);
        m_target = std::make_unique<Stream>(Descriptor(own));
        return;
    }
    struct stat status = {};
    const bool exists = ::stat(name.c_str(), &status) == 0;
    if (exists && S_ISDIR(status.st_mode))
        throw FileError("it is a directory");
    if (exists && !S_ISREG(status.st_mode)) {
        Descriptor opened(::open(name.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
        if (!opened.isOpen())
            fail(errno);
        m_target = std::make_unique<Stream>(std::move(opened));
        return;
    }
    if (!exists && errno != ENOENT)
        fail(errno);
    const std::string target = finalTarget(name);
    // Replacing needs write permission for the folder only; where the file itself denies it, that is respected.
    if (exists && ::faccessat(AT_FDCWD, target.c_str(), W_OK, AT_EACCESS) != 0)
        fail(errno);
    m_target = Replacement::make(target, exists ? &status : nullptr);
    if (m_target)
        return;
    const int error = errno;
    const bool folderIsClosed = error == EACCES || error == EROFS || error == EPERM;
    Descriptor file(exists && folderIsClosed ? ::open(target.c_str(), O_WRONLY | O_CLOEXEC) : -1);
    if (!file.isOpen())
        fail(error);
    m_target = std::make_unique<Rewriting>(std::move(file));
}

FileWriter::~FileWriter() = default;

void FileWriter::write(std::string_view text)
{
    m_target->write(text);
}

bool FileWriter::abandoned() const noexcept
{
    return m_target->abandoned();
}

void FileWriter::finish()
{
    m_target->finish();
}

} // namespace coroscope
