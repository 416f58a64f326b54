// SPDX-License-Identifier: MIT
#include "player/learning.h"

#include "lesson/lesson_text.h"
#include "models/text.h"
#include "run/scenario_file.h"

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

using Kind = Lesson::Kind;

/// What lessons of a kind stand under. Exercises stand with what they are about.
QString sectionOf(Kind kind)
{
    switch (kind) {
    case Kind::Pattern:
    case Kind::Exercise:
        return QStringLiteral("Six patterns");
    case Kind::Practice:
        return QStringLiteral("Five practices");
    case Kind::Project:
        return QStringLiteral("The project");
    case Kind::Challenge:
        return QStringLiteral("Challenges");
    }
    return {};
}

/// Those that teach a pattern: the rail tells how far they have been gone through.
bool teaches(const Lesson &lesson)
{
    return !lesson.exercise && !lesson.challenge;
}

} // namespace

Learning::Learning(OpenLesson::Stage stage, QObject *parent) : QObject(parent), m_lesson(std::move(stage))
{
    connect(&m_lesson, &OpenLesson::changed, this, &Learning::changed);
    connect(&m_lesson, &OpenLesson::finished, this, &Learning::finish);
    connect(&m_lesson, &OpenLesson::reached, this, [this](int steps) {
        if (m_classMode)
            return;
        m_progress.setSteps(m_lesson.id(), steps);
        refresh();
    });
    connect(m_lesson.trial(), &Trial::solved, this, [this](int stars) {
        if (m_classMode)
            return;
        m_progress.setStars(m_lesson.id(), stars);
        refresh();
    });
}

void Learning::keepProgress()
{
    m_kept = true;
    m_progress = LessonProgress(true);
    Q_EMIT lessonsChanged();
}

const std::vector<ShelvedLesson> &Learning::shelf()
{
    if (!m_shelf)
        m_shelf = builtInLessons();
    return *m_shelf;
}

LessonModel *Learning::lessons()
{
    if (m_lessons.rows().empty())
        showLessons();
    return &m_lessons;
}

int Learning::count()
{
    return static_cast<int>(shelf().size());
}

int Learning::doneCount()
{
    const std::vector<LessonRow> &rows = lessons()->rows();
    return static_cast<int>(std::count_if(rows.begin(), rows.end(), [](const LessonRow &row) { return row.done; }));
}

QVariantMap Learning::progress()
{
    QVariantMap all;
    if (m_classMode || !m_progress.isAny())
        return all; // without reading the lessons
    for (const auto &[id, lesson] : shelf()) {
        const int steps = static_cast<int>(lesson.steps.size());
        const bool isDone = m_progress.isDone(id);
        const int gone = isDone ? steps : std::min(m_progress.steps(id), steps);
        if (!teaches(lesson) || gone == 0)
            continue;
        all.insert(toQString(lesson.pattern->id),
                   QVariantMap{{QStringLiteral("done"), isDone},
                               {QStringLiteral("share"), static_cast<double>(gone) / steps},
                               {QStringLiteral("text"),
                                isDone ? QStringLiteral("Lesson: done")
                                       : QStringLiteral("Lesson: %1 of %2 steps").arg(gone).arg(steps)}});
    }
    return all;
}

QString Learning::progressText()
{
    if (m_classMode || !m_progress.isAny() || doneCount() == 0)
        return {};
    return QStringLiteral("%1 of %2 done").arg(doneCount()).arg(count());
}

void Learning::refresh()
{
    if (!m_lessons.rows().empty())
        showLessons();
    Q_EMIT lessonsChanged();
}

void Learning::showLessons()
{
    std::vector<LessonRow> rows;
    QString section;
    for (const auto &[id, lesson] : shelf()) {
        const bool begins = sectionOf(lesson.kind) != std::exchange(section, sectionOf(lesson.kind));
        const bool isDone = !m_classMode && m_progress.isDone(id);
        const int gone = m_classMode || isDone ? 0 : m_progress.steps(id);
        rows.push_back({.id = id,
                        .title = QString::fromStdString(lesson.title),
                        .section = section,
                        .begins = begins,
                        .done = isDone,
                        .current = m_lesson.id() == id,
                        .begun = gone > 0 ? QStringLiteral("%1 of %2").arg(gone).arg(lesson.steps.size()) : QString(),
                        .stars = m_classMode ? 0 : m_progress.stars(id)});
    }
    m_lessons.setRows(std::move(rows));
}

void Learning::setClassMode(bool classMode)
{
    m_classMode = classMode;
    refresh();
}

void Learning::resetProgress()
{
    m_progress.reset();
    refresh();
    Q_EMIT ownWordsChanged();
}

void Learning::setGreeted()
{
    m_progress.setGreeted();
    Q_EMIT lessonsChanged();
}

QString Learning::ownWords() const
{
    return isOpen() ? m_progress.words(m_lesson.id()) : QString();
}

void Learning::setOwnWords(const QString &words)
{
    if (!isOpen() || words == ownWords())
        return;
    m_progress.setWords(m_lesson.id(), words);
    Q_EMIT ownWordsChanged();
}

std::size_t Learning::openedRow()
{
    const auto found = std::find_if(shelf().begin(), shelf().end(),
                                    [&](const ShelvedLesson &one) { return one.id == m_lesson.id(); });
    return static_cast<std::size_t>(found - shelf().begin());
}

QString Learning::nextTitle()
{
    const std::size_t next = isOpen() ? openedRow() + 1 : shelf().size();
    return next < shelf().size() ? QString::fromStdString(shelf()[next].lesson.title) : QString();
}

void Learning::openRow(int row)
{
    if (row >= 0 && row < count())
        open(shelf()[static_cast<std::size_t>(row)]);
}

void Learning::openLesson(const QString &id)
{
    const auto found = std::find_if(shelf().begin(), shelf().end(),
                                    [&](const ShelvedLesson &one) { return one.id == id; });
    open(found == shelf().end() ? shelf().front() : *found);
}

QString Learning::openFile(const QString &file)
{
    try {
        open(lessonFromFile(file));
        return {};
    } catch (const LessonError &error) {
        return QString::fromUtf8(error.what());
    } catch (const ScenarioFileError &error) {
        return QString::fromUtf8(error.what());
    }
}

void Learning::open(const ShelvedLesson &lesson)
{
    m_lesson.take(lesson);
    refresh();
    Q_EMIT ownWordsChanged();
}

void Learning::close()
{
    m_lesson.leave();
    refresh();
}

void Learning::nextLesson()
{
    const std::size_t next = isOpen() ? openedRow() + 1 : shelf().size();
    if (next < shelf().size())
        open(shelf()[next]);
    else
        close();
}

/// The lesson that is open has been gone through.
void Learning::finish()
{
    if (m_classMode)
        return;
    m_progress.setDone(m_lesson.id());
    refresh();
}

} // namespace coroscope
