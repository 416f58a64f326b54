// SPDX-License-Identifier: MIT
#include "kernel/alarm.h"
#include "kernel/join_handle.h"
#include "kernel/join_set.h"
#include "kernel/lock.h"
#include "kernel/select.h"
#include "kernel/semaphore.h"
#include "kernel/ticker.h"
#include "sim/kernel_script.h"

#include <algorithm>

using namespace coroscope;
using namespace coroscope::test;

/// The first of several operations, and no other.
class TestSelect : public QObject
{
    Q_OBJECT

    /// Sends @p value without waiting.
    static void put(Script &s, Channel<int> &channel, int value)
    {
        s.expect(channel.trySend(std::move(value)) == SendOutcome::Accepted, "not sent");
    }
    static QString held(Channel<int> &channel)
    {
        QString text;
        for (;;) {
            Channel<int>::Attempt one = channel.tryReceive();
            if (!one.value)
                return text;
            text += QString::number(*one.value) + ' ';
        }
    }

private Q_SLOTS:
    void ofTwoReceivesThatAreServedInOneTurnOneTakesAndTheOtherValueStays()
    {
        Script s;
        Channel<int> one(s.kernel(), 0, 5);
        Channel<int> other(s.kernel(), 1, 5);
        s.start([&]() -> QCoro::Task<> {
            const auto got = co_await select(s.kernel(), biased, one.receive(), other.receive());
            s.say(QStringLiteral("%1: %2").arg(got.index()).arg(std::visit([](auto value) { return *value; }, got)));
        });
        s.start([&]() -> QCoro::Task<> {
            put(s, other, 2); // the first to be served, whatever the order of asking
            put(s, one, 1);
            co_return;
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"0ms 1: 2"});
        QCOMPARE(held(one), "1 ");
        QCOMPARE(held(other), "");
        s.close();
    }

    void ofTwoSendsThatCouldBothGoThroughOneDoesAndTheOtherValueStaysWithTheSender()
    {
        Script s;
        Channel<int> one(s.kernel(), 0, 0);
        Channel<int> other(s.kernel(), 1, 0);
        s.start([&]() -> QCoro::Task<> {
            int first = 1;
            int second = 2;
            const auto sent = co_await select(s.kernel(), biased, one.send(std::move(first)),
                                              other.send(std::move(second)));
            s.expect(std::get<0>(sent) == SendOutcome::Accepted, "not accepted");
            s.say(QString::number(sent.index()));
        });
        s.start([&]() -> QCoro::Task<> {
            s.say("one " + held(one));
            s.say("other " + held(other));
            co_return;
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms one 1 ", "0ms other ", "0ms 0"}));
        s.close();
    }

    void anItemIsNeverLostWhicheverBranchIsTaken()
    {
        Script s;
        Channel<Item> one(s.kernel(), 0, 0);
        Channel<Item> other(s.kernel(), 1, 0);
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) {
                for (std::uint32_t i = 0; i < 2; ++i) {
                    scope.spawn({0, i}, s.keep([&, i]() -> QCoro::Task<> {
                        Channel<Item> &channel = i == 0 ? one : other;
                        for (int k = 0; k < 100; ++k) {
                            Item item = s.kernel().createItem();
                            co_await channel.send(std::move(item));
                        }
                    }));
                }
                for (std::uint32_t i = 0; i < 3; ++i) {
                    scope.spawn({1, i}, s.keep([&, i]() -> QCoro::Task<> {
                        Random random = s.kernel().random("choice", i);
                        for (int misses = 0; misses < 2;) {
                            auto got = co_await select(s.kernel(), random, one.receive(), other.receive(),
                                                       s.sleep(1ms));
                            if (got.index() == 2)
                                ++misses;
                            else
                                std::visit(
                                    [](auto &value) {
                                        if constexpr (!std::is_same_v<std::monostate &, decltype(value)>)
                                            value->done();
                                    },
                                    got);
                        }
                    }));
                }
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.count(EventKind::ItemDone), 200);
        QCOMPARE(s.count(EventKind::ItemCancelled) + s.count(EventKind::ItemLost), 0);
        QCOMPARE(s.kernel().tasksAlive(), 0u);
        const World world = s.world();
        for (const ChannelView &channel : world.channels())
            QVERIFY(channel.senders.empty() && channel.receivers.empty()); // the picture's lines are empty, too
        s.close();
    }

    void whatCanBeDoneAtOnceIsDoneWithoutAskingTheOthers()
    {
        Script s;
        Channel<int> one(s.kernel(), 0, 5);
        Channel<int> other(s.kernel(), 1, 5);
        put(s, one, 1);
        put(s, other, 2);
        s.start([&]() -> QCoro::Task<> {
            const auto got = co_await select(s.kernel(), biased, one.receive(), other.receive());
            s.say(QString::number(got.index()));
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"0ms 0"});
        QCOMPARE(held(other), "2 ");
        QCOMPARE(s.count(EventKind::ReceiveBlocked), 0);
        s.close();
    }

    void biasedAlwaysPrefersTheFirstAndFairnessLetsEachHaveItsShare()
    {
        const auto firsts = [](bool fair, std::uint64_t seed) {
            Script s(Schedule::Fifo, seed);
            Channel<int> one(s.kernel(), 0, 1000);
            Channel<int> other(s.kernel(), 1, 1000);
            for (int i = 0; i < 1000; ++i) {
                put(s, one, i);
                put(s, other, i);
            }
            QString order;
            s.start([&]() -> QCoro::Task<> {
                Random random = s.kernel().random("select", 0);
                for (int i = 0; i < 1000; ++i) {
                    const SelectOrder from = fair ? SelectOrder(random) : SelectOrder(biased);
                    const auto got = co_await select(s.kernel(), from, one.receive(), other.receive());
                    order += QString::number(got.index());
                }
            });
            s.kernel().runUntil(at(1s));
            s.close();
            return order;
        };
        QCOMPARE(firsts(false, 1).count('0'), 1000);
        const QString fair = firsts(true, 1);
        QVERIFY2(fair.count('0') > 440 && fair.count('0') < 560, qPrintable(fair));
        QCOMPARE(firsts(true, 1), fair); // equal seed, equal choices
        QVERIFY(firsts(true, 2) != fair);
    }

    void aSelectOverASleepIsATimeoutThatLosesNothing()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        s.start([&]() -> QCoro::Task<> {
            const auto first = co_await select(s.kernel(), biased, channel.receive(), s.sleep(5ms));
            s.say(QString::number(first.index()));
            put(s, channel, 3);
            const auto second = co_await select(s.kernel(), biased, channel.receive(), s.sleep(5ms));
            s.say(QStringLiteral("%1: %2").arg(second.index()).arg(*std::get<0>(second)));
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"5ms 1", "5ms 0: 3"}));
        QCOMPARE(s.kernel().nextTime(), never); // the sleep in vain is not waited for
        QCOMPARE(s.count(EventKind::ReceiveAbandoned), 1);
        s.close();
    }

    void aLoserLeavesTheLineForALockAndTheNextGetsIt()
    {
        Script s;
        Lock lock(s.kernel(), 0);
        s.start([&]() -> QCoro::Task<> {
            const LockGuard guard = co_await lock.acquire();
            co_await s.sleep(10ms);
        });
        s.start([&]() -> QCoro::Task<> {
            const auto got = co_await select(s.kernel(), biased, lock.acquire(), s.sleep(5ms));
            s.say(QString::number(got.index()));
        });
        s.start([&]() -> QCoro::Task<> {
            const auto got = co_await select(s.kernel(), biased, lock.acquire(), s.sleep(50ms));
            s.say(QString::number(got.index()));
            s.expect(lock.taken(), "not held");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"5ms 1", "10ms 0"}));
        QVERIFY(!lock.taken()); // the guard went with the outcome
        s.close();
    }

    void aLoserThatLeavesASemaphoreLetsInWhoStandsBehindItAndNobodyOfItsOwn()
    {
        for (const bool cancelled : {false, true}) {
            Script s;
            Semaphore semaphore(s.kernel(), 0, 5);
            s.start([&]() -> QCoro::Task<> {
                const auto most = co_await semaphore.acquire(4);
                auto last = co_await semaphore.acquire();
                co_await s.sleep(2ms);
                last->release(); // enough for the second below, but the first stands before it
                co_await s.sleep(1h);
            });
            s.start([&]() -> QCoro::Task<> {
                co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                    if (cancelled)
                        scope.setDeadline(at(5ms));
                    const auto got = co_await select(s.kernel(), biased, semaphore.acquire(5), semaphore.acquire(1),
                                                     s.sleep(cancelled ? 9ms : 5ms));
                    s.say(QString::number(got.index()));
                });
            });
            s.start([&]() -> QCoro::Task<> {
                const auto one = co_await semaphore.acquire();
                s.say("behind");
                s.expect(semaphore.taken() == 5, "taken");
            });
            s.kernel().runUntil(at(1s));
            s.log.sort();
            QCOMPARE(s.log, cancelled ? QStringList{"5ms behind"} : (QStringList{"5ms 2", "5ms behind"}));
            QCOMPARE(semaphore.taken(), 4);
            s.close();
        }
    }

    void whoeverSelectsASemaphoreGetsItsPermit()
    {
        Script s;
        Semaphore semaphore(s.kernel(), 0, 1);
        s.start([&]() -> QCoro::Task<> {
            const auto permit = co_await semaphore.acquire();
            co_await s.sleep(3ms);
        });
        s.start([&]() -> QCoro::Task<> {
            const auto got = co_await select(s.kernel(), biased, s.sleep(9ms), semaphore.acquire());
            s.expect(std::get<1>(got)->count() == 1, "no permit");
            s.say(QString::number(got.index()));
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"3ms 1"});
        QCOMPARE(semaphore.taken(), 0);
        s.close();
    }

    void theFirstTaskToEndIsJoinedAndTheOtherCanStillBe()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                auto answer = [&](Duration length, int value) {
                    return [&s, length, value]() -> QCoro::Task<int> {
                        co_await s.sleep(length);
                        co_return value;
                    };
                };
                const JoinHandle<int> slow = spawnJoinable(scope, {0, 0}, answer(9ms, 1));
                const JoinHandle<int> quick = spawnJoinable(scope, {0, 1}, answer(4ms, 2));
                const auto got = co_await select(s.kernel(), biased, slow.join(), quick.join());
                s.say(QStringLiteral("%1: %2").arg(got.index()).arg(std::get<1>(got)));
                s.say(QString::number(co_await slow.join()));
                const auto over = co_await select(s.kernel(), biased, s.sleep(1ms), s.kernel().join(slow.task()));
                s.say(QString::number(over.index()));
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.count(EventKind::JoinEnded), s.count(EventKind::JoinBlocked));
        QCOMPARE(s.log, (QStringList{"4ms 1: 2", "9ms 1", "9ms 1"}));
    }

    void severalWaitsInOneLineTakeOneThing()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 5);
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                JoinSet<int> set(scope);
                for (std::uint32_t i = 0; i < 2; ++i)
                    set.spawn({0, i}, [&s]() -> QCoro::Task<int> {
                        co_await s.sleep(3ms);
                        co_return 1;
                    });
                const auto ended = co_await select(s.kernel(), biased, set.join(1), set.join(0), set.join(0),
                                                   set.next());
                s.say(QStringLiteral("%1, %2 left").arg(ended.index()).arg(set.size()));
            });
            const auto got = co_await select(s.kernel(), biased, channel.receive(), channel.receive());
            s.say(QString::number(got.index()));
        });
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(5ms);
            put(s, channel, 1);
            put(s, channel, 2);
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"3ms 1, 1 left", "5ms 0"}));
        QCOMPARE(held(channel), "2 ");
        s.close();
    }

    void bothEndsOfOneChannelCanBeWaitedForAndMeetSomebodyElse()
    {
        for (const bool otherSends : {true, false}) {
            Script s;
            Channel<int> channel(s.kernel(), 0, 0);
            s.start([&]() -> QCoro::Task<> {
                int mine = 1;
                const auto got = co_await select(s.kernel(), biased, channel.send(std::move(mine)), channel.receive());
                s.say(QString::number(got.index())); // never its own
            });
            s.start([&]() -> QCoro::Task<> {
                int value = 2;
                if (otherSends)
                    co_await channel.send(std::move(value));
                else
                    s.say("got " + QString::number((co_await channel.receive()).value_or(0)));
            });
            s.kernel().runUntil(at(1s));
            std::sort(s.log.begin(), s.log.end());
            QCOMPARE(s.log, otherSends ? QStringList{"0ms 1"} : (QStringList{"0ms 0", "0ms got 1"}));
            QCOMPARE(s.kernel().tasksAlive(), 0u);
            s.close();
        }
    }

    void theEndOfAChannelIsAnAnswer()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        Channel<int> other(s.kernel(), 1, 0);
        s.start([&]() -> QCoro::Task<> {
            int value = 1;
            const auto got = co_await select(s.kernel(), biased, channel.receive(), channel.receive(),
                                             other.send(std::move(value)));
            s.say(got.index() == 0 && !std::get<0>(got) ? "the end" : "wrong");
            int again = 1;
            const auto sent = co_await select(s.kernel(), biased, s.sleep(5ms), channel.send(std::move(again)));
            s.say(sent.index() == 1 && std::get<1>(sent) == SendOutcome::Closed ? "closed" : "wrong");
        });
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(2ms);
            channel.close();
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"2ms the end", "2ms closed"}));
        s.close();
    }

    void cancelledItLeavesAllLinesAndNothingHasHappened()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        Alarm alarm(s.kernel(), 0);
        LiveDuration period(7ms);
        s.start([&]() -> QCoro::Task<> {
            Ticker ticker(s.kernel(), period, 0);
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.setDeadline(at(5ms));
                co_await select(s.kernel(), biased, channel.receive(), s.sleep(1h), alarm.wait(never), ticker.next());
                s.say("never");
            });
            s.say("cancelled");
            alarm.wake();
            put(s, channel, 1);
            co_await ticker.next();
            s.say("tick");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"5ms cancelled", "7ms tick"}));
        QCOMPARE(held(channel), "1 ");
        QCOMPARE(s.kernel().nextTime(), never);
        s.close();
    }

    void whatWasDoneInTheInstantOfTheCancellationIsDoneAndTheNextAwaitIsStruck()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 0);
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                s.kernel().start([&s, &channel, &scope]() -> QCoro::Task<> {
                    put(s, channel, 1);
                    scope.cancel();
                    co_return;
                });
                const auto got = co_await select(s.kernel(), biased, s.sleep(1h), channel.receive());
                s.say(QString::number(got.index()));
                co_await s.sleep(1ms);
                s.say("never");
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"0ms 1"});
        s.close();
    }

    void aLoopOfSelectsThatNeverWaitLetsOthersHaveTheirTurn()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        channel.close();
        bool other = false;
        int rounds = 0;
        s.start([&]() -> QCoro::Task<> {
            for (; !other && rounds < 1000; ++rounds)
                co_await select(s.kernel(), biased, channel.receive(), s.sleep(1ms));
        });
        s.start([&]() -> QCoro::Task<> {
            other = true;
            co_return;
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(rounds, 128);
        s.close();
    }

    void whoWaitsOnlyForTasksThatWaitForItIsInADeadlockAndWhoWaitsForAChannelAsWellIsNot()
    {
        for (const bool channelToo : {false, true}) {
            Script s;
            Channel<int> channel(s.kernel(), 0, 0);
            s.start([&]() -> QCoro::Task<> {
                const TaskRef me(s.kernel().current());
                co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                    auto joinsMe = [&]() -> QCoro::Task<> { co_await s.kernel().join(me); };
                    const TaskRef a(scope.spawn({0, 0}, joinsMe));
                    const TaskRef b(scope.spawn({0, 1}, joinsMe));
                    if (channelToo)
                        co_await select(s.kernel(), biased, s.kernel().join(a), channel.receive());
                    else
                        co_await select(s.kernel(), biased, s.kernel().join(a), s.kernel().join(b));
                });
            });
            s.kernel().runUntil(at(1s));
            QCOMPARE(s.kernel().stuck(), channelToo ? Kernel::Stuck::Stalled : Kernel::Stuck::Deadlock);
            s.close();
        }
    }

    void aTimeThatHasPassedIsReadyLikeAnythingElse()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1000);
        LiveDuration period(1s);
        Ticker ticker(s.kernel(), period, 0);
        QStringList order;
        s.start([&]() -> QCoro::Task<> {
            const Time deadline = at(5s);
            for (int value = 0; value < 100; ++value)
                co_await channel.send(int(value));
            for (int i = 0; i < 100; ++i) {
                const auto chosen = co_await select(s.kernel(), biased, s.kernel().sleepUntil(deadline), ticker.next(),
                                                    channel.receive());
                order << QString::number(chosen.index());
                if (chosen.index() == 0)
                    co_return;
                co_await s.sleep(600ms); // work
            }
        });
        s.kernel().runUntil(at(1min));
        // At 1.2, 2.4, 3.0, 4.2 s a tick is late; at 5.4 s the deadline has passed.
        QCOMPARE(order, (QStringList{"2", "2", "1", "2", "1", "1", "2", "1", "2", "0"}));
        s.close();
    }

    void whoWaitsForOneOfTwoOfWhomOneIsFreeIsInNoDeadlock()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 0);
        s.start([&]() -> QCoro::Task<> {
            const TaskRef me(s.kernel().current());
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                auto joinsMe = [&]() -> QCoro::Task<> { co_await s.kernel().join(me); };
                auto waits = [&]() -> QCoro::Task<> { co_await channel.receive(); };
                const TaskRef a(scope.spawn({0, 0}, joinsMe));
                const TaskRef b(scope.spawn({0, 1}, waits));
                co_await select(s.kernel(), biased, s.kernel().join(a), s.kernel().join(b));
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.kernel().stuck(), Kernel::Stuck::Stalled);
        s.close();
    }
};

QTEST_APPLESS_MAIN(TestSelect)
#include "tst_select.moc"
