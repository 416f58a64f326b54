// SPDX-License-Identifier: MIT
#include "kernel/notify.h"
#include "kernel/timeout.h"
#include "sim/kernel_script.h"

using namespace coroscope;
using namespace coroscope::test;

/// A word that wakes, and is kept where nobody waits for it.
class TestNotify : public QObject
{
    Q_OBJECT

    static Script::Body waiter(Script &s, Notify &notify, const QString &name, Duration start = 0ms)
    {
        return [&s, &notify, name, start]() -> QCoro::Task<> {
            co_await s.sleep(start);
            co_await notify.notified();
            s.say(name);
        };
    }

private Q_SLOTS:
    void oneWordWakesTheOneWhoWaitsLongest()
    {
        Script s;
        Notify notify(s.kernel(), 7);
        s.start(waiter(s, notify, "b", 2ms));
        s.start(waiter(s, notify, "a", 1ms));
        s.kernel().runUntil(at(5ms));
        notify.notifyOne();
        s.kernel().runUntil(at(6ms));
        QCOMPARE(s.log, QStringList{"5ms a"});
        notify.notifyOne();
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"5ms a", "6ms b"}));
    }

    void aWordWithNobodyInLineIsKeptOnce()
    {
        Script s;
        Notify notify(s.kernel(), 7);
        notify.notifyOne();
        notify.notifyOne();
        s.start(waiter(s, notify, "a"));
        s.start(waiter(s, notify, "b"));
        s.kernel().runUntil(at(5ms));
        QCOMPARE(s.log, QStringList{"0ms a"});
        notify.notifyOne();
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms a", "5ms b"}));
    }

    void aWordToAllWakesThoseInLineInTheirOrderAndIsNotKept()
    {
        Script s;
        Notify notify(s.kernel(), 7);
        notify.notifyAll();
        s.start(waiter(s, notify, "b", 2ms));
        s.start(waiter(s, notify, "a", 1ms));
        s.start(waiter(s, notify, "late", 6ms));
        s.kernel().runUntil(at(5ms));
        notify.notifyAll();
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"5ms a", "5ms b"}));
        QCOMPARE(s.kernel().stuck(), Kernel::Stuck::Stalled);
        s.close();
    }

    void theTraceHasTheWaitAsASleepOfItsActivityAndWhatEndedIt()
    {
        Script s;
        Notify notify(s.kernel(), 7);
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.spawn({0, 0}, s.keep(waiter(s, notify, "a")));
                co_await s.sleep(1ms);
                const World world = s.world();
                s.expect(world.tasks().at(0).state == TaskState::Waiting, "not waiting");
                s.expect(world.tasks().at(0).waitKind == WaitKind::Sleep, "not asleep");
                s.expect(world.tasks().at(0).object == 7, "another activity");
                s.kernel().createItem().done(); // an event that the word follows
                notify.notifyOne();
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"1ms a"});
        QStringList waits;
        for (Sequence i = 0; i < s.trace.count(); ++i) {
            const Event &event = s.trace.at(i);
            if (event.object != 7 || event.item != 0)
                continue;
            waits.push_back(s.events().at(qsizetype(i)));
            if (event.kind == EventKind::SleepEnded) {
                QCOMPARE(event.payload, std::int64_t{1'000'000});
                QCOMPARE(s.trace.at(i - event.cause).kind, EventKind::ItemDone);
            }
        }
        QCOMPARE(waits, (QStringList{"0 sleep-started", "1 sleep-ended"}));
    }

    void aCancelledWaitUsesNothingUp()
    {
        Script s;
        Notify notify(s.kernel(), 7);
        s.start([&]() -> QCoro::Task<> {
            const auto late = co_await timeout(s.kernel(), 4ms, s.keep(waiter(s, notify, "never")));
            s.expect(isTimedOut(late), "notified");
            notify.notifyOne();
            co_await notify.notified();
            s.say("kept");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"4ms kept"});
    }

    void whoWasNotifiedAndIsCancelledInTheSameInstantWasNotified()
    {
        Script s;
        Notify notify(s.kernel(), 7);
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.spawn({0, 0}, s.keep(waiter(s, notify, "heard it")));
                co_await s.sleep(4ms);
                notify.notifyOne();
                scope.cancel();
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"4ms heard it"});
    }

    void aLoopOfWordsThatAreKeptLetsOthersHaveTheirTurn()
    {
        Script s;
        Notify notify(s.kernel(), 7);
        s.start([&]() -> QCoro::Task<> {
            for (int i = 0; i < 1000; ++i) {
                notify.notifyOne();
                co_await notify.notified();
            }
            s.say("looped");
        });
        s.start([&]() -> QCoro::Task<> {
            s.say("the other");
            co_return;
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms the other", "0ms looped"}));
    }
};

QTEST_APPLESS_MAIN(TestNotify)
#include "tst_notify.moc"
