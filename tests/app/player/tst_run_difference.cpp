// SPDX-License-Identifier: MIT
#include "player/run_difference.h"
#include "sim/pattern_run.h"

using namespace coroscope;
using namespace coroscope::test;

/// How one run is told apart from another one, in a title.
class TestRunDifference : public QObject
{
    Q_OBJECT

    static Scenario scenario(std::string_view pattern, const Given &given = {}, std::vector<Change> changes = {})
    {
        const PatternInfo &info = *findPattern(pattern);
        return {.pattern = &info,
                .settings = {.seed = 7, .values = valuesOf(info, given)},
                .changes = std::move(changes),
                .length = 30s};
    }
    static Change set(Duration at, std::string_view pattern, std::string_view id, std::int64_t value)
    {
        return {Time{} + at, findPattern(pattern)->declare()->find(id).value(), value};
    }
    static Change setConsumers(Duration at, std::int64_t value) { return set(at, "backpressure", "consumers", value); }

private Q_SLOTS:
    void itNamesWhatDiffersAndCountsTheRest()
    {
        const Scenario some = scenario("backpressure", {{"capacity", "3"}, {"consumers", "1"}, {"producers", "5"}});
        const Scenario others = scenario("backpressure");
        QCOMPARE(differenceTitle(some, others, 3),
                 QStringLiteral("Producers: 5 · Consumers: 1 · Channel capacity: 3 items"));
        QCOMPARE(differenceTitle(others, some, 1), QStringLiteral("Producers: 3 · 2 more"));
        QCOMPARE(differenceTitle(some, some, 3), QString());
        QCOMPARE(differingParameters(some, others), std::size_t(3));
    }

    void sameValuesWithAnotherPastAreNotTheSame()
    {
        const Scenario awaited = scenario("task-spawning", {{"start", "await"}},
                                          {set(9s, "task-spawning", "start", 0)});
        const Scenario spawned = scenario("task-spawning", {{"start", "spawn"}});
        QCOMPARE(differenceTitle(awaited, spawned, 3), QStringLiteral("Start: Await → Spawn at 9.000 s"));
        QCOMPARE(differenceTitle(spawned, awaited, 3), QStringLiteral("Start: Spawn"));
        QCOMPARE(differingParameters(awaited, spawned), std::size_t(1));
    }

    void aNameThatCallsForItsValueIsReadOnAndTimesAreTheClocks()
    {
        const Scenario slow = scenario("less-shared-state", {{"update", "10ms"}});
        Scenario turned = slow;
        turned.changes = {set(5min + 6s, "less-shared-state", "update", 3'000'000)};
        QCOMPARE(differenceTitle(turned, slow, 3), QStringLiteral("Update duration: 10 ms → 3 ms at 5:06.000"));
        QCOMPARE(differenceTitle(slow, turned, 3), QStringLiteral("Update duration: 10 ms"));
    }

    void itBeginsWhereTheyPartAndLeavesOutTheMiddle()
    {
        const Scenario one = scenario("backpressure", {}, {setConsumers(5s, 3), setConsumers(9s, 4)});
        const Scenario other = scenario("backpressure", {}, {setConsumers(5s, 3), setConsumers(9s, 5)});
        QCOMPARE(differenceTitle(one, other, 3), QStringLiteral("Consumers: 3 → 4 at 9.000 s"));
        QCOMPARE(differenceTitle(other, one, 3), QStringLiteral("Consumers: 3 → 5 at 9.000 s"));
        const Scenario often = scenario(
            "backpressure", {}, {setConsumers(1s, 3), setConsumers(2s, 4), setConsumers(3s, 5), setConsumers(4s, 6)});
        QCOMPARE(differenceTitle(often, scenario("backpressure"), 3),
                 QStringLiteral("Consumers: 2 → 3 at 1.000 s → … → 6 at 4.000 s"));
    }

    void whatNeverCountedIsNotTold()
    {
        const Scenario plain = scenario("backpressure");
        QCOMPARE(differenceTitle(scenario("backpressure", {}, {setConsumers(5s, 2)}), plain, 3), QString());
        QCOMPARE(differenceTitle(scenario("backpressure", {}, {setConsumers(5s, 7), setConsumers(5s, 3)}), plain, 3),
                 QStringLiteral("Consumers: 2 → 3 at 5.000 s"));
    }

    void actionsAreTold()
    {
        Scenario acted = scenario("supervisor");
        acted.changes = {{.at = Time{} + 4s, .action = ActionCall{0, 1}}};
        QCOMPARE(differenceTitle(acted, scenario("supervisor"), 3),
                 QStringLiteral("“Fail this worker: Worker 2” at 4.000 s"));
        QCOMPARE(differenceTitle(scenario("supervisor"), acted, 3), QString());
    }

    void theLoadIsWhatThereIsToDo()
    {
        const Scenario plain = scenario("backpressure");
        QVERIFY(haveSameLoad(plain, scenario("backpressure", {{"consumers", "1"}}), never));
        QVERIFY(!haveSameLoad(plain, scenario("backpressure", {{"producers", "5"}}), never));
        const Scenario later = scenario("backpressure", {}, {set(5s, "backpressure", "producers", 5)});
        QVERIFY(haveSameLoad(plain, later, Time{} + 5s - 1ns));
        QVERIFY(!haveSameLoad(plain, later, Time{} + 5s));
    }
};

QTEST_GUILESS_MAIN(TestRunDifference)
#include "tst_run_difference.moc"
