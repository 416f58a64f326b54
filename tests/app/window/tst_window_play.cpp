// SPDX-License-Identifier: MIT
#include "app/window/window_test.h"
#include "items/timeline_item.h"
#include "run/scenario_file.h"

using namespace coroscope;
using namespace coroscope::test;
using namespace std::chrono_literals;

/// Playing backwards, loops, running until something happens, and bookmarks, in the window as the program makes it: by
/// mouse, and by keyboard alone, and nothing is complained about meanwhile.
class TestWindowPlay : public QObject, WindowTest
{
    Q_OBJECT

    Run &run() { return *bench().simulation().run(); }
    Transport &transport() { return *bench().simulation().transport(); }
    Bookmarks &bookmarks() { return *bench().simulation().bookmarks(); }
    LoopStretch &loop() { return *bench().simulation().loop(); }
    void openAt9(QSize size = {1600, 1000}) { bench().open({"backpressure", "--seek", "9s"}, size); }
    void seek(double seconds) { transport().seek(seconds); }
    QString choice()
    {
        const QQuickItem *const list = bench().find("untilSheet.choices");
        return bench()
            .simulation()
            .until()
            ->choices()[list->property("currentIndex").toInt()]
            .toMap()["name"]
            .toString();
    }
    void choose(const QString &name)
    {
        for (int step = 0; step < 20 && choice() != name; ++step)
            bench().key(Qt::Key_Down);
        QCOMPARE(choice(), name);
    }
    /// The middle of what is at that time on the timeline, near its top.
    QPoint onTimeline(double seconds)
    {
        const auto *const lanes = qobject_cast<TimelineItem *>(bench().find("timelineItem"));
        return lanes->mapToScene({lanes->layout().axis.pixelOf(seconds), 8}).toPoint();
    }

private Q_SLOTS:
    void initTestCase() { MainWindowBench::keepWarnings(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void itPlaysBackwards_data()
    {
        QTest::addColumn<bool>("byMouse");
        QTest::newRow("mouse") << true;
        QTest::newRow("keys") << false;
    }
    void itPlaysBackwards()
    {
        QFETCH(const bool, byMouse);
        openAt9();
        const auto turnBack = [&] {
            if (byMouse)
                bench().click("playBackButton");
            else
                bench().key(Qt::Key_Space, Qt::ShiftModifier);
        };
        turnBack();
        QVERIFY(transport().playingBack());
        QTRY_VERIFY(run().time() < 8.9);
        QCOMPARE(bench().textOf("playButton"), QStringLiteral("Pause"));
        if (byMouse)
            bench().click("playButton");
        else
            bench().key(Qt::Key_Space);
        QVERIFY(!transport().playing());
        const double there = run().time();
        bench().key(Qt::Key_Space);
        QTRY_VERIFY(run().time() > there); // forwards again
        turnBack();
        QVERIFY(transport().playingBack());
        turnBack();
        QVERIFY(!transport().playing());
    }

    void atTheStartItPauses()
    {
        openAt9();
        seek(0.05);
        bench().key(Qt::Key_Space, Qt::ShiftModifier);
        QTRY_VERIFY(!transport().playing());
        QCOMPARE(run().time(), 0.0);
        QCOMPARE(bench().textOf("playButton"), QStringLiteral("Play"));
    }

    void aLoopIsSetAndEndedByItsKeys()
    {
        openAt9();
        QVERIFY(!bench().shows("loopStart"));
        seek(3);
        bench().key(Qt::Key_ParenLeft);
        QTRY_VERIFY(bench().shows("loopStart"));
        QVERIFY(!bench().shows("loopEnd"));
        seek(4);
        bench().key(Qt::Key_ParenRight);
        QTRY_VERIFY(bench().shows("loopEnd"));
        QCOMPARE(loop().from(), 3.0);
        QCOMPARE(loop().to(), 4.0);
        bench().key(Qt::Key_Space);
        QTRY_VERIFY(run().time() > 3 && run().time() < 4); // round the end
        bench().key(Qt::Key_Space);
        bench().key(Qt::Key_L, Qt::ShiftModifier);
        QTRY_VERIFY(!bench().shows("loopStart") && !bench().shows("loopEnd"));
    }

    void theEndsOfALoopAreMovedByMouseAndByKeys()
    {
        openAt9();
        seek(3);
        loop().startHere();
        seek(5);
        loop().endHere();
        QTRY_VERIFY(bench().shows("loopEnd"));
        QTest::mousePress(&bench().window(), Qt::LeftButton, {}, onTimeline(5));
        QTest::mouseMove(&bench().window(), onTimeline(5.5));
        QTest::mouseMove(&bench().window(), onTimeline(6));
        QTest::mouseRelease(&bench().window(), Qt::LeftButton, {}, onTimeline(6));
        QVERIFY2(std::abs(loop().to() - 6) < 0.1, qPrintable(QString::number(loop().to())));
        QCOMPARE(run().time(), 5.0); // the playhead stays
        bench().focus("loopStart");
        bench().key(Qt::Key_Right);
        QVERIFY(loop().from() > 3 && loop().from() < 3.5);
        bench().key(Qt::Key_Left);
        QVERIFY(std::abs(loop().from() - 3) < 1e-6);
        bench().key(Qt::Key_Delete);
        QVERIFY(!loop().marked());
    }

    void itRunsUntilWhatIsChosenByKeysAlone()
    {
        openAt9();
        bench().key(Qt::Key_Home);
        bench().key(Qt::Key_U);
        QTRY_VERIFY(bench().isOpen("untilSheet"));
        QCOMPARE(choice(), QStringLiteral("failure"));
        choose("full");
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(!bench().isOpen("untilSheet"));
        QCOMPARE(run().playhead().time_since_epoch() / 1ms, 3932);
        QVERIFY(transport().stepText().startsWith("The moment when a channel is full: "));
        QTRY_COMPARE(bench().textOf("stepText"), transport().stepText());
        bench().key(Qt::Key_U, Qt::ShiftModifier); // the next time
        QVERIFY(run().playhead().time_since_epoch() / 1ms > 3932);

        bench().key(Qt::Key_U);
        QTRY_VERIFY(bench().isOpen("untilSheet"));
        QCOMPARE(choice(), QStringLiteral("full")); // as it was
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().isOpen("untilSheet"));
    }

    void whatTheChoiceTakesIsTyped()
    {
        openAt9();
        bench().key(Qt::Key_Home);
        bench().key(Qt::Key_U);
        QTRY_VERIFY(bench().isOpen("untilSheet"));
        choose("end");
        bench().key(Qt::Key_Tab);
        QTRY_VERIFY(bench().find("untilSheet.field")->hasActiveFocus());
        bench().find("untilSheet.field")->setProperty("text", "");
        bench().key(Qt::Key_Return); // nothing
        QVERIFY(bench().isOpen("untilSheet"));
        QCOMPARE(bench().textOf("untilSheet.error"), QStringLiteral("Enter the number, such as 41."));
        bench().type("x");
        QTRY_VERIFY(!bench().shows("untilSheet.error"));
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(bench().textOf("untilSheet.error").startsWith("'x' is no number of an item"));
        bench().type("12"); // what is wrong is selected
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(!bench().isOpen("untilSheet"));
        QCOMPARE(run().playhead().time_since_epoch() / 1ms, 2187);
        bench().key(Qt::Key_U);
        QTRY_VERIFY(bench().isOpen("untilSheet"));
        QCOMPARE(bench().textOf("untilSheet.field"), QStringLiteral("12"));
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().isOpen("untilSheet"));
    }

    void itRunsUntilWhatIsClicked()
    {
        bench().open({"pipeline"});
        bench().click("playMenuButton");
        QTRY_VERIFY(bench().isOpen("playMenu"));
        bench().click("playMenu.until");
        QTRY_VERIFY(bench().isOpen("untilSheet"));
        QTRY_VERIFY(bench().shows("untilSheet.choice.full"));
        bench().click("untilSheet.choice.full");
        QTRY_VERIFY(bench().shows("untilSheet.channel"));
        bench().click("untilSheet.channel");
        QTRY_VERIFY(bench().shows("untilSheet.channel.2"));
        bench().click("untilSheet.channel.2");
        bench().click("untilSheet.run");
        QTRY_VERIFY(!bench().isOpen("untilSheet"));
        QTRY_VERIFY(!transport().runningAhead());
        QVERIFY(run().time() > 0);
        QVERIFY(run().world().channels().at(1).full());
    }

    void theTaskThatIsSelectedIsProposed()
    {
        openAt9();
        run().selection()->select({{1, 1}});
        bench().key(Qt::Key_U);
        QTRY_VERIFY(bench().isOpen("untilSheet"));
        choose("run");
        QCOMPARE(bench().textOf("untilSheet.field"), QStringLiteral("Consumer 2"));
        choose("line");
        QVERIFY(!bench().shows("untilSheet.field")); // it is chosen from those there are
        QVERIFY2(bench().textOf("untilSheet.line", "displayText").startsWith("backpressure.cpp:"),
                 qPrintable(bench().textOf("untilSheet.line", "displayText")));
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(!bench().isOpen("untilSheet"));
        QVERIFY(transport().stepText().startsWith("Line "));
    }

    void itGoesBackByButtonAndByKeys()
    {
        openAt9();
        bench().key(Qt::Key_U);
        QTRY_VERIFY(bench().isOpen("untilSheet"));
        choose("full");
        bench().click("untilSheet.back");
        QTRY_VERIFY(!bench().isOpen("untilSheet"));
        QTRY_VERIFY(!transport().runningAhead());
        const double last = run().time();
        QVERIFY(last < 9);
        QVERIFY(run().world().channels().at(0).full());
        bench().key(Qt::Key_U, Qt::ControlModifier);
        QTRY_VERIFY(run().time() < last);
        const double before = run().time();
        bench().key(Qt::Key_U, Qt::ShiftModifier);
        QTRY_COMPARE(run().time(), last);
        bench().key(Qt::Key_U);
        QTRY_VERIFY(bench().isOpen("untilSheet"));
        bench().key(Qt::Key_Return, Qt::ShiftModifier);
        QTRY_VERIFY(!bench().isOpen("untilSheet"));
        QTRY_COMPARE(run().time(), before);
    }

    void aBookmarkIsSetChangedAndRemovedByKeysAlone()
    {
        openAt9();
        seek(3);
        bench().key(Qt::Key_M);
        QTRY_VERIFY(bench().isOpen("bookmarkSheet"));
        bench().type("first");
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(!bench().isOpen("bookmarkSheet"));
        QTRY_VERIFY(bench().shows("bookmark.0"));
        seek(6);
        bench().key(Qt::Key_M);
        QTRY_VERIFY(bench().isOpen("bookmarkSheet"));
        bench().key(Qt::Key_Return); // without a note
        QTRY_VERIFY(!bench().isOpen("bookmarkSheet"));
        QCOMPARE(bookmarks().count(), 2);

        bench().key(Qt::Key_Home);
        bench().key(Qt::Key_Greater);
        QCOMPARE(run().time(), 3.0);
        bench().key(Qt::Key_Greater);
        QCOMPARE(run().time(), 6.0);
        bench().key(Qt::Key_Less);
        QCOMPARE(run().time(), 3.0);
        bench().key(Qt::Key_M);
        QTRY_VERIFY(bench().isOpen("bookmarkSheet"));
        QCOMPARE(bench().textOf("bookmarkSheet.note"), QStringLiteral("first"));
        bench().type("changed"); // all of it was selected
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(!bench().isOpen("bookmarkSheet"));
        QCOMPARE(bookmarks().all()[0].note, std::string("changed"));

        bench().focus("bookmark.0");
        bench().key(Qt::Key_Right);
        QCOMPARE(run().time(), 6.0);
        bench().key(Qt::Key_Delete);
        QCOMPARE(bookmarks().count(), 1);
        bench().key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(bookmarks().count(), 2);
        bench().key(Qt::Key_M); // at 6 s
        QTRY_VERIFY(bench().isOpen("bookmarkSheet"));
        bench().press("bookmarkSheet.remove", false);
        QTRY_VERIFY(!bench().isOpen("bookmarkSheet"));
        QCOMPARE(bookmarks().count(), 1);
    }

    void aFlagIsClickedAndExplained()
    {
        openAt9();
        seek(4);
        QVERIFY(bookmarks().setHere("the channel fills"));
        seek(8);
        QTRY_VERIFY(bench().shows("bookmark.0"));
        bench().click("bookmark.0");
        QCOMPARE(run().time(), 4.0);
        // It goes with its time, which the lanes are zoomed away from.
        seek(8);
        const double before = bench().find("bookmark.0")->x();
        bench().focus("timeline");
        bench().key(Qt::Key_Plus);
        QTRY_VERIFY(bench().find("bookmark.0")->x() != before);
        bench().key(Qt::Key_F);
        seek(0);
    }

    void bookmarksAreSavedAndOpenedWithTheScenario()
    {
        openAt9();
        seek(4);
        QVERIFY(bookmarks().setHere("here"));
        bench().key(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(bench().isOpen("saveSheet"));
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(!bench().isOpen("saveSheet"));
        const QString file = bench().document("backpressure.coroscope");
        const std::vector<Bookmark> expected{{Time{} + 4s, "here"}};
        QVERIFY(readScenario(file).bookmarks == expected);
        bench().end();
        bench().open({file.toStdString()});
        QVERIFY(bookmarks().all() == expected);
        bench().key(Qt::Key_Greater); // runs there
        QTRY_COMPARE(run().time(), 4.0);
    }

    void inASweepTheKeysOfTheRunDoNothing()
    {
        openAt9();
        bench().key(Qt::Key_S);
        QTRY_VERIFY(!bench().shows("timeline"));
        for (const Qt::Key key : {Qt::Key_U, Qt::Key_M})
            bench().key(key);
        QVERIFY(!bench().isOpen("untilSheet") && !bench().isOpen("bookmarkSheet"));
    }

    void allOfItIsBehindOneButtonWhereThereIsLittleRoom_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1024×700") << QSize(1024, 700);
        QTest::newRow("720×540") << QSize(720, 540);
    }
    void allOfItIsBehindOneButtonWhereThereIsLittleRoom()
    {
        QFETCH(const QSize, size);
        openAt9(size);
        const bool isPlayBackOutside = bench().shows("playBackButton");
        QVERIFY(!bench().shows("untilButton"));
        bench().press("playMenuButton", false);
        QTRY_VERIFY(bench().isOpen("playMenu"));
        QCOMPARE(bench().shows("playMenu.playBack"), !isPlayBackOutside);
        // Start, present, backwards; until, from here, to here, bookmark.
        for (int i = 0; i < (isPlayBackOutside ? 3 : 6); ++i)
            bench().key(Qt::Key_Down);
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(bench().isOpen("bookmarkSheet"));
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().isOpen("bookmarkSheet"));
        bench().key(Qt::Key_U);
        QTRY_VERIFY(bench().isOpen("untilSheet"));
        const QQuickItem *const field = bench().find("untilSheet.run");
        const QRectF place = field->mapRectToScene(QRectF(0, 0, field->width(), field->height()));
        QVERIFY(QRectF(QPointF(), size).contains(place));
    }
};

int main(int argc, char *argv[])
{
    return runWindowTest<TestWindowPlay>(argc, argv);
}
#include "tst_window_play.moc"
