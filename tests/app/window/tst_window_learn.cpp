// SPDX-License-Identifier: MIT
#include "app/window/legibility.h"
#include "app/window/window_test.h"

using namespace coroscope;
using namespace coroscope::test;

/// The tab with the lessons, in the window as the program makes it: by mouse, and by keyboard alone, and nothing is
/// complained about meanwhile.
class TestWindowLearn : public QObject, WindowTest
{
    Q_OBJECT

    Learning &learning() { return *bench().simulation().learning(); }
    void openList(std::vector<std::string> words = {"backpressure", "--seek", "9s"}, QSize size = {1600, 1000})
    {
        bench().open(std::move(words), size);
        bench().key(Qt::Key_H);
        QTRY_VERIFY(bench().shows("lessonList"));
    }
    void readable()
    {
        for (const QSize size : {QSize(1024, 700), QSize(1600, 1000)}) {
            bench().window().resize(size);
            for (int theme = 0; theme < 3; ++theme) {
                bench().key(Qt::Key_T);
                settle(bench().window());
                const QStringList flaws = flawsOf(bench().window());
                QVERIFY2(flaws.isEmpty(), qPrintable(flaws.join('\n')));
            }
        }
    }

private Q_SLOTS:
    void initTestCase() { MainWindowBench::keepWarnings(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void theTabIsChosenByMouseAndLeftAgain()
    {
        bench().open({"backpressure", "--seek", "9s"});
        QVERIFY(!bench().window().findChild<QObject *>("lessonList"));
        bench().click("panelTab.learn");
        QTRY_VERIFY(bench().shows("lessonList"));
        bench().click("panelTab.tune");
        QTRY_VERIFY(bench().shows("tuneScroller"));
    }

    void aLessonIsGoneThroughByKeyboardAlone()
    {
        openList();
        bench().key(Qt::Key_Return); // the first one
        QTRY_VERIFY(bench().shows("lessonTitle"));
        QTRY_VERIFY(bench().find("nextStepButton")->hasActiveFocus());
        QCOMPARE(bench().textOf("stepText"), learning().text());
        const int steps = learning().stepCount();
        for (int step = 0; step + 1 < steps; ++step) {
            QTRY_COMPARE(learning().step(), step);
            QTRY_VERIFY(!bench().simulation().transport()->runningAhead());
            QTRY_VERIFY(bench().find("nextStepButton") && bench().find("nextStepButton")->hasActiveFocus());
            bench().key(Qt::Key_Return);
        }
        QTRY_COMPARE(learning().step(), steps - 1);
        QVERIFY(!learning().hasNext());
    }

    void whatIsAskedIsAnsweredByKeyboard()
    {
        openList();
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(bench().shows("nextStepButton"));
        while (learning().guess()->kind().isEmpty())
            learning().next();
        QTRY_VERIFY(bench().shows("revealButton"));
        QVERIFY(!bench().find("revealButton")->isEnabled());
        const QString kind = learning().guess()->kind();
        if (kind == "choice") {
            bench().focus("guessOptions");
            bench().key(Qt::Key_Return);
        } else {
            bench().focus(kind == "amount" ? "guessAmount" : "guessCurve");
            bench().key(kind == "amount" ? Qt::Key_Right : Qt::Key_Up);
        }
        QTRY_VERIFY(bench().find("revealButton")->isEnabled());
        bench().focus("revealButton");
        bench().key(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(bench().shows("guessVerdict"), 60'000);
        QVERIFY(!bench().textOf("guessVerdict").isEmpty());
    }

    void whatAStepAsksToTurnIsTurnedRightThere()
    {
        openList();
        learning().openLesson("backpressure");
        while (learning().turned().isEmpty())
            learning().next();
        const QString id = learning().turned().section(u' ', 0, 0);
        QTRY_VERIFY(bench().shows("parameter." + id + ".slider") || bench().shows("parameter." + id + ".choice"));
    }

    void anExerciseTakesWordsAndShowsItsRuns()
    {
        openList();
        learning().openLesson("exercise-pipeline");
        QTRY_VERIFY(bench().shows("ownWords"));
        QTRY_VERIFY(bench().find("nextStepButton")->hasActiveFocus());
        bench().focus("ownWords");
        bench().type("because");
        QCOMPARE(learning().ownWords(), "because");
        bench().click("showAnswerButton");
        QTRY_VERIFY(bench().shows("ourAnswer"));
        bench().click("showMeButton");
        QTRY_VERIFY(bench().window().property("comparing").toBool());
        QTRY_VERIFY(!bench().simulation().transport()->runningAhead());
        bench().click("allLessonsButton");
        QTRY_VERIFY(!bench().window().property("comparing").toBool());
        QTRY_VERIFY(bench().shows("lessonList"));
    }

    void theWindowGreetsUntilItIsDismissed()
    {
        KeptSettings::setGroup("learning", {});
        bench().open({"backpressure"});
        QTRY_VERIFY(bench().shows("greeting"));
        bench().click("greetingDismiss");
        QTRY_VERIFY(!bench().shows("greeting"));
        bench().end();
        bench().open({"backpressure"});
        QVERIFY(!bench().shows("greeting"));
        bench().end();
        KeptSettings::setGroup("learning", {});
        bench().open({"backpressure"});
        QTRY_VERIFY(bench().shows("greeting"));
        bench().click("greetingBegin");
        QTRY_VERIFY(bench().shows("stepText"));
    }

    void theListCanBeReadInEveryThemeAndSize()
    {
        openList();
        readable();
    }

    void everyStepCanBeReadInEveryThemeAndSize_data()
    {
        QTest::addColumn<QString>("lesson");
        for (const char *lesson : {"task-spawning", "supervisor", "exercise-backpressure"})
            QTest::newRow(lesson) << QString::fromLatin1(lesson);
        for (const ShelvedLesson &one : builtInLessons()) {
            if (one.lesson.challenge) {
                QTest::newRow(qPrintable(one.id)) << one.id;
                break;
            }
        }
    }
    void everyStepCanBeReadInEveryThemeAndSize()
    {
        QFETCH(const QString, lesson);
        openList();
        learning().openLesson(lesson);
        while (true) {
            QTRY_VERIFY(!bench().simulation().transport()->runningAhead());
            bench().simulation().transport()->setPlaying(false);
            readable();
            if (!learning().hasNext())
                break;
            learning().next();
        }
    }
};

int main(int argc, char **argv)
{
    return runWindowTest<TestWindowLearn>(argc, argv);
}
#include "tst_window_learn.moc"
