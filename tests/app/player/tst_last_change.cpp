// SPDX-License-Identifier: MIT
#include "player/last_change.h"
#include "sim/pattern_run.h"

#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

/// What has been set in a run last, and the run without it.
class TestLastChange : public QObject
{
    Q_OBJECT

    static Scenario scenario(const Given &given = {}, std::vector<Change> changes = {})
    {
        const PatternInfo &info = *findPattern("backpressure");
        return {.pattern = &info,
                .settings = {.seed = 7, .values = valuesOf(info, given)},
                .changes = std::move(changes),
                .length = 30s};
    }
    static Change set(Duration at, std::string_view id, std::int64_t value)
    {
        return {Time{} + at, findPattern("backpressure")->declare()->find(id).value(), value};
    }
    static QString whatOf(const std::optional<LastChange> &last)
    {
        return last ? QString::fromStdString(last->what.text()) : QString();
    }

private Q_SLOTS:
    void withoutAnyThereIsNone()
    {
        const Scenario plain = scenario();
        QVERIFY(!lastChange(plain, nullptr));
        // Nor is what is to come one.
        QVERIFY(!lastChange(scenario({}, {set(40s, "consumers", 3)}), &plain));
        // Another run in its place is none that it could be held against.
        const Scenario others = scenario({{"consumers", "5"}});
        QVERIFY(!lastChange(plain, &others));
    }

    void allThatIsSetAtOneMomentIsOne()
    {
        const Change early = set(5s, "consumers", 3);
        const Change later = set(40s, "consumers", 9);
        const auto last = lastChange(scenario({}, {early, set(20s, "consumers", 4), set(20s, "capacity", 5), later}),
                                     nullptr);
        QCOMPARE(whatOf(last), QStringLiteral("Consumers: 3 → 4, Channel capacity: 10 items → 5 items"));
        QCOMPARE(last->without.changes, (std::vector<Change>{early, later}));
        QVERIFY(!last->atStart);
    }

    void allThatOneDragHasSetIsOne()
    {
        const Change early = set(5s, "capacity", 3);
        const Scenario before = scenario({}, {early});
        const Scenario run = scenario({}, {early, set(20s, "consumers", 3), set(21s, "consumers", 4)});
        const auto last = lastChange(run, &before);
        QCOMPARE(whatOf(last), QStringLiteral("Consumers: 2 → 4"));
        QCOMPARE(last->without.changes, before.changes);
        // Where that is not known, the last moment counts.
        QCOMPARE(whatOf(lastChange(run, nullptr)), QStringLiteral("Consumers: 3 → 4"));
    }

    void anActionIsOneAsWell()
    {
        Scenario acted{.pattern = findPattern("supervisor"), .settings = {.seed = 7}, .length = 30s};
        acted.changes = {{.at = Time{} + 4s, .action = ActionCall{0, 1}}};
        const auto last = lastChange(acted, nullptr);
        QCOMPARE(whatOf(last), QStringLiteral("“Fail this worker: Worker 2”"));
        QVERIFY(last->without.changes.empty());
    }

    void aRerunWithWhatHadBeenSetIsHeldAgainstOneWithout()
    {
        const Scenario before = scenario({}, {set(5s, "capacity", 4), set(20s, "consumers", 3)});
        const Scenario rerun = scenario({{"capacity", "4"}, {"consumers", "3"}});
        const auto last = lastChange(rerun, &before);
        QCOMPARE(whatOf(last), QStringLiteral("Consumers: 2 → 3"));
        QCOMPARE(last->without.settings.values, scenario({{"capacity", "4"}}).settings.values);
        QVERIFY(last->without.changes.empty());
        QVERIFY(!last->atStart);
    }

    void whatIsSetAtTheStartIsHowTheRunIsSetUp()
    {
        QVERIFY(lastChange(scenario({}, {set(0s, "consumers", 3)}), nullptr)->atStart);
    }

    void whatIsSetBackIsNone()
    {
        QVERIFY(!lastChange(scenario({}, {set(20s, "consumers", 3), set(20s, "consumers", 2)}), nullptr));
    }
};

QTEST_GUILESS_MAIN(TestLastChange)
#include "tst_last_change.moc"
