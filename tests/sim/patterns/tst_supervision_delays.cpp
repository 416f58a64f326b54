// SPDX-License-Identifier: MIT
#include "sim/patterns/supervision_bench.h"

using namespace coroscope;
using namespace coroscope::test;

/// When a supervisor of ours restarts, how it notices, and what can be changed while it runs.
class TestSupervisionDelays : public QObject
{
    Q_OBJECT

    static SupervisionBench::Life eachFailsAfter(Duration after)
    {
        return [after](SupervisionBench &bench, Child &self) { return failing(bench, self, after); };
    }
    /// Up, and silent from 10 ms on; after @p length it beats again, and stays.
    static SupervisionBench::Life hangsFor(Duration length)
    {
        return [length](SupervisionBench &bench, Child &self) { return hangOnce(bench, self, length); };
    }
    static QCoro::Task<> hangOnce(SupervisionBench &bench, Child &self, Duration length)
    {
        self.up();
        if (bench.lives(self) == 1) {
            co_await bench.script.sleep(10ms);
            const Shield deaf(bench.script.kernel());
            self.fallSilent();
            co_await bench.script.sleep(length);
            self.beatAgain();
            bench.say(self, "woke up");
        }
        if (self.mustStop())
            co_return;
        co_await bench.script.sleep(1h);
    }
    static QStringList payloads(const SupervisionBench &bench, EventKind kind)
    {
        QStringList list;
        for (Sequence i = 0; i < bench.script.trace.count(); ++i) {
            const Event &event = bench.script.trace.at(i);
            if (event.kind == kind)
                list.push_back(QStringLiteral("%1 %2")
                                   .arg(event.time.time_since_epoch().count() / 1'000'000)
                                   .arg(event.payload / 1'000'000));
        }
        return list;
    }

private Q_SLOTS:
    void theDelayGrowsByTheFactorUpToTheLongest()
    {
        Options options{.delay = 200ms, .backoff = 2, .maxDelay = 5s};
        QList<std::int64_t> delays;
        for (std::uint32_t number = 1; number <= 7; ++number)
            delays.push_back(restartDelay(options, number, 0.9).count() / 1'000'000);
        QCOMPARE(delays, (QList<std::int64_t>{200, 400, 800, 1600, 3200, 5000, 5000}));
        QCOMPARE(restartDelay(options, 1'000'000, 0), Duration(5s));
        options.backoff = 1;
        QCOMPARE(restartDelay(options, 1'000'000, 0), Duration(200ms));
        options.delay = 0ms;
        QCOMPARE(restartDelay(options, 1'000'000, 0), Duration::zero());
        options.delay = 10s; // more than the longest
        QCOMPARE(restartDelay(options, 1, 0), Duration(5s));
    }

    void theFactorMayBeADecimal()
    {
        Options options{.delay = 200ms, .backoff = Factor::ofThousandths(1'500), .maxDelay = 5s};
        QList<std::int64_t> delays;
        for (std::uint32_t number = 1; number <= 10; ++number)
            delays.push_back(restartDelay(options, number, 0).count());
        // 200 ms · 1.5ⁿ; at the last digit, half a nanosecond is rounded up.
        QCOMPARE(delays,
                 (QList<std::int64_t>{200'000'000, 300'000'000, 450'000'000, 675'000'000, 1'012'500'000, 1'518'750'000,
                                      2'278'125'000, 3'417'187'500, 5'000'000'000, 5'000'000'000}));
        options.backoff = Factor::ofThousandths(1'001);
        options.delay = 1ns; // a thousandth of it is nothing, be the row ever so long
        QCOMPARE(restartDelay(options, 4'000'000'000, 0), Duration(1ns));
    }

    void jitterLeavesOutAShareOfTheDelayAtMost()
    {
        const Options options{.delay = 1s, .maxDelay = 5s, .jitter = 0.4};
        QCOMPARE(restartDelay(options, 1, 0), Duration(1s));
        QCOMPARE(restartDelay(options, 1, 0.5), Duration(800ms));
        QVERIFY(restartDelay(options, 1, 0.999999) > Duration(600ms));
    }

    void aDeadOneIsFollowedAfterTheDelayAndEachFailureInARowDoublesIt()
    {
        SupervisionBench bench(1, {.maxRestarts = 100, .delay = 10ms, .backoff = 2, .resetAfter = 1s, .maxDelay = 50ms},
                               eachFailsAfter(5ms));
        bench.runTo(140ms);
        QCOMPARE(bench.log("starts"),
                 (QStringList{"0ms 0 starts", "15ms 0 starts", "40ms 0 starts", "85ms 0 starts", "140ms 0 starts"}));
        QCOMPARE(payloads(bench, EventKind::RestartScheduled), (QStringList{"5 10", "20 20", "45 40", "90 50"}));
        QCOMPARE(payloads(bench, EventKind::Restarted), (QStringList{"15 10", "40 20", "85 40", "140 50"}));
    }

    void beingUpForLongEnoughEndsTheRow()
    {
        SupervisionBench bench(1, {.maxRestarts = 100, .delay = 10ms, .backoff = 2, .resetAfter = 20ms},
                               eachFailsAfter(20ms));
        bench.runTo(100ms);
        QCOMPARE(payloads(bench, EventKind::RestartScheduled), (QStringList{"20 10", "50 10", "80 10"}));
        SupervisionBench shorter(1, {.maxRestarts = 100, .delay = 10ms, .backoff = 2, .resetAfter = 20ms},
                                 eachFailsAfter(19ms));
        shorter.runTo(100ms);
        QCOMPARE(payloads(shorter, EventKind::RestartScheduled), (QStringList{"19 10", "48 20", "87 40"}));
    }

    void theRowIsThatOfTheChildThatFails()
    {
        SupervisionBench bench(2, {.maxRestarts = 100, .delay = 10ms, .backoff = 2, .resetAfter = 1s},
                               [](SupervisionBench &b, Child &self) {
                                   return b.lives(self) > 1 ? idle(b, self)
                                                            : failing(b, self, self.index() == 0 ? 10ms : 50ms);
                               });
        bench.runTo(1s);
        QCOMPARE(payloads(bench, EventKind::RestartScheduled), (QStringList{"10 10", "50 10"}));
    }

    void aDelayUnderWayFollowsWhatIsTurned()
    {
        Options options{.delay = 1s, .backoff = 2};
        SupervisionBench bench(1, options, [](SupervisionBench &b, Child &self) {
            return b.lives(self) == 1 ? failing(b, self, 10ms) : idle(b, self);
        });
        bench.runTo(110ms);
        options.delay = 300ms;
        bench.supervisor.setOptions(options);
        bench.runTo(1s);
        QCOMPARE(bench.log("starts"), (QStringList{"0ms 0 starts", "310ms 0 starts"}));
        QCOMPARE(payloads(bench, EventKind::RestartScheduled), (QStringList{"10 1000", "110 200"}));
    }

    void aDelayTurnedShorterThanWhatHasPassedEndsNow()
    {
        Options options{.delay = 10s};
        SupervisionBench bench(1, options, [](SupervisionBench &b, Child &self) {
            return b.lives(self) == 1 ? failing(b, self, 10ms) : idle(b, self);
        });
        bench.runTo(500ms);
        options.maxDelay = 100ms;
        bench.supervisor.setOptions(options);
        bench.runTo(500ms);
        QCOMPARE(bench.log("starts").back(), QStringLiteral("500ms 0 starts"));
    }

    void whoIsStoppedForAnotherComesBackWithIt()
    {
        SupervisionBench bench(
            3, {.strategy = Strategy::OneForAll, .delay = 30ms}, [](SupervisionBench &b, Child &self) {
                return self.index() == 1 && b.lives(self) == 1 ? failing(b, self, 10ms) : idle(b, self);
            });
        bench.runTo(1s);
        QCOMPARE(bench.script.log.mid(6), (QStringList{"40ms 0 starts", "40ms 1 starts", "40ms 2 starts"}));
        QCOMPARE(payloads(bench, EventKind::RestartScheduled), (QStringList{"10 30", "10 30", "10 30"}));
        QCOMPARE(payloads(bench, EventKind::Restarted), (QStringList{"40 30", "40 30", "40 30"}));
    }

    void whoWaitsAlreadyComesNoSoonerBecauseAnotherFails()
    {
        // 2 fails twice and waits from 30 ms to 50 ms; 0 fails at 35 ms, and would wait to 45 ms.
        SupervisionBench bench(3, {.strategy = Strategy::RestForOne, .delay = 10ms, .backoff = 2, .resetAfter = 1h},
                               [](SupervisionBench &b, Child &self) {
                                   const int life = b.lives(self);
                                   if (self.index() == 2 && life <= 2)
                                       return failing(b, self, 10ms);
                                   return self.index() == 0 && life == 1 ? failing(b, self, 35ms) : idle(b, self);
                               });
        bench.runTo(1s);
        QCOMPARE(bench.log("starts").mid(3),
                 (QStringList{"20ms 2 starts", "45ms 0 starts", "45ms 1 starts", "50ms 2 starts"}));
    }

    void silenceOfAHeartbeatCountsAsDeathAndTheHungOneIsAbandoned()
    {
        SupervisionBench bench(1, {.delay = 5ms, .heartbeat = 40ms}, hangsFor(1h));
        bench.runTo(1s);
        QCOMPARE(bench.log("starts"), (QStringList{"0ms 0 starts", "55ms 0 starts"}));
        QCOMPARE(payloads(bench, EventKind::HeartbeatMissed), QStringList{"50 40"});
        QCOMPARE(bench.script.events().filter("abandoned"), QStringList{"50 task-abandoned"});
        QCOMPARE(payloads(bench, EventKind::Restarted), QStringList{"55 45"}); // since it hangs
    }

    void whoBeatsAgainInTimeIsNotDead()
    {
        for (const Duration length : {Duration(39ms), Duration(40ms)}) {
            SupervisionBench bench(1, {.heartbeat = 40ms}, hangsFor(length));
            bench.runTo(1s);
            QCOMPARE(bench.script.count(EventKind::HeartbeatMissed), 0);
            QCOMPARE(bench.log("starts").size(), 1);
            QCOMPARE(bench.script.count(EventKind::WorkerUp), 2);
        }
    }

    void whoWakesUpTooLateIsToLeaveAndIsNotWatchedAnyMore()
    {
        SupervisionBench bench(1, {.heartbeat = 40ms}, hangsFor(100ms));
        bench.runTo(1s);
        QCOMPARE(bench.script.log, (QStringList{"0ms 0 starts", "50ms 0 starts", "110ms 0 woke up", "110ms 0 ends"}));
        QCOMPARE(bench.script.count(EventKind::WorkerUp), 2);
    }

    void theHeartbeatTurnedHoldsForTheSilenceUnderWay()
    {
        SupervisionBench bench(1, {.heartbeat = 10s}, hangsFor(1h));
        bench.runTo(100ms);
        bench.supervisor.setOptions({.heartbeat = 300ms});
        bench.runTo(1s);
        QCOMPARE(payloads(bench, EventKind::HeartbeatMissed), QStringList{"310 300"});
    }

    void furtherChildrenJoinAtOnceAndSurplusOnesFinishFirst()
    {
        SupervisionBench bench(1, {}, [](SupervisionBench &b, Child &self) -> QCoro::Task<> {
            self.up();
            {
                const Child::Busy busy(self);
                co_await b.script.work(50ms);
            }
            co_await b.script.sleep(1h);
        });
        bench.runTo(10ms);
        bench.supervisor.resize(3);
        bench.runTo(20ms);
        bench.supervisor.resize(1);
        bench.runTo(1s);
        QCOMPARE(bench.script.log,
                 (QStringList{"0ms 0 starts", "10ms 1 starts", "10ms 2 starts", "60ms 1 ends", "60ms 2 ends"}));
        QCOMPARE(bench.script.count(EventKind::RestartScheduled), 0);
        bench.supervisor.resize(2);
        bench.runTo(2s);
        QCOMPARE(bench.script.log.back(), QStringLiteral("1000ms 1 starts"));
        QCOMPARE(bench.script.count(EventKind::Restarted), 0); // that was no failure
    }

    void aSurplusChildWantedAgainBeforeItHasLeftIsFollowedTheMomentItHas()
    {
        SupervisionBench bench(2, {}, [](SupervisionBench &b, Child &self) -> QCoro::Task<> {
            self.up();
            {
                const Child::Busy busy(self);
                co_await b.script.work(50ms);
            }
            co_await b.script.sleep(1h);
        });
        bench.runTo(10ms);
        bench.supervisor.resize(1);
        bench.runTo(20ms);
        bench.supervisor.resize(2);
        bench.runTo(1s);
        QCOMPARE(bench.script.log.mid(2), (QStringList{"50ms 1 ends", "50ms 1 starts"}));
        QCOMPARE(bench.script.count(EventKind::Restarted), 0);
    }

    void aRestartThatIsNoLongerWantedDoesNotCome()
    {
        SupervisionBench bench(2, {.delay = 100ms}, [](SupervisionBench &b, Child &self) {
            return self.index() == 1 ? failing(b, self, 10ms) : idle(b, self);
        });
        bench.runTo(50ms);
        bench.supervisor.resize(1);
        bench.runTo(1s);
        QCOMPARE(bench.log("1 starts").size(), 1);
    }

    void aChildMadeToFailDiesAtOnceWhateverItIsDoing()
    {
        SupervisionBench bench(4, {.maxRestarts = 9, .heartbeat = 1h},
                               [](SupervisionBench &b, Child &self) -> QCoro::Task<> {
                                   if (self.index() == 1) { // deaf
                                       self.up();
                                       const Shield deaf(b.script.kernel());
                                       self.fallSilent();
                                       co_await b.script.sleep(1h);
                                   } else if (self.index() == 2) { // busy
                                       self.up();
                                       const Child::Busy busy(self);
                                       co_await b.script.work(1h);
                                   } else if (self.index() == 3) { // not up yet
                                       co_await b.script.work(1h);
                                   } else {
                                       co_await idle(b, self);
                                   }
                               });
        bench.runTo(10ms);
        for (std::uint32_t index = 0; index < 9; ++index)
            bench.supervisor.fail(index);
        bench.runTo(20ms);
        QCOMPARE(bench.script.log.mid(4),
                 (QStringList{"10ms 0 ends", "10ms 1 ends", "10ms 2 ends", "10ms 3 ends", "10ms 0 starts",
                              "10ms 1 starts", "10ms 2 starts", "10ms 3 starts"}));
        QCOMPARE(bench.script.count(EventKind::TaskFailed), 4);
    }

    void runAgainItBeginsWithACleanRecordAndRemembersWhoIsDown()
    {
        Script s;
        int lives = 0;
        std::function<QCoro::Task<>(Child &)> life = [&](Child &self) -> QCoro::Task<> {
            self.up();
            ++lives;
            co_await s.sleep(lives <= 3 ? Duration(10ms) : Duration(1h));
            throw ChildFailed("broken");
        };
        Supervisor supervisor(s.kernel(), {.group = 0, .start = [&](Child &self) { return life(self); }},
                              {.watching = 0, .stopping = 1, .givingUp = 2});
        supervisor.setOptions({.maxRestarts = 1, .period = 1h});
        supervisor.resize(1);
        s.start([&]() -> QCoro::Task<> {
            const auto once = [&](Scope &home) { return supervisor.run(home); };
            for (;;) {
                try {
                    co_await scoped(s.kernel(), once);
                } catch (const GaveUp &) {
                    s.say("gave up");
                }
                co_await s.sleep(100ms);
            }
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"20ms gave up"}); // the third failure is the first of the new record
        QList<std::int64_t> down;
        for (Sequence i = 0; i < s.trace.count(); ++i) {
            if (s.trace.at(i).kind == EventKind::Restarted)
                down.push_back(s.trace.at(i).payload / 1'000'000);
        }
        QCOMPARE(down, (QList<std::int64_t>{0, 100, 0}));
        s.close();
    }
};

QTEST_APPLESS_MAIN(TestSupervisionDelays)
#include "tst_supervision_delays.moc"
