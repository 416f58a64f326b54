// SPDX-License-Identifier: MIT
#include "run/sweep_runner.h"

#include <algorithm>
#include <new>
#include <system_error>
#include <utility>

namespace coroscope {

SweepRunner::SweepRunner(Sweep sweep, std::uint64_t first, std::uint64_t end, unsigned threads)
    : m_sweep(std::move(sweep)), m_first(first), m_end(end), m_nextToBegin(first), m_nextToHandOut(first)
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

SweepRunner::~SweepRunner()
{
    stop();
}

void SweepRunner::work(std::size_t number)
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

void SweepRunner::computePoints(std::size_t number)
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
        std::uint64_t point;
        {
            const std::lock_guard lock(m_mutex);
            if (stop.stop_requested() || m_nextToBegin == m_end)
                return;
            point = m_nextToBegin++;
        }
        SweepPoint runs;
        for (std::uint64_t i = 0; i < m_sweep.seeds(); ++i) {
            if (stop.stop_requested()) // a short run does not look
                return;
            const auto run = sweepRun(m_sweep.scenarioAt(point, m_sweep.firstSeed + i), stop, leave);
            if (!run)
                return;
            runs.add(*run);
        }
        const std::lock_guard lock(m_mutex);
        m_rows.emplace(point, runs.row(point));
        ++m_done;
        m_rowFinished.notify_all();
    }
}

std::optional<SweepRow> SweepRunner::next(std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_mutex);
    m_rowFinished.wait_for(lock, patience, [this] { return m_failure || m_rows.contains(m_nextToHandOut); });
    const auto found = m_rows.find(m_nextToHandOut);
    if (found == m_rows.end())
        return std::nullopt;
    ++m_nextToHandOut;
    SweepRow row = std::move(found->second);
    m_rows.erase(found);
    return row;
}

bool SweepRunner::finished() const
{
    const std::lock_guard lock(m_mutex);
    return m_nextToHandOut == m_end;
}

bool SweepRunner::failed() const
{
    const std::lock_guard lock(m_mutex);
    return m_failure != nullptr;
}

bool SweepRunner::ended() const
{
    const std::lock_guard lock(m_mutex);
    return m_working == 0;
}

void SweepRunner::throwIfFailed() const
{
    const std::lock_guard lock(m_mutex);
    if (m_failure)
        std::rethrow_exception(m_failure);
}

void SweepRunner::stop()
{
    m_stop.request_stop();
    m_leave.request_stop();
    for (std::thread &thread : m_threads)
        thread.join();
    m_threads.clear();
}

std::vector<SweepRow> SweepRunner::rest()
{
    const std::lock_guard lock(m_mutex);
    std::vector<SweepRow> rows;
    for (auto &[point, row] : m_rows)
        rows.push_back(std::move(row));
    m_rows.clear();
    return rows;
}

std::uint64_t SweepRunner::done() const
{
    const std::lock_guard lock(m_mutex);
    return m_done;
}

} // namespace coroscope
