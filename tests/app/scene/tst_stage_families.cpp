// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/hand_source.h"
#include "run/registry.h"
#include "scene/stage_counts.h"
#include "scene/stage_scene.h"

#include <cmath>
#include <set>

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

namespace {

constexpr double slack = 1e-6;
constexpr std::uint32_t clients = 0;
constexpr std::uint32_t operations = 1;
const std::vector<QSizeF> sizes = {{520, 170},  {592, 213},  {700, 600}, {882, 340},
                                   {1060, 380}, {1420, 420}, {1900, 900}};

/// Clients, and the operations that they start; the last of their column may be something else.
Topology clientsAndOperations(bool sharedColumn = false)
{
    Topology topology{
        .groups =
            {{.id = "client", .label = words("Client"), .column = 0, .longLived = true, .plural = words("Clients")},
             {.id = "operation",
              .label = words("Operation"),
              .column = 1,
              .longLived = false,
              .besideParent = true,
              .plural = words("Operations")}},
        .terminals = {{Terminal::Counts::Done, words("done"), 2}},
        .links = {{.from = {NodeRef::Kind::Group, clients}, .to = {NodeRef::Kind::Group, operations}}},
        .activities = {{.id = "work", .phrase = words("working")}},
    };
    if (sharedColumn)
        topology.groups.push_back(
            {.id = "other", .label = words("Other"), .column = 1, .longLived = true, .single = true});
    return topology;
}

/// The group that is shown beside others, and that of those.
std::pair<std::uint32_t, std::uint32_t> familyIn(const Topology &topology)
{
    for (const Link &link : topology.links) {
        if (link.to.kind == NodeRef::Kind::Group && topology.groups[link.to.index].besideParent)
            return {link.to.index, link.from.index};
    }
    return {~0u, ~0u};
}

/// So many parents, with these numbers of children in turns.
StageLayout::Counts countsOf(const Topology &topology, std::uint32_t parents,
                             const std::vector<std::uint32_t> &children)
{
    const auto [group, parentGroup] = familyIn(topology);
    StageLayout::Counts counts;
    for (const TaskGroup &one : topology.groups)
        counts.tasks.push_back(one.single ? 1 : 2);
    counts.slots.assign(topology.channels.size(), 4);
    counts.terminals.assign(topology.terminals.size(), true);
    counts.threads = topology.threads.empty() ? 0 : 2;
    counts.tasks[parentGroup] = parents;
    counts.parents.resize(topology.groups.size());
    for (std::uint32_t i = 0; i < parents; ++i) {
        for (std::uint32_t child = 0; child < children[i % children.size()]; ++child)
            counts.parents[group].push_back(i);
    }
    counts.tasks[group] = static_cast<std::uint32_t>(counts.parents[group].size());
    return counts;
}

QString text(const QRectF &rect)
{
    return QStringLiteral("(%1, %2, %3 × %4)").arg(rect.left()).arg(rect.top()).arg(rect.width()).arg(rect.height());
}

/// What else is on the stage.
std::vector<QRectF> neighboursOf(std::uint32_t group, const Topology &topology, const StageLayout &layout)
{
    std::vector<QRectF> rects;
    for (std::uint32_t i = 0; i < topology.groups.size(); ++i) {
        for (std::uint32_t index = 0; i != group && index < layout.counts().tasks[i]; ++index) {
            if (layout.shows(Place{i, index}))
                rects.push_back(layout.task({i, index}));
        }
    }
    for (std::uint32_t i = 0; i < topology.channels.size(); ++i)
        rects.push_back(layout.channel(i).rect);
    if (!topology.threads.empty())
        rects.push_back(layout.threads().rect);
    return rects;
}

bool sharesColumn(std::uint32_t group, const Topology &topology)
{
    const auto isThere = [&](const auto &node) { return node.column == topology.groups[group].column; };
    return std::count_if(topology.groups.begin(), topology.groups.end(), isThere) > 1
        || std::any_of(topology.channels.begin(), topology.channels.end(), isThere)
        || std::any_of(topology.threads.begin(), topology.threads.end(), isThere);
}

/// What is wrong with where children stand, or nothing.
QString complaint(const Topology &topology, const StageLayout &layout)
{
    const auto [group, parentGroup] = familyIn(topology);
    const QRectF picture = QRectF(QPointF(), layout.size()).adjusted(-slack, -slack, slack, slack);
    const std::vector<QRectF> neighbours = neighboursOf(group, topology, layout);
    const auto &owners = layout.counts().parents[group];
    for (std::uint32_t i = 0; i < owners.size(); ++i) {
        if (layout.shows(Place{group, i}) != owners[i].has_value())
            return QStringLiteral("%1 is %2shown").arg(i).arg(owners[i] ? "not " : "");
        if (!owners[i])
            continue;
        const QRectF &rect = layout.task({group, i});
        if (!picture.contains(rect))
            return QStringLiteral("outside: ") + text(rect);
        const QRectF inner = rect.adjusted(slack, slack, -slack, -slack);
        for (const QRectF &other : neighbours) {
            if (inner.intersects(other))
                return text(rect) + QStringLiteral(" over ") + text(other);
        }
        for (std::uint32_t j = 0; j < i; ++j) {
            if (owners[j] && inner.intersects(layout.task({group, j})))
                return QStringLiteral("%1 over %2: ").arg(i).arg(j) + text(rect);
        }
        const QRectF &parent = layout.task({parentGroup, *owners[i]});
        if (rect.left() < parent.right())
            return text(rect) + QStringLiteral(" is not right of its parent ") + text(parent);
        // In the order of the parents, and where they have the column to themselves at the height of their own.
        for (std::uint32_t j = 0; j < owners.size(); ++j) {
            if (owners[j] > owners[i] && layout.task({group, j}).top() < rect.bottom())
                return QStringLiteral("%1 is not above %2, another one's").arg(i).arg(j);
        }
        for (std::uint32_t other = 0; !sharesColumn(group, topology) && other < layout.counts().tasks[parentGroup];
             ++other) {
            const double apart = std::abs(layout.task({parentGroup, other}).center().y() - rect.center().y());
            if (apart < std::abs(parent.center().y() - rect.center().y()) - slack)
                return text(rect) + QStringLiteral(" is nearer to parent %1 than to %2").arg(other).arg(*owners[i]);
        }
    }
    return {};
}

/// Client 1, task 2, gives operation 1, task 3, four seconds from the first one on; that works for @p length.
std::vector<Event> raced(Duration length)
{
    return {spawned(0s, 2, {clients, 0}), spawnedBy(2, 1s, 3, {operations, 0}),
            happened(1s, DeadlineSet, 2, {.object = 7, .payload = ns(4s)}),
            happened(1s, WorkStarted, 3, {.object = 0, .payload = ns(length)}),
            happened(1s, JoinBlocked, 2, {.object = 3})};
}

StageLayout layoutOf(const SceneSource &source, QSizeF size = {900, 300})
{
    return {source.topology(), stageCounts(source), size, 1};
}

/// A race as it is drawn: bars that are outlined as far as they will go, and filled as far as they are.
struct Race {
    Box timer;
    Box timerSoFar;
    Box work;
    Box workSoFar;
    double line = 0; ///< x of the deadline

    double pixels(Duration time) const ///< for so much time, by the timer's four seconds
    {
        return timer.rect.width() * inSeconds(time) / 4;
    }
};

std::optional<Race> raceIn(const DisplayList &list, const QRectF &card)
{
    const auto bars = [&](bool filled, Role role) {
        return all<Box>(list, [&](const Box &box) {
            return box.rect != card && card.contains(box.rect) && !box.hatched
                && (filled ? box.fill == role : !box.fill && box.stroke == role);
        });
    };
    const auto lines = all<Line>(list, [&](const Line &line) {
        return line.role == Role::Failed && card.contains(line.points.boundingRect().center());
    });
    if (lines.empty() || bars(false, Role::Waiting).empty())
        return std::nullopt;
    return Race{bars(false, Role::Waiting).at(0), bars(true, Role::Waiting).at(0), bars(false, Role::Running).at(0),
                bars(true, Role::Running).at(0), lines.at(0).points.at(0).x()};
}

std::vector<Curve> linksTo(const DisplayList &list, const QRectF &card)
{
    return all<Curve>(list, [&](const Curve &curve) {
        return curve.role == Role::Link && curve.to == QPointF(card.left(), card.center().y());
    });
}

std::vector<Line> cutsAt(const DisplayList &list, const QRectF &card)
{
    return all<Line>(list, [&](const Line &line) {
        return line.role == Role::Orphaned && card.adjusted(-20, 0, 1, 0).contains(line.points.boundingRect().center());
    });
}

bool isAbout(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

} // namespace

/// Tasks beside those that have spawned them: where they stand, how they race, and that one sees who is nobody's.
class TestStageFamilies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void childrenStandBesideTheirOwnParents_data()
    {
        QTest::addColumn<const Topology *>("topology");
        static const Topology simple = clientsAndOperations();
        static const Topology shared = clientsAndOperations(true);
        QTest::newRow("clients and operations") << &simple;
        QTest::newRow("something else below the operations") << &shared;
        for (const PatternInfo *pattern : patterns()) {
            if (familyIn(pattern->topology()).first != ~0u)
                QTest::newRow(pattern->id.data()) << &pattern->topology();
        }
    }
    void childrenStandBesideTheirOwnParents()
    {
        QFETCH(const Topology *, topology);
        const NodeRef node{NodeRef::Kind::Group, familyIn(*topology).first};
        int beside = 0;
        for (const QSizeF &size : sizes) {
            for (const double scale : {1.0, 1.25}) {
                for (const std::uint32_t parents : {1u, 2u, 3u, 5u, 8u, 12u, 40u}) {
                    for (const std::vector<std::uint32_t> &children :
                         {std::vector{1u}, std::vector{0u, 3u}, std::vector{4u, 1u, 2u}, std::vector{9u}}) {
                        const StageLayout layout(*topology, countsOf(*topology, parents, children), size, scale);
                        if (!layout.isBesideParents(node) || !layout.shows(node))
                            continue;
                        ++beside;
                        const QString wrong = complaint(*topology, layout);
                        QVERIFY2(wrong.isEmpty(),
                                 qPrintable(QStringLiteral("%1 × %2 at %3, %4 parents, up to %5 each: %6")
                                                .arg(size.width())
                                                .arg(size.height())
                                                .arg(scale)
                                                .arg(parents)
                                                .arg(*std::max_element(children.begin(), children.end()))
                                                .arg(wrong)));
                    }
                }
            }
        }
        QVERIFY2(beside > 40, qPrintable(QString::number(beside)));
    }

    void whoseParentIsNotThereHasNoPlace()
    {
        const Topology topology = clientsAndOperations();
        StageLayout::Counts counts = countsOf(topology, 2, {1});
        counts.parents[operations] = {1, std::nullopt, 0, 5}; // there are but two
        counts.tasks[operations] = 4;
        const StageLayout layout(topology, counts, {900, 300}, 1);
        QVERIFY(layout.isBesideParents({NodeRef::Kind::Group, operations}));
        QVERIFY(layout.shows(Place{operations, 0}) && layout.shows(Place{operations, 2}));
        QVERIFY(!layout.shows(Place{operations, 1}) && !layout.shows(Place{operations, 3}));
        QCOMPARE(layout.task({operations, 0}).center().y(), layout.task({clients, 1}).center().y());
        QCOMPARE(layout.task({operations, 2}).center().y(), layout.task({clients, 0}).center().y());
        QCOMPARE(layout.notShown(operations), 0u);
        QCOMPARE(layout.childrenBeside(clients), std::optional(operations));
        QVERIFY(!layout.childrenBeside(operations));
    }

    void tooManyForTheirBandsStandAsOthersDo()
    {
        const Topology topology = clientsAndOperations();
        const NodeRef node{NodeRef::Kind::Group, operations};
        for (const auto &[parents, children] : {std::pair(3u, 300u), std::pair(100u, 1u)}) {
            const StageLayout layout(topology, countsOf(topology, parents, {children}), {900, 300}, 1);
            QVERIFY(!layout.isBesideParents(node));
            QVERIFY(!layout.childrenBeside(clients));
            QCOMPARE(layout.notShown(operations), 0u);
            for (std::uint32_t i = 0; i < parents * children; ++i)
                QVERIFY(layout.shows(Place{operations, i}));
            QCOMPARE(layout.detail(operations), StageLayout::Detail::Cell);
        }
    }

    void fewChildrenAreCardsAndManyAreBars()
    {
        const Topology topology = clientsAndOperations();
        const auto detail = [&](std::uint32_t children) {
            return StageLayout(topology, countsOf(topology, 2, {children}), {900, 300}, 1).detail(operations);
        };
        QCOMPARE(detail(1), StageLayout::Detail::Card);
        QCOMPARE(detail(12), StageLayout::Detail::Short);
    }

    void aLinkLeadsFromEachParentToEachRowOfItsChildren()
    {
        HandSource source(clientsAndOperations(),
                          {spawned(0s, 2, {clients, 0}), spawned(0s, 3, {clients, 1}),
                           spawnedBy(3, 0s, 4, {operations, 0}), spawnedBy(2, 0s, 5, {operations, 1})});
        const StageLayout layout = layoutOf(source);
        const DisplayList list = stageForeground(source, layout);
        for (const auto &[child, parent] : {std::pair(0u, 1u), std::pair(1u, 0u)}) {
            const auto links = linksTo(list, layout.task({operations, child}));
            QCOMPARE(links.size(), std::size_t{1});
            const QRectF from = layout.task({clients, parent});
            QCOMPARE(links[0].from, QPointF(from.right(), from.center().y()));
        }
        // Those that stand behind others have none of their own.
        for (TaskId id = 6; id < 14; ++id)
            source.happen({spawnedBy(2, 1s, id, {operations, id - 4})});
        const StageLayout fuller = layoutOf(source);
        std::set<double> rows;
        std::size_t links = 0;
        const DisplayList crowd = stageForeground(source, fuller);
        for (std::uint32_t i = 1; i < 10; ++i) {
            rows.insert(fuller.task({operations, i}).top());
            links += linksTo(crowd, fuller.task({operations, i})).size();
        }
        QVERIFY(rows.size() < 9);
        QCOMPARE(links, rows.size());
        // The background has no ways between the groups besides.
        QVERIFY(all<Curve>(stageBackground(source, fuller), [&](const Curve &curve) {
                    return fuller.group(operations).contains(curve.to);
                }).empty());
    }

    void whoHasEndedHasNoLinkAndNoCut()
    {
        HandSource source(
            clientsAndOperations(),
            {spawned(0s, 2, {clients, 0}), spawnedBy(2, 0s, 3, {operations, 0}), happened(1s, TaskDone, 3)});
        const StageLayout layout = layoutOf(source);
        const DisplayList list = stageForeground(source, layout);
        const QRectF card = layout.task({operations, 0});
        QVERIFY(layout.shows(Place{operations, 0}));
        QVERIFY(linksTo(list, card).empty() && cutsAt(list, card).empty());
    }

    void theLinkOfAnOrphanIsCutAndItsCardIsAGhost_data()
    {
        QTest::addColumn<bool>("abandoned");
        QTest::newRow("it was abandoned") << true;
        QTest::newRow("its parent has ended") << false;
    }
    void theLinkOfAnOrphanIsCutAndItsCardIsAGhost()
    {
        QFETCH(const bool, abandoned);
        HandSource source(clientsAndOperations(), raced(6s));
        source.happen({abandoned ? happened(2s, TaskAbandoned, 2, {.object = 3}) : happened(2s, TaskFailed, 2)});
        const StageLayout layout = layoutOf(source);
        const DisplayList list = stageForeground(source, layout);
        const QRectF card = layout.task({operations, 0});
        QVERIFY(linksTo(list, card).empty());
        const auto cuts = cutsAt(list, card);
        QCOMPARE(cuts.size(), std::size_t{2}); // a stump, and a stroke across it
        QCOMPARE(cuts[0].points.back(), QPointF(card.left(), card.center().y()));
        QCOMPARE(cuts[0].points.front().y(), card.center().y());
        const QRectF stroke = cuts[1].points.boundingRect();
        QVERIFY(stroke.top() < card.center().y() && stroke.bottom() > card.center().y());
        const auto outlines = all<Box>(list, [&](const Box &box) { return box.rect == card; });
        QCOMPARE(outlines.size(), std::size_t{1});
        QVERIFY(outlines[0].dashed);
        QCOMPARE(outlines[0].fill, std::optional(Role::Card)); // nothing but the ground
        QCOMPARE(outlines[0].stroke, std::optional(Role::Orphaned));
        QVERIFY(!raceIn(list, card)); // nobody's timer runs for it
        // It is one until it ends.
        source.happen({happened(7s, TaskDone, 3)});
        QVERIFY(cutsAt(stageForeground(source, layoutOf(source)), card).empty());
    }

    void aRaceIsTwoBarsTowardsOneLine()
    {
        HandSource source(clientsAndOperations(), raced(2s)); // until 3 s, with time until 5 s
        source.lookAt(2s);
        const StageLayout layout = layoutOf(source);
        const QRectF card = layout.task({operations, 0});
        const DisplayList list = stageForeground(source, layout);
        const std::optional<Race> race = raceIn(list, card);
        QVERIFY(race);
        // Both begin at 1 s. The timer has run for a second of four, the work is half done.
        QCOMPARE(race->timer.rect.right(), race->line);
        QVERIFY(isAbout(race->timerSoFar.rect.width(), race->pixels(1s)));
        QVERIFY(isAbout(race->work.rect.width(), race->pixels(2s)));
        QVERIFY(isAbout(race->workSoFar.rect.width(), race->pixels(1s)));
        for (const Box &bar : {race->timerSoFar, race->work, race->workSoFar})
            QVERIFY(isAbout(bar.rect.left(), race->timer.rect.left()));
        QVERIFY(race->timer.rect.bottom() < race->work.rect.top());
        QVERIFY(labelSaying(list, "timer") && labelSaying(list, "work"));
        // The client does not show the same once more.
        const QRectF client = layout.task({clients, 0});
        QVERIFY(all<Box>(list, [&](const Box &box) {
                    return client.contains(box.rect) && box.rect.height() == 3;
                }).empty());
    }

    void workThatIsTooLongReachesBeyondTheLine()
    {
        HandSource source(clientsAndOperations(), raced(8s)); // until 9 s, with time until 5 s
        const auto raceAt = [&](Duration time) {
            source.lookAt(time);
            const StageLayout layout = layoutOf(source);
            return raceIn(stageForeground(source, layout), layout.task({operations, 0}));
        };
        const auto race = raceAt(3s);
        QVERIFY(race);
        QCOMPARE(race->timer.rect.right(), race->line);
        QVERIFY(isAbout(race->work.rect.width(), race->pixels(8s)));
        QVERIFY(isAbout(race->work.rect.right(), race->line + race->pixels(4s)));
        QVERIFY(isAbout(race->timerSoFar.rect.width(), race->pixels(2s)));
        QVERIFY(isAbout(race->workSoFar.rect.width(), race->pixels(2s)));
        // Once the time is up the timer stands, and the work goes on.
        const auto later = raceAt(7s);
        QVERIFY(later);
        QVERIFY(isAbout(later->timerSoFar.rect.width(), later->timer.rect.width()));
        QVERIFY(isAbout(later->workSoFar.rect.width(), later->pixels(6s)));
        QVERIFY(isAbout(later->line, race->line));
    }

    void whereThereIsNoRoomForARaceTheClientShowsItsDeadline()
    {
        HandSource source(clientsAndOperations(), raced(2s));
        source.lookAt(2s);
        const StageLayout layout = layoutOf(source, {400, 300});
        const QRectF card = layout.task({operations, 0});
        const DisplayList list = stageForeground(source, layout);
        QVERIFY(card.width() < 210);
        QVERIFY(!raceIn(list, card));
        const QRectF client = layout.task({clients, 0});
        const auto bars = all<Box>(list,
                                   [&](const Box &box) { return client.contains(box.rect) && box.rect.height() == 3; });
        QCOMPARE(bars.size(), std::size_t{2}); // all of the time, and how much of it has passed
        QVERIFY(isAbout(bars[1].rect.width(), bars[0].rect.width() * 0.25));
    }

    void withoutADeadlineThereIsNoRace()
    {
        HandSource source(clientsAndOperations(), raced(2s));
        source.happen({happened(2s, DeadlineMet, 2, {.object = 7})});
        const StageLayout layout = layoutOf(source);
        QVERIFY(!raceIn(stageForeground(source, layout), layout.task({operations, 0})));
    }

    void whoIsFollowedByAnotherOfItsParentLeavesItsPlace()
    {
        HandSource source(clientsAndOperations(), raced(2s));
        source.happen({happened(3s, TaskDone, 3)});
        QVERIFY(layoutOf(source).shows(Place{operations, 0})); // for a while one sees how it ended
        source.happen({spawnedBy(2, 3s, 4, {operations, 1})});
        const StageLayout layout = layoutOf(source);
        QVERIFY(!layout.shows(Place{operations, 0}));
        QCOMPARE(layout.task({operations, 1}).center().y(), layout.task({clients, 0}).center().y());
    }
};

QTEST_GUILESS_MAIN(TestStageFamilies)
#include "tst_stage_families.moc"
