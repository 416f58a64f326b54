// SPDX-License-Identifier: MIT
#include "kernel/oneshot.h"
#include "kernel/timeout.h"
#include "sim/kernel_script.h"

#include <optional>
#include <stdexcept>

using namespace coroscope;
using namespace coroscope::test;

/// One answer, once.
class TestOneshot : public QObject
{
    Q_OBJECT

    static QString text(const std::optional<int> &value)
    {
        return value ? QString::number(*value) : QStringLiteral("nothing");
    }

private Q_SLOTS:
    void theAnswerReachesWhoWaitsForItAndThenComesTheEnd()
    {
        Script s;
        Oneshot<int> reply(s.kernel(), 2);
        s.start([&]() -> QCoro::Task<> {
            s.say(text(co_await reply.receive()));
            s.say(text(co_await reply.receive()));
        });
        s.start([&]() -> QCoro::Task<> {
            OneshotSender<int> sender = reply.sender();
            co_await s.sleep(5ms);
            int answer = 42;
            s.expect(sender.send(std::move(answer)) == SendOutcome::Accepted, "not accepted");
            answer = 43;
            s.expect(sender.send(std::move(answer)) == SendOutcome::Closed, "accepted twice");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"5ms 42", "5ms nothing"}));
        QCOMPARE(s.events().filter(QRegularExpression("rece|sent|channel")),
                 (QStringList{"0 channel-opened", "0 receive-blocked", "5 sent", "5 received", "5 channel-closed",
                              "5 receive-ended"}));
    }

    void anAnswerThatIsThereNeedsNoWaiting()
    {
        Script s;
        Oneshot<int> reply(s.kernel(), 2);
        s.start([&]() -> QCoro::Task<> {
            OneshotSender<int> sender = reply.sender();
            s.expect(reply.tryReceive().outcome == ReceiveOutcome::Empty, "not empty");
            int answer = 42;
            s.expect(sender.send(std::move(answer)) == SendOutcome::Accepted, "not accepted");
            s.say(text(co_await reply.receive()));
            s.expect(reply.tryReceive().outcome == ReceiveOutcome::Ended, "not ended");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"0ms 42"});
    }

    void aSenderThatIsDroppedLetsTheOtherEndKnow()
    {
        Script s;
        Oneshot<int> reply(s.kernel(), 2);
        s.start([&]() -> QCoro::Task<> { s.say(text(co_await reply.receive())); });
        s.start([&]() -> QCoro::Task<> {
            const OneshotSender<int> sender = reply.sender();
            co_await s.sleep(3ms);
            throw std::runtime_error("broken");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"3ms nothing"});
    }

    void aSenderMayOutliveWhoAskedAndKeepsItsAnswer()
    {
        Script s;
        std::optional<OneshotSender<std::unique_ptr<int>>> sender;
        s.start([&]() -> QCoro::Task<> {
            const auto late = co_await timeout(s.kernel(), 4ms, s.keep([&]() -> QCoro::Task<> {
                Oneshot<std::unique_ptr<int>> reply(s.kernel(), 2);
                sender.emplace(reply.sender());
                s.expect(!sender->closed(), "closed");
                (void)co_await reply.receive();
                s.say("never");
            }));
            s.expect(isTimedOut(late) && sender->closed(), "still open");
            OneshotSender<std::unique_ptr<int>> moved(std::move(*sender));
            auto answer = std::make_unique<int>(42);
            s.expect(moved.send(std::move(answer)) == SendOutcome::Closed, "accepted");
            s.say(answer ? "kept" : "gone");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"4ms kept"});
    }

    void itsSenderCanBeMovedAndThereIsOne()
    {
        Script s;
        Oneshot<int> reply(s.kernel(), 2);
        Oneshot<int> other(s.kernel(), 3);
        s.start([&]() -> QCoro::Task<> {
            OneshotSender<int> first = reply.sender();
            OneshotSender<int> second(std::move(first));
            s.expect(first.closed() && !second.closed(), "not moved");
            OneshotSender<int> third = other.sender();
            third = std::move(second);
            s.say(text(co_await other.receive()));
            int answer = 1;
            s.expect(third.send(std::move(answer)) == SendOutcome::Accepted, "not accepted");
            s.say(text(co_await reply.receive()));
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms nothing", "0ms 1"}));
        QVERIFY_THROWS_EXCEPTION(std::logic_error, (void)reply.sender());
    }

    void aClosedOneIsNotAnsweredAndGivesWhatIsThere()
    {
        Script s;
        Oneshot<int> asked(s.kernel(), 2);
        Oneshot<int> answered(s.kernel(), 3);
        s.start([&]() -> QCoro::Task<> {
            OneshotSender<int> late = asked.sender();
            OneshotSender<int> early = answered.sender();
            int answer = 1;
            s.expect(early.send(std::move(answer)) == SendOutcome::Accepted, "not accepted");
            asked.close();
            answered.close();
            s.expect(late.closed() && late.send(std::move(answer)) == SendOutcome::Closed, "accepted");
            s.say(text(co_await asked.receive()));
            s.say(text(co_await answered.receive()));
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms nothing", "0ms 1"}));
    }

    void anItemThatNobodyFetchesIsAccountedFor()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            Oneshot<Item> reply(s.kernel(), 0);
            OneshotSender<Item> sender = reply.sender();
            Item item = s.kernel().createItem();
            s.expect(sender.send(std::move(item)) == SendOutcome::Accepted, "not accepted");
            co_return;
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList());
        const World world = s.world();
        QCOMPARE(world.items().lost, 1u);
        QCOMPARE(world.channels().at(0).items.size(), std::size_t{0});
    }
};

QTEST_APPLESS_MAIN(TestOneshot)
#include "tst_oneshot.moc"
