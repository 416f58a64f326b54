// SPDX-License-Identifier: MIT
#include "kernel/ticker.h"
#include "sim/kernel_script.h"

using namespace coroscope;
using namespace coroscope::test;

/// Periodic ticks, in time and missed.
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

    void aTurnedPeriodCountsFromTheNextTick()
    {
        Script s;
        LiveDuration period(10ms);
        s.start([&]() -> QCoro::Task<> {
            Ticker ticker(s.kernel(), period, 0);
            for (int i = 0; i < 3; ++i) {
                co_await ticker.next();
                s.say("tick");
            }
            s.expect(ticker.due() == at(60ms), "another tick");
        });
        s.kernel().runUntil(at(5ms));
        period.setMean(25ms);
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"10ms tick", "35ms tick", "60ms tick"}));
    }
};

QTEST_APPLESS_MAIN(TestTicker)
#include "tst_ticker.moc"
