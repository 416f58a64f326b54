// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/run_source.h"
#include "scene/minimap_scene.h"
#include "sim/hand_made.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// One item every 100 ms, worked on for half of that.
RunSource::Given halfBusy()
{
    static const RunSource::Given given = {
        {"producers", "1"}, {"interval", "100ms"}, {"interval-shape", "fixed"}, {"consumers", "1"}, {"work", "50ms"}};
    return given;
}

/// 800 px for the whole of @p run, of which @p from to @p to is shown.
MinimapLayout layoutOf(const RunSource &source, Duration from, Duration to)
{
    MinimapLayout layout;
    layout.axis = {.span = inSeconds(source.present()), .left = 100, .width = 800};
    layout.size = QSizeF(910, 18);
    layout.shownFrom = moment(from);
    layout.shownTo = moment(to);
    return layout;
}

std::vector<Area> stackOf(const DisplayList &list, Role role)
{
    return all<Area>(list, [role](const Area &area) { return area.fill == role; });
}

} // namespace

/// The map of the whole run.
class TestMinimapScene : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFrameIsAroundWhatIsShown()
    {
        RunSource source(halfBusy());
        source.runTo(100s);
        const QRectF frame = layoutOf(source, 25s, 50s).frame();
        QCOMPARE(frame.left(), 300.0);
        QCOMPARE(frame.right(), 500.0);
    }

    void theFrameCanAlwaysBeTakenHoldOf()
    {
        RunSource source(halfBusy());
        source.runTo(100s);
        for (const Duration at : {0ns, Duration(50s), Duration(100s)}) {
            const QRectF frame = layoutOf(source, at, at + 1us).frame();
            QCOMPARE(frame.width(), MinimapLayout::leastFrame);
            QVERIFY(frame.left() >= 100 && frame.right() <= 900);
        }
        const QRectF beyond = layoutOf(source, 150s, 160s).frame();
        QCOMPARE(beyond.right(), 900.0);
    }

    void itShowsTheSharesOfAllTasks()
    {
        RunSource source(halfBusy());
        source.runTo(80s); // a column is two items
        const DisplayList list = minimapScene(source, layoutOf(source, 0s, 10s));
        const auto running = stackOf(list, Role::Running);
        QCOMPARE(running.size(), std::size_t(1));
        // The producer always, the consumer half of the time: three quarters of 14 px.
        const QPolygonF &outline = running[0].outline;
        QVERIFY(std::abs(outline.boundingRect().height() - 14 * 0.75) < 0.1);
    }

    void anHourCostsNoMoreThanAMinute()
    {
        RunSource source(halfBusy());
        const auto cost = [&] {
            std::size_t points = 0;
            for (const Area &area : all<Area>(minimapScene(source, layoutOf(source, 0s, 10s))))
                points += std::size_t(area.outline.size());
            return points;
        };
        source.runTo(60s);
        const std::size_t minute = cost();
        source.runTo(3600s);
        QVERIFY(minute > 1000);
        QVERIFY(cost() <= minute + 8);
    }

    void marksAndFailuresAreTicksOfWhichNoneIsLost()
    {
        RunSource source({{"producers", "1"},
                          {"interval", "100ms"},
                          {"interval-shape", "fixed"},
                          {"consumers", "0"},
                          {"when-full", "unbounded"},
                          {"memory-limit", "5"},
                          {"crash-delay", "2s"}});
        source.run.schedule(1s, "memory-limit", "6");
        source.runTo(8s);
        const MinimapLayout layout = layoutOf(source, 0s, 8s);
        const DisplayList list = minimapScene(source, layout);
        const auto tickAt = [&](Role role, Time time) {
            const double x = layout.axis.pixelOf(time);
            return !all<Box>(list, [&](const Box &box) {
                        return box.fill == role && box.rect.width() < 3 && std::abs(box.rect.center().x() - x) < 1;
                    }).empty();
        };
        QVERIFY(source.history().marks().size() > 3);
        for (const History::Mark &mark : source.history().marks())
            QVERIFY(tickAt(mark.kind == History::Mark::Kind::Crash ? Role::Failed : Role::Restarted, mark.time));
        QVERIFY(!source.history().groups()[0].failures.empty());
        for (const Time failure : source.history().groups()[0].failures)
            QVERIFY(tickAt(Role::Failed, failure));
    }

    void thePlayheadIsThere()
    {
        RunSource source(halfBusy());
        source.runTo(100s);
        source.lookAt(75s);
        const auto lines = all<Line>(minimapScene(source, layoutOf(source, 0s, 10s)),
                                     [](const Line &line) { return line.role == Role::Accent; });
        QCOMPARE(lines.size(), std::size_t(1));
        QCOMPARE(lines[0].points.front().x(), 700.0);
    }

    void aRunThatHasNotBegunIsAnEmptyStrip()
    {
        RunSource source(halfBusy());
        MinimapLayout layout = layoutOf(source, 0s, 6s);
        layout.axis.span = 6;
        QVERIFY(stackOf(minimapScene(source, layout), Role::Running).empty());
    }
};

QTEST_GUILESS_MAIN(TestMinimapScene)
#include "tst_minimap_scene.moc"
