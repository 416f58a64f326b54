// SPDX-License-Identifier: MIT
#pragma once

#include "files/file_writer.h"

#include <optional>
#include <string>
#include <string_view>

namespace coroscope {

/// Where results go: standard output ("-"), or anything FileWriter can write to; errors name it.
class Output
{
public:
    /// Opens it for writing. @throws WorkError
    explicit Output(std::string_view path);

    /// As FileWriter::write(). @throws WorkError
    void write(std::string_view text);
    /// As FileWriter::abandoned().
    bool abandoned() const noexcept { return m_writer->abandoned(); }
    /// To be called when all has been written. @throws WorkError
    void finish();

private:
    std::string m_name; ///< for people
    std::optional<FileWriter> m_writer;
};

/// Makes writing to a broken pipe, or beyond a file size limit, an error that Output sees instead of a signal that
/// kills the program, and keeps files from being opened in the place of closed standard streams. Call it first in
/// main().
void prepareStandardStreams();

} // namespace coroscope
