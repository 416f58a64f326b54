// SPDX-License-Identifier: MIT
#include "player/change_text.h"
#include "player/tuning.h"

#include <algorithm>
#include <utility>

// What of the user's settings can be undone, and done again.

namespace coroscope {

void Tuning::record(UndoStep step)
{
    m_undo.record(std::move(step));
    Q_EMIT recorded();
}

void Tuning::recordOther(const QString &name, std::function<std::function<void()>()> keep)
{
    settle();
    UndoStep step;
    step.name = name;
    step.sameRun = true;
    step.restore = keep();
    step.keep = std::move(keep);
    record(std::move(step));
    m_gestureRecorded = false;
    Q_EMIT undoChanged();
}

RunStep Tuning::presentRun() const
{
    RunStep run{.run = scenarioOf(m_run.session()), .playhead = m_transport.looksBackTo()};
    if (const std::optional<Time> to = m_transport.runningTo())
        run.run.length = to->time_since_epoch();
    std::vector<std::function<void()>> restores;
    for (const auto &rest : m_rests)
        restores.push_back(rest());
    run.restoreRest = [restores] {
        for (const std::function<void()> &restore : restores)
            restore();
    };
    return run;
}

UndoStep Tuning::takeBack(const UndoStep &step)
{
    if (step.restore) {
        UndoStep back = step;
        back.restore = step.keep();
        step.restore();
        return back;
    }
    UndoStep back{step.name, presentRun(), step.sameRun};
    m_transport.stopAhead();
    Scenario run = step.before.run;
    if (step.sameRun)
        run.length = back.before.run.length;
    begin(run, step.sameRun ? std::nullopt : step.before.playhead);
    if (!step.sameRun)
        step.before.restoreRest();
    return back;
}

void Tuning::undo()
{
    settle();
    m_undo.undo([this](const UndoStep &step) { return takeBack(step); });
    Q_EMIT undoChanged();
}

void Tuning::redo()
{
    settle();
    m_undo.redo([this](const UndoStep &step) { return takeBack(step); });
    Q_EMIT undoChanged();
}

QString Tuning::undoText() const
{
    if (const auto turned = m_parameters.preview()) {
        const std::int64_t before = m_gestureRecorded
            ? m_gestureFrom
            : m_run.session().values()[static_cast<std::size_t>(turned->first)];
        return QStringLiteral("Undo %1").arg(changeText(m_parameters.spec(turned->first), before, turned->second));
    }
    const UndoStep *const step = m_undo.nextUndo();
    return step ? QStringLiteral("Undo %1").arg(step->name) : QString();
}

const Scenario *Tuning::before() const
{
    const std::deque<UndoStep> &done = m_undo.done();
    const auto last = std::find_if(done.rbegin(), done.rend(), [](const UndoStep &step) { return !step.restore; });
    return last == done.rend() ? nullptr : &last->before.run;
}

QString Tuning::redoText() const
{
    const UndoStep *const step = m_undo.nextRedo();
    return step ? QStringLiteral("Redo %1").arg(step->name) : QString();
}

} // namespace coroscope
