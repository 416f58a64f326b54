// SPDX-License-Identifier: MIT
#include "model/sweep_runner.h"

#include <utility>

namespace coroscope {

SweepRunner::SweepRunner(Sweep sweep, std::uint64_t first, std::uint64_t end, unsigned threads)
    : m_sweep(std::move(sweep)), m_first(first), m_end(end), m_nextToBegin(first), m_nextToHandOut(first)
{
    for (unsigned i = 0; i < threads; ++i)
        m_threads.emplace_back([this] { work(); });
}

SweepRunner::~SweepRunner()
{
    stop();
}

void SweepRunner::work()
{
    const std::stop_token stop = m_stop.get_token();
    for (;;) {
        std::uint64_t point;
        {
            const std::lock_guard lock(m_mutex);
            if (stop.stop_requested() || m_nextToBegin == m_end)
                return;
            point = m_nextToBegin++;
        }
        std::vector<SweepRun> runs;
        for (std::uint64_t i = 0; i < m_sweep.seeds(); ++i) {
            std::optional<SweepRun> run = sweepRun(m_sweep.scenarioAt(point, m_sweep.firstSeed + i), stop);
            if (!run)
                return;
            runs.push_back(std::move(*run));
        }
        const std::lock_guard lock(m_mutex);
        m_rows.emplace(point, sweepRow(point, runs));
        ++m_done;
        m_rowFinished.notify_all();
    }
}

std::optional<SweepRow> SweepRunner::next(std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_mutex);
    m_rowFinished.wait_for(lock, patience, [this] { return m_rows.contains(m_nextToHandOut); });
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

void SweepRunner::stop()
{
    m_stop.request_stop();
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
