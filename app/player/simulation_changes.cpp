// SPDX-License-Identifier: MIT
#include "player/simulation.h"

#include "models/text.h"
#include "player/command_line.h"
#include "player/simulation_rows.h"
#include "run/registry.h"
#include "text/duration_text.h"

#include <span>

// What is set by hand: parameters, set-ups, seeds, other patterns, and the way back from each.

namespace coroscope {

namespace {

QString turnText(const ParameterSpec &spec, std::int64_t from, std::int64_t to)
{
    return QStringLiteral("%1 %2 → %3")
        .arg(toQString(spec.label), toQString(readable(spec, from)), toQString(readable(spec, to)));
}

} // namespace

void Simulation::start(const PatternInfo &pattern, const RunSettings &settings, const std::vector<Change> &changes,
                       const QString &name)
{
    settle();
    stopAhead();
    if (m_player.loaded())
        m_undo.record({name, presentRun()});
    begin(pattern, settings, changes);
}

void Simulation::begin(const PatternInfo &pattern, const RunSettings &settings, const std::vector<Change> &changes)
{
    if (m_player.loaded())
        m_valuesLeft.insert_or_assign(session().pattern().id, session().values());
    auto next = std::make_unique<Session>(pattern, settings, m_keeping);
    for (const Change &change : changes)
        next->schedule(change);
    m_parameters.load(pattern);
    m_player.load(std::move(next));
    m_unwinding.start();
    m_stepText.clear();
    m_gestureRecorded = false; // a slider may be under the hand right now
    m_seedError.clear();
    Q_EMIT undoChanged();
    Q_EMIT seedChanged();
    Q_EMIT patternChanged();
    m_patterns.setRows(patternRows(pattern));
    moved();
    refreshSlowly();
}

RunStep Simulation::presentRun() const
{
    RunStep run{&session().pattern(), session().settings(), session().changes(), session().now(), {}};
    const std::span<const Change> ahead = session().pendingChanges();
    run.changes.insert(run.changes.end(), ahead.begin(), ahead.end());
    if (m_rest)
        run.restoreRest = m_rest();
    return run;
}

UndoStep Simulation::takeBack(const UndoStep &step)
{
    m_gestureRecorded = false;
    stopAhead();
    if (const TurnStep *const turn = std::get_if<TurnStep>(&step.before)) {
        apply(turn->parameter, turn->before);
        return {step.name, TurnStep{turn->parameter, turn->after, turn->before}};
    }
    const RunStep &run = std::get<RunStep>(step.before);
    UndoStep back{step.name, presentRun()};
    begin(*run.pattern, run.settings, run.changes);
    runAhead(run.present);
    if (run.restoreRest)
        run.restoreRest();
    return back;
}

void Simulation::undo()
{
    settle();
    m_undo.undo([this](const UndoStep &step) { return takeBack(step); });
    Q_EMIT undoChanged();
}

void Simulation::redo()
{
    settle();
    m_undo.redo([this](const UndoStep &step) { return takeBack(step); });
    Q_EMIT undoChanged();
}

QString Simulation::undoText() const
{
    if (const auto turned = m_parameters.preview()) {
        const std::int64_t before = m_gestureRecorded ? std::get<TurnStep>(m_undo.nextUndo()->before).before
                                                      : session().values()[static_cast<std::size_t>(turned->first)];
        return QStringLiteral("Undo %1").arg(turnText(m_parameters.spec(turned->first), before, turned->second));
    }
    const UndoStep *const step = m_undo.nextUndo();
    if (!step)
        return {};
    const TurnStep *const turn = std::get_if<TurnStep>(&step->before);
    return QStringLiteral("Undo %1").arg(turn ? turnText(m_parameters.spec(turn->parameter), turn->before, turn->after)
                                              : step->name);
}

QString Simulation::redoText() const
{
    const UndoStep *const step = m_undo.nextRedo();
    if (!step)
        return {};
    const TurnStep *const turn = std::get_if<TurnStep>(&step->before);
    return QStringLiteral("Redo %1").arg(turn ? turnText(m_parameters.spec(turn->parameter), turn->after, turn->before)
                                              : step->name);
}

void Simulation::beginGesture(int parameter)
{
    settle();
    m_gesture = parameter;
    m_gestureRecorded = false;
}

void Simulation::endGesture(int parameter)
{
    settle();
    if (m_gesture == parameter)
        m_gesture = -1;
}

void Simulation::turn(int parameter, std::int64_t value)
{
    if (m_gesture != parameter) {
        settle();
        setValue(parameter, value);
        return;
    }
    m_parameters.setPreview(parameter, value);
    // A hand that rests while time goes on wants to see what comes of it.
    if (playing())
        m_handRests.start();
    Q_EMIT undoChanged();
}

void Simulation::settle()
{
    m_handRests.stop();
    const auto turned = m_parameters.preview();
    m_parameters.clearPreview();
    if (turned)
        setValue(turned->first, turned->second);
}

void Simulation::setValue(int parameter, std::int64_t value)
{
    const std::int64_t before = session().values()[static_cast<std::size_t>(parameter)];
    if (value == before) {
        if (!atPresent())
            sayPresent();
        goToPresent(); // where it has that value
        Q_EMIT undoChanged();
        return;
    }
    if (m_gesture == parameter && m_gestureRecorded) {
        m_undo.amend(value);
    } else {
        m_undo.record({{}, TurnStep{parameter, before, value}});
        m_gestureRecorded = m_gesture == parameter;
    }
    apply(parameter, value);
}

void Simulation::act(int action, int index)
{
    if (action < 0 || static_cast<std::size_t>(action) >= session().pattern().actions().size() || index < 0)
        return;
    settle();
    change([&] { session().act({static_cast<std::size_t>(action), static_cast<std::uint32_t>(index)}); });
}

void Simulation::apply(int parameter, std::int64_t value)
{
    change([&] { session().turn(static_cast<std::size_t>(parameter), value); });
    Q_EMIT undoChanged();
}

void Simulation::change(const std::function<void()> &what)
{
    stopAhead();
    if (!atPresent()) {
        m_player.goToPresent();
        sayPresent();
    }
    // In the middle of an instant (a step, a spent slice) the change would have to wait; so the instant is finished.
    session().runUntil(session().now());
    what();
    m_player.goToPresent();
    moved();
    refreshSlowly();
}

void Simulation::sayPresent()
{
    Q_EMIT notice(QStringLiteral("The past stays as it was: this is set at the present, %1.")
                      .arg(toQString(readableTime(session().now()))));
}

void Simulation::setSeed(const QString &seed)
{
    bool isNumber = false;
    const qulonglong value = seed.trimmed().toULongLong(&isNumber);
    if (!isNumber || value > RunSettings::maximumSeed) {
        m_seedError = QStringLiteral("A seed is a whole number from 0 to %1.").arg(RunSettings::maximumSeed);
        Q_EMIT seedChanged();
        return;
    }
    settle();
    RunSettings settings = session().settings();
    const QString name = QStringLiteral("seed %1 → %2").arg(settings.seed).arg(value);
    settings.seed = value;
    settings.values = session().values();
    start(session().pattern(), settings, {}, name);
}

void Simulation::reset()
{
    settle();
    RunSettings settings = session().settings();
    settings.values = session().values();
    start(session().pattern(), settings, {}, QStringLiteral("the reset"));
}

void Simulation::applySetup(int row)
{
    const auto setups = session().pattern().setups();
    if (row < 0 || static_cast<std::size_t>(row) >= setups.size())
        return;
    settle();
    const Setup &setup = setups[static_cast<std::size_t>(row)];
    RunSettings settings = session().settings();
    settings.values = setupValues(session().pattern(), setup);
    start(session().pattern(), settings, {}, QStringLiteral("the set-up “%1”").arg(toQString(setup.title)));
    setPlaying(true);
}

void Simulation::selectPattern(const QString &id)
{
    const PatternInfo *const pattern = findPattern(id.toStdString());
    if (!pattern || pattern == &session().pattern())
        return;
    settle();
    RunSettings settings = session().settings();
    const auto left = m_valuesLeft.find(pattern->id);
    settings.values = left == m_valuesLeft.end() ? std::vector<std::int64_t>{} : left->second;
    start(*pattern, settings, {}, QStringLiteral("the change to “%1”").arg(toQString(pattern->title)));
}

} // namespace coroscope
