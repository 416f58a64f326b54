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
    OpenLesson &lesson() { return *learning().lesson(); }
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

    void oneGoesOnAndBackByKeys()
    {
        openList();
        learning().openLesson("backpressure");
        QTRY_VERIFY(bench().shows("stepText"));
        bench().key(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(lesson().step(), 1);
        bench().key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(lesson().step(), 0);
        // From another tab, the lesson comes into sight again.
        bench().key(Qt::Key_H);
        QTRY_VERIFY(!bench().shows("stepText"));
        bench().key(Qt::Key_Right, Qt::AltModifier);
        QTRY_VERIFY(bench().shows("stepText"));
        QCOMPARE(lesson().step(), 1);
    }

    void theNumbersAreHiddenUntilOneHasGuessed()
    {
        openList();
        learning().openLesson("pipeline");
        const auto isHidden = [this] { return bench().find("headline.0")->property("said").toString() == "?"; };
        QTRY_VERIFY(!bench().simulation().transport()->runningAhead());
        QTRY_VERIFY(bench().shows("guessAmount"));
        QVERIFY(isHidden());
        QVERIFY(!bench().shows("adviceBanner"));
        bench().key(Qt::Key_A);
        QCOMPARE(bench().simulation().run()->session().values(),
                 bench().simulation().run()->session().settings().values);
        bench().click("guessAmount.value");
        bench().type("3.5");
        bench().key(Qt::Key_Return);
        QCOMPARE(lesson().guess()->amount(), 3.5);
        bench().click("revealButton");
        QTRY_VERIFY_WITH_TIMEOUT(bench().shows("guessVerdict"), 60'000);
        QVERIFY(!isHidden());
        QVERIFY(bench().shows("guessDifference"));
        bench().click("nextStepButton");
        QTRY_COMPARE(bench().textOf("lastGuess"), "You said 3.5 /s; it was 2.9 /s.");
        bench().click("previousStepButton");
        QTRY_VERIFY(bench().shows("guessVerdict"));
        QVERIFY(bench().shows("guessDifference"));
    }

    void aChallengeLocksWhatIsNotToBeTurnedAndLeavingItUnlocks()
    {
        openList();
        learning().openLesson("challenge-01-keep-up");
        QTRY_VERIFY(bench().shows("judgeButton"));
        QVERIFY(bench().shows("parameter.capacity.slider"));
        bench().click("panelTab.tune");
        QTRY_VERIFY(bench().shows("challengeNote"));
        QVERIFY(bench().shows("parameter.producers.lock"));
        QVERIFY(!bench().shows("parameter.capacity.lock"));
        QVERIFY(!bench().find("parameter.producers.slider")->isEnabled());
        QVERIFY(bench().find("parameter.capacity.slider")->isEnabled());
        bench().press("backToChallenge", false);
        QTRY_VERIFY(bench().shows("judgeButton"));
        bench().click("panelTab.tune");
        QTRY_VERIFY(bench().shows("leaveChallenge"));
        bench().click("leaveChallenge");
        QTRY_VERIFY(!bench().shows("challengeNote"));
        QVERIFY(!bench().shows("parameter.producers.lock"));
        QVERIFY(bench().find("parameter.producers.slider")->isEnabled());
    }

    void aLessonOfOnesOwnIsOpenedByMouseAndByKey_data()
    {
        QTest::addColumn<bool>("byMouse");
        QTest::newRow("mouse") << true;
        QTest::newRow("key") << false;
    }
    void aLessonOfOnesOwnIsOpenedByMouseAndByKey()
    {
        QFETCH(const bool, byMouse);
        const QByteArray head = "---\ntitle: Mine\nkind: pattern\npattern: pipeline\n---\n## One\n";
        const QByteArray block = "\n```coroscope\nstart: default\n```\n";
        bench().written("documents/mine.md", head + "Look." + block);
        bench().written("documents/long.md", head + QByteArray("word ").repeated(100) + block);
        bench().written("documents/binary.md", QByteArray(5000, '\xff'));
        bench().written("documents/huge.md", QByteArray(10'000'000, 'x'));
        bench().written("documents/turned.md", head + "Look.\n```coroscope\nstart: default\nset: capacty=3\n```\n");
        openList();
        if (byMouse)
            bench().click("openLessonButton");
        else
            bench().key(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(bench().isOpen("lessonSheet"));
        const auto refused = [&](const QString &name) {
            bench().find("fileSheet.name")->setProperty("text", name);
            bench().press("fileSheet.accept", byMouse);
            return bench().textOf("fileSheet.error");
        };
        QCOMPARE(refused("long.md"), "long.md: line 6: this has 100 words; it takes at most 60");
        QCOMPARE(refused("binary.md"), "binary.md: line 1: this is not UTF-8; a lesson is text in UTF-8");
        QVERIFY2(refused("huge.md").contains("huge.md"), qPrintable(refused("huge.md")));
        QVERIFY2(refused("turned.md")
                     .startsWith("turned.md: line 10: pipeline has no parameter 'capacty'; did you mean 'capacity'?"),
                 qPrintable(refused("turned.md")));
        QVERIFY2(refused("none.md").contains("no such file", Qt::CaseInsensitive), qPrintable(refused("none.md")));
        QVERIFY(!learning().isOpen());
        bench().find("fileSheet.name")->setProperty("text", "mine"); // the ending may be left out
        bench().press("fileSheet.accept", byMouse);
        QTRY_VERIFY(!bench().isOpen("lessonSheet"));
        QCOMPARE(lesson().title(), "Mine");
        QTRY_COMPARE(bench().textOf("lessonTitle"), "Mine");
    }

    void aLessonIsOpenedFromTheCommandLine()
    {
        const QString file = bench().written("mine.md",
                                             "---\ntitle: Mine\nkind: pattern\npattern: pipeline\n---\n## One\n"
                                             "Look.\n```coroscope\nstart: setup Larger channels\n```\n");
        bench().open({file.toStdString()});
        QTRY_COMPARE(bench().textOf("lessonTitle"), "Mine");
        QCOMPARE(bench().simulation().run()->patternId(), "pipeline");
    }

    void theRailLeadsToTheLessonsAndTellsHowFarOneIs()
    {
        bench().open({"pipeline"});
        QTRY_VERIFY(bench().shows("railLearn"));
        QVERIFY(!bench().shows("progress.pipeline"));
        QVERIFY(!bench().shows("railProgress"));
        bench().click("railLearn");
        QTRY_VERIFY(bench().shows("lessonList"));
        QTRY_VERIFY(bench().find("lessonList")->hasActiveFocus());
        learning().openLesson("pipeline");
        lesson().next();
        QTRY_VERIFY(bench().shows("progress.pipeline"));
        QVERIFY(!bench().find("progress.pipeline")->property("done").toBool());
        while (lesson().hasNext())
            lesson().next();
        QTRY_VERIFY(bench().find("progress.pipeline")->property("done").toBool());
        QCOMPARE(bench().textOf("railProgress"), "1 of 38 done");
        bench().key(Qt::Key_F8);
        QTRY_VERIFY(!bench().shows("railProgress"));
        QVERIFY(bench().shows("progress.pipeline"));
        bench().focus("railLearn");
        learning().setClassMode(true);
        QTRY_VERIFY(!bench().shows("progress.pipeline"));
        bench().end();
        bench().open({"pipeline"}); // it is kept
        QTRY_VERIFY(bench().shows("progress.pipeline"));
    }

    void whatIsAskedIsAnsweredByKeyboard()
    {
        openList();
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(bench().shows("nextStepButton"));
        while (lesson().guess()->kind().isEmpty())
            lesson().next();
        QTRY_VERIFY(bench().shows("revealButton"));
        QVERIFY(!bench().find("revealButton")->isEnabled());
        const QString kind = lesson().guess()->kind();
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
        while (lesson().turned().isEmpty())
            lesson().next();
        const QString id = lesson().turned().section(u' ', 0, 0);
        QTRY_VERIFY(bench().shows("parameter." + id + ".slider") || bench().shows("parameter." + id + ".choice"));
    }

    void anExerciseTakesWordsAndShowsItsRuns()
    {
        openList();
        learning().openLesson("exercise-pipeline");
        QTRY_VERIFY(bench().shows("ownWords"));
        QTRY_VERIFY(bench().find("ownWords")->hasActiveFocus());
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
        QCOMPARE(lesson().step(), 0);
    }

    void theGreetingIsAnsweredByOneKey()
    {
        KeptSettings::setGroup("learning", {});
        bench().open({"backpressure"});
        QTRY_VERIFY(bench().shows("greetingBegin"));
        QTRY_VERIFY(bench().find("greetingBegin")->hasActiveFocus());
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().shows("greeting"));
        bench().end();
        bench().open({"backpressure"});
        QVERIFY(!bench().shows("greeting")); // for ever
        bench().end();
        KeptSettings::setGroup("learning", {});
        bench().open({"backpressure"});
        QTRY_VERIFY(bench().shows("greetingBegin"));
        QTRY_VERIFY(bench().find("greetingBegin")->hasActiveFocus());
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(bench().shows("stepText"));
        QCOMPARE(learning().lessons()->rows().front().id, lesson().id());
        QCOMPARE(lesson().step(), 0);
    }

    void theListCanBeReadInEveryThemeAndSize()
    {
        openList();
        readable();
    }

    void everyStepCanBeReadInEveryThemeAndSize_data()
    {
        QTest::addColumn<QString>("id");
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
        QFETCH(const QString, id);
        openList();
        learning().openLesson(id);
        while (true) {
            QTRY_VERIFY(!bench().simulation().transport()->runningAhead());
            bench().simulation().transport()->setPlaying(false);
            readable();
            if (!lesson().hasNext())
                break;
            lesson().next();
        }
    }
};

int main(int argc, char **argv)
{
    return runWindowTest<TestWindowLearn>(argc, argv);
}
#include "tst_window_learn.moc"
