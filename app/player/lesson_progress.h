// SPDX-License-Identifier: MIT
#pragma once

#include <QMap>
#include <QSet>
#include <QString>

namespace coroscope {

/// What of the lessons somebody has done. Kept on this computer alone.
class LessonProgress
{
public:
    /// @p kept: it is read from what is kept, and written there; otherwise it ends with the program.
    explicit LessonProgress(bool kept);

    bool isDone(const QString &lesson) const { return m_done.contains(lesson); }
    /// How many steps have been gone through, of one that is not done.
    int steps(const QString &lesson) const { return m_steps.value(lesson); }
    /// Whether any has been done, or begun.
    bool isAny() const { return !m_done.isEmpty() || !m_steps.isEmpty(); }
    /// Of a challenge: the most that have been earned.
    int stars(const QString &lesson) const { return m_stars.value(lesson); }
    /// What has been written as an answer to an exercise.
    QString words(const QString &lesson) const { return m_words.value(lesson); }
    /// The window has greeted, and needs not do so again.
    bool greeted() const noexcept { return m_greeted; }

    void setDone(const QString &lesson);
    /// So many steps have been gone through; fewer than before change nothing.
    void setSteps(const QString &lesson, int steps);
    void setStars(const QString &lesson, int stars);
    void setWords(const QString &lesson, const QString &words);
    void setGreeted();
    /// Nothing has been done.
    void reset();

private:
    void keep() const;

    bool m_kept;
    QSet<QString> m_done;
    QMap<QString, int> m_steps;
    QMap<QString, int> m_stars;
    QMap<QString, QString> m_words;
    bool m_greeted = false;
};

} // namespace coroscope
