// SPDX-License-Identifier: MIT
#include "player/tuning.h"

#include "models/text.h"
#include "pattern/setup_values.h"
#include "player/change_text.h"
#include "player/command_line.h"
#include "player/run_rows.h"
#include "run/registry.h"
#include "text/duration_text.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

// What the user sets: parameters, set-ups, seeds, other patterns. Undo of each is in tuning_undo.cpp.

namespace coroscope {

namespace {

/// How long a slider being dragged must rest before the run follows it.
constexpr std::chrono::milliseconds handRest{400};

} // namespace

Tuning::Tuning(Run &run, Transport &transport, QObject *parent) : QObject(parent), m_run(run), m_transport(transport)
{
    connect(&m_parameters, &ParameterModel::changeRequested, this, &Tuning::set);
    connect(&m_parameters, &ParameterModel::gestureBegun, this, &Tuning::beginGesture);
    connect(&m_parameters, &ParameterModel::gestureRested, this, &Tuning::settle);
    connect(&m_parameters, &ParameterModel::gestureEnded, this, &Tuning::endGesture);
    m_handRests.setSingleShot(true);
    m_handRests.setInterval(handRest);
    connect(&m_handRests, &QTimer::timeout, this, &Tuning::settle);
    // Sliders and set-ups show the values at the playhead.
    connect(&m_run, &Run::figuresChanged, this, [this] { m_parameters.setValues(m_run.values()); });
    connect(&m_run, &Run::detailsChanged, this, &Tuning::refreshSetups);
}

void Tuning::refreshSetups()
{
    m_setups.setRows(setupRows(m_run.session().pattern(), m_run.values()));
    Q_EMIT setupsChanged();
}

QString Tuning::setupNote() const
{
    for (const SetupRow &row : m_setups.rows()) {
        if (row.current)
            return row.note;
    }
    return {};
}

void Tuning::start(Scenario scenario, const QString &name)
{
    settle();
    if (m_run.loaded())
        record({name, presentRun()});
    m_transport.stopAhead();
    scenario.length = {};
    begin(scenario);
    Q_EMIT startedAnew();
}

void Tuning::resume(const Scenario &scenario, const QString &name, Time playhead)
{
    settle();
    record({name, presentRun()});
    m_transport.stopAhead();
    begin(scenario, playhead);
}

void Tuning::begin(const Scenario &scenario, std::optional<Time> staysAt)
{
    if (m_run.loaded())
        m_valuesLeft.insert_or_assign(m_run.session().pattern().id, m_run.session().values());
    auto next = sessionOf(scenario, m_retention);
    m_parameters.load(*scenario.pattern);
    m_run.load(std::move(next));
    m_transport.begin();
    m_gestureRecorded = false; // a slider may be being dragged right now
    m_seedError.clear();
    // Before anything is shown: the run so far keeps its place on the timeline.
    if (scenario.length > Duration::zero() || staysAt)
        m_transport.runAhead(Time{} + scenario.length, staysAt);
    Q_EMIT undoChanged();
    Q_EMIT seedChanged();
    Q_EMIT scheduleChanged();
    Q_EMIT m_run.patternChanged();
    m_run.moved();
    m_run.refresh();
}

void Tuning::beginGesture(int parameter)
{
    settle();
    m_gesture = parameter;
    m_gestureRecorded = false;
}

void Tuning::endGesture(int parameter)
{
    settle();
    if (m_gesture == parameter)
        m_gesture = -1;
}

void Tuning::set(int parameter, std::int64_t value)
{
    if (m_gesture != parameter) {
        settle();
        setValue(parameter, value);
        return;
    }
    m_parameters.setPreview(parameter, value);
    // A user who rests the slider while time goes on wants to see the effect.
    if (m_transport.playing())
        m_handRests.start();
    Q_EMIT undoChanged();
}

void Tuning::settle()
{
    m_handRests.stop();
    const auto turned = m_parameters.preview();
    m_parameters.clearPreview();
    if (turned)
        setValue(turned->first, turned->second);
}

void Tuning::setValue(int parameter, std::int64_t value)
{
    const std::int64_t before = m_run.session().values()[static_cast<std::size_t>(parameter)];
    if (value == before) {
        if (!m_run.atPresent())
            sayPresent();
        m_transport.goToPresent(); // where it has that value
        Q_EMIT undoChanged();
        return;
    }
    const ParameterSpec &spec = m_parameters.spec(parameter);
    m_transport.stopAhead();
    if (m_gesture == parameter && m_gestureRecorded) {
        m_undo.nextUndo()->name = changeText(spec, m_gestureFrom, value);
    } else {
        record({changeText(spec, before, value), presentRun(), true});
        m_gestureRecorded = m_gesture == parameter;
        m_gestureFrom = before;
    }
    if (isSetAgain(parameter))
        takeBackLast();
    if (value != m_run.session().values()[static_cast<std::size_t>(parameter)])
        change([&] { m_run.session().set(static_cast<std::size_t>(parameter), value); });
    Q_EMIT undoChanged();
}

bool Tuning::isSetAgain(int parameter) const
{
    constexpr std::uint64_t madeAgainAtOnce = 50'000; // events: some hundredths of a second
    const std::vector<Change> &changes = m_run.session().changes();
    return m_run.atPresent() && !changes.empty() && changes.back().at == m_run.session().now() && !changes.back().action
        && changes.back().parameter == static_cast<std::size_t>(parameter)
        && m_run.session().eventCount() < madeAgainAtOnce;
}

void Tuning::takeBackLast()
{
    Scenario run = scenarioOf(m_run.session());
    run.changes.erase(run.changes.begin() + static_cast<std::ptrdiff_t>(m_run.session().changes().size()) - 1);
    const bool inGesture = m_gestureRecorded;
    begin(run);
    m_gestureRecorded = inGesture;
    m_transport.stopAhead();
    m_transport.runTo(Time{} + run.length); // what is left of it
}

void Tuning::act(int action, int index)
{
    if (action < 0 || static_cast<std::size_t>(action) >= m_run.session().pattern().actions().size() || index < 0)
        return;
    settle();
    m_transport.stopAhead();
    const ActionCall call{static_cast<std::size_t>(action), static_cast<std::uint32_t>(index)};
    record({QStringLiteral("“%1”").arg(actionName(m_run.session().pattern(), call)), presentRun(), true});
    change([&] { m_run.session().act(call); });
}

void Tuning::change(const std::function<void()> &what)
{
    m_transport.stopAhead();
    if (!m_run.atPresent()) {
        m_run.player().goToPresent();
        sayPresent();
    }
    // In the middle of an instant (a step, a spent slice) the change would have to wait; so the instant is finished.
    m_run.session().runUntil(m_run.session().now());
    what();
    // So that the effect is seen at once, also while time stands still.
    m_run.session().runUntil(m_run.session().now());
    m_run.player().goToPresent();
    m_run.moved();
    m_run.refresh();
    Q_EMIT undoChanged();
}

void Tuning::sayPresent()
{
    Q_EMIT notice(QStringLiteral("The past stays as it was: this is set at the present, %1. B branches from the past.")
                      .arg(toQString(readableTime(m_run.session().now()))));
}

std::vector<Change> Tuning::ahead() const
{
    const std::span<const Change> changes = m_run.session().pendingChanges();
    return {changes.begin(), changes.end()};
}

QString Tuning::seed() const
{
    return QString::number(m_run.session().settings().seed);
}

void Tuning::setSeed(const QString &seed)
{
    bool isNumber = false;
    const qulonglong value = seed.trimmed().toULongLong(&isNumber);
    if (!isNumber || value > RunSettings::maximumSeed) {
        m_seedError = QStringLiteral("A seed is a whole number from 0 to %1.").arg(RunSettings::maximumSeed);
        Q_EMIT seedChanged();
        return;
    }
    if (value == m_run.session().settings().seed) { // as it is already
        m_seedError.clear();
        Q_EMIT seedChanged();
        return;
    }
    settle();
    RunSettings settings = m_run.session().settings();
    const QString name = QStringLiteral("seed %1 → %2").arg(settings.seed).arg(value);
    settings.seed = value;
    startWith(std::move(settings), name);
}

int Tuning::schedule() const
{
    return m_run.session().settings().schedule == Schedule::Shuffled ? 1 : 0;
}

void Tuning::setSchedule(int schedule)
{
    if (schedule == this->schedule() || schedule < 0 || schedule > 1)
        return;
    settle();
    RunSettings settings = m_run.session().settings();
    settings.schedule = schedule == 1 ? Schedule::Shuffled : Schedule::Fifo;
    startWith(std::move(settings),
              schedule == 1 ? QStringLiteral("scheduling order: FIFO → shuffled")
                            : QStringLiteral("scheduling order: shuffled → FIFO"));
}

void Tuning::startWith(RunSettings settings, const QString &name)
{
    settings.values = m_run.session().values();
    start({.pattern = &m_run.session().pattern(), .settings = std::move(settings), .changes = ahead()}, name);
}

void Tuning::reset()
{
    settle();
    startWith(m_run.session().settings(), QStringLiteral("the rerun"));
}

void Tuning::applySetup(int row)
{
    const auto setups = m_run.session().pattern().setups();
    if (row < 0 || static_cast<std::size_t>(row) >= setups.size())
        return;
    settle();
    const Setup &setup = setups[static_cast<std::size_t>(row)];
    RunSettings settings = m_run.session().settings();
    settings.values = setupValues(m_run.session().pattern(), setup);
    start({.pattern = &m_run.session().pattern(), .settings = settings},
          QStringLiteral("the set-up “%1”").arg(translated(setup.title)));
}

void Tuning::applyNextSetup()
{
    const std::vector<SetupRow> &rows = m_setups.rows();
    const auto current = std::find_if(rows.begin(), rows.end(), [](const SetupRow &row) { return row.current; });
    if (!rows.empty())
        applySetup(current == rows.end() ? 0 : static_cast<int>((current - rows.begin() + 1) % std::ssize(rows)));
}

void Tuning::takeAdvice()
{
    const QString name = m_run.remedy();
    if (name.isEmpty()) {
        const bool isNone = m_run.diagnosis().isEmpty();
        Q_EMIT notice(
            toQString(isNone ? words("There is no advice at the moment.") : words("The advice has nothing to apply.")));
        return;
    }
    settle();
    const std::vector<Advice::Setting> settings = m_run.settings();
    m_run.rememberNumbers();
    m_transport.stopAhead();
    record({name, presentRun(), true});
    change([&] {
        for (const Advice::Setting &setting : settings)
            m_run.session().set(m_run.session().parameters().find(setting.id).value(), setting.value);
    });
}

void Tuning::selectPattern(const QString &id)
{
    const PatternInfo *const pattern = findPattern(id.toStdString());
    if (!pattern || pattern == &m_run.session().pattern())
        return;
    settle();
    RunSettings settings = m_run.session().settings();
    const auto left = m_valuesLeft.find(pattern->id);
    settings.values = left == m_valuesLeft.end() ? std::vector<std::int64_t>{} : left->second;
    start({.pattern = pattern, .settings = settings},
          QStringLiteral("the change to “%1”").arg(translated(pattern->title)));
    m_transport.offerSpeed(pattern->pace);
}

} // namespace coroscope
