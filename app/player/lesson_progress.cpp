// SPDX-License-Identifier: MIT
#include "player/lesson_progress.h"

#include "lesson/lesson.h"
#include "player/kept_settings.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace coroscope {

namespace {

const QString group = QStringLiteral("learning");
constexpr int mostStars = 3;
constexpr int mostSteps = static_cast<int>(Lesson::mostSteps);
constexpr qsizetype longestWords = 1000; ///< characters
constexpr qsizetype mostKept = 300;      ///< lessons
constexpr qsizetype mostWords = 30;      ///< lessons with words: the file of settings is a small one

} // namespace

LessonProgress::LessonProgress(bool kept) : m_kept(kept)
{
    if (!kept)
        return;
    // Whoever has edited the file by hand may have written anything.
    const QJsonObject stored = KeptSettings::group(group);
    for (const QJsonValue lesson : stored[QStringLiteral("done")].toArray()) {
        if (m_done.size() < mostKept)
            m_done.insert(lesson.toString());
    }
    const QJsonObject steps = stored[QStringLiteral("steps")].toObject();
    for (auto it = steps.begin(); it != steps.end() && m_steps.size() < mostKept; ++it)
        m_steps.insert(it.key(), std::clamp(it.value().toInt(), 0, mostSteps));
    const QJsonObject stars = stored[QStringLiteral("stars")].toObject();
    for (auto it = stars.begin(); it != stars.end() && m_stars.size() < mostKept; ++it)
        m_stars.insert(it.key(), std::clamp(it.value().toInt(), 0, mostStars));
    const QJsonObject words = stored[QStringLiteral("words")].toObject();
    for (auto it = words.begin(); it != words.end() && m_words.size() < mostWords; ++it)
        m_words.insert(it.key(), it.value().toString().left(longestWords));
    m_greeted = stored[QStringLiteral("greeted")].toBool();
}

void LessonProgress::setDone(const QString &lesson)
{
    if (m_done.contains(lesson))
        return;
    m_done.insert(lesson);
    keep();
}

void LessonProgress::setSteps(const QString &lesson, int steps)
{
    if (steps <= m_steps.value(lesson))
        return;
    m_steps.insert(lesson, steps);
    keep();
}

void LessonProgress::setStars(const QString &lesson, int stars)
{
    if (stars <= m_stars.value(lesson))
        return;
    m_stars.insert(lesson, stars);
    keep();
}

void LessonProgress::setWords(const QString &lesson, const QString &words)
{
    if (words == m_words.value(lesson) || (m_words.size() >= mostWords && !m_words.contains(lesson)))
        return;
    m_words.insert(lesson, words.left(longestWords));
    keep();
}

void LessonProgress::setGreeted()
{
    if (m_greeted)
        return;
    m_greeted = true;
    keep();
}

void LessonProgress::reset()
{
    m_done.clear();
    m_steps.clear();
    m_stars.clear();
    m_words.clear();
    keep();
}

void LessonProgress::keep() const
{
    if (!m_kept)
        return;
    QStringList done(m_done.begin(), m_done.end());
    done.sort();
    QJsonObject steps;
    for (auto it = m_steps.begin(); it != m_steps.end(); ++it)
        steps.insert(it.key(), it.value());
    QJsonObject stars;
    for (auto it = m_stars.begin(); it != m_stars.end(); ++it)
        stars.insert(it.key(), it.value());
    QJsonObject words;
    for (auto it = m_words.begin(); it != m_words.end(); ++it)
        words.insert(it.key(), it.value());
    KeptSettings::setGroup(group,
                           {{QStringLiteral("done"), QJsonArray::fromStringList(done)},
                            {QStringLiteral("steps"), steps},
                            {QStringLiteral("stars"), stars},
                            {QStringLiteral("words"), words},
                            {QStringLiteral("greeted"), m_greeted}});
}

} // namespace coroscope
