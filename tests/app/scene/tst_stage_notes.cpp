// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/hand_source.h"
#include "app/scene/run_source.h"
#include "scene/note_shapes.h"
#include "scene/stage_counts.h"
#include "scene/stage_scene.h"

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

namespace {

constexpr Place first{0, 0};

Topology workers()
{
    return {.groups = {{.id = "worker", .label = words("Worker"), .column = 0, .longLived = true}},
            .terminals = {},
            .links = {},
            .activities = {}};
}

StageLayout layoutOf(const SceneSource &source)
{
    return {source.topology(), stageCounts(source), {980, 420}, 1};
}

QStringList mishapsOf(const SceneSource &source)
{
    DisplayList list;
    appendMishaps(list, source, layoutOf(source));
    return wordsOf(list);
}

QStringList metersOf(const SceneSource &source)
{
    DisplayList list;
    appendMeters(list, source, layoutOf(source));
    return wordsOf(list);
}

/// How many of the supervisor's failures count at @p now, of the last @p period and since it gave up last.
int failuresIn(RunSource &source, Time now, Duration period)
{
    Time from = now - std::min(period, now.time_since_epoch());
    const Trace &trace = source.run.session.trace();
    for (Sequence i = 0; i < trace.count(); ++i) {
        if (trace.at(i).kind == Escalated && trace.at(i).time <= now)
            from = std::max(from, trace.at(i).time);
    }
    int count = 0;
    for (Sequence i = 0; i < trace.count(); ++i) {
        const Event &event = trace.at(i);
        count += (event.kind == TaskFailed || event.kind == HeartbeatMissed) && event.time > from && event.time <= now;
    }
    return count;
}

} // namespace

/// What the stage says beside cards: what an item has just come to, and how much more a supervisor bears.
class TestStageNotes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsLostOrFailsIsSaidAtItsPlaceForAWhile()
    {
        HandSource source(
            workers(),
            {spawned(0s, 2, first), happened(0s, ItemCreated, 2, {.item = 5}), happened(1s, ItemLost, 2, {.item = 5})});
        source.lookAt(1s);
        QCOMPARE(mishapsOf(source), QStringList({"#5 is lost"}));
        source.lookAt(2500ms);
        QCOMPARE(mishapsOf(source), QStringList({"#5 is lost"}));
        source.lookAt(2501ms);
        QCOMPARE(mishapsOf(source), QStringList());
    }

    void theLatestOfAPlaceIsSaid()
    {
        HandSource source(workers(),
                          {spawned(0s, 2, first), happened(0s, ItemCreated, 2, {.item = 5}),
                           happened(1s, ItemLost, 2, {.item = 5}), happened(1s, ItemCreated, 2, {.item = 6}),
                           happened(1200ms, ItemFailed, 2, {.item = 6}), happened(1300ms, ItemCreated, 2, {.item = 7}),
                           happened(1300ms, ItemDone, 2, {.item = 7})});
        source.lookAt(1300ms);
        QCOMPARE(mishapsOf(source), QStringList({"#6 failed"}));
    }

    void atASpeedAtWhichNobodyCouldReadItNothingIsSaid()
    {
        RunSource source({}, {}, "explicit-errors");
        source.runTo(4s);
        const auto somewhere = [&] {
            for (Duration at = 0s; at <= 4s; at += 50ms) {
                source.lookAt(at);
                if (!mishapsOf(source).isEmpty())
                    return true;
            }
            return false;
        };
        QVERIFY(somewhere());
        source.speed = 2.1;
        QVERIFY(!somewhere());
    }

    void aSupervisorShowsHowManyFailuresItHasBorne()
    {
        RunSource source({{"failure-rate", "60%"}, {"work", "200ms"}, {"period", "3s"}, {"max-restarts", "7"}}, {},
                         "supervisor");
        source.runTo(20s);
        QVERIFY(failuresIn(source, Time{} + 20s, 100s) > 0);
        bool hasFilled = false;
        bool hasDrained = false;
        int before = 0;
        for (Duration at = 0s; at <= 20s; at += 130ms) {
            source.lookAt(at);
            const QStringList said = metersOf(source);
            if (said.isEmpty()) // it has given up, and is not there
                continue;
            const int count = failuresIn(source, Time{} + at, 3s);
            QCOMPARE(said,
                     QStringList({QStringLiteral("%1 %2 within 3 s, limit 7")
                                      .arg(count)
                                      .arg(count == 1 ? QStringLiteral("failure") : QStringLiteral("failures"))}));
            hasFilled |= count > before;
            hasDrained |= count < before;
            before = count;
        }
        QVERIFY(hasFilled && hasDrained);
    }

    void othersHaveNoMeter()
    {
        RunSource source({});
        source.runTo(1s);
        QCOMPARE(metersOf(source), QStringList());
    }

    void ofTwoWaysThatAreNeverInUseTogetherOneIsShown_data()
    {
        QTest::addColumn<QString>("variant");
        QTest::addColumn<bool>("lock");
        QTest::newRow("lock") << "lock" << true;
        QTest::newRow("owner") << "owner" << false;
    }
    void ofTwoWaysThatAreNeverInUseTogetherOneIsShown()
    {
        QFETCH(QString, variant);
        QFETCH(bool, lock);
        const std::string value = variant.toStdString();
        RunSource source({{"variant", value}}, {}, "less-shared-state");
        source.runTo(2s);
        const StageLayout layout = layoutOf(source);
        using Kind = NodeRef::Kind;
        QCOMPARE(layout.shows(NodeRef{Kind::Lock, 0}), lock);
        QCOMPARE(layout.shows(NodeRef{Kind::Channel, 0}), !lock);
        QCOMPARE(layout.shows(NodeRef{Kind::Group, 1}), !lock); // the owner
        const QStringList said = wordsOf(stageForeground(source, layout));
        QCOMPARE(!said.filter("shared state").isEmpty(), lock);
        QCOMPARE(!said.filter("channel").isEmpty(), !lock);
    }

    void anErrorsWayIsThereOnlyWhereItIsUsed()
    {
        for (const bool handled : {false, true}) {
            RunSource source({{"variant", handled ? "handled" : "ignored"}}, {}, "explicit-errors");
            source.runTo(4s);
            const StageLayout layout = layoutOf(source);
            const std::vector<Link> &links = source.topology().links;
            for (std::size_t i = 0; i < links.size(); ++i) {
                if (links[i].to.kind == NodeRef::Kind::Terminal)
                    QCOMPARE(layout.hasLink(i), (links[i].from.index == 0) == handled); // callers, or their calls
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestStageNotes)
#include "tst_stage_notes.moc"
