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
    /// Begins with the points @p first … @p end - 1. @p threads: at least 1. Where the system refuses some of them, it
    /// goes on with half of those it got: what it refuses to threads it would refuse to their runs as well.
    /// @throws std::system_error or std::bad_alloc where there is not even one
    SweepRunner(Sweep sweep, std::uint64_t first, std::uint64_t end, unsigned threads);
    /// stop()
    ~SweepRunner();
    SweepRunner(const SweepRunner &) = delete;
    SweepRunner &operator=(const SweepRunner &) = delete;

    /// The next row in the order of the points, if it is there, or comes within @p patience.
    std::optional<SweepRow> next(std::chrono::milliseconds patience);
    /// Whether all rows have been handed out.
    bool finished() const;
    /// Whether a run was refused memory, which breaks off the others.
    bool failed() const;
    /// Asks to break off the runs under way, and returns at once. What is finished can still be had.
    void breakOff() { m_stop.request_stop(); }
    /// By which others may do the same.
    std::stop_source stopSource() const { return m_stop; }
    /// Whether, after that, nothing is under way any more: then stop() takes no time and leaves nothing behind.
    bool ended() const;
    /// Breaks off the runs under way, which takes milliseconds; one that takes longer to unwind is kept as it stands until
    /// the process ends. What is finished can still be had from rest().
    void stop();
    /// After stop() or breakOff(): the rows that are finished and have not been handed out, in the order of the points.
    /// Some between them are missing.
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
    std::size_t m_mostThreads = 0; ///< those with this number and higher ones end at once
    bool m_mayBegin = false;
    std::condition_variable m_begun; ///< tells of those two
    std::size_t m_working = 0;       ///< threads that have not ended
    std::exception_ptr m_failure;    ///< the first
    std::stop_source m_stop;
    std::stop_source m_leave; ///< what is not unwound
    std::vector<std::thread> m_threads;
};

} // namespace coroscope
