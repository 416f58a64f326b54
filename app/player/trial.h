// SPDX-License-Identifier: MIT
#pragma once

#include "lesson/answer.h"
#include "models/lesson_rows.h"
#include "player/answer_study.h"
#include "player/run.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace coroscope {

/// A challenge, and how what has been turned stands to it: for the run shown as it goes, and over the seeds that judge.
class Trial : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Learning")
    Q_PROPERTY(bool active READ active NOTIFY changed)
    Q_PROPERTY(bool limited READ limited NOTIFY changed)
    Q_PROPERTY(coroscope::GoalModel *goals READ goals CONSTANT)
    Q_PROPERTY(coroscope::GoalModel *starGoals READ starGoals CONSTANT)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(double progress READ progress NOTIFY changed)
    Q_PROPERTY(int stars READ stars NOTIFY changed)
    Q_PROPERTY(QString verdict READ verdict NOTIFY changed)
    Q_PROPERTY(QString hint READ hint NOTIFY changed)
    Q_PROPERTY(bool hasHint READ hasHint NOTIFY changed)

public:
    /// @p run must outlive it.
    explicit Trial(Run &run, QObject *parent = nullptr);

    /// Another one, or none.
    void take(const std::optional<Challenge> &challenge);

    bool active() const noexcept { return m_challenge.has_value(); }
    /// Not everything may be turned in it.
    bool limited() const { return m_challenge && !m_challenge->turnable.empty(); }
    GoalModel *goals() { return &m_goals; }
    GoalModel *starGoals() { return &m_starGoals; }
    bool busy() const noexcept { return m_study.running(); }
    double progress() const noexcept { return m_study.progress(); }
    /// Of the last judgement; 0 if it was not met, or not judged since something was turned.
    int stars() const noexcept { return m_judgement ? m_judgement->stars : 0; }
    /// In a sentence; empty before it has been judged.
    QString verdict() const;
    /// Empty before it is asked for.
    QString hint() const;
    bool hasHint() const { return m_challenge && !m_challenge->hint.empty(); }

    /// Judges the values as they are.
    Q_INVOKABLE void judge();
    Q_INVOKABLE void showHint();

Q_SIGNALS:
    void changed();
    void solved(int stars);
    void notice(const QString &text);

private:
    std::optional<std::size_t> turnedOther() const;
    void look();
    void finish();
    void refresh();
    std::vector<GoalRow> rowsOf(const std::vector<Goal> &goals, const SweepRun &now) const;
    QString textOf(const Goal &goal) const;

    Run &m_run;
    std::optional<Challenge> m_challenge;
    GoalModel m_goals;
    GoalModel m_starGoals;
    AnswerStudy m_study;
    std::vector<std::int64_t> m_values; ///< that are judged
    std::optional<Judgement> m_judgement;
    bool m_hintShown = false;
};

} // namespace coroscope
