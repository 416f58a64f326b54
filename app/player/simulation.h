// SPDX-License-Identifier: MIT
#pragma once

#include "insight/recent.h"
#include "models/parameter_model.h"
#include "models/row_models.h"
#include "player/figure_window.h"
#include "player/player.h"
#include "player/run_ahead.h"
#include "player/speed_scale.h"
#include "player/undo_history.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <functional>
#include <map>
#include <memory>
#include <vector>

class QQuickWindow;

namespace coroscope {

/// What the window shows and turns: a player and its session as properties, models and slots. It makes the player
/// tick with the frames of the window it is attached to.
class Simulation : public QObject, public SceneSource
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(QString patternId READ patternId NOTIFY patternChanged)
    Q_PROPERTY(int patternRow READ patternRow NOTIFY patternChanged)
    Q_PROPERTY(QString title READ title NOTIFY patternChanged)
    Q_PROPERTY(QString summary READ summary NOTIFY patternChanged)
    Q_PROPERTY(bool playing READ playing WRITE setPlaying NOTIFY playingChanged)
    Q_PROPERTY(bool held READ held WRITE setHeld NOTIFY heldChanged)
    Q_PROPERTY(double speed READ speed WRITE setSpeed NOTIFY speedChanged)
    Q_PROPERTY(double speedPosition READ speedPosition WRITE setSpeedPosition NOTIFY speedChanged)
    Q_PROPERTY(QString speedText READ speedText NOTIFY speedChanged)
    Q_PROPERTY(double speedReached READ speedReached NOTIFY detailsChanged)
    Q_PROPERTY(double time READ time NOTIFY timeChanged)
    Q_PROPERTY(QString timeText READ timeText NOTIFY timeChanged)
    Q_PROPERTY(QString stepText READ stepText NOTIFY detailsChanged)
    Q_PROPERTY(double presentTime READ presentTime NOTIFY timeChanged)
    Q_PROPERTY(bool atPresent READ atPresent NOTIFY atPresentChanged)
    Q_PROPERTY(double forgottenBefore READ forgottenBeforeSeconds NOTIFY detailsChanged)
    Q_PROPERTY(QString seed READ seed WRITE setSeed NOTIFY seedChanged)
    Q_PROPERTY(QString seedError READ seedError NOTIFY seedChanged)
    Q_PROPERTY(QString outcome READ outcomeText NOTIFY figuresChanged)
    Q_PROPERTY(QString outcomeKind READ outcomeKind NOTIFY figuresChanged)
    Q_PROPERTY(QString advice READ advice NOTIFY figuresChanged)
    Q_PROPERTY(QStringList theory READ theory NOTIFY detailsChanged)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY undoChanged)
    Q_PROPERTY(QString undoText READ undoText NOTIFY undoChanged)
    Q_PROPERTY(bool canRedo READ canRedo NOTIFY undoChanged)
    Q_PROPERTY(QString redoText READ redoText NOTIFY undoChanged)
    Q_PROPERTY(QString commandLine READ commandLine NOTIFY detailsChanged)
    Q_PROPERTY(QString stateText READ stateText NOTIFY detailsChanged)
    Q_PROPERTY(bool runningAhead READ runningAhead NOTIFY aheadChanged)
    Q_PROPERTY(QString aheadText READ aheadText NOTIFY aheadChanged)
    Q_PROPERTY(bool reduceMotion READ reduceMotion WRITE setReduceMotion NOTIFY reduceMotionChanged)
    Q_PROPERTY(coroscope::FigureWindow *figures READ figures CONSTANT)
    Q_PROPERTY(coroscope::ParameterModel *parameters READ parameterModel CONSTANT)
    Q_PROPERTY(coroscope::HeadlineModel *headlines READ headlines CONSTANT)
    Q_PROPERTY(coroscope::SetupModel *setups READ setups CONSTANT)
    Q_PROPERTY(QString setupNote READ setupNote NOTIFY detailsChanged)
    Q_PROPERTY(coroscope::PatternModel *patterns READ patterns CONSTANT)
    Q_PROPERTY(coroscope::PlaceModel *places READ places CONSTANT)
    Q_PROPERTY(coroscope::ActionModel *actions READ actions CONSTANT)
    Q_PROPERTY(QString fillTitle READ fillTitle NOTIFY patternChanged)
    Q_PROPERTY(QString latencyTitle READ latencyTitle NOTIFY patternChanged)

public:
    explicit Simulation(QObject *parent = nullptr);
    ~Simulation() override;

    /// Starts that run, from its beginning. What was shown before is one step of undo away; @p name is what that step undoes.
    void start(Scenario scenario, const QString &name = QStringLiteral("opening this run"));
    /// @p rest is asked when a run is put away for undo: it returns what brings back whatever goes with the run besides.
    void keepWithRuns(std::function<std::function<void()>()> rest) { m_rest = std::move(rest); }
    /// Bytes for looking back, from the next start on.
    void setBudget(std::size_t bytes) { m_retention.budget = bytes; }
    /// Plays with the frames of this window.
    void attach(QQuickWindow &window);
    /// Says that so much wall time has passed; what a frame does.
    void tick(std::chrono::nanoseconds wall);
    const Player &player() const noexcept { return m_player; }
    Session &session() const noexcept { return m_player.session(); }

    QString patternId() const, title() const, summary() const;
    /// Of the pattern shown, in patterns().
    int patternRow() const;
    bool playing() const noexcept { return m_player.playing(); }
    void setPlaying(bool playing);
    /// Time stands still although it plays, as long as a question is to be answered.
    bool held() const noexcept { return m_held; }
    void setHeld(bool held);
    double speed() const noexcept { return m_player.speed(); }
    void setSpeed(double speed);
    double speedPosition() const { return coroscope::speedPosition(speed()); }
    void setSpeedPosition(double position) { setSpeed(speedAt(position)); }
    QString speedText() const;
    double speedReached() const noexcept { return m_player.speedReached(); }
    double time() const { return inSeconds(m_player.playhead()); }
    QString timeText() const;
    /// What the last step showed, in sentences; empty once one looks elsewhere.
    QString stepText() const;
    double presentTime() const { return inSeconds(m_player.present()); }
    bool atPresent() const noexcept { return m_player.atPresent(); }
    double forgottenBeforeSeconds() const { return inSeconds(session().forgottenBefore()); }
    QString seed() const;
    void setSeed(const QString &seed);
    QString seedError() const { return m_seedError; }
    QString outcomeText() const;
    QString outcomeKind() const;
    QString advice() const { return m_advice; }
    /// What queueing theory says of the run so far, beside what was measured; a line each. Empty where nothing applies.
    QStringList theory() const { return m_theory; }
    bool canUndo() const noexcept { return m_undo.nextUndo() || m_parameters.preview(); }
    /// "Undo Channel capacity: 10 items → 4 items", "Undo the rerun"; empty where there is nothing.
    QString undoText() const;
    bool canRedo() const noexcept { return m_undo.nextRedo() != nullptr; }
    QString redoText() const;
    QString commandLine() const;
    QString stateText() const;
    bool runningAhead() const noexcept { return m_ahead.underWay(); }
    QString aheadText() const { return m_ahead.text(); }
    bool reduceMotion() const noexcept { return m_reduceMotion; }
    void setReduceMotion(bool reduce);
    FigureWindow *figures() { return &m_figures; }
    /// What there is to say of the run up to the playhead, over the window of all figures.
    Recent recent() const override;
    ParameterModel *parameterModel() { return &m_parameters; }
    HeadlineModel *headlines() { return &m_headlines; }
    SetupModel *setups() { return &m_setups; }
    /// What the set-up in force is about; empty where the values are others.
    QString setupNote() const;
    PatternModel *patterns() { return &m_patterns; }
    PlaceModel *places() { return &m_places; }
    ActionModel *actions() { return &m_actions; }
    /// What the two charts are of: "Channel fill" or "Requests in flight", and "Latency per request, born → done".
    QString fillTitle() const, latencyTitle() const;

    // SceneSource
    const World &world() const override { return m_player.world(); }
    Time playhead() const override { return m_player.playhead(); }
    Time present() const override { return m_player.present(); }
    const History &history() const override { return session().history(); }
    const Topology &topology() const override { return session().pattern().topology(); }
    const std::vector<std::int64_t> &values() const override { return m_parameters.values(); }
    double playingSpeed() const override { return m_player.speed(); }
    bool motionAllowed() const override { return !m_reduceMotion && !m_scrubbing; }
    double motionSeconds() const override;
    Time forgottenBefore() const override { return session().forgottenBefore(); }
    std::string markText(const History::Mark &mark) const override;

    Q_INVOKABLE void togglePlaying() { setPlaying(!playing()); }
    Q_INVOKABLE void stepForward();
    Q_INVOKABLE void stepBack();
    /// To the earliest moment that is kept; says so where that is not the start.
    Q_INVOKABLE void goToStart();
    Q_INVOKABLE void goToPresent();
    /// Starts again with the current values: what was turned is no longer part of the run, what is still to be turned is.
    Q_INVOKABLE void reset();
    /// Moves the playhead, as far as that moment is known.
    Q_INVOKABLE void seek(double seconds);
    Q_INVOKABLE void seekBy(double seconds) { seek(time() + seconds); }
    Q_INVOKABLE void slower() { setSpeed(nextSlower(speed())); }
    Q_INVOKABLE void faster() { setSpeed(nextFaster(speed())); }
    /// Takes the last thing done by hand back. A turn or an action was never made: the run comes again without it, up to the
    /// present. A run that has been replaced comes again, as far as it had come.
    Q_INVOKABLE void undo();
    Q_INVOKABLE void redo();
    Q_INVOKABLE void applySetup(int row);
    /// Starts another pattern, with the values that it was left with, if it has been shown before.
    Q_INVOKABLE void selectPattern(const QString &id);
    /// Takes one of the pattern's actions at the present moment, at the task with this index of the action's group.
    Q_INVOKABLE void act(int action, int index);
    Q_INVOKABLE void copyCommand() { copy(commandLine()); }
    /// Puts a command line where it can be pasted from, and says so.
    void copy(const QString &command);
    /// Runs on to @p time, if that has not passed, and looks at what there is then. Returns when it is there.
    void runTo(Time time);
    /// The same as a RunAhead does it; nothing plays meanwhile.
    void runAhead(Time time) { m_ahead.start(time); }
    /// Breaks that off. So does whatever else is done to the run.
    Q_INVOKABLE void stopAhead() { m_ahead.stop(); }
    /// Where things stand on the stage, for those who point at them or have them read out.
    void setStageLayout(const StageLayout &layout);
    /// Turns a parameter at the present moment. Within a gesture, once the hand rests or lets go: a drag is one change.
    void set(int parameter, std::int64_t value);

Q_SIGNALS:
    void patternChanged();
    void playingChanged();
    void heldChanged();
    void speedChanged();
    void timeChanged();
    void atPresentChanged();
    void seedChanged();
    void undoChanged();
    /// Something has been done by hand that can be taken back.
    void recorded();
    void reduceMotionChanged();
    void aheadChanged();
    /// The numbers, and what is painted of them, are those of the playhead.
    void figuresChanged();
    /// So is whatever else is said of it.
    void detailsChanged();
    void notice(const QString &text);
    /// Something that is painted is not as it was.
    void sceneChanged();

private:
    /// Runs it to its length, at once or by and by.
    void begin(const Scenario &scenario);
    void record(UndoStep step);
    RunStep presentRun() const;
    /// What is still to be changed in this run, at its time.
    std::vector<Change> ahead() const;
    UndoStep takeBack(const UndoStep &step);
    void beginGesture(int parameter);
    void endGesture(int parameter);
    /// What the slider under the hand shows becomes the value.
    void settle();
    void setValue(int parameter, std::int64_t value);
    /// Whether the last that was done was to set this parameter, at this very moment. Then it is set once: the run is made
    /// again without the former value, as long as that takes no time to speak of.
    bool isSetAgain(int parameter) const;
    void takeBackLast();
    void sayPresent();
    void change(const std::function<void()> &what);
    void moved();
    void refreshFigures();
    void refreshDetails();
    void refreshSetups();
    void refreshPlaces();

    /// Steps with @p step, and notes what happened.
    bool step(bool (Player::*step)());

    Player m_player;
    RunAhead m_ahead;
    FigureWindow m_figures;
    Retention m_retention;
    ParameterModel m_parameters;
    HeadlineModel m_headlines;
    SetupModel m_setups;
    PatternModel m_patterns;
    PlaceModel m_places;
    ActionModel m_actions;
    QPointer<QQuickWindow> m_window;
    QElapsedTimer m_frameTimer;
    QElapsedTimer m_stepTimer; ///< since the last step forward, whose motion is played while time stands still
    QTimer m_stepFrames;
    std::chrono::nanoseconds m_sinceFigures{}; ///< wall time since the figures were brought up to date
    std::chrono::nanoseconds m_figuresTook{};  ///< and what that took
    std::chrono::nanoseconds m_sinceDetails{}; ///< likewise of the slow things
    std::chrono::nanoseconds m_detailsTook{};
    QTimer m_unwinding;
    StageLayout m_stageLayout;
    UndoHistory<UndoStep> m_undo;
    std::function<std::function<void()>()> m_rest;
    std::map<std::string_view, std::vector<std::int64_t>> m_valuesLeft; ///< by pattern, when another one was chosen
    QTimer m_handRests;
    int m_gesture = -1; ///< parameter under the hand
    bool m_gestureRecorded = false;
    std::int64_t m_gestureFrom = 0; ///< what it turned first was at that before
    bool m_held = false;
    bool m_wasAtPresent = true;
    bool m_reduceMotion = false;
    bool m_scrubbing = false;
    QString m_stepText;
    Sequence m_stepPosition = 0; ///< where the player stood after that step
    QString m_advice;
    QStringList m_theory;
    QString m_seedError;
};

} // namespace coroscope
