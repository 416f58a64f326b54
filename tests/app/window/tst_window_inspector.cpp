// SPDX-License-Identifier: MIT
#include "app/window/legibility.h"
#include "app/window/window_test.h"
#include "items/timeline_item.h"
#include "player/inspector.h"

#include <chrono>
#include <cmath>

using namespace coroscope;
using namespace coroscope::test;
using namespace std::chrono_literals;

/// The inspector, in the window as the program makes it: by mouse, and by keyboard alone, and nothing is complained about
/// meanwhile.
class TestWindowInspector : public QObject, WindowTest
{
    Q_OBJECT

    Run &run() { return *bench().simulation().run(); }
    Inspector &inspector() { return *bench().simulation().inspector(); }
    /// The overlay of the first place of this name.
    QString placeOf(const QString &name)
    {
        const std::vector<PlaceRow> &rows = run().places()->rows();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].name == name)
                return QStringLiteral("place.%1").arg(i);
        }
        return {};
    }
    static void byMouseAndByKeyboard()
    {
        QTest::addColumn<bool>("byMouse");
        QTest::newRow("by mouse") << true;
        QTest::newRow("by keyboard") << false;
    }
    void open(QSize size = {1600, 1000})
    {
        bench().open({"backpressure", "--seek", "9.3s"}, size);
        QTRY_VERIFY(!placeOf(QStringLiteral("Producer 1")).isEmpty());
    }

private Q_SLOTS:
    void initTestCase() { MainWindowBench::keepWarnings(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void aClickOnATaskTellsAllAboutItAndAnotherOneGoesBack()
    {
        open();
        bench().click(placeOf(QStringLiteral("Producer 1")));
        QTRY_COMPARE(bench().textOf("inspectName"), QStringLiteral("Producer 1"));
        QVERIFY(bench().shows("why.0"));
        QVERIFY(bench().shows("inspectCode"));
        QVERIFY(!bench().isOpen("actionMenu"));
        bench().click(placeOf(QStringLiteral("Producer 1")));
        QTRY_VERIFY(bench().shows("tuneScroller"));
        QVERIFY(!bench().shows("inspectName"));
    }

    void itsKeyKeepsItWhereAClickHasShownItAndThenGoesBack()
    {
        open();
        bench().click(placeOf(QStringLiteral("Producer 1")));
        QTRY_COMPARE(bench().textOf("inspectName"), QStringLiteral("Producer 1"));
        bench().key(Qt::Key_I);
        QVERIFY(bench().shows("inspectName"));
        bench().key(Qt::Key_Escape); // nothing is selected any more, and it stays
        QTRY_COMPARE(bench().textOf("inspectName"), QStringLiteral("Nothing is selected"));
        bench().key(Qt::Key_I);
        QTRY_VERIFY(bench().shows("tuneScroller"));
    }

    void theRightButtonShowsWhatCanBeAskedAboutAnything_data() { byMouseAndByKeyboard(); }
    void theRightButtonShowsWhatCanBeAskedAboutAnything()
    {
        QFETCH(const bool, byMouse);
        open();
        const auto choose = [&](const QString &place, const QString &view) {
            QTRY_VERIFY(!placeOf(place).isEmpty());
            if (byMouse) {
                bench().click(placeOf(place), Qt::RightButton);
                QTRY_VERIFY(bench().isOpen("actionMenu"));
                QTRY_VERIFY(bench().shows("action." + view));
                bench().click("action." + view);
            } else {
                bench().focus(placeOf(place));
                bench().key(Qt::Key_Menu);
                QTRY_VERIFY(bench().isOpen("actionMenu"));
                for (int row = 0; row < (view == "inspect" ? 0 : view == "code" ? 1 : 2); ++row)
                    bench().key(Qt::Key_Down);
                bench().key(Qt::Key_Return);
            }
            QTRY_VERIFY(!bench().isOpen("actionMenu"));
        };
        choose(QStringLiteral("Producer 1"), QStringLiteral("inspect"));
        QTRY_COMPARE(bench().textOf("inspectName"), QStringLiteral("Producer 1"));
        choose(QStringLiteral("Producer 2"), QStringLiteral("code"));
        QTRY_VERIFY(bench().shows("codeList"));
        QVERIFY(run().selection()->contains({0, 1}));
        choose(QStringLiteral("Producer 1"), QStringLiteral("log"));
        QTRY_VERIFY(bench().shows("logList"));
        QCOMPARE(bench().textOf("logTask", "currentText"), QStringLiteral("Producer 1"));
        choose(QStringLiteral("channel"), QStringLiteral("inspect"));
        QTRY_COMPARE(bench().textOf("inspectName"), QStringLiteral("Channel"));
        QCOMPARE(bench().simulation().run()->menuOfRow(0, QPointF(-1, -1)).size(), 3);
    }

    void theLanesHaveTheSameMenu()
    {
        open();
        QQuickItem *const lanes = bench().find("timelineItem");
        QVERIFY(lanes);
        QPoint task(-1, -1);
        double y = 0;
        for (; y < lanes->height() && task != QPoint(0, 0); y += 4)
            QMetaObject::invokeMethod(lanes, "taskAt", Q_RETURN_ARG(QPoint, task), Q_ARG(double, y));
        QCOMPARE(task, QPoint(0, 0));
        QTest::mouseClick(&bench().window(), Qt::RightButton, {}, lanes->mapToScene({40, y}).toPoint());
        QTRY_VERIFY(bench().isOpen("laneMenu"));
        QVERIFY(!inspector().any()); // asking is not choosing
        QTRY_VERIFY(bench().shows("action.inspect"));
        bench().click("action.inspect");
        QTRY_COMPARE(bench().textOf("inspectName"), QStringLiteral("Producer 1"));
    }

    void whereTheTimeOfAllItemsWentIsFoundFromATask()
    {
        open();
        bench().click(placeOf(QStringLiteral("Producer 1")));
        QTRY_VERIFY(bench().shows("inspectWhole"));
        bench().press(QStringLiteral("inspectWhole"), true);
        QTRY_VERIFY(bench().textOf("partsTitle").startsWith(QStringLiteral("Where the items’ time went, ")));
        QVERIFY(!inspector().any());
    }

    void anItemIsSelectedByItsDisc()
    {
        open();
        QQuickItem *const channel = bench().find(placeOf(QStringLiteral("channel")));
        QVERIFY(channel);
        const auto &items = run().world().channels().at(0).items;
        QCOMPARE(items.size(), std::size_t{10});
        // The ten stand in two rows of five, the oldest at the right; before them is room for the line.
        const QPointF disc = channel->mapToScene(
            {channel->width() - channel->height() * 0.35, channel->height() * 0.3});
        QTest::mouseClick(&bench().window(), Qt::LeftButton, {}, disc.toPoint());
        QTRY_VERIFY(inspector().any());
        QCOMPARE(run().selection()->subject(), (Subject{.kind = Subject::Kind::Item, .item = items.front()}));
        QTRY_COMPARE(bench().textOf("inspectName"), QStringLiteral("Item %1").arg(items.front()));
        QTRY_VERIFY(bench().shows("partsBar"));
    }

    void byKeyboardAlone()
    {
        open();
        bench().focus(placeOf(QStringLiteral("Producer 1")));
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(bench().shows("whyList"));
        bench().focus("whyList");
        bench().key(Qt::Key_Down);
        bench().key(Qt::Key_Return);
        QTRY_COMPARE(bench().textOf("inspectName"), QStringLiteral("Channel"));
        bench().focus("factList");
        for (int i = 0; i < 40; ++i)
            bench().key(Qt::Key_Down);
        bench().key(Qt::Key_Return); // the last of the items in it
        QTRY_VERIFY(bench().textOf("inspectName").startsWith(QStringLiteral("Item ")));
        bench().focus("lastEvents");
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(!run().atPresent());
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(bench().shows("tuneScroller"));
        QVERIFY(!inspector().active());
    }

    void itsLineLeadsToTheCode()
    {
        open();
        bench().click(placeOf(QStringLiteral("Producer 1")));
        QTRY_VERIFY(bench().shows("inspectCode"));
        bench().click("inspectCode");
        QTRY_VERIFY(bench().shows("codeList"));
        QVERIFY(inspector().any()); // and is still selected there
        bench().key(Qt::Key_I);
        QTRY_COMPARE(bench().textOf("inspectName"), QStringLiteral("Producer 1"));
    }

    void whatCanBeDoneToATaskStandsThere()
    {
        bench().open({"supervisor", "--seek", "2s"});
        QTRY_VERIFY(!placeOf(QStringLiteral("Worker 2")).isEmpty());
        bench().click(placeOf(QStringLiteral("Worker 2")));
        QTRY_VERIFY(bench().shows("inspectDo.0"));
        bench().click("inspectDo.0");
        const auto &changes = run().session().changes();
        QTRY_COMPARE(changes.size(), std::size_t{1});
        QCOMPARE(targetName(run().session().pattern(), changes[0].action.value()), std::string("Worker 2"));
    }

    void aMarkOnTheTimelineTellsWhatHappened()
    {
        bench().open({"supervisor", "--seek", "20s"});
        TimelineItem &lanes = *qobject_cast<TimelineItem *>(bench().find("timelineItem"));
        bench().simulation().tuning()->set(0, run().session().values()[0] + 1);
        bench().simulation().transport()->runTo(Time{} + 22s);
        settle(bench().window());
        const TimelineLayout &layout = lanes.layout();
        const QPointF mark = lanes.mapToScene({layout.axis.pixelOf(Time{} + 20s), layout.lanesBottom() + 4});
        QTest::mouseClick(&bench().window(), Qt::LeftButton, {}, mark.toPoint());
        QTRY_COMPARE(bench().textOf("inspectName"), QStringLiteral("Parameter change"));
        QCOMPARE(run().playhead(), Time{} + 20s);
        QVERIFY(bench().shows("noCause"));
        // The arrow keys go on to what failed before.
        bench().focus("timelineMarks");
        bench().key(Qt::Key_Left);
        QTRY_COMPARE(bench().textOf("inspectName"), QStringLiteral("Failure"));
        QVERIFY(run().playhead() < Time{} + 20s);
        QVERIFY(bench().shows("effectList"));
        const Subject failure = run().subject();
        bench().focus("effectList");
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(run().subject().event > failure.event);
        QVERIFY(bench().shows("causeList"));
        bench().click("cause.0");
        QTRY_COMPARE(run().subject(), failure);
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(bench().shows("tuneScroller"));
    }

    void aBookmarkIsInspectedToo()
    {
        open();
        bench().simulation().bookmarks()->setHere(QStringLiteral("full again"));
        bench().simulation().transport()->seek(3);
        bench().click("bookmark.0");
        QTRY_COMPARE(bench().textOf("inspectName"), QStringLiteral("Bookmark"));
        QCOMPARE(bench().textOf("inspectState"), QStringLiteral("full again"));
        QVERIFY(std::abs(run().time() - 9.3) < 1e-6);
        QVERIFY(bench().shows("lastEvents"));
    }

    void withoutASelectionItTellsWhereTheTimeGoes()
    {
        open();
        bench().key(Qt::Key_I);
        QTRY_VERIFY(bench().shows("partsBar"));
        QVERIFY(bench().shows("slowItem"));
        bench().click("slowItem");
        QTRY_VERIFY(bench().textOf("inspectName").startsWith(QStringLiteral("Item ")));
        bench().click("inspectClear");
        QTRY_COMPARE(bench().textOf("inspectName"), QStringLiteral("Nothing is selected"));
    }

    void itFollowsTheRun()
    {
        open();
        bench().click(placeOf(QStringLiteral("Consumer 1")));
        QTRY_COMPARE(bench().textOf("inspectName"), QStringLiteral("Consumer 1"));
        const QString before = bench().textOf("inspectState");
        for (int i = 0; i < 12; ++i)
            bench().key(Qt::Key_Period);
        QTRY_VERIFY(bench().textOf("inspectState") != before);
    }

    void itCanBeReadInEveryThemeAndSize()
    {
        bench().open({"resilient-service", "--seek", "20s"});
        const auto check = [&] {
            for (const QSize size : {QSize(1024, 700), QSize(1600, 1000)}) {
                bench().window().resize(size);
                for (int theme = 0; theme < 3; ++theme) {
                    bench().key(Qt::Key_T);
                    settle(bench().window());
                    const QStringList flaws = flawsOf(bench().window());
                    QVERIFY2(flaws.isEmpty(), qPrintable(flaws.join('\n')));
                }
            }
        };
        bench().key(Qt::Key_I);
        QTRY_VERIFY(bench().shows("partsBar"));
        check();
        for (const char *name : {"Supervisor", "Worker 1", "intake"}) {
            QTRY_VERIFY(!placeOf(QString::fromLatin1(name)).isEmpty());
            bench().click(placeOf(QString::fromLatin1(name)));
            QTRY_VERIFY(inspector().any());
            check();
        }
        bench().focus("timelineMarks");
        bench().key(Qt::Key_Left);
        QTRY_VERIFY(inspector().hasHappened());
        check();
    }

    void aSmallWindowKeepsItsPictureUntilItIsCalled()
    {
        open({720, 540});
        bench().click(placeOf(QStringLiteral("Producer 1")));
        QTRY_VERIFY(run().selection()->any());
        QVERIFY(!bench().shows("inspectName"));
        bench().key(Qt::Key_I);
        QTRY_COMPARE(bench().textOf("inspectName"), QStringLiteral("Producer 1"));
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().shows("inspectName"));
        QVERIFY(run().selection()->any());
        bench().key(Qt::Key_Escape);
        QVERIFY(!run().selection()->any());
    }
};

int main(int argc, char *argv[])
{
    return runWindowTest<TestWindowInspector>(argc, argv);
}
#include "tst_window_inspector.moc"
