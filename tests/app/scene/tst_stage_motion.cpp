// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/hand_source.h"
#include "app/scene/run_source.h"
#include "scene/journey.h"
#include "scene/stage_counts.h"
#include "scene/stage_motion.h"
#include "scene/stage_scene.h"

#include <cmath>

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr NodeRef producers{NodeRef::Kind::Group, 0};
constexpr NodeRef channel{NodeRef::Kind::Channel, 0};
constexpr NodeRef consumers{NodeRef::Kind::Group, 1};

/// An item every ten seconds, which nobody takes: the first motion, at 10 s, is from the producer into the channel.
RunSource::Given lonely()
{
    static const RunSource::Given given = {
        {"producers", "1"}, {"interval", "10s"}, {"interval-shape", "fixed"}, {"consumers", "0"}};
    return given;
}

constexpr Duration sent = 10s;

StageLayout layoutOf(const SceneSource &source)
{
    return {source.topology(), stageCounts(source), {980, 420}, 1};
}

DisplayList motionsOf(const SceneSource &source)
{
    DisplayList list;
    appendFlow(list, source, layoutOf(source));
    appendMotions(list, source, layoutOf(source), motionsUnderWay(source));
    return list;
}

Journey wayIntoTheFirstSlot(const SceneSource &source)
{
    const StageLayout layout = layoutOf(source);
    Journey way{layout.ownWay(producers, channel, 0)};
    way.goOn(layout.channel(0).slots.front());
    return way;
}

/// Virtual time that passes in so much wall time at this speed.
Duration virtually(double wallSeconds, double speed)
{
    return Duration{std::llround(wallSeconds * speed * 1e9)};
}

} // namespace

/// What is on its way between places.
class TestStageMotion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anItemTravelsForAQuarterOfASecondOfWallTimeAndHalfOneOfTheRun_data()
    {
        QTest::addColumn<double>("speed");
        for (const double speed : {0.05, 0.5, 1.0, 4.0, 30.0})
            QTest::addRow("x%g", speed) << speed;
    }

    void anItemTravelsForAQuarterOfASecondOfWallTimeAndHalfOneOfTheRun()
    {
        QFETCH(const double, speed);
        const double whole = std::min(0.25, 0.5 / speed); // s of wall time
        RunSource source(lonely());
        source.runTo(sent + 9s);
        source.speed = speed;
        const StageLayout layout = layoutOf(source);
        const Curve way = layout.ownWay(producers, channel, 0);
        const QPointF slot = layout.channel(0).slots.front();

        source.lookAt(sent - 1ms);
        QVERIFY(motionsOf(source).empty());
        double before = way.from.x() - 1;
        for (const double share : {0.0, 0.4, 0.8, 0.996}) {
            source.lookAt(sent + virtually(share * whole, speed));
            const auto discs = all<Disc>(motionsOf(source));
            QCOMPARE(discs.size(), std::size_t(1));
            QCOMPARE(discs[0].text, QString("1"));
            QCOMPARE(discs[0].fill, std::optional(Role::Running));
            QVERIFY(discs[0].center.x() > before);
            before = discs[0].center.x();
            if (share == 0.0)
                QCOMPARE(discs[0].center, way.from);
        }
        QVERIFY(before < slot.x() + 1e-9);
        QVERIFY(slot.x() - before < 0.1);
        source.lookAt(sent + virtually(whole, speed));
        QVERIFY(motionsOf(source).empty());
    }

    void anItemGrowsOutOfWhatItLeavesAndShrinksIntoWhatItEnters()
    {
        RunSource source(lonely());
        source.runTo(sent + 1s);
        const auto radiusAt = [&](Duration after) {
            source.lookAt(sent + after);
            return all<Disc>(motionsOf(source)).at(0).radius;
        };
        const double whole = radiusAt(125ms);
        QCOMPARE(whole, layoutOf(source).itemRadius() - 1);
        QCOMPARE(radiusAt(50ms), whole); // a fifth of the time
        QCOMPARE(radiusAt(200ms), whole);
        QCOMPARE(radiusAt(25ms), whole / 2);
        QCOMPARE(radiusAt(225ms), whole / 2);
        QCOMPARE(radiusAt(0ms), whole * 0.3); // no smaller than it can be seen
        QCOMPARE(radiusAt(249ms), whole * 0.3);
    }

    void theLinksOnItsWayLightUp()
    {
        RunSource source(lonely());
        source.runTo(sent + 125ms);
        const StageLayout layout = layoutOf(source);
        const auto lit = all<Curve>(motionsOf(source));
        QCOMPARE(lit.size(), std::size_t(1)); // the rest of its way is within the channel
        const Curve way = layout.way(producers, channel, 0);
        QCOMPARE(lit[0].from, way.from);
        QCOMPARE(lit[0].to, way.to);
        QCOMPARE(lit[0].role, Role::Running);
        QVERIFY(lit[0].width > way.width);
        QCOMPARE(way.role, Role::Link);
    }

    void halfOfTheTimeIsMostOfTheWay()
    {
        RunSource source(lonely());
        source.runTo(sent + 125ms);
        QCOMPARE(all<Disc>(motionsOf(source)).at(0).center, wayIntoTheFirstSlot(source).at(0.875)); // 1 − (1 − 0.5)³
    }

    void afterAStepMotionGoesOnThoughTimeStandsStill()
    {
        RunSource source(lonely());
        source.runTo(sent);
        source.stepSeconds = 0.125;
        QCOMPARE(all<Disc>(motionsOf(source)).at(0).center, wayIntoTheFirstSlot(source).at(0.875));
        source.stepSeconds = 0.25;
        QVERIFY(motionsOf(source).empty());
    }

    void whatHasSettledDoesNotSetOutAgain()
    {
        RunSource source(lonely());
        source.runTo(sent + 50ms);
        source.settled = Time{} + sent - Duration(1);
        QCOMPARE(all<Disc>(motionsOf(source)).size(), std::size_t(1));
        source.settled = Time{} + sent;
        QVERIFY(motionsOf(source).empty());
    }

    void nothingMovesUnderReduceMotionOrWhileScrubbing()
    {
        RunSource source(lonely());
        source.runTo(sent + 50ms);
        QCOMPARE(all<Disc>(motionsOf(source)).size(), std::size_t(1));
        source.motion = false;
        QVERIFY(motionsOf(source).empty());
    }

    void anItemGoesFromTheChannelToTheVeryTaskThatTookIt()
    {
        RunSource source(
            {{"producers", "1"}, {"interval", "1s"}, {"interval-shape", "fixed"}, {"consumers", "3"}, {"work", "10s"}});
        source.runTo(2s);
        const StageLayout layout = layoutOf(source);
        const auto discs = all<Disc>(motionsOf(source)); // item 2, into the channel and out of it at once: seen once
        QCOMPARE(discs.size(), std::size_t(1));
        QCOMPARE(discs[0].text, QString("2"));
        QCOMPARE(discs[0].center, layout.ownWay(producers, channel, 0).from);
        source.lookAt(2s + 249ms);
        const auto later = all<Disc>(motionsOf(source));
        const QPointF arrival = layout.ownWay(channel, consumers, 1).to;
        QVERIFY(std::abs(later.at(0).center.y() - arrival.y()) < 0.1);
        QVERIFY(std::abs(later.at(0).center.x() - arrival.x()) < 0.1);
        QVERIFY(std::abs(arrival.y() - layout.ownWay(channel, consumers, 0).to.y()) > 1);
    }

    void anItemThatStayedInTheChannelLeavesFromItsSlot()
    {
        RunSource source({{"producers", "1"},
                          {"interval", "1s"},
                          {"interval-shape", "fixed"},
                          {"consumers", "1"},
                          {"work", "2500ms"}});
        source.runTo(3500ms); // item 2 came at 2 s and waited for the consumer
        const auto discs = all<Disc>(motionsOf(source), [](const Disc &disc) { return disc.text == "2"; });
        QCOMPARE(discs.size(), std::size_t(1));
        QCOMPARE(discs[0].center, layoutOf(source).channel(0).slots.front());
    }

    void aSenderThatHadToWaitSendsFromItsPlaceInTheLine()
    {
        RunSource source({{"producers", "1"},
                          {"interval", "1s"},
                          {"interval-shape", "fixed"},
                          {"consumers", "1"},
                          {"work", "5s"},
                          {"capacity", "1"}});
        source.runTo(6s); // item 3 has waited since 3 s, and gets the slot of item 2
        const StageLayout layout = layoutOf(source);
        const auto discs = all<Disc>(motionsOf(source), [](const Disc &disc) { return disc.text == "3"; });
        QCOMPARE(discs.size(), std::size_t(1));
        QCOMPARE(discs[0].center, layout.channel(0).mouth() - QPointF(layout.itemRadius() + 4, 0));
    }

    void theSlotOfAnItemThatIsStillOnItsWayIsEmptyAndSaysByWhichItIsTaken()
    {
        RunSource source(lonely());
        source.runTo(sent + 100ms);
        const StageLayout layout = layoutOf(source);
        const auto inSlot = [&](const DisplayList &list) {
            return all<Disc>(list, [&](const Disc &disc) { return disc.center == layout.channel(0).slots.front(); });
        };
        const auto onTheWay = inSlot(stageForeground(source, layout));
        QCOMPARE(onTheWay.size(), std::size_t(1));
        QCOMPARE(onTheWay[0].text, QString("1"));
        QCOMPARE(onTheWay[0].textRole, Role::TextMuted);
        QVERIFY(!onTheWay[0].fill);
        QCOMPARE(onTheWay[0].stroke, std::optional(Role::Running));
        source.runTo(sent + 250ms);
        const auto there = inSlot(stageForeground(source, layout));
        QCOMPARE(there.size(), std::size_t(1));
        QCOMPARE(there[0].text, QString("1"));
        QCOMPARE(there[0].fill, std::optional(Role::Running));
    }

    void whoAwaitsAnItemOnAThreadDoesNotHoldThatForNothing()
    {
        using enum EventKind;
        using Kind = NodeRef::Kind;
        const Place maker{0, 0};
        const Place taker{1, 0};
        HandSource source({.groups = {{.id = "maker", .label = words("Maker"), .column = 0, .longLived = true},
                                      {.id = "taker", .label = words("Taker"), .column = 2, .longLived = true}},
                           .channels = {{.id = "pipe", .label = words("pipe"), .column = 1}},
                           .terminals = {},
                           .links = {{.from = {Kind::Group, 0}, .to = {Kind::Channel, 0}},
                                     {.from = {Kind::Channel, 0}, .to = {Kind::Group, 1}}},
                           .activities = {{.id = "work", .phrase = words("working on {item}")}},
                           .threads = {{.label = words("threads"), .column = 3}}},
                          {happened(0s, ThreadsChanged, 0, {.payload = 1}),
                           happened(0s, ChannelOpened, 1, {.payload = 2}), spawned(0s, 2, maker), spawned(0s, 3, taker),
                           happened(1s, ItemCreated, 2, {.item = 7}), happened(1s, Sent, 2, {.item = 7}),
                           happened(1s, ThreadTaken, 3, {.object = 0}), happened(2s, Received, 3, {.item = 7}),
                           happened(2s, WorkStarted, 3, {.item = 7, .payload = ns(4s)})});
        const auto hatchedAt = [&](Duration at) {
            source.lookAt(at);
            return all<Box>(stageForeground(source, layoutOf(source)), [](const Box &box) { return box.hatched; })
                .size();
        };
        QCOMPARE(hatchedAt(2s), std::size_t(0));
        QVERIFY(labelSaying(stageForeground(source, layoutOf(source)), "receiving 7"));
        QCOMPARE(hatchedAt(3s), std::size_t(0));
        QVERIFY(labelSaying(stageForeground(source, layoutOf(source)), "working on 7"));
    }

    void nobodyWorksOnAnItemThatIsStillOnItsWay_data()
    {
        QTest::addColumn<QByteArray>("work");
        QTest::addColumn<double>("speed");
        QTest::addColumn<int>(
            "travels"); // ms of virtual time: 250 of wall time, but 500 and a quarter of the work at most
        QTest::newRow("long work") << QByteArray("10s") << 1.0 << 250;
        QTest::newRow("short work") << QByteArray("400ms") << 1.0 << 100;
        QTest::newRow("short work, slowly") << QByteArray("400ms") << 0.1 << 25;
        QTest::newRow("long work, fast") << QByteArray("4s") << 30.0 << 500;
    }
    void nobodyWorksOnAnItemThatIsStillOnItsWay()
    {
        QFETCH(const QByteArray, work);
        QFETCH(const double, speed);
        QFETCH(const int, travels);
        RunSource source({{"producers", "1"},
                          {"interval", "10s"},
                          {"interval-shape", "fixed"},
                          {"consumers", "1"},
                          {"work", work.constData()}});
        source.runTo(sent + 5s);
        source.speed = speed;
        const StageLayout layout = layoutOf(source);
        const QRectF card = layout.task({1, 0});
        const auto ringsAfter = [&](Duration after) {
            source.lookAt(sent + after);
            return all<Arc>(stageForeground(source, layout), [&](const Arc &arc) { return card.contains(arc.center); });
        };
        const auto shareDone = [&](Duration after) {
            const auto rings = ringsAfter(after);
            return rings.size() == 2 && rings[0].share == 1 ? rings[1].share : -1;
        };
        const Duration arrival = std::chrono::milliseconds(travels);
        for (const Duration on : {Duration::zero(), arrival / 2, arrival - 1ms}) {
            QVERIFY(ringsAfter(on).empty());
            const DisplayList list = stageForeground(source, layout);
            QVERIFY(labelSaying(list, "receiving 1"));
            QCOMPARE(all<Box>(list, [&](const Box &box) { return box.rect == card; }).at(0).stroke,
                     std::optional(Role::Ready));
            QCOMPARE(all<Disc>(motionsOf(source)).size(), std::size_t(1));
        }
        // From then on it is as far as it is.
        const Duration length = source.world().taskAt({1, 0})->length;
        QCOMPARE(shareDone(arrival), inSeconds(arrival) / inSeconds(length));
        QVERIFY(all<Disc>(motionsOf(source)).empty());
    }

    void anEndCountsWhatHasEndedHoweverFarItsDiscHasGot()
    {
        RunSource source(
            {{"producers", "1"}, {"interval", "10s"}, {"interval-shape", "fixed"}, {"consumers", "1"}, {"work", "1s"}});
        const auto counted = [&](Duration at) {
            source.runTo(at);
            const StageLayout layout = layoutOf(source);
            const QPointF center = layout.terminal(0);
            const auto numbers = all<Label>(stageForeground(source, layout),
                                            [&](const Label &label) { return label.rect.center() == center; });
            return numbers.size() == 1 ? numbers.front().text : QString();
        };
        QCOMPARE(counted(11s - 1ms), QString("0"));
        QCOMPARE(counted(11s), QString("1"));
        QCOMPARE(counted(11s + 250ms), QString("1"));
        QCOMPARE(counted(21s + 100ms), QString("2"));
        source.motion = false;
        QCOMPARE(counted(21s + 100ms), QString("2"));
    }

    void anItemIsInOnePlace()
    {
        for (const char *policy : {"wait", "drop-oldest"}) {
            RunSource source({{"consumers", "4"}, {"capacity", "5"}, {"when-full", policy}, {"failure-rate", "20%"}});
            for (Duration at = 0ms; at < 8s; at += 23ms) {
                source.runTo(at);
                QStringList seen;
                QStringList awaited; // by a slot
                for (const Disc &disc : all<Disc>(stageForeground(source, layoutOf(source)))) {
                    if (!disc.text.isEmpty())
                        (disc.fill ? seen : awaited) << disc.text;
                }
                for (const QString &item : awaited)
                    QVERIFY(seen.contains(item));
                QCOMPARE(awaited.removeDuplicates(), 0);
                QCOMPARE(seen.removeDuplicates(), 0);
                QVERIFY(at < 1s || !seen.isEmpty());
            }
        }
    }

    void whatIsDoneAndWhatHasFailedGoToTheirOwnEnds_data()
    {
        QTest::addColumn<QByteArray>("rate");
        QTest::addColumn<int>("terminal");
        QTest::addColumn<Role>("role");
        QTest::newRow("done") << QByteArray("0%") << 0 << Role::Done;
        QTest::newRow("failed") << QByteArray("100%") << 1 << Role::Failed;
    }

    void whatIsDoneAndWhatHasFailedGoToTheirOwnEnds()
    {
        QFETCH(const QByteArray, rate);
        QFETCH(const int, terminal);
        QFETCH(const Role, role);
        RunSource source({{"producers", "1"},
                          {"interval", "10s"},
                          {"interval-shape", "fixed"},
                          {"consumers", "1"},
                          {"work", "1s"},
                          {"failure-rate", rate.constData()}});
        source.runTo(11s + 125ms);
        const auto discs = all<Disc>(motionsOf(source));
        QCOMPARE(discs.size(), std::size_t(1));
        QCOMPARE(discs[0].fill, std::optional(role));
        const NodeRef end{NodeRef::Kind::Terminal, static_cast<std::uint32_t>(terminal)};
        QCOMPARE(discs[0].center, layoutOf(source).ownWay(consumers, end, 0).at(0.875));
    }

    void droppedItemsFallOutOfThePictureWhereTheyWereDroppedAndFade_data()
    {
        QTest::addColumn<QByteArray>("policy");
        QTest::addColumn<QString>("item");
        QTest::addColumn<bool>("atTheEnd");
        QTest::newRow("the newest, at the mouth") << QByteArray("drop-newest") << "2" << false;
        QTest::newRow("the oldest, at the end") << QByteArray("drop-oldest") << "1" << true;
    }

    void droppedItemsFallOutOfThePictureWhereTheyWereDroppedAndFade()
    {
        QFETCH(const QByteArray, policy);
        QFETCH(const QString, item);
        QFETCH(const bool, atTheEnd);
        RunSource source({{"producers", "1"},
                          {"interval", "10s"},
                          {"interval-shape", "fixed"},
                          {"consumers", "0"},
                          {"capacity", "1"},
                          {"when-full", policy.constData()}});
        source.runTo(20s + 249ms);
        const StageLayout layout = layoutOf(source);
        const auto falling = [&](Duration after) {
            source.lookAt(20s + after);
            const auto found = all<Disc>(motionsOf(source), [](const Disc &disc) { return disc.fill == Role::Failed; });
            return found.size() == 1 ? found.front() : Disc{};
        };
        const Disc first = falling(0ms);
        QCOMPARE(first.text, item);
        QCOMPARE(first.center.y(), layout.channel(0).mouth().y());
        QCOMPARE(first.center.x() > layout.channel(0).rect.center().x(), atTheEnd);
        QCOMPARE(first.opacity, 1.0);
        const Disc middle = falling(125ms);
        QCOMPARE(middle.center, first.center + QPointF(0, (layout.size().height() - first.center.y()) / 4));
        const Disc last = falling(249ms);
        QVERIFY(last.center.y() > layout.size().height() - 2);
        QVERIFY(last.opacity < 0.31);
        source.runTo(20s + 250ms);
        QVERIFY(all<Disc>(motionsOf(source), [](const Disc &disc) { return disc.fill == Role::Failed; }).empty());
    }

    void moreThanThreeHundredASecondOfWallTimeAreAFlow()
    {
        // Ten items a second are done.
        RunSource source({{"producers", "1"},
                          {"interval", "100ms"},
                          {"interval-shape", "fixed"},
                          {"consumers", "1"},
                          {"work", "50ms"}});
        source.runTo(10s);
        source.speed = 30;
        const auto flowing = [](const Curve &curve) { return curve.dashed; };
        QVERIFY(!all<Disc>(motionsOf(source)).empty());
        QVERIFY(all<Curve>(motionsOf(source), flowing).empty());
        source.speed = 30.1;
        const DisplayList flow = motionsOf(source);
        QVERIFY(all<Disc>(flow).empty());
        const auto ways = all<Curve>(flow);
        QCOMPARE(ways.size(), std::size_t(3));
        for (const Curve &way : ways) {
            QVERIFY(way.dashed);
            QCOMPARE(way.role, Role::Running);
        }
        source.lookAt(9s + 999ms);
        QVERIFY(all<Curve>(motionsOf(source)).at(0).dashOffset != ways[0].dashOffset);
    }

    void manyThatSetOutTogetherAreOneDiscThatCountsThem()
    {
        using enum EventKind;
        using Kind = NodeRef::Kind;
        HandSource source({.groups = {{.id = "maker", .label = words("Maker"), .column = 0, .longLived = true}},
                           .channels = {{.id = "pipe", .label = words("pipe"), .column = 1}},
                           .terminals = {},
                           .links = {{.from = {Kind::Group, 0}, .to = {Kind::Channel, 0}}},
                           .activities = {}},
                          {happened(0s, ChannelOpened, 1, {.payload = 20}), spawned(0s, 2, {0, 0})});
        const auto send = [&](ItemId first, ItemId last, Duration at) {
            std::vector<Event> events;
            for (ItemId item = first; item <= last; ++item)
                events.push_back(happened(at, Sent, 2, {.item = item}));
            source.happen(events);
        };
        const auto discsAt = [&](Duration at) {
            source.lookAt(at);
            DisplayList list;
            appendMotions(list, source, layoutOf(source), motionsUnderWay(source));
            return all<Disc>(list);
        };
        send(1, 3, 1s);
        QCOMPARE(discsAt(1050ms).size(), std::size_t{3});
        send(4, 8, 5s);
        const std::vector<Disc> one = discsAt(5030ms);
        QCOMPARE(one.size(), std::size_t{1});
        QCOMPARE(one[0].text, "+5");
        // Who sets out later goes alone.
        send(9, 9, 5150ms);
        QCOMPARE(discsAt(5160ms).size(), std::size_t{2});
    }

    void oldMotionsCostNothing()
    {
        RunSource source({{"interval", "10ms"}, {"work", "1ms"}, {"consumers", "4"}});
        source.runTo(1s);
        source.run.set("producers", "1");
        source.run.set("interval", "10s");
        source.runTo(3s);
        QCOMPARE(source.world().motions().size(), World::motionsKept);
        QVERIFY(motionsOf(source).empty());
    }

    void inADenseFieldItemsAreSmallAndHaveNoNumber()
    {
        RunSource source({{"producers", "100"},
                          {"interval", "10s"},
                          {"interval-shape", "fixed"},
                          {"consumers", "0"},
                          {"capacity", "32"}});
        source.runTo(sent + 125ms);
        const StageLayout layout = layoutOf(source);
        QCOMPARE(layout.detail(0), StageLayout::Detail::Cell);
        const auto discs = all<Disc>(motionsOf(source));
        QVERIFY(!discs.empty());
        for (const Disc &disc : discs) {
            QCOMPARE(disc.radius, layout.itemRadius() / 2);
            QVERIFY(disc.text.isEmpty());
        }
        QVERIFY(all<Curve>(motionsOf(source)).empty()); // there are too many ways for any to light up
    }

    void linksLeadOnlyToWhatIsShown()
    {
        RunSource source({{"producers", "2"}, {"consumers", "3"}});
        DisplayList list;
        appendLinks(list, source.topology(), layoutOf(source));
        QCOMPARE(list.size(), std::size_t(2 + 3 + 3)); // nothing has failed: no way there
        QCOMPARE(roleOf(source.topology().terminals[0]), Role::Done);
        QCOMPARE(roleOf(source.topology().terminals[1]), Role::Failed);
    }
};

QTEST_GUILESS_MAIN(TestStageMotion)
#include "tst_stage_motion.moc"
