// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/hand_source.h"
#include "scene/stage_counts.h"
#include "scene/stage_motion.h"
#include "scene/stage_scene.h"

#include <cmath>

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

namespace {

constexpr NodeRef parentGroup{NodeRef::Kind::Group, 0};
constexpr NodeRef childGroup{NodeRef::Kind::Group, 1};

/// Parents spawn children; strangers are nobody's.
Topology family()
{
    return {.groups = {{.id = "parent", .label = words("Parent"), .column = 0, .longLived = true},
                       {.id = "child", .label = words("Child"), .column = 1, .longLived = false},
                       {.id = "stranger", .label = words("Stranger"), .column = 2, .longLived = true}},
            .channels = {},
            .terminals = {},
            .links = {{.from = parentGroup, .to = childGroup}},
            .activities = {}};
}

/// Task 1 is the root, 2 and 3 are parents, 4 is a stranger.
std::vector<Event> begun()
{
    return {spawnedBy(0, 0ns, 1, {rootGroup, 0}), spawnedBy(1, 0ns, 2, {0, 0}), spawnedBy(1, 0ns, 3, {0, 1}),
            spawnedBy(1, 0ns, 4, {2, 0})};
}

StageLayout layoutOf(const SceneSource &source)
{
    return {source.topology(), stageCounts(source), {900, 420}, 1};
}

std::vector<Disc> sparksOf(const SceneSource &source)
{
    DisplayList list;
    appendMotions(list, source, layoutOf(source), motionsUnderWay(source));
    return all<Disc>(list, [](const Disc &disc) { return disc.fill == Role::Accent; });
}

double easedOut(double share)
{
    return 1 - std::pow(1 - share, 3);
}

} // namespace

/// A new task comes from the one that spawned it.
class TestSpawnMotion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itTravelsFromItsParentForAQuarterOfASecond()
    {
        HandSource source(family(), begun());
        source.happen({spawnedBy(3, 5s, 10, {1, 0}), spawnedBy(2, 5s, 11, {1, 1})});
        const Curve way = layoutOf(source).wayToChild({0, 0}, {1, 1});
        for (const int ms : {0, 50, 125, 249}) {
            source.lookAt(5s + 1ms * ms);
            const std::vector<Disc> sparks = sparksOf(source);
            QCOMPARE(sparks.size(), std::size_t{2});
            const QPointF expected = way.at(easedOut(ms / 250.0)); // of the later one, the child in the second place
            QVERIFY2(std::hypot(sparks[1].center.x() - expected.x(), sparks[1].center.y() - expected.y()) < 1e-6,
                     qPrintable(QString::number(ms)));
            QVERIFY(sparks[1].radius < layoutOf(source).itemRadius()); // no item
            QVERIFY(sparks[1].text.isEmpty());
        }
        source.lookAt(5'250ms);
        QVERIFY(sparksOf(source).empty());
    }

    void itArrivesAtItsOwnPlace()
    {
        HandSource source(family(), begun());
        source.happen({spawnedBy(2, 5s, 10, {1, 0}), spawnedBy(2, 5s, 11, {1, 1})});
        const StageLayout layout = layoutOf(source);
        source.lookAt(5'249'999us);
        const std::vector<Disc> sparks = sparksOf(source);
        for (const std::uint32_t i : {0u, 1u}) {
            const QRectF card = layout.task({1, i});
            QVERIFY(std::abs(sparks[i].center.x() - card.left()) < 1);
            QVERIFY(std::abs(sparks[i].center.y() - card.center().y()) < 1);
        }
    }

    void whatTheRootBeginsComesFromNowhere()
    {
        HandSource source(family(), begun());
        QVERIFY(sparksOf(source).empty());
        source.happen({spawnedBy(1, 5s, 10, {1, 0})});
        QVERIFY(sparksOf(source).empty());
    }

    void withoutALinkNothingIsShown()
    {
        HandSource source(family(), begun());
        source.happen({spawnedBy(4, 5s, 10, {1, 0}), spawnedBy(2, 5s, 11, {2, 1})});
        QVERIFY(sparksOf(source).empty());
        source.happen({spawnedBy(2, 5s, 12, {1, 1})});
        QCOMPARE(sparksOf(source).size(), std::size_t{1});
    }

    void whoseParentIsGoneComesFromNowhere()
    {
        HandSource source(family(), begun());
        source.happen({spawnedBy(3, 5s, 10, {1, 0}), happened(5s, TaskDismissed, 0, {.object = 3}),
                       happened(5s, TaskDone, 3)}); // long-lived, and no longer shown
        QVERIFY(sparksOf(source).empty());
        source.happen({spawnedBy(2, 5s, 11, {1, 1}), spawnedBy(1, 5s, 12, {0, 0})}); // another has its place
        QVERIFY(sparksOf(source).empty());
    }

    void nothingTravelsUnderReduceMotion()
    {
        HandSource source(family(), begun());
        source.happen({spawnedBy(2, 5s, 10, {1, 0})});
        QCOMPARE(sparksOf(source).size(), std::size_t{1});
        source.motion = false;
        QVERIFY(sparksOf(source).empty());
    }
};

QTEST_GUILESS_MAIN(TestSpawnMotion)
#include "tst_spawn_motion.moc"
