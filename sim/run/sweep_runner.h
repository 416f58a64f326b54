// SPDX-License-Identifier: MIT
#pragma once

#include "run/sweep.h"

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace coroscope {

/// Computes points of a sweep on threads of its own, and hands the rows out in the order of the points. Each run is a
/// function of its scenario alone, so the rows are the same on any number of threads.
class SweepRunner
{
public:
    /// Begins with the points @p first … @p end - 1. @p threads: at least 1. If the system refuses some of them, it
    /// goes on with half of those it got: memory refused to threads would be refused to their runs as well.
    /// @throws std::system_error or std::bad_alloc if not even one could be started
    SweepRunner(Sweep sweep, std::uint64_t first, std::uint64_t end, unsigned threads);
    /// stop()
    ~SweepRunner();
    SweepRunner(const SweepRunner &) = delete;
    SweepRunner &operator=(const SweepRunner &) = delete;

    /// The next row in the order of the points, if it is ready, or becomes so within @p patience.
    std::optional<SweepRow> next(std::chrono::milliseconds patience);
    /// Whether all rows have been handed out.
    bool finished() const;
    /// Whether a run ran out of memory, which stops the others.
    bool failed() const;
    /// Requests that the runs under way be stopped, and returns at once. Finished rows can still be taken.
    void breakOff() { m_stop.request_stop(); }
    /// With which other code may do the same.
    std::stop_source stopSource() const { return m_stop; }
    /// Whether, after that, nothing is under way any more: then stop() returns at once and leaves nothing behind.
    bool ended() const;
    /// Stops the runs under way, which takes milliseconds; one that takes longer to unwind is kept as it is until the
    /// process ends. Finished rows can still be taken with rest().
    void stop();
    /// After stop() or breakOff(): the rows that are finished and have not been handed out, in the order of the points.
    /// There may be gaps.
    std::vector<SweepRow> rest();
    /// @throws std::bad_alloc if it has failed
    void throwIfFailed() const;
    const Sweep &sweep() const noexcept { return m_sweep; }
    /// Points that are finished, and how many there are.
    std::uint64_t done() const;
    std::uint64_t count() const noexcept { return m_end - m_first; }

private:
    void work(std::size_t number);
    void computePoints(std::size_t number);

    Sweep m_sweep;
    std::uint64_t m_first;
    std::uint64_t m_end;
    mutable std::mutex m_mutex; ///< for everything below
    std::condition_variable m_rowFinished;
    std::map<std::uint64_t, SweepRow> m_rows; ///< finished, not handed out
    std::uint64_t m_nextToBegin;
    std::uint64_t m_nextToHandOut;
    std::uint64_t m_done = 0;
    std::size_t m_mostThreads = 0; ///< threads with this number or higher end at once
    bool m_mayBegin = false;
    std::condition_variable m_begun; ///< signals these two
    std::size_t m_working = 0;       ///< threads that have not ended
    std::exception_ptr m_failure;    ///< the first
    std::stop_source m_stop;
    std::stop_source m_leave; ///< for runs that are not to be unwound
    std::vector<std::thread> m_threads;
};

} // namespace coroscope
