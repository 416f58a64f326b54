// SPDX-License-Identifier: MIT
#include "sim/kernel_script.h"

using namespace coroscope;
using namespace coroscope::test;

/// The bounded channel: order, fairness, cancellation, live limits, policies.
class TestChannel : public QObject
{
    Q_OBJECT

    /// A sender of one number that says when it has got in, or what came of it.
    static Script::Body sender(Script &s, Channel<int> &channel, int value)
    {
        return [&s, &channel, value]() -> QCoro::Task<> {
            int mine = value;
            const SendOutcome outcome = co_await channel.send(std::move(mine));
            s.say(QStringLiteral("%1 %2").arg(outcome == SendOutcome::Accepted ? "sent" : "dropped").arg(value));
        };
    }
    static Script::Body receiver(Script &s, Channel<int> &channel, const QString &name = "got")
    {
        return [&s, &channel, name]() -> QCoro::Task<> {
            const std::optional<int> value = co_await channel.receive();
            s.say(value ? QStringLiteral("%1 %2").arg(name).arg(*value) : name + " the end");
        };
    }
    /// Starts the bodies as tasks, one after another.
    static void startAll(Script &s, std::initializer_list<Script::Body> bodies)
    {
        for (const Script::Body &body : bodies)
            s.start(body);
    }

private Q_SLOTS:
    void aNegativeCapacityIsRefused()
    {
        Script s;
        for (const WhenFull whenFull :
             {WhenFull::Wait, WhenFull::DropNewest, WhenFull::DropOldest, WhenFull::Unbounded}) {
            const auto make = [&] { const Channel<int> channel(s.kernel(), 0, -1, whenFull); };
            QVERIFY_THROWS_EXCEPTION(std::invalid_argument, make());
        }
        QCOMPARE(s.count(EventKind::ChannelOpened), 0);
        Channel<int> channel(s.kernel(), 0, 2);
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, channel.setCapacity(-1));
        QCOMPARE(channel.capacity(), 2);
        QCOMPARE(s.count(EventKind::CapacityChanged), 0);
    }

    void firstInIsFirstOut()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 10);
        startAll(s,
                 {sender(s, channel, 1), sender(s, channel, 2), sender(s, channel, 3), receiver(s, channel),
                  receiver(s, channel), receiver(s, channel)});
        s.kernel().runUntil(at(0s));
        QCOMPARE(s.log, (QStringList{"0ms sent 1", "0ms sent 2", "0ms sent 3", "0ms got 1", "0ms got 2", "0ms got 3"}));
        s.close();
    }

    void aFullChannelBlocksAndOneReceiveWakesExactlyOneSenderTheLongestWaiting()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        startAll(s, {sender(s, channel, 1), sender(s, channel, 2), sender(s, channel, 3)});
        s.kernel().runUntil(at(10ms));
        QCOMPARE(s.log, QStringList{"0ms sent 1"});
        s.start(receiver(s, channel));
        s.kernel().runUntil(at(10ms));
        QCOMPARE(s.log.mid(1), (QStringList{"10ms got 1", "10ms sent 2"}));
        QCOMPARE(channel.size(), std::size_t{1});
        s.close();
    }

    void aNewcomerCannotBargeIn()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        startAll(s, {sender(s, channel, 1), sender(s, channel, 2)});
        s.kernel().runUntil(at(1ms));
        // In one instant a slot comes free and a newcomer arrives: the slot is the waiting one's.
        startAll(s, {receiver(s, channel), sender(s, channel, 9)});
        s.kernel().runUntil(at(1ms));
        startAll(s, {receiver(s, channel), receiver(s, channel)});
        s.kernel().runUntil(at(2ms));
        QCOMPARE(s.log.filter("got"), (QStringList{"1ms got 1", "1ms got 2", "1ms got 9"}));
        s.close();
    }

    void anItemHandedToAReceiverIsItsOwnAlthoughItIsCancelledInBetween()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                    const std::optional<int> value = co_await channel.receive();
                    s.say(QStringLiteral("got %1").arg(*value));
                    co_await s.sleep(1ms);
                    s.say("never");
                }));
                co_await s.sleep(1ms);
                int value = 7;
                co_await channel.send(std::move(value)); // hands it over ...
                scope.cancel();                          // ... and cancels before the receiver has its turn
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"1ms got 7"});
        s.close();
    }

    void cancellingTheFirstWaitingSenderPassesItsSlotOn()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        TaskRef first;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.spawn({0, 0}, s.keep(sender(s, channel, 1)));
                first = TaskRef(scope.spawn({0, 1}, s.keep(sender(s, channel, 2))));
                scope.spawn({0, 2}, s.keep(sender(s, channel, 3)));
                co_await s.sleep(1ms);
                first.get()->cancel();
                co_await s.sleep(1ms);
                co_await channel.receive();
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms sent 1", "2ms sent 3"}));
        QCOMPARE(s.count(EventKind::SendAbandoned), 1);
        s.close();
    }

    void aCancelledReceiveLosesNothing()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        TaskRef waiting;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                waiting = TaskRef(scope.spawn({0, 0}, s.keep(receiver(s, channel, "first"))));
                scope.spawn({0, 1}, s.keep(receiver(s, channel, "second")));
                co_await s.sleep(1ms);
                waiting.get()->cancel();
                int value = 5;
                co_await channel.send(std::move(value));
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"1ms second 5"});
        s.close();
    }

    void capacityZeroIsARendezvous()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 0);
        s.start(sender(s, channel, 1));
        s.kernel().runUntil(at(5ms));
        QVERIFY(s.log.isEmpty());
        s.start(receiver(s, channel));
        s.kernel().runUntil(at(5ms));
        QCOMPARE(s.log, (QStringList{"5ms got 1", "5ms sent 1"}));
        QCOMPARE(channel.size(), std::size_t{0});
        s.close();
    }

    void raisingTheCapacityWakesAsManySendersAsFit()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        startAll(s, {sender(s, channel, 1), sender(s, channel, 2), sender(s, channel, 3), sender(s, channel, 4)});
        s.kernel().runUntil(at(1ms));
        channel.setCapacity(3);
        s.kernel().runUntil(at(1ms));
        QCOMPARE(s.log, (QStringList{"0ms sent 1", "1ms sent 2", "1ms sent 3"}));
        s.close();
    }

    void loweringTheCapacityBelowTheFillDropsNothingAndSendersWaitUntilItHasDrained()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 3);
        startAll(s, {sender(s, channel, 1), sender(s, channel, 2), sender(s, channel, 3), sender(s, channel, 4)});
        s.kernel().runUntil(at(1ms));
        channel.setCapacity(1);
        startAll(s, {receiver(s, channel), receiver(s, channel)});
        s.kernel().runUntil(at(2ms));
        QCOMPARE(channel.size(), std::size_t{1});
        QVERIFY(!s.log.contains("1ms sent 4"));
        s.start(receiver(s, channel));
        s.kernel().runUntil(at(2ms));
        QCOMPARE(s.log.mid(3), (QStringList{"1ms got 1", "1ms got 2", "2ms got 3", "2ms sent 4"}));
        s.close();
    }

    void dropNewestRefusesTheIncomingItem()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1, WhenFull::DropNewest);
        startAll(s, {sender(s, channel, 1), sender(s, channel, 2), receiver(s, channel)});
        s.kernel().runUntil(at(0s));
        QCOMPARE(s.log, (QStringList{"0ms sent 1", "0ms dropped 2", "0ms got 1"}));
        s.close();
    }

    void dropOldestPushesTheOldestOut()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1, WhenFull::DropOldest);
        startAll(s, {sender(s, channel, 1), sender(s, channel, 2), receiver(s, channel)});
        s.kernel().runUntil(at(0s));
        QCOMPARE(s.log, (QStringList{"0ms sent 1", "0ms sent 2", "0ms got 2"}));
        s.close();
    }

    void leavingWaitAppliesTheNewPolicyToBlockedSendersAtOnceInTheirOrder_data()
    {
        QTest::addColumn<int>("policy");
        QTest::addColumn<QStringList>("log");
        QTest::addColumn<int>("left");
        QTest::newRow("drop newest") << int(WhenFull::DropNewest) << QStringList{"1ms dropped 2", "1ms dropped 3"} << 1;
        QTest::newRow("drop oldest") << int(WhenFull::DropOldest) << QStringList{"1ms sent 2", "1ms sent 3"} << 1;
        QTest::newRow("unbounded") << int(WhenFull::Unbounded) << QStringList{"1ms sent 2", "1ms sent 3"} << 3;
    }
    void leavingWaitAppliesTheNewPolicyToBlockedSendersAtOnceInTheirOrder()
    {
        QFETCH(int, policy);
        QFETCH(QStringList, log);
        QFETCH(int, left);
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        startAll(s, {sender(s, channel, 1), sender(s, channel, 2), sender(s, channel, 3)});
        s.kernel().runUntil(at(1ms));
        channel.setWhenFull(WhenFull(policy));
        s.kernel().runUntil(at(1ms));
        QCOMPARE(s.log.mid(1), log);
        QCOMPARE(int(channel.size()), left);
        s.close();
    }

    void severalProducersAndConsumersPassEveryItemOnce()
    {
        Script s(Schedule::Shuffled, 3);
        Channel<int> channel(s.kernel(), 0, 3);
        QList<int> got;
        for (int producer = 0; producer < 5; ++producer) {
            s.start([&, producer]() -> QCoro::Task<> {
                for (int i = 0; i < 100; ++i) {
                    int value = producer * 100 + i;
                    co_await channel.send(std::move(value));
                    if (i % 7 == producer)
                        co_await s.sleep(1ms);
                }
            });
        }
        for (int consumer = 0; consumer < 3; ++consumer) {
            s.start([&]() -> QCoro::Task<> {
                while (const std::optional<int> value = co_await channel.receive())
                    got.push_back(*value);
            });
        }
        s.kernel().runUntil(at(10s));
        QCOMPARE(got.size(), 500);
        std::sort(got.begin(), got.end());
        for (int i = 0; i < 500; ++i)
            QCOMPARE(got.at(i), i);
        s.close();
    }

    void nobodyStarvesAmongSeveralWhoWaitAndAskAgainAtOnce()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        QMap<int, int> sent;
        QMap<int, int> received;
        for (int i = 0; i < 3; ++i) {
            s.start([&, i]() -> QCoro::Task<> {
                for (;;) {
                    int value = i;
                    co_await channel.send(std::move(value));
                    ++sent[i];
                }
            });
            s.start([&, i]() -> QCoro::Task<> {
                while (co_await channel.receive()) {
                    ++received[i];
                    co_await s.work(1ms);
                }
            });
        }
        s.kernel().runUntil(at(99ms));
        QCOMPARE(received, (QMap<int, int>{{0, 100}, {1, 100}, {2, 100}}));
        QCOMPARE(sent.size(), 3);
        for (const int count : sent)
            QVERIFY2(count >= 99 && count <= 102, qPrintable(QString::number(count)));
        s.close();
    }

    void itemsKeepTheirAccountWhateverHappens()
    {
        Script s;
        {
            Channel<Item> channel(s.kernel(), 0, 1, WhenFull::DropOldest);
            s.start([&]() -> QCoro::Task<> {
                Item first = s.kernel().createItem();
                Item second = s.kernel().createItem();
                Item third = s.kernel().createItem();
                co_await channel.send(std::move(first));
                co_await channel.send(std::move(second)); // pushes the first out
                third.fail();
            });
            s.kernel().runUntil(at(0s));
            QCOMPARE(s.kernel().itemsAlive(), 1u);
        } // the channel goes, and the second with it
        QCOMPARE(s.kernel().itemsAlive(), 0u);
        QCOMPARE(s.events().filter("item"),
                 (QStringList{"0 item-created", "0 item-created", "0 item-created", "0 item-dropped", "0 item-failed",
                              "0 item-lost"}));
    }
};

QTEST_APPLESS_MAIN(TestChannel)
#include "tst_channel.moc"
