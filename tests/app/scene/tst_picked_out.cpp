// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/hand_source.h"
#include "app/scene/run_source.h"
#include "scene/family_shapes.h"
#include "scene/stage_counts.h"

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

namespace {

constexpr Place first{0, 0};
constexpr Place second{0, 1};

/// Two clients, of which the first has spawned two operations, and the second one.
HandSource clients()
{
    using Kind = NodeRef::Kind;
    return {{.groups = {{.id = "client", .label = words("Client"), .column = 0, .longLived = true},
                        {.id = "operation", .label = words("Operation"), .column = 1, .longLived = false}},
             .terminals = {},
             .links = {{.from = {Kind::Group, 0}, .to = {Kind::Group, 1}}},
             .activities = {}},
            {spawnedBy(0, 0s, 1, {rootGroup, 0}), spawned(0s, 2, first), spawned(0s, 3, second),
             spawnedBy(2, 1s, 4, {1, 0}), spawnedBy(3, 1s, 5, {1, 1}), spawnedBy(2, 1s, 6, {1, 2})}};
}

bool isIn(Place place, const SceneSource &source)
{
    const std::vector<Place> all = pickedOut(source);
    return std::find(all.begin(), all.end(), place) != all.end();
}

std::vector<Box> ringsOf(const SceneSource &source, Role role)
{
    const StageLayout layout(source.topology(), stageCounts(source), {900, 420}, 1);
    DisplayList list;
    appendPickedOut(list, source, layout);
    return all<Box>(list, [role](const Box &box) { return box.stroke == role; });
}

} // namespace

/// Who is selected or pointed at, and who belongs to them.
class TestPickedOut : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAChoiceNobodyIs()
    {
        const HandSource source = clients();
        QVERIFY(ringsOf(source, Role::Text).empty());
        QVERIFY(ringsOf(source, Role::Accent).empty());
        QVERIFY(!isIn(first, source));
    }

    void aClientAndItsOwnOperationsLightUp()
    {
        HandSource source = clients();
        source.chosen = {first};
        QCOMPARE(ringsOf(source, Role::Text).size(), std::size_t{1});
        QCOMPARE(ringsOf(source, Role::Accent).size(), std::size_t{2});
        QVERIFY(isIn(first, source));
        QVERIFY(isIn({1, 0}, source));
        QVERIFY(isIn({1, 2}, source));
        QVERIFY(!isIn({1, 1}, source));
        QVERIFY(!isIn(second, source));
    }

    void ofWhoWaitsOnlyThoseHaveARingThatItWaitsFor()
    {
        HandSource source = clients();
        source.chosen = {first};
        source.happen({happened(2s, JoinBlocked, 2, {.object = 6})});
        QCOMPARE(ringsOf(source, Role::Accent).size(), std::size_t{2});
        source.asked = {.kind = Subject::Kind::Task, .place = first}; // why it waits is framed
        QVERIFY(ringsOf(source, Role::Accent).empty());
        QCOMPARE(ringsOf(source, Role::Text).size(), std::size_t{1});
    }

    void anOperationThatIsPointedAtShowsWhoseItIs()
    {
        HandSource source = clients();
        source.pointed = Place{1, 1};
        QCOMPARE(ringsOf(source, Role::Text).size(), std::size_t{1});
        QVERIFY(isIn(second, source));
        QVERIFY(!isIn(first, source));
    }

    void whatHasEndedBelongsToNobody()
    {
        HandSource source = clients();
        source.chosen = {first};
        source.happen({happened(2s, TaskDone, 4)});
        QCOMPARE(ringsOf(source, Role::Accent).size(), std::size_t{1});
        QVERIFY(!isIn({1, 0}, source));
    }

    void whoIsSelectedAndPointedAtHasOneRing()
    {
        HandSource source = clients();
        source.chosen = {first};
        source.pointed = first;
        const std::vector<Box> rings = ringsOf(source, Role::Text);
        QCOMPARE(rings.size(), std::size_t{1});
        QCOMPARE(rings[0].strokeWidth, 2.5);
    }

    void whoSitsOnAThreadLightsUpThere()
    {
        RunSource source({{"threads", "2"}, {"compute", "2s"}}, {}, "task-spawning");
        source.runTo(5s);
        const ThreadsView &threads = source.world().threads();
        QVERIFY(threads.holders.at(0) != 0);
        source.asked = {.kind = Subject::Kind::Task, .place = source.world().task(threads.holders[0])->place};
        source.chosen = {source.asked.place};
        const StageLayout layout(source.topology(), stageCounts(source), {1400, 600}, 1);
        DisplayList list;
        appendPickedOut(list, source, layout);
        const QRectF seat = layout.sockets().at(0);
        const std::vector<Box> rings = all<Box>(list, [&](const Box &box) {
            return box.stroke == Role::Text && box.rect.contains(seat) && !box.rect.contains(layout.sockets().at(1));
        });
        QVERIFY(!rings.empty());
    }
};

QTEST_APPLESS_MAIN(TestPickedOut)
#include "tst_picked_out.moc"
