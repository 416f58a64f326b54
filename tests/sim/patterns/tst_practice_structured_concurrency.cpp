// SPDX-License-Identifier: MIT
#include "patterns/practices/structured_concurrency/structured_concurrency.h"
#include "sim/patterns/practice_run.h"

using namespace coroscope;
using namespace coroscope::test;
using namespace coroscope::practices::structured;

/// Parts that outlive the request that wanted them, and what they waste.
class TestPracticeStructuredConcurrency : public QObject
{
    Q_OBJECT

    /// Requests of two parts that compute for 300 ms each, given up after 150 ms; a second between them.
    static Given small(const Given &more)
    {
        Given given = {{"tasks", "2"},        {"steps", "3"}, {"compute", "100ms"}, {"compute-shape", "fixed"},
                       {"patience", "150ms"}, {"pause", "1s"}};
        given.insert(given.end(), more.begin(), more.end());
        return given;
    }

private Q_SLOTS:
    void onOneSeedDetachedPartsOutliveTheirRequestAndThoseOfAScopeNever()
    {
        PracticeRun detached("structured-concurrency", {});
        PracticeRun scope("structured-concurrency", {{"variant", "scope"}});
        detached.runTo(60s);
        scope.runTo(60s);
        QVERIFY(detached.measure("given_up").value() > 10);
        QVERIFY(scope.measure("given_up").value() > 10);
        QVERIFY(detached.measure("outliving_tasks").value() > 10);
        QVERIFY(detached.measure("wasted_work_s").value() > 2);
        QVERIFY(detached.measure("wasted_share").value() > 0.03);
        QCOMPARE(scope.measure("outliving_tasks").value(), 0.0);
        QCOMPARE(scope.measure("wasted_work_s").value(), 0.0);
        QCOMPARE(scope.measure("wasted_share").value(), 0.0);
        QVERIFY(scope.measure("answered_per_s").value() >= detached.measure("answered_per_s").value());
    }

    void whereNobodyWaitsForLongPartsLeftBehindKeepAllThreadsBusy()
    {
        const Given impatient = {{"patience", "400ms"}, {"pause", "0"}};
        Given scoped = impatient;
        scoped.push_back({"variant", "scope"});
        PracticeRun detached("structured-concurrency", impatient, 1, {}, 10s);
        PracticeRun scope("structured-concurrency", scoped, 1, {}, 10s);
        detached.runTo(60s);
        scope.runTo(60s);
        QVERIFY2(detached.measure("wasted_share").value() > 0.9,
                 qPrintable(QString::number(*detached.measure("wasted_share"))));
        QVERIFY(detached.measure("answered_per_s").value() < 0.05);
        QVERIFY(scope.measure("answered_per_s").value() > 0.2);
    }

    void outlivingPartsAndTheirWorkAreCountedToTheNanosecond()
    {
        PracticeRun detached("structured-concurrency", small({}));
        detached.runTo(1100ms);
        QCOMPARE(detached.story({EventKind::ItemCreated, EventKind::ItemCancelled}),
                 (QStringList{"0 item-created 1 by Request 1", "150 item-cancelled 1 by Request 1"}));
        QCOMPARE(detached.measure("given_up").value(), 1.0);
        QCOMPARE(detached.measure("outliving_tasks").value(), 2.0);
        QCOMPARE(detached.measure("wasted_work_s").value(), 0.3); // two parts, from 150 to 300 ms
        QCOMPARE(detached.measure("wasted_share").value(), 0.5);
        PracticeRun scope("structured-concurrency", small({{"variant", "scope"}}));
        scope.runTo(1100ms);
        QCOMPARE(scope.measure("given_up").value(), 1.0);
        QCOMPARE(scope.measure("outliving_tasks").value(), 0.0);
        QCOMPARE(scope.measure("wasted_share").value(), 0.0);
        QCOMPARE(scope.session.metrics().group(Parts).cancelled, std::uint64_t{2});
        PracticeRun later("structured-concurrency", small({}), 1, {}, 250ms);
        later.runTo(1100ms);
        QCOMPARE(later.measure("wasted_work_s").value(), 0.1); // from 250 to 300 ms
        QCOMPARE(later.measure("wasted_share").value(), 1.0);  // after the warm-up nobody wants anything any more
    }

    void aRequestThatIsAnsweredInTimeLeavesNobodyBehind()
    {
        for (const std::string_view variant : {"detach", "scope"}) {
            PracticeRun run("structured-concurrency", small({{"variant", variant}, {"patience", "301ms"}}));
            run.runTo(1200ms);
            QCOMPARE(run.session.world().items().done, std::uint64_t{1});
            QCOMPARE(run.measure("outliving_tasks").value(), 0.0);
            QCOMPARE(run.measure("wasted_work_s").value(), 0.0);
        }
    }

    void whatIsTurnedActsOnTheRequestUnderWayOrTheNext()
    {
        const auto after = [](std::string_view id, std::string_view text, Duration end = 1100ms) {
            auto run = std::make_unique<PracticeRun>("structured-concurrency", small({}));
            run->schedule(50ms, id, text);
            run->runTo(end);
            return run;
        };
        QCOMPARE(after("patience", "400ms")->session.world().items().done, std::uint64_t{1});
        QCOMPARE(after("compute", "20ms")->session.world().items().done, std::uint64_t{1}); // 50, 70 and 90 ms
        QCOMPARE(after("steps", "1")->session.world().items().done, std::uint64_t{1});
        QCOMPARE(after("pause", "100ms", 250ms)->session.world().items().created, std::uint64_t{2});
        QCOMPARE(after("tasks", "5", 1200ms)->session.metrics().group(Parts).spawned, std::uint64_t{7});
        QCOMPARE(after("variant", "scope", 5s)->measure("outliving_tasks").value(), 2.0);
        QCOMPARE(after("threads", "1")->measure("wasted_work_s").value(), 0.35); // one left after 100 ms: up to 500 ms
    }

    void abandonedPartsAreNamedWhereThereAreSome()
    {
        PracticeRun detached("structured-concurrency", small({}));
        detached.runTo(1100ms);
        QCOMPARE(detached.found("abandoned-work"),
                 QString("2 parts outlived their request so far: they go on computing answers that nobody wants. Try "
                         "“Parts” = Scope."));
        for (const Given &calm : {Given{{"variant", "scope"}}, Given{{"patience", "400ms"}}}) {
            PracticeRun run("structured-concurrency", small(calm));
            run.runTo(20s);
            QCOMPARE(run.found("abandoned-work"), QString());
        }
    }

    void requestsThatAreMostlyGivenUpAreNamed()
    {
        PracticeRun impatient("structured-concurrency", small({{"variant", "scope"}}));
        impatient.runTo(11s);
        QCOMPARE(impatient.found("given-up"),
                 QString("Most requests are given up: 9 cancelled, 0 answered in the last 10 s. An answer takes about "
                         "300 ms at best, and the client waits only 150 ms."));
        PracticeRun patient("structured-concurrency", small({{"patience", "400ms"}}));
        patient.runTo(11s);
        QVERIFY(patient.diagnosis().advice.empty());
    }

    void headlinesAreOfTheLastTenSeconds()
    {
        PracticeRun run("structured-concurrency", small({{"patience", "400ms"}, {"pause", "700ms"}}));
        run.runTo(20s);
        QCOMPARE(run.headlines(),
                 (QStringList{"Answered: 1.0 /s (requests)", "Given up: 0 (requests)", "Outlived request: 0 (parts)",
                              "Utilisation: 30 % (0.6 of 2 threads)", "Waiting to run: 0 % (for one of 2 threads)"}));
    }
};

QTEST_APPLESS_MAIN(TestPracticeStructuredConcurrency)
#include "tst_practice_structured_concurrency.moc"
