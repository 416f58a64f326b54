// SPDX-License-Identifier: MIT
#include "player/answer_study.h"

#include "player/background_threads.h"

#include <system_error>

namespace coroscope {

AnswerStudy::AnswerStudy(QObject *parent) : QObject(parent)
{
    constexpr int interval = 16; // ms
    m_poll.setInterval(interval);
    connect(&m_poll, &QTimer::timeout, this, &AnswerStudy::take);
}

void AnswerStudy::begin(const SeededRuns &runs)
{
    m_results.clear();
    m_count = runs.count();
    try {
        m_runs.begin(runs, backgroundThreads());
        m_poll.start();
    } catch (const std::system_error &) {
        Q_EMIT failed();
    }
    Q_EMIT progressed();
}

void AnswerStudy::stop()
{
    m_runs.breakOff();
    Q_EMIT progressed();
}

double AnswerStudy::progress() const noexcept
{
    return m_count == 0 ? 0 : static_cast<double>(m_results.size()) / static_cast<double>(m_count);
}

void AnswerStudy::take()
{
    if (m_runs.underWay()) {
        while (std::optional<SweepRun> run = m_runs->next(std::chrono::milliseconds(0)))
            m_results.push_back(std::move(*run));
        const bool hasFailed = m_runs->failed();
        const bool isFinished = !hasFailed && m_runs->finished();
        if (hasFailed || isFinished)
            m_runs.breakOff();
        Q_EMIT progressed();
        if (hasFailed)
            Q_EMIT failed();
        else if (isFinished)
            Q_EMIT finished();
    }
    if (m_runs.areOver())
        m_poll.stop();
}

} // namespace coroscope
