// SPDX-License-Identifier: MIT
#include "kernel/join_handle.h"
#include "sim/kernel_script.h"

#include <stdexcept>

#include <tuple>

using namespace coroscope;
using namespace coroscope::test;

/// Results, failures and cancellations of tasks that are joined by a handle; and of those that are not.
class TestJoinHandle : public QObject
{
    Q_OBJECT

    /// Returns @p value after @p length, or fails where it is negative.
    static auto answer(Script &s, Duration length, int value)
    {
        return [&s, length, value]() -> QCoro::Task<int> {
            co_await s.sleep(length);
            if (value < 0)
                throw std::runtime_error("broken");
            co_return value;
        };
    }
    /// Runs @p body with an open scope.
    static void inScope(Script &s, std::function<QCoro::Task<>(Scope &)> body)
    {
        s.start([&s, body = std::move(body)]() -> QCoro::Task<> { co_await scoped(s.kernel(), std::ref(body)); });
    }

private Q_SLOTS:
    void joiningGivesTheResultWhenTheTaskHasEnded()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            const auto early = spawnJoinable(scope, {0, 0}, answer(s, 3ms, 1));
            const auto late = spawnJoinable(scope, {0, 1}, answer(s, 7ms, 2));
            s.expect(!late.end(), "ended already");
            s.say(QString::number(co_await late.join()));
            s.say(QString::number(co_await early.join())); // it ended long ago
            s.expect(early.end() == TaskEnd::Done, "not done");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"7ms 2", "7ms 1"}));
    }

    void aTaskThatReturnsNothingIsJoinedAsWell()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            const auto handle = spawnJoinable(scope, {0, 0}, s.keep([&]() -> QCoro::Task<> { co_await s.sleep(5ms); }));
            co_await handle.join();
            co_await handle.join();
            s.say("joined");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"5ms joined"});
    }

    void aResultIsGivenOnce()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            const auto handle = spawnJoinable(scope, {0, 0}, answer(s, 1ms, 1));
            co_await handle.join();
            try {
                co_await handle.join();
            } catch (const std::logic_error &) {
                s.say("asked twice");
            }
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"1ms asked twice"});
    }

    void aFailureIsRethrownToTheJoinerAndLeavesTheScopeAlone()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            const auto bad = spawnJoinable(scope, {0, 0}, answer(s, 2ms, -1));
            const auto good = spawnJoinable(scope, {0, 1}, answer(s, 9ms, 4));
            try {
                co_await bad.join();
            } catch (const std::runtime_error &error) {
                s.say(error.what());
            }
            s.say(QString::number(co_await good.join()));
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"2ms broken", "9ms 4"}));
        QCOMPARE(s.kernel().unseenFailures(), 0u);
        QCOMPARE(s.count(EventKind::CancelRequested), 0);
    }

    void aCancelledTaskIsAnErrorToItsJoinerWhoIsNotCancelledByIt()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            const auto handle = spawnJoinable(scope, {0, 0}, answer(s, 1h, 1));
            co_await s.sleep(3ms);
            handle.cancel();
            try {
                co_await handle.join();
            } catch (const TaskCancelled &) {
                s.say("it was cancelled");
            }
            co_await s.sleep(1ms);
            s.say("the joiner goes on");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"3ms it was cancelled", "4ms the joiner goes on"}));
    }

    void cancellingAFinishedTaskChangesNothingAndItsResultStays()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            const auto handle = spawnJoinable(scope, {0, 0}, answer(s, 1ms, 5));
            co_await s.sleep(2ms);
            handle.cancel();
            s.expect(handle.end() == TaskEnd::Done, "not done");
            s.say(QString::number(co_await handle.join()));
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"2ms 5"});
        QCOMPARE(s.count(EventKind::CancelRequested), 0);
    }

    void cancellingTheWaitLeavesTheTaskAlone()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            const auto handle = spawnJoinable(scope, {0, 0}, answer(s, 8ms, 6));
            co_await scoped(s.kernel(), [&](Scope &brief) -> QCoro::Task<> {
                brief.setDeadline(at(2ms));
                co_await handle.join();
            });
            s.say("gave up");
            s.say(QString::number(co_await handle.join()));
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"2ms gave up", "8ms 6"}));
    }

    void aDroppedHandleDetachesItsTaskAndTheScopeStillEndsAfterIt()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            std::ignore = spawnJoinable(scope, {0, 0}, s.keep([&]() -> QCoro::Task<> {
                co_await s.sleep(6ms);
                s.say("detached, done");
            }));
            co_return;
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"6ms detached, done"});
        QCOMPARE(s.count(EventKind::TaskDone), 2);
    }

    void aFailureNobodyJoinedIsCountedAsUnseenWhenItsHandleIsGone()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            std::ignore = spawnJoinable(scope, {0, 0}, answer(s, 2ms, -1)); // detached before it fails
            const auto second = spawnJoinable(scope, {0, 1}, answer(s, 3ms, -1));
            co_await s.sleep(10ms);
            s.expect(s.kernel().unseenFailures() == 1, "one may still be joined");
        }); // dropped after it has failed
        s.kernel().runUntil(at(1s));
        QVERIFY(s.log.isEmpty());
        QCOMPARE(s.kernel().unseenFailures(), 2u);
        QCOMPARE(s.events().filter("failure-unseen"), (QStringList{"2 failure-unseen", "10 failure-unseen"}));
        QCOMPARE(s.trace.at(s.trace.count() - 1).kind, EventKind::TaskDone);
    }

    void aFailureThatWasJoinedIsSeenHoweverManyJoin()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            const auto handle = spawnJoinable(scope, {0, 0}, answer(s, 2ms, -1));
            co_await supervised(s.kernel(), [&](Scope &joiners) {
                for (std::uint32_t i = 1; i <= 2; ++i) {
                    joiners.spawn({0, i}, s.keep([&s, &handle]() -> QCoro::Task<> {
                        try {
                            co_await handle.join();
                        } catch (const std::runtime_error &error) {
                            s.say(error.what());
                        }
                    }));
                }
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"2ms broken", "2ms broken"}));
        QCOMPARE(s.kernel().unseenFailures(), 0u);
    }

    void closingTheRunMakesNoFailureUnseen()
    {
        Script s;
        inScope(s, [&](Scope &scope) -> QCoro::Task<> {
            const auto handle = spawnJoinable(scope, {0, 0}, answer(s, 2ms, -1));
            co_await s.sleep(1h);
        });
        s.kernel().runUntil(at(1s));
        s.close();
        QCOMPARE(s.kernel().unseenFailures(), 0u);
    }
};

QTEST_APPLESS_MAIN(TestJoinHandle)
#include "tst_join_handle.moc"
