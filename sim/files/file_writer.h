// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace coroscope {

/// A file can't be read or written: the reason, on one line, without its name.
class FileError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// The one way in which the programs write files. An ordinary file appears, or is replaced, as a whole by finish(),
/// which makes sure that every byte has reached the disk before the old file goes; without it, or if anything fails,
/// the old one stays as it was. Links are followed, and owner and permissions stay. Anything else (a FIFO, a device,
/// /dev/stdout) is written into, and never replaced.
class FileWriter
{
public:
    /// Opens it, so that what can't be written is known at once. A FIFO waits for a reader. @p name: bytes as the
    /// system takes them; "-" is standard output. @throws FileError
    explicit FileWriter(const std::string &name);
    ~FileWriter();
    FileWriter(const FileWriter &) = delete;
    FileWriter &operator=(const FileWriter &) = delete;

    /// @throws FileError. A broken pipe is no error: what is written is dropped.
    void write(std::string_view text);
    /// Whether it is a broken pipe: work that is done only for it can end.
    bool abandoned() const noexcept;
    /// To be called when all has been written. @throws FileError
    void finish();

private:
    class Target;
    class Stream;
    class Replacement;
    class Rewriting;
    std::unique_ptr<Target> m_target;
};

} // namespace coroscope
