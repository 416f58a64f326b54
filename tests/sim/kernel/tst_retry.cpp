// SPDX-License-Identifier: MIT
#include "kernel/retry.h"
#include "sim/kernel_script.h"

#include <algorithm>
#include <stdexcept>

using namespace coroscope;
using namespace coroscope::test;

/// Trying again, and how long to wait before.
class TestRetry : public QObject
{
    Q_OBJECT

    static QList<Duration> delays(std::uint32_t retry, Duration base, Duration cap)
    {
        Random random(1, "retry", 0);
        QList<Duration> list;
        for (int i = 0; i < 2000; ++i)
            list.push_back(fullJitter(random, retry, base, cap));
        std::sort(list.begin(), list.end());
        return list;
    }

private Q_SLOTS:
    void theLongestDelayDoublesUpToTheCapAndNeverOverflows()
    {
        QCOMPARE(longestDelay(0, 100ms, 1s), Duration(100ms));
        QCOMPARE(longestDelay(3, 100ms, 1s), Duration(800ms));
        QCOMPARE(longestDelay(4, 100ms, 1s), Duration(1s));
        QCOMPARE(longestDelay(0, 2s, 1s), Duration(1s));
        QCOMPARE(longestDelay(2, 1ns, 7ns), Duration(4ns)); // not yet the cap
        QCOMPARE(longestDelay(62, 1ns, Duration::max()), Duration(std::int64_t{1} << 62));
        QCOMPARE(longestDelay(200, 1ns, Duration::max()), Duration::max());
        QCOMPARE(longestDelay(200, 0s, 1s), Duration::zero());
        QCOMPARE(longestDelay(3, -1s, 1s), Duration::zero());
        QCOMPARE(longestDelay(3, 1s, -1s), Duration::zero());
    }

    void aDelayLiesEvenlyBetweenNothingAndTheDoubledBaseOrTheCap_data()
    {
        QTest::addColumn<int>("retry");
        QTest::addColumn<qint64>("longest");
        QTest::newRow("first") << 0 << qint64(100);
        QTest::newRow("second") << 1 << qint64(200);
        QTest::newRow("fourth") << 3 << qint64(800);
        QTest::newRow("capped") << 4 << qint64(1000);
        QTest::newRow("far beyond") << 62 << qint64(1000);
        QTest::newRow("beyond the clock") << 200 << qint64(1000);
    }
    void aDelayLiesEvenlyBetweenNothingAndTheDoubledBaseOrTheCap()
    {
        QFETCH(int, retry);
        QFETCH(qint64, longest);
        const QList<Duration> list = delays(std::uint32_t(retry), 100us, 1ms);
        const Duration limit = longest * 1us;
        QVERIFY(list.first() >= 0ns && list.first() < limit / 50);
        QVERIFY(list.last() <= limit && list.last() > limit - limit / 50);
        for (int quarter = 1; quarter < 4; ++quarter) {
            const Duration there = list.at(quarter * 500);
            QVERIFY(there > limit * quarter / 4 - limit / 20 && there < limit * quarter / 4 + limit / 20);
        }
    }

    void bothEndsOfTheRangeAreMet()
    {
        const QList<Duration> list = delays(0, 3ns, 1s);
        QCOMPARE(list.first(), 0ns);
        QCOMPARE(list.last(), 3ns);
        QCOMPARE(delays(5, 0ns, 1s).last(), 0ns);
        QCOMPARE(delays(5, 1s, 0ns).last(), 0ns);
        QVERIFY(delays(63, Duration::max(), Duration::max()).first() >= 0ns);
    }

    void aRandomNumberIsTakenWhateverTheLimits()
    {
        for (const Duration base : {0s, 1s}) {
            Random used(1, "retry", 0);
            fullJitter(used, 3, base, 9s);
            Random fresh(1, "retry", 0);
            fresh.uniform();
            QCOMPARE(used.uniform(), fresh.uniform());
        }
    }

    void itTriesABoundedNumberOfTimesAndThenRethrowsTheLastError()
    {
        Script s;
        RetryRules rules;
        rules.retries = 3;
        rules.base.setMean(0ns);
        s.start([&]() -> QCoro::Task<> {
            Random random = s.kernel().random("retry", 0);
            auto body = [&](std::uint32_t attempt) -> QCoro::Task<int> {
                co_await s.sleep(5ms);
                s.say(QStringLiteral("attempt %1").arg(attempt));
                throw std::runtime_error("broken " + std::to_string(attempt));
            };
            try {
                co_await retry(s.kernel(), random, rules, body);
            } catch (const std::runtime_error &error) {
                s.say(error.what());
            }
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log,
                 (QStringList{"5ms attempt 0", "10ms attempt 1", "15ms attempt 2", "20ms attempt 3", "20ms broken 3"}));
    }

    void betweenAttemptsItWaitsExactlyTheDelaysOfItsStream()
    {
        Script s;
        RetryRules rules;
        rules.retries = 4;
        rules.base.setMean(100ms);
        rules.cap.setMean(300ms);
        QList<Time> attempts;
        s.start([&]() -> QCoro::Task<> {
            Random random = s.kernel().random("retry", 7);
            auto body = [&](std::uint32_t attempt) -> QCoro::Task<int> {
                attempts.push_back(s.kernel().now());
                if (attempt < 4)
                    throw std::runtime_error("broken");
                co_return 9;
            };
            const int result = co_await retry(s.kernel(), random, rules, body);
            s.expect(result == 9, "another result");
        });
        s.kernel().runUntil(at(10s));
        QVERIFY(s.log.isEmpty());
        Random same(s.kernel().seed(), "retry", 7);
        Time expected{};
        QCOMPARE(attempts.size(), 5);
        for (std::uint32_t retry = 0; retry < 5; ++retry) {
            QCOMPARE(attempts.at(retry), expected);
            expected += fullJitter(same, retry, 100ms, 300ms);
        }
    }

    void aDelayUnderWayFollowsTurnedRulesAndKeepsItsRandomFactor_data()
    {
        QTest::addColumn<Duration>("base");
        QTest::addColumn<Duration>("cap");
        QTest::addColumn<Duration>("longest");
        QTest::newRow("not turned") << Duration(4s) << Duration(10s) << Duration(8s);
        QTest::newRow("base halved") << Duration(2s) << Duration(10s) << Duration(4s);
        QTest::newRow("base doubled, up to the cap") << Duration(8s) << Duration(10s) << Duration(10s);
        QTest::newRow("cap lowered") << Duration(4s) << Duration(6s) << Duration(6s);
        QTest::newRow("cap raised without effect") << Duration(4s) << forEver << Duration(8s);
        QTest::newRow("both taken away") << Duration(1ns) << Duration(1ns) << Duration(1ns);
    }
    void aDelayUnderWayFollowsTurnedRulesAndKeepsItsRandomFactor()
    {
        QFETCH(Duration, base);
        QFETCH(Duration, cap);
        QFETCH(Duration, longest);
        Script s;
        RetryRules rules;
        rules.retries = 2;
        rules.base.setMean(4s);
        rules.cap.setMean(10s);
        QList<Time> attempts;
        s.start([&]() -> QCoro::Task<> {
            Random random = s.kernel().random("retry", 0);
            auto body = [&](std::uint32_t attempt) -> QCoro::Task<> {
                attempts.push_back(s.kernel().now());
                if (attempt < 2)
                    throw std::runtime_error("broken");
                co_return;
            };
            co_await retry(s.kernel(), random, rules, body);
        });
        Random same(s.kernel().seed(), "retry", 0);
        const Duration first = fullJitter(same, 0, 4s, 10s);
        const double factor = inSeconds(fullJitter(same, 1, 4s, 10s)) / 8;
        QVERIFY(factor > 0.2 && factor < 0.9);
        s.kernel().runUntil(Time{} + first + 1s);
        QCOMPARE(attempts.size(), 2);
        rules.base.setMean(base);
        rules.cap.setMean(cap);
        s.kernel().runUntil(at(1h));
        QCOMPARE(attempts.size(), 3);
        const Duration delay{std::llround(factor * static_cast<double>(longest.count()))};
        QCOMPARE(attempts.at(1), Time{} + first);
        QCOMPARE(attempts.at(2), Time{} + first + std::max<Duration>(delay, 1s)); // or at once, where that has passed
    }

    void aLongestDelayOfAllTimeIsStillARandomOne()
    {
        RetryRules rules;
        rules.base.setMean(1s);
        Random random(1, "retry", 0);
        RetryDelay delay(random, 200, rules);
        QVERIFY(delay.sample().length() > Duration(24h) && delay.sample().length() < forEver / 2);
        rules.cap.setMean(0s);
        QCOMPARE(delay.sample().length(), Duration::zero());
    }

    void aDelayOfNothingIsNothing()
    {
        RetryRules rules;
        Random random(1, "retry", 0);
        RetryDelay delay(random, 0, rules);
        QCOMPARE(delay.sample().length(), Duration::zero());
        rules.base.setMean(1s);
        QCOMPARE(delay.sample().length(), Duration::zero());
    }

    void aSuccessIsNotTriedAgainAndACancellationIsNoErrorToRetry()
    {
        Script s;
        RetryRules rules;
        rules.retries = 9;
        s.start([&]() -> QCoro::Task<> {
            Random random = s.kernel().random("retry", 0);
            auto good = [&](std::uint32_t) -> QCoro::Task<> {
                s.say("good");
                co_return;
            };
            co_await retry(s.kernel(), random, rules, good);
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.setDeadline(at(3ms));
                auto slow = [&](std::uint32_t) -> QCoro::Task<> {
                    s.say("slow");
                    co_await s.sleep(1h);
                };
                co_await retry(s.kernel(), random, rules, slow);
            });
            s.say("over");
            s.expect(random.uniform() == s.kernel().random("retry", 0).uniform(), "a delay was drawn");
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, (QStringList{"0ms good", "0ms slow", "3ms over"}));
    }
};

QTEST_APPLESS_MAIN(TestRetry)
#include "tst_retry.moc"
