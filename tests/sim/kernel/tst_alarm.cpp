// SPDX-License-Identifier: MIT
#include "kernel/alarm.h"
#include "sim/kernel_script.h"

using namespace coroscope;
using namespace coroscope::test;

/// The wait that somebody else may end.
class TestAlarm : public QObject
{
    Q_OBJECT

    static Script::Body waiting(Script &s, Alarm &alarm, Time due, const QString &who)
    {
        return [&s, &alarm, due, who]() -> QCoro::Task<> {
            const bool inTime = co_await alarm.wait(due);
            s.say(who + (inTime ? ": in time" : ": rung"));
        };
    }

private Q_SLOTS:
    void theWaitEndsAtItsTimeOrWhenItIsRung()
    {
        Script s;
        Alarm alarm(s.kernel(), 3);
        s.start(waiting(s, alarm, at(20ms), "a"));
        s.start(waiting(s, alarm, never, "b"));
        s.kernel().runUntil(at(30ms));
        QCOMPARE(s.log, QStringList{"20ms a: in time"});
        alarm.wake();
        s.kernel().runUntil(at(40ms));
        QCOMPARE(s.log.back(), "30ms b: rung");
        s.close();
    }

    void allWhoWaitAreRungInTheirOrderAndTheirTimeDoesNotComeAsWell()
    {
        Script s;
        Alarm alarm(s.kernel(), 0);
        s.start(waiting(s, alarm, at(20ms), "a"));
        s.start(waiting(s, alarm, at(5ms), "b"));
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(5ms);
            alarm.wake();
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"5ms a: rung", "5ms b: rung"}));
        QCOMPARE(s.count(EventKind::SleepEnded), 3);
    }

    void aRingThatNobodyWaitsForIsLost()
    {
        Script s;
        Alarm alarm(s.kernel(), 0);
        alarm.wake();
        s.start(waiting(s, alarm, at(7ms), "a"));
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"7ms a: in time"});
    }

    void allThatIsReadyAtItsTimeHappensBefore()
    {
        Script s;
        Alarm alarm(s.kernel(), 0);
        s.start(waiting(s, alarm, at(10ms), "alarm"));
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(10ms);
            co_await s.sleep(0ms);
            s.say("work");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"10ms work", "10ms alarm: in time"}));
    }

    void aTimeThatHasPassedIsNowOnceTheOthersHaveHadTheirTurn()
    {
        Script s;
        Alarm alarm(s.kernel(), 0);
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(10ms);
            const bool inTime = co_await alarm.wait(at(3ms));
            s.say(inTime ? "in time" : "rung");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"10ms in time"});
    }

    void theTraceSaysHowLongItWillWaitAndNothingWhereItIsForEver()
    {
        Script s;
        Alarm alarm(s.kernel(), 3);
        s.start(waiting(s, alarm, at(20ms), "a"));
        s.start(waiting(s, alarm, never, "b"));
        s.kernel().runUntil(at(20ms));
        QList<std::int64_t> lengths;
        for (Sequence i = 0; i < s.trace.count(); ++i) {
            const Event &event = s.trace.at(i);
            if (event.kind == EventKind::SleepStarted) {
                QCOMPARE(event.object, 3u);
                QVERIFY(event.site != 0);
                lengths.push_back(event.payload);
            }
        }
        QCOMPARE(lengths, (QList<std::int64_t>{20'000'000, 0}));
        s.close();
    }

    void waitingForEverDoesNotHideThatNobodyCanGoOn()
    {
        Script s;
        Alarm alarm(s.kernel(), 0);
        s.start(waiting(s, alarm, never, "a"));
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.kernel().stuck(), Kernel::Stuck::Stalled);
        alarm.wake();
        s.kernel().runUntil(at(2s));
        QCOMPARE(s.log, QStringList{"1000ms a: rung"});
    }

    void aCancelledWaitLeavesNothingBehind()
    {
        Script s;
        Alarm alarm(s.kernel(), 0);
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) {
                scope.setDeadline(at(4ms));
                scope.spawn({0, 0}, s.keep(waiting(s, alarm, at(8ms), "never")));
            });
            s.say("out");
        });
        s.kernel().runUntil(at(6ms));
        alarm.wake();
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"4ms out"});
        QCOMPARE(s.kernel().nextTime(), never);
    }
};

QTEST_APPLESS_MAIN(TestAlarm)
#include "tst_alarm.moc"
