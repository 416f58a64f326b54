// SPDX-License-Identifier: MIT
#include "sim/patterns/supervision_bench.h"

using namespace coroscope;
using namespace coroscope::test;

/// What Erlang/OTP's supervisors promise, of ours: who is restarted, with whom, how often, and who is not left behind.
class TestSupervision : public QObject
{
    Q_OBJECT

    /// Child 0 returns after 10 ms in its first life, and fails after 10 ms in its second; then it stays.
    static QCoro::Task<> returnsThenFails(SupervisionBench &bench, Child &self)
    {
        const int life = bench.lives(self);
        if (life > 2) {
            co_await idle(bench, self);
            co_return;
        }
        self.up();
        co_await bench.script.sleep(10ms);
        if (life == 2)
            throw ChildFailed("broken");
    }
    /// Children that are idle, but for the first life of one of them.
    static SupervisionBench::Life oneFails(std::uint32_t which, Duration after)
    {
        return [which, after](SupervisionBench &bench, Child &self) {
            return self.index() == which && bench.lives(self) == 1 ? failing(bench, self, after) : idle(bench, self);
        };
    }
    /// Fails at the end of each life; how long each lasts, then it stays.
    static SupervisionBench::Life failsAfter(std::vector<Duration> lives)
    {
        return [lives](SupervisionBench &bench, Child &self) {
            const auto life = static_cast<std::size_t>(bench.lives(self));
            return life <= lives.size() ? failing(bench, self, lives[life - 1]) : idle(bench, self);
        };
    }
    /// Busy for so long without being stoppable, but for the supervisor.
    static QCoro::Task<> busyFor(SupervisionBench &bench, Child &self, Duration length)
    {
        self.up();
        const Child::Busy busy(self);
        co_await bench.script.work(length);
        bench.say(self, "finished");
    }

private Q_SLOTS:
    void permanentIsAlwaysRestarted()
    {
        SupervisionBench bench(1, {.restart = Restart::Permanent}, returnsThenFails);
        QCOMPARE(bench.runTo(1s),
                 (QStringList{"0ms 0 starts", "10ms 0 ends", "10ms 0 starts", "20ms 0 ends", "20ms 0 starts"}));
    }

    void transientIsRestartedOnlyAfterAFailure()
    {
        SupervisionBench returns(1, {.restart = Restart::Transient}, returnsThenFails);
        QCOMPARE(returns.runTo(1s), (QStringList{"0ms 0 starts", "10ms 0 ends"}));
        SupervisionBench fails(1, {.restart = Restart::Transient}, failsAfter({10ms}));
        QCOMPARE(fails.runTo(1s), (QStringList{"0ms 0 starts", "10ms 0 ends", "10ms 0 starts"}));
    }

    void temporaryIsNeverRestarted()
    {
        SupervisionBench bench(1, {.restart = Restart::Temporary}, failsAfter({10ms}));
        QCOMPARE(bench.runTo(1s), (QStringList{"0ms 0 starts", "10ms 0 ends"}));
        QCOMPARE(bench.script.count(EventKind::RestartScheduled), 0);
    }

    void aTemporaryOneTakesNobodyWithIt()
    {
        SupervisionBench bench(3, {.strategy = Strategy::OneForAll, .restart = Restart::Temporary}, oneFails(1, 5ms));
        bench.runTo(1s);
        QCOMPARE(bench.log("ends"), QStringList{"5ms 1 ends"});
    }

    void turnedAwayFromTemporaryTheEmptyPlacesAreFilledAtOnce()
    {
        SupervisionBench bench(2, {.restart = Restart::Temporary}, oneFails(0, 10ms));
        bench.runTo(30ms);
        bench.supervisor.setOptions({.restart = Restart::Transient});
        bench.runTo(30ms);
        QCOMPARE(bench.log("0 starts"), (QStringList{"0ms 0 starts", "30ms 0 starts"}));
    }

    void moreThanMaxRestartsWithinThePeriodStopsAllChildrenInReverseOrderAndThenFails()
    {
        SupervisionBench bench(3, {.maxRestarts = 2, .period = 100ms}, [](SupervisionBench &b, Child &self) {
            return self.index() == 1 ? failing(b, self, 10ms) : idle(b, self);
        });
        QCOMPARE(bench.runTo(1s),
                 (QStringList{"0ms 0 starts", "0ms 1 starts", "0ms 2 starts", "10ms 1 ends", "10ms 1 starts",
                              "20ms 1 ends", "20ms 1 starts", "30ms 1 ends", "30ms 2 ends", "30ms 0 ends",
                              "30ms gave up", "30ms home is empty"}));
        QCOMPARE(bench.script.count(EventKind::Escalated), 1);
    }

    void thePeriodSlides()
    {
        // Restarts at 40, 80 and 150 ms: no three of them within 100 ms. With the next, at 180 ms, three are.
        SupervisionBench bench(1, {.maxRestarts = 2, .period = 100ms}, failsAfter({40ms, 40ms, 70ms, 30ms}));
        bench.runTo(1s);
        QCOMPARE(bench.log("gave up"), QStringList{"180ms gave up"});
    }

    void aRestartExactlyOnePeriodAgoStillCountsAndOneNanosecondMoreNot()
    {
        SupervisionBench within(1, {.maxRestarts = 1, .period = 100ms}, failsAfter({50ms, 100ms}));
        within.runTo(1s);
        QCOMPARE(within.log("gave up"), QStringList{"150ms gave up"});
        SupervisionBench beyond(1, {.maxRestarts = 1, .period = 100ms}, failsAfter({50ms, 100ms + 1ns}));
        beyond.runTo(1s);
        QCOMPARE(beyond.log("gave up"), QStringList());
    }

    void spacedRestartsNeverTripIt()
    {
        SupervisionBench bench(1, {.maxRestarts = 1, .period = 99ms},
                               [](SupervisionBench &b, Child &self) { return failing(b, self, 100ms); });
        bench.runTo(1000s);
        QCOMPARE(bench.log("gave up"), QStringList());
        QCOMPARE(bench.log("starts").size(), 10'001);
    }

    void withNoRestartsAllowedTheFirstFailureIsTheLast()
    {
        SupervisionBench bench(1, {.maxRestarts = 0}, failsAfter({10ms}));
        bench.runTo(1s);
        QCOMPARE(bench.log("gave up"), QStringList{"10ms gave up"});
    }

    void aRestartThatFailsCountsAndIsRetried()
    {
        // Never up: it dies at the end of its start-up, 5 ms, and is tried again until it counts too much.
        SupervisionBench bench(1, {.maxRestarts = 3, .period = 1s}, [](SupervisionBench &b, Child &) -> QCoro::Task<> {
            co_await b.script.sleep(5ms);
            throw ChildFailed("did not come up");
        });
        bench.runTo(1s);
        QCOMPARE(bench.log("starts"), (QStringList{"0ms 0 starts", "5ms 0 starts", "10ms 0 starts", "15ms 0 starts"}));
        QCOMPARE(bench.log("gave up"), QStringList{"20ms gave up"});
        QCOMPARE(bench.script.count(EventKind::Restarted), 0);
    }

    void oneForOneLeavesSiblingsUntouched()
    {
        SupervisionBench bench(3, {.strategy = Strategy::OneForOne}, oneFails(1, 7ms));
        QCOMPARE(bench.runTo(1s),
                 (QStringList{"0ms 0 starts", "0ms 1 starts", "0ms 2 starts", "7ms 1 ends", "7ms 1 starts"}));
    }

    void oneForAllStopsTheOthersInReverseOrderAndStartsAllInOrder()
    {
        SupervisionBench bench(4, {.strategy = Strategy::OneForAll}, oneFails(1, 7ms));
        bench.runTo(1s);
        QCOMPARE(bench.script.log.mid(4),
                 (QStringList{"7ms 1 ends", "7ms 3 ends", "7ms 2 ends", "7ms 0 ends", "7ms 0 starts", "7ms 1 starts",
                              "7ms 2 starts", "7ms 3 starts"}));
    }

    void restForOneKeepsThoseStartedEarlierAndReplacesThoseStartedLater()
    {
        SupervisionBench bench(4, {.strategy = Strategy::RestForOne}, oneFails(1, 7ms));
        bench.runTo(1s);
        QCOMPARE(
            bench.script.log.mid(4),
            (QStringList{"7ms 1 ends", "7ms 3 ends", "7ms 2 ends", "7ms 1 starts", "7ms 2 starts", "7ms 3 starts"}));
    }

    void oneFailureCountsOnceWhateverTheStrategy()
    {
        SupervisionBench bench(4, {.strategy = Strategy::OneForAll, .maxRestarts = 1, .period = 1h}, oneFails(1, 7ms));
        bench.runTo(1s);
        QCOMPARE(bench.log("gave up"), QStringList());
        QCOMPARE(bench.log("starts").size(), 8);
    }

    void whoDiesWhileAllAreBeingStoppedDoesNotCountAgain()
    {
        // 0 fails at 7 ms; while 2 is finishing, up to 27 ms, 1 fails as well, at 17 ms.
        SupervisionBench bench(3, {.strategy = Strategy::OneForAll, .maxRestarts = 1, .period = 1h, .shutdown = 1s},
                               [](SupervisionBench &b, Child &self) {
                                   if (b.lives(self) > 1)
                                       return idle(b, self);
                                   if (self.index() == 2)
                                       return busyFor(b, self, 27ms);
                                   return failing(b, self, self.index() == 0 ? 7ms : 17ms);
                               });
        bench.runTo(1s);
        QCOMPARE(bench.log("gave up"), QStringList());
        QCOMPARE(bench.script.log.mid(3),
                 (QStringList{"7ms 0 ends", "17ms 1 ends", "27ms 2 finished", "27ms 2 ends", "27ms 0 starts",
                              "27ms 1 starts", "27ms 2 starts"}));
    }

    void stoppingWaitsForAChildThatIsBusyUpToTheLimit()
    {
        SupervisionBench bench(2, {.maxRestarts = 0, .shutdown = 100ms}, [](SupervisionBench &b, Child &self) {
            return self.index() == 0 ? failing(b, self, 10ms) : busyFor(b, self, 60ms);
        });
        bench.runTo(1s);
        QCOMPARE(bench.script.log.mid(2),
                 (QStringList{"10ms 0 ends", "60ms 1 finished", "60ms 1 ends", "60ms gave up", "60ms home is empty"}));
        QCOMPARE(bench.script.count(EventKind::TaskAbandoned), 0);
    }

    void workThatEndsExactlyAtTheLimitStillEndsInTime()
    {
        SupervisionBench bench(2, {.maxRestarts = 0, .shutdown = 50ms}, [](SupervisionBench &b, Child &self) {
            return self.index() == 0 ? failing(b, self, 10ms) : busyFor(b, self, 60ms);
        });
        bench.runTo(1s);
        QCOMPARE(bench.log("finished"), QStringList{"60ms 1 finished"});
    }

    void beyondTheLimitItsShieldIsLiftedAndItIsCancelled()
    {
        SupervisionBench bench(2, {.maxRestarts = 0, .shutdown = 20ms}, [](SupervisionBench &b, Child &self) {
            return self.index() == 0 ? failing(b, self, 10ms) : busyFor(b, self, 60ms);
        });
        bench.runTo(1s);
        QCOMPARE(bench.script.log.mid(2),
                 (QStringList{"10ms 0 ends", "30ms 1 ends", "30ms gave up", "30ms home is empty"}));
        QCOMPARE(bench.script.count(EventKind::TaskAbandoned), 0);
    }

    void theLimitTurnedHoldsForTheStopUnderWay()
    {
        const auto life = [](SupervisionBench &b, Child &self) {
            return self.index() == 0 ? failing(b, self, 10ms) : busyFor(b, self, 1h);
        };
        SupervisionBench bench(2, {.maxRestarts = 0, .shutdown = 10s}, life);
        bench.runTo(2s);
        bench.supervisor.setOptions({.maxRestarts = 0, .shutdown = 3s});
        bench.runTo(10s);
        QCOMPARE(bench.log("gave up"), QStringList{"3010ms gave up"});
    }

    void whatStillDoesNotEndIsAbandonedAndMarkedAndNotLeftBehind()
    {
        SupervisionBench bench(2, {.maxRestarts = 0, .shutdown = 20ms},
                               [](SupervisionBench &b, Child &self) -> QCoro::Task<> {
                                   if (self.index() == 0) {
                                       co_await failing(b, self, 10ms);
                                       co_return;
                                   }
                                   self.up();
                                   const Shield deaf(b.script.kernel());
                                   co_await b.script.sleep(70ms);
                               });
        bench.runTo(1s);
        // The supervisor does not wait for it, but home does.
        QCOMPARE(bench.script.log.mid(2),
                 (QStringList{"10ms 0 ends", "30ms gave up", "70ms 1 ends", "70ms home is empty"}));
        QCOMPARE(bench.script.events().filter("task-abandoned"), QStringList{"30 task-abandoned"});
        QCOMPARE(bench.script.kernel().tasksAlive(), 0u);
    }

    void eachIsGivenTheWholeLimitOneAfterTheOther()
    {
        SupervisionBench bench(3, {.maxRestarts = 0, .shutdown = 20ms}, [](SupervisionBench &b, Child &self) {
            return self.index() == 0 ? failing(b, self, 10ms) : busyFor(b, self, 1h);
        });
        bench.runTo(1s);
        QCOMPARE(bench.log("ends"), (QStringList{"10ms 0 ends", "30ms 2 ends", "50ms 1 ends"}));
    }

    void stoppedItselfTheSupervisorLeavesNobodyBehind()
    {
        SupervisionBench bench(3, {}, idle);
        bench.runTo(5ms);
        bench.home->cancel();
        bench.runTo(1s);
        QCOMPARE(bench.script.log.mid(3), (QStringList{"5ms 0 ends", "5ms 1 ends", "5ms 2 ends", "5ms home is empty"}));
        QCOMPARE(bench.script.kernel().tasksAlive(), 0u);
    }
};

QTEST_APPLESS_MAIN(TestSupervision)
#include "tst_supervision.moc"
