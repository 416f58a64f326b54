// SPDX-License-Identifier: MIT
#include "app/player/simulation_bench.h"
#include "cli/arguments.h"
#include "cli/sweep_request.h"
#include "models/measure_text.h"
#include "player/sweep_study.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// A sweep around the bench's simulation, which somebody looks at.
class Study : public SimulationBench
{
public:
    Study()
    {
        study.setSimulation(&simulation);
        study.setActive(true);
    }

    /// Waits until nothing is computed, nor about to be.
    bool settled()
    {
        QTest::qWait(250);
        return QTest::qWaitFor([this] { return !study.running(); }, 30'000);
    }
    std::size_t computed() const
    {
        const auto &points = study.picture().points;
        return static_cast<std::size_t>(
            std::count_if(points.begin(), points.end(), [](const auto &point) { return point.has_value(); }));
    }
    void look(const std::string &measure)
    {
        study.setMeasure(static_cast<int>(study.measures().indexOf(measureName(measure))));
    }
    void varyUpTo(std::string_view id) { study.varyUp(row(id)); }

    SweepStudy study;
};

} // namespace

/// A sweep in the window: what it varies, when it begins, what comes of it.
class TestSweepStudy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itBeginsByItselfOnceSomebodyLooks()
    {
        SimulationBench bench;
        SweepStudy study;
        study.setSimulation(&bench.simulation);
        QTest::qWait(250);
        QVERIFY(!study.running());
        QVERIFY(study.picture().points.empty());
        study.setActive(true);
        QTRY_VERIFY(!study.picture().points.empty());
        QTRY_COMPARE(study.progress(), 1.0);
        QTRY_VERIFY(!study.running());
        QVERIFY2(study.statusText().startsWith(QStringLiteral("60 runs of 1 min in ")), qPrintable(study.statusText()));
    }

    void itFollowsTheOrderOfReadyTasks()
    {
        Study bench;
        QVERIFY(bench.settled());
        QVERIFY(!bench.study.commandLine().contains(QStringLiteral("shuffled")));
        bench.simulation.tuning()->setSchedule(1);
        QVERIFY(bench.settled());
        QVERIFY2(bench.study.commandLine().contains(QStringLiteral("--schedule shuffled")),
                 qPrintable(bench.study.commandLine()));
        QCOMPARE(bench.study.progress(), 1.0);
    }

    void itBeginsWithWhatThePatternIsAbout()
    {
        Study bench;
        QVERIFY(bench.settled());
        QCOMPARE(bench.study.picture().across.label, QStringLiteral("Channel capacity"));
        QCOMPARE(bench.study.picture().measure, QStringLiteral("Latency p99"));
        bench.simulation.tuning()->selectPattern(QStringLiteral("supervisor"));
        QVERIFY(bench.settled());
        QCOMPARE(bench.study.picture().across.label, QStringLiteral("Failure rate"));
        QCOMPARE(bench.study.picture().measure, QStringLiteral("Availability"));
    }

    void aSweepOfTwelveStepsHasTwelvePoints()
    {
        Study bench;
        QVERIFY(bench.settled());
        QCOMPARE(bench.study.across()->variation()->values,
                 (std::vector<std::int64_t>{3, 4, 5, 6, 8, 10, 12, 16, 20, 25, 32, 40}));
        QCOMPARE(bench.computed(), std::size_t{12});
        QCOMPARE(bench.study.across()->setSteps(QStringLiteral("20")), QString());
        QVERIFY(bench.settled());
        QCOMPARE(bench.computed(), std::size_t{20});
        QCOMPARE(bench.study.across()->setSteps(QStringLiteral("12")), QString());
        for (const char *const id : {"interval", "memory-limit", "failure-rate"}) {
            bench.study.varyAcross(SimulationBench::row(id));
            QVERIFY(bench.settled());
            QCOMPARE(bench.computed(), std::size_t{12});
        }
        bench.study.varyAcross(SimulationBench::row("producers"));
        QVERIFY(bench.settled());
        QCOMPARE(bench.study.across()->variation()->values, (std::vector<std::int64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9}));
        QCOMPARE(bench.computed(), std::size_t{9}); // there are no more in the range
    }

    void eachPointIsTheMeanOfItsRuns()
    {
        Study bench;
        QVERIFY(bench.settled());
        const Variation varied = bench.study.across()->variation().value();
        QCOMPARE(bench.computed(), varied.values.size());
        for (std::size_t i = 0; i < varied.values.size(); ++i) {
            double sum = 0;
            for (std::uint64_t seed = 1; seed <= 5; ++seed) {
                RunSettings settings{.seed = seed, .values = bench.simulation.run()->values()};
                settings.values[varied.parameter] = varied.values[i];
                Session session(SimulationBench::pattern(), settings);
                session.runUntil(Time{} + 60s);
                sum += inSeconds(Duration{session.metrics().latency().quantile(0.99).value()});
            }
            QVERIFY(std::abs(bench.study.picture().points[i]->mean.value() - sum / 5) < 1e-9);
        }
    }

    void aSecondParameterMakesAMapAndNoneIsVariedTwice()
    {
        Study bench;
        bench.varyUpTo("consumers");
        QVERIFY(bench.settled());
        QVERIFY(bench.study.picture().up.has_value());
        QCOMPARE(bench.computed(), bench.study.picture().rows() * bench.study.picture().columns());
        const QString before = bench.study.commandLine();
        bench.study.varyAcross(SimulationBench::row("consumers"));
        QCOMPARE(bench.study.problem(), "“Consumers” is varied twice: choose another parameter, or nothing else.");
        QVERIFY(bench.settled());
        bench.study.start();
        QVERIFY(!bench.study.running());
        QCOMPARE(bench.study.commandLine(), before); // what was asked for last and could be made
        QSignalSpy notice(&bench.simulation, &Simulation::notice);
        bench.study.copyCommand(); // not that one
        QCOMPARE(notice.last()[0].toString(), bench.study.problem());
        bench.varyUpTo("producers");
        QCOMPARE(bench.study.problem(), QString());
        QVERIFY(bench.settled());
        QVERIFY(bench.study.commandLine() != before);
    }

    void itBeginsAnewWhenThePanelIsTurnedButNotForWhatItVaries()
    {
        Study bench;
        QVERIFY(bench.settled());
        QSignalSpy results(&bench.study, &SweepStudy::resultsChanged);
        bench.set("capacity", 7);
        QVERIFY(bench.settled());
        QCOMPARE(results.count(), 0);
        const double before = bench.study.picture().points.back()->mean.value();
        bench.set("consumers", 6);
        QVERIFY(bench.settled());
        QVERIFY(results.count() > 0);
        QVERIFY(bench.study.picture().points.back()->mean.value() < before / 2);
    }

    void itRestsWhileNobodyLooks()
    {
        Study bench;
        QVERIFY(bench.settled());
        bench.study.setActive(false);
        QSignalSpy results(&bench.study, &SweepStudy::resultsChanged);
        bench.set("consumers", 6);
        QTest::qWait(300);
        QCOMPARE(results.count(), 0);
        bench.study.setActive(true);
        QVERIFY(results.count() > 0);
        QVERIFY(bench.settled());
    }

    void stoppingIsQuickKeepsWhatIsThereAndLasts()
    {
        Study bench;
        QVERIFY(bench.settled());
        QCOMPARE(bench.study.setLength(QStringLiteral("1 h")), QString());
        QCOMPARE(bench.study.setSeeds(QStringLiteral("1000")), QString());
        QCOMPARE(bench.study.across()->setSteps(QStringLiteral("100")), QString());
        QTRY_VERIFY(bench.study.running());
        QTest::qWait(100);
        QElapsedTimer since;
        since.start();
        bench.study.stop();
        QVERIFY2(since.elapsed() < 1000, qPrintable(QString::number(since.elapsed())));
        QVERIFY(!bench.study.running());
        QVERIFY(bench.study.statusText().endsWith(QStringLiteral("stopped")));
        bench.set("consumers", 6);
        QTest::qWait(300);
        QVERIFY(!bench.study.running());
        QCOMPARE(bench.study.setLength(QStringLiteral("1s")), QString());
        QCOMPARE(bench.study.setSeeds(QStringLiteral("2")), QString());
        bench.study.start();
        QVERIFY(bench.study.running());
        QVERIFY(bench.settled());
        QCOMPARE(bench.study.progress(), 1.0);
    }

    void aPointOpensAsItsRunAndTheSweepStays()
    {
        Study bench;
        QVERIFY(bench.settled());
        QSignalSpy results(&bench.study, &SweepStudy::resultsChanged);
        const std::int64_t value = bench.study.across()->variation()->values[5];
        bench.study.open(5);
        QCOMPARE(bench.value("capacity"), value);
        QCOMPARE(bench.simulation.run()->session().settings().seed, std::uint64_t{1});
        QCOMPARE(bench.simulation.run()->session().now(), Time{} + 60s);
        QVERIFY(bench.simulation.run()->atPresent());
        QVERIFY(!bench.simulation.transport()->playing());
        RunSettings settings{.seed = 1, .values = bench.simulation.run()->values()};
        Session same(SimulationBench::pattern(), settings);
        same.runUntil(Time{} + 60s);
        QCOMPARE(bench.fingerprint(), same.fingerprint().text());
        QVERIFY(bench.settled());
        QCOMPARE(results.count(), 0);
        bench.study.open(-1);
        bench.study.open(1000);
        QCOMPARE(bench.value("capacity"), value);
    }

    void theCommandMakesTheSameRuns()
    {
        Study bench;
        bench.varyUpTo("when-full");
        bench.set("consumers", 5);
        QCOMPARE(bench.study.setWarmup(QStringLiteral("5 s")), QString());
        QCOMPARE(bench.study.setLength(QStringLiteral("20 s")), QString());
        QVERIFY(bench.settled());
        const QStringList words = bench.study.commandLine().split(QLatin1Char(' '));
        QCOMPARE(words.mid(0, 2), (QStringList{QStringLiteral("coroscope-cli"), QStringLiteral("sweep")}));
        std::vector<std::string> given;
        for (const QString &word : words.mid(2))
            given.push_back(word.toStdString());
        const std::vector<std::string_view> views(given.begin(), given.end());
        const SweepRequest request = readSweepRequest(Arguments(views, sweepOptions(), 1));
        QCOMPARE(request.sweep.firstSeed, std::uint64_t{1});
        QCOMPARE(request.sweep.lastSeed, std::uint64_t{5});
        QCOMPARE(request.sweep.base.length, Duration(20s));
        QCOMPARE(request.sweep.base.settings.warmup, Duration(5s));
        QCOMPARE(request.sweep.points(), std::uint64_t{bench.study.picture().points.size()});
        const std::vector<std::string> columns = sweepColumns(SimulationBench::pattern());
        for (std::uint64_t point = 0; point < request.sweep.points(); point += 7) {
            SweepPoint runs;
            for (std::uint64_t seed = 1; seed <= 5; ++seed)
                runs.add(sweepRun(request.sweep.scenarioAt(point, seed)).value());
            const SweepRow row = runs.row(point);
            const auto measure = static_cast<std::size_t>(bench.study.measure());
            QCOMPARE(bench.study.picture().points[point]->mean, row.numbers[measure].mean);
        }
    }

    void theCommandDoesNotSetWhatIsVaried()
    {
        Study bench;
        bench.set("capacity", 9);
        bench.study.start(); // it would not begin by itself: nothing changes
        QVERIFY(bench.settled());
        QVERIFY2(!bench.study.commandLine().contains(QStringLiteral("--set capacity")),
                 qPrintable(bench.study.commandLine()));
    }

    void theoryAndRunsThatEndEarlyAreShown()
    {
        Study bench;
        bench.look("throughput_per_s"); // of the latencies' quantiles no formula says anything
        bench.study.varyAcross(SimulationBench::row("consumers"));
        QCOMPARE(bench.study.across()->setFrom(QStringLiteral("0")), QString());
        bench.set("interval-shape", 2); // exponential, as the formulas ask
        bench.set("work-shape", 2);
        QVERIFY(bench.settled());
        const auto &points = bench.study.picture().points;
        QVERIFY(points[0]->troubled); // nobody takes anything
        QVERIFY(!points[2]->troubled);
        QVERIFY(!points[0]->theory);
        QVERIFY(points[2]->theory);
        QVERIFY(std::abs(*points[2]->theory - *points[2]->mean) < 0.1 * *points[2]->mean);
    }

    void theMeasureShownIsAQuestionOfLookingOnly()
    {
        Study bench;
        QVERIFY(bench.settled());
        const int before = bench.study.measure();
        bench.look("throughput_per_s");
        const int throughput = bench.study.measure();
        QVERIFY(throughput != before);
        QVERIFY(!bench.study.running());
        QCOMPARE(bench.study.picture().measure, QStringLiteral("Throughput"));
        QVERIFY(bench.study.picture().points.back()->mean.value() > 1);
        bench.study.setMeasure(10'000);
        QCOMPARE(bench.study.measure(), throughput);
    }

    void whatIsNotAcceptedIsSaidAndChangesNothing()
    {
        Study bench;
        SweepStudy &study = bench.study;
        for (const char *const seeds : {"", "0", "1001", "two", "1.5"})
            QVERIFY(study.setSeeds(QLatin1String(seeds)).contains(QStringLiteral("1 to 1000")));
        QCOMPARE(study.seeds(), 5);
        for (const char *const length : {"", "0s", "2h", "soon", "-1s"})
            QVERIFY(study.setLength(QLatin1String(length)).contains(QStringLiteral("up to 1h")));
        QCOMPARE(study.lengthEdit(), QStringLiteral("1m"));
        QVERIFY(study.setWarmup(QStringLiteral("1m")).contains(QStringLiteral("less than a run (1m)")));
        QCOMPARE(study.setWarmup(QStringLiteral("59s")), QString());
        QVERIFY(study.setLength(QStringLiteral("59s")).contains(QStringLiteral("more than the warm-up (59s)")));
        SweepAxis &across = *study.across();
        QVERIFY(across.setFrom(QStringLiteral("0")).contains(QStringLiteral("capacity")));
        QVERIFY(across.setSteps(QStringLiteral("1")).contains(QStringLiteral("2 to 100")));
        QCOMPARE(study.problem(), QString());
        QCOMPARE(across.setFrom(QStringLiteral("200")), QString()); // it may be that the other end is typed next
        QVERIFY2(study.problem().startsWith(QStringLiteral("Channel capacity: the first value, 200 items, is above")),
                 qPrintable(study.problem()));
        QVERIFY(bench.settled());
        study.start();
        QVERIFY(!study.running());
        QCOMPARE(across.setTo(QStringLiteral("200")), QString());
        QCOMPARE(study.problem(), QString());
        QVERIFY(bench.settled());
        QCOMPARE(study.picture().points.size(), std::size_t{1});
    }

    void whatIsSetIsTakenBackStepByStepAndTheRunBesideItToo()
    {
        Study bench;
        SweepStudy &study = bench.study;
        bench.playTo(1s);
        bench.set("capacity", 3);
        study.setActive(false);
        study.setActive(true);
        QSignalSpy notices(&bench.simulation, &Simulation::notice);
        study.undo(); // what was done before belongs to the run, which is not in sight
        QCOMPARE(notices.count(), 1);
        QVERIFY(notices[0][0].toString().startsWith(QStringLiteral("There is nothing to undo in the sweep.")));
        QCOMPARE(bench.value("capacity"), std::int64_t{3});

        const int across = study.across()->parameter();
        QCOMPARE(study.setLength(QStringLiteral("30s")), QString());
        bench.set("consumers", 5);
        study.varyAcross(SimulationBench::row("producers"));
        QCOMPARE(study.across()->setSteps(QStringLiteral("4")), QString());
        bench.simulation.tuning()->selectPattern("supervisor");
        QCOMPARE(study.setSeeds(QStringLiteral("3")), QString());

        study.undo();
        QCOMPARE(study.seeds(), 5);
        QCOMPARE(notices.last()[0].toString(), "Undone: the seeds.");
        study.undo();
        QCOMPARE(bench.simulation.run()->patternId(), "backpressure");
        QCOMPARE(study.across()->parameter(), SimulationBench::row("producers")); // a sweep keeps what is set of it
        QCOMPARE(study.across()->steps(), 4);
        study.undo();
        study.undo();
        QCOMPARE(study.across()->parameter(), across);
        QCOMPARE(bench.value("consumers"), std::int64_t{5});
        study.undo();
        QCOMPARE(bench.value("consumers"), std::int64_t{2});
        study.undo();
        QCOMPARE(study.lengthEdit(), "1m");
        QCOMPARE(bench.value("capacity"), std::int64_t{3});
        for (int i = 0; i < 6; ++i)
            study.redo();
        QCOMPARE(bench.simulation.run()->patternId(), "supervisor");
        QCOMPARE(study.seeds(), 3);
        QCOMPARE(study.lengthEdit(), "30s");
    }

    void aChoiceIsVariedThroughAllItsChoices()
    {
        Study bench;
        bench.study.varyAcross(SimulationBench::row("when-full"));
        QVERIFY(!bench.study.across()->ranged());
        QVERIFY(bench.settled());
        QCOMPARE(bench.study.picture().across.values,
                 (std::vector<QString>{QStringLiteral("Wait"), QStringLiteral("Drop newest"),
                                       QStringLiteral("Drop oldest"), QStringLiteral("Unbounded")}));
    }

    void anotherPatternIsAnotherSweep()
    {
        Study bench;
        QVERIFY(bench.settled());
        bench.simulation.tuning()->selectPattern(QStringLiteral("supervisor"));
        QVERIFY(bench.study.picture().points.empty());
        QVERIFY(bench.study.measures().contains(QStringLiteral("Restarts per min")));
        QVERIFY(bench.settled());
        QVERIFY(!bench.study.picture().points.empty());
        QVERIFY(bench.study.commandLine().contains(QStringLiteral("sweep supervisor --vary ")));
    }

    void seedsStayWithinTheirRange()
    {
        SimulationBench bench({}, {.seed = RunSettings::maximumSeed});
        SweepStudy study;
        study.setSimulation(&bench.simulation);
        study.setActive(true);
        QTRY_VERIFY(study.commandLine().contains(
            QStringLiteral("..%1").arg(static_cast<qulonglong>(RunSettings::maximumSeed))));
        QTRY_VERIFY(!study.running());
    }
};

QTEST_MAIN(TestSweepStudy)
#include "tst_sweep_study.moc"
