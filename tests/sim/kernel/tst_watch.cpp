// SPDX-License-Identifier: MIT
#include "kernel/timeout.h"
#include "kernel/watch.h"
#include "sim/kernel_script.h"

using namespace coroscope;
using namespace coroscope::test;

/// One value, and those who want to know when it changes.
class TestWatch : public QObject
{
    Q_OBJECT

    /// Says each value it sees, busy for @p pause after each, up to the end.
    static Script::Body watcher(Script &s, Watch<int> &watch, const QString &name, Duration pause)
    {
        return [&s, &watch, name, pause]() -> QCoro::Task<> {
            WatchReceiver<int> receiver(watch);
            while (co_await receiver.changed()) {
                s.say(name + QString::number(receiver.value()));
                co_await s.sleep(pause);
            }
            s.say(name + "end");
        };
    }

private Q_SLOTS:
    void everyWatcherSeesTheNewestValueAndTheSlowOneSkipsThoseBetween()
    {
        Script s;
        Watch<int> watch(s.kernel(), 0, 0);
        s.start(watcher(s, watch, "a", 0ms));
        s.start(watcher(s, watch, "b", 25ms));
        s.start([&]() -> QCoro::Task<> {
            for (int i = 1; i <= 4; ++i) {
                co_await s.sleep(10ms);
                watch.set(i);
            }
            watch.close();
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log,
                 (QStringList{"10ms a1", "10ms b1", "20ms a2", "30ms a3", "35ms b3", "40ms a4", "40ms aend", "60ms b4",
                              "85ms bend"}));
    }

    void theValueThatIsThereAtTheStartCountsAsSeen()
    {
        Script s;
        Watch<int> watch(s.kernel(), 0, 1);
        watch.set(2);
        s.start(watcher(s, watch, "a", 0ms));
        s.kernel().runUntil(at(5ms));
        QCOMPARE(s.log, QStringList());
        watch.modify([](int &value) { value += 40; });
        s.kernel().runUntil(at(6ms));
        QCOMPARE(s.log, QStringList{"5ms a42"});
        s.close();
    }

    void lookingIsNotSeeing()
    {
        Script s;
        Watch<int> watch(s.kernel(), 0, 1);
        WatchReceiver<int> receiver(watch);
        watch.set(2);
        const WatchReceiver<int> copy = receiver;
        QCOMPARE(receiver.value(), 2);
        QVERIFY(receiver.hasChanged());
        QCOMPARE(receiver.see(), 2);
        QVERIFY(!receiver.hasChanged());
        QVERIFY(copy.hasChanged());
    }

    void anEqualValueIsAChange()
    {
        Script s;
        Watch<int> watch(s.kernel(), 0, 1);
        s.start(watcher(s, watch, "a", 0ms));
        s.kernel().runUntil(at(1ms));
        watch.set(1);
        s.kernel().runUntil(at(2ms));
        QCOMPARE(s.log, QStringList{"1ms a1"});
        s.close();
    }

    void aCancelledWaitHasSeenNothing()
    {
        Script s;
        Watch<int> watch(s.kernel(), 0, 1);
        s.start([&]() -> QCoro::Task<> {
            WatchReceiver<int> receiver(watch);
            const auto late = co_await timeout(s.kernel(), 4ms, s.keep([&]() -> QCoro::Task<> {
                (void)co_await receiver.changed();
                s.say("never");
            }));
            s.expect(isTimedOut(late), "in time");
            watch.set(2);
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.cancel();
                (void)co_await receiver.changed();
            });
            s.expect(receiver.hasChanged(), "seen");
            s.expect(co_await receiver.changed(), "closed");
            s.say("seen");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"4ms seen"});
    }

    void aWatchThatIsClosedStillShowsItsLastChangeOnce()
    {
        Script s;
        Watch<int> watch(s.kernel(), 0, 1);
        s.start([&]() -> QCoro::Task<> {
            WatchReceiver<int> receiver(watch);
            watch.set(2);
            watch.close();
            s.expect(co_await receiver.changed(), "no change");
            s.expect(!co_await receiver.changed(), "another change");
            s.expect(!co_await receiver.changed(), "yet another change");
            s.say("done");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"0ms done"});
    }

    void twoWhoWaitAtOneReceiverBothLearnOfAChange()
    {
        Script s;
        Watch<int> watch(s.kernel(), 0, 1);
        WatchReceiver<int> receiver(watch);
        for (int i = 0; i < 2; ++i) {
            s.start([&]() -> QCoro::Task<> {
                const bool changed = co_await receiver.changed();
                s.say(changed ? "changed" : "closed");
            });
        }
        s.kernel().runUntil(at(1s));
        watch.set(2);
        s.kernel().runUntil(at(2s));
        QCOMPARE(s.log, (QStringList{"1000ms changed", "1000ms changed"}));
    }
};

QTEST_APPLESS_MAIN(TestWatch)
#include "tst_watch.moc"
