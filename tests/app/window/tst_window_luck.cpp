// SPDX-License-Identifier: MIT
#include "app/window/window_test.h"
#include "items/luck_chart.h"
#include "player/luck_study.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace coroscope;
using namespace coroscope::test;
using namespace std::chrono_literals;

/// The same values with other seeds, in the window as the program makes it: by mouse, and by keyboard alone, and nothing is
/// complained about meanwhile.
class TestWindowLuck : public QObject, WindowTest
{
    Q_OBJECT

    Run &run() { return *bench().simulation().run(); }
    LuckChart &chart() { return *qobject_cast<LuckChart *>(bench().find("luckChart")); }
    LuckStudy &study() { return *chart().study(); }
    /// The one that is marked.
    const SeedDistribution::Bar &markedBar() { return study().picture().histogram.bars.at(chart().marked().value()); }
    std::uint64_t seed() { return run().session().settings().seed; }
    void openLuck(std::vector<std::string> words = {"backpressure"}, QSize size = {1600, 1000})
    {
        bench().open(std::move(words), size);
        bench().key(Qt::Key_K);
        QTRY_VERIFY(bench().shows("luckChart"));
        QCOMPARE(study().setSeeds(QStringLiteral("40")), QString());
        QTRY_VERIFY(study().distribution().count() == 40 && !study().running());
    }
    static void byMouseAndByKeyboard()
    {
        QTest::addColumn<bool>("byMouse");
        QTest::newRow("by mouse") << true;
        QTest::newRow("by keyboard") << false;
    }
    /// The entry @p index of a choice field, by the keyboard.
    void choose(const QString &field, int index)
    {
        bench().focus(field);
        while (bench().find(field)->property("currentIndex").toInt() != index) {
            const int before = bench().find(field)->property("currentIndex").toInt();
            bench().key(before < index ? Qt::Key_Down : Qt::Key_Up);
            QVERIFY(bench().find(field)->property("currentIndex").toInt() != before);
        }
    }

private Q_SLOTS:
    void initTestCase() { MainWindowBench::keepWarnings(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void itTakesThePlaceOfTheRunWhichIsAsItWasAfterwards_data() { byMouseAndByKeyboard(); }
    void itTakesThePlaceOfTheRunWhichIsAsItWasAfterwards()
    {
        QFETCH(bool, byMouse);
        bench().open({"backpressure", "--seek", "5s"});
        bench().simulation().transport()->setPlaying(true);
        if (byMouse)
            bench().click("luckButton");
        else
            bench().key(Qt::Key_K);
        QTRY_VERIFY(bench().shows("luckChart"));
        QVERIFY(!bench().shows("stage"));
        QVERIFY(!run().player().playing());
        QTRY_VERIFY(study().distribution().count() > 0);
        if (byMouse)
            bench().click("sweepButton"); // “Back to the run”
        else
            bench().key(Qt::Key_K);
        QTRY_VERIFY(bench().shows("stage"));
        QVERIFY(!bench().shows("luckChart"));
        QVERIFY(run().player().playing());
        QCOMPARE(seed(), std::uint64_t{1});
    }

    void aSweepAndItTakeEachOthersPlace()
    {
        openLuck();
        bench().key(Qt::Key_S);
        QTRY_VERIFY(bench().shows("sweepChart"));
        QVERIFY(!bench().shows("luckChart"));
        bench().key(Qt::Key_K);
        QTRY_VERIFY(bench().shows("luckChart"));
        QVERIFY(!bench().shows("sweepChart"));
    }

    void theWorstTheMedianAndTheBestAreOnePressAway_data() { byMouseAndByKeyboard(); }
    void theWorstTheMedianAndTheBestAreOnePressAway()
    {
        QFETCH(bool, byMouse);
        openLuck();
        const SeedDistribution distribution = study().distribution();
        const std::array entries = {distribution.highest(), distribution.quantile(0.5), distribution.quantile(0)};
        for (int end = 0; end < 3; ++end) {
            const QString name = QStringLiteral("luckEnd.%1").arg(end);
            QCOMPARE(bench().textOf(name), QStringList({"Worst", "Median", "Best"}).at(end));
            bench().press(name, byMouse);
            QTRY_VERIFY(bench().shows("stage"));
            QCOMPARE(seed(), entries[std::size_t(end)]->seed);
            QTRY_COMPARE(run().session().now(), Time{} + 60s);
            const auto p99 = run().session().metrics().latency().quantile(0.99);
            QCOMPARE(double(p99.value()) / 1e9, entries[std::size_t(end)]->value);
            bench().key(Qt::Key_K);
            QTRY_VERIFY(bench().shows("luckChart"));
            QVERIFY(!study().running()); // all is still known
        }
        bench().simulation().tuning()->undo();
        bench().simulation().tuning()->undo();
        bench().simulation().tuning()->undo();
        QCOMPARE(seed(), std::uint64_t{1});
    }

    void aBarOpensItsRunsOneAfterAnother()
    {
        openLuck();
        bench().focus("luckChart");
        bench().key(Qt::Key_Right);
        for (int step = 0; step < 40; ++step) // from wherever the pointer has marked one
            bench().key(Qt::Key_Left);
        for (int step = 0; step < 40 && markedBar().seeds.size() < 2; ++step)
            bench().key(Qt::Key_Right);
        const std::vector<std::uint64_t> seeds = markedBar().seeds;
        const std::size_t bar = *chart().marked();
        for (const std::uint64_t wanted : {seeds[0], seeds[1]}) {
            for (int step = 0; step < 40 && chart().marked() != bar; ++step) // likewise
                bench().key(chart().marked() > bar ? Qt::Key_Left : Qt::Key_Right);
            bench().key(Qt::Key_Return);
            QTRY_VERIFY(bench().shows("stage"));
            QCOMPARE(seed(), wanted);
            bench().key(Qt::Key_K);
            QTRY_VERIFY(bench().shows("luckChart"));
            bench().focus("luckChart");
        }
    }

    void aSeedIsFoundAndOpenedAtTheMoment_data() { byMouseAndByKeyboard(); }
    void aSeedIsFoundAndOpenedAtTheMoment()
    {
        QFETCH(bool, byMouse);
        openLuck({"explicit-errors", "--set", "failure-rate=1%"});
        choose(QStringLiteral("luckQuestion"), 1);
        bench().press("luckFindButton", byMouse);
        QTRY_VERIFY(bench().shows("stage"));
        QTRY_VERIFY(!bench().simulation().transport()->runningAhead());
        const Trace &trace = run().session().trace();
        std::vector<Time> lost;
        for (Sequence i = 0; i < trace.count(); ++i) {
            if (trace.at(i).kind == EventKind::ItemLost)
                lost.push_back(trace.at(i).time);
        }
        QVERIFY(!lost.empty());
        QCOMPARE(lost.front(), run().session().now());
    }

    void thatThereIsNoneIsSaidInASentence()
    {
        openLuck();
        QCOMPARE(study().setLength(QStringLiteral("100ms")), QString());
        choose(QStringLiteral("luckQuestion"), 3);
        bench().press("luckFindButton", true);
        QTRY_VERIFY_WITH_TIMEOUT(bench().textOf("luckAnswer").startsWith(QStringLiteral("None of the seeds")), 60'000);
        QCOMPARE(bench().textOf("luckAnswer"),
                 QStringLiteral("None of the seeds 1 to 10000 has a run of 100 ms in which the process crashes."));
        QVERIFY(bench().shows("luckChart"));
    }

    void theOrderOfReadyTasksIsChosenInThePanel_data() { byMouseAndByKeyboard(); }
    void theOrderOfReadyTasksIsChosenInThePanel()
    {
        QFETCH(bool, byMouse);
        bench().open({"backpressure", "--seek", "5s"});
        bench().focus("scheduleChoice"); // which scrolls it into sight
        if (byMouse)
            bench().click("scheduleChoice.1");
        else
            bench().key(Qt::Key_Right);
        QCOMPARE(run().session().settings().schedule, Schedule::Shuffled);
        QVERIFY(run().commandLine().contains(QStringLiteral(" --schedule shuffled")));
        bench().key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(run().session().settings().schedule, Schedule::Fifo);
        QTRY_COMPARE(run().session().now(), Time{} + 5s);
    }

    void theCommandIsCopied()
    {
        openLuck();
        bench().key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("coroscope-cli sweep backpressure --vary capacity=10 --seeds 1..40 --for 1m"));
    }
};

int main(int argc, char *argv[])
{
    return runWindowTest<TestWindowLuck>(argc, argv);
}
#include "tst_window_luck.moc"
