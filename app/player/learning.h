// SPDX-License-Identifier: MIT
#pragma once

#include "models/lesson_rows.h"
#include "player/lesson_progress.h"
#include "player/open_lesson.h"

#include <QObject>
#include <QVariant>
#include <QtQml/qqmlregistration.h>

#include <optional>
#include <vector>

namespace coroscope {

/// The path of lessons, exercises and challenges, how far somebody has got on it, and which one is open.
class Learning : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
    Q_PROPERTY(coroscope::LessonModel *lessons READ lessons CONSTANT)
    Q_PROPERTY(int count READ count NOTIFY lessonsChanged)
    Q_PROPERTY(int doneCount READ doneCount NOTIFY lessonsChanged)
    Q_PROPERTY(QVariantMap progress READ progress NOTIFY lessonsChanged)
    Q_PROPERTY(QString progressText READ progressText NOTIFY lessonsChanged)
    Q_PROPERTY(bool classMode READ classMode WRITE setClassMode NOTIFY lessonsChanged)
    Q_PROPERTY(bool greets READ greets NOTIFY lessonsChanged)
    Q_PROPERTY(bool open READ isOpen NOTIFY changed)
    Q_PROPERTY(QString nextTitle READ nextTitle NOTIFY changed)
    Q_PROPERTY(QString ownWords READ ownWords WRITE setOwnWords NOTIFY ownWordsChanged)
    Q_PROPERTY(coroscope::OpenLesson *lesson READ lesson CONSTANT)

public:
    explicit Learning(OpenLesson::Stage stage, QObject *parent = nullptr);

    /// What has been done is kept on this computer from now on.
    void keepProgress();

    /// In the order of the path. Read when they are first wanted.
    LessonModel *lessons();
    int count();
    int doneCount();
    /// By pattern, as far as its lesson has been begun: maps of `done`, `share` (0 … 1 of its steps) and `text` ("Lesson: 3
    /// of 6 steps").
    QVariantMap progress();
    /// "5 of 38 done"; empty if nothing has been.
    QString progressText();
    /// Progress is neither shown nor kept: for whoever teaches.
    bool classMode() const noexcept { return m_classMode; }
    void setClassMode(bool classMode);
    /// Whether to say, at the first start, that there are lessons.
    bool greets() const { return m_kept && !m_classMode && !m_progress.greeted(); }

    bool isOpen() const noexcept { return m_lesson.isOpen(); }
    OpenLesson *lesson() { return &m_lesson; }
    /// Of the lesson after the one that is open; empty if that is the last, or none of the path.
    QString nextTitle();
    /// What the learner has written as an answer to the exercise that is open.
    QString ownWords() const;
    void setOwnWords(const QString &words);

    /// The lesson in this row of the path, from its first step.
    Q_INVOKABLE void openRow(int row);
    /// The lesson with this id; the first one if there is none.
    Q_INVOKABLE void openLesson(const QString &id);
    /// A lesson of somebody's own. An empty string, or what is wrong with it, in one line.
    Q_INVOKABLE QString openFile(const QString &file);
    Q_INVOKABLE void close();
    /// The lesson after this one in the path; the path, after the last.
    Q_INVOKABLE void nextLesson();
    Q_INVOKABLE void resetProgress();
    Q_INVOKABLE void setGreeted();

Q_SIGNALS:
    void lessonsChanged();
    void changed();
    void ownWordsChanged();

private:
    const std::vector<ShelvedLesson> &shelf();
    /// The row of the lesson that is open; the number of rows, if it is none of them.
    std::size_t openedRow();
    void open(const ShelvedLesson &lesson);
    void finish();
    void refresh();
    void showLessons();

    bool m_kept = false;
    bool m_classMode = false;
    LessonProgress m_progress{false};
    std::optional<std::vector<ShelvedLesson>> m_shelf; ///< nothing before they are wanted
    LessonModel m_lessons;
    OpenLesson m_lesson;
};

} // namespace coroscope
