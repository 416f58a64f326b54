// SPDX-License-Identifier: MIT
#pragma once

#include "player/answer_runs.h"
#include "player/background_runs.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace coroscope {

/// The runs that a lesson asks for, made in the background.
class AnswerStudy : public QObject
{
    Q_OBJECT

public:
    explicit AnswerStudy(QObject *parent = nullptr);

    /// Begins these, in the place of those under way.
    void begin(const SeededRuns &runs);
    void stop();
    bool running() const noexcept { return m_runs.underWay(); }
    /// 0 … 1.
    double progress() const noexcept;
    /// Once they are finished, in the order of SeededRuns::at().
    const std::vector<SweepRun> &results() const noexcept { return m_results; }

Q_SIGNALS:
    void progressed();
    void finished();
    /// They can't be made: the system has no thread or no memory for them.
    void failed();

private:
    void take();

    BackgroundRuns<AnswerRunner> m_runs;
    std::vector<SweepRun> m_results;
    std::uint64_t m_count = 0;
    QTimer m_poll;
};

} // namespace coroscope
