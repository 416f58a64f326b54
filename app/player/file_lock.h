// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <utility>

namespace coroscope {

/// An exclusive lock on a file. The system releases it when the holding process ends, however it ends; it does not rely
/// on a process ID, which may be reused by tomorrow (as QLockFile does).
class FileLock
{
public:
    FileLock() = default;
    /// Tries to lock @p file, without waiting, and creates it if it is missing.
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
    /// Removes the file, if the lock is held, and releases the lock.
    void remove();

private:
    QString m_file;
    int m_descriptor = -1;
};

} // namespace coroscope
