// SPDX-License-Identifier: MIT
#include "items/charts.h"
#include "items/palette_singleton.h"
#include "items/stage_item.h"
#include "items/timeline_item.h"
#include "player/simulation.h"
#include "scene/chart_scene.h"
#include "scene/magnify.h"
#include "scene/painter.h"
#include "scene/stage_counts.h"
#include "scene/stage_scene.h"
#include "sim/pattern_run.h"

#include <QCoreApplication>
#include <QPainter>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QWheelEvent>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// One item in a window of its size, on a run of its own.
template <typename Item>
struct Bench {
    using Given = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    explicit Bench(QSize size, Given given = {})
    {
        const PatternInfo &pattern = *findPattern("backpressure");
        simulation.tuning()->start({.pattern = &pattern, .settings = {.seed = 1, .values = valuesOf(pattern, given)}});
        window.resize(size);
        item.setParentItem(window.contentItem());
        item.setSize(size);
        item.setRun(simulation.run());
        if constexpr (std::is_same_v<Item, TimelineItem>)
            QObject::connect(&item, &TimelineItem::seekAsked, simulation.transport(), &Transport::seek);
        window.show();
        shown = QTest::qWaitForWindowExposed(&window);
    }

    void runTo(Duration end)
    {
        simulation.run()->session().runUntil(Time{} + end);
        simulation.transport()->goToPresent();
    }
    void set(std::string_view id, std::int64_t value)
    {
        simulation.tuning()->set(static_cast<int>(simulation.run()->session().parameters().find(id).value()), value);
    }
    QImage picture() { return window.grabWindow().convertToFormat(QImage::Format_RGB32); }

    Simulation simulation;
    QQuickWindow window;
    Item item;
    bool shown = false;
};

QImage painted(const std::vector<DisplayList> &lists, QSizeF size, double zoom = 1)
{
    const PaletteSingleton &palette = PaletteSingleton::current();
    QImage image(size.toSize(), QImage::Format_RGB32);
    image.fill(Palette::of(palette.theme())[Role::Card]);
    QPainter painter(&image);
    for (const DisplayList &list : lists)
        paint(painter, list, palette.theme(), palette.textScale() * zoom);
    return image;
}

StageLayout freshLayout(const Run &run, QSizeF size, double mostZoom = StageLayout::greatestZoom)
{
    const double scale = PaletteSingleton::current().textScale();
    return StageLayout::magnified(run.topology(), stageCounts(run), size, scale,
                                  std::min(mostZoom, StageLayout::zoomFor(size / scale)));
}

/// What the stage has to look like, painted anew from nothing, magnified @p mostZoom times at most.
QImage freshStage(const Run &run, QSizeF size, double mostZoom = StageLayout::greatestZoom)
{
    const StageLayout layout = freshLayout(run, size, mostZoom);
    std::vector<DisplayList> lists = {stageBackground(run, layout), stageForeground(run, layout)};
    for (DisplayList &list : lists)
        magnify(list, layout.zoom());
    return painted(lists, size, layout.zoom());
}

/// Pixels that differ by more than rounding.
int differences(const QImage &a, const QImage &b)
{
    if (a.size() != b.size())
        return -1;
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            if (std::abs(qRed(p) - qRed(q)) > 2 || std::abs(qGreen(p) - qGreen(q)) > 2
                || std::abs(qBlue(p) - qBlue(q)) > 2)
                ++count;
        }
    }
    return count;
}

void turnWheel(QQuickWindow &window, QPointF at, int angle, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QWheelEvent event(at, window.mapToGlobal(at), {}, QPoint(0, angle), Qt::NoButton, modifiers, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(&window, &event);
}

} // namespace

/// The painted items in a window.
class TestSceneItems : public QObject
{
    Q_OBJECT

    static constexpr QSize timelineSize{910, 220};
    static constexpr QSize stageSize{760, 340};

    /// Where the present is while the timeline follows it.
    static double presentPixel(const TimelineItem &item)
    {
        return item.layout().axis.left + 0.92 * item.layout().axis.width;
    }

private Q_SLOTS:
    void cleanup()
    {
        PaletteSingleton::current().setTheme(Theme::Dark);
        PaletteSingleton::current().setPresenting(false);
    }

    void draggingOnTheTimelineMovesThePlayhead()
    {
        Bench<TimelineItem> bench(timelineSize);
        QVERIFY(bench.shown);
        bench.runTo(10s);
        const TimeAxis axis = bench.item.layout().axis;
        QTest::mousePress(&bench.window, Qt::LeftButton, {}, QPoint(300, 100));
        QVERIFY(std::abs(bench.simulation.run()->time() - axis.secondsAt(300)) < 1e-8);
        QVERIFY(!bench.simulation.run()->atPresent());
        QVERIFY(!bench.item.follows());
        QTest::mouseMove(&bench.window, QPoint(251, 20));
        QVERIFY(std::abs(bench.simulation.run()->time() - axis.secondsAt(251)) < 1e-8);
        QTest::mouseMove(&bench.window, QPoint(20, 20)); // over the names: as far as it goes
        QCOMPARE(bench.simulation.run()->time(), 0.0);
        QTest::mouseMove(&bench.window, QPoint(890, 100)); // later than the present: there, and following again
        QVERIFY(bench.simulation.run()->atPresent());
        QCOMPARE(bench.simulation.run()->time(), 10.0);
        QVERIFY(bench.item.follows());
        QTest::mouseRelease(&bench.window, Qt::LeftButton, {}, QPoint(890, 100));
    }

    void aPlayheadThatJumpsOutOfSightIsBroughtIntoView()
    {
        Bench<TimelineItem> bench(timelineSize);
        QVERIFY(bench.shown);
        bench.runTo(60s);
        QVERIFY(bench.item.layout().axis.from > 40);
        bench.simulation.transport()->goToStart();
        QCOMPARE(bench.item.layout().axis.from, 0.0);
        QVERIFY(!bench.item.follows());
        bench.simulation.transport()->seek(30);
        const TimeAxis axis = bench.item.layout().axis;
        QVERIFY(axis.from < 30 && 30 < axis.from + axis.span);
        bench.simulation.transport()->seek(30.5); // in sight: it moves, the timeline does not
        QCOMPARE(bench.item.layout().axis.from, axis.from);
        bench.item.panBy(4000); // whoever pans away wants to see something else
        const double from = bench.item.layout().axis.from;
        QVERIFY(from > 31 || from + axis.span < 30);
        bench.simulation.transport()->stepForward();
        QCOMPARE(bench.item.layout().axis.from, from);
    }

    void whoeverComesBackFromThePastIsFollowingAgain()
    {
        Bench<TimelineItem> bench(timelineSize);
        bench.runTo(10s);
        QTest::mouseClick(&bench.window, Qt::LeftButton, {}, QPoint(300, 100));
        QVERIFY(!bench.item.follows());
        bench.simulation.transport()->goToPresent();
        QVERIFY(bench.item.follows());
        bench.item.panBy(50); // looking around at the present is left alone
        bench.runTo(20s);
        QVERIFY(!bench.item.follows());
    }

    void pressingANameMovesNothing()
    {
        Bench<TimelineItem> bench(timelineSize);
        bench.runTo(10s);
        QTest::mouseClick(&bench.window, Qt::LeftButton, {}, QPoint(40, 60));
        QVERIFY(bench.simulation.run()->atPresent());
        QVERIFY(bench.item.follows());
    }

    void theWheelZoomsAboutThePointer()
    {
        Bench<TimelineItem> bench(timelineSize);
        bench.runTo(60s);
        bench.item.setFollows(false);
        const double moment = bench.item.layout().axis.secondsAt(400);
        const double span = bench.item.layout().axis.span;
        turnWheel(bench.window, {400, 90}, 120);
        QCOMPARE(bench.item.layout().axis.span, span / 1.2);
        QCOMPARE(bench.item.layout().axis.secondsAt(400), moment);
        turnWheel(bench.window, {400, 90}, -240);
        QCOMPARE(bench.item.layout().axis.span, span * 1.2);
        QCOMPARE(bench.item.layout().axis.secondsAt(400), moment);
        QVERIFY(!bench.item.follows());
    }

    void whileItFollowsTheWheelZoomsAboutThePresent()
    {
        Bench<TimelineItem> bench(timelineSize);
        bench.runTo(60s);
        QCOMPARE(bench.item.layout().axis.pixelOf(60.0), presentPixel(bench.item));
        bench.simulation.transport()->setPlaying(true);
        turnWheel(bench.window, {200, 90}, 240);
        QCOMPARE(bench.item.layout().axis.span, 14 / 1.44); // it had grown to its longest
        QCOMPARE(bench.item.layout().axis.pixelOf(60.0), presentPixel(bench.item));
        QVERIFY(bench.item.follows());
    }

    void whileNothingPlaysTheWheelZoomsAboutThePointerUntilItGoesOn()
    {
        Bench<TimelineItem> bench(timelineSize);
        bench.runTo(60s);
        const double moment = bench.item.layout().axis.secondsAt(200);
        turnWheel(bench.window, {200, 90}, 240);
        QCOMPARE(bench.item.layout().axis.secondsAt(200), moment);
        QVERIFY(!bench.item.follows());
        bench.simulation.transport()->setPlaying(true);
        QVERIFY(bench.item.follows());
    }

    void theWheelWithShiftPansAndEndsFollowing()
    {
        Bench<TimelineItem> bench(timelineSize);
        bench.runTo(60s);
        const TimeAxis before = bench.item.layout().axis;
        turnWheel(bench.window, {400, 90}, 120, Qt::ShiftModifier);
        QVERIFY(!bench.item.follows());
        QCOMPARE(bench.item.layout().axis.span, before.span);
        QCOMPARE(bench.item.layout().axis.from, before.secondsAt(before.left - 60));
    }

    void theWheelOverTheNamesScrollsByWholeLanes()
    {
        Bench<TimelineItem> bench(timelineSize, {{"producers", "40"}});
        bench.runTo(1s);
        QTest::mouseClick(&bench.window, Qt::LeftButton, {}, QPoint(40, 20)); // unfolds the producers
        const double lane = bench.item.layout().laneHeight;
        QCOMPARE(lane, 14.0);
        QVERIFY(bench.item.contentHeight() > bench.item.height());
        turnWheel(bench.window, {40, 90}, -120);
        QCOMPARE(bench.item.scrollY(), 2 * lane); // 30 px are nearest to two lanes
        turnWheel(bench.window, {40, 90}, -12000);
        const double room = bench.item.layout().lanesBottom() - bench.item.layout().laneTop;
        QCOMPARE(bench.item.scrollY(), 44 * lane - room); // the last lane is at the bottom
        turnWheel(bench.window, {40, 90}, 24000);
        QCOMPARE(bench.item.scrollY(), 0.0);
    }

    void aNewRunIsShownOnAScaleOfItsOwn()
    {
        Bench<TimelineItem> bench(QSize(700, 300));
        bench.runTo(600s);
        bench.item.fit();
        QVERIFY(bench.item.layout().axis.span > 600);
        bench.simulation.tuning()->reset();
        QCOMPARE(bench.item.layout().axis.span, TimeAxis{}.span);
        QCOMPARE(bench.item.layout().axis.from, 0.0);
        bench.runTo(600s);
        bench.item.fit();
        bench.simulation.tuning()->setSeed("2");
        QCOMPARE(bench.item.layout().axis.span, TimeAxis{}.span);
        QVERIFY(bench.item.follows());
    }

    void fitShowsTheWholeRunAndFollows()
    {
        Bench<TimelineItem> bench(timelineSize);
        bench.runTo(230s);
        bench.item.setFollows(false);
        bench.item.fit();
        QCOMPARE(bench.item.layout().axis.from, 0.0);
        QCOMPARE(bench.item.layout().axis.span, 250.0);
        QCOMPARE(bench.item.layout().axis.pixelOf(230.0), presentPixel(bench.item));
        QVERIFY(bench.item.follows());
    }

    void itFollowsThePresentUntilItIsMoved()
    {
        Bench<TimelineItem> bench(timelineSize);
        QSignalSpy changed(&bench.item, &TimelineItem::followsChanged);
        bench.runTo(5s);
        QCOMPARE(bench.item.layout().axis.from, 0.0); // there is room for the whole run
        bench.runTo(100s);
        QCOMPARE(bench.item.layout().axis.pixelOf(100.0), presentPixel(bench.item));
        bench.item.panBy(-100);
        QCOMPARE(changed.count(), 1);
        const double from = bench.item.layout().axis.from;
        bench.runTo(200s);
        QCOMPARE(bench.item.layout().axis.from, from);
        bench.item.setFollows(true);
        QCOMPARE(changed.count(), 2);
        QCOMPARE(bench.item.layout().axis.pixelOf(200.0), presentPixel(bench.item));
    }

    void zoomsThatAreNoNumbersAreIgnored()
    {
        Bench<TimelineItem> bench(timelineSize);
        for (const double factor : {0.0, -2.0, qQNaN(), qInf()})
            bench.item.zoomBy(factor, 300);
        QCOMPARE(bench.item.layout().axis.span, TimeAxis{}.span);
    }

    void theTimelineIsRepaintedAsTheRunGoesOn()
    {
        Bench<TimelineItem> bench(timelineSize);
        bench.runTo(2s);
        const QImage before = bench.picture();
        QCOMPARE(differences(before, bench.picture()), 0);
        QCOMPARE(differences(before,
                             painted({timelineScene(*bench.simulation.run(), timelineLanes(*bench.simulation.run()),
                                                    bench.item.layout())},
                                     timelineSize)),
                 0);
        bench.runTo(4s);
        QVERIFY(differences(before, bench.picture()) > 1000);
    }

    void theStageIsWhatItsFiguresAre()
    {
        Bench<StageItem> bench(stageSize);
        QVERIFY(bench.shown);
        for (const Duration at : {0ms, 700ms, 5000ms}) {
            bench.runTo(at);
            QCOMPARE(differences(bench.picture(), freshStage(*bench.simulation.run(), stageSize)), 0);
        }
    }

    void theBackgroundIsRefreshedWithTheTheme()
    {
        Bench<StageItem> bench(stageSize);
        bench.runTo(2s);
        QImage before = bench.picture();
        for (const Theme theme : {Theme::Light, Theme::Projector, Theme::Dark}) {
            PaletteSingleton::current().setTheme(theme);
            const QImage now = bench.picture();
            QCOMPARE(now.pixelColor(1, 1), Palette::of(theme)[Role::Card]);
            QVERIFY(differences(before, now) > 1000);
            QCOMPARE(differences(now, freshStage(*bench.simulation.run(), stageSize)), 0);
            before = now;
        }
    }

    void theBackgroundIsRefreshedWhenTypeGrows()
    {
        Bench<StageItem> bench(stageSize);
        bench.runTo(2s);
        const QImage before = bench.picture();
        PaletteSingleton::current().setPresenting(true);
        QVERIFY(differences(before, bench.picture()) > 1000);
        QCOMPARE(differences(bench.picture(), freshStage(*bench.simulation.run(), stageSize)), 0);
    }

    void theBackgroundIsRefreshedWithTheSize()
    {
        Bench<StageItem> bench(stageSize);
        bench.runTo(2s);
        QCOMPARE(bench.picture().size(), stageSize);
        const QSize larger(900, 420);
        bench.window.resize(larger);
        bench.item.setSize(larger);
        const StageLayout &layout = bench.item.layout();
        QVERIFY(layout.zoom() > 1);
        QCOMPARE(layout.zoom(), freshLayout(*bench.simulation.run(), larger).zoom());
        QVERIFY(std::abs(layout.size().width() * layout.zoom() - larger.width()) < 1e-9);
        QVERIFY(std::abs(layout.size().height() * layout.zoom() - larger.height()) < 1e-9);
        QCOMPARE(differences(bench.picture(), freshStage(*bench.simulation.run(), larger)), 0);
    }

    void theBackgroundIsRefreshedWithTheCounts_data()
    {
        QTest::addColumn<QByteArray>("parameter");
        QTest::addColumn<int>("value");
        QTest::newRow("more producers") << QByteArray("producers") << 5;
        QTest::newRow("a dense field") << QByteArray("producers") << 90;
        QTest::newRow("no consumers") << QByteArray("consumers") << 0;
        QTest::newRow("another capacity") << QByteArray("capacity") << 31;
        QTest::newRow("a level") << QByteArray("capacity") << 200;
    }

    void theBackgroundIsRefreshedWithTheCounts()
    {
        QFETCH(const QByteArray, parameter);
        QFETCH(const int, value);
        Bench<StageItem> bench(stageSize);
        bench.runTo(2s);
        const QImage before = bench.picture();
        const double zoom = bench.item.layout().zoom();
        bench.set(parameter.constData(), value);
        bench.runTo(4s);
        QVERIFY(differences(before, bench.picture()) > 1000);
        QCOMPARE(differences(bench.picture(), freshStage(*bench.simulation.run(), stageSize, zoom)), 0);
        const double shrunk = bench.item.layout().zoom();
        QVERIFY(shrunk <= zoom);
        bench.simulation.transport()->seek(2); // and back, as it was, but no larger than it came to be
        QCOMPARE(differences(bench.picture(), freshStage(*bench.simulation.run(), stageSize, shrunk)), 0);
        QCOMPARE(bench.item.layout().zoom(), shrunk);
    }

    void aChartIsRepaintedSoonButNotWithEveryChange()
    {
        Bench<FillChart> bench({300, 110});
        bench.runTo(1s);
        bench.runTo(8s);
        const auto fresh = [&] {
            return painted({fillChart(*bench.simulation.run(), bench.item.size())}, bench.item.size());
        };
        QTRY_COMPARE(differences(bench.picture(), fresh()), 0);
    }

    void withoutARunAnItemIsAnEmptyCard()
    {
        QQuickWindow window;
        window.resize(60, 40);
        StageItem item;
        item.setParentItem(window.contentItem());
        item.setSize(QSizeF(60, 40));
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const QImage picture = window.grabWindow();
        QCOMPARE(picture.pixelColor(0, 0), Palette::of(Theme::Dark)[Role::Card]);
        QCOMPARE(picture.pixelColor(59, 39), Palette::of(Theme::Dark)[Role::Card]);
    }
};

QTEST_MAIN(TestSceneItems)
#include "tst_scene_items.moc"
