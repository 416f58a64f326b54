// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <new>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

namespace coroscope {

/// Computes rows, each of a point with a number, on threads of its own, and hands them out in the order of the points.
/// Each row is a function of its point alone, so they are the same on any number of threads.
template <typename Row>
class PointRunner
{
public:
    /// Computes a point's row. Gives nullopt if the first token is requested to stop, which it looks for every few
    /// milliseconds; once the second is, too, it does not wait until what it began has been unwound. Called on several
    /// threads at once. May throw std::bad_alloc.
    using Compute = std::function<std::optional<Row>(std::uint64_t point, const std::stop_token &stop,
                                                     const std::stop_token &leave)>;

    /// Begins with the points @p first … @p end - 1. @p threads: at least 1. If the system refuses some of them, it
    /// goes on with half of those it got: memory refused to threads would be refused to their runs as well.
    /// @throws std::system_error or std::bad_alloc if not even one could be started
    PointRunner(Compute compute, std::uint64_t first, std::uint64_t end, unsigned threads)
        : m_compute(std::move(compute)), m_first(first), m_end(end), m_nextToBegin(first), m_nextToHandOut(first)
    {
        m_mostThreads = std::min<std::uint64_t>(threads, count()); // more would have nothing to do
        m_threads.reserve(m_mostThreads);
        std::unique_lock lock(m_mutex);
        try {
            for (; m_threads.size() < m_mostThreads; ++m_working)
                m_threads.emplace_back([this, number = m_threads.size()] { work(number); });
        } catch (const std::exception &) { // std::system_error, std::bad_alloc
            if (m_threads.empty())
                throw;
            m_mostThreads = (m_threads.size() + 1) / 2;
        }
        // The others begin once those are gone: what they take is needed.
        lock.unlock();
        m_begun.notify_all();
        while (m_threads.size() > m_mostThreads) {
            m_threads.back().join();
            m_threads.pop_back();
        }
        lock.lock();
        m_mayBegin = true;
        m_begun.notify_all();
    }
    /// stop()
    ~PointRunner() { stop(); }
    PointRunner(const PointRunner &) = delete;
    PointRunner &operator=(const PointRunner &) = delete;

    /// The next row in the order of the points, if it is ready, or becomes so within @p patience.
    std::optional<Row> next(std::chrono::milliseconds patience)
    {
        std::unique_lock lock(m_mutex);
        m_rowFinished.wait_for(lock, patience, [this] { return m_failure || m_rows.contains(m_nextToHandOut); });
        const auto found = m_rows.find(m_nextToHandOut);
        if (found == m_rows.end())
            return std::nullopt;
        ++m_nextToHandOut;
        Row row = std::move(found->second);
        m_rows.erase(found);
        return row;
    }
    /// Whether all rows have been handed out.
    bool finished() const
    {
        const std::lock_guard lock(m_mutex);
        return m_nextToHandOut == m_end;
    }
    /// Whether a run ran out of memory, which stops the others.
    bool failed() const
    {
        const std::lock_guard lock(m_mutex);
        return m_failure != nullptr;
    }
    /// Requests that the runs under way be stopped, and returns at once. Finished rows can still be taken.
    void breakOff() { m_stop.request_stop(); }
    /// With which other code may do the same.
    std::stop_source stopSource() const { return m_stop; }
    /// Whether, after that, nothing is under way any more: then stop() returns at once and leaves nothing behind.
    bool ended() const
    {
        const std::lock_guard lock(m_mutex);
        return m_working == 0;
    }
    /// Stops the runs under way, which takes milliseconds; one that takes longer to unwind is kept as it is until the
    /// process ends. Finished rows can still be taken with rest().
    void stop()
    {
        m_stop.request_stop();
        m_leave.request_stop();
        for (std::thread &thread : m_threads)
            thread.join();
        m_threads.clear();
    }
    /// After stop() or breakOff(): the rows that are finished and have not been handed out, in the order of the points.
    /// There may be gaps.
    std::vector<Row> rest()
    {
        const std::lock_guard lock(m_mutex);
        std::vector<Row> rows;
        for (auto &[point, row] : m_rows)
            rows.push_back(std::move(row));
        m_rows.clear();
        return rows;
    }
    /// @throws std::bad_alloc if it has failed
    void throwIfFailed() const
    {
        const std::lock_guard lock(m_mutex);
        if (m_failure)
            std::rethrow_exception(m_failure);
    }
    /// Points that are finished, and how many there are.
    std::uint64_t done() const
    {
        const std::lock_guard lock(m_mutex);
        return m_done;
    }
    std::uint64_t count() const noexcept { return m_end - m_first; }

private:
    void work(std::size_t number)
    {
        std::exception_ptr failure;
        try {
            computePoints(number);
        } catch (const std::bad_alloc &) {
            failure = std::current_exception();
        }
        const std::lock_guard lock(m_mutex);
        if (failure && !m_failure) {
            m_failure = failure;
            m_stop.request_stop();
            m_rowFinished.notify_all();
        }
        --m_working;
    }
    void computePoints(std::size_t number)
    {
        const std::stop_token stop = m_stop.get_token();
        const std::stop_token leave = m_leave.get_token();
        {
            std::unique_lock lock(m_mutex);
            m_begun.wait(lock, [&] { return m_mayBegin || number >= m_mostThreads; });
            if (number >= m_mostThreads)
                return;
        }
        for (;;) {
            std::uint64_t point = 0;
            {
                const std::lock_guard lock(m_mutex);
                if (stop.stop_requested() || m_nextToBegin == m_end)
                    return;
                point = m_nextToBegin++;
            }
            std::optional<Row> row = m_compute(point, stop, leave);
            if (!row)
                return;
            const std::lock_guard lock(m_mutex);
            m_rows.emplace(point, std::move(*row));
            ++m_done;
            m_rowFinished.notify_all();
        }
    }

    Compute m_compute;
    std::uint64_t m_first;
    std::uint64_t m_end;
    mutable std::mutex m_mutex; ///< for everything below
    std::condition_variable m_rowFinished;
    std::map<std::uint64_t, Row> m_rows; ///< finished, not handed out
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
