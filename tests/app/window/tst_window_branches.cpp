// SPDX-License-Identifier: MIT
#include "app/window/window_test.h"
#include "player/branching.h"

using namespace coroscope;
using namespace coroscope::test;
using namespace std::chrono_literals;

/// Branches, in the window as the program makes it: by mouse, and by keyboard alone, and nothing is complained about
/// meanwhile.
class TestWindowBranches : public QObject, WindowTest
{
    Q_OBJECT

    Run &run() { return *bench().simulation().run(); }
    Transport &transport() { return *bench().simulation().transport(); }
    void set(std::string_view id, std::int64_t value)
    {
        bench().simulation().tuning()->set(static_cast<int>(run().session().parameters().find(id).value()), value);
    }
    /// A run of 20 s that has been left at 8 s, and its branch of 14 s.
    void branch()
    {
        bench().open({"backpressure", "--set", "consumers=20", "--seek", "20s"});
        transport().seek(8);
        bench().key(Qt::Key_B);
        set("consumers", 14);
        transport().runTo(Time{} + 14s);
        QTRY_VERIFY(bench().shows("branch.1"));
        QTRY_VERIFY(run().ghost() && run().ghost()->until == Time{} + 20s);
    }

private Q_SLOTS:
    void initTestCase() { MainWindowBench::keepWarnings(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void aClickGoesToTheBranchAtTheSameMoment()
    {
        branch();
        QCOMPARE(run().present(), Time{} + 14s);
        bench().click("branch.0");
        QTRY_COMPARE(run().present(), Time{} + 20s);
        QCOMPARE(run().playhead(), Time{} + 14s);
        QTRY_COMPARE(run().ghost()->until, Time{} + 14s);
    }

    void theKeyboardAloneGoesThereAndForgetsIt()
    {
        branch();
        bench().focus("branchList");
        bench().key(Qt::Key_Home);
        bench().key(Qt::Key_Return);
        QTRY_COMPARE(run().present(), Time{} + 20s);
        bench().key(Qt::Key_Down);
        bench().key(Qt::Key_Delete);
        QTRY_VERIFY(!bench().shows("branch.1"));
        QVERIFY(!run().ghost());
        bench().key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(bench().shows("branch.1"));
    }

    void theLanesAndTheChartsAreOtherThanWithoutAGhost()
    {
        branch();
        const auto pictureOf = [&](const char *name) {
            QQuickItem *const item = bench().find(name);
            return bench().window().grabWindow().copy(item->mapRectToScene(item->boundingRect()).toRect());
        };
        QTest::qWait(100);
        const QImage lanes = pictureOf("timelineItem");
        const QImage latencies = pictureOf("latencyChart");
        run().setGhost(std::nullopt);
        QTest::qWait(100);
        QVERIFY(pictureOf("timelineItem") != lanes);
        QVERIFY(pictureOf("latencyChart") != latencies);
    }
};

int main(int argc, char **argv)
{
    return runWindowTest<TestWindowBranches>(argc, argv);
}

#include "tst_window_branches.moc"
