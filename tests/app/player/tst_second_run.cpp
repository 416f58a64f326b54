// SPDX-License-Identifier: MIT
#include "player/second_run.h"
#include "sim/pattern_run.h"

using namespace coroscope;
using namespace coroscope::test;

/// What a run can be held against, the most telling first, and how the difference is called.
class TestSecondRun : public QObject
{
    Q_OBJECT

    static Scenario scenario(std::string_view pattern, const Given &given = {})
    {
        const PatternInfo &info = *findPattern(pattern);
        return {.pattern = &info, .settings = {.seed = 7, .values = valuesOf(info, given)}, .length = 9s};
    }
    static QStringList namesOf(const std::vector<SecondRun> &runs)
    {
        QStringList names;
        for (const SecondRun &run : runs)
            names << run.name;
        return names;
    }
    static Change set(Duration at, std::string_view pattern, std::string_view id, std::int64_t value)
    {
        return {Time{} + at, findPattern(pattern)->declare()->find(id).value(), value};
    }

private Q_SLOTS:
    void whatTheAdviceSaysComesFirst()
    {
        const Scenario first = scenario("backpressure");
        const Advice::Setting advised{"consumers", 3};
        const std::vector<SecondRun> runs = secondRuns(first, std::span(&advised, 1));
        QCOMPARE(namesOf(runs).front(), QStringLiteral("As advised: Consumers → 3"));
        QCOMPARE(runs.front().scenario.settings.values, valuesOf(*first.pattern, {{"consumers", "3"}}));
        QCOMPARE(namesOf(runs).back(), QStringLiteral("The same values, to be changed"));
        for (const SecondRun &run : runs)
            QCOMPARE(run.scenario.settings.seed, std::uint64_t(7));
    }

    void withoutAdviceTheOtherSetupsComeFirst()
    {
        const Scenario first = scenario("backpressure");
        QCOMPARE(namesOf(secondRuns(first, {})),
                 (QStringList{"Set-up “Balanced”", "Set-up “Memory crash”", "The same values, to be changed"}));
    }

    void aPracticeIsHeldAgainstItsOtherHabitAndNothingElseIsDifferent_data()
    {
        QTest::addColumn<QString>("id");
        for (const PatternInfo *pattern : patterns()) {
            if (pattern->kind == PatternInfo::Kind::Practice)
                QTest::addRow("%s", pattern->id.data()) << QString::fromUtf8(pattern->id);
        }
    }
    void aPracticeIsHeldAgainstItsOtherHabitAndNothingElseIsDifferent()
    {
        QFETCH(const QString, id);
        const std::string name = id.toStdString();
        const Scenario first = scenario(name);
        const std::size_t variant = first.pattern->declare()->find("variant").value();
        // Without, which is the default, over with; and the other way round.
        for (const std::int64_t habit : {0, 1}) {
            Scenario shown = first;
            shown.settings.values[variant] = habit;
            const SecondRun second = secondRuns(shown, {}).front();
            QVERIFY2(second.name.startsWith("The other variant: "), qPrintable(second.name));
            Scenario wanted = shown;
            wanted.settings.values[variant] = 1 - habit;
            QVERIFY(areSameUntil(second.scenario, wanted, never));
        }
        QCOMPARE(first.settings.values[variant], std::int64_t(0));
    }

    void whatWasSetOnTheWayGivesWayToWhatIsAdvised()
    {
        Scenario first = scenario("backpressure");
        const Change capacity = set(2s, "backpressure", "capacity", 4);
        first.changes = {set(1s, "backpressure", "consumers", 1), capacity};
        const Advice::Setting advised{"consumers", 3};
        const SecondRun second = secondRuns(first, std::span(&advised, 1)).front();
        QCOMPARE(second.scenario.changes, std::vector<Change>{capacity});
    }

    void nothingIsOfferedTwiceOrAsItIsAlready()
    {
        for (const PatternInfo *pattern : patterns()) {
            for (const Setup &setup : pattern->setups()) {
                const Scenario first = scenario(pattern->id, setup.values);
                std::vector<SecondRun> runs = secondRuns(first, {});
                runs.pop_back(); // the same, to be turned
                QVERIFY(!runs.empty());
                for (std::size_t i = 0; i < runs.size(); ++i) {
                    QVERIFY(!areSameUntil(runs[i].scenario, first, never));
                    for (std::size_t j = 0; j < i; ++j)
                        QVERIFY(!areSameUntil(runs[i].scenario, runs[j].scenario, never));
                }
            }
        }
    }

    void runsAreTheSameUntilTheFirstChangeThatOneHas()
    {
        const Scenario one = scenario("backpressure");
        Scenario other = one;
        other.changes = {set(3s, "backpressure", "capacity", 4)};
        QVERIFY(areSameUntil(one, other, Time{} + 3s - 1ns));
        QVERIFY(!areSameUntil(one, other, Time{} + 3s));
        other.changes.clear();
        other.settings.seed = 8;
        QVERIFY(!areSameUntil(one, other, Time{}));
    }

    void branchesComeFirstAndAreOfferedEvenIfStillTheSame()
    {
        const Scenario first = scenario("backpressure");
        const Advice::Setting advised{"consumers", 3};
        const std::vector<SecondRun> runs = secondRuns(
            first, std::span(&advised, 1), {{SecondRun::Kind::Branch, QStringLiteral("Before the branch"), first}});
        QCOMPARE(namesOf(runs).front(), QStringLiteral("Before the branch"));
        QCOMPARE(tellingRun(runs, first), std::size_t(0));
    }

    void ofAPracticeToo()
    {
        const Scenario first = scenario("less-shared-state");
        const Advice::Setting advised{"update", 3'000'000};
        const std::vector<SecondRun> runs = secondRuns(first, std::span(&advised, 1));
        QCOMPARE(runs.at(0).name, QStringLiteral("As advised: Update duration → 3 ms"));
        QVERIFY(runs.at(1).name.startsWith("The other variant: "));
        QCOMPARE(tellingRun(runs, first), std::size_t(0));
    }

    void theRunWithoutItsLastChangeComesBeforeWhatIsAdvised()
    {
        const Scenario plain = scenario("backpressure");
        Scenario first = plain;
        first.changes = {set(4s, "backpressure", "consumers", 3), set(4s, "backpressure", "capacity", 4)};
        const Advice::Setting advised{"consumers", 5};
        const std::optional<LastChange> last = lastChange(first, &plain);
        const std::vector<SecondRun> runs = secondRuns(first, std::span(&advised, 1), {}, last);
        QCOMPARE(runs.at(0).name,
                 QStringLiteral("Before the last change: Consumers: 2 → 3, Channel capacity: 10 items → 4 items"));
        QVERIFY(areSameUntil(runs.at(0).scenario, plain, never));
        QVERIFY(runs.at(1).name.startsWith("As advised: "));
        QCOMPARE(tellingRun(runs, first), std::size_t(0));
        // But not where it is how the run was set up.
        for (Change &change : first.changes)
            change.at = Time{};
        const std::vector<SecondRun> others = secondRuns(first, std::span(&advised, 1), {}, lastChange(first, &plain));
        QVERIFY(others.at(0).name.startsWith("As advised: "));
        QVERIFY(others.at(1).name.startsWith("Before the last change: "));
    }

    void whatHasAnotherLoadOrDiffersInSeveralThingsIsNotBegunWith()
    {
        // Forty subtasks: "Side by side" has five, "All or nothing" differs in three things.
        const Scenario stragglers = scenario("fan-out-fan-in", {{"subtasks", "40"}, {"work-shape", "lognormal"}});
        const std::vector<SecondRun> runs = secondRuns(stragglers, {});
        QCOMPARE(runs.front().kind, SecondRun::Kind::Setup);
        QCOMPARE(runs.at(tellingRun(runs, stragglers)).name, QStringLiteral("The same values, to be changed"));
        const Scenario slow = scenario("task-spawning", {{"start", "await"}});
        const std::vector<SecondRun> others = secondRuns(slow, {});
        QCOMPARE(others.at(tellingRun(others, slow)).name, QStringLiteral("Set-up “Side by side”"));
    }
};

QTEST_GUILESS_MAIN(TestSecondRun)
#include "tst_second_run.moc"
