// SPDX-License-Identifier: MIT
#include "sim/patterns/limiter_run.h"

using namespace coroscope;
using namespace coroscope::test;

/// What the rate limiter says of itself.
class TestRateLimiterDiagnosis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headlinesSayHowManyWereRefusedAndWhoSetsThePace()
    {
        PracticeRun run(pattern, small({{"clients", "2"}, {"burst", "1"}, {"when-empty", "refuse"}}));
        run.runTo(10s);
        QCOMPARE(run.headlines(),
                 (QStringList{"Throughput: 5.0 /s (long run: limiter-bound)", "Refused: 75 % (150 of 200 requests)",
                              "Mean queue: 0.0 (requests waiting for a token)",
                              "Mean tokens: 0.0 (in the bucket, of 1)", "Latency p99: 50 ms (of those done)"}));
        PracticeRun calm(pattern, small({{"interval", "500ms"}}));
        calm.runTo(10s);
        QCOMPARE(calm.headlines(),
                 (QStringList{"Throughput: 1.9 /s (long run: client-bound)", "Refused: 0 % (none refused)",
                              "Mean queue: 0.0 (requests waiting for a token)",
                              "Mean tokens: 1.6 (in the bucket, of 2)", "Latency p99: 50 ms (sent → served)"}));
        PracticeRun waiting(pattern, small({{"clients", "4"}}));
        waiting.runTo(20s);
        // Each waits for four tokens, 800 ms, of which it pauses 100: seven eighths of four clients.
        QCOMPARE(waiting.headlines().at(2), QStringLiteral("Mean queue: 3.5 (requests waiting for a token)"));
        PracticeRun slow(pattern, small({{"work", "1s"}}));
        slow.runTo(10s);
        QCOMPARE(slow.headlines().at(0), QStringLiteral("Throughput: 0.90 /s (long run: worker-bound)"));
    }

    void adviceNamesTheCauseAndARemedyOnlyWhereThereIsOne()
    {
        const auto said = [](const Given &more, const char *check) {
            PracticeRun run(pattern, small(more));
            run.runTo(20s);
            return run.found(check);
        };
        QCOMPARE(said({{"clients", "2"}, {"when-empty", "refuse"}, {"workers", "2"}}, "refused"),
                 QStringLiteral("75 % of the requests in the last 10 s were refused: 2 clients would send 20.0 /s, and "
                                "the limit is 5.0 /s. Try “Rate” = 25 /s."));
        QCOMPARE(
            said({{"clients", "2"}, {"when-empty", "refuse"}, {"work", "60ms"}}, "refused"),
            QStringLiteral("75 % of the requests in the last 10 s were refused: 2 clients would send 20.0 /s, and "
                           "the limit is 5.0 /s. The limit protects the workers, which can serve 16.7 /s. Try “Rate” = "
                           "25 /s and “Workers” = 2."));
        QCOMPARE(said({{"clients", "8"}, {"interval", "2s"}, {"when-empty", "refuse"}, {"burst", "5"}}, "refused"),
                 QStringLiteral("38 % of the requests in the last 10 s were refused: on average fewer arrive than may "
                                "pass, but bursts are larger than the bucket. Try “Burst size” = 20."));
        QCOMPARE(said({{"workers", "2"}}, "clients-wait"),
                 QStringLiteral("Clients spent 50 % of their time in the last 10 s waiting for a token: 1 client would "
                                "send 10.0 /s, and the limit is 5.0 /s. Try “Rate” = 12.5 /s."));
        QCOMPARE(said({{"work", "400ms"}}, "service-overrun"),
                 QStringLiteral("The limiter does not protect the workers: it lets 5.0 /s pass, but they can serve "
                                "only 2.5 /s. Try “Workers” = 3."));
        QCOMPARE(said({{"work", "10s"}}, "service-overrun").section(QStringLiteral("Try"), 1),
                 QString()); // so many workers, and so low a rate, are not worth trying
        PracticeRun calm(pattern, {});
        calm.runTo(20s);
        QVERIFY(calm.diagnosis().advice.empty());
    }

    void hintsSayWhatTheValuesMeanAndWhichHaveNoEffect()
    {
        const PatternInfo &info = *findPattern(pattern);
        const std::unique_ptr<ParameterTable> table = info.declare();
        const std::vector<std::int64_t> values = valuesOf(info, {});
        const auto hint = [&](std::string_view id) { return info.hint(table->find(id).value(), values).text(); };
        QCOMPARE(hint("interval"), std::string("1.0 /s each, 3.0 /s together"));
        QCOMPARE(hint("rate"), std::string("a token every 200 ms"));
        QCOMPARE(hint("burst"), std::string("full again after 1 s"));
        QCOMPARE(hint("work"), std::string("3.3 /s each, 10.0 /s together"));
        QCOMPARE(info.load(values).text(),
                 std::string("Offered load 0.60: 3.0 /s offered, 5.0 /s may pass, 10.0 /s can be served"));
        const std::size_t capacity = table->find("capacity").value();
        QVERIFY(!info.irrelevance(capacity, values).empty());
        QVERIFY(info.irrelevance(capacity, valuesOf(info, {{"when-empty", "queue"}})).empty());
        QVERIFY(info.irrelevance(table->find("burst").value(), values).empty());
    }
};

QTEST_APPLESS_MAIN(TestRateLimiterDiagnosis)
#include "tst_rate_limiter_diagnosis.moc"
