// SPDX-License-Identifier: MIT
#include "kernel/broadcast.h"
#include "kernel/notify.h"
#include "kernel/oneshot.h"
#include "kernel/rate_limiter.h"
#include "kernel/select.h"
#include "kernel/semaphore.h"
#include "kernel/watch.h"
#include "sim/kernel_script.h"

#include <optional>
#include <utility>

using namespace coroscope;
using namespace coroscope::test;

/// Everything that a task can wait for, side by side: exactly one of them happens, and the others have not.
class TestSelectWords : public QObject
{
    Q_OBJECT

    /// One of each.
    struct Words {
        explicit Words(Script &s)
            : semaphore(s.kernel(), 0, 0),
              notify(s.kernel(), 0),
              watch(s.kernel(), 0, 0),
              watching(watch),
              broadcast(s.kernel(), 0, 4),
              listening(broadcast),
              oneshot(s.kernel(), 0),
              sender(oneshot.sender()),
              interval(20ms),
              limiter(s.kernel(), interval, 1, 0)
        {
        }
        Semaphore semaphore;
        Notify notify;
        Watch<int> watch;
        WatchReceiver<int> watching;
        Broadcast<int> broadcast;
        BroadcastReceiver<int> listening;
        Oneshot<int> oneshot;
        OneshotSender<int> sender;
        LiveDuration interval;
        RateLimiter limiter;
        std::optional<SemaphorePermit> kept;
    };
    /// Waits for the first of them all, and says which it was.
    static QCoro::Task<> first(Script &s, Words &words)
    {
        static const QStringList names{"permit", "notified", "changed", "heard", "answered", "limited", "slept"};
        auto got = co_await select(s.kernel(), biased, words.semaphore.acquire(), words.notify.notified(),
                                   words.watching.changed(), words.listening.receive(), words.oneshot.receive(),
                                   words.limiter.acquire(), s.kernel().sleep(50ms));
        if (got.index() == 0)
            words.kept = std::move(std::get<0>(got));
        s.say(names.at(qsizetype(got.index())));
    }

private Q_SLOTS:
    void theFirstThatHappensIsItAndTheOthersStayAsTheyWere()
    {
        Script s;
        Words words(s);
        s.start([&]() -> QCoro::Task<> {
            s.expect(words.limiter.tryAcquire(), "the bucket is not full");
            while (s.log.size() < 7)
                co_await first(s, words);
        });
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(
                10ms); // all in one turn: the first of them is the one, the others wait for the next select
            words.watch.set(1);
            s.expect(words.broadcast.send(1) == 1, "nobody listens");
            words.notify.notifyOne();
            words.semaphore.setPermits(1);
            int answer = 1;
            s.expect(words.sender.send(std::move(answer)) == SendOutcome::Accepted, "nobody waits");
        });
        s.kernel().runUntil(at(1s));
        // The end of the oneshot is an answer like any other.
        QCOMPARE(s.log,
                 (QStringList{"10ms changed", "10ms permit", "10ms notified", "10ms heard", "10ms answered",
                              "10ms answered", "10ms answered"}));
        QCOMPARE(words.semaphore.taken(), 1);
        words.kept.reset();
        QCOMPARE(words.semaphore.taken(), 0);
    }

    void whatIsReadyAlreadyIsAskedInTheOrderInWhichItIsWritten()
    {
        Script s;
        Words words(s);
        words.watch.set(1);
        words.notify.notifyOne();
        QCOMPARE(words.broadcast.send(1), std::size_t{1});
        s.start([&]() -> QCoro::Task<> {
            int answer = 1;
            s.expect(words.sender.send(std::move(answer)) == SendOutcome::Accepted, "nobody waits");
            for (int i = 0; i < 4; ++i)
                co_await first(s, words);
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms notified", "0ms changed", "0ms heard", "0ms answered"}));
        QCOMPARE(words.limiter.tokens(), 1);
    }

    void aLimiterThatLosesKeepsItsTokenForTheNext()
    {
        Script s;
        Words words(s);
        s.start([&]() -> QCoro::Task<> {
            s.expect(words.limiter.tryAcquire(), "the bucket is not full");
            co_await first(s, words);
            co_await first(s, words);
        });
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(15ms);
            words.notify.notifyOne();
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"15ms notified", "20ms limited"}));
    }

    void aPermitThatCannotBeHadLeavesTheLineWithTheSelect()
    {
        Script s;
        Words words(s);
        s.start([&]() -> QCoro::Task<> {
            s.expect(words.limiter.tryAcquire(), "the bucket is not full");
            co_await first(s, words);
        });
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(1ms);
            const auto permit = co_await words.semaphore.acquire();
            s.say("behind it");
        });
        s.kernel().runUntil(at(5ms));
        words.notify.notifyOne();
        words.semaphore.setPermits(1);
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"5ms notified", "5ms behind it"}));
    }
};

QTEST_APPLESS_MAIN(TestSelectWords)
#include "tst_select_words.moc"
