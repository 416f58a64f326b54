// SPDX-License-Identifier: MIT
#pragma once

#include <stop_token>

namespace coroscope {

/// Memory that is set aside for the moment in which the system refuses more: then it is given back, the work that asked
/// goes on, and whoever looks learns of it and can end in good order: with what is finished written, and a word about why.
/// Only when that is used up as well, std::bad_alloc is thrown in the middle of something. One at a time.
class MemoryReserve
{
public:
    MemoryReserve();
    ~MemoryReserve();
    MemoryReserve(const MemoryReserve &) = delete;
    MemoryReserve &operator=(const MemoryReserve &) = delete;

    /// Also asks to stop, in the moment in which more is refused: work on many threads can't wait until somebody looks.
    void stopWhenSpent(std::stop_source work);
    /// Whether more was refused.
    bool spent() const noexcept;
    /// @throws std::bad_alloc if it is
    void throwIfSpent() const;
    /// Gives it back.
    void release() noexcept;
};

} // namespace coroscope
