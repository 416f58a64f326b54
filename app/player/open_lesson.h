// SPDX-License-Identifier: MIT
#pragma once

#include "player/guess.h"
#include "player/lesson_shelf.h"
#include "player/pair.h"
#include "player/step_wait.h"
#include "player/trial.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <functional>
#include <map>
#include <optional>

namespace coroscope {

/// The lesson that is open: its step, what that makes the window show, and whether the learner has done what it waits for.
class OpenLesson : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Learning")
    Q_PROPERTY(QString kind READ kind NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(int step READ step NOTIFY changed)
    Q_PROPERTY(int stepCount READ stepCount NOTIFY changed)
    Q_PROPERTY(QString stepTitle READ stepTitle NOTIFY changed)
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(QString task READ task NOTIFY changed)
    Q_PROPERTY(bool met READ met NOTIFY metChanged)
    Q_PROPERTY(QString turned READ turned NOTIFY changed)
    Q_PROPERTY(int figure READ figure NOTIFY changed)
    Q_PROPERTY(bool hasNext READ hasNext NOTIFY changed)
    Q_PROPERTY(QString answer READ answer NOTIFY changed)
    Q_PROPERTY(QString lastGuess READ lastGuess NOTIFY changed)
    Q_PROPERTY(bool hidesAdvice READ hidesAdvice NOTIFY hidesChanged)
    Q_PROPERTY(bool hidesNumbers READ hidesNumbers NOTIFY hidesChanged)
    Q_PROPERTY(coroscope::Guess *guess READ guess CONSTANT)
    Q_PROPERTY(coroscope::Trial *trial READ trial CONSTANT)

public:
    /// What it moves and turns; all of it must outlive it.
    struct Stage {
        Run &run;
        Transport &transport;
        Tuning &tuning;
        std::function<Pair *()> pair; ///< makes it, when it is first wanted
    };
    explicit OpenLesson(Stage stage, QObject *parent = nullptr);
    ~OpenLesson() override;

    /// Opens this one, at its first step, in the place of another one.
    void take(ShelvedLesson lesson);
    /// None is open any more.
    void leave();

    bool isOpen() const noexcept { return m_lesson.has_value(); }
    /// The name of its folder; empty if none is open.
    QString id() const { return m_lesson ? m_lesson->id : QString(); }
    /// "pattern", "practice", "exercise", "project", "challenge"; empty if none is open.
    QString kind() const;
    QString title() const;
    /// From 0.
    int step() const noexcept { return static_cast<int>(m_step); }
    int stepCount() const noexcept;
    QString stepTitle() const;
    /// Markdown.
    QString text() const;
    /// What the learner is asked to do; empty if nothing.
    QString task() const;
    /// Whether that has been done.
    bool met() const noexcept { return m_met; }
    /// Ids of the parameters that can be turned in this step, with blanks between them.
    QString turned() const { return m_turned.join(u' '); }
    /// The number under the stage that is pointed at, from 0; −1: none.
    int figure() const;
    bool hasNext() const noexcept { return isOpen() && step() + 1 < stepCount(); }
    /// Ours, in Markdown; empty before it is asked for.
    QString answer() const;
    /// What was guessed in the step before, and what it was; empty if nothing was.
    QString lastGuess() const;
    /// A question is open, or a challenge: what the program would advise is not said.
    bool hidesAdvice() const noexcept { return m_hidesAdvice; }
    /// A question is open, and the numbers of the run that is shown would answer it.
    bool hidesNumbers() const noexcept { return m_hidesNumbers; }
    Guess *guess() { return &m_guess; }
    Trial *trial() { return &m_trial; }

    Q_INVOKABLE void next();
    Q_INVOKABLE void back();
    /// Of an exercise: our answer.
    Q_INVOKABLE void showAnswer();
    /// Of an exercise: the runs that show it.
    Q_INVOKABLE void showMe();
    /// The learner has used this; see lessonControls().
    Q_INVOKABLE void used(const QString &control);

Q_SIGNALS:
    void changed();
    void metChanged();
    void hidesChanged();
    /// So many steps have been gone through.
    void reached(int steps);
    /// All of it has been gone through.
    void finished();
    /// It has begun a run: it is no longer the one of a scenario that may have been open.
    void begun();
    /// A tab or a view is to be shown.
    void showAsked(const QString &control);
    /// Two runs are to be shown beside each other, or one again.
    void compareAsked(bool compare);
    void notice(const QString &text);

private:
    const Lesson &lesson() const { return m_lesson->lesson; }
    const LessonStep &current() const { return lesson().steps.at(m_step); }
    /// The run that is shown is of its pattern.
    bool isShown() const;
    void enter(std::size_t step);
    void keepGuess();
    void begin(Scenario scenario, const QString &name);
    void apply(const LessonStep &step);
    void compare(const LessonStep &step);
    void point(const Spotlight &spotlight);
    void lock();
    void look();
    void lookAtEvents();
    void hide();
    void setMet();
    Scenario present() const;

    Stage m_stage;
    std::optional<ShelvedLesson> m_lesson;
    std::size_t m_step = 0;
    bool m_met = false;
    bool m_answerShown = false;
    bool m_compares = false; ///< two runs are shown because a step wants it
    bool m_hidesAdvice = false;
    bool m_hidesNumbers = false;
    QStringList m_turned;
    StepWait m_wait;
    std::map<std::size_t, Guess::Given> m_given; ///< by step: what was guessed, and what it was
    Guess m_guess;
    Trial m_trial;
};

} // namespace coroscope
