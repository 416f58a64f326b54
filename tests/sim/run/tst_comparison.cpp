// SPDX-License-Identifier: MIT
#include "run/comparison.h"
#include "run/divergence.h"
#include "run/event_sentence.h"
#include "sim/pattern_run.h"
#include "sim/random_point.h"

#include <cmath>
#include <set>

using namespace coroscope;
using namespace coroscope::test;

namespace {

Scenario scenarioOf(std::string_view pattern, const Given &given, Duration length = 20s)
{
    Scenario scenario{.pattern = findPattern(pattern), .length = length};
    scenario.settings.values = valuesOf(*scenario.pattern, given);
    return scenario;
}

std::optional<Divergence> divergenceOf(const Scenario &first, const Scenario &second, std::uint64_t turns = 1000)
{
    DivergenceSearch search(first, second);
    while (!search.goOn(turns)) {
    }
    return search.found();
}

bool isSetting(const Event &event)
{
    const std::set<EventKind> settings = {EventKind::ParameterChanged, EventKind::ActionTaken, EventKind::ChannelOpened,
                                          EventKind::CapacityChanged, EventKind::ThreadsChanged};
    return settings.contains(event.kind);
}

/// The numbers of the events that say more than a setting.
std::vector<Sequence> toldBy(const Trace &trace)
{
    std::vector<Sequence> all;
    for (Sequence i = 0; i < trace.count(); ++i) {
        if (!isSetting(trace.at(i)))
            all.push_back(i);
    }
    return all;
}

bool isSame(Event a, Event b)
{
    a.site = b.site = 0;
    a.cause = b.cause = 0;
    return a == b;
}

SweepRun numbersOf(std::vector<std::optional<double>> numbers)
{
    SweepRun run;
    run.numbers = std::move(numbers);
    return run;
}

SweepRun endedBy(Outcome outcome)
{
    SweepRun run;
    run.outcome = outcome;
    return run;
}

ComparedNumber difference(double mean, std::optional<double> halfWidth = {})
{
    return {.first = {1.0, {}}, .second = {1.0 + mean, {}}, .difference = {mean, halfWidth}};
}

} // namespace

/// Two runs beside each other.
class TestComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aVerdictIsForTheSecondRun()
    {
        using enum Measure::Better;
        QCOMPARE(verdictOn(difference(+0.5), More), Verdict::Better);
        QCOMPARE(verdictOn(difference(-0.5), More), Verdict::Worse);
        QCOMPARE(verdictOn(difference(+0.5), Less), Verdict::Worse);
        QCOMPARE(verdictOn(difference(-0.5), Less), Verdict::Better);
        QCOMPARE(verdictOn(difference(+0.5), Neither), Verdict::More);
        QCOMPARE(verdictOn(difference(-0.5), Neither), Verdict::Less);
        QCOMPARE(verdictOn(difference(0), More), Verdict::Same);
        QCOMPARE(verdictOn(difference(0, 0), More), Verdict::Same);
        QCOMPARE(verdictOn(difference(0, 0.1), More), Verdict::Unclear);
        QCOMPARE(verdictOn(difference(0.5, 0.5), More), Verdict::Unclear); // zero is its edge
        QCOMPARE(verdictOn(difference(0.5, 0.49), More), Verdict::Better);
        QCOMPARE(verdictOn({}, More), Verdict::Unknown);
    }

    void pairsAreThoseOfOneSeed()
    {
        Comparison comparison{.first = scenarioOf("backpressure", {}),
                              .second = scenarioOf("backpressure", {{"capacity", "3"}}),
                              .firstSeed = 4,
                              .lastSeed = 13};
        ComparisonRunner runner(comparison, 2);
        ComparisonResult result;
        while (!runner.finished()) {
            if (const auto runs = runner.next(20ms))
                result.add(*runs);
        }
        QCOMPARE(result.seeds(), std::uint64_t{10});

        std::vector<std::vector<double>> first;
        std::vector<std::vector<double>> second;
        std::vector<std::vector<double>> apart;
        for (std::uint64_t seed = 4; seed <= 13; ++seed) {
            Scenario one = comparison.first;
            Scenario other = comparison.second;
            one.settings.seed = other.settings.seed = seed;
            const SweepRun a = sweepRun(one).value();
            const SweepRun b = sweepRun(other).value();
            first.resize(a.numbers.size());
            second.resize(a.numbers.size());
            apart.resize(a.numbers.size());
            for (std::size_t i = 0; i < a.numbers.size(); ++i) {
                first[i].push_back(a.numbers[i].value());
                second[i].push_back(b.numbers[i].value());
                apart[i].push_back(*b.numbers[i] - *a.numbers[i]);
            }
        }
        const std::vector<ComparedNumber> numbers = result.numbers();
        QCOMPARE(numbers.size(), first.size());
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            QCOMPARE(numbers[i].first.mean.value(), meanWithInterval(first[i])->mean);
            QCOMPARE(numbers[i].second.mean.value(), meanWithInterval(second[i])->mean);
            const MeanWithInterval expected = meanWithInterval(apart[i]).value();
            QCOMPARE(numbers[i].difference.mean.value(), expected.mean);
            QCOMPARE(numbers[i].difference.halfWidth, expected.halfWidth);
        }
    }

    void whatChanceDoesToBothIsNotInTheirDifference()
    {
        const Comparison comparison{.first = scenarioOf("fan-out-fan-in", {}, 60s),
                                    .second = scenarioOf("fan-out-fan-in", {{"interval", "500ms"}}, 60s),
                                    .lastSeed = 40};
        ComparisonRunner runner(comparison, 2);
        ComparisonResult result;
        while (!runner.finished()) {
            if (const auto runs = runner.next(20ms))
                result.add(*runs);
        }
        const std::vector<std::string> names = sweepColumns(*comparison.first.pattern);
        const auto throughput = std::find(names.begin(), names.end(), "throughput_per_s") - names.begin();
        const ComparedNumber number = result.numbers()[std::size_t(throughput)];
        // Independent runs would have a wider one: the root of the sum of both squares.
        QVERIFY(*number.difference.halfWidth < 0.7 * std::hypot(*number.first.halfWidth, *number.second.halfWidth));
    }

    void oneThatIsUndefinedInOneOfThemHasNoDifference()
    {
        ComparisonResult result;
        result.add({numbersOf({1.0, std::nullopt}), numbersOf({std::nullopt, std::nullopt})});
        result.add({numbersOf({3.0, 4.0}), numbersOf({5.0, 8.0})});
        const std::vector<ComparedNumber> numbers = result.numbers();
        QCOMPARE(numbers[0].first.mean, std::optional(2.0));
        QCOMPARE(numbers[0].second.mean, std::optional(5.0));
        QCOMPARE(numbers[0].difference.mean, std::optional(2.0)); // of the one pair
        QCOMPARE(numbers[1].difference.mean, std::optional(4.0));
    }

    void howTheyEndedIsCounted()
    {
        ComparisonResult result;
        result.add({endedBy(Outcome::Stalled), endedBy(Outcome::Completed)});
        result.add({endedBy(Outcome::Completed), endedBy(Outcome::Budget)});
        QVERIFY((result.first() == ComparedOutcomes{.notCompleted = 1, .first = Outcome::Stalled}));
        QVERIFY((result.second() == ComparedOutcomes{.notCompleted = 1, .overBudget = 1}));
    }

    void equalRunsDoNotPart()
    {
        for (const PatternInfo *pattern : patterns()) {
            const Scenario one = scenarioOf(pattern->id, {});
            QVERIFY2(!divergenceOf(one, one), pattern->id.data());
        }
    }

    void theyPartWhereTheFirstDoesWhatTheSecondCannot()
    {
        const auto found = divergenceOf(scenarioOf("backpressure", {}),
                                        scenarioOf("backpressure", {{"capacity", "3"}}));
        QVERIFY(found && found->first && found->second);
        QCOMPARE(found->first->event.time, found->second->event.time);
        QCOMPARE(QString::fromStdString(found->first->what.text()),
                 QStringLiteral("Producer 2 put item 13 into the channel."));
        QCOMPARE(QString::fromStdString(found->second->what.text()),
                 QStringLiteral("Producer 2 waits to send item 13: the channel is full."));
    }

    void whereNothingMoreHappensInOneThatIsSaid()
    {
        Scenario stopped = scenarioOf("backpressure", {});
        stopped.changes = {
            {.at = Time{} + 5s, .parameter = stopped.pattern->declare()->find("producers").value(), .value = 1}};
        Scenario shorter = scenarioOf("backpressure", {});
        shorter.length = 3s;
        const auto found = divergenceOf(shorter, scenarioOf("backpressure", {}));
        QVERIFY(found && !found->first && found->second);
        QVERIFY(found->second->event.time > Time{} + 3s);
        const auto turned = divergenceOf(stopped, scenarioOf("backpressure", {}));
        QVERIFY(turned && turned->first->event.time >= Time{} + 5s); // the turn itself is no parting
    }

    /// Which is not before the first event that differs, and in no run that is the same.
    void ofOutcomesItIsTheFirstOneThatDiffers()
    {
        const auto outcomeOf = [](const Scenario &first, const Scenario &second) {
            DivergenceSearch search(first, second, DivergenceSearch::Of::Outcomes);
            while (!search.goOn(50)) {
            }
            return search.found();
        };
        const Scenario plain = scenarioOf("backpressure", {});
        QVERIFY(!outcomeOf(plain, plain));
        Scenario turned = plain;
        turned.changes = {{Time{} + 5s, plain.pattern->declare()->find("consumers").value(), 3}};
        const auto event = divergenceOf(plain, turned);
        QCOMPARE(event->second->event.kind, EventKind::TaskSpawned);
        const auto outcome = outcomeOf(plain, turned);
        QCOMPARE(outcome->first->event.kind, EventKind::ItemDone);
        QCOMPARE(outcome->second->event.kind, EventKind::ItemDone);
        QVERIFY(std::min(outcome->first->event.time, outcome->second->event.time) > Time{} + 5s);
        for (const PatternInfo *pattern : patterns()) {
            const Scenario usual = scenarioOf(pattern->id, {}, 10s);
            for (const Setup &setup : pattern->setups()) {
                const Scenario other = scenarioOf(pattern->id, setup.values, 10s);
                const auto found = outcomeOf(usual, other);
                if (!found)
                    continue;
                const auto exact = divergenceOf(usual, other);
                QVERIFY(exact);
                for (const auto &side : {found->first, found->second})
                    QVERIFY(!side || side->event.time >= std::min(exact->first->event.time, exact->second->event.time));
            }
        }
    }

    void theyPartAtTheFirstEventThatDiffers_data()
    {
        QTest::addColumn<const PatternInfo *>("pattern");
        for (const PatternInfo *pattern : patterns())
            QTest::newRow(pattern->id.data()) << pattern;
    }
    void theyPartAtTheFirstEventThatDiffers()
    {
        QFETCH(const PatternInfo *, pattern);
        int parted = 0;
        for (std::uint64_t seed = 1; seed <= 12; ++seed) {
            Random random(seed, "point", 0);
            Scenario first = scenarioOf(pattern->id, {}, 10s);
            Scenario second = first;
            first.settings.seed = second.settings.seed = seed;
            first.settings.values = randomPoint(*pattern, random, 0.3);
            second.settings.values = first.settings.values;
            const std::vector<std::int64_t> other = randomPoint(*pattern, random, 1);
            const std::size_t which = random.below(other.size());
            second.settings.values[which] = other[which];

            const std::unique_ptr<Session> one = sessionOf(first);
            const std::unique_ptr<Session> two = sessionOf(second);
            one->runUntil(Time{} + first.length);
            two->runUntil(Time{} + second.length);
            const std::vector<Sequence> a = toldBy(one->trace());
            const std::vector<Sequence> b = toldBy(two->trace());
            std::size_t same = 0;
            while (same < a.size() && same < b.size() && isSame(one->trace().at(a[same]), two->trace().at(b[same])))
                ++same;
            const auto found = divergenceOf(first, second, 1 + random.below(300));
            QCOMPARE(found.has_value(), same < a.size() || same < b.size());
            if (!found)
                continue;
            ++parted;
            QCOMPARE(found->first.has_value(), same < a.size());
            QCOMPARE(found->second.has_value(), same < b.size());
            if (found->first)
                QCOMPARE(found->first->sequence, a[same]);
            if (found->second)
                QCOMPARE(found->second->sequence, b[same]);
        }
        QVERIFY(parted > 0);
    }
};

QTEST_APPLESS_MAIN(TestComparison)
#include "tst_comparison.moc"
