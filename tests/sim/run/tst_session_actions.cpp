// SPDX-License-Identifier: MIT
#include "sim/pattern_run.h"
#include "sim/random_point.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

// Positions in the lists of the supervisor and the pipeline.
constexpr std::size_t fail = 0;
constexpr std::size_t failAll = 1;
constexpr std::size_t sendOne = 1;
constexpr std::uint32_t workers = 2;

/// The events of one kind.
std::vector<Event> eventsOf(PatternRun &run, EventKind kind)
{
    std::vector<Event> events;
    for (Sequence i = 0; i < run.session.trace().count(); ++i) {
        if (run.session.trace().at(i).kind == kind)
            events.push_back(run.session.trace().at(i));
    }
    return events;
}

/// A supervisor whose workers never fail by themselves.
PatternRun steady()
{
    return {"supervisor", {{"failure-rate", "0%"}}};
}

bool isUp(const PatternRun &run, std::uint32_t worker)
{
    return run.task(workers, worker).up;
}

Change at(Duration when, ActionCall call)
{
    return {.at = Time{} + when, .action = call};
}

QList<std::int64_t> secondsOf(std::span<const Change> changes)
{
    QList<std::int64_t> list;
    for (const Change &change : changes)
        list.push_back(change.at.time_since_epoch() / 1s);
    return list;
}

} // namespace

/// What is done to a run from outside, now and later.
class TestSessionActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anActionHappensNowToItsTargetAndIsRecorded()
    {
        PatternRun run = steady();
        run.runTo(7s);
        QVERIFY(isUp(run, 0) && isUp(run, 1) && isUp(run, 2));
        run.session.act({fail, 1});
        run.runTo(7s);
        QVERIFY(isUp(run, 0) && !isUp(run, 1) && isUp(run, 2));
        QCOMPARE(run.session.changes().size(), std::size_t{1});
        QVERIFY(run.session.changes().front() == at(7s, {fail, 1}));
        const std::vector<Event> taken = eventsOf(run, EventKind::ActionTaken);
        QCOMPARE(taken.size(), std::size_t{1});
        QCOMPARE(taken[0].time, Time{} + 7s);
        QCOMPARE(taken[0].object, std::uint32_t{fail});
        QCOMPARE(taken[0].payload, (Place{workers, 1}.packed()));
    }

    void anActionAtNobodyInParticularNamesNoPlace()
    {
        PatternRun run = steady();
        run.runTo(7s);
        run.session.act({.action = failAll});
        run.runTo(7s);
        QVERIFY(!isUp(run, 0) && !isUp(run, 1) && !isUp(run, 2));
        const std::vector<Event> taken = eventsOf(run, EventKind::ActionTaken);
        QCOMPARE(taken.at(0).object, std::uint32_t{failAll});
        QCOMPARE(taken.at(0).payload, std::int64_t{-1});
    }

    void anActionTakenLiveIsTheSameAsAScheduledOne()
    {
        for (const PatternInfo *pattern : patterns()) {
            for (std::size_t action = 0; action < pattern->actions().size(); ++action) {
                Session live(*pattern, {.seed = 5});
                for (Duration now{}; now <= 7s; now += 16ms)
                    live.runUntil(Time{} + now, 1000);
                live.runUntil(Time{} + 7s);
                live.act({action, 0});
                live.runUntil(Time{} + 20s);
                Session scheduled(*pattern, {.seed = 5});
                scheduled.schedule(at(7s, {action, 0}));
                scheduled.runUntil(Time{} + 20s);
                QCOMPARE(live.fingerprint().text(), scheduled.fingerprint().text());
                QVERIFY(live.changes() == scheduled.changes());
                QCOMPARE(live.changes().size(), std::size_t{1});
                Session neither(*pattern, {.seed = 5});
                neither.runUntil(Time{} + 20s);
                QVERIFY(live.fingerprint().text() != neither.fingerprint().text());
            }
        }
    }

    void anActionAtSomebodyWhoIsNotThereDoesNothingButIsRecorded()
    {
        PatternRun run = steady();
        run.runTo(7s);
        const std::uint64_t before = run.session.eventCount();
        run.session.act({fail, 500});
        QCOMPARE(run.session.eventCount(), before + 1);
        QCOMPARE(run.session.changes().size(), std::size_t{1});
        QVERIFY(isUp(run, 0) && isUp(run, 1) && isUp(run, 2));
        QCOMPARE(run.session.withoutEffect().size(), std::size_t{1});
        QCOMPARE(run.session.withoutEffect()[0].reason.text(), std::string("There is no such worker now."));
    }

    void whyAnActionDoesNothingIsSaidWhereverItDoesNothing()
    {
        Random random(1, "idle actions", 0);
        int idle = 0;
        int effective = 0;
        for (const PatternInfo *pattern : patterns()) {
            for (int run = 0; run < 40 && !pattern->actions().empty(); ++run) {
                Session session(*pattern, {.seed = std::uint64_t(run), .values = randomPoint(*pattern, random, 0.4)});
                for (Time now = Time{} + 300ms; now < Time{} + 12s; now += 700ms) {
                    session.runUntil(now);
                    const auto action = std::size_t(random.below(pattern->actions().size()));
                    const ActionSpec &spec = pattern->actions()[action];
                    const auto index = std::uint32_t(random.below(std::min(spec.places, 5u)));
                    const std::string reason = session.noEffect({action, index}).text();
                    const std::size_t before = session.withoutEffect().size();
                    const std::uint64_t events = session.eventCount();
                    session.act({action, index});
                    session.runUntil(now);
                    const bool didNothing = session.eventCount() == events + 1;
                    QVERIFY2(didNothing == !reason.empty(),
                             qPrintable(QString("%1 %2 %3 in run %4 at %5 ns: '%6'")
                                            .arg(spec.id.data())
                                            .arg(action)
                                            .arg(index)
                                            .arg(run)
                                            .arg(now.time_since_epoch().count())
                                            .arg(reason.c_str())));
                    QCOMPARE(session.withoutEffect().size(), before + (didNothing ? 1 : 0));
                    (didNothing ? idle : effective) += 1;
                }
            }
        }
        QVERIFY(idle > 100 && effective > 100);
    }

    void inTheMiddleOfAnInstantAnActionWaitsUntilItsReadyTasksHaveRun()
    {
        const auto made = [] { return PatternRun("pipeline", {{"interval", "100ms"}, {"interval-shape", "fixed"}}); };
        PatternRun run = made();
        run.runTo(99ms);
        QVERIFY(!run.session.runUntil(Time{} + 100ms, 1));
        run.session.act({.action = sendOne});
        QCOMPARE(run.session.changes().size(), std::size_t{0});
        QCOMPARE(run.session.pendingChanges().size(), std::size_t{1});
        run.runTo(100ms);
        QCOMPARE(run.session.changes().size(), std::size_t{1});
        QCOMPARE(run.session.pendingChanges().size(), std::size_t{0});
        PatternRun other = made();
        other.session.schedule(at(100ms, {.action = sendOne}));
        other.runTo(100ms);
        QCOMPARE(run.session.fingerprint().text(), other.session.fingerprint().text());
    }

    void actionsTurnNothing()
    {
        PatternRun run = steady();
        const std::vector<std::int64_t> before = run.session.values();
        run.session.schedule(at(2s, {fail, 1}));
        run.runTo(3s);
        QCOMPARE(run.session.changes().size(), std::size_t{1});
        QCOMPARE(run.session.values(), before);
        QCOMPARE(run.session.valuesAt(Time{} + 2s), before);
    }

    void whatIsAheadStandsInTheOrderOfTimeAndLeavesWhenItIsDone()
    {
        PatternRun run = steady();
        QVERIFY(run.session.pendingChanges().empty());
        run.session.schedule(at(9s, {fail, 1}));
        run.session.schedule(at(2s, {fail, 0}));
        run.schedule(5s, "failure-rate", "1%");
        run.session.schedule(at(5s, {.action = failAll}));
        QCOMPARE(secondsOf(run.session.pendingChanges()), (QList<std::int64_t>{2, 5, 5, 9}));
        QVERIFY(!run.session.pendingChanges()[1].action && run.session.pendingChanges()[2].action); // as given
        QVERIFY(run.session.changes().empty());
        run.runTo(5s - 1ns);
        QCOMPARE(secondsOf(run.session.changes()), (QList<std::int64_t>{2}));
        QCOMPARE(secondsOf(run.session.pendingChanges()), (QList<std::int64_t>{5, 5, 9}));
        run.runTo(5s);
        QCOMPARE(secondsOf(run.session.changes()), (QList<std::int64_t>{2, 5, 5}));
        QVERIFY(!run.session.changes()[1].action && run.session.changes()[2].action);
        run.runTo(20s);
        QCOMPARE(secondsOf(run.session.changes()), (QList<std::int64_t>{2, 5, 5, 9}));
        QVERIFY(run.session.pendingChanges().empty());
    }

    void whatIsDoneNowDoesNotTouchWhatIsAhead()
    {
        PatternRun run = steady();
        run.session.schedule(at(9s, {fail, 1}));
        run.runTo(3s);
        run.session.act({fail, 0});
        QCOMPARE(secondsOf(run.session.changes()), (QList<std::int64_t>{3}));
        QCOMPARE(secondsOf(run.session.pendingChanges()), (QList<std::int64_t>{9}));
    }
};

QTEST_APPLESS_MAIN(TestSessionActions)
#include "tst_session_actions.moc"
