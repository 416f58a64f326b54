// SPDX-License-Identifier: MIT
#include "kernel/broadcast.h"
#include "kernel/timeout.h"
#include "sim/kernel_script.h"

#include <stdexcept>

using namespace coroscope;
using namespace coroscope::test;

/// Every value to everybody, and an account of what was missed.
class TestBroadcast : public QObject
{
    Q_OBJECT

    static QString text(const Heard<int> &heard)
    {
        return heard.missed == 0 ? QString::number(heard.value)
                                 : QStringLiteral("%1 (missed %2)").arg(heard.value).arg(heard.missed);
    }
    /// Says each value it hears, busy for @p pause after each, up to the end.
    static Script::Body listener(Script &s, Broadcast<int> &broadcast, const QString &name, Duration pause)
    {
        return [&s, &broadcast, name, pause]() -> QCoro::Task<> {
            BroadcastReceiver<int> receiver(broadcast);
            while (const std::optional<Heard<int>> heard = co_await receiver.receive()) {
                s.say(name + text(*heard));
                co_await s.sleep(pause);
            }
            s.say(name + "end");
        };
    }
    /// Sends 1 … @p count, one each @p period, and closes.
    static Script::Body speaker(Script &s, Broadcast<int> &broadcast, int count, Duration period)
    {
        return [&s, &broadcast, count, period]() -> QCoro::Task<> {
            for (int i = 1; i <= count; ++i) {
                co_await s.sleep(period);
                s.expect(broadcast.send(i) == broadcast.receivers(), "somebody will not hear it");
            }
            broadcast.close();
        };
    }

private Q_SLOTS:
    void everyValueReachesEveryReceiverInOrder()
    {
        Script s;
        Broadcast<int> broadcast(s.kernel(), 0, 4);
        s.start(listener(s, broadcast, "a", 0ms));
        s.start(listener(s, broadcast, "b", 15ms));
        s.start(speaker(s, broadcast, 3, 10ms));
        s.kernel().runUntil(at(1s));
        QCOMPARE(
            s.log,
            (QStringList{"10ms a1", "10ms b1", "20ms a2", "25ms b2", "30ms a3", "30ms aend", "40ms b3", "55ms bend"}));
    }

    void whoLagsMissesTheOldestAndIsToldHowMany()
    {
        Script s;
        Broadcast<int> broadcast(s.kernel(), 0, 2);
        s.start(listener(s, broadcast, "slow ", 45ms));
        s.start(speaker(s, broadcast, 6, 10ms));
        s.kernel().runUntil(at(1s));
        // At 55 ms, 2 … 5 have been sent since, and 4 and 5 are kept; at 100 ms, 6 is left besides 5.
        QCOMPARE(
            s.log,
            (QStringList{"10ms slow 1", "55ms slow 4 (missed 2)", "100ms slow 5", "145ms slow 6", "190ms slow end"}));
    }

    void aReceiverHearsWhatIsSentSinceItIsThere()
    {
        Script s;
        Broadcast<int> broadcast(s.kernel(), 0, 2);
        QCOMPARE(broadcast.send(1), std::size_t{0});
        BroadcastReceiver<int> first(broadcast);
        QCOMPARE(broadcast.send(2), std::size_t{1});
        {
            BroadcastReceiver<int> second(broadcast);
            QCOMPARE(broadcast.receivers(), std::size_t{2});
            QCOMPARE(second.tryReceive().outcome, ReceiveOutcome::Empty);
            QCOMPARE(broadcast.send(3), std::size_t{2});
            QCOMPARE(second.tryReceive().heard->value, 3);
        }
        broadcast.close();
        QCOMPARE(broadcast.send(4), std::size_t{0});
        QCOMPARE(text(*first.tryReceive().heard), "2");
        QCOMPARE(text(*first.tryReceive().heard), "3");
        QCOMPARE(first.tryReceive().outcome, ReceiveOutcome::Ended);
        QCOMPARE(broadcast.receivers(), std::size_t{1});
    }

    void aCancelledReceiveHasHeardNothing()
    {
        Script s;
        Broadcast<int> broadcast(s.kernel(), 0, 2);
        s.start([&]() -> QCoro::Task<> {
            BroadcastReceiver<int> receiver(broadcast);
            const auto late = co_await timeout(s.kernel(), 4ms, s.keep([&]() -> QCoro::Task<> {
                (void)co_await receiver.receive();
                s.say("never");
            }));
            s.expect(isTimedOut(late), "in time");
            s.expect(broadcast.send(1) == 1, "nobody is there");
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.cancel();
                (void)co_await receiver.receive();
            });
            const std::optional<Heard<int>> heard = co_await receiver.receive();
            s.say(text(*heard));
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"4ms 1"});
    }

    void whoWasGivenAValueHasItAlthoughItIsCancelledInBetween()
    {
        Script s;
        Broadcast<int> broadcast(s.kernel(), 0, 2);
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.spawn({0, 0}, s.keep(listener(s, broadcast, "", 1ms)));
                co_await s.sleep(4ms);
                s.expect(broadcast.send(1) == 1, "nobody is there");
                scope.cancel();
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"4ms 1"});
    }

    void nothingKeptIsRefused()
    {
        Script s;
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, Broadcast<int>(s.kernel(), 0, 0));
    }
};

QTEST_APPLESS_MAIN(TestBroadcast)
#include "tst_broadcast.moc"
