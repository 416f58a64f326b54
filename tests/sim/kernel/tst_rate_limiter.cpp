// SPDX-License-Identifier: MIT
#include "kernel/rate_limiter.h"
#include "kernel/timeout.h"
#include "sim/kernel_script.h"

#include <limits>
#include <stdexcept>

using namespace coroscope;
using namespace coroscope::test;

/// So many per time.
class TestRateLimiter : public QObject
{
    Q_OBJECT

    /// Takes @p count tokens at @p start, and says so.
    static Script::Body taker(Script &s, RateLimiter &limiter, const QString &name, Duration start,
                              std::int64_t count = 1)
    {
        return [&s, &limiter, name, start, count]() -> QCoro::Task<> {
            co_await s.sleep(start);
            co_await limiter.acquire(count);
            s.say(name);
        };
    }
    static Script::Body taking(Script &s, RateLimiter &limiter, int times)
    {
        return [&s, &limiter, times]() -> QCoro::Task<> {
            for (int i = 1; i <= times; ++i) {
                co_await limiter.acquire();
                s.say(QString::number(i));
            }
        };
    }

private Q_SLOTS:
    void aFullBucketIsTakenAtOnceAndThenOneComesEveryInterval()
    {
        Script s;
        LiveDuration interval(10ms);
        RateLimiter limiter(s.kernel(), interval, 3, 0);
        s.start(taking(s, limiter, 6));
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms 1", "0ms 2", "0ms 3", "10ms 4", "20ms 5", "30ms 6"}));
        QCOMPARE(s.events().filter("sleep-"),
                 (QStringList{"0 sleep-started", "10 sleep-ended", "10 sleep-started", "20 sleep-ended",
                              "20 sleep-started", "30 sleep-ended"}));
    }

    void itFillsUpWhileNobodyTakesAndNoFurtherThanTheBurst()
    {
        Script s;
        LiveDuration interval(10ms);
        RateLimiter limiter(s.kernel(), interval, 3, 0);
        s.start(taking(s, limiter, 3));
        s.kernel().runUntil(at(25ms));
        QCOMPARE(limiter.tokens(), 2);
        s.kernel().runUntil(at(1s));
        QCOMPARE(limiter.tokens(), 3);
        s.start(taking(s, limiter, 4));
        s.kernel().runUntil(at(2s));
        QCOMPARE(s.log.mid(3), (QStringList{"1000ms 1", "1000ms 2", "1000ms 3", "1010ms 4"}));
    }

    void theyAreServedInTheOrderOfAskingAndWhoWantsManyIsNotOvertaken()
    {
        Script s;
        LiveDuration interval(10ms);
        RateLimiter limiter(s.kernel(), interval, 4, 0);
        s.start(taker(s, limiter, "four", 0ms, 4));
        s.start(taker(s, limiter, "three", 1ms, 3));
        s.start(taker(s, limiter, "one", 2ms));
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(15ms);
            s.expect(limiter.tokens() == 1 && !limiter.tryAcquire(), "overtook who was in line");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms four", "30ms three", "40ms one"}));
    }

    void moreThanTheBucketHoldsAreTakenWhenItIsFullAndOwed()
    {
        Script s;
        LiveDuration interval(10ms);
        RateLimiter limiter(s.kernel(), interval, 2, 0);
        s.start(taker(s, limiter, "five", 0ms, 5));
        s.start(taker(s, limiter, "one", 1ms));
        s.kernel().runUntil(at(5ms));
        QCOMPARE(limiter.tokens(), -3);
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms five", "40ms one"}));
    }

    void aCancelledWaitHasTakenNothingAndThoseBehindMoveUp()
    {
        Script s;
        LiveDuration interval(10ms);
        RateLimiter limiter(s.kernel(), interval, 3, 0);
        s.start(taker(s, limiter, "all", 0ms, 3));
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(1ms);
            const auto late = co_await timeout(s.kernel(), 4ms, s.keep([&]() -> QCoro::Task<> {
                co_await limiter.acquire(3);
                s.say("never");
            }));
            s.expect(isTimedOut(late), "in time");
        });
        s.start(taker(s, limiter, "one", 2ms));
        s.kernel().runUntil(at(3ms));
        QCOMPARE(s.kernel().nextTime(), at(5ms));
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms all", "10ms one"}));
        QCOMPARE(s.events().filter("sleep-retimed"), QStringList{"5 sleep-retimed"});
    }

    void theIntervalCanBeTurnedWhileTheyWait()
    {
        Script s;
        LiveDuration interval(10ms);
        RateLimiter limiter(s.kernel(), interval, 1, 0);
        s.start(taking(s, limiter, 6));
        s.kernel().runUntil(at(14ms));
        interval.setMean(20ms); // the one under way began at 10 ms
        s.kernel().runUntil(at(55ms));
        interval.setMean(2ms); // began at 50 ms: now
        s.kernel().runUntil(at(56ms));
        interval.setMean(forEver);
        s.kernel().runUntil(at(10s));
        QCOMPARE(s.log, (QStringList{"0ms 1", "10ms 2", "30ms 3", "50ms 4", "55ms 5"}));
        interval.setMean(0ms);
        s.kernel().runUntil(at(11s));
        QCOMPARE(s.log.last(), "10000ms 6");
        QCOMPARE(limiter.tokens(), 1);
    }

    void theBurstCanBeTurned()
    {
        Script s;
        LiveDuration interval(10ms);
        RateLimiter limiter(s.kernel(), interval, 5, 0);
        limiter.setBurst(2);
        QCOMPARE(limiter.tokens(), 2);
        limiter.setBurst(4);
        QCOMPARE(limiter.tokens(), 2);
        s.kernel().runUntil(at(15ms));
        QCOMPARE(limiter.tokens(), 3);
        s.kernel().runUntil(at(1s));
        QCOMPARE(limiter.tokens(), 4);
    }

    void fewerThanOneAreRefused()
    {
        Script s;
        LiveDuration interval(10ms);
        RateLimiter limiter(s.kernel(), interval, 1, 0);
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, RateLimiter(s.kernel(), interval, 0, 0));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, (void)limiter.acquire(0));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, (void)limiter.tryAcquire(0));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, limiter.setBurst(0));
        QCOMPARE(limiter.tokens(), 1);
    }

    void aLoopThatNeverWaitsLetsOthersHaveTheirTurn()
    {
        Script s;
        LiveDuration interval(0ms);
        RateLimiter limiter(s.kernel(), interval, 1, 0);
        s.start([&]() -> QCoro::Task<> {
            for (int i = 0; i < 1000; ++i)
                co_await limiter.acquire();
            s.say("looped");
        });
        s.start([&]() -> QCoro::Task<> {
            s.say("the other");
            co_return;
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms the other", "0ms looped"}));
    }

    void whatIsOwedToThoseInLineHasNoEndThatItCouldPass()
    {
        Script s;
        LiveDuration interval(1ns);
        RateLimiter limiter(s.kernel(), interval, 1, 0);
        for (int i = 0; i < 4; ++i) {
            s.start([&, i]() -> QCoro::Task<> {
                co_await limiter.acquire(std::numeric_limits<std::int64_t>::max());
                s.say(QString::number(i));
            });
        }
        s.kernel().runUntil(at(1000h));
        QCOMPARE(s.log, QStringList{"0ms 0"}); // the others wait for what it owes
        s.close();
    }
};

QTEST_APPLESS_MAIN(TestRateLimiter)
#include "tst_rate_limiter.moc"
