// SPDX-License-Identifier: MIT
#include "kernel/join_set.h"
#include "sim/kernel_script.h"

#include <stdexcept>

using namespace coroscope;
using namespace coroscope::test;

/// Tasks that are joined in the order in which they end.
class TestJoinSet : public QObject
{
    Q_OBJECT

    static auto answer(Script &s, Duration length, int value)
    {
        return [&s, length, value]() -> QCoro::Task<int> {
            co_await s.sleep(length);
            if (value < 0)
                throw std::runtime_error("broken");
            co_return value;
        };
    }
    static QString text(const Finished<int> &one)
    {
        static const QStringList ends{"done", "failed", "cancelled", "killed"};
        return one.value ? QStringLiteral("%1:%2").arg(one.index).arg(*one.value)
                         : QStringLiteral("%1 %2").arg(one.index).arg(ends.at(int(one.end)));
    }
    static void inScope(Script &s, std::function<QCoro::Task<>(Scope &)> body)
    {
        s.start([&s, body = std::move(body)]() -> QCoro::Task<> { co_await scoped(s.kernel(), std::ref(body)); });
    }

private Q_SLOTS:
    void resultsComeAsCompletedEachExactlyOnceAndThenTheEnd()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope);
            set.spawn({0, 0}, answer(s, 30ms, 1));
            set.spawn({0, 1}, answer(s, 10ms, 2));
            set.spawn({0, 2}, answer(s, 20ms, 3));
            while (const std::optional<Finished<int>> one = co_await set.next())
                s.say(text(*one));
            s.say("the end");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"10ms 1:2", "20ms 2:3", "30ms 0:1", "30ms the end"}));
    }

    void thoseThatEndedBeforeAnyoneAskedComeInTheOrderInWhichTheyEnded()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope);
            set.spawn({0, 0}, answer(s, 2ms, 1));
            set.spawn({0, 1}, answer(s, 1ms, 2));
            co_await s.sleep(5ms);
            s.expect(set.running() == 0, "still running");
            while (const std::optional<Finished<int>> one = co_await set.next())
                s.say(text(*one));
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"5ms 1:2", "5ms 0:1"}));
    }

    void aFailureIsOneOfTheResultsAndDisturbsNobody()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope);
            set.spawn({0, 0}, answer(s, 1ms, -1));
            set.spawn({0, 1}, answer(s, 2ms, 5));
            while (const std::optional<Finished<int>> one = co_await set.next())
                s.say(text(*one));
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"1ms 0 failed", "2ms 1:5"}));
        QCOMPARE(s.kernel().unseenFailures(), 0u);
    }

    void refillingAfterEachResultKeepsTheWidth()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope);
            std::uint32_t started = 0;
            const auto startNext = [&] {
                set.spawn({0, started}, answer(s, 10ms, int(started)));
                ++started;
            };
            startNext();
            startNext();
            while (const std::optional<Finished<int>> one = co_await set.next()) {
                if (started < 6)
                    startNext();
                s.expect(set.running() <= 2, "too many");
            }
            s.say("all");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"30ms all"});
    }

    void severalMayAskInLineAndTheLastOnesGetTheEnd()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope);
            set.spawn({0, 0}, answer(s, 4ms, 7));
            set.spawn({0, 0}, answer(s, 3ms, 8));
            co_await scoped(s.kernel(), [&](Scope &askers) {
                for (std::uint32_t i = 1; i <= 4; ++i) {
                    askers.spawn({0, i}, s.keep([&, i]() -> QCoro::Task<> {
                        const std::optional<Finished<int>> one = co_await set.next();
                        s.say(QStringLiteral("%1 has %2").arg(i).arg(one ? text(*one) : "the end"));
                    }));
                }
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"3ms 1 has 1:8", "4ms 2 has 0:7", "4ms 3 has the end", "4ms 4 has the end"}));
    }

    void spawningAfterTheScopeHasEndedIsAnErrorAndSoIsAWidthOfNone()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            std::optional<JoinSet<int>> set;
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                set.emplace(scope);
                set->spawn({0, 0}, answer(s, 5ms, 1));
                co_return;
            });
            co_await scoped(s.kernel(), [](Scope &) {}); // takes the place where the other one stood
            try {
                set->spawn({0, 0}, answer(s, 5ms, 2));
                s.say("spawned");
            } catch (const std::logic_error &error) {
                s.say(error.what());
            }
            s.say(QStringLiteral("%1 %2").arg(set->running()).arg(set->size()));
            s.say(text((co_await set->next()).value())); // what it has is still there
            try {
                set->setWidth(0);
            } catch (const std::invalid_argument &) {
                s.say("refused");
            }
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"5ms the scope has ended", "5ms 0 1", "5ms 0:1", "5ms refused"}));
    }

    void itsSizeCountsWhatCanStillBeAskedFor()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope, 2);
            set.spawn({0, 0}, answer(s, 1ms, 0));
            set.spawn({0, 1}, answer(s, 9ms, 1));
            set.spawn({0, 2}, answer(s, 9ms, 2));
            s.say(QStringLiteral("%1 of %2 run").arg(set.running()).arg(set.size()));
            co_await s.sleep(5ms);
            s.say(QStringLiteral("%1 of %2 run").arg(set.running()).arg(set.size()));
            co_await set.next();
            s.say(QStringLiteral("%1 of %2 run").arg(set.running()).arg(set.size()));
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms 3 of 3 run", "5ms 2 of 3 run", "5ms 2 of 2 run"}));
    }

    void cancellingTheWaitLosesNothing()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope);
            set.spawn({0, 0}, answer(s, 9ms, 7));
            co_await scoped(s.kernel(), [&](Scope &brief) -> QCoro::Task<> {
                brief.setDeadline(at(2ms));
                co_await set.next();
            });
            s.say("gave up");
            const std::optional<Finished<int>> one = co_await set.next();
            s.say(text(*one));
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"2ms gave up", "9ms 0:7"}));
    }

    void aDroppedSetCancelsItsTasksAndItsUntakenFailuresAreUnseen()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            {
                JoinSet<int> set(scope);
                set.spawn({0, 0}, answer(s, 1h, 7));
                set.spawn({0, 1}, answer(s, 1ms, -1));
                co_await s.sleep(5ms);
            }
            s.say("dropped");
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, QStringList{"5ms dropped"});
        QCOMPARE(s.events().filter("task-"),
                 (QStringList{"0 task-spawned", "0 task-spawned", "0 task-spawned", "1 task-failed", "5 task-cancelled",
                              "5 task-done"}));
        QCOMPARE(s.kernel().unseenFailures(), 1u);
    }

    void ofASetWithAWidthSoManyRunAtOnceAndEachEndMakesRoomForTheNext()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope, 2);
            for (std::uint32_t i = 0; i < 5; ++i)
                set.spawn({0, i}, answer(s, i == 0 ? 30ms : 10ms, int(i)));
            s.expect(set.running() == 5, "those that have not begun have not ended");
            while (const std::optional<Finished<int>> one = co_await set.next())
                s.say(text(*one));
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"10ms 1:1", "20ms 2:2", "30ms 0:0", "30ms 3:3", "40ms 4:4"}));
        QCOMPARE(s.events().filter("task-spawned"),
                 (QStringList{"0 task-spawned", "0 task-spawned", "0 task-spawned", "10 task-spawned",
                              "20 task-spawned", "30 task-spawned"}));
    }

    void aRaisedWidthBeginsMoreAtOnceAndALoweredOneStopsNobody()
    {
        Script s;
        JoinSet<int> *turned = nullptr;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope, 1);
            turned = &set;
            for (std::uint32_t i = 0; i < 6; ++i)
                set.spawn({0, i}, answer(s, 10ms, int(i)));
            while (const std::optional<Finished<int>> one = co_await set.next())
                s.say(text(*one));
        });
        s.kernel().runUntil(at(5ms));
        turned->setWidth(3); // 1 and 2 from 5 to 15 ms, 3 from 10 to 20 ms
        s.kernel().runUntil(at(12ms));
        turned->setWidth(1);
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"10ms 0:0", "15ms 1:1", "15ms 2:2", "20ms 3:3", "30ms 4:4", "40ms 5:5"}));
    }

    void whoeverMadeRoomForATaskIsNotItsParent()
    {
        Script s;
        JoinSet<int> *turned = nullptr;
        TaskId owner = 0;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            owner = s.kernel().current().id();
            JoinSet<int> set(scope, 1);
            turned = &set;
            for (std::uint32_t i = 0; i < 4; ++i)
                set.spawn({0, i}, answer(s, 10ms, int(i)));
            while (co_await set.next()) {
            }
        });
        s.kernel().runUntil(at(15ms)); // the second has begun as the first has ended
        turned->setWidth(3);           // from outside of all tasks: two more
        s.kernel().runUntil(at(1s));
        std::vector<std::uint32_t> parents;
        for (Sequence i = 0; i < s.trace.count(); ++i) {
            const Event event = s.trace.at(i);
            if (event.kind == EventKind::TaskSpawned && Place::unpacked(event.payload).group == 0)
                parents.push_back(event.object);
        }
        QCOMPARE(parents, std::vector<std::uint32_t>(4, owner));
    }

    void joinedByNumberEachComesInItsTurnAndNoneIsLost()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope, 2);
            set.spawn({0, 0}, answer(s, 30ms, 7));
            set.spawn({0, 1}, answer(s, 10ms, 8));
            set.spawn({0, 2}, answer(s, 10ms, -1));
            set.spawn({0, 3}, answer(s, 40ms, 9));
            for (std::size_t i = 0; i < 5; ++i) {
                const std::optional<Finished<int>> one = co_await set.join(i);
                s.say(one ? text(*one) : "there is none");
            }
            const std::optional<Finished<int>> again = co_await set.join(1);
            s.expect(!again, "taken twice");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"30ms 0:7", "30ms 1:8", "30ms 2 failed", "60ms 3:9", "60ms there is none"}));
        QCOMPARE(s.count(EventKind::JoinBlocked), 2); // for 0 and for 3
        QCOMPARE(s.kernel().unseenFailures(), 0u);
    }

    void whoWaitsForOneThatHasNotBegunGetsItWhenItEnds()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope, 1);
            for (std::uint32_t i = 0; i < 3; ++i)
                set.spawn({0, i}, answer(s, 10ms, int(i)));
            const std::optional<Finished<int>> last = co_await set.join(2);
            s.say(text(*last));
            while (const std::optional<Finished<int>> one = co_await set.next())
                s.say(text(*one));
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"30ms 2:2", "30ms 0:0", "30ms 1:1"}));
    }

    void ofTwoThatWaitForTheSameOneTheSecondLearnsThatItIsTaken()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope);
            set.spawn({0, 0}, answer(s, 4ms, 7));
            set.spawn({0, 1}, answer(s, 9ms, 8));
            co_await scoped(s.kernel(), [&](Scope &askers) {
                for (std::uint32_t i = 1; i <= 2; ++i) {
                    askers.spawn({0, i}, s.keep([&]() -> QCoro::Task<> {
                        const std::optional<Finished<int>> one = co_await set.join(0);
                        s.say(one ? text(*one) : "taken");
                    }));
                }
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"4ms 0:7", "4ms taken"}));
    }

    void whatHasNotBegunIsLetGoWithTheSetAndCancelledWithTheScope()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope, 1);
            for (std::uint32_t i = 0; i < 3; ++i)
                set.spawn({0, i}, answer(s, 1h, int(i)));
            co_await s.sleep(2ms);
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.count(EventKind::TaskCancelled), 1); // the only one that had begun
        QCOMPARE(s.kernel().now(), at(2h));

        // A set that is awaited from outside of its cancelled scope gives them all, the unbegun ones without a task.
        Script t;
        t.start([&]() -> QCoro::Task<> {
            std::optional<JoinSet<int>> set;
            co_await scoped(t.kernel(), [&](Scope &scope) {
                set.emplace(scope, 1);
                for (std::uint32_t i = 0; i < 3; ++i)
                    set->spawn({0, i}, answer(t, 1h, int(i)));
                scope.cancel();
            });
            while (const std::optional<Finished<int>> one = co_await set->next())
                t.say(text(*one) + (one->task == 0 ? " unbegun" : ""));
        });
        t.kernel().runUntil(at(1s));
        QCOMPARE(t.log, (QStringList{"0ms 0 cancelled", "0ms 1 cancelled unbegun", "0ms 2 cancelled unbegun"}));
    }

    void tasksThatAreLetGoRunOnUnseenAndTheScopeStillEndsAfterThem()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope);
            set.spawn({0, 0}, answer(s, 10ms, 1));
            set.spawn({0, 1}, answer(s, 2ms, 2));
            set.spawn({0, 2}, answer(s, 20ms, -1));
            co_await s.sleep(5ms);
            set.detachAll();
            s.expect(set.running() == 0, "still running");
            const std::optional<Finished<int>> one = co_await set.next();
            s.say(text(*one)); // what had ended is still there
            const std::optional<Finished<int>> other = co_await set.next();
            s.say(other ? "WRONG" : "none");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"5ms 1:2", "5ms none"}));
        QCOMPARE(
            s.events().filter("task-"),
            (QStringList{"0 task-spawned", "0 task-spawned", "0 task-spawned", "0 task-spawned", "2 task-done",
                         "5 task-abandoned", "5 task-abandoned", "10 task-done", "20 task-failed", "20 task-done"}));
        QCOMPARE(s.kernel().unseenFailures(), 1u);
    }

    void whoWaitsForATaskThatIsLetGoLearnsThatNoneIsLeft()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope);
            set.spawn({0, 0}, answer(s, 10ms, 1));
            scope.spawn({0, 1}, s.keep([&]() -> QCoro::Task<> {
                co_await s.sleep(3ms);
                set.detachAll();
            }));
            const std::optional<Finished<int>> one = co_await set.next();
            s.say(one ? "WRONG" : "none");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"3ms none"});
    }

    void tasksThatAreCancelledStayInTheSet()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope);
            set.spawn({0, 0}, answer(s, 10ms, 1));
            set.spawn({0, 1}, answer(s, 20ms, 2));
            co_await s.sleep(5ms);
            set.cancelAll();
            while (const std::optional<Finished<int>> one = co_await set.next())
                s.say(text(*one));
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"5ms 0 cancelled", "5ms 1 cancelled"}));
    }

    void waitingForATaskThatWaitsForTheWaiterIsADeadlock()
    {
        Script s;
        TaskRef waiter;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            waiter = TaskRef(s.kernel().current());
            JoinSet<void> set(scope);
            set.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> { co_await s.kernel().join(waiter); }));
            co_await set.next();
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.kernel().stuck(), Kernel::Stuck::Deadlock);
        QCOMPARE(s.count(EventKind::DeadlockLink), 2);
        s.close();
    }

    void whatHasEndedCanBeTakenWithoutWaiting()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope);
            set.spawn({0, 0}, answer(s, 3ms, 1));
            set.spawn({0, 1}, answer(s, 1ms, 2));
            s.expect(!set.tryJoinNext(), "something has ended");
            co_await s.sleep(2ms);
            s.say(text(set.tryJoinNext().value()));
            s.expect(!set.tryJoinNext(), "the other has ended, too");
            s.say(text((co_await set.next()).value()));
            s.expect(!set.tryJoinNext(), "something is left");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"2ms 1:2", "3ms 0:1"}));
    }

    void shuttingDownCancelsThemAllAndEndsAfterTheirCleanUp()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope, 3);
            set.spawn({0, 0}, answer(s, 1ms, 1));
            set.spawn({0, 1}, answer(s, 1h, 2));
            set.spawn({0, 2}, [&s]() -> QCoro::Task<int> {
                try {
                    co_await s.sleep(1h);
                } catch (const Cancelled &) {
                    s.say("cleans up");
                }
                const Shield shield(s.kernel());
                co_await s.sleep(4ms);
                throw std::runtime_error("clumsy");
            });
            set.spawn({0, 3}, answer(s, 2h, 3)); // never begins, as three run
            set.spawn({0, 4}, answer(s, 2h, 4));
            co_await s.sleep(5ms);
            co_await set.shutdown();
            s.say("all gone");
            s.expect(!co_await set.next(), "something is left");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"5ms cleans up", "9ms all gone"}));
        QCOMPARE(s.kernel().tasksAlive(), 0u);
        QCOMPARE(s.kernel().unseenFailures(), 1u);
        QCOMPARE(s.count(EventKind::TaskSpawned), qsizetype{5}); // the root's, and four that began
    }

    void shuttingDownAnEmptySetTakesNoTime()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope);
            co_await set.shutdown();
            s.say("done");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"0ms done"});
    }

    void whatTheCleanUpOfADroppedSetsTaskThrowsIsUnseenAsWell()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope);
            set.spawn({0, 0}, [&]() -> QCoro::Task<int> {
                try {
                    co_await s.sleep(1h);
                } catch (const Cancelled &) {
                    throw std::runtime_error("clean-up");
                }
                co_return 1;
            });
            co_await s.sleep(5ms);
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.events().filter("task-"),
                 (QStringList{"0 task-spawned", "0 task-spawned", "5 task-failed", "5 task-done"}));
        QCOMPARE(s.kernel().unseenFailures(), 1u);
    }

    void cancelledWhatHasNotBegunNeverWill()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope, 1);
            for (std::uint32_t i = 0; i < 3; ++i)
                set.spawn({0, i}, answer(s, 10s, int(i)));
            co_await s.sleep(5ms);
            set.cancelAll();
            s.expect(set.size() == 3, "they are still to be asked for");
            while (const std::optional<Finished<int>> one = co_await set.next())
                s.say(QStringLiteral("%1 %2").arg(one->index).arg(one->end == TaskEnd::Cancelled));
        });
        s.kernel().runUntil(at(1h));
        QCOMPARE(s.log, (QStringList{"5ms 1 1", "5ms 2 1", "5ms 0 1"}));
        QCOMPARE(s.events().filter("task-spawned").size(), 2);
    }

    void shutDownWhoeverJoinsOneThatHasNotBegunGoesOn()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            JoinSet<int> set(scope, 1);
            for (std::uint32_t i = 0; i < 2; ++i)
                set.spawn({0, i}, answer(s, 10s, int(i)));
            scope.spawn({0, 7}, s.keep([&]() -> QCoro::Task<> {
                const std::optional<Finished<int>> one = co_await set.join(1);
                s.say(one && one->end == TaskEnd::Cancelled && one->task == 0 ? "never began" : "WRONG");
            }));
            co_await s.sleep(5ms);
            co_await set.shutdown();
            s.say(QStringLiteral("shut down, %1").arg(set.size()));
            co_await s.sleep(1ms);
        });
        s.kernel().runUntil(at(1h));
        QCOMPARE(s.log, (QStringList{"5ms never began", "5ms shut down, 0"}));
        QCOMPARE(s.kernel().tasksAlive(), 0u);
    }
};

QTEST_APPLESS_MAIN(TestJoinSet)
#include "tst_join_set.moc"
