// SPDX-License-Identifier: MIT
#pragma once

#include "models/parameter_model.h"
#include "models/row_models.h"
#include "player/run.h"
#include "player/transport.h"
#include "player/undo_history.h"

#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace coroscope {

/// What the user sets of a run: parameters, set-ups, actions, the seed, another pattern; and undo for each.
class Tuning : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
    Q_PROPERTY(QString seed READ seed WRITE setSeed NOTIFY seedChanged)
    Q_PROPERTY(QString seedError READ seedError NOTIFY seedChanged)
    Q_PROPERTY(int schedule READ schedule WRITE setSchedule NOTIFY scheduleChanged)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY undoChanged)
    Q_PROPERTY(QString undoText READ undoText NOTIFY undoChanged)
    Q_PROPERTY(bool canRedo READ canRedo NOTIFY undoChanged)
    Q_PROPERTY(QString redoText READ redoText NOTIFY undoChanged)
    Q_PROPERTY(coroscope::ParameterModel *parameters READ parameters CONSTANT)
    Q_PROPERTY(coroscope::SetupModel *setups READ setups CONSTANT)
    Q_PROPERTY(QString setupNote READ setupNote NOTIFY setupsChanged)

public:
    /// Both must outlive it.
    Tuning(Run &run, Transport &transport, QObject *parent = nullptr);

    /// Starts that run, from its beginning. What was shown before is one step of undo away; @p name is what that step
    /// undoes.
    void start(Scenario scenario, const QString &name = QStringLiteral("opening this run"));
    /// Another run takes the place of this one, which can be undone; it is run as far as its length, and looked at at @p
    /// playhead, if it is as long.
    void resume(const Scenario &scenario, const QString &name, Time playhead);
    /// @p rest is called when a run is stored for undo: it returns a function that restores what else belongs to the
    /// run. Several can be given.
    void keepWithRuns(std::function<std::function<void()>()> rest) { m_rests.push_back(std::move(rest)); }
    /// Something is about to be done that is no part of the run and can be undone. @p keep returns a function that
    /// restores what there is when it is called.
    void recordOther(const QString &name, std::function<std::function<void()>()> keep);
    /// Memory for looking back, in bytes, from the next start on.
    void setBudget(std::size_t bytes) { m_retention.budget = bytes; }

    QString seed() const;
    void setSeed(const QString &seed);
    QString seedError() const { return m_seedError; }
    /// In which order tasks that are ready at the same time go on: 0 the first ready first, 1 shuffled.
    int schedule() const;
    /// Another one is another run, from the start.
    void setSchedule(int schedule);
    bool canUndo() const noexcept { return m_undo.nextUndo() || m_parameters.preview(); }
    /// "Undo Channel capacity: 10 items → 4 items", "Undo the rerun"; empty if there is nothing.
    QString undoText() const;
    /// The run as it was before the last thing that was done to it; null if nothing was.
    const Scenario *before() const;
    bool canRedo() const noexcept { return m_undo.nextRedo() != nullptr; }
    QString redoText() const;
    ParameterModel *parameters() { return &m_parameters; }
    SetupModel *setups() { return &m_setups; }
    /// The note of the set-up in force; empty if the values match none.
    QString setupNote() const;

    /// Sets a parameter at the present time. Within a gesture, once the slider rests or is released: a drag is one
    /// change.
    void set(int parameter, std::int64_t value);
    /// Takes one of the pattern's actions at the present time, at the task with this index in the action's group.
    Q_INVOKABLE void act(int action, int index);
    Q_INVOKABLE void applySetup(int row);
    /// The set-up after the one in force, the first one after the last or where none is.
    Q_INVOKABLE void applyNextSetup();
    /// Sets what the run's advice says to set, at the present time.
    Q_INVOKABLE void takeAdvice();
    /// Starts another pattern, with the values it was left with, if it has been shown before.
    Q_INVOKABLE void selectPattern(const QString &id);
    /// Starts again with the current values: changes made so far are no longer part of the run, those still scheduled
    /// are.
    Q_INVOKABLE void reset();
    /// Undoes the last user action. For a change or an action, the run is repeated without it, up to the present. A run
    /// that was replaced is repeated, as far as it had got, and looked at where it was.
    Q_INVOKABLE void undo();
    Q_INVOKABLE void redo();

Q_SIGNALS:
    void seedChanged();
    void scheduleChanged();
    void undoChanged();
    void setupsChanged();
    /// A run has been started that has nothing to do with the one before.
    void startedAnew();
    /// The user has done something that can be undone.
    void recorded();
    void notice(const QString &text);

private:
    /// Runs it to its length, at once or gradually. The playhead stays at @p staysAt.
    void begin(const Scenario &scenario, std::optional<Time> staysAt = std::nullopt);
    void record(UndoStep step);
    RunStep presentRun() const;
    /// The changes still scheduled in this run.
    std::vector<Change> ahead() const;
    UndoStep takeBack(const UndoStep &step);
    /// The run with these settings and the current values, from its start; what is scheduled stays so.
    void startWith(RunSettings settings, const QString &name);
    void beginGesture(int parameter);
    void endGesture(int parameter);
    /// The value of the slider being dragged is set.
    void settle();
    void setValue(int parameter, std::int64_t value);
    /// Whether the last thing done was to set this parameter, at this very time. Then it is set once: the run is
    /// repeated without the former value, if that takes negligible time.
    bool isSetAgain(int parameter) const;
    void takeBackLast();
    void sayPresent();
    void change(const std::function<void()> &what);
    void refreshSetups();

    Run &m_run;
    Transport &m_transport;
    Retention m_retention;
    ParameterModel m_parameters;
    SetupModel m_setups;
    UndoHistory<UndoStep> m_undo;
    std::vector<std::function<std::function<void()>()>> m_rests;
    std::map<std::string_view, std::vector<std::int64_t>> m_valuesLeft; ///< by pattern, when another was chosen
    QTimer m_handRests;
    int m_gesture = -1; ///< the parameter being dragged
    bool m_gestureRecorded = false;
    std::int64_t m_gestureFrom = 0; ///< the parameter's value before the gesture
    QString m_seedError;
};

} // namespace coroscope
