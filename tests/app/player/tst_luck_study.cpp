// SPDX-License-Identifier: MIT
#include "app/player/simulation_bench.h"
#include "cli/arguments.h"
#include "cli/sweep_request.h"
#include "models/measure_text.h"
#include "player/luck_study.h"
#include "run/seed_runs.h"

#include <QSignalSpy>
#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// The bench's simulation with many seeds, which somebody looks at.
class Study : public SimulationBench
{
public:
    explicit Study(const QString &seeds = QStringLiteral("30"))
    {
        study.setSeeds(seeds);
        study.setSimulation(&simulation);
        study.setActive(true);
    }

    /// Waits until nothing is computed, nor about to be.
    bool settled()
    {
        QTest::qWait(250);
        return QTest::qWaitFor([this] { return !study.running() && !study.finder()->running(); }, 30'000);
    }
    void look(const std::string &measure)
    {
        study.setMeasure(static_cast<int>(study.measures().indexOf(measureName(measure))));
    }
    Scenario scenarioOf(std::uint64_t seed)
    {
        Scenario scenario{.pattern = &simulation.run()->session().pattern(), .length = 60s};
        scenario.settings = simulation.run()->session().settings();
        scenario.settings.values = simulation.run()->values();
        scenario.settings.seed = seed;
        return scenario;
    }
    std::uint64_t seed() const { return simulation.run()->session().settings().seed; }

    LuckStudy study;
};

std::size_t column(std::string_view name)
{
    const auto columns = sweepColumns(SimulationBench::pattern());
    return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin());
}

} // namespace

/// The present values with other seeds: what comes of them, when it begins, what is opened, what is found.
class TestLuckStudy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itBeginsByItselfOnceSomebodyLooks()
    {
        SimulationBench bench;
        LuckStudy study;
        study.setSimulation(&bench.simulation);
        QTest::qWait(250);
        QVERIFY(!study.running());
        QVERIFY(study.picture().empty());
        study.setActive(true);
        QTRY_COMPARE(study.progress(), 1.0);
        QTRY_VERIFY(!study.running());
        QCOMPARE(study.distribution().count(), std::size_t{1000});
        QCOMPARE(study.picture().measure, QStringLiteral("Latency p99"));
        QVERIFY2(study.statusText().startsWith(QStringLiteral("1000 runs of 1 min in ")),
                 qPrintable(study.statusText()));
    }

    void theDistributionIsThatOfTheRunsWithTheseSeeds()
    {
        Study bench;
        bench.simulation.tuning()->setSchedule(1);
        QVERIFY(bench.settled());
        for (const char *const measure : {"latency_p99_s", "throughput_per_s", "done"}) {
            bench.look(measure);
            QVERIFY(bench.settled());
            SeedDistribution wanted;
            for (std::uint64_t seed = 1; seed <= 30; ++seed)
                wanted.add(seed, sweepRun(bench.scenarioOf(seed))->numbers[column(measure)]);
            QCOMPARE(bench.study.distribution().entries(), wanted.entries());
        }
    }

    void theCommandMakesTheSameRuns()
    {
        Study bench;
        bench.set("consumers", 3);
        QCOMPARE(bench.study.setWarmup(QStringLiteral("5 s")), QString());
        QVERIFY(bench.settled());
        QCOMPARE(bench.study.commandLine(),
                 QStringLiteral("coroscope-cli sweep backpressure --vary capacity=10 --seeds 1..30 --set consumers=3 "
                                "--warmup 5s --for 1m"));
        std::vector<std::string> words;
        for (const QString &word : bench.study.commandLine().split(QLatin1Char(' ')).mid(2))
            words.push_back(word.toStdString());
        const std::vector<std::string_view> views(words.begin(), words.end());
        const Sweep sweep = readSweepRequest(Arguments(views, sweepOptions(), 1)).sweep;
        QCOMPARE(sweep.points(), std::uint64_t{1});
        SeedDistribution wanted;
        for (std::uint64_t seed = sweep.firstSeed; seed <= sweep.lastSeed; ++seed)
            wanted.add(seed, sweepRun(sweep.scenarioAt(0, seed))->numbers[column("latency_p99_s")]);
        QCOMPARE(bench.study.distribution().entries(), wanted.entries());
    }

    void itBeginsAnewWhenAValueIsTurnedButNotForAnotherSeed()
    {
        Study bench;
        QVERIFY(bench.settled());
        const auto before = bench.study.distribution().entries();
        bench.simulation.tuning()->setSeed(QStringLiteral("7"));
        QTest::qWait(250);
        QVERIFY(!bench.study.running());
        QCOMPARE(bench.study.distribution().entries(), before);
        bench.set("consumers", 4);
        QVERIFY(bench.settled());
        QVERIFY(bench.study.distribution().entries() != before);
        bench.study.stop();
        bench.set("consumers", 2);
        QVERIFY(bench.settled());
        QVERIFY(bench.study.distribution().entries() != before); // stopped by the user
        bench.study.start();
        QVERIFY(bench.settled());
        QCOMPARE(bench.study.distribution().entries(), before);
    }

    void thePresentSeedIsMarkedAlsoWhereItIsNoneOfThem()
    {
        Study bench;
        QVERIFY(bench.settled());
        for (const std::uint64_t seed : {1u, 29u, 4'000'000u}) {
            bench.simulation.tuning()->setSeed(QString::number(seed));
            QTRY_VERIFY(!bench.study.picture().marks.empty() && bench.study.picture().marks.back().present);
            const LuckPicture::Mark mark = bench.study.picture().marks.back();
            QCOMPARE(mark.name, QStringLiteral("seed %1").arg(seed));
            QCOMPARE(mark.value, sweepRun(bench.scenarioOf(seed))->numbers[column("latency_p99_s")].value());
        }
        QCOMPARE(bench.study.distribution().count(), std::size_t{30});
    }

    void quantilesWithOneValueShareAMark()
    {
        Study bench;
        bench.look("cancelled");
        QVERIFY(bench.settled());
        QCOMPARE(bench.study.picture().marks.size(), std::size_t{2});
        QCOMPARE(bench.study.picture().marks.front().name, QStringLiteral("p5, median, p95"));
        QCOMPARE(bench.study.picture().note, QStringLiteral("All runs have 0."));
    }

    void whichEndIsWorseIsAskedOfTheMeasure()
    {
        Study bench;
        QVERIFY(bench.settled());
        const auto seedsOf = [&](const char *measure) {
            bench.look(measure);
            std::vector<std::uint64_t> seeds;
            for (int end = 0; end < 3; ++end) {
                bench.study.openEnd(end);
                seeds.push_back(bench.seed());
            }
            return seeds;
        };
        const auto ends = [&](const SeedDistribution &distribution) {
            return std::array{distribution.quantile(0)->seed, distribution.quantile(0.5)->seed,
                              distribution.highest()->seed};
        };
        const auto latency = seedsOf("latency_p99_s"); // less is better
        QCOMPARE(bench.study.endNames(), QStringList({"Worst", "Median", "Best"}));
        const auto latencies = ends(bench.study.distribution());
        QCOMPARE(latency, (std::vector{latencies[2], latencies[1], latencies[0]}));
        const auto throughput = seedsOf("throughput_per_s"); // more is better
        QCOMPARE(bench.study.endNames(), QStringList({"Worst", "Median", "Best"}));
        const auto throughputs = ends(bench.study.distribution());
        QCOMPARE(throughput, (std::vector{throughputs[0], throughputs[1], throughputs[2]}));
        const auto cancelled = seedsOf("cancelled");
        QCOMPARE(bench.study.endNames(), QStringList({"Lowest", "Median", "Highest"}));
        QCOMPARE(cancelled, (std::vector<std::uint64_t>{1, 1, 1}));
    }

    void anOpenedRunIsAtItsEndAndCanBeUndone()
    {
        Study bench;
        bench.playTo(3s);
        QVERIFY(bench.settled());
        QSignalSpy notice(&bench.simulation, &Simulation::notice);
        bench.study.openEnd(0);
        QTRY_COMPARE(bench.simulation.run()->session().now(), Time{} + 60s);
        QVERIFY2(notice.last()[0].toString().startsWith(QStringLiteral("Worst: Latency p99 ")),
                 qPrintable(notice.last()[0].toString()));
        QCOMPARE(bench.simulation.tuning()->undoText(), QStringLiteral("Undo opening seed %1").arg(bench.seed()));
        bench.simulation.tuning()->undo();
        QCOMPARE(bench.seed(), std::uint64_t{1});
        QTRY_COMPARE(bench.simulation.run()->session().now(), Time{} + 3s);
    }

    void aBarOpensItsSeedsInTurnAndBeginsAgain()
    {
        Study bench;
        QVERIFY(bench.settled());
        const auto &bars = bench.study.picture().histogram.bars;
        const auto fullest = std::max_element(
            bars.begin(), bars.end(), [](const auto &a, const auto &b) { return a.seeds.size() < b.seeds.size(); });
        const std::vector<std::uint64_t> seeds = fullest->seeds;
        QVERIFY(seeds.size() > 1);
        const int bar = static_cast<int>(fullest - bars.begin());
        for (int round = 0; round < 2; ++round) {
            for (const std::uint64_t seed : seeds) {
                bench.study.openBar(bar);
                QCOMPARE(bench.seed(), seed);
            }
        }
        bench.study.openBar(-1); // there is none
        bench.study.openBar(1000);
        QCOMPARE(bench.seed(), seeds.back());
    }

    void whatIsTypedIsCheckedBeforeItIsTaken()
    {
        LuckStudy study;
        QVERIFY(study.setSeeds(QStringLiteral("1")).contains(QStringLiteral("2 to 1000")));
        QVERIFY(study.setSeeds(QStringLiteral("1001")).contains(QStringLiteral("2 to 1000")));
        QVERIFY(!study.setLength(QStringLiteral("soon")).isEmpty());
        QVERIFY(!study.setLength(QStringLiteral("2h")).isEmpty());
        QVERIFY(!study.setWarmup(QStringLiteral("1min")).isEmpty()); // as long as a run
        QCOMPARE(study.setWarmup(QStringLiteral("10 s")), QString());
        QVERIFY(!study.setLength(QStringLiteral("10s")).isEmpty());
        QCOMPARE(study.seeds(), 1000);
        QCOMPARE(study.lengthText(), QStringLiteral("1 min"));
    }

    void theFirstSeedThatCrossesABoundIsFoundAndThenTheNext()
    {
        Study bench;
        QVERIFY(bench.settled());
        SeedFinder &finder = *bench.study.finder();
        finder.setQuestion(int(finder.questions().size()) - 1);
        QVERIFY(finder.asksForNumber());
        QVERIFY(finder.above()); // less is better: what is above is worse
        QCOMPARE(finder.boundText(), measureText("latency_p99_s", bench.study.distribution().quantile(0.95)->value));
        QVERIFY(finder.setBound(QStringLiteral("slow")).contains(QStringLiteral("a duration, such as")));
        QCOMPARE(finder.setBound(QStringLiteral("2.15 s")), QString());
        std::vector<std::uint64_t> wanted;
        for (std::uint64_t seed = 1; wanted.size() < 2; ++seed) {
            if (sweepRun(bench.scenarioOf(seed))->numbers[column("latency_p99_s")].value() > 2.15)
                wanted.push_back(seed);
        }
        QSignalSpy found(&finder, &SeedFinder::found);
        for (const std::uint64_t seed : wanted) {
            finder.find();
            QTRY_VERIFY(!finder.running());
            QCOMPARE(finder.foundSeed(), std::optional(seed));
            bench.study.openFound();
            QCOMPARE(bench.seed(), seed);
            QTRY_COMPARE(bench.simulation.run()->session().now(), Time{} + 60s);
        }
        QCOMPARE(found.count(), 2);
    }

    void whatWasFoundIsForgottenWithOtherValues()
    {
        Study bench;
        QVERIFY(bench.settled());
        SeedFinder &finder = *bench.study.finder();
        finder.setQuestion(3); // the process crashes: it never does
        finder.find();
        QVERIFY(finder.running());
        QVERIFY(finder.answerText().startsWith(QStringLiteral("Looking: ")));
        bench.set("consumers", 3);
        QTRY_VERIFY(!finder.running());
        QCOMPARE(finder.answerText(), QString());
        finder.find();
        finder.stop();
        QVERIFY2(finder.answerText().startsWith(QStringLiteral("Stopped")), qPrintable(finder.answerText()));
        finder.find();
        bench.study.setActive(false);
        QVERIFY(!finder.running()); // nobody looks
    }

    void anotherPatternHasOtherMeasures()
    {
        Study bench;
        QVERIFY(bench.settled());
        bench.simulation.tuning()->selectPattern(QStringLiteral("supervisor"));
        QVERIFY(bench.settled());
        QCOMPARE(bench.study.picture().measure, QStringLiteral("Availability"));
        QCOMPARE(bench.study.distribution().count(), std::size_t{30});
        QVERIFY(!bench.study.finder()->above()); // more is better: what is below is worse
    }
};

QTEST_MAIN(TestLuckStudy)
#include "tst_luck_study.moc"
