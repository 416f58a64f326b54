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

    void itTriesABoundedNumberOfTimesAndThenRethrowsTheLastError()
    {
        Script s;
        RetryRules rules;
        rules.retries = 3;
        rules.base = 0ns;
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
        rules.base = 100ms;
        rules.cap = 300ms;
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
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, (QStringList{"0ms good", "0ms slow", "3ms over"}));
    }
};

QTEST_APPLESS_MAIN(TestRetry)
#include "tst_retry.moc"
