// SPDX-License-Identifier: MIT
#include "player/file_lock.h"

#include "files/file_name.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace coroscope {

FileLock::FileLock(const QString &file)
    : m_file(file), m_descriptor(::open(nativeName(file).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
{
    // The previous holder may have removed the file just now; then our lock is on a file that no longer has a name.
    struct stat ours = {};
    struct stat there = {};
    if (m_descriptor >= 0
        && (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0 || ::fstat(m_descriptor, &ours) != 0
            || ::stat(nativeName(file).c_str(), &there) != 0 || ours.st_ino != there.st_ino))
        ::close(std::exchange(m_descriptor, -1));
}

FileLock::~FileLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void FileLock::remove()
{
    if (!isHeld())
        return;
    ::unlink(nativeName(m_file).c_str());
    ::close(std::exchange(m_descriptor, -1));
}

} // namespace coroscope
