// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/hand_source.h"
#include "scene/timeline_scene.h"

#include <cmath>

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

namespace {

constexpr Place first{0, 0};
constexpr Place second{0, 1};

Topology workers()
{
    return {.groups = {{.id = "worker", .label = words("Worker"), .column = 0, .longLived = true}},
            .channels = {{.id = "bucket", .label = words("bucket"), .column = 1, .stock = true}},
            .terminals = {},
            .links = {},
            .activities = {}};
}

/// 100 px a second, from pixel 100 on; the lane of the first worker, above that of the second.
TimelineLayout layout()
{
    TimelineLayout layout;
    layout.axis = {.from = 0, .span = 8, .left = 100, .width = 800};
    layout.size = QSizeF(900, 200);
    return layout;
}

QRectF laneOf(Place place)
{
    return {layout().axis.left - 1, layout().laneTop + place.index * layout().laneHeight, layout().axis.width + 2,
            layout().laneHeight};
}

double fullHeight()
{
    return layout().laneHeight * 0.62;
}

DisplayList pictureOf(const std::vector<Event> &events)
{
    const HandSource source(workers(), events);
    return timelineScene(source, timelineLanes(source), layout());
}

/// A bar in a lane: from where to where, how high as a share of the highest, and how it is drawn.
QString text(const Box &box)
{
    const auto role = [](std::optional<Role> one) {
        switch (one.value_or(Role::Count_)) {
        case Role::Running:
            return "running";
        case Role::Waiting:
            return "waiting";
        case Role::Ready:
            return "ready";
        case Role::Failed:
            return "failed";
        case Role::Orphaned:
            return "orphaned";
        default:
            return "none";
        }
    };
    return QStringLiteral("%1-%2 %3 %4 %5")
        .arg(box.rect.left())
        .arg(box.rect.right())
        .arg(std::round(100 * box.rect.height() / fullHeight()))
        .arg(box.hatched    ? "hatched"
                 : box.fill ? "filled"
                            : "hollow")
        .arg(role(box.fill ? box.fill : box.stroke));
}

QStringList barsIn(const DisplayList &list, Place place = first)
{
    QStringList found;
    for (const Box &box : all<Box>(list, [&](const Box &one) { return laneOf(place).contains(one.rect); }))
        found << text(box);
    return found;
}

/// The marks of ends in the lane: where, and in which colour.
QStringList endsIn(const DisplayList &list, Role role)
{
    QStringList found;
    for (const Line &line : all<Line>(list, [&](const Line &one) {
             return one.role == role && laneOf(first).contains(one.points.boundingRect().center());
         }))
        found << QString::number(line.points.front().x());
    return found;
}

} // namespace

/// How a lane shows what its task fared like.
class TestTimelineBars : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void workIsHighWhatIsHeldUpHalfAsHighAndTheRestALine()
    {
        const DisplayList list = pictureOf({spawned(0s, 2, first), happened(1s, WorkStarted, 2),
                                            happened(2s, WorkEnded, 2), happened(2s, LockBlocked, 2),
                                            happened(3s, LockAcquired, 2), happened(3s, SleepStarted, 2),
                                            happened(4s, SleepEnded, 2), happened(4s, ReceiveBlocked, 2, {.object = 0}),
                                            happened(5s, Received, 2, {.object = 0})});
        QCOMPARE(barsIn(list),
                 QStringList({"100-200 30 filled ready", "200-300 100 filled running", "300-400 50 filled waiting",
                              "400-500 12 filled ready", "500-600 50 filled waiting"}));
    }

    void whatHoldsAThreadForNothingIsHatched()
    {
        const DisplayList list = pictureOf({spawned(0s, 2, first), happened(0s, ThreadTaken, 2),
                                            happened(0s, WorkStarted, 2), happened(1s, WorkEnded, 2),
                                            happened(1s, SleepStarted, 2), happened(3s, ThreadFreed, 2),
                                            happened(4s, SleepEnded, 2)});
        QCOMPARE(barsIn(list),
                 QStringList({"100-200 100 filled running", "200-400 100 hatched waiting", "200-400 100 hollow waiting",
                              "400-500 12 filled ready"}));
    }

    void whatHangsIsHatchedInTheColourOfFailure()
    {
        const DisplayList list = pictureOf({spawned(0s, 2, first), happened(0s, WorkStarted, 2),
                                            happened(1s, WorkerHung, 2), happened(3s, WorkerUp, 2),
                                            happened(4s, WorkEnded, 2)});
        QCOMPARE(barsIn(list),
                 QStringList({"100-200 100 filled running", "200-400 100 hatched failed", "200-400 100 hollow failed",
                              "400-500 100 filled running"}));
    }

    void anOrphansBarsAreHollowFromThatMomentOn()
    {
        const DisplayList list = pictureOf({spawned(0s, 9, second), spawnedBy(9, 0s, 2, first),
                                            happened(0s, WorkStarted, 2), happened(2s, TaskAbandoned, 9, {.object = 2}),
                                            happened(3s, WorkEnded, 2), happened(3s, SleepStarted, 2),
                                            happened(5s, SleepEnded, 2), happened(5s, TaskDone, 2)});
        QCOMPARE(
            barsIn(list),
            QStringList({"100-300 100 filled running", "300-400 100 hollow orphaned", "400-600 50 hollow orphaned"}));
        QCOMPARE(endsIn(list, Role::Done), QStringList("600")); // its end is as any other
        // Its parent's lane has nothing of it.
        QCOMPARE(barsIn(list, second), QStringList("100-600 30 filled ready"));
    }

    void whoFollowsAnOrphanHasBarsAsOthers()
    {
        const DisplayList list = pictureOf({spawned(0s, 9, second), spawnedBy(9, 0s, 2, first),
                                            happened(0s, WorkStarted, 2), happened(1s, TaskAbandoned, 9, {.object = 2}),
                                            spawnedBy(9, 3s, 3, first), happened(3s, WorkStarted, 3),
                                            happened(4s, WorkEnded, 3)});
        QCOMPARE(
            barsIn(list),
            QStringList({"100-200 100 filled running", "200-400 100 hollow orphaned", "400-500 100 filled running"}));
    }

    void endsAreMarksAndAFailureIsABlock()
    {
        DisplayList list = pictureOf({spawned(0s, 2, first), happened(0s, WorkStarted, 2), happened(2s, TaskDone, 2),
                                      spawned(3s, 3, first), happened(3s, WorkStarted, 3),
                                      happened(4s, TaskCancelled, 3), happened(6s, WorkStarted, 9)});
        QCOMPARE(barsIn(list), QStringList({"100-300 100 filled running", "400-500 100 filled running"}));
        QCOMPARE(endsIn(list, Role::Done), QStringList("300"));
        QCOMPARE(endsIn(list, Role::Cancelled), QStringList("500"));
        list = pictureOf(
            {spawned(0s, 2, first), happened(0s, WorkStarted, 2), happened(2s, TaskFailed, 2), spawned(4s, 3, first)});
        QCOMPARE(barsIn(list), QStringList({"100-300 100 filled running", "300-500 100 hatched failed"}));
        const auto signs = all<Glyph>(list);
        QCOMPARE(signs.size(), std::size_t{1});
        QCOMPARE(signs[0].kind, Glyph::Kind::Cross);
        QCOMPARE(signs[0].role, Role::Failed);
        QVERIFY(std::abs(signs[0].rect.left() - 301) < 1e-9);
    }

    void whatLastsNoPixelIsNoLine()
    {
        // Ready for 5 ms, at 100 px a second.
        const DisplayList list = pictureOf(
            {spawned(0s, 2, first), happened(5ms, WorkStarted, 2), happened(2s, WorkEnded, 2)});
        QCOMPARE(barsIn(list), QStringList("100.5-300 100 filled running"));
    }
};

QTEST_GUILESS_MAIN(TestTimelineBars)
#include "tst_timeline_bars.moc"
