// SPDX-License-Identifier: MIT
#include "kernel/ticker.h"
#include "kernel/timeout.h"
#include "sim/kernel_script.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// A task that waits for ticks, each 10 ms unless turned, and logs their ms.
struct Ticking : Script {
    explicit Ticking(MissedTicks rule = MissedTicks::Skip) : missed(rule) { }
    ~Ticking() { close(); }

    void begin(int ticks)
    {
        start([this, ticks]() -> QCoro::Task<> {
            Ticker ticker(kernel(), period, 0, missed);
            for (int i = 0; i < ticks; ++i) {
                co_await ticker.next();
                log.push_back(QString::number(kernel().now().time_since_epoch() / 1ms));
                lastDue = ticker.due();
                if (work > 0ms)
                    co_await sleep(work);
            }
        });
    }
    void set(Duration when, Duration mean)
    {
        kernel().runUntil(at(when));
        period.setMean(mean);
    }

    MissedTicks missed;
    LiveDuration period{10ms};
    Duration work{};
    Time lastDue{};
};

} // namespace

/// Periodic ticks, in time and missed, and turned.
class TestTicker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ticksComeAtMultiplesOfThePeriodWhateverTheBodyTakes()
    {
        Script s;
        LiveDuration period(10ms);
        s.start([&]() -> QCoro::Task<> {
            Ticker ticker(s.kernel(), period, 0);
            for (int i = 0; i < 4; ++i) {
                co_await ticker.next();
                s.say("tick");
                co_await s.work(7ms);
            }
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"10ms tick", "20ms tick", "30ms tick", "40ms tick"}));
    }

    void missedTicksFollowThePolicy_data()
    {
        QTest::addColumn<int>("policy");
        QTest::addColumn<QStringList>("ticks");
        QTest::newRow("burst") << int(MissedTicks::Burst) << QStringList{"10", "45", "45", "45", "50", "60"};
        QTest::newRow("delay") << int(MissedTicks::Delay) << QStringList{"10", "45", "55", "65", "75", "85"};
        QTest::newRow("skip") << int(MissedTicks::Skip) << QStringList{"10", "45", "50", "60", "70", "80"};
    }
    void missedTicksFollowThePolicy()
    {
        QFETCH(int, policy);
        QFETCH(QStringList, ticks);
        Script s;
        LiveDuration period(10ms);
        s.start([&]() -> QCoro::Task<> {
            Ticker ticker(s.kernel(), period, 0, MissedTicks(policy));
            for (int i = 0; i < 6; ++i) {
                co_await ticker.next();
                s.log.push_back(QString::number(s.kernel().now().time_since_epoch() / 1ms));
                if (i == 0)
                    co_await s.work(35ms); // the ticks at 20, 30 and 40 are missed
            }
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, ticks);
    }

    void aTurnedPeriodMovesTheTickThatIsWaitedFor_data()
    {
        QTest::addColumn<int>("turnedAt");
        QTest::addColumn<int>("period");
        QTest::addColumn<QStringList>("ticks");
        QTest::newRow("longer") << 14 << 25 << QStringList{"10", "35", "60", "85"};
        QTest::newRow("shorter") << 14 << 6 << QStringList{"10", "16", "22", "28"};
        QTest::newRow("shorter than what has passed") << 16 << 5 << QStringList{"10", "16", "21", "26"};
        QTest::newRow("the same") << 14 << 10 << QStringList{"10", "20", "30", "40"};
        QTest::newRow("before the first") << 4 << 15 << QStringList{"15", "30", "45", "60"};
    }
    void aTurnedPeriodMovesTheTickThatIsWaitedFor()
    {
        QFETCH(int, turnedAt);
        QFETCH(int, period);
        QFETCH(QStringList, ticks);
        for (const MissedTicks missed : {MissedTicks::Burst, MissedTicks::Delay, MissedTicks::Skip}) {
            Ticking t(missed);
            t.begin(4);
            t.set(turnedAt * 1ms, period * 1ms);
            t.kernel().runUntil(at(1s));
            QCOMPARE(t.log, ticks);
            QCOMPARE(t.lastDue, at(ticks.back().toInt() * 1ms));
        }
    }

    void turnedDownAndUpAgainWithinAnInstantTheTickComesWhenItShould()
    {
        Ticking t;
        t.begin(2);
        t.set(5ms, 1ms);
        t.period.setMean(30ms);
        t.kernel().runUntil(at(1s));
        QCOMPARE(t.log, (QStringList{"30", "60"}));
    }

    void aPeriodTurnedBetweenTwoWaitsCountsFromTheLastTick()
    {
        Ticking t;
        t.work = 4ms;
        t.begin(3);
        t.set(12ms, 25ms); // the tick of 10 has come, and the body works
        t.kernel().runUntil(at(1s));
        QCOMPARE(t.log, (QStringList{"10", "35", "60"}));
        Ticking slow;
        slow.work = 4ms;
        slow.begin(3);
        slow.set(12ms, 1ms); // the ticks of 11, 12 and 13 are missed; the first of them comes at once
        slow.kernel().runUntil(at(30ms));
        QCOMPARE(slow.log, (QStringList{"10", "14", "18"}));
    }

    void aTickThatIsLateAlreadyComesAtOnceWhateverIsTurned()
    {
        Ticking t(MissedTicks::Burst);
        t.work = 15ms;
        t.begin(3);
        t.start([&]() -> QCoro::Task<> {
            co_await t.sleep(10ms);
            co_await t.sleep(15ms); // armed after the body's work: it has asked for the tick of 20, which waits to come
            t.period.setMean(100ms);
        });
        t.kernel().runUntil(at(1s));
        QCOMPARE(t.log, (QStringList{"10", "25", "120"}));
    }

    void aCancelledWaitLosesNoTick()
    {
        Script s;
        LiveDuration period(10ms);
        s.start([&]() -> QCoro::Task<> {
            Ticker ticker(s.kernel(), period, 0);
            for (int i = 0; i < 3; ++i) {
                co_await timeout(s.kernel(), Duration(4ms), [&]() -> QCoro::Task<> { co_await ticker.next(); });
                s.expect(ticker.due() == (i < 2 ? at(0ms) : at(10ms)), "due");
            }
            s.say("tick");
            co_await ticker.next();
            s.say("tick");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"10ms tick", "20ms tick"}));
    }

    void oneThatIsCancelledBeforeItWaitsLosesNoTickEither()
    {
        Script s;
        LiveDuration period(10ms);
        s.start([&]() -> QCoro::Task<> {
            Ticker ticker(s.kernel(), period, 0);
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.cancel();
                co_await ticker.next();
            });
            co_await ticker.next();
            s.say("tick");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"10ms tick"});
    }

    void whoWaitsForATickAgainAfterItWasDueGetsItAtOnce()
    {
        Script s;
        LiveDuration period(10ms);
        s.start([&]() -> QCoro::Task<> {
            Ticker ticker(s.kernel(), period, 0);
            co_await timeout(s.kernel(), Duration(4ms), [&]() -> QCoro::Task<> { co_await ticker.next(); });
            co_await s.sleep(9ms);
            co_await ticker.next();
            s.say("tick");
            co_await ticker.next();
            s.say("tick");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"13ms tick", "20ms tick"}));
    }

    void aCancelledWaitKeepsItsTickWhateverIsTurned()
    {
        Script s;
        LiveDuration period(10ms);
        s.start([&]() -> QCoro::Task<> {
            Ticker ticker(s.kernel(), period, 0);
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.setDeadline(at(4ms));
                co_await ticker.next();
            });
            period.setMean(50ms);
            s.expect(ticker.due() == at(0ms), "a tick that nobody got has counted");
            co_await ticker.next();
            s.say("tick");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"50ms tick"});
    }

    void aTurnedPeriodIsToldAsASleepRetimed()
    {
        Ticking t;
        t.begin(1);
        t.set(5ms, 25ms);
        t.kernel().runUntil(at(1s));
        QCOMPARE(t.events().filter("sleep"), (QStringList{"0 sleep-started", "5 sleep-retimed", "25 sleep-ended"}));
    }

    void aPeriodBeyondTheClockNeverTicksAndNoneAtAllTicksEachNanosecond()
    {
        Ticking t;
        t.begin(2);
        t.set(5ms, Duration::max());
        t.kernel().runUntil(at(1000h));
        QCOMPARE(t.log, QStringList{});
        t.set(1000h, 0s);
        t.kernel().runUntil(at(1001h));
        QCOMPARE(t.log.size(), 2);
        QCOMPARE(t.lastDue, at(1000h + 1ns));
    }
};

QTEST_APPLESS_MAIN(TestTicker)
#include "tst_ticker.moc"
