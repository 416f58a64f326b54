// SPDX-License-Identifier: MIT
#include "kernel/timeout.h"
#include "sim/kernel_script.h"

#include <stdexcept>

using namespace coroscope;
using namespace coroscope::test;

/// A time limit around a body.
class TestTimeout : public QObject
{
    Q_OBJECT

    static QString text(const OrTimedOut<int> &outcome)
    {
        return std::holds_alternative<TimedOut>(outcome) ? "timed out" : QString::number(std::get<0>(outcome));
    }
    /// What a limit of @p limit makes of a body; says it.
    static void limited(Script &s, Duration limit, std::function<QCoro::Task<int>()> body)
    {
        s.start([&s, limit, body = std::move(body)]() -> QCoro::Task<> {
            const auto outcome = co_await timeout(s.kernel(), limit, std::ref(body));
            s.say(text(outcome));
        });
    }

private Q_SLOTS:
    void inTimeItGivesTheResult()
    {
        Script s;
        limited(s, 10ms, [&]() -> QCoro::Task<int> {
            co_await s.sleep(4ms);
            co_return 7;
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"4ms 7"});
        QCOMPARE(s.count(EventKind::CancelRequested), 0);
    }

    void tooLateItGivesTimedOutWhenTheBodyHasCleanedUp()
    {
        Script s;
        limited(s, 10ms, [&]() -> QCoro::Task<int> {
            const auto cleanUp = qScopeGuard([&] { s.say("unwound"); });
            bool struck = false;
            try {
                co_await s.sleep(1h);
            } catch (const Cancelled &) {
                struck = true;
            }
            if (struck) {
                const Shield cleaning(s.kernel());
                co_await s.sleep(5ms);
            }
            co_await s.sleep(1h);
            co_return 1;
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, (QStringList{"15ms unwound", "15ms timed out"}));
    }

    void workThatIsReadyBeatsTheTimeoutOfTheSameInstant()
    {
        Script s;
        limited(s, 10ms, [&]() -> QCoro::Task<int> {
            co_await s.sleep(6ms);
            co_await s.sleep(4ms);
            co_await s.sleep(0ms);
            co_return 3;
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"10ms 3"});
    }

    void swallowingTheCancellationCannotTurnATimeoutIntoSuccess()
    {
        Script s;
        limited(s, 10ms, [&]() -> QCoro::Task<int> {
            try {
                co_await s.sleep(1h);
            } catch (const Cancelled &) {
                s.say("swallowed");
            }
            co_return 1;
        });
        limited(s, 10ms, [&]() -> QCoro::Task<int> {
            const Shield shield(s.kernel());
            co_await s.sleep(20ms);
            co_return 2;
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, (QStringList{"10ms swallowed", "10ms timed out", "20ms timed out"}));
    }

    void anotherExceptionThrownWhileBeingCancelledWins()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            auto body = [&]() -> QCoro::Task<int> {
                try {
                    co_await s.sleep(1h);
                } catch (const Cancelled &) {
                    throw std::runtime_error("clean-up failed");
                }
                co_return 1;
            };
            try {
                co_await timeout(s.kernel(), 10ms, body);
            } catch (const std::runtime_error &error) {
                s.say(error.what());
            }
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, QStringList{"10ms clean-up failed"});
    }

    void aHugeLimitNeverOverflows()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(1s);
            auto body = [&]() -> QCoro::Task<> { co_await s.sleep(1h); };
            const auto outcome = co_await timeout(s.kernel(), Duration::max(), body);
            s.say(outcome.index() == 0 ? "done" : "timed out");
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, QStringList{"3601000ms done"});
    }

    void noTimeAtAllStillLetsTheBodyDoWhatItCanAtOnce()
    {
        Script s;
        limited(s, 0ms, [&]() -> QCoro::Task<int> {
            co_await s.sleep(0ms);
            co_return 1;
        });
        limited(s, -5ms, [&]() -> QCoro::Task<int> {
            co_await s.sleep(1ns);
            co_return 2;
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms 1", "0ms timed out"}));
    }

    void theEarliestOfNestedLimitsCountsUpToTheNearestShield()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            auto slow = [&]() -> QCoro::Task<int> {
                co_await s.sleep(1h);
                co_return 1;
            };
            auto inner = [&]() -> QCoro::Task<int> {
                const auto outcome = co_await timeout(s.kernel(), 20ms, slow);
                s.say("inner " + text(outcome)); // never: the outer one comes first
                co_return 2;
            };
            s.say("outer " + text(co_await timeout(s.kernel(), 10ms, inner)));
            auto shielded = [&]() -> QCoro::Task<int> {
                const Shield shield(s.kernel());
                const auto outcome = co_await timeout(s.kernel(), 20ms, slow);
                s.say("shielded " + text(outcome));
                co_return 3;
            };
            s.say("outer " + text(co_await timeout(s.kernel(), 10ms, shielded)));
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, (QStringList{"10ms outer timed out", "30ms shielded timed out", "30ms outer timed out"}));
    }

    void aCancellationFromOutsideGoesOn()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            const ScopeEnd end = co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.setDeadline(at(5ms));
                auto slow = [&]() -> QCoro::Task<> { co_await s.sleep(1h); };
                co_await timeout(s.kernel(), 5ms, slow); // both at once: the outer one catches
                s.say("never");
            });
            s.say(end.timedOut ? "outer" : "wrong");
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, QStringList{"5ms outer"});
    }

    void theEndOfWhatHadALimitIsToldWhetherOrNotItWasInTime()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            for (int i = 1; i <= 4; ++i) {
                auto body = [&]() -> QCoro::Task<> { co_await s.sleep(i * 10ms); };
                const auto outcome = co_await timeout(s.kernel(), 25ms, body);
                s.say(isTimedOut(outcome) ? "timed out" : "in time");
            }
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"10ms in time", "30ms in time", "55ms timed out", "80ms timed out"}));
        QCOMPARE(s.events().filter("deadline-met"),
                 (QStringList{"10 deadline-met", "30 deadline-met", "55 deadline-met", "80 deadline-met"}));
    }

    void aTurnedLimitCountsFromTheStart_data()
    {
        QTest::addColumn<int>("limit");
        QTest::addColumn<double>("factor");
        QTest::addColumn<QString>("said");
        QTest::newRow("left alone") << 100 << 1.0 << "100ms timed out";
        QTest::newRow("longer") << 150 << 1.0 << "150ms timed out";
        QTest::newRow("shorter") << 70 << 1.0 << "70ms timed out";
        QTest::newRow("shorter than what has passed") << 10 << 1.0 << "40ms timed out";
        QTest::newRow("none") << 0 << 1.0 << "40ms timed out";
        QTest::newRow("with its random factor") << 120 << 0.5 << "60ms timed out";
        QTest::newRow("longer than the body takes") << 1000 << 1.0 << "200ms 7";
    }
    void aTurnedLimitCountsFromTheStart()
    {
        QFETCH(int, limit);
        QFETCH(double, factor);
        QFETCH(QString, said);
        Script s;
        LiveDuration live(100ms);
        s.start([&]() -> QCoro::Task<> {
            auto body = [&]() -> QCoro::Task<int> {
                co_await s.sleep(200ms);
                co_return 7;
            };
            const auto outcome = co_await timeout(s.kernel(), Sample{&live, factor}, body);
            s.say(text(outcome));
        });
        s.kernel().runUntil(at(40ms));
        live.setMean(limit * 1ms);
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{said});
    }

    void aLimitTurnedUpAfterItStruckChangesNothing()
    {
        Script s;
        LiveDuration live(10ms);
        s.start([&]() -> QCoro::Task<> {
            auto body = [&]() -> QCoro::Task<> {
                const Shield shield(s.kernel());
                co_await s.sleep(30ms);
            };
            const auto outcome = co_await timeout(s.kernel(), live.exactly(), body);
            s.say(outcome.index() == 0 ? "done" : "timed out");
        });
        s.kernel().runUntil(at(20ms));
        live.setMean(1h);
        QCOMPARE(s.kernel().nextTime(), at(30ms));
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, QStringList{"30ms timed out"});
        QCOMPARE(s.count(EventKind::CancelRequested), 1);
        QCOMPARE(s.count(EventKind::DeadlineSet), 1);
    }

    void eachOfSeveralLimitsIsReckonedFromItsOwnStart()
    {
        Script s;
        LiveDuration live(100ms);
        for (int i = 0; i < 3; ++i) {
            s.start([&s, &live, i]() -> QCoro::Task<> {
                co_await s.sleep(i * 10ms);
                auto body = [&s]() -> QCoro::Task<int> {
                    co_await s.sleep(1h);
                    co_return 1;
                };
                const auto outcome = co_await timeout(s.kernel(), live.exactly(), body);
                s.say(QString::number(i) + " " + text(outcome));
            });
        }
        s.kernel().runUntil(at(60ms));
        live.setMean(45ms); // the first two are overdue, in the order in which they began
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, (QStringList{"60ms 0 timed out", "60ms 1 timed out", "65ms 2 timed out"}));
    }
};

QTEST_APPLESS_MAIN(TestTimeout)
#include "tst_timeout.moc"
