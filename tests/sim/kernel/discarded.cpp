// SPDX-License-Identifier: MIT
//
// What no one may call and let go of. Never linked: each line that is marked must make the compiler complain, see
// discarded.cmake.
#include "kernel/broadcast.h"
#include "kernel/channel.h"
#include "kernel/gather.h"
#include "kernel/join_handle.h"
#include "kernel/join_set.h"
#include "kernel/lock.h"
#include "kernel/notify.h"
#include "kernel/oneshot.h"
#include "kernel/race.h"
#include "kernel/rate_limiter.h"
#include "kernel/retry.h"
#include "kernel/select.h"
#include "kernel/semaphore.h"
#include "kernel/stepwise_work.h"
#include "kernel/ticker.h"
#include "kernel/timeout.h"
#include "kernel/watch.h"
#include "kernel/yield_now.h"

namespace coroscope::test {

QCoro::Task<> letGo(Kernel &k, Scope &scope, Channel<int> &channel, Lock &lock, Ticker &ticker, JoinSet<int> &set,
                    Random &random, RetryRules &rules, LiveDuration &length, QCoro::Task<> (*body)(),
                    QCoro::Task<> (*numbered)(std::size_t), QCoro::Task<> (*attempt)(std::uint32_t), int &&value,
                    Semaphore &semaphore, Oneshot<int> &oneshot, Notify &notify, WatchReceiver<int> &watching,
                    BroadcastReceiver<int> &listening, RateLimiter &limiter)
{
    scoped(k, [](Scope &) {});                               // discarded
    supervised(k, [](Scope &) {});                           // discarded
    timeout(k, Duration(1), body);                           // discarded
    timeout(k, length.exactly(), body);                      // discarded
    gather(k, Place{}, 1, GatherRules(), numbered);          // discarded
    race(k, Place{}, body, body);                            // discarded
    retry(k, random, rules, attempt);                        // discarded
    spawnJoinable(scope, Place{}, body);                     // discarded
    k.createItem();                                          // discarded
    k.sleep(0, length.exactly());                            // discarded
    k.work(0, length.exactly());                             // discarded
    k.work(0, length.exactly()).cancellableEvery(length);    // discarded
    k.join(TaskRef());                                       // discarded
    lock.acquire();                                          // discarded
    lock.tryAcquire();                                       // discarded
    channel.send(std::move(value));                          // discarded
    channel.receive();                                       // discarded
    ticker.next();                                           // discarded
    set.next();                                              // discarded
    set.join(0);                                             // discarded
    select(k, biased, channel.receive(), channel.receive()); // discarded
    k.sleep(Duration(1));                                    // discarded
    k.sleepUntil(Time());                                    // discarded
    yieldNow(k);                                             // discarded
    set.tryJoinNext();                                       // discarded
    set.shutdown();                                          // discarded
    semaphore.acquire();                                     // discarded
    semaphore.tryAcquire();                                  // discarded
    oneshot.sender();                                        // discarded
    oneshot.receive();                                       // discarded
    oneshot.tryReceive();                                    // discarded
    notify.notified();                                       // discarded
    watching.changed();                                      // discarded
    listening.receive();                                     // discarded
    listening.tryReceive();                                  // discarded
    limiter.acquire();                                       // discarded
    limiter.tryAcquire();                                    // discarded
    co_return;
}

} // namespace coroscope::test
