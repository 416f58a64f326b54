// SPDX-License-Identifier: MIT
#pragma once

#include "player/run_study.h"
#include "player/sweep_axis.h"
#include "player/sweep_form.h"
#include "player/undo_history.h"
#include "run/sweep_runner.h"

#include <QtQml/qqmlregistration.h>

#include <map>
#include <optional>
#include <vector>

namespace coroscope {

/// A sweep around the values of a simulation: what is varied, and the results so far.
class SweepStudy : public coroscope::RunStudy
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QStringList parameters READ parameters NOTIFY patternChanged)
    Q_PROPERTY(coroscope::SweepAxis *across READ across CONSTANT)
    Q_PROPERTY(coroscope::SweepAxis *up READ up CONSTANT)
    Q_PROPERTY(QString problem READ problem NOTIFY formChanged)

public:
    explicit SweepStudy(QObject *parent = nullptr);
    ~SweepStudy() override;

    /// Labels of the parameters, in the order of the pattern.
    QStringList parameters() const;
    SweepAxis *across() { return &m_across; }
    SweepAxis *up() { return &m_up; }
    /// Why no sweep can be made with these settings, in one line; empty if it can.
    QString problem() const;
    bool running() const override { return m_runs.underWay(); }
    QString statusText() const override;
    QString commandLine() const override;
    /// What is to be drawn. Empty before there is a sweep.
    const SweepPicture &picture() const noexcept { return m_picture; }

    /// Varies the parameter in row @p row: the axis across, or the one up, which may be -1. The same twice is a
    /// problem().
    Q_INVOKABLE void varyAcross(int row);
    Q_INVOKABLE void varyUp(int row);
    /// Shows the run of a point, with the first of its seeds, at its end.
    Q_INVOKABLE void open(int point);
    /// Holds that run against the simulation's, see Pair.
    Q_INVOKABLE void compare(int point);
    Q_INVOKABLE void copyCommand();
    /// Undoes the last thing done since it became active: to the form, or to the run. Announces what, if it is of the
    /// form, or that there is nothing.
    Q_INVOKABLE void undo();
    Q_INVOKABLE void redo();

Q_SIGNALS:
    void formChanged();

private:
    std::uint64_t all() const override { return m_rows.size(); }
    std::uint64_t done() const override { return countOf(m_rows); }
    void follow(const QObject &context) override;
    void leavePattern() override;
    void takePattern() override;
    std::string_view firstVaried() const;
    void beginAnew() override;
    void keepUp() override;
    void breakOff() override;
    void takeResults() override;
    bool isOver() override { return m_runs.areOver(); }
    void refreshPicture() override;
    SweepForm form() const;
    void restore(const SweepForm &form);
    /// To be called when something may have been set.
    void noteForm();
    SweepStep takeBack(const SweepStep &step, void (Tuning::*ofTheRun)(), const QString &said);
    Sweep wanted() const;
    bool hasPoint(int point) const { return m_sweep && point >= 0 && static_cast<std::uint64_t>(point) < all(); }

    SweepAxis m_across;
    SweepAxis m_up;
    SweepForm m_form; ///< as last recorded
    bool m_restoring = false;
    std::map<const PatternInfo *, SweepForm> m_formsLeft; ///< by pattern, as of when another one was chosen
    UndoHistory<SweepStep> m_undo;
    std::optional<Sweep> m_sweep;
    std::vector<std::optional<SweepRow>> m_rows; ///< by point
    SweepPicture m_picture;
    BackgroundRuns<SweepRunner> m_runs;
};

} // namespace coroscope
