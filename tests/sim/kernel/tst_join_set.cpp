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
};

QTEST_APPLESS_MAIN(TestJoinSet)
#include "tst_join_set.moc"
