// SPDX-License-Identifier: MIT
#include "app/window/legibility.h"
#include "app/window/window_test.h"
#include "items/palette_singleton.h"
#include "items/timeline_item.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr std::array<const char *, 4> tabs = {"tune", "code", "inspect", "log"};

} // namespace

/// Where things stand in the window as the program makes it: what is looked at and pointed at stays where it is, and nothing
/// that comes and goes by itself lies over what matters.
class TestWindowLayout : public QObject, WindowTest
{
    Q_OBJECT

    QRectF placeOf(const QString &name)
    {
        QQuickItem *const item = bench().find(name);
        return item ? item->mapRectToScene(QRectF(0, 0, item->width(), item->height())) : QRectF();
    }
    QRectF placeOfTab(const char *tab) { return placeOf(QStringLiteral("panelTab.") + QLatin1String(tab)); }
    void turnTo(const char *tab)
    {
        bench().click(QStringLiteral("panelTab.") + QLatin1String(tab));
        QTRY_COMPARE(bench().find("panel")->property("tab").toString(), QLatin1String(tab));
        QTest::qWait(20);
    }
    TimelineItem &lanes() { return *qobject_cast<TimelineItem *>(bench().find("timelineItem")); }
    int lanesInSight()
    {
        const TimelineLayout &layout = lanes().layout();
        return static_cast<int>((layout.lanesBottom() - layout.laneTop) / layout.laneHeight + 0.1);
    }
    /// The tooltip that is open; null if there is none.
    QQuickItem *tip() { return bench().find("tip"); }
    void point(QPoint at)
    {
        QTest::mouseMove(&bench().window(), at - QPoint(2, 0));
        QTest::mouseMove(&bench().window(), at);
    }
    void drag(QPoint from, QPoint to)
    {
        QTest::mousePress(&bench().window(), Qt::LeftButton, {}, from);
        for (int step = 1; step <= 10; ++step)
            QTest::mouseMove(&bench().window(), from + (to - from) * step / 10);
        QTest::mouseRelease(&bench().window(), Qt::LeftButton, {}, to);
    }
    QString place(const QString &name)
    {
        for (int i = 0; i < 40; ++i) {
            const QString item = QStringLiteral("place.%1").arg(i);
            if (bench().textOf(item, "name") == name)
                return item;
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase() { MainWindowBench::keepWarnings(); }
    void init() { begin(); }
    void cleanup()
    {
        PaletteSingleton::current().setTheme(Theme::Dark);
        end();
    }

    void theTabsStayWhereTheyAreWhicheverIsTurnedTo_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1024") << QSize(1024, 700);
        QTest::newRow("1280") << QSize(1280, 720);
        QTest::newRow("1600") << QSize(1600, 1000);
        QTest::newRow("2560") << QSize(2560, 1440);
    }
    void theTabsStayWhereTheyAreWhicheverIsTurnedTo()
    {
        QFETCH(const QSize, size);
        bench().open({}, size);
        std::array<QRectF, tabs.size()> places;
        std::transform(tabs.begin(), tabs.end(), places.begin(), [&](const char *tab) { return placeOfTab(tab); });
        const QRectF stage = placeOf("stage");
        for (const char *const tab : tabs) {
            turnTo(tab);
            for (std::size_t i = 0; i < tabs.size(); ++i)
                QCOMPARE(placeOfTab(tabs[i]), places[i]);
            if (size.width() >= 1600)
                QCOMPARE(placeOf("stage"), stage);
        }
    }

    void thePanelIsAsWideAsItIsDrawn()
    {
        bench().open();
        const QRectF before = placeOf("panel");
        const QPoint grip = placeOf("panelSplitter").center().toPoint();
        drag(grip, grip - QPoint(100, 0));
        QTRY_COMPARE(placeOf("panel").width(), before.width() + 100);
        for (const char *const tab : tabs) {
            turnTo(tab);
            QCOMPARE(placeOf("panel").width(), before.width() + 100);
        }
        // Never so far that the picture has no room, or what is in the panel.
        drag(placeOf("panelSplitter").center().toPoint(), QPoint(10, grip.y()));
        QTRY_VERIFY(placeOf("panel").width() > before.width() + 100);
        QVERIFY(placeOf("stage").width() > 450);
        QVERIFY(!bench().find("rail")->property("folded").toBool());
        drag(placeOf("panelSplitter").center().toPoint(), QPoint(1595, grip.y()));
        QTRY_COMPARE(placeOf("panel").width(), 320.0);
        bench().doubleClick("panelSplitter");
        QTRY_COMPARE(placeOf("panel").width(), before.width());
    }

    void thePanelIsWidenedByTheKeyboard()
    {
        bench().open();
        const double before = placeOf("panel").width();
        bench().focus("panelSplitter");
        bench().key(Qt::Key_Left);
        QTRY_COMPARE(placeOf("panel").width(), before + 16);
        bench().key(Qt::Key_Right);
        bench().key(Qt::Key_Right);
        QTRY_COMPARE(placeOf("panel").width(), before - 16);
        bench().key(Qt::Key_Delete);
        QTRY_COMPARE(placeOf("panel").width(), before);
        bench().key(Qt::Key_F9, Qt::ShiftModifier); // 80 letters of code
        QTRY_COMPARE(placeOf("panel").width(), 740.0);
        bench().key(Qt::Key_F9, Qt::ShiftModifier);
        QTRY_COMPARE(placeOf("panel").width(), before);
    }

    void theWidthOfThePanelIsRemembered()
    {
        bench().open();
        bench().key(Qt::Key_F9, Qt::ShiftModifier);
        QTRY_COMPARE(placeOf("panel").width(), 740.0);
        bench().window().close();
        bench().end();
        bench().open();
        QCOMPARE(placeOf("panel").width(), 740.0);
    }

    void aNoticeCoversNothingOfTheRun_data()
    {
        QTest::addColumn<QSize>("size");
        for (const QSize size : {QSize(1024, 700), QSize(1280, 720), QSize(1600, 1000)})
            QTest::addRow("%d", size.width()) << size;
    }
    void aNoticeCoversNothingOfTheRun()
    {
        QFETCH(const QSize, size);
        bench().open({"backpressure", "--seek", "9s"}, size);
        for (const Theme theme : {Theme::Dark, Theme::Projector}) {
            PaletteSingleton::current().setTheme(theme);
            QTest::qWait(40);
            Q_EMIT bench().simulation().notice(
                QStringLiteral("From 18.479 s on, this run can be taken elsewhere. What it was is seen behind it."));
            QTRY_VERIFY(bench().shows("toast"));
            for (const char *const other :
                 {"stage", "timelineArea", "panel", "rail", "patternTitle", "helpButton", "sweepButton"})
                QVERIFY2(!placeOf("toast").intersects(placeOf(other)), other);
            QVERIFY(QRectF(QPointF(), bench().window().size()).contains(placeOf("toast")));
        }
    }

    void theTipOfATabDoesNotHideTheButtonsBesideIt()
    {
        bench().open();
        point(placeOfTab("inspect").center().toPoint());
        QTRY_VERIFY(tip());
        for (const char *const button : {"presentButton", "themeButton", "helpButton", "panelTab.code"})
            QVERIFY2(!placeOf("tip").intersects(placeOf(button)), button);
    }

    void theTipOfATaskCoversNeitherTheAdviceNorStaysWhenItHasBeenPressed()
    {
        bench().open({"timeout-cancellation", "--set", "clients=10", "--seek", "20s"});
        QTRY_VERIFY(!place("Client 1").isEmpty());
        const QPoint at = placeOf(place("Client 1")).center().toPoint();
        point(at);
        QTRY_VERIFY(tip());
        QVERIFY(placeOf("tip").top() >= placeOf("places").top());
        QTest::mouseClick(&bench().window(), Qt::LeftButton, {}, at);
        QTRY_VERIFY(!tip());
        QTRY_COMPARE(bench().find("panel")->property("tab").toString(), QStringLiteral("inspect"));
        QTest::qWait(800);
        QVERIFY(!tip());
    }

    /// Only where somebody points, or has gone by the arrow keys.
    void codeThatFollowsTheSelectionExplainsNothingByItself()
    {
        bench().open({"pipeline", "--seek", "30s"});
        bench().key(Qt::Key_C, Qt::ShiftModifier);
        QTRY_VERIFY(bench().shows("codeList"));
        QTest::qWait(900);
        QVERIFY(!tip());
        QTRY_VERIFY(bench().shows("place.4"));
        QTest::mouseClick(&bench().window(), Qt::LeftButton, {}, placeOf("place.4").center().toPoint());
        QTRY_VERIFY(bench().simulation().run()->selection()->any());
        QTest::qWait(900);
        QVERIFY(!tip());
        bench().focus("codeList");
        bench().key(Qt::Key_Down);
        bench().key(Qt::Key_Up);
        for (int row = 0; row < 12 && !tip(); ++row) {
            bench().key(Qt::Key_Down);
            QTest::qWait(700);
        }
        QVERIFY(tip());
    }

    void thePlayheadIsDraggedAwayFromABookmark()
    {
        bench().open({"backpressure", "--seek", "30s"});
        bench().key(Qt::Key_M);
        QTRY_VERIFY(bench().isOpen("bookmarkSheet"));
        bench().type("here");
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(bench().shows("bookmark.0") && !bench().shows("bookmarkSheet.note"));
        const TimelineLayout &layout = lanes().layout();
        const double playhead = layout.axis.pixelOf(bench().simulation().run()->playhead());
        const QPoint head = lanes().mapToScene(QPointF(playhead, 5)).toPoint();
        QVERIFY(placeOf("bookmark.0").contains(head));
        drag(head, head - QPoint(100, 0));
        QTRY_VERIFY(bench().simulation().run()->time() < 29);
        // A click on it goes there.
        bench().click("bookmark.0");
        QTRY_COMPARE(bench().simulation().run()->time(), 30.0);
    }

    void theKeySheetFitsALargeWindowAndItsBarLiesOverNothing()
    {
        bench().open();
        for (const QSize size : {QSize(1600, 1000), QSize(1024, 700)}) {
            bench().window().resize(size);
            QTest::qWait(40);
            bench().key(Qt::Key_F1);
            QTRY_VERIFY(bench().isOpen("keySheet"));
            QQuickItem *const content = bench().find("keySheet.content");
            const bool fits = content->property("contentHeight").toDouble() <= content->height();
            QCOMPARE(fits, size.width() == 1600);
            const double barAt = content->mapToScene({content->width() - 10, 0}).x();
            double right = 0;
            std::vector<QQuickItem *> all{content};
            while (!all.empty()) {
                QQuickItem *const item = all.back();
                all.pop_back();
                if (item->objectName() == QLatin1String("keySheet.row"))
                    right = std::max(right, item->mapToScene({item->width(), 0}).x());
                for (QQuickItem *const child : item->childItems())
                    all.push_back(child);
            }
            QVERIFY(right > 0 && right <= barAt);
            // Its heading stays.
            const QRectF close = placeOf("closeKeySheetButton");
            content->setProperty("contentY", 60);
            QCOMPARE(placeOf("closeKeySheetButton"), close);
            bench().key(Qt::Key_Escape);
            QTRY_VERIFY(!bench().isOpen("keySheet"));
        }
    }

    void severalLanesAreInSight_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<Theme>("theme");
        QTest::addColumn<bool>("presenting");
        QTest::addColumn<int>("least");
        QTest::newRow("1024") << QSize(1024, 700) << Theme::Dark << false << 5;
        QTest::newRow("1280") << QSize(1280, 720) << Theme::Light << false << 6;
        QTest::newRow("1280, projector") << QSize(1280, 720) << Theme::Projector << false << 5;
        QTest::newRow("1600, projector") << QSize(1600, 1000) << Theme::Projector << false << 6;
        QTest::newRow("1600, presenting") << QSize(1600, 1000) << Theme::Dark << true << 6;
    }
    void severalLanesAreInSight()
    {
        QFETCH(const QSize, size);
        QFETCH(const Theme, theme);
        QFETCH(const bool, presenting);
        QFETCH(const int, least);
        bench().open({"supervisor", "--seek", "12s", "--size", "1600x1000"}, size);
        PaletteSingleton::current().setTheme(theme);
        bench().window().setProperty("presenting", presenting);
        QTest::qWait(60);
        QVERIFY2(lanesInSight() >= least, qPrintable(QString::number(lanesInSight())));
        // As far as the window has room, which the user can give to the picture.
        const int before = lanesInSight();
        bench().focus("timelineSplitter");
        for (int i = 0; i < 20; ++i)
            bench().key(Qt::Key_Down);
        QTRY_VERIFY(lanesInSight() < before);
    }

    /// In every width, and nothing that has been left out of the line is out of reach.
    void theSeedSaysWhatItIs()
    {
        bench().open();
        QStringList flaws;
        for (const Theme theme : {Theme::Dark, Theme::Projector}) {
            PaletteSingleton::current().setTheme(theme);
            for (int width = 1000; width <= 2000; width += 10) {
                bench().window().resize(width, 900);
                settle(bench().window());
                QQuickItem *const bar = bench().find("transportBar");
                QQuickItem *const seed = bench().find("seedField")->parentItem();
                const double scale = PaletteSingleton::current().textScale();
                const int lines = static_cast<int>(std::round((bar->height() + 4) / (42 * scale + 4)));
                const bool hasTwo = bar->property("twoLines").toBool();
                if (lines != (hasTwo ? 2 : 1) || (!seed->property("named").toBool() && bar->width() < 738 * scale)
                    || !(bench().shows("redoButton") || bar->property("briefer").toBool()))
                    flaws << QStringLiteral("%1 (bar %2, in letters %3): %4 lines")
                                 .arg(width)
                                 .arg(bar->width())
                                 .arg(bar->width() / scale)
                                 .arg(lines);
            }
        }
        QVERIFY2(flaws.isEmpty(), qPrintable(QLatin1Char('\n') + flaws.join(QLatin1Char('\n'))));
    }

    void whatTheTransportHasNoRoomForIsInItsMenu()
    {
        bench().open({"backpressure", "--seek", "9s"}, {1280, 720});
        QVERIFY(!bench().shows("playBackButton") && !bench().shows("toStartButton"));
        bench().click("playMenuButton");
        QTRY_VERIFY(bench().isOpen("playMenu"));
        for (const char *const entry : {"playMenu.toStart", "playMenu.toPresent", "playMenu.playBack"})
            QVERIFY2(bench().shows(entry), entry);
        bench().click("playMenu.playBack");
        QTRY_VERIFY(bench().simulation().transport()->playingBack());
    }
};

int main(int argc, char *argv[])
{
    return runWindowTest<TestWindowLayout>(argc, argv);
}

#include "tst_window_layout.moc"
