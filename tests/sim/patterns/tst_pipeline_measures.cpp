// SPDX-License-Identifier: MIT
#include "sim/patterns/pipeline_run.h"
#include "theory/confidence.h"

#include <cmath>
#include <map>

using namespace coroscope;
using namespace coroscope::test;

/// What is said of a run of the pipeline, against numbers worked out by hand.
class TestPipelineMeasures : public QObject
{
    Q_OBJECT

    static bool near(double a, double b) { return std::abs(a - b) <= 1e-12 * std::max(std::abs(a), std::abs(b)); }
    static const Given &steady()
    {
        static const Given given{{"stages", "2"}, {"interval", "100ms"}, {"work-1", "50ms"}, {"work-2", "80ms"}};
        return given;
    }
    static const Given &memoryless()
    {
        static const Given given{{"interval", "400ms"},
                                 {"interval-shape", "exponential"},
                                 {"work-2", "150ms"},
                                 {"work-shape", "exponential"},
                                 {"capacity", "256"}};
        return given;
    }
    static void close(PipelineRun &run) { run.session.act({.action = pipeline::Close}); }
    static Given with(Given given, const Given &more)
    {
        given.insert(given.end(), more.begin(), more.end());
        return given;
    }

private Q_SLOTS:
    void utilisationIsTheShareOfTheWorkersTimeThatTheyWork()
    {
        PipelineRun run(steady());
        run.runTo(1s); // stage 1 has worked on nine items, stage 2 on eight and for 50 ms on another one
        QCOMPARE(run.number("stage_1_utilisation"), 0.45);
        QCOMPARE(run.number("stage_2_utilisation"), 0.69);
        QCOMPARE(run.number("bottleneck"), 2.0);
        PipelineRun two(with(steady(), {{"workers-2", "2"}}));
        two.runTo(1s);
        QCOMPARE(two.number("stage_2_utilisation"), 0.345);
        QCOMPARE(two.number("bottleneck"), 1.0);
    }

    void workingIsAllTheWorkThatAnItemTakesInAStage()
    {
        PipelineRun run(steady());
        run.runTo(1s);
        QCOMPARE(run.number("stage_1_working_mean_s"), 0.05);
        QCOMPARE(run.number("stage_2_working_mean_s"), 0.08);
        PipelineRun again(with(steady(), {{"failure-rate", "100%"}, {"on-failure", "retry"}, {"retries", "2"}}));
        again.runTo(10s);
        QVERIFY(near(again.number("stage_1_working_mean_s"), 0.15));
        QVERIFY(!again.measure("stage_2_working_mean_s"));
    }

    void waitingIsInTheChannelAndInBlockedHands()
    {
        PipelineRun run({{"stages", "1"}, {"interval", "100ms"}, {"work-1", "300ms"}, {"capacity", "1"}});
        run.runTo(999ms); // item 2 waits 200 ms in the channel, 3 first 100 ms in hands and then 300 ms in the channel
        QCOMPARE(run.number("stage_1_waiting_mean_s"), (0.0 + 0.2 + 0.4) / 3);
        run.runTo(1s); // 4 was born at 500 ms
        QCOMPARE(run.number("stage_1_waiting_mean_s"), (0.0 + 0.2 + 0.4 + 0.5) / 4);
    }

    void waitingBeforeTheNextStageBeginsWhereTheWorkEnds()
    {
        PipelineRun run(
            {{"stages", "2"}, {"interval", "100ms"}, {"capacity", "1"}, {"work-1", "50ms"}, {"work-2", "300ms"}});
        run.runTo(750ms); // item 2 from 250 to 450 ms, 3 from 350 (until 450 in hands) to 750 ms
        QVERIFY(near(run.number("stage_2_waiting_mean_s"), (0.0 + 0.2 + 0.4) / 3));
    }

    void ofStagesThatAreNotThereNothingIsSaid()
    {
        PipelineRun run(steady());
        run.runTo(1s);
        for (const char *id : {"stage_3_utilisation", "stage_3_waiting_mean_s", "stage_6_working_mean_s"})
            QVERIFY(!run.measure(id));
        QCOMPARE(run.session.pattern().measures().size(), std::size_t{6 * 3 + 3});
        run.set("stages", "3");
        run.runTo(3s);
        QCOMPARE(run.number("stage_3_working_mean_s"), 0.15);
        QVERIFY(run.number("stage_3_utilisation") > 0.9);
    }

    void beforeAnythingIsDoneThereIsNoBottleneck()
    {
        PipelineRun run(steady());
        for (const char *id : {"stage_1_utilisation", "bottleneck", "l", "lambda_w"})
            QVERIFY(!run.measure(id));
        run.runTo(90ms);
        QCOMPARE(run.number("stage_1_utilisation"), 0.0);
        QCOMPARE(run.number("l"), 0.0);
        for (const char *id : {"bottleneck", "lambda_w", "stage_1_waiting_mean_s"})
            QVERIFY(!run.measure(id));
    }

    void bothSidesOfLittlesLawAreMeasuredByThemselves()
    {
        PipelineRun run(steady());
        run.runTo(1s);
        // Each item is in flight for 130 ms; of number 9 we see 100 ms, of number 10 nothing yet.
        QVERIFY(near(run.number("l"), 8 * 0.13 + 0.1));
        QVERIFY(near(run.number("lambda_w"), 10 * 0.13)); // ten have come; those that have gone took 130 ms
    }

    void littlesLawHoldsExactlyWhereNothingIsInFlightAtEitherEnd()
    {
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            PipelineRun run({{"interval", "100ms"},
                             {"interval-shape", "exponential"},
                             {"work-shape", "lognormal"},
                             {"workers-2", "3"},
                             {"failure-rate", "10%"},
                             {"order", "keep"}},
                            seed);
            run.runTo(20s);
            close(run);
            run.runTo(2min);
            QCOMPARE(run.session.world().items().inFlight(), std::uint64_t{0});
            QVERIFY(run.session.world().items().failed > 0);
            QVERIFY(run.number("l") > 0.5);
            QVERIFY(near(run.number("l"), run.number("lambda_w")));
        }
    }

    void littlesLawHoldsInTheLongRun()
    {
        PipelineRun run({{"interval", "500ms"}, {"interval-shape", "exponential"}, {"work-shape", "exponential"}}, 1,
                        100s);
        run.runTo(5000s);
        QVERIFY(std::abs(run.number("l") / run.number("lambda_w") - 1) < 0.01);
    }

    void theWarmupIsLeftOut()
    {
        PipelineRun run({{"stages", "1"}, {"interval", "100ms"}, {"work-1", "50ms"}}, 1, 520ms);
        run.runTo(1020ms); // in (520, 1020]: born 6 … 10; gone 5 … 9
        QVERIFY(near(run.number("stage_1_utilisation"), (0.03 + 4 * 0.05 + 0.02) / 0.5));
        QVERIFY(near(run.number("l"), (0.03 + 4 * 0.05 + 0.02) / 0.5));
        QVERIFY(near(run.number("lambda_w"), 5 / 0.5 * 0.05));
        QCOMPARE(run.number("stage_1_working_mean_s"), 0.05);
        PipelineRun tooShort(Given{{"interval", "1s"}}, 1, 10s);
        tooShort.runTo(10s);
        for (const char *id : {"stage_1_utilisation", "stage_1_working_mean_s", "bottleneck", "l", "lambda_w"})
            QVERIFY(!tooShort.measure(id));
    }

    void whereItIsATandemOfQueuesTheRunsAgreeWithTheory()
    {
        // Twelve runs; each number's theory lies in the interval that covers the truth with 99.9 %.
        std::map<std::string, std::vector<double>> measured;
        std::map<std::string, double> theory;
        for (std::uint64_t seed = 1; seed <= 12; ++seed) {
            PipelineRun run(with(memoryless(), {{"workers-2", "3"}}), seed, 200s);
            run.runTo(3000s);
            for (const TheoryValue &one : run.session.theory()) {
                theory[std::string(one.id)] = one.value;
                measured[std::string(one.id)].push_back(one.measured.value());
            }
        }
        QCOMPARE(theory.size(), std::size_t{3 + 3 * 2});
        QVERIFY(near(theory.at("stage_1_utilisation"), 0.5));
        QVERIFY(near(theory.at("stage_1_waiting_mean_s"), 0.2)); // M/M/1: ρ / (μ − λ)
        for (const auto &[id, value] : theory) {
            QCOMPARE(measured.at(id).size(), std::size_t{12});
            const MeanWithInterval interval = meanWithInterval(measured.at(id), 0.999).value();
            QVERIFY2(interval.contains(value),
                     qPrintable(QStringLiteral("%1: %2, measured %3")
                                    .arg(QString::fromStdString(id))
                                    .arg(value)
                                    .arg(interval.mean)));
        }
    }

    void whereItIsNotATandemOfQueuesTheoryIsSilent()
    {
        const auto speaks = [](const Given &given, Duration end = 100s) {
            PipelineRun run(given);
            run.runTo(end);
            return !run.session.theory().empty();
        };
        QVERIFY(speaks(memoryless()));
        QVERIFY(speaks(with(memoryless(), {{"order", "keep"}}))); // with one worker a stage there is nothing to keep
        QVERIFY(speaks(with(memoryless(), {{"workers-6", "9"}, {"order", "keep"}})));
        QVERIFY(!speaks(with(memoryless(), {{"workers-2", "2"}, {"order", "keep"}})));
        QVERIFY(!speaks(with(memoryless(), {{"interval-shape", "uniform"}})));
        QVERIFY(!speaks(with(memoryless(), {{"work-shape", "fixed"}})));
        QVERIFY(!speaks(with(memoryless(), {{"failure-rate", "1%"}})));
        QVERIFY(!speaks(with(memoryless(), {{"interval", "200ms"}}))); // stage 1 does not keep up
        QVERIFY(!speaks(with(memoryless(), {{"capacity", "1"}})));     // is full now and then
        PipelineRun turned(memoryless());
        turned.runTo(100s);
        turned.set("work-3", "150ms");
        turned.runTo(200s);
        QVERIFY(turned.session.theory().empty());
    }

    void fiveHeadlinesSayHowItGoes()
    {
        PipelineRun run({});
        run.runTo(30s);
        const std::vector<Headline> lines = run.diagnosis().headlines;
        QCOMPARE(lines.size(), std::size_t{5});
        QCOMPARE(lines[0].value.text(), std::string("2.9 /s"));
        QCOMPARE(lines[0].note.text(), std::string("long run: bound by stage 2"));
        QCOMPARE(lines[1].value.text(), std::string("Stage 2"));
        QCOMPARE(lines[1].note.text(), std::string("utilisation 100 %"));
        QCOMPARE(lines[2].value.text(), std::to_string(run.session.world().items().inFlight()));
        QCOMPARE(lines[3].value.text(), std::string("3.75 s"));
        QCOMPARE(lines[4].note.text(), std::string("nothing failed"));
    }

    void theBottleneckIsNamedWhereThereIsOne()
    {
        PipelineRun run({});
        run.runTo(30s);
        QCOMPARE(run.checks(), (QStringList{"bottleneck", "channel-full"}));
        const Advice advice = run.diagnosis().advice.front();
        QCOMPARE(advice.sentence.text(),
                 std::string("Stage 2 is the bottleneck: its worker was busy 100 % of the last 10 s; it can handle 2.9 "
                             "/s, but 4.0 /s are offered."));
        QCOMPARE(advice.remedy.text(), std::string("Try “Stage 2 workers” = 2."));
        run.set("workers-2", "2"); // as advised
        run.runTo(2min);
        QVERIFY(run.checks().isEmpty());
    }

    void aLargerChannelThatIsAlwaysFullIsPointedOut()
    {
        PipelineRun large(Given{{"capacity", "32"}});
        large.runTo(20s);
        QCOMPARE(large.checks(), QStringList{"bottleneck"}); // not full yet
        large.runTo(2min);
        QCOMPARE(large.checks(), (QStringList{"bottleneck", "channel-full"}));
    }

    void theSourceIsNamedWhereItSetsThePace()
    {
        PipelineRun run(Given{{"interval", "1s"}});
        run.runTo(20s);
        QCOMPARE(run.checks(), QStringList{"channel-empty"});
        PipelineRun busy(Given{{"interval", "400ms"}});
        busy.runTo(20s);
        QVERIFY(busy.checks().isEmpty());
    }

    void retriesThatMultiplyTheLoadArePointedOut()
    {
        PipelineRun run({{"interval", "1s"}, {"failure-rate", "30%"}, {"on-failure", "retry"}, {"retries", "10"}});
        run.runTo(1min);
        QVERIFY(run.checks().contains("retries-multiply"));
        PipelineRun rare({{"interval", "1s"}, {"failure-rate", "2%"}, {"on-failure", "retry"}});
        rare.runTo(1min);
        QVERIFY(!rare.checks().contains("retries-multiply"));
        PipelineRun dropped({{"interval", "1s"}, {"failure-rate", "30%"}});
        dropped.runTo(1min);
        QVERIFY(!dropped.checks().contains("retries-multiply"));
    }

    void failuresNobodySeesArePointedOut()
    {
        PipelineRun dropped(Given{{"failure-rate", "25%"}});
        dropped.runTo(30s);
        QVERIFY(dropped.checks().contains("failures-unseen"));
        QCOMPARE(dropped.diagnosis().headlines[4].note.text(), std::string("now: dropped, unseen"));
        PipelineRun kept({{"failure-rate", "25%"}, {"on-failure", "dead-letter"}});
        kept.runTo(30s);
        QVERIFY(!kept.checks().contains("failures-unseen"));
        PipelineRun none({});
        none.runTo(30s);
        QVERIFY(!none.checks().contains("failures-unseen"));
    }

    void whatKeepingTheOrderCostsIsPointedOut()
    {
        const Given uneven{{"interval", "50ms"}, {"work-shape", "lognormal"}, {"workers-1", "8"},
                           {"workers-2", "16"},  {"workers-3", "8"},          {"capacity", "1"}};
        PipelineRun keep(with(uneven, {{"order", "keep"}}));
        keep.runTo(30s);
        QVERIFY(keep.checks().contains("order-holds"));
        PipelineRun any(uneven);
        any.runTo(30s);
        QVERIFY(!any.checks().contains("order-holds"));
        PipelineRun even({{"order", "keep"}, {"workers-2", "2"}}); // fixed times: nobody can overtake
        even.runTo(30s);
        QVERIFY(!even.checks().contains("order-holds"));
        close(keep); // the root has waited for all of it, which is nobody's turn
        keep.runTo(2min);
        QVERIFY(!keep.checks().contains("order-holds"));
    }

    void aClosedPipelineIsSaidToBeClosed()
    {
        PipelineRun run({});
        run.runTo(10s);
        QVERIFY(!run.checks().contains("closed"));
        close(run);
        run.runTo(12s); // nothing is offered any more, though there is still work
        QCOMPARE(run.checks(), QStringList{"closed"});
        QVERIFY(run.diagnosis().advice.front().sentence.text().find("will be processed") != std::string::npos);
        QCOMPARE(run.diagnosis().headlines[0].note.text(), std::string("the source is closed"));
        run.runTo(30s);
        QCOMPARE(run.checks(), QStringList{"closed"});
        QCOMPARE(run.diagnosis().headlines[0].note.text(), std::string("the source is closed"));
    }

    void whatHasNoEffectSaysWhy()
    {
        const PatternInfo &pattern = *findPattern("pipeline");
        const std::unique_ptr<ParameterTable> table = pattern.declare();
        const auto why = [&](std::string_view id, const Given &given) {
            return pattern.irrelevance(table->find(id).value(), valuesOf(pattern, given)).text();
        };
        QCOMPARE(why("work-4", {}), std::string("There is no stage 4."));
        QCOMPARE(why("workers-4", {}), std::string("There is no stage 4."));
        QVERIFY(why("work-4", {{"stages", "4"}}).empty() && why("work-shape", {}).empty());
        QVERIFY(!why("on-failure", {}).empty() && why("on-failure", {{"failure-rate", "1%"}}).empty());
        QVERIFY(!why("retries", {{"failure-rate", "1%"}}).empty());
        QVERIFY(why("retries", {{"failure-rate", "1%"}, {"on-failure", "retry"}}).empty());
        QVERIFY(!why("order", {{"workers-4", "2"}}).empty() && why("order", {{"workers-3", "2"}}).empty());
    }

    void ratesStandBesideTheTimesTheyComeFrom()
    {
        const PatternInfo &pattern = *findPattern("pipeline");
        const std::unique_ptr<ParameterTable> table = pattern.declare();
        const auto hint = [&](std::string_view id, const Given &given) {
            return pattern.hint(table->find(id).value(), valuesOf(pattern, given)).text();
        };
        QCOMPARE(hint("interval", {}), std::string("4.0 /s"));
        QCOMPARE(hint("work-1", {}), std::string("5.0 /s"));
        QCOMPARE(hint("work-1", {{"workers-1", "3"}}), std::string("5.0 /s each, 15.0 /s together"));
        QCOMPARE(hint("failure-rate", {{"failure-rate", "50%"}, {"stages", "2"}}),
                 std::string("25 % of the items arrive"));
        QCOMPARE(pattern.load(valuesOf(pattern, {})).text(),
                 std::string("Offered load 1.40: 4.0 /s offered, stage 2 can handle 2.9 /s"));
        // A quarter of the items fails in stage 1, so stage 2 gets three per second.
        QCOMPARE(pattern.load(valuesOf(pattern, {{"failure-rate", "25%"}})).text(),
                 std::string("Offered load 1.05: 4.0 /s offered, stage 2 can handle 2.9 /s"));
    }
};

QTEST_APPLESS_MAIN(TestPipelineMeasures)
#include "tst_pipeline_measures.moc"
