// SPDX-License-Identifier: MIT
#include "kernel/sender.h"
#include "sim/kernel_script.h"

#include <stdexcept>

using namespace coroscope;
using namespace coroscope::test;

/// The end of a channel from both sides, and the attempts that never wait.
class TestChannelClosing : public QObject
{
    Q_OBJECT

    static QString text(SendOutcome outcome)
    {
        static const QStringList names{"accepted", "dropped", "full", "closed"};
        return names.at(int(outcome));
    }
    static QString text(const Channel<int>::Attempt &attempt)
    {
        static const QStringList names{"received", "empty", "ended"};
        return attempt.value ? QString::number(*attempt.value) : names.at(int(attempt.outcome));
    }
    static Script::Body sender(Script &s, Channel<int> &channel, int value)
    {
        return [&s, &channel, value]() -> QCoro::Task<> {
            int mine = value;
            const SendOutcome outcome = co_await channel.send(std::move(mine));
            s.say(QStringLiteral("%1 %2").arg(text(outcome)).arg(mine));
        };
    }
    /// Takes all there is and says when the end has come.
    static Script::Body drain(Script &s, Channel<int> &channel)
    {
        return [&s, &channel]() -> QCoro::Task<> {
            while (const std::optional<int> value = co_await channel.receive())
                s.say(QStringLiteral("got %1").arg(*value));
            s.say("the end");
        };
    }

private Q_SLOTS:
    void afterTheSenderClosesReceiversGetWhatIsBufferedThenTheEnd()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 10);
        s.start(sender(s, channel, 1));
        s.start(sender(s, channel, 2));
        s.kernel().runUntil(at(1ms));
        channel.close();
        QVERIFY(channel.closed());
        s.start(drain(s, channel));
        s.start(drain(s, channel));
        s.kernel().runUntil(at(2ms));
        QCOMPARE(s.log.mid(2), (QStringList{"1ms got 1", "1ms got 2", "1ms the end", "1ms the end"}));
        QCOMPARE(s.count(EventKind::ReceiveEnded), 2);
    }

    void closingWakesReceiversWhoWaitWithTheEnd()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        s.start(drain(s, channel));
        s.start(drain(s, channel));
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(5ms);
            channel.close();
            channel.close(); // closed is closed
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"5ms the end", "5ms the end"}));
        QCOMPARE(s.count(EventKind::ChannelClosed), 1);
        QCOMPARE(s.kernel().stuck(), Kernel::Stuck::No);
        QCOMPARE(s.kernel().tasksAlive(), 0u);
    }

    void theTraceSaysHowManyStayBufferedAndWhenTheyGoWithTheChannel()
    {
        Script s;
        const auto left = [&](Channel<int> &channel, bool close) {
            for (int value = 1; value <= 2; ++value)
                QCOMPARE(channel.trySend(std::move(value)), SendOutcome::Accepted);
            if (close)
                channel.close();
        };
        {
            Channel<int> closed(s.kernel(), 0, 5);
            left(closed, true);
        }
        {
            Channel<int> open(s.kernel(), 0, 5);
            left(open, false);
        }
        {
            Channel<int> drained(s.kernel(), 0, 5);
            drained.close();
        }
        std::vector<std::int64_t> payloads;
        for (Sequence i = 0; i < s.trace.count(); ++i) {
            if (s.trace.at(i).kind == EventKind::ChannelClosed)
                payloads.push_back(s.trace.at(i).payload);
        }
        QCOMPARE(payloads, (std::vector<std::int64_t>{2, 0, 0, 0}));
    }

    void sendersInLineCameBeforeTheCloseAndAreStillLetIn()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        for (int value = 1; value <= 3; ++value)
            s.start(sender(s, channel, value));
        s.kernel().runUntil(at(1ms));
        channel.close();
        s.start(sender(s, channel, 4));
        s.start(drain(s, channel));
        s.kernel().runUntil(at(2ms));
        QCOMPARE(s.log.filter("got") + s.log.filter("end") + s.log.filter("closed"),
                 (QStringList{"1ms got 1", "1ms got 2", "1ms got 3", "1ms the end", "1ms closed 4"}));
        s.close();
    }

    void sendingIntoAClosedChannelFailsAndTheSenderKeepsTheItem()
    {
        Script s;
        {
            Channel<Item> channel(s.kernel(), 0, 10);
            channel.close();
            s.start([&]() -> QCoro::Task<> {
                Item item = s.kernel().createItem();
                const SendOutcome outcome = co_await channel.send(std::move(item));
                s.say(text(outcome));
                s.say(text(channel.trySend(std::move(item))));
                item.fail();
            });
            s.kernel().runUntil(at(1s));
        }
        QCOMPARE(s.log, (QStringList{"0ms closed", "0ms closed"}));
        QCOMPARE(s.count(EventKind::SendRefused), 2);
        QCOMPARE(s.count(EventKind::ItemFailed), 1);
        QCOMPARE(s.count(EventKind::ItemLost), 0);
    }

    void closingFromTheReceiversSideFailsTheSendersAndWhatIsBufferedCanBeDrained()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        for (int value = 1; value <= 3; ++value)
            s.start(sender(s, channel, value));
        s.kernel().runUntil(at(1ms));
        channel.closeReceiving();
        s.start(sender(s, channel, 4));
        s.kernel().runUntil(at(2ms));
        QCOMPARE(s.log, (QStringList{"0ms accepted 1", "1ms closed 2", "1ms closed 3", "1ms closed 4"}));
        s.start(drain(s, channel));
        s.kernel().runUntil(at(3ms));
        QCOMPARE(s.log.mid(4), (QStringList{"2ms got 1", "2ms the end"}));
    }

    void closedBySendersItCanStillBeClosedByTheReceiverForThoseInLine()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 0);
        s.start(sender(s, channel, 1));
        s.kernel().runUntil(at(1ms));
        channel.close();
        QVERIFY(s.log.isEmpty());
        channel.closeReceiving();
        s.kernel().runUntil(at(1ms));
        QCOMPARE(s.log, QStringList{"1ms closed 1"});
        QCOMPARE(s.count(EventKind::ChannelClosed), 1);
    }

    void toTrySendFullIsNotClosed()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        const auto attempt = [&](int value) { return text(channel.trySend(std::move(value))); };
        QCOMPARE(attempt(1), "accepted");
        QCOMPARE(attempt(2), "full");
        channel.setWhenFull(WhenFull::DropNewest);
        QCOMPARE(attempt(3), "dropped");
        channel.setWhenFull(WhenFull::DropOldest);
        QCOMPARE(attempt(4), "accepted");
        channel.setWhenFull(WhenFull::Unbounded);
        QCOMPARE(attempt(5), "accepted");
        channel.close();
        QCOMPARE(attempt(6), "closed");
        QCOMPARE(channel.size(), std::size_t{2});
    }

    void toTryReceiveEmptyIsNotClosed()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 2);
        QCOMPARE(text(channel.tryReceive()), "empty");
        QVERIFY(channel.trySend(7) == SendOutcome::Accepted);
        QVERIFY(channel.trySend(8) == SendOutcome::Accepted);
        QCOMPARE(text(channel.tryReceive()), "7");
        channel.close();
        QCOMPARE(text(channel.tryReceive()), "8");
        QCOMPARE(text(channel.tryReceive()), "ended");
    }

    void attemptsAtARendezvousSucceedOnlyWhereTheOtherSideWaits()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 0);
        QCOMPARE(text(channel.trySend(1)), "full");
        QCOMPARE(text(channel.tryReceive()), "empty");
        s.start(drain(s, channel));
        s.kernel().runUntil(at(1ms));
        QCOMPARE(text(channel.trySend(2)), "accepted");
        s.kernel().runUntil(at(2ms));
        channel.close();
        s.kernel().runUntil(at(2ms));
        QCOMPARE(s.log, (QStringList{"1ms got 2", "2ms the end"}));
    }

    void anAttemptCannotBargeIn()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        s.start(sender(s, channel, 1));
        s.start(sender(s, channel, 2));
        s.kernel().runUntil(at(1ms));
        QCOMPARE(text(channel.tryReceive()), "1");
        QCOMPARE(text(channel.trySend(9)), "full"); // the slot is the waiting one's
        QCOMPARE(text(channel.tryReceive()), "2");
        s.kernel().runUntil(at(1ms));
        QCOMPARE(s.log, (QStringList{"0ms accepted 1", "1ms accepted 2"}));
    }

    void theLastSenderToGoClosesTheChannel()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        s.start(drain(s, channel));
        s.start([&]() -> QCoro::Task<> {
            const Sender<int> first(channel);
            co_await scoped(s.kernel(), [&](Scope &scope) {
                for (int i = 1; i <= 3; ++i) {
                    scope.spawn({0, std::uint32_t(i)}, [&s, i, mine = Sender<int>(first)]() -> QCoro::Task<> {
                        co_await s.sleep(i * 10ms);
                        int value = i;
                        co_await mine.send(std::move(value));
                    });
                }
            });
            s.expect(!channel.closed(), "closed while one is left");
            co_await s.sleep(10ms);
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"10ms got 1", "20ms got 2", "30ms got 3", "40ms the end"}));
    }

    void aProducerThatFailsTakesItsSenderWithIt()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        s.start(drain(s, channel));
        s.start([&]() -> QCoro::Task<> {
            try {
                co_await scoped(s.kernel(), [&](Scope &scope) {
                    scope.spawn({0, 0}, [&s, mine = Sender<int>(channel)]() -> QCoro::Task<> {
                        co_await s.sleep(3ms);
                        throw std::runtime_error("broken");
                    });
                });
            } catch (const std::runtime_error &error) {
                s.say(error.what());
            }
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"3ms broken", "3ms the end"}));
    }

    void theWorldSeesTheChannelCloseAndItsLinesEmpty()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) {
                for (std::uint32_t i = 0; i < 3; ++i)
                    scope.spawn({0, i}, s.keep(sender(s, channel, int(i))));
            });
        });
        s.kernel().runUntil(at(1ms));
        QCOMPARE(s.world().channels().at(0).senders.size(), std::size_t{2});
        channel.closeReceiving();
        QVERIFY(!s.world().channels().at(0).open);
        QVERIFY(s.world().channels().at(0).senders.empty());
        QCOMPARE(s.world().tasks().at(1).state, TaskState::Ready);
        s.kernel().runUntil(at(1ms));
        QCOMPARE(s.world().tasks().at(1).state, TaskState::Done);
    }
};

QTEST_APPLESS_MAIN(TestChannelClosing)
#include "tst_channel_closing.moc"
