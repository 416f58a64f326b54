// SPDX-License-Identifier: MIT
// Small programs whose tasks take permits and tokens, notify, ask, watch and tell.
#pragma once

#include "sim/kernel/exploration_small.h"

#include "kernel/broadcast.h"
#include "kernel/notify.h"
#include "kernel/oneshot.h"
#include "kernel/rate_limiter.h"
#include "kernel/semaphore.h"
#include "kernel/watch.h"

#include <optional>

namespace coroscope::test {

/// Takes two permits, one after the other.
inline QCoro::Task<> takeBoth(Small &small, Semaphore &first, Semaphore &second)
{
    const std::optional<SemaphorePermit> one = co_await first.acquire();
    co_await yieldNow(small.s.kernel());
    const std::optional<SemaphorePermit> other = co_await second.acquire();
    co_await yieldNow(small.s.kernel());
}

inline QString takePermits(Chooser &chooser, bool opposite)
{
    Small small(chooser);
    Semaphore red(small.s.kernel(), 0, 1);
    Semaphore blue(small.s.kernel(), 1, 1);
    const QString wrong = small.run({
        [&]() -> QCoro::Task<> { return takeBoth(small, red, blue); },
        [&]() -> QCoro::Task<> {
            co_await dawdle(small, 4);
            co_await takeBoth(small, opposite ? blue : red, opposite ? red : blue);
        },
    });
    small.s.close();
    return wrong;
}

/// One waits for a thing to be there, the other brings it and notifies. @p kept: by notifyOne(), which is kept where
/// nobody waits.
inline QString waitToBeNotified(Chooser &chooser, bool kept)
{
    Small small(chooser);
    Notify notify(small.s.kernel(), 0);
    bool there = false;
    const QString wrong = small.run({
        [&]() -> QCoro::Task<> {
            while (!there) {
                co_await dawdle(small, 1); // between the look and the wait
                co_await notify.notified();
            }
        },
        [&]() -> QCoro::Task<> {
            co_await dawdle(small, 3);
            there = true;
            if (kept)
                notify.notifyOne();
            else
                notify.notifyAll();
        },
    });
    small.s.close();
    return wrong;
}

/// Asks up to @p times, as long as there is no answer.
inline QCoro::Task<> ask(Small &small, Channel<OneshotSender<int>> &questions, int times)
{
    bool answered = false;
    for (; times > 0 && !answered; --times) {
        Oneshot<int> question(small.s.kernel(), 1);
        OneshotSender<int> sender = question.sender();
        co_await questions.send(std::move(sender));
        const std::optional<int> answer = co_await question.receive();
        answered = answer.has_value();
    }
    if (!answered)
        small.s.say("no answer");
    questions.close();
}

/// Takes its time for each answer. @p cancelMe: the scope in which it does.
inline QCoro::Task<> answerAll(Small &small, Channel<OneshotSender<int>> &questions, Scope *&cancelMe)
{
    while (std::optional<OneshotSender<int>> sender = co_await questions.receive()) {
        co_await scoped(small.s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
            cancelMe = &scope;
            co_await dawdle(small, 2);
            int answer = 42;
            sender->send(std::move(answer));
        });
        cancelMe = nullptr;
    }
}

/// One asks up to @p times, one answers, and a third cancels the answering, once: the sender goes without having sent.
inline QString askWhoMayBeCancelled(Chooser &chooser, int times)
{
    Small small(chooser);
    Channel<OneshotSender<int>> questions(small.s.kernel(), 0, 1);
    Scope *cancelMe = nullptr;
    const QString wrong = small.run({
        [&]() -> QCoro::Task<> { return ask(small, questions, times); },
        [&]() -> QCoro::Task<> { return answerAll(small, questions, cancelMe); },
        [&]() -> QCoro::Task<> {
            co_await dawdle(small, 4);
            if (cancelMe)
                cancelMe->cancel();
        },
    });
    small.s.close();
    return wrong;
}

/// Waits for a change, and has seen what was there when it began to watch. @p watchesFirst: before it looks.
inline QString waitForAChange(Chooser &chooser, bool watchesFirst)
{
    Small small(chooser);
    Watch<int> watch(small.s.kernel(), 0, 0);
    const QString wrong = small.run({
        [&]() -> QCoro::Task<> {
            WatchReceiver<int> receiver(watch);
            while (watch.value() == 0) {
                co_await dawdle(small, 1); // between the look and the wait
                if (!watchesFirst)
                    receiver = WatchReceiver<int>(watch);
                co_await receiver.changed();
            }
        },
        [&]() -> QCoro::Task<> {
            co_await dawdle(small, 3);
            watch.set(1);
        },
    });
    small.s.close();
    return wrong;
}

/// One tells three words, of which the last @p kept are there to be heard, and the other is slow to listen.
inline QString listenWhileAnotherTells(Chooser &chooser, std::size_t kept)
{
    Small small(chooser);
    Broadcast<int> broadcast(small.s.kernel(), 0, kept);
    const QString wrong = small.run({
        [&]() -> QCoro::Task<> {
            BroadcastReceiver<int> receiver(broadcast);
            while (const std::optional<Heard<int>> heard = co_await receiver.receive()) {
                if (heard->missed > 0)
                    small.s.say(QStringLiteral("missed %1").arg(heard->missed));
                co_await dawdle(small, 1);
            }
        },
        [&]() -> QCoro::Task<> {
            for (int word = 1; word <= 3; ++word) {
                broadcast.send(word);
                co_await dawdle(small, 1);
            }
            broadcast.close();
        },
    });
    small.s.close();
    return wrong;
}

/// Two want a token only where that costs no wait, and there is one. @p atOnce: looking and taking are one.
inline QString takeATokenThatIsThere(Chooser &chooser, bool atOnce)
{
    Small small(chooser);
    LiveDuration interval(10ms);
    RateLimiter limiter(small.s.kernel(), interval, 1, 0);
    int taken = 0;
    const auto task = [&](int late) -> Script::Body {
        return [&, late]() -> QCoro::Task<> {
            co_await dawdle(small, late);
            if (atOnce ? !limiter.tryAcquire() : limiter.tokens() == 0)
                co_return;
            co_await dawdle(small, 1); // between the look and the taking
            if (!atOnce)
                co_await limiter.acquire();
            if (small.s.kernel().now() > Time{})
                small.s.say("waited");
            ++taken;
        };
    };
    const QString wrong = small.run({task(1), task(3)});
    small.s.close();
    return wrong.isEmpty() && taken != 1 ? QStringLiteral("%1 took the token").arg(taken) : wrong;
}

} // namespace coroscope::test
