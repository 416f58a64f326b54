// SPDX-License-Identifier: MIT
#include "app/window/window_test.h"
#include "lesson/proof.h"
#include "player/lesson_shelf.h"

using namespace coroscope;
using namespace coroscope::test;

/// Every lesson, exercise and challenge, gone through to its end in the window by keyboard alone.
class TestWindowLessons : public QObject, WindowTest
{
    Q_OBJECT

    Learning &learning() { return *bench().simulation().learning(); }
    OpenLesson &lesson() { return *learning().lesson(); }
    bool hasKeys(const QString &name)
    {
        const QQuickItem *const item = bench().find(name);
        return item && item->hasActiveFocus();
    }
    /// Goes on by Tab until this has the keyboard, as somebody does who looks for it.
    void tabTo(const QString &name)
    {
        for (int i = 0; i < 60 && !hasKeys(name); ++i)
            bench().key(Qt::Key_Tab);
        QVERIFY2(hasKeys(name), qPrintable(name));
    }
    void openRow(int row)
    {
        bench().open({"backpressure"});
        bench().key(Qt::Key_H);
        QTRY_VERIFY(hasKeys("lessonList"));
        for (int i = 0; i < row; ++i)
            bench().key(Qt::Key_Down);
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(bench().shows("lessonTitle"));
        QTRY_VERIFY(!bench().simulation().transport()->runningAhead());
    }
    void guess()
    {
        Guess &guess = *lesson().guess();
        QVERIFY(lesson().hidesAdvice());
        QVERIFY(!bench().shows("adviceBanner"));
        const QString shown = guess.kind() == "choice" ? "guessOptions"
            : guess.kind() == "amount"                 ? "guessAmount"
                                                       : "guessCurve";
        QTRY_VERIFY(hasKeys(shown));
        bench().key(guess.kind() == "choice" ? Qt::Key_Return : Qt::Key_Up);
        QVERIFY(guess.ready());
        tabTo("revealButton");
        bench().key(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(guess.revealed(), 60'000);
        QTRY_VERIFY(bench().shows("guessVerdict"));
        QTRY_VERIFY(hasKeys("nextStepButton"));
    }
    /// Types or chooses a value of the parameter that has the keyboard, or comes after what has it.
    void turn(const PatternInfo &pattern, std::size_t parameter, std::int64_t value)
    {
        const auto table = pattern.declare();
        const ParameterSpec &spec = table->all().at(parameter)->spec();
        const QString name = "parameter." + QString::fromUtf8(spec.id.data(), static_cast<qsizetype>(spec.id.size()));
        const auto present = [&] { return bench().simulation().run()->session().values().at(parameter); };
        if (spec.kind == ParameterKind::Choice) {
            tabTo(name + ".choice");
            for (int i = 0; i < 20 && present() != value; ++i)
                bench().key(present() < value ? Qt::Key_Right : Qt::Key_Left);
        } else {
            tabTo(name + ".value");
            bench().key(Qt::Key_Return);
            bench().type(QString::fromStdString(canonical(spec, value)));
            bench().key(Qt::Key_Return);
        }
        QTRY_COMPARE(present(), value);
    }
    void obey(const LessonStep &step, const PatternInfo &pattern)
    {
        const GoOn &goOn = step.goOn;
        if (step.prediction)
            guess();
        if (goOn.kind == GoOn::Kind::Turned)
            turn(pattern, goOn.goal.position, leastTurn(goOn.goal));
        if (goOn.kind == GoOn::Kind::Event) {
            for (int i = 0; i < 20; ++i)
                bench().key(Qt::Key_BracketRight); // faster
            if (!bench().simulation().transport()->playing() && !lesson().met())
                bench().key(Qt::Key_Space);
        }
        const bool asks = step.prediction || goOn.kind != GoOn::Kind::Asked;
        QTRY_VERIFY_WITH_TIMEOUT(lesson().met() == asks, 60'000);
    }
    void rowsOf(bool (*wanted)(const Lesson &lesson))
    {
        QTest::addColumn<int>("row");
        int row = 0;
        for (const ShelvedLesson &one : builtInLessons()) {
            if (wanted(one.lesson))
                QTest::newRow(qPrintable(one.id)) << row;
            ++row;
        }
    }
    static Lesson lessonIn(int row) { return builtInLessons()[static_cast<std::size_t>(row)].lesson; }

private Q_SLOTS:
    void initTestCase() { MainWindowBench::keepWarnings(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void aLessonIsGoneThroughToItsEnd_data()
    {
        rowsOf([](const Lesson &one) { return !one.exercise && !one.challenge; });
    }
    void aLessonIsGoneThroughToItsEnd()
    {
        QFETCH(const int, row);
        const Lesson read = lessonIn(row);
        openRow(row);
        for (std::size_t step = 0; step < read.steps.size(); ++step) {
            QTRY_COMPARE(lesson().step(), static_cast<int>(step));
            QTRY_VERIFY(!bench().simulation().transport()->runningAhead());
            QCOMPARE(bench().textOf("stepText"), QString::fromStdString(read.steps[step].text));
            QCOMPARE(bench().shows("lastGuess"), step > 0 && read.steps[step - 1].prediction.has_value());
            obey(read.steps[step], *read.pattern);
            if (lesson().hasNext())
                bench().key(Qt::Key_Right, Qt::AltModifier);
        }
        QVERIFY(learning().lessons()->rows()[static_cast<std::size_t>(row)].done);
        QTRY_VERIFY(bench().shows("lessonEnd"));
        const QString title = lesson().title();
        bench().key(Qt::Key_Right, Qt::AltModifier);
        QTRY_VERIFY(lesson().title() != title);
    }

    void anExerciseIsAnsweredAndShown_data()
    {
        rowsOf([](const Lesson &one) { return one.exercise.has_value(); });
    }
    void anExerciseIsAnsweredAndShown()
    {
        QFETCH(const int, row);
        openRow(row);
        QTRY_VERIFY(hasKeys("ownWords"));
        bench().type("because it waits");
        QCOMPARE(learning().ownWords(), "because it waits");
        tabTo("showAnswerButton");
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(bench().shows("ourAnswer"));
        tabTo("showMeButton");
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(bench().window().property("comparing").toBool());
        QVERIFY(learning().lessons()->rows()[static_cast<std::size_t>(row)].done);
    }

    void aChallengeIsSolved_data()
    {
        rowsOf([](const Lesson &one) { return one.challenge.has_value(); });
    }
    void aChallengeIsSolved()
    {
        QFETCH(const int, row);
        const Lesson read = lessonIn(row);
        openRow(row);
        QVERIFY(!bench().shows("adviceBanner"));
        for (const LessonSetting &setting : read.challenge->solution)
            turn(*read.pattern, setting.parameter, setting.value);
        tabTo("judgeButton");
        bench().key(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(lesson().trial()->stars() > 0, 60'000);
        QVERIFY(bench().shows("trialVerdict"));
        QVERIFY(learning().lessons()->rows()[static_cast<std::size_t>(row)].done);
    }
};

int main(int argc, char **argv)
{
    return runWindowTest<TestWindowLessons>(argc, argv);
}
#include "tst_window_lessons.moc"
