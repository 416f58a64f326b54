// SPDX-License-Identifier: MIT
#include "run/registry.h"
#include "run/sweep_runner.h"
#include "sim/pattern_run.h"
#include "theory/confidence.h"

#include <QElapsedTimer>

#include <atomic>
#include <cmath>
#include <thread>

using namespace coroscope;
using namespace coroscope::test;

namespace {

const PatternInfo &backpressure()
{
    return *findPattern("backpressure");
}

ParsedVariation varied(std::string_view id, std::string_view text)
{
    const std::unique_ptr<ParameterTable> table = backpressure().declare();
    return parsedVariation(table->all()[table->find(id).value()]->spec(), text);
}

std::size_t position(std::string_view id)
{
    return backpressure().declare()->find(id).value();
}

Sweep small(std::uint64_t seeds)
{
    Sweep sweep;
    sweep.base.pattern = &backpressure();
    sweep.base.settings.values = valuesOf(backpressure(), {});
    sweep.base.length = 20s;
    sweep.variations = {{position("capacity"), {1, 5, 50}}, {position("consumers"), {1, 3}}};
    sweep.lastSeed = seeds;
    return sweep;
}

std::vector<SweepRow> rowsOf(const Sweep &sweep, unsigned threads)
{
    SweepRunner runner(sweep, 0, sweep.points(), threads);
    std::vector<SweepRow> rows;
    while (!runner.finished()) {
        if (auto row = runner.next(100ms))
            rows.push_back(std::move(*row));
    }
    return rows;
}

} // namespace

/// Many runs of a scenario: which, in which order, and what is said of them.
class TestSweep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreListedOrSpanned_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<qint64>>("values");
        QTest::newRow("list") << "capacity"
                              << "3,1,256" << QList<qint64>{3, 1, 256};
        QTest::newRow("one") << "capacity"
                             << "7" << QList<qint64>{7};
        QTest::newRow("range") << "capacity"
                               << "2..5" << QList<qint64>{2, 3, 4, 5};
        QTest::newRow("range of one") << "capacity"
                                      << "2..2" << QList<qint64>{2};
        QTest::newRow("steps up to the end") << "capacity"
                                             << "1..10/4" << QList<qint64>{1, 5, 9};
        QTest::newRow("a step that meets the end") << "capacity"
                                                   << "1..9/4" << QList<qint64>{1, 5, 9};
        QTest::newRow("durations") << "work"
                                   << "100ms..0.3s/100ms" << QList<qint64>{100'000'000, 200'000'000, 300'000'000};
        QTest::newRow("shares") << "failure-rate"
                                << "0%..10%/5%" << QList<qint64>{0, 50'000'000, 100'000'000};
        QTest::newRow("durations of several units")
            << "work"
            << "1s..1s 200ms/100ms" << QList<qint64>{1'000'000'000, 1'100'000'000, 1'200'000'000};
        QTest::newRow("values and ranges") << "capacity"
                                           << "1,3..5,20..40/10" << QList<qint64>{1, 3, 4, 5, 20, 30, 40};
        QTest::newRow("choices") << "when-full"
                                 << "unbounded,wait" << QList<qint64>{3, 0};
    }
    void valuesAreListedOrSpanned()
    {
        QFETCH(QString, id);
        QFETCH(QString, text);
        QFETCH(QList<qint64>, values);
        const ParsedVariation variation = varied(id.toStdString(), text.toStdString());
        QCOMPARE(variation.error, std::string());
        QCOMPARE(QList<qint64>(variation.values.begin(), variation.values.end()), values);
    }

    void whatIsWrongWithValuesIsSaid_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing") << "capacity"
                                 << ""
                                 << "''";
        QTest::newRow("a gap") << "capacity"
                               << "1,,2"
                               << "''";
        QTest::newRow("too large") << "capacity"
                                   << "1,257"
                                   << "'257'";
        QTest::newRow("twice") << "capacity"
                               << "1,2,1"
                               << "1 is there twice";
        QTest::newRow("twice, in a range") << "capacity"
                                           << "3,2..4"
                                           << "3 is there twice";
        QTest::newRow("backwards, among values") << "capacity"
                                                 << "1,4..2"
                                                 << "'4..2': the range runs backwards";
        QTest::newRow("backwards") << "capacity"
                                   << "5..2"
                                   << "runs backwards";
        QTest::newRow("no step") << "work"
                                 << "100ms..300ms"
                                 << "a step is missing";
        QTest::newRow("no step at all") << "capacity"
                                        << "1..9/0"
                                        << "the step is not accepted";
        QTest::newRow("a step of another kind") << "work"
                                                << "100ms..1s/5"
                                                << "the step is not accepted";
        QTest::newRow("too many") << "work"
                                  << "1ms..10s/1ns"
                                  << "more than 100000 values";
        QTest::newRow("choices in a range") << "when-full"
                                            << "wait..unbounded"
                                            << "it takes choices";
    }
    void whatIsWrongWithValuesIsSaid()
    {
        QFETCH(QString, id);
        QFETCH(QString, text);
        QFETCH(QString, says);
        const ParsedVariation variation = varied(id.toStdString(), text.toStdString());
        QVERIFY(variation.values.empty());
        QVERIFY2(QString::fromStdString(variation.error).contains(says), variation.error.c_str());
    }

    void ratesHaveASlashOfTheirOwn_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<qint64>>("values");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *text, const QList<qint64> &values, const char *says = "") {
            QTest::newRow(text) << QString(text) << values << QString(says);
        };
        row("5/s..20/s/5/s", {5'000, 10'000, 15'000, 20'000});
        row("1/s..2/s/0.5/s", {1'000, 1'500, 2'000});
        row("5/s..5/s/5/s", {5'000});
        row("5/s,20/s", {5'000, 20'000});
        row("5/s..20/s", {}, "a step is missing");
        row("5/s..20/s/5", {}, "the step is not accepted");
        row("5/s..20/s/", {}, "the step is not accepted");
        row("5/s..20/5/s", {}, "'20' is not accepted");
        row("5/s..2000/s/5/s", {}, "'2000/s' is not accepted");
        row("5..20/s/5/s", {}, "'5' is not accepted");
    }
    void ratesHaveASlashOfTheirOwn()
    {
        QFETCH(QString, text);
        QFETCH(QList<qint64>, values);
        QFETCH(QString, says);
        const PatternInfo &service = *findPattern("resilient-service");
        const std::unique_ptr<ParameterTable> table = service.declare();
        const ParameterSpec &spec = table->all().at(table->find("arrival-rate").value())->spec();
        const ParsedVariation variation = parsedVariation(spec, text.toStdString());
        QCOMPARE(QList<qint64>(variation.values.begin(), variation.values.end()), values);
        QCOMPARE(variation.error.empty(), says.isEmpty());
        QVERIFY2(QString::fromStdString(variation.error).contains(says), variation.error.c_str());
    }

    void theLastVariationVariesFastest()
    {
        const Sweep sweep = small(1);
        QCOMPARE(sweep.points(), std::uint64_t{6});
        QCOMPARE(sweep.valuesAt(0), (std::vector<std::int64_t>{1, 1}));
        QCOMPARE(sweep.valuesAt(1), (std::vector<std::int64_t>{1, 3}));
        QCOMPARE(sweep.valuesAt(5), (std::vector<std::int64_t>{50, 3}));
        const Scenario scenario = sweep.scenarioAt(3, 9);
        QCOMPARE(scenario.settings.seed, std::uint64_t{9});
        QCOMPARE(scenario.settings.values[position("capacity")], std::int64_t{5});
        QCOMPARE(scenario.settings.values[position("consumers")], std::int64_t{3});
        QCOMPARE(scenario.settings.values[position("producers")], std::int64_t{3});
    }

    void aRowIsTheMeanOfItsRunsWithAnIntervalOverTheSeeds()
    {
        const Sweep sweep = small(4);
        const std::vector<std::string> columns = sweepColumns(backpressure());
        const auto column = static_cast<std::size_t>(std::find(columns.begin(), columns.end(), "throughput_per_s")
                                                     - columns.begin());
        const std::vector<SweepRow> rows = rowsOf(sweep, 1);
        QCOMPARE(rows.size(), std::size_t{6});
        for (std::uint64_t point = 0; point < 6; ++point) {
            std::vector<double> done;
            for (std::uint64_t seed = 1; seed <= 4; ++seed) {
                const Scenario scenario = sweep.scenarioAt(point, seed);
                Session session(*scenario.pattern, scenario.settings);
                session.runUntil(Time{} + 20s);
                done.push_back(session.metrics().throughput().value());
            }
            const MeanWithInterval expected = meanWithInterval(done).value();
            const SweepNumber &number = rows[point].numbers[column];
            QCOMPARE(rows[point].point, point);
            QCOMPARE(rows[point].runs, std::uint64_t{4});
            QCOMPARE(number.mean.value(), expected.mean);
            QCOMPARE(number.halfWidth.value(), expected.halfWidth.value());
            QVERIFY(number.halfWidth.value() > 0);
        }
    }

    void latenciesAreToldByTheirQuantilesAndTheGreatest()
    {
        // A burst of ten each second, of which each takes 10 ms: 10, 20 … 100 ms, ten times.
        Scenario scenario;
        scenario.pattern = &backpressure();
        scenario.settings.values = valuesOf(backpressure(),
                                            {{"producers", "1"},
                                             {"interval", "100ms"},
                                             {"interval-shape", "fixed"},
                                             {"burst", "10"},
                                             {"consumers", "1"},
                                             {"work", "10ms"}});
        scenario.length = 10500ms;
        const SweepRun run = sweepRun(scenario).value();
        const std::vector<std::string> columns = sweepColumns(backpressure());
        const auto number = [&](std::string_view name) {
            return run.numbers.at(std::size_t(std::find(columns.begin(), columns.end(), name) - columns.begin()));
        };
        QCOMPARE(number("done").value(), 100.0);
        QCOMPARE(number("latency_p50_s").value(), 0.05);
        QCOMPARE(number("latency_p90_s").value(), 0.09);
        QCOMPARE(number("latency_p99_s").value(), 0.1);
        QCOMPARE(number("latency_max_s").value(), 0.1);
        const auto first = std::find(columns.begin(), columns.end(), "latency_mean_s");
        QCOMPARE(std::vector<std::string>(first, first + 5),
                 (std::vector<std::string>{"latency_mean_s", "latency_p50_s", "latency_p90_s", "latency_p99_s",
                                           "latency_max_s"}));
    }

    void oneSeedHasNoInterval()
    {
        for (const SweepRow &row : rowsOf(small(1), 1)) {
            for (const SweepNumber &number : row.numbers)
                QVERIFY(!number.halfWidth);
        }
    }

    void theRowsAreTheSameOnAnyNumberOfThreads()
    {
        const auto numbers = [](const std::vector<SweepRow> &rows) {
            QStringList list;
            for (const SweepRow &row : rows) {
                for (const SweepNumber &number : row.numbers)
                    list.push_back(number.mean ? QString::number(*number.mean, 'g', 17) : QStringLiteral("-"));
            }
            return list;
        };
        const QStringList one = numbers(rowsOf(small(3), 1));
        QCOMPARE(numbers(rowsOf(small(3), 2)), one);
        QCOMPARE(numbers(rowsOf(small(3), 8)), one);
    }

    void whatIsUndefinedStaysSoAndRunsThatStallAreCounted()
    {
        Sweep sweep = small(2);
        sweep.variations = {{position("consumers"), {0, 2}}};
        const std::vector<std::string> columns = sweepColumns(backpressure());
        const auto column = static_cast<std::size_t>(std::find(columns.begin(), columns.end(), "latency_mean_s")
                                                     - columns.begin());
        const std::vector<SweepRow> rows = rowsOf(sweep, 2);
        QVERIFY(!rows[0].numbers[column].mean);
        QCOMPARE(rows[0].notCompleted, std::uint64_t{2});
        QVERIFY(rows[1].numbers[column].mean);
        QCOMPARE(rows[1].notCompleted, std::uint64_t{0});
    }

    void aRunIsBrokenOffWithinMilliseconds()
    {
        Scenario scenario = small(1).base;
        scenario.length = Scenario::maximumLength; // days of computing
        std::stop_source stop;
        std::atomic<bool> begun = false;
        std::optional<SweepRun> run;
        std::thread runner([&] {
            begun = true;
            run = sweepRun(scenario, stop.get_token());
        });
        while (!begun)
            std::this_thread::yield();
        QElapsedTimer since;
        since.start();
        stop.request_stop();
        runner.join();
        QVERIFY(!run);
        QVERIFY2(since.elapsed() < 1000,
                 qPrintable(QString::number(since.elapsed()))); // 20,000 turns, under a sanitizer
    }

    void aPointOfManyShortRunsIsBrokenOffBetweenThem()
    {
        Sweep sweep = small(1'000'000); // minutes, of which no run takes a millisecond
        sweep.base.length = 1s;
        SweepRunner runner(sweep, 0, 1, 1);
        runner.stop();
        QCOMPARE(runner.done(), std::uint64_t{0});
        QVERIFY(runner.rest().empty());
    }

    void aRunThatTakesLongToUnwindIsLeftWhenNobodyWaits()
    {
        Scenario scenario; // 50,000 tasks when it is broken off, and none of them ends before
        scenario.pattern = findPattern("task-spawning");
        scenario.settings.values = valuesOf(*scenario.pattern,
                                            {{"tasks", "1000"}, {"interval", "100ms"}, {"handles", "detach"}});
        scenario.length = 5s;
        std::stop_source leave;
        QVERIFY(sweepRun(scenario, {}, leave.get_token())); // nobody asks: it is unwound
        leave.request_stop();
        QVERIFY(sweepRun(scenario, {}, leave.get_token())); // what came of it is there all the same
    }

    void moreThreadsThanPointsAreNotMade()
    {
        SweepRunner runner(small(1), 0, 1, 1024);
        std::uint64_t rows = 0;
        while (!runner.finished())
            rows += runner.next(50ms) ? 1u : 0u;
        QCOMPARE(rows, std::uint64_t{1});
    }

    void whatTheorySaysStandsBesideTheNumberItIsAbout()
    {
        Scenario scenario;
        scenario.pattern = findPattern("fan-out-fan-in");
        scenario.settings.values = valuesOf(*scenario.pattern, {});
        scenario.length = 60s;
        const SweepRun run = sweepRun(scenario).value();
        Session session(*scenario.pattern, scenario.settings);
        session.runUntil(Time{} + 60s);
        const std::vector<TheoryValue> theory = session.theory();
        QVERIFY(!theory.empty());
        const std::vector<std::string> columns = sweepColumns(*scenario.pattern);
        QCOMPARE(run.theory.size(), columns.size());
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const auto said = std::find_if(theory.begin(), theory.end(),
                                           [&](const TheoryValue &value) { return value.id == columns[i]; });
            QCOMPARE(run.theory[i].has_value(), said != theory.end());
            if (said != theory.end())
                QCOMPARE(*run.theory[i], said->value);
        }
        QVERIFY(std::any_of(run.theory.begin(), run.theory.end(), [](const auto &value) { return value.has_value(); }));
    }

    void whatIsFinishedOutlivesAnInterruption()
    {
        Sweep sweep = small(1);
        sweep.base.length = std::chrono::hours(20); // long enough to be interrupted
        sweep.variations = {{position("capacity"), {1, 2, 3, 4, 5, 6, 7, 8}}};
        SweepRunner runner(sweep, 0, 8, 2);
        std::optional<SweepRow> first;
        while (!first)
            first = runner.next(50ms);
        runner.stop();
        QCOMPARE(first->point, std::uint64_t{0});
        std::uint64_t rows = 1;
        std::uint64_t last = 0;
        for (const SweepRow &row : runner.rest()) {
            QVERIFY(row.point > last);
            last = row.point;
            ++rows;
        }
        QCOMPARE(runner.done(), rows);
    }
};

QTEST_APPLESS_MAIN(TestSweep)
#include "tst_sweep.moc"
