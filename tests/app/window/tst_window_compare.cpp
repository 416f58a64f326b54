// SPDX-License-Identifier: MIT
#include "app/window/window_test.h"
#include "items/stage_item.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

using namespace coroscope;
using namespace coroscope::test;
using namespace std::chrono_literals;

/// Two runs beside each other, in the window as the program makes it: by mouse, and by keyboard alone, and nothing is
/// complained about meanwhile.
class TestWindowCompare : public QObject, WindowTest
{
    Q_OBJECT

    Run &first() { return *bench().simulation().run(); }
    Pair &pair() { return *bench().simulation().pair(); }
    Run &second() { return *pair().second(); }
    void openComparison(std::vector<std::string> words = {"backpressure", "--seek", "9s"}, QSize size = {1600, 1000})
    {
        bench().open(std::move(words), size);
        QTRY_COMPARE(first().playhead(), Time{} + 9s);
        if (!pair().active()) // as a practice is from the beginning
            bench().key(Qt::Key_C);
        QTRY_VERIFY(bench().shows("compareStageB"));
        QTRY_COMPARE(second().playhead(), Time{} + 9s);
    }
    std::int64_t valueOf(const Run &run, std::string_view id)
    {
        return run.session().values()[run.session().pattern().declare()->find(id).value()];
    }
    const StageItem &stage(const QString &name) { return *qobject_cast<StageItem *>(bench().find(name)); }
    /// Presses an item that has the keyboard's focus, of a choice the one at this position.
    void chooseByKeys(const QString &choice, int steps)
    {
        bench().focus(choice);
        bench().key(Qt::Key_Return);
        for (int i = 0; i < steps; ++i)
            bench().key(Qt::Key_Down);
        bench().key(Qt::Key_Return);
    }

    /// A click on the place in this row, on one of the two stages.
    void pickIn(bool inSecond, int row)
    {
        QQuickItem *const places = bench().find(inSecond ? "comparePlacesB" : "comparePlacesA");
        QVERIFY(places);
        const QList<QQuickItem *> all = places->childItems();
        const auto place = std::find_if(all.begin(), all.end(), [row](const QQuickItem *item) {
            return item->objectName() == QStringLiteral("place.%1").arg(row);
        });
        QVERIFY(place != all.end());
        QTest::mouseClick(&bench().window(), Qt::LeftButton, {}, MainWindowBench::middle(**place));
    }

private Q_SLOTS:
    void initTestCase() { MainWindowBench::keepWarnings(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void nothingIsMadeBeforeItIsAskedFor()
    {
        bench().open({"backpressure", "--seek", "9s"});
        QVERIFY(!bench().window().findChild<QObject *>("compareStageA"));
    }

    void itsKeyShowsSomethingTellingAtOnceAndGoesBack()
    {
        openComparison();
        QCOMPARE(bench().textOf("compareTitleA"), QStringLiteral("Consumers: 2"));
        QCOMPARE(bench().textOf("compareTitleB"), QStringLiteral("Consumers: 3"));
        QVERIFY(!bench().shows("stageItem"));
        QVERIFY(!bench().shows("timeline"));
        QVERIFY(bench().shows("compared.4"));
        QVERIFY(bench().shows("comparedFillChart") && bench().shows("comparedLatencyChart"));
        QVERIFY(!bench().shows("fillChart"));
        const std::string before = first().session().fingerprint().text();
        bench().key(Qt::Key_C);
        QTRY_VERIFY(bench().shows("stageItem"));
        QVERIFY(!bench().shows("compareStageA"));
        QVERIFY(bench().shows("fillChart") && !bench().shows("comparedFillChart"));
        QCOMPARE(first().session().fingerprint().text(), before);
    }

    void itsButtonDoesTheSameAndEscLeaves()
    {
        bench().open({"backpressure", "--seek", "9s"});
        bench().click("compareButton");
        QTRY_VERIFY(bench().shows("compareStageB"));
        bench().click("compareButton");
        QTRY_VERIFY(bench().shows("stageItem"));
        bench().click("compareButton");
        QTRY_VERIFY(bench().shows("compareStageB"));
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(bench().shows("stageItem"));
    }

    void bothStagesAreToTheSameScale_data()
    {
        QTest::addColumn<QSize>("size");
        for (const QSize size : {QSize(1024, 700), QSize(1600, 1000), QSize(2560, 1440)})
            QTest::addRow("%d", size.width()) << size;
    }
    void bothStagesAreToTheSameScale()
    {
        QFETCH(const QSize, size);
        openComparison({"backpressure", "--seek", "9s"}, size);
        for (const PatternInfo *pattern : patterns()) {
            bench().simulation().tuning()->selectPattern(QString::fromUtf8(pattern->id));
            bench().simulation().transport()->runAhead(Time{} + 9s);
            QTRY_COMPARE(second().playhead(), Time{} + 9s);
            QTest::qWait(50);
            const StageItem &one = stage("compareStageA");
            const StageItem &other = stage("compareStageB");
            QCOMPARE(one.size(), other.size());
            // As near as the steps in which a picture grows.
            QVERIFY2(std::abs(one.zoom() - other.zoom()) < 0.07,
                     qPrintable(QStringLiteral("%1 and %2").arg(one.zoom()).arg(other.zoom())));
            QVERIFY(one.height() > 90);
        }
    }

    void whatIsDoneToWhatIsSelectedIsDoneInItsRun_data()
    {
        QTest::addColumn<int>("turned");
        QTest::addColumn<bool>("inSecond");
        for (const int turned : {0, 1, 2}) {
            QTest::addRow("%d turned, of A", turned) << turned << false;
            QTest::addRow("%d turned, of B", turned) << turned << true;
        }
    }
    /// Whatever Tune turns.
    void whatIsDoneToWhatIsSelectedIsDoneInItsRun()
    {
        QFETCH(const int, turned);
        QFETCH(const bool, inSecond);
        openComparison({"supervisor", "--seek", "9s"});
        pair().tuning()->setTurned(turned);
        Run &run = inSecond ? second() : first();
        Run &other = inSecond ? first() : second();
        const auto &rows = run.places()->rows();
        const auto worker = std::find_if(rows.begin(), rows.end(), [](const PlaceRow &row) {
            return row.name.startsWith("Worker") && !row.doable.isEmpty()
                && row.doable[0].toMap()["reason"].toString().isEmpty();
        });
        QVERIFY(worker != rows.end());
        const QString name = worker->name;
        pickIn(inSecond, static_cast<int>(worker - rows.begin()));
        QTRY_COMPARE(bench().textOf("inspectName"), name);
        QCOMPARE(bench().textOf("inspectRun"), inSecond ? QStringLiteral("In run B") : QStringLiteral("In run A"));
        const std::size_t before = run.session().changes().size();
        const std::size_t beside = other.session().changes().size();
        bench().click("inspectDo.0");
        QTRY_COMPARE(run.session().changes().size(), before + 1);
        QCOMPARE(targetName(run.session().pattern(), run.session().changes().back().action.value()),
                 name.toStdString());
        QCOMPARE(other.session().changes().size(), beside);
    }

    void onlyOneOfTheTwoRunsHasASelection()
    {
        openComparison();
        pickIn(false, 0);
        QTRY_COMPARE(bench().textOf("inspectRun"), QStringLiteral("In run A"));
        pickIn(true, 1);
        QTRY_COMPARE(bench().textOf("inspectRun"), QStringLiteral("In run B"));
        QVERIFY(!first().selection()->any());
        QVERIFY(pair().secondInspector()->active() && !bench().simulation().inspector()->active());
        // What happened to it is gone to by both.
        bench().focus("lastEvents");
        bench().key(Qt::Key_Down);
        bench().key(Qt::Key_Down);
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(second().playhead() < Time{} + 9s);
        QCOMPARE(first().playhead(), second().playhead());
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(bench().shows("tuneScroller"));
        QVERIFY(!second().selection()->any());
        pickIn(true, 1);
        bench().key(Qt::Key_C); // B is out of sight
        QTRY_VERIFY(bench().shows("stageItem"));
        QVERIFY(!second().selection()->any());
    }

    void whereNothingIsSelectedItIsSaidWhoseNumbersTheyAre()
    {
        openComparison();
        bench().key(Qt::Key_I);
        QTRY_COMPARE(bench().textOf("inspectRun"), QStringLiteral("These are the numbers of run A"));
        bench().key(Qt::Key_C);
        QTRY_VERIFY(!bench().shows("inspectRun"));
    }

    void theKeysOfTheClockMoveBoth()
    {
        openComparison();
        bench().key(Qt::Key_Home);
        QCOMPARE(first().playhead(), Time{});
        QCOMPARE(second().playhead(), Time{});
        bench().key(Qt::Key_End);
        QCOMPARE(first().playhead(), Time{} + 9s);
        QCOMPARE(second().playhead(), Time{} + 9s);
        for (const Qt::Key key : {Qt::Key_Period, Qt::Key_Period, Qt::Key_Comma}) {
            bench().key(key);
            QCOMPARE(first().playhead(), second().playhead());
        }
        bench().key(Qt::Key_Space);
        QTRY_VERIFY(first().playhead() > Time{} + 9500ms);
        bench().key(Qt::Key_Space);
        QCOMPARE(first().playhead(), second().playhead());
    }

    void theButtonsOfTheClockDoTheSame()
    {
        openComparison();
        bench().click("compareToStartButton");
        QCOMPARE(second().playhead(), Time{});
        bench().click("compareStepForwardButton");
        QCOMPARE(first().playhead(), second().playhead());
        bench().click("compareToPresentButton");
        QCOMPARE(second().playhead(), Time{} + 9s);
        bench().click("comparePlayButton");
        QTRY_VERIFY(second().playhead() > Time{} + 9200ms);
        bench().click("comparePlayButton");
        QCOMPARE(first().playhead(), second().playhead());
    }

    void theStripSeeksByMouseAndByKeys()
    {
        openComparison();
        bench().click("compareStrip");
        QVERIFY(std::abs(inSeconds(first().playhead()) - 4.5) < 0.1);
        QCOMPARE(second().playhead(), first().playhead());
        bench().focus("compareStrip");
        bench().key(Qt::Key_Right);
        QVERIFY(std::abs(inSeconds(first().playhead()) - 4.59) < 0.1);
        bench().key(Qt::Key_Delete);
        QVERIFY(second().atPresent());
    }

    void whereTheyPartIsMarkedSaidAndReachedByAKey()
    {
        openComparison();
        bench().key(Qt::Key_C);
        // A third consumer from the beginning parts them there; a change on the way, later.
        bench().key(Qt::Key_C);
        chooseByKeys("compareChoice", int(pair().choices().size()) - 1);
        QCOMPARE(bench().find("turnedChoice")->property("currentIndex").toInt(), 2);
        bench().focus("parameter.consumers.slider");
        bench().key(Qt::Key_Right);
        QCOMPARE(valueOf(second(), "consumers"), std::int64_t(3));
        QCOMPARE(valueOf(first(), "consumers"), std::int64_t(2));
        QTRY_COMPARE(bench().textOf("partingButton"), QStringLiteral("They part at 9.000 s."));
        QTRY_VERIFY(bench().shows("partingMark"));
        QVERIFY(!bench().textOf("partingA").isEmpty());
        QVERIFY(!bench().textOf("partingB").isEmpty());
        bench().key(Qt::Key_Home);
        bench().key(Qt::Key_D);
        QCOMPARE(first().playhead(), Time{} + 9s);
        QCOMPARE(second().playhead(), Time{} + 9s);
        bench().key(Qt::Key_Home);
        bench().click("partingButton");
        QCOMPARE(second().playhead(), Time{} + 9s);
    }

    void whatIsTurnedIsChosenByMouse()
    {
        openComparison();
        // B is as A was advised to be, and what to go on with.
        QCOMPARE(bench().find("turnedChoice")->property("currentIndex").toInt(), 2);
        bench().click("turnedChoice.1");
        bench().focus("parameter.capacity.slider");
        bench().key(Qt::Key_Right);
        QCOMPARE(valueOf(first(), "capacity"), valueOf(second(), "capacity"));
        QVERIFY(valueOf(first(), "capacity") != 10);
        bench().key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(valueOf(first(), "capacity"), std::int64_t(10));
        QCOMPARE(valueOf(second(), "capacity"), std::int64_t(10));
        bench().click("turnedChoice.0");
        bench().focus("parameter.capacity.slider");
        bench().key(Qt::Key_Right);
        QVERIFY(valueOf(first(), "capacity") != 10);
        QCOMPARE(valueOf(second(), "capacity"), std::int64_t(10));
        QTRY_VERIFY(bench().textOf("compareTitleA").contains("Channel capacity: 10 items → 11 items at 9.000 s"));
    }

    void whatIsTurnedIsChosenByKeys()
    {
        openComparison();
        bench().click("turnedChoice.1");
        bench().focus("turnedChoice");
        bench().key(Qt::Key_Right);
        QCOMPARE(pair().tuning()->turned(), int(PairTuning::Second));
        bench().focus("parameter.capacity.slider");
        bench().key(Qt::Key_Right);
        QCOMPARE(valueOf(first(), "capacity"), std::int64_t(10));
        QVERIFY(valueOf(second(), "capacity") != 10);
        bench().key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(valueOf(second(), "capacity"), std::int64_t(10));
        bench().key(Qt::Key_Y, Qt::ControlModifier);
        QVERIFY(valueOf(second(), "capacity") != 10);
    }

    void anotherSecondIsChosenByKeys()
    {
        openComparison();
        QCOMPARE(bench().textOf("compareChoice", "displayText"), QStringLiteral("As advised: Consumers → 3"));
        chooseByKeys("compareChoice", 1);
        QCOMPARE(pair().choice(), 1);
        QCOMPARE(bench().textOf("compareChoice", "displayText"), pair().choices().at(1));
        QTRY_COMPARE(second().playhead(), Time{} + 9s);
    }

    void itsKeyRunsBothFromTheStartToTheSameMoment()
    {
        openComparison();
        bench().click("turnedChoice.2");
        bench().focus("parameter.consumers.slider");
        bench().key(Qt::Key_Right);
        QTRY_COMPARE(bench().textOf("compareTitleB"), QStringLiteral("Consumers: 3 → 4 at 9.000 s"));
        QTRY_VERIFY(bench().textOf("compareSaidB").startsWith("Just changed"));
        bench().key(Qt::Key_R);
        QTRY_COMPARE(second().playhead(), Time{} + 9s);
        QCOMPARE(first().playhead(), Time{} + 9s);
        QTRY_COMPARE(bench().textOf("compareTitleB"), QStringLiteral("Consumers: 4"));
        bench().key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(second().playhead(), Time{} + 9s);
        QTRY_COMPARE(bench().textOf("compareTitleB"), QStringLiteral("Consumers: 3 → 4 at 9.000 s"));
        bench().click("compareResetButton");
        QTRY_COMPARE(second().playhead(), Time{} + 9s);
        QTRY_COMPARE(bench().textOf("compareTitleB"), QStringLiteral("Consumers: 4"));
    }

    void aBranchIsHeldAgainstWhatItPartedFrom()
    {
        bench().open({"backpressure", "--set", "consumers=1", "--seek", "9s"});
        QTRY_COMPARE(first().playhead(), Time{} + 9s);
        bench().simulation().transport()->seek(5);
        bench().key(Qt::Key_B);
        bench().focus("parameter.consumers.slider");
        bench().key(Qt::Key_Right);
        bench().key(Qt::Key_C);
        QTRY_VERIFY(bench().shows("compareStageB"));
        QCOMPARE(bench().textOf("compareChoice", "displayText"), QStringLiteral("Before the branch: as it began"));
        QCOMPARE(bench().textOf("compareTitleA"), QStringLiteral("Consumers: 1 → 2 at 5.000 s"));
        QCOMPARE(bench().textOf("compareTitleB"), QStringLiteral("Consumers: 1"));
    }

    void whatTheAdviceHasDoneIsHeldAgainstWhatWasBefore()
    {
        bench().open({"pipeline", "--set", "stages=2", "--set", "work-2=700ms", "--seek", "20s"});
        QTRY_COMPARE(first().playhead(), Time{} + 20s);
        bench().key(Qt::Key_A);
        QCOMPARE(first().session().changes().size(), std::size_t(1));
        bench().key(Qt::Key_C);
        QTRY_VERIFY(bench().shows("compareStageB"));
        QCOMPARE(bench().textOf("compareChoice", "displayText"),
                 QStringLiteral("Before the last change: Stage 2 workers: 1 → 3"));
        QCOMPARE(bench().textOf("compareTitleA"), QStringLiteral("Stage 2 workers: 1 → 3 at 20.000 s"));
        QCOMPARE(bench().textOf("compareTitleB"), QStringLiteral("Stage 2 workers: 1"));
        QVERIFY(bench().textOf("keepSecondButton", "tip").startsWith("Keep B: Before the last change: "));
        bench().simulation().transport()->runAhead(Time{} + 40s);
        QTRY_COMPARE(second().playhead(), Time{} + 40s);
        QTRY_COMPARE(pair().numbers()->rows()[0].word, QStringLiteral("A better"));
    }

    void theCodeSaysWhoseItIs()
    {
        openComparison();
        QVERIFY(!bench().shows("ofFirstNote"));
        bench().key(Qt::Key_C, Qt::ShiftModifier);
        QTRY_VERIFY(bench().shows("ofFirstNote"));
        bench().key(Qt::Key_C);
        QTRY_VERIFY(!bench().shows("ofFirstNote"));
    }

    void escLeavesASweepAndLuckAsWell()
    {
        bench().open({"backpressure", "--seek", "9s"});
        for (const auto &[key, shown] : {std::pair(Qt::Key_S, "sweepChart"), std::pair(Qt::Key_K, "luckChart")}) {
            bench().key(key);
            QTRY_VERIFY(bench().shows(shown));
            bench().key(Qt::Key_Escape);
            QTRY_VERIFY(bench().shows("stageItem"));
            QVERIFY(!bench().shows(shown));
        }
    }

    void aScenarioFileIsChosenByKeys()
    {
        bench().written("documents/small.coroscope",
                        R"({"version": 1, "pattern": "backpressure", "seed": 9, "parameters": {"capacity": "2"}})");
        bench().written("documents/other.coroscope", R"({"version": 1, "pattern": "pipeline"})");
        openComparison();
        chooseByKeys("compareChoice", int(pair().choices().size()));
        QTRY_VERIFY(bench().isOpen("compareSheet"));
        bench().type("other");
        bench().key(Qt::Key_Return);
        QTRY_COMPARE(bench().window().findChild<QObject *>("compareSheet")->property("errorText").toString(),
                     QStringLiteral("That is a run of “Async pipeline”; it takes one of “Backpressure”."));
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().isOpen("compareSheet"));
        // Nothing has been chosen.
        QCOMPARE(bench().textOf("compareChoice", "displayText"), QStringLiteral("As advised: Consumers → 3"));
        chooseByKeys("compareChoice", int(pair().choices().size()));
        QTRY_VERIFY(bench().isOpen("compareSheet"));
        bench().type("small");
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(!bench().isOpen("compareSheet"));
        QCOMPARE(valueOf(second(), "capacity"), std::int64_t(2));
        QTRY_COMPARE(second().playhead(), Time{} + 9s);
        QCOMPARE(bench().textOf("compareChoice", "displayText"), QStringLiteral("Custom values"));
    }

    void theSecondCanBeKept()
    {
        openComparison();
        bench().click("keepSecondButton");
        QTRY_VERIFY(bench().shows("stageItem"));
        QCOMPARE(valueOf(first(), "consumers"), std::int64_t(3));
        QTRY_COMPARE(first().playhead(), Time{} + 9s);
        bench().key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(valueOf(first(), "consumers"), std::int64_t(2));
    }

    void theCommandIsThatOfAComparison()
    {
        openComparison();
        bench().key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("coroscope-cli compare backpressure --seed 1 --for 9s --versus consumers=3"));
    }

    void aPracticeOpensBesideWhatItReplaces()
    {
        bench().open({"backpressure"});
        bench().simulation().transport()->setPlaying(false);
        for (const PatternInfo *pattern : patterns()) {
            if (pattern->kind != PatternInfo::Kind::Practice)
                continue;
            bench().click("pattern." + QString::fromUtf8(pattern->id));
            QTRY_VERIFY(bench().shows("compareStageB"));
            QCOMPARE(first().patternId(), QString::fromUtf8(pattern->id));
            // Without over with, from the beginning.
            QCOMPARE(valueOf(first(), "variant"), std::int64_t(0));
            QCOMPARE(valueOf(second(), "variant"), std::int64_t(1));
            QCOMPARE(first().playhead(), Time{});
            QCOMPARE(second().playhead(), Time{});
        }
        // And what is no practice, alone.
        bench().click("pattern.pipeline");
        QTRY_VERIFY(bench().shows("stageItem"));
        QVERIFY(!pair().active());
    }

    void aPracticeCanBeShownAlone()
    {
        bench().open({"no-blocking"});
        QTRY_VERIFY(bench().shows("compareStageB"));
        bench().key(Qt::Key_C);
        QTRY_VERIFY(bench().shows("stageItem"));
    }

    void aPointOfASweepIsHeldAgainstTheRun()
    {
        bench().open({"backpressure", "--seek", "9s"});
        bench().key(Qt::Key_S);
        QTRY_VERIFY(bench().shows("sweepChart"));
        QTRY_VERIFY_WITH_TIMEOUT(bench().textOf("sweepStatus").contains("runs of"), 30'000);
        bench().focus("sweepChart");
        bench().key(Qt::Key_Right);
        QTRY_VERIFY(bench().find("sweepChart")->property("markedPoint").toInt() >= 0);
        bench().key(Qt::Key_C);
        QTRY_VERIFY(bench().shows("compareStageB"));
        QVERIFY(!bench().shows("sweepChart"));
        QVERIFY(bench().textOf("compareTitleB").startsWith("Consumers: "));
        // And a sweep takes the place of a comparison.
        bench().key(Qt::Key_S);
        QTRY_VERIFY(bench().shows("sweepChart"));
        QVERIFY(!bench().shows("compareStageB"));
        QVERIFY(!pair().active());
    }

    void itIsThereForEveryPatternInEveryThemeAndWhilePlaying()
    {
        openComparison();
        for (const PatternInfo *pattern : patterns()) {
            bench().simulation().tuning()->selectPattern(QString::fromUtf8(pattern->id));
            bench().key(Qt::Key_T);
            bench().simulation().transport()->setSpeed(10);
            bench().simulation().transport()->setPlaying(true);
            QTest::qWait(150);
            bench().simulation().transport()->setPlaying(false);
            QCOMPARE(second().patternId(), QString::fromUtf8(pattern->id));
            QCOMPARE(first().playhead(), second().playhead());
            for (const Qt::Key key : {Qt::Key_Period, Qt::Key_Comma, Qt::Key_D, Qt::Key_N, Qt::Key_R, Qt::Key_A})
                bench().key(key);
            for (int choice = 0; choice < pair().choices().size(); ++choice)
                pair().choose(choice);
            QTest::qWait(20);
            QVERIFY(bench().shows("compared.4"));
        }
    }

    void itCanBePresented()
    {
        // Of a fixed size: the screen of the offscreen platform is small.
        openComparison({"backpressure", "--seek", "9s", "--size", "1600x1000"});
        bench().key(Qt::Key_P);
        QVERIFY(bench().window().property("presenting").toBool());
        QTRY_VERIFY(bench().shows("centreFillChart"));
        QVERIFY(bench().shows("compareStageA") && bench().shows("centreLatencyChart"));
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(bench().shows("stageItem"));
        QVERIFY(bench().window().property("presenting").toBool());
    }
};

int main(int argc, char *argv[])
{
    return runWindowTest<TestWindowCompare>(argc, argv);
}
#include "tst_window_compare.moc"
