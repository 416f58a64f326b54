// SPDX-License-Identifier: MIT
#include "player/simulation.h"

#include "models/text.h"
#include "player/command_line.h"
#include "player/event_text.h"
#include "player/simulation_rows.h"
#include "player/world_text.h"
#include "run/registry.h"
#include "scene/stage_scene.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QQuickWindow>

#include <algorithm>
#include <cmath>

namespace coroscope {

namespace {

/// How often texts are brought up to date that nobody reads while it plays.
constexpr std::chrono::milliseconds slowInterval{125};
/// What it takes to bring numbers and texts up to date is less than this part of the time.
constexpr int mostOfTime = 10;

/// Virtual time over which present values have to have held before anything is advised.
constexpr Duration leastForAdvice = std::chrono::seconds(1);

/// For how long a slider under the hand rests before the run follows it.
constexpr std::chrono::milliseconds handRest{400};
/// Wall time, in seconds, for which the motion of a step is played.
constexpr double stepMotion = 0.3;

/// The most important advice; empty where there is none.
QString adviceText(const Diagnosis &diagnosis)
{
    if (diagnosis.advice.empty())
        return {};
    const Advice &first = diagnosis.advice.front();
    return toQString(first.remedy.empty() ? first.sentence : first.sentence + " " + first.remedy);
}

std::chrono::nanoseconds monotonicNow()
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

} // namespace

Simulation::Simulation(QObject *parent) : QObject(parent), m_player(monotonicNow), m_ahead(m_player)
{
    connect(&m_parameters, &ParameterModel::changeRequested, this, &Simulation::set);
    connect(&m_parameters, &ParameterModel::gestureBegun, this, &Simulation::beginGesture);
    connect(&m_parameters, &ParameterModel::gestureRested, this, &Simulation::settle);
    connect(&m_parameters, &ParameterModel::gestureEnded, this, &Simulation::endGesture);
    m_handRests.setSingleShot(true);
    m_handRests.setInterval(handRest);
    connect(&m_handRests, &QTimer::timeout, this, &Simulation::settle);
    connect(&m_figures, &FigureWindow::changed, this, [this] {
        refreshDetails();
        Q_EMIT sceneChanged();
    });
    m_stepFrames.setInterval(16);
    connect(&m_stepFrames, &QTimer::timeout, this, [this] {
        if (motionSeconds() > stepMotion)
            m_stepFrames.stop();
        Q_EMIT sceneChanged();
    });
    connect(&m_ahead, &RunAhead::progressed, this, [this] {
        moved();
        Q_EMIT aheadChanged();
    });
    connect(&m_ahead, &RunAhead::ended, this, [this] {
        setPlaying(playing()); // the time that has passed meanwhile is not played
        moved();
        refreshDetails();
        Q_EMIT aheadChanged();
    });
    connect(&m_unwinding, &QTimer::timeout, this, [this] {
        if (!m_player.unwindFormer())
            m_unwinding.stop();
    });
}

Simulation::~Simulation() = default;

void Simulation::attach(QQuickWindow &window)
{
    m_window = &window;
    m_player.setRoundly(true);
    connect(&window, &QQuickWindow::afterAnimating, this, [this] {
        const qint64 elapsed = m_frameTimer.isValid() ? m_frameTimer.nsecsElapsed() : 0;
        m_frameTimer.start();
        tick(std::chrono::nanoseconds(elapsed));
    });
    setPlaying(playing());
}

void Simulation::tick(std::chrono::nanoseconds wall)
{
    if (!playing() || m_held || runningAhead())
        return;
    m_scrubbing = false;
    const Time before = m_player.playhead();
    m_player.tick(wall);
    if (m_player.playhead() != before)
        moved();
    m_sinceFigures += wall;
    m_sinceDetails += wall;
    // Numbers and charts are of the moment that the picture is of. Where it takes long, it is done less often.
    if (m_sinceDetails >= std::max<std::chrono::nanoseconds>(slowInterval, mostOfTime * m_detailsTook))
        refreshDetails();
    else if (m_sinceFigures >= mostOfTime * m_figuresTook)
        refreshFigures();
    if (m_window)
        m_window->update();
}

void Simulation::moved()
{
    Q_EMIT timeChanged();
    if (m_wasAtPresent != atPresent()) {
        m_wasAtPresent = atPresent();
        Q_EMIT atPresentChanged();
    }
    if (!playing())
        refreshDetails();
    Q_EMIT sceneChanged();
}

void Simulation::refreshFigures()
{
    m_sinceFigures = {};
    QElapsedTimer took;
    took.start();
    m_parameters.setValues(session().valuesAt(playhead()));
    m_figures.setCut(forgottenBefore() > Time{});
    const Recent recent = this->recent();
    const Diagnosis diagnosis = session().pattern().diagnose(recent, m_parameters.values());
    m_headlines.setRows(headlineRows(diagnosis.headlines, recent));
    // What was turned explains only what has come since, once there is enough of that.
    const Recent since = recent.sinceChanged();
    if (since.span() == recent.span())
        m_advice = adviceText(diagnosis);
    else if (since.span() >= leastForAdvice)
        m_advice = adviceText(session().pattern().diagnose(since, m_parameters.values()));
    else
        m_advice.clear();
    Q_EMIT figuresChanged();
    m_figuresTook = std::chrono::nanoseconds(took.nsecsElapsed());
}

void Simulation::refreshDetails()
{
    m_sinceDetails = {};
    QElapsedTimer took;
    took.start();
    refreshFigures();
    m_theory = theoryLines(session().theory());
    m_actions.setRows(actionRows(session()));
    refreshSetups();
    refreshPlaces();
    Q_EMIT detailsChanged();
    m_detailsTook = std::chrono::nanoseconds(took.nsecsElapsed());
}

void Simulation::refreshSetups()
{
    m_setups.setRows(setupRows(session().pattern(), m_parameters.values()));
}

QString Simulation::setupNote() const
{
    for (const SetupRow &row : m_setups.rows()) {
        if (row.current)
            return row.note;
    }
    return {};
}

QString Simulation::patternId() const
{
    return toQString(session().pattern().id);
}

int Simulation::patternRow() const
{
    const auto all = coroscope::patterns();
    return static_cast<int>(std::find(all.begin(), all.end(), &session().pattern()) - all.begin());
}

QString Simulation::title() const
{
    return toQString(session().pattern().title);
}

QString Simulation::summary() const
{
    return toQString(session().pattern().summary);
}

QString Simulation::fillTitle() const
{
    if (topology().channels.size() == 1)
        return QStringLiteral("Channel fill");
    const QString items = toQString(session().pattern().item.many);
    return QStringLiteral("%1 in flight").arg(items.at(0).toUpper() + items.mid(1));
}

QString Simulation::latencyTitle() const
{
    return QStringLiteral("Latency per %1, born → done").arg(toQString(session().pattern().item.one));
}

void Simulation::setPlaying(bool playing)
{
    const bool changed = playing != m_player.playing();
    m_player.setPlaying(playing);
    m_frameTimer.invalidate();
    if (m_window)
        m_window->update();
    if (changed) {
        Q_EMIT playingChanged();
        moved();
    }
}

void Simulation::setHeld(bool held)
{
    if (held == m_held)
        return;
    m_held = held;
    setPlaying(playing()); // the time that has passed meanwhile is not played
    Q_EMIT heldChanged();
}

void Simulation::setSpeed(double speed)
{
    if (!std::isfinite(speed))
        return;
    m_player.setSpeed(speed);
    Q_EMIT speedChanged();
    Q_EMIT detailsChanged();
}

QString Simulation::speedText() const
{
    return QStringLiteral("×") + QString::number(speed(), 'g', 4);
}

QString Simulation::timeText() const
{
    return toQString(clockText(m_player));
}

QString Simulation::stepText() const
{
    return playing() || m_player.position() != m_stepPosition ? QString() : m_stepText;
}

Recent Simulation::recent() const
{
    return {history(), playhead(), m_figures.lookback(), forgottenBefore()};
}

QString Simulation::seed() const
{
    return QString::number(session().settings().seed);
}

QString Simulation::outcomeText() const
{
    if (!atPresent())
        return {};
    QString text = toQString(session().outcomeText());
    return text.isEmpty() ? text : text.at(0).toUpper() + text.mid(1);
}

QString Simulation::outcomeKind() const
{
    if (!atPresent() || session().outcome() == Outcome::Completed)
        return QStringLiteral("running");
    return toQString(coroscope::text(session().outcome()));
}

QString Simulation::commandLine() const
{
    return toQString(commandFor(scenarioOf(session())));
}

QString Simulation::stateText() const
{
    return toQString(describe(world(), topology(), playhead()));
}

void Simulation::setReduceMotion(bool reduce)
{
    if (reduce == m_reduceMotion)
        return;
    m_reduceMotion = reduce;
    Q_EMIT reduceMotionChanged();
    Q_EMIT sceneChanged();
}

void Simulation::stepForward()
{
    stopAhead();
    setPlaying(false);
    m_scrubbing = false;
    m_stepTimer.start();
    m_stepFrames.start();
    if (!step(&Player::stepForward))
        Q_EMIT notice(QStringLiteral("Nothing more will happen unless something is turned."));
    moved();
}

void Simulation::stepBack()
{
    stopAhead();
    setPlaying(false);
    m_scrubbing = true;
    step(&Player::stepBack);
    moved();
}

bool Simulation::step(bool (Player::*step)())
{
    const Sequence before = m_player.position();
    const bool stepped = (m_player.*step)();
    m_stepPosition = m_player.position();
    // Back, it stands right after one event.
    m_stepText = stepped ? toQString(sentences(m_player, std::min(before, m_stepPosition - 1))) : QString();
    if (stepped
        && m_stepPosition < session().trace().firstAfter(m_player.playhead())) // what is computed knows moments only
        m_stepText += QStringLiteral(" Figures are of the end of this moment.");
    return stepped;
}

double Simulation::motionSeconds() const
{
    return playing() || !m_stepTimer.isValid() ? 0 : static_cast<double>(m_stepTimer.nsecsElapsed()) / 1e9;
}

void Simulation::setStageLayout(const StageLayout &layout)
{
    m_stageLayout = layout;
    refreshPlaces();
}

void Simulation::refreshPlaces()
{
    m_places.setRows(placeRows(*this, session(), m_stageLayout));
}

void Simulation::goToPresent()
{
    m_player.goToPresent();
    moved();
}

void Simulation::goToStart()
{
    seek(0);
    if (const Time known = forgottenBefore(); known > Time{})
        Q_EMIT notice(QStringLiteral("What happened before %1 is no longer kept.").arg(toQString(readableTime(known))));
}

void Simulation::seek(double seconds)
{
    if (!std::isfinite(seconds))
        return;
    stopAhead();
    m_scrubbing = true;
    setPlaying(false);
    const double most = inSeconds(present());
    m_player.seek(seconds >= most ? present() : Time{Duration{std::llround(std::max(0.0, seconds) * 1e9)}});
    moved();
}

void Simulation::copy(const QString &command)
{
    QGuiApplication::clipboard()->setText(command);
    Q_EMIT notice(QStringLiteral("Copied: %1").arg(command));
}

void Simulation::runTo(Time time)
{
    session().runUntil(time);
    goToPresent();
}

} // namespace coroscope
