// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <utility>

namespace coroscope {

/// The right to what a file stands for, held by one at a time. It ends with whoever holds it, however that ends: the
/// system keeps it, and not a number of a process that may be another's by tomorrow (as QLockFile's).
class FileLock
{
public:
    FileLock() = default;
    /// Tries to get it, without waiting, and makes the file where it is missing.
    explicit FileLock(const QString &file);
    FileLock(FileLock &&other) noexcept
        : m_file(std::exchange(other.m_file, {})), m_descriptor(std::exchange(other.m_descriptor, -1))
    {
    }
    FileLock &operator=(FileLock other) noexcept
    {
        std::swap(m_file, other.m_file);
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    ~FileLock();

    bool isHeld() const noexcept { return m_descriptor >= 0; }
    /// Takes the file away, where it is held, and lets go.
    void remove();

private:
    QString m_file;
    int m_descriptor = -1;
};

} // namespace coroscope
