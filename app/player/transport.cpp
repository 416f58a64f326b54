// SPDX-License-Identifier: MIT
#include "player/transport.h"

#include "models/text.h"
#include "player/event_text.h"
#include "text/duration_text.h"

#include <QQuickWindow>

#include <algorithm>
#include <cmath>

namespace coroscope {

Transport::Transport(Run &run, StepMotion &motion, QObject *parent)
    : QObject(parent), m_run(run), m_motion(motion), m_ahead(run.player())
{
    m_stepFrames.setInterval(16);
    connect(&m_stepFrames, &QTimer::timeout, this, [this] {
        if (!m_motion.allowed() || m_run.motionSeconds() > StepMotion::ofStep)
            m_stepFrames.stop();
        Q_EMIT m_run.sceneChanged();
    });
    connect(&m_ahead, &RunAhead::progressed, this, [this] {
        m_run.moved();
        Q_EMIT aheadChanged();
    });
    connect(&m_ahead, &RunAhead::ended, this, [this] {
        setPlaying(playing()); // the time that has passed meanwhile is not played
        m_run.moved();
        m_run.refresh();
        Q_EMIT aheadChanged();
    });
    connect(&m_run, &Run::detailsChanged, this, &Transport::speedReachedChanged);
    connect(&m_run, &Run::detailsChanged, this, &Transport::stepTextChanged);
    connect(&m_run, &Run::atPresentChanged, this, &Transport::playingChanged); // there it plays forwards again
}

Transport::~Transport() = default;

void Transport::attach(QQuickWindow &window)
{
    m_window = &window;
    m_run.player().setRoundly(true);
    connect(&window, &QQuickWindow::afterAnimating, this, [this] {
        const qint64 elapsed = m_frameTimer.isValid() ? m_frameTimer.nsecsElapsed() : 0;
        m_frameTimer.start();
        tick(std::chrono::nanoseconds(elapsed));
    });
    setPlaying(playing());
}

void Transport::tick(std::chrono::nanoseconds wall)
{
    if (!playing() || m_held || runningAhead())
        return;
    const Time before = m_run.playhead();
    m_motion.goOn(before, m_run.player().backwards());
    m_run.player().tick(wall);
    if (m_run.playhead() < before) // in a loop, likewise
        m_motion.goOn(before, true);
    if (m_run.playhead() != before)
        m_run.moved();
    m_run.keepUp(wall);
    if (!playing()) {
        runOut();
        Q_EMIT playingChanged();
        m_run.moved();
        sayWhatIsKept();
    }
    if (m_window)
        m_window->update();
}

void Transport::setPlaying(bool playing)
{
    const bool changed = playing != this->playing();
    m_run.player().setPlaying(playing);
    if (playing && !m_held)
        m_stepFrames.stop();
    else if (changed || m_held)
        runOut();
    m_frameTimer.invalidate();
    if (m_window)
        m_window->update();
    if (changed) {
        Q_EMIT playingChanged();
        m_run.moved();
    }
}

void Transport::runOut()
{
    m_motion.runOut();
    m_stepFrames.start();
}

void Transport::togglePlaying()
{
    if (playing())
        setPlaying(false);
    else
        play(false);
}

void Transport::togglePlayingBack()
{
    if (playingBack())
        setPlaying(false);
    else
        play(true);
}

void Transport::play(bool backwards)
{
    const bool turns = playing() && m_run.player().backwards() != backwards;
    if (backwards)
        stopAhead();
    m_run.player().setBackwards(backwards);
    setPlaying(true);
    if (turns)
        Q_EMIT playingChanged();
}

void Transport::setHeld(bool held)
{
    if (held == m_held)
        return;
    m_held = held;
    setPlaying(playing()); // the time that has passed meanwhile is not played
    Q_EMIT heldChanged();
}

void Transport::setSpeed(double speed)
{
    if (!std::isfinite(speed))
        return;
    m_speedIsChosen = true;
    applySpeed(speed);
}

void Transport::offerSpeed(double speed)
{
    if (!m_speedIsChosen)
        applySpeed(speed);
}

void Transport::applySpeed(double speed)
{
    m_run.player().setSpeed(speed);
    Q_EMIT speedChanged();
    Q_EMIT speedReachedChanged();
}

QString Transport::speedText() const
{
    return QStringLiteral("×") + QString::number(speed(), 'g', 4);
}

QString Transport::stepText() const
{
    return playing() || m_run.player().position() != m_stepPosition ? QString() : m_stepText;
}

void Transport::setReduceMotion(bool reduce)
{
    if (reduce == reduceMotion())
        return;
    m_motion.setReduced(reduce);
    Q_EMIT reduceMotionChanged();
    Q_EMIT m_run.sceneChanged();
}

void Transport::stepForward()
{
    stopAhead();
    setPlaying(false);
    m_motion.step(m_run.playhead());
    m_stepFrames.start();
    if (!step(&Player::stepForward))
        Q_EMIT notice(QStringLiteral("Nothing more will happen unless something is set."));
    Q_EMIT stepped(true);
    m_run.moved();
}

void Transport::stepBack()
{
    stopAhead();
    setPlaying(false);
    m_motion.scrub();
    step(&Player::stepBack);
    Q_EMIT stepped(false);
    m_run.moved();
}

bool Transport::step(bool (Player::*step)())
{
    Player &player = m_run.player();
    const Sequence before = player.position();
    const bool stepped = (player.*step)();
    // After a step back, the playhead is right after an event.
    say(stepped ? sentences(player, std::min(before, player.position() - 1)) : QString());
    return stepped;
}

void Transport::say(const QString &text)
{
    const Player &player = m_run.player();
    m_stepPosition = player.position();
    m_stepText = text;
    // Figures are computed for times, not for positions between the events of one.
    if (!text.isEmpty() && m_stepPosition < m_run.session().trace().firstAfter(player.playhead()))
        m_stepText += QStringLiteral(" The figures are those at the end of this instant.");
}

void Transport::goToPresent()
{
    if (!playing())
        m_motion.scrub();
    m_run.player().goToPresent();
    m_run.moved();
}

void Transport::goToStart()
{
    seek(0);
    sayWhatIsKept();
}

void Transport::sayWhatIsKept()
{
    if (const Time known = m_run.forgottenBefore(); known > Time{})
        Q_EMIT notice(QStringLiteral("What happened before %1 is no longer kept.").arg(toQString(readableTime(known))));
}

void Transport::arriveAfter(Sequence event, const Sentence &why)
{
    stopAhead();
    setPlaying(false);
    Session &session = m_run.session();
    const Time time = session.trace().at(event).time;
    m_run.player().seekTo(event + 1);
    // What dies with the process dies in the same moment: between its death and theirs there is nothing to be seen.
    if (session.trace().at(event).kind == EventKind::ProcessCrashed) {
        session.runUntil(time);
        m_run.player().seek(time);
    }
    m_motion.step(time);
    m_stepFrames.start();
    const Sentence what = sentence(session.trace().at(event), m_run.world(), session.pattern());
    say(capitalised(toQString(coroscope::say(words("{why}: {what}"), {{"why", why}, {"what", what}}))));
    m_run.moved();
}

void Transport::seek(double seconds)
{
    if (!std::isfinite(seconds))
        return;
    stopAhead();
    m_motion.scrub();
    setPlaying(false);
    const Time present = m_run.present();
    m_run.player().seek(seconds >= inSeconds(present) ? present
                                                      : Time{Duration{std::llround(std::max(0.0, seconds) * 1e9)}});
    m_run.moved();
}

void Transport::seekTo(Sequence position)
{
    stopAhead();
    m_motion.scrub();
    setPlaying(false);
    m_run.player().seekTo(position);
    m_run.moved();
}

std::optional<Time> Transport::looksBackTo() const
{
    if (m_ahead.staysAt())
        return m_ahead.staysAt();
    return m_run.atPresent() ? std::nullopt : std::optional(m_run.playhead());
}

void Transport::runAhead(Time time, std::optional<Time> staysAt)
{
    if (staysAt) {
        m_motion.scrub();
        setPlaying(false);
    }
    m_ahead.start(time, staysAt);
}

void Transport::runTo(Time time)
{
    m_run.session().runUntil(time);
    goToPresent();
}

} // namespace coroscope
