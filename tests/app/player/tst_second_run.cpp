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
        QCOMPARE(namesOf(runs).back(), QStringLiteral("The same, to be turned"));
        for (const SecondRun &run : runs)
            QCOMPARE(run.scenario.settings.seed, std::uint64_t(7));
    }

    void withoutAdviceTheOtherSetupsComeFirst()
    {
        const Scenario first = scenario("backpressure");
        QCOMPARE(namesOf(secondRuns(first, {})),
                 (QStringList{"Set-up “Balanced”", "Set-up “Memory crash”", "The same, to be turned"}));
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
            QVERIFY2(second.name.startsWith("The other habit: "), qPrintable(second.name));
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

    void aTitleNamesWhatDiffersAndCountsTheRest()
    {
        const PatternInfo &pattern = *findPattern("backpressure");
        const auto some = valuesOf(pattern, {{"capacity", "3"}, {"consumers", "1"}, {"producers", "5"}});
        const auto others = valuesOf(pattern, {});
        QCOMPARE(differenceTitle(pattern, some, others, 3),
                 QStringLiteral("Producers: 5 · Consumers: 1 · Channel capacity: 3 items"));
        QCOMPARE(differenceTitle(pattern, others, some, 1), QStringLiteral("Producers: 3 · 2 more"));
        QCOMPARE(differenceTitle(pattern, some, some, 3), QString());
    }
};

QTEST_GUILESS_MAIN(TestSecondRun)
#include "tst_second_run.moc"
