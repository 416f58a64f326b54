// SPDX-License-Identifier: MIT
#include "player/simulation.h"

#include "models/text.h"
#include "player/command_line.h"
#include "player/simulation_rows.h"
#include "run/registry.h"
#include "text/duration_text.h"

#include <span>
#include <utility>

// What is set by hand: parameters, set-ups, seeds, other patterns, and the way back from each.

namespace coroscope {

namespace {

/// "Channel capacity: 10 items → 4 items". Exact where rounded texts would be the same.
QString changeText(const ParameterSpec &spec, std::int64_t from, std::int64_t to)
{
    const auto said = readable(spec, from) == readable(spec, to) ? canonical : readable;
    return QStringLiteral("%1: %2 → %3")
        .arg(toQString(spec.label), toQString(said(spec, from)), toQString(said(spec, to)));
}

QString actionName(const PatternInfo &pattern, const ActionCall &call)
{
    const QString label = toQString(pattern.actions()[call.action].label);
    const std::string target = targetName(pattern, call);
    return target.empty() ? label : QStringLiteral("%1: %2").arg(label, toQString(target));
}

} // namespace

void Simulation::start(Scenario scenario, const QString &name)
{
    settle();
    if (m_player.loaded())
        record({name, presentRun()});
    stopAhead();
    scenario.length = {};
    begin(scenario);
}

void Simulation::record(UndoStep step)
{
    m_undo.record(std::move(step));
    Q_EMIT recorded();
}

void Simulation::begin(const Scenario &scenario)
{
    if (m_player.loaded())
        m_valuesLeft.insert_or_assign(session().pattern().id, session().values());
    auto next = sessionOf(scenario, m_retention);
    m_parameters.load(*scenario.pattern);
    m_player.load(std::move(next));
    m_unwinding.start();
    m_stepText.clear();
    m_gestureRecorded = false; // a slider may be under the hand right now
    m_seedError.clear();
    if (scenario.length > Duration::zero())
        m_ahead.start(Time{}
                      + scenario.length); // before anybody looks: what has come so far keeps its place on the timeline
    Q_EMIT undoChanged();
    Q_EMIT seedChanged();
    Q_EMIT patternChanged();
    m_patterns.setRows(patternRows(*scenario.pattern));
    moved();
    refreshDetails();
}

RunStep Simulation::presentRun() const
{
    RunStep run{scenarioOf(session()), {}};
    if (const std::optional<Time> to = m_ahead.to())
        run.run.length = to->time_since_epoch();
    if (m_rest)
        run.restoreRest = m_rest();
    return run;
}

UndoStep Simulation::takeBack(const UndoStep &step)
{
    UndoStep back{step.name, presentRun(), step.sameRun};
    stopAhead();
    Scenario run = step.before.run;
    if (step.sameRun)
        run.length = back.before.run.length;
    begin(run);
    if (!step.sameRun && step.before.restoreRest)
        step.before.restoreRest();
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
        const std::int64_t before = m_gestureRecorded ? m_gestureFrom
                                                      : session().values()[static_cast<std::size_t>(turned->first)];
        return QStringLiteral("Undo %1").arg(changeText(m_parameters.spec(turned->first), before, turned->second));
    }
    const UndoStep *const step = m_undo.nextUndo();
    return step ? QStringLiteral("Undo %1").arg(step->name) : QString();
}

QString Simulation::redoText() const
{
    const UndoStep *const step = m_undo.nextRedo();
    return step ? QStringLiteral("Redo %1").arg(step->name) : QString();
}

std::string Simulation::markText(const History::Mark &mark) const
{
    switch (mark.kind) {
    case History::Mark::Kind::Action:
        return actionName(session().pattern(), {mark.parameter, Place::unpacked(mark.after).index}).toStdString();
    case History::Mark::Kind::Parameter:
        return changeText(m_parameters.spec(static_cast<int>(mark.parameter)), mark.before, mark.after).toStdString();
    case History::Mark::Kind::Crash:
        return "crash";
    case History::Mark::Kind::Restart:
        return "restart";
    case History::Mark::Kind::Stuck:
        break;
    }
    return "stuck";
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

void Simulation::set(int parameter, std::int64_t value)
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
    const ParameterSpec &spec = m_parameters.spec(parameter);
    stopAhead();
    if (m_gesture == parameter && m_gestureRecorded) {
        m_undo.nextUndo()->name = changeText(spec, m_gestureFrom, value);
    } else {
        record({changeText(spec, before, value), presentRun(), true});
        m_gestureRecorded = m_gesture == parameter;
        m_gestureFrom = before;
    }
    if (isSetAgain(parameter))
        takeBackLast();
    if (value != session().values()[static_cast<std::size_t>(parameter)])
        change([&] { session().set(static_cast<std::size_t>(parameter), value); });
    Q_EMIT undoChanged();
}

bool Simulation::isSetAgain(int parameter) const
{
    constexpr std::uint64_t madeAgainAtOnce = 50'000; // events: some hundredths of a second
    const std::vector<Change> &changes = session().changes();
    return atPresent() && !changes.empty() && changes.back().at == session().now() && !changes.back().action
        && changes.back().parameter == static_cast<std::size_t>(parameter) && session().eventCount() < madeAgainAtOnce;
}

void Simulation::takeBackLast()
{
    Scenario run = scenarioOf(session());
    run.changes.erase(run.changes.begin() + static_cast<std::ptrdiff_t>(session().changes().size()) - 1);
    const Duration length = std::exchange(run.length, Duration{});
    const bool inGesture = m_gestureRecorded;
    begin(run);
    m_gestureRecorded = inGesture;
    session().runUntil(Time{} + length);
    m_player.goToPresent();
    moved();
    refreshDetails();
}

void Simulation::act(int action, int index)
{
    if (action < 0 || static_cast<std::size_t>(action) >= session().pattern().actions().size() || index < 0)
        return;
    settle();
    stopAhead();
    const ActionCall call{static_cast<std::size_t>(action), static_cast<std::uint32_t>(index)};
    record({QStringLiteral("“%1”").arg(actionName(session().pattern(), call)), presentRun(), true});
    change([&] { session().act(call); });
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
    // So that it can be seen at once what comes of it, also while time stands still.
    session().runUntil(session().now());
    m_player.goToPresent();
    moved();
    refreshDetails();
    Q_EMIT undoChanged();
}

void Simulation::sayPresent()
{
    Q_EMIT notice(QStringLiteral("The past stays as it was: this is set at the present, %1.")
                      .arg(toQString(readableTime(session().now()))));
}

std::vector<Change> Simulation::ahead() const
{
    const std::span<const Change> changes = session().pendingChanges();
    return {changes.begin(), changes.end()};
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
    if (value == session().settings().seed) { // as it is already
        m_seedError.clear();
        Q_EMIT seedChanged();
        return;
    }
    settle();
    RunSettings settings = session().settings();
    const QString name = QStringLiteral("seed %1 → %2").arg(settings.seed).arg(value);
    settings.seed = value;
    settings.values = session().values();
    start({.pattern = &session().pattern(), .settings = settings, .changes = ahead()}, name);
}

void Simulation::reset()
{
    settle();
    RunSettings settings = session().settings();
    settings.values = session().values();
    start({.pattern = &session().pattern(), .settings = settings, .changes = ahead()}, QStringLiteral("the rerun"));
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
    start({.pattern = &session().pattern(), .settings = settings},
          QStringLiteral("the set-up “%1”").arg(toQString(setup.title)));
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
    start({.pattern = pattern, .settings = settings},
          QStringLiteral("the change to “%1”").arg(toQString(pattern->title)));
}

} // namespace coroscope
