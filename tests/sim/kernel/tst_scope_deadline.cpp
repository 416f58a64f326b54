// SPDX-License-Identifier: MIT
#include "sim/kernel_script.h"

using namespace coroscope;
using namespace coroscope::test;

/// When a scope's deadline is set, moved and over, and what strikes harder than it.
class TestScopeDeadline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itGoesWithItsScope()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.setDeadline(at(1h));
                co_await s.sleep(5ms);
            });
        });
        s.kernel().runUntil(at(10ms));
        QCOMPARE(s.events().filter("deadline"), (QStringList{"0 deadline-set", "5 deadline-met"}));
        QCOMPARE(s.kernel().nextTime(), never);
    }

    void takenAwayItDoesNotStrike()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            const ScopeEnd end = co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.setDeadline(at(5ms));
                scope.setDeadline(never);
                co_await s.sleep(9ms);
            });
            s.say(end.cancelled ? "wrong" : "in time");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"9ms in time"});
        QCOMPARE(s.events().filter("deadline"), (QStringList{"0 deadline-set", "0 deadline-met"}));
    }

    void oneInThePastStrikesNowAndIsShownSo()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(20ms);
            const ScopeEnd end = co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.setDeadline(at(5ms));
                co_await s.sleep(1h);
            });
            s.say(end.timedOut ? "timed out" : "wrong");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"20ms timed out"});
        for (Sequence i = 0; i < s.trace.count(); ++i) {
            if (s.trace.at(i).kind == EventKind::DeadlineSet)
                QCOMPARE(s.trace.at(i).payload, 0);
        }
    }

    void killingFromOutsideStrikesAScopeThatHasTimedOutBehindItsShields()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &outer) -> QCoro::Task<> {
                outer.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                    co_await s.sleep(7ms);
                    outer.kill();
                }));
                co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                    scope.setDeadline(at(5ms));
                    const Shield cleaningUp(s.kernel());
                    co_await s.sleep(1h);
                    s.say("never");
                });
            });
            s.say("out");
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, QStringList{"7ms out"});
    }
};

QTEST_APPLESS_MAIN(TestScopeDeadline)
#include "tst_scope_deadline.moc"
