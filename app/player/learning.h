// SPDX-License-Identifier: MIT
#pragma once

#include "models/lesson_rows.h"
#include "player/guess.h"
#include "player/lesson_progress.h"
#include "player/lesson_shelf.h"
#include "player/pair.h"
#include "player/trial.h"
#include "run/condition_watch.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace coroscope {

/// Lessons, exercises and challenges: which there are, which is open, and what its step makes the window show.
class Learning : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
    Q_PROPERTY(coroscope::LessonModel *lessons READ lessons CONSTANT)
    Q_PROPERTY(int count READ count NOTIFY lessonsChanged)
    Q_PROPERTY(int doneCount READ doneCount NOTIFY lessonsChanged)
    Q_PROPERTY(bool classMode READ classMode WRITE setClassMode NOTIFY lessonsChanged)
    Q_PROPERTY(bool greets READ greets NOTIFY lessonsChanged)
    Q_PROPERTY(bool open READ isOpen NOTIFY changed)
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
    Q_PROPERTY(QString ownWords READ ownWords WRITE setOwnWords NOTIFY changed)
    Q_PROPERTY(QString answer READ answer NOTIFY changed)
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
    explicit Learning(Stage stage, QObject *parent = nullptr);
    ~Learning() override;

    /// What has been done is kept on this computer from now on.
    void keepProgress();

    /// In the order of the path. Read when they are first wanted.
    LessonModel *lessons();
    int count();
    int doneCount();
    /// Progress is neither shown nor kept: for whoever teaches.
    bool classMode() const noexcept { return m_classMode; }
    void setClassMode(bool classMode);
    /// Whether to say, at the first start, that there are lessons.
    bool greets() const { return m_kept && !m_classMode && !m_progress.greeted(); }

    bool isOpen() const noexcept { return m_open.has_value(); }
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
    bool hasNext() const noexcept { return m_open && step() + 1 < stepCount(); }
    QString ownWords() const;
    void setOwnWords(const QString &words);
    /// Ours, in Markdown; empty before it is asked for.
    QString answer() const;
    Guess *guess() { return &m_guess; }
    Trial *trial() { return &m_trial; }

    /// The lesson in this row of the path, from its first step.
    Q_INVOKABLE void openRow(int row);
    /// The lesson with this id; the first one if there is none.
    Q_INVOKABLE void openLesson(const QString &id);
    /// A lesson of somebody's own. An empty string, or what is wrong with it, in one line.
    Q_INVOKABLE QString openFile(const QString &file);
    Q_INVOKABLE void close();
    Q_INVOKABLE void next();
    Q_INVOKABLE void back();
    /// The lesson after this one in the path.
    Q_INVOKABLE void nextLesson();
    /// Of an exercise: our answer.
    Q_INVOKABLE void showAnswer();
    /// Of an exercise: the runs that show it.
    Q_INVOKABLE void showMe();
    /// The learner has used this; see lessonControls().
    Q_INVOKABLE void used(const QString &control);
    Q_INVOKABLE void resetProgress();
    Q_INVOKABLE void setGreeted();

Q_SIGNALS:
    void lessonsChanged();
    void changed();
    void metChanged();
    /// A lesson has begun a run: it is no longer the one of a scenario that may have been open.
    void begun();
    /// A tab or a view is to be shown.
    void showAsked(const QString &control);
    /// Two runs are to be shown beside each other, or one again.
    void compareAsked(bool compare);
    void notice(const QString &text);

private:
    const LessonStep *current() const;
    void open(ShelvedLesson lesson);
    void enter(std::size_t step);
    void begin(Scenario scenario, const QString &name);
    void apply(const LessonStep &step);
    void compare(const LessonStep &step);
    void point(const Spotlight &spotlight);
    void collectTurned(const LessonStep &step);
    void look();
    void lookAtEvents();
    void setMet();
    void finish();
    void refreshLessons();
    void showLessons();
    Scenario present() const;

    Stage m_stage;
    bool m_kept = false;
    bool m_classMode = false;
    LessonProgress m_progress{false};
    std::optional<std::vector<ShelvedLesson>> m_shelf; ///< nothing before they are wanted
    LessonModel m_lessons;
    std::optional<ShelvedLesson> m_open;
    std::size_t m_step = 0;
    bool m_met = false;
    bool m_answerShown = false;
    bool m_compares = false; ///< two runs are shown because a step wants it
    QStringList m_turned;
    std::unique_ptr<ConditionWatch> m_watch; ///< for the event that the step waits for
    Sequence m_watched = 0;
    Time m_watchedTime{};
    Guess m_guess;
    Trial m_trial;
};

} // namespace coroscope
