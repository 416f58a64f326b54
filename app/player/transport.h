// SPDX-License-Identifier: MIT
#pragma once

#include "player/run.h"
#include "player/run_ahead.h"
#include "player/speed_scale.h"
#include "player/step_motion.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

class QQuickWindow;

namespace coroscope {

/// Moves a run's playhead: plays it with the frames of a window, steps, seeks, and runs ahead.
class Transport : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
    Q_PROPERTY(bool playing READ playing WRITE setPlaying NOTIFY playingChanged)
    Q_PROPERTY(bool playingBack READ playingBack NOTIFY playingChanged)
    Q_PROPERTY(bool held READ held WRITE setHeld NOTIFY heldChanged)
    Q_PROPERTY(double speed READ speed WRITE setSpeed NOTIFY speedChanged)
    Q_PROPERTY(double speedPosition READ speedPosition WRITE setSpeedPosition NOTIFY speedChanged)
    Q_PROPERTY(QString speedText READ speedText NOTIFY speedChanged)
    Q_PROPERTY(double speedReached READ speedReached NOTIFY speedReachedChanged)
    Q_PROPERTY(QString stepText READ stepText NOTIFY stepTextChanged)
    Q_PROPERTY(bool runningAhead READ runningAhead NOTIFY aheadChanged)
    Q_PROPERTY(QString aheadText READ aheadText NOTIFY aheadChanged)
    Q_PROPERTY(bool reduceMotion READ reduceMotion WRITE setReduceMotion NOTIFY reduceMotionChanged)

public:
    /// Both must outlive it.
    Transport(Run &run, StepMotion &motion, QObject *parent = nullptr);
    ~Transport() override;

    /// Plays with the frames of this window.
    void attach(QQuickWindow &window);
    /// Tells it that @p wall time has passed; called with each frame.
    void tick(std::chrono::nanoseconds wall);

    bool playing() const noexcept { return m_run.player().playing(); }
    void setPlaying(bool playing);
    /// It plays, and backwards.
    bool playingBack() const noexcept { return playing() && m_run.player().backwards(); }
    /// While held, time stands still although it plays: a question is to be answered first.
    bool held() const noexcept { return m_held; }
    void setHeld(bool held);
    /// Whether it is this run that it moves, and not one beside it.
    bool moves(const Run &run) const noexcept { return &run == &m_run; }
    double speed() const noexcept { return m_run.player().speed(); }
    void setSpeed(double speed);
    /// Sets it unless it has been chosen by setSpeed().
    void offerSpeed(double speed);
    double speedPosition() const { return coroscope::speedPosition(speed()); }
    void setSpeedPosition(double position) { setSpeed(speedAt(position)); }
    QString speedText() const;
    double speedReached() const noexcept { return m_run.player().speedReached(); }
    /// What the last step showed, in sentences; empty once the playhead is elsewhere.
    QString stepText() const;
    bool runningAhead() const noexcept { return m_ahead.underWay(); }
    /// Where it is running to; nullopt if it isn't.
    std::optional<Time> runningTo() const noexcept { return m_ahead.to(); }
    /// Where the playhead is to be once it has run there: in the past, or nullopt for the present.
    std::optional<Time> looksBackTo() const;
    QString aheadText() const { return m_ahead.text(); }
    bool reduceMotion() const noexcept { return m_motion.reduced(); }
    void setReduceMotion(bool reduce);

    /// Pauses, whichever way it plays, or plays forwards.
    Q_INVOKABLE void togglePlaying();
    /// Plays backwards, or pauses if it does. At the oldest time that is kept, it pauses; it says so if that is not the
    /// start.
    Q_INVOKABLE void togglePlayingBack();
    Q_INVOKABLE void stepForward();
    Q_INVOKABLE void stepBack();
    /// To the earliest time that is kept; says so if that is not the start.
    Q_INVOKABLE void goToStart();
    Q_INVOKABLE void goToPresent();
    /// Moves the playhead, within what is kept and has been run.
    Q_INVOKABLE void seek(double seconds);
    /// Moves it to just after the event before this one, and pauses.
    void seekTo(Sequence position);
    /// The same, to just after this event.
    Q_INVOKABLE void goToEvent(double number) { seekTo(static_cast<Sequence>(number) + 1); }
    /// Shows the motion of a step that another run's transport has made, or of what runs out there.
    void showMotion() { m_stepFrames.start(); }
    /// Pauses right after this event, with the motion of a step; stepText() is "@p why: what has happened" then.
    void arriveAfter(Sequence event, const Sentence &why);
    Q_INVOKABLE void seekBy(double seconds) { seek(m_run.time() + seconds); }
    Q_INVOKABLE void slower() { setSpeed(nextSlower(speed())); }
    Q_INVOKABLE void faster() { setSpeed(nextFaster(speed())); }
    /// Runs on to @p time, if that has not passed, with the playhead. Returns when it is there.
    void runTo(Time time);
    /// The same in the background, with RunAhead; nothing plays meanwhile. The playhead goes no further than to @p staysAt,
    /// at which it is paused.
    void runAhead(Time time, std::optional<Time> staysAt = std::nullopt);
    /// Does something else in the background, likewise.
    void runAhead(RunAhead::Job job) { m_ahead.start(std::move(job)); }
    /// Stops that. So does anything else done to the run.
    Q_INVOKABLE void stopAhead() { m_ahead.stop(); }
    /// Another session has been loaded: what the last step showed is no longer of this run.
    void begin()
    {
        stopAhead();
        m_motion.scrub();
        m_stepText.clear();
    }

Q_SIGNALS:
    void playingChanged();
    void heldChanged();
    void speedChanged();
    void speedReachedChanged();
    void stepTextChanged();
    void aheadChanged();
    void reduceMotionChanged();
    /// A step has been made, and nobody has been told yet where the run is now.
    void stepped(bool forward);
    void notice(const QString &text);

private:
    void applySpeed(double speed);
    /// What is under way on the stage gets where it belongs.
    void runOut();
    /// Steps with @p step, and notes what happened.
    bool step(bool (Player::*step)());
    void play(bool backwards);
    void sayWhatIsKept();
    /// What has happened right before the playhead.
    void say(const QString &text);

    Run &m_run;
    StepMotion &m_motion;
    RunAhead m_ahead;
    QPointer<QQuickWindow> m_window;
    QElapsedTimer m_frameTimer;
    QTimer m_stepFrames;
    bool m_held = false;
    QString m_stepText;
    Sequence m_stepPosition = 0; ///< of the player after that step
    bool m_speedIsChosen = false;
};

} // namespace coroscope
