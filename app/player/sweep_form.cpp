// SPDX-License-Identifier: MIT
#include "player/sweep_form.h"

#include "player/sweep_study.h"

#include <utility>

// The settings of a sweep: whether they are valid, and undo.

namespace coroscope {

namespace {

QString whatDiffers(const SweepForm &a, const SweepForm &b)
{
    if (a.times.length != b.times.length)
        return QStringLiteral("the length of a run");
    if (a.times.warmup != b.times.warmup)
        return QStringLiteral("the warm-up");
    if (a.seeds != b.seeds)
        return QStringLiteral("the seeds");
    return a.measure != b.measure ? QStringLiteral("what is shown") : QStringLiteral("what is varied");
}

} // namespace

SweepForm SweepStudy::form() const
{
    return {m_across.state(), m_up.state(), m_measure, m_seeds, m_times};
}

void SweepStudy::restore(const SweepForm &form)
{
    m_form = form; // known already: no new step
    m_across.restore(form.across);
    m_up.restore(form.up);
    m_seeds = form.seeds;
    m_times = form.times;
    Q_EMIT settingsChanged();
    setMeasure(form.measure);
    Q_EMIT formChanged();
}

void SweepStudy::noteForm()
{
    const SweepForm now = form();
    if (now == m_form || m_restoring)
        return;
    m_undo.record(std::exchange(m_form, now));
    Q_EMIT formChanged();
}

QString SweepStudy::problem() const
{
    for (const SweepAxis *axis : {&m_across, &m_up}) {
        if (const QString problem = axis->problem(); !problem.isEmpty())
            return problem;
    }
    if (m_across.parameter() >= 0 && m_across.parameter() == m_up.parameter())
        return QStringLiteral("“%1” is varied twice: choose another parameter, or nothing else.").arg(m_up.label());
    return {};
}

void SweepStudy::undo()
{
    if (!m_undo.undo(
            [this](const SweepStep &step) { return takeBack(step, &Tuning::undo, QStringLiteral("Undone: %1.")); }))
        Q_EMIT m_simulation->notice(
            QStringLiteral("There is nothing to undo in the sweep. What was done to the run can be undone there."));
}

void SweepStudy::redo()
{
    if (!m_undo.redo(
            [this](const SweepStep &step) { return takeBack(step, &Tuning::redo, QStringLiteral("Redone: %1.")); }))
        Q_EMIT m_simulation->notice(QStringLiteral("There is nothing to redo in the sweep."));
}

SweepStep SweepStudy::takeBack(const SweepStep &step, void (Tuning::*ofTheRun)(), const QString &said)
{
    if (!step) {
        (m_simulation->tuning()->*ofTheRun)();
        return std::nullopt;
    }
    const SweepForm before = form();
    m_restoring = true;
    restore(*step);
    m_restoring = false;
    Q_EMIT m_simulation->notice(said.arg(whatDiffers(before, *step)));
    return before;
}

} // namespace coroscope
