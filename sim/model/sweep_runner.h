// SPDX-License-Identifier: MIT
#pragma once

#include "model/sweep.h"

#include <condition_variable>
#include <cstdint>
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
    /// Begins with the points @p first … @p end - 1. @p threads: at least 1.
    SweepRunner(Sweep sweep, std::uint64_t first, std::uint64_t end, unsigned threads);
    /// stop()
    ~SweepRunner();
    SweepRunner(const SweepRunner &) = delete;
    SweepRunner &operator=(const SweepRunner &) = delete;

    /// The next row in the order of the points, if it is there, or comes within @p patience.
    std::optional<SweepRow> next(std::chrono::milliseconds patience);
    /// Whether all rows have been handed out.
    bool finished() const;
    /// Breaks off the runs under way, which takes milliseconds. What is finished can still be had from rest().
    void stop();
    /// After stop(): the rows that are finished and have not been handed out, in the order of the points. Some between
    /// them are missing.
    std::vector<SweepRow> rest();
    const Sweep &sweep() const noexcept { return m_sweep; }
    /// Points that are finished, and how many there are.
    std::uint64_t done() const;
    std::uint64_t count() const noexcept { return m_end - m_first; }

private:
    void work();

    Sweep m_sweep;
    std::uint64_t m_first;
    std::uint64_t m_end;
    mutable std::mutex m_mutex; ///< for everything below
    std::condition_variable m_rowFinished;
    std::map<std::uint64_t, SweepRow> m_rows; ///< finished, not handed out
    std::uint64_t m_nextToBegin;
    std::uint64_t m_nextToHandOut;
    std::uint64_t m_done = 0;
    std::stop_source m_stop;
    std::vector<std::thread> m_threads;
};

} // namespace coroscope
