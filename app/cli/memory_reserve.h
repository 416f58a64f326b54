// SPDX-License-Identifier: MIT
#pragma once

#include <stop_token>

namespace coroscope {

/// Memory set aside for when the system refuses more: it is then released, the allocation succeeds, and code that polls
/// can end the program in good order: with what is finished written, and a word about why. Only when that is used up as
/// well is std::bad_alloc thrown in the middle of something. One instance at a time.
class MemoryReserve
{
public:
    MemoryReserve();
    ~MemoryReserve();
    MemoryReserve(const MemoryReserve &) = delete;
    MemoryReserve &operator=(const MemoryReserve &) = delete;

    /// Also requests a stop as soon as more is refused: work on many threads can't wait for the next poll.
    void stopWhenSpent(std::stop_source work);
    /// Whether the system refused more.
    bool spent() const noexcept;
    /// @throws std::bad_alloc if spent()
    void throwIfSpent() const;
    /// Releases the reserve.
    void release() noexcept;
};

} // namespace coroscope
