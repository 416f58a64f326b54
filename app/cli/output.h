// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace coroscope {

/// Where results go: standard output ("-"), a regular file, or whatever else can be written to (a FIFO, a device).
/// A regular file appears, or is replaced, as a whole by finish(), and not at all without it.
class Output
{
public:
    /// Opens it for writing. @throws WorkError
    explicit Output(std::string_view path);
    ~Output();
    Output(const Output &) = delete;
    Output &operator=(const Output &) = delete;

    /// @throws WorkError. What nobody reads any more (a broken pipe) is no error: it is dropped.
    void write(std::string_view text);
    /// Says that all has been written. @throws WorkError
    void finish();

private:
    class Target;
    class Descriptor;
    class File;
    std::unique_ptr<Target> m_target;
};

/// Makes writing to a pipe that nobody reads, or beyond a limit, an error that Output sees instead of a signal that ends
/// the program, and keeps files from being opened in the place of standard streams that are closed. Call it first in
/// main().
void prepareStandardStreams();

} // namespace coroscope
