// SPDX-License-Identifier: MIT
#include "lesson/lesson_file.h"
#include "lesson/proof.h"
#include "run/registry.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <map>

using namespace coroscope;

namespace {

QString folder()
{
    return QStringLiteral(COROSCOPE_SOURCE_DIR "/resources/lessons");
}

QStringList path()
{
    QFile file(folder() + QStringLiteral("/path.txt"));
    QStringList ids;
    if (file.open(QIODevice::ReadOnly)) {
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
            if (!line.startsWith(u'#'))
                ids << line;
        }
    }
    return ids;
}

Lesson lessonOf(const QString &id)
{
    return readLesson(folder() + u'/' + id + QStringLiteral("/lesson.md"));
}

int questionsIn(const Lesson &lesson)
{
    return static_cast<int>(std::count_if(lesson.steps.begin(), lesson.steps.end(),
                                          [](const LessonStep &step) { return step.prediction.has_value(); }));
}

/// Syllables by their groups of vowels, as tests of readability count them.
int syllablesIn(const QString &word)
{
    static const QRegularExpression vowels(QStringLiteral("[aeiouy]+"), QRegularExpression::CaseInsensitiveOption);
    return std::max(1, static_cast<int>(word.count(vowels)));
}

} // namespace

/// The lessons that come with the program.
class TestLessons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePathNamesEveryFolderOnce()
    {
        QStringList ids = path();
        ids.sort();
        QCOMPARE(ids, QDir(folder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name));
    }

    void runsBearOutWhatTheyClaim_data()
    {
        QTest::addColumn<QString>("id");
        for (const QString &id : path())
            QTest::newRow(qPrintable(id)) << id;
    }
    void runsBearOutWhatTheyClaim()
    {
        QFETCH(const QString, id);
        QStringList wrong;
        for (const std::string &line : unproved(lessonOf(id)))
            wrong << QString::fromStdString(line);
        QCOMPARE(wrong, QStringList());
    }

    void whatATextSaysOfAnAmountACurveOrATurnIsClaimed()
    {
        for (const QString &id : path()) {
            for (const LessonStep &step : lessonOf(id).steps) {
                const QString place = QStringLiteral("%1, line %2").arg(id).arg(step.line);
                QVERIFY2(step.goOn.kind != GoOn::Kind::Turned || !step.after.empty(), qPrintable(place));
                if (!step.prediction)
                    continue;
                const auto &kind = step.prediction->kind;
                const bool isNumber = std::holds_alternative<Prediction::Amount>(kind)
                    || std::holds_alternative<Prediction::Curve>(kind);
                QVERIFY2(!isNumber || !step.prediction->claims.empty(), qPrintable(place));
            }
        }
    }

    void everyPatternHasALessonWithQuestionsAndAnExercise()
    {
        std::map<std::string_view, int> lessons;
        std::map<std::string_view, int> exercises;
        for (const QString &id : path()) {
            const Lesson lesson = lessonOf(id);
            if (lesson.kind == Lesson::Kind::Pattern) {
                ++lessons[lesson.pattern->id];
                QVERIFY2(lesson.steps.size() >= 5 && lesson.steps.size() <= 8, qPrintable(id));
                QVERIFY2(questionsIn(lesson) >= 2, qPrintable(id));
            } else if (lesson.kind == Lesson::Kind::Practice) {
                ++lessons[lesson.pattern->id];
                QVERIFY2(!lesson.steps.back().shown.empty(), qPrintable(id)); // the number that proves it
            } else if (lesson.kind == Lesson::Kind::Exercise) {
                ++exercises[lesson.pattern->id];
                QVERIFY2(!lesson.steps.front().shown.empty(), qPrintable(id));
            }
        }
        for (const PatternInfo *pattern : patterns()) {
            const bool isTaught = pattern->kind == PatternInfo::Kind::Pattern
                || pattern->kind == PatternInfo::Kind::Practice;
            QCOMPARE(lessons[pattern->id], isTaught ? 1 : 0);
            QCOMPARE(exercises[pattern->id], pattern->kind == PatternInfo::Kind::Pattern ? 1 : 0);
        }
    }

    void thereAreTwentyChallengesAndAProjectOfSixSteps()
    {
        int challenges = 0;
        std::size_t steps = 0;
        for (const QString &id : path()) {
            const Lesson lesson = lessonOf(id);
            challenges += lesson.challenge ? 1 : 0;
            if (lesson.kind == Lesson::Kind::Project)
                steps = lesson.steps.size();
        }
        QVERIFY(challenges >= 20);
        QCOMPARE(steps, std::size_t{6});
    }

    /// Printed, not asserted: how long they are, and for whom they read (Flesch-Kincaid grade of the text of all steps).
    void theirLengthAndReadingAgeArePrinted()
    {
        static const QRegularExpression word(QStringLiteral("[\\w’'-]+"));
        static const QRegularExpression sentenceEnd(QStringLiteral("[.!?:](\\s|$)"));
        for (const QString &id : path()) {
            QString text;
            for (const LessonStep &step : lessonOf(id).steps)
                text += QString::fromStdString(step.text) + u'\n';
            int words = 0;
            int syllables = 0;
            for (auto it = word.globalMatch(text); it.hasNext(); ++words)
                syllables += syllablesIn(it.next().captured());
            const auto sentences = std::max<qsizetype>(1, text.count(sentenceEnd));
            QVERIFY2(words > 0, qPrintable(id));
            const double age = 0.39 * words / static_cast<double>(sentences) + 11.8 * syllables / words - 15.59 + 5;
            qInfo("%s: %d words, reading age %.0f", qPrintable(id), words, age);
        }
    }
};

QTEST_APPLESS_MAIN(TestLessons)
#include "tst_lessons.moc"
