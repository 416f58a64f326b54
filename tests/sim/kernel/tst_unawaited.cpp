// SPDX-License-Identifier: MIT
#include "kernel/lock.h"
#include "kernel/timeout.h"
#include "sim/kernel_script.h"

#include <stdexcept>

using namespace coroscope;
using namespace coroscope::test;

/// What is awaited where it must not be: coroutines that were called and not awaited at once, and awaits outside of the tasks.
class TestUnawaited : public QObject
{
    Q_OBJECT

    /// Sleeps, says so, and says when it unwinds.
    static QCoro::Task<int> worker(Script &s, Duration length)
    {
        struct Unwinds {
            Script &s;
            bool armed = true;
            ~Unwinds()
            {
                if (armed)
                    s.say("unwound");
            }
        };
        Unwinds unwinds{s};
        co_await s.sleep(length);
        unwinds.armed = false;
        s.say("slept");
        co_return 7;
    }
    /// Runs @p body as a task, and says how it ended.
    static void run(Script &s, Script::Body body)
    {
        s.start([&s, body]() -> QCoro::Task<> {
            co_await supervised(s.kernel(), [&](Scope &scope) {
                struct Ends final : TaskObserver {
                    explicit Ends(Script &script) : s(script) { }
                    void taskEnded(Task &, TaskEnd end, std::exception_ptr &error) override
                    {
                        s.say(end == TaskEnd::Done ? "done" : end == TaskEnd::Failed ? "failed" : "cancelled");
                        if (std::exception_ptr taken = std::exchange(error, nullptr)) {
                            try {
                                std::rethrow_exception(taken);
                            } catch (const std::logic_error &wrong) {
                                s.say(QString::fromLatin1(wrong.what()).section(':', 0, 0));
                            } catch (const std::exception &other) {
                                s.say("another error: " + QString::fromLatin1(other.what()));
                            }
                        }
                    }
                    Script &s;
                };
                static std::vector<std::unique_ptr<Ends>> observers;
                observers.push_back(std::make_unique<Ends>(s));
                scope.spawn({0, 0}, s.keep(body)).setObserver(observers.back().get());
            });
        });
        s.kernel().runUntil(at(1h));
    }

private Q_SLOTS:
    void anAwaitBesideACoroutineThatWasCalledAndNotAwaitedIsRefused()
    {
        Script s;
        run(s, [&]() -> QCoro::Task<> {
            [[maybe_unused]] auto forgotten = worker(s, 5ms);
            co_await s.sleep(1ms);
            s.say("never");
        });
        QCOMPARE(s.log, (QStringList{"0ms unwound", "0ms failed", "0ms a task waits for one thing at a time"}));
        QCOMPARE(s.kernel().tasksAlive(), 0u);
    }

    void whatIsCalledTwiceAndAwaitedLaterFailsWhereTheSecondIsAwaited()
    {
        Script s;
        run(s, [&]() -> QCoro::Task<> {
            auto a = worker(s, 10ms);
            auto b = worker(s, 20ms); // its own await is the second one
            s.say(QString::number(co_await a));
            try {
                co_await b;
            } catch (const std::logic_error &) {
                s.say("refused");
            }
            co_await s.sleep(5ms); // all is well again
            s.say("on");
        });
        QCOMPARE(s.log, (QStringList{"0ms unwound", "10ms slept", "10ms 7", "10ms refused", "15ms on", "15ms done"}));
    }

    void aCoroutineCalledAndAwaitedLaterWithNothingBetweenIsInOrder()
    {
        Script s;
        run(s, [&]() -> QCoro::Task<> {
            auto a = worker(s, 10ms);
            s.say("called");
            co_await a;
        });
        QCOMPARE(s.log, (QStringList{"0ms called", "10ms slept", "10ms done"}));
    }

    void aCoroutineThatIsLeftSuspendedAtTheEndOfItsTaskIsUnwoundAndAnError()
    {
        Script s;
        run(s, [&]() -> QCoro::Task<> {
            [[maybe_unused]] auto forgotten = worker(s, 5ms);
            co_return;
        });
        QCOMPARE(s.log, (QStringList{"0ms unwound", "0ms failed", "0ms a coroutine was called and not awaited"}));
        QCOMPARE(s.kernel().tasksAlive(), 0u);
    }

    void oneThatIsWokenBeforeTheRefusedAwaitIsUnharmed()
    {
        // It has left the line it stood in, and is ready: the await must not take its place.
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        run(s, [&]() -> QCoro::Task<> {
            auto receives = [&]() -> QCoro::Task<> {
                const std::optional<int> got = co_await channel.receive();
                s.say("got " + QString::number(got.value_or(-1)));
            };
            auto receiving = receives();
            int value = 3;
            s.expect(channel.trySend(std::move(value)) == SendOutcome::Accepted, "not sent");
            try {
                co_await s.sleep(1ms);
            } catch (const std::logic_error &) {
                s.say("refused");
            }
            co_await receiving;
        });
        QCOMPARE(s.log, (QStringList{"0ms refused", "0ms got 3", "0ms done"}));
    }

    void aRefusedReceiveTakesNothing()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        run(s, [&]() -> QCoro::Task<> {
            int value = 3;
            co_await channel.send(std::move(value));
            auto a = worker(s, 1ms);
            try {
                co_await channel.receive();
            } catch (const std::logic_error &) {
                s.say("refused");
            }
            co_await a;
            s.say("got " + QString::number((co_await channel.receive()).value_or(-1)));
        });
        QCOMPARE(s.log, (QStringList{"0ms refused", "1ms slept", "1ms got 3", "1ms done"}));
    }

    void aScopeThatIsCalledAndNotAwaitedIsKilledWithItsChildren()
    {
        Script s;
        run(s, [&]() -> QCoro::Task<> {
            auto body = [&](Scope &scope) -> QCoro::Task<> {
                scope.spawn({0, 1}, s.keep([&]() -> QCoro::Task<> {
                    try {
                        co_await s.sleep(1h);
                    } catch (const Cancelled &) {
                        s.say("child stopped");
                        throw;
                    }
                }));
                co_return;
            };
            [[maybe_unused]] auto forgotten = scoped(s.kernel(), body);
            co_return;
        });
        QCOMPARE(s.log, (QStringList{"0ms child stopped", "0ms failed", "0ms a coroutine was called and not awaited"}));
        QCOMPARE(s.kernel().tasksAlive(), 0u);
    }

    void theScopeInWhichItWasCalledDoesNotEndBeforeIt()
    {
        Script s;
        run(s, [&]() -> QCoro::Task<> {
            auto cleansUp = [&]() -> QCoro::Task<> {
                const Shield shield(s.kernel()); // opens a scope inside the one that ends
                co_await s.sleep(5ms);
            };
            auto body = [&](Scope &) { [[maybe_unused]] auto forgotten = cleansUp(); };
            try {
                co_await scoped(s.kernel(), body);
            } catch (const std::logic_error &error) {
                s.say(error.what());
            }
            co_await s.sleep(9ms); // the task is whole
        });
        QCOMPARE(s.log, (QStringList{"0ms a coroutine was called and not awaited", "9ms done"}));
    }

    void oneThatSwallowsCancelledIsStruckAtEachAwaitUntilItEnds()
    {
        Script s;
        auto stubborn = [&]() -> QCoro::Task<> { // it outlives the body, as what it captures must
            for (int i = 0; i < 3; ++i) {
                try {
                    co_await s.sleep(5ms);
                } catch (const Cancelled &) {
                    s.say("swallowed");
                }
            }
        };
        run(s, [&]() -> QCoro::Task<> {
            [[maybe_unused]] auto forgotten = stubborn();
            co_return;
        });
        QCOMPARE(s.log,
                 (QStringList{"0ms swallowed", "0ms swallowed", "0ms swallowed", "0ms failed",
                              "0ms a coroutine was called and not awaited"}));
    }

    void shutDownFindsNoFrameThatIsLeft()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            auto a = worker(s, 5ms);
            co_await a;
        });
        s.start([&]() -> QCoro::Task<> {
            [[maybe_unused]] auto forgotten = worker(s, 1h);
            co_return;
        });
        s.close(); // before the first turn of either
        QCOMPARE(s.kernel().tasksAlive(), 0u);
    }

    void anAwaitOutsideOfTheTasksIsALogicError()
    {
        Script s;
        auto outside = [&]() -> QCoro::Task<> {
            try {
                co_await s.sleep(1ms);
            } catch (const std::logic_error &) {
                s.say("refused");
            }
        };
        outside();
        QCOMPARE(s.log, QStringList{"0ms refused"});
    }

    void whateverNeedsATaskIsALogicErrorOutsideOfTheTasks()
    {
        Script s;
        Lock lock(s.kernel(), 0);
        QVERIFY_THROWS_EXCEPTION(std::logic_error, (void)lock.tryAcquire());
        QVERIFY_THROWS_EXCEPTION(std::logic_error, Shield{s.kernel()});
        QVERIFY_THROWS_EXCEPTION(std::logic_error, (void)s.kernel().current());
        QVERIFY_THROWS_EXCEPTION(std::logic_error, (void)scoped(s.kernel(), [](Scope &) {}));
        QVERIFY_THROWS_EXCEPTION(std::logic_error, (void)supervised(s.kernel(), [](Scope &) {}));
        QVERIFY(!lock.taken());
        auto outside = [&]() -> QCoro::Task<> {
            try {
                co_await timeout(s.kernel(), Duration(1ms), [&]() -> QCoro::Task<> { co_await s.sleep(1h); });
            } catch (const std::logic_error &) {
                s.say("refused");
            }
        };
        outside();
        QCOMPARE(s.log, QStringList{"0ms refused"});
        s.start([&]() -> QCoro::Task<> {
            const Shield shield(s.kernel());
            s.expect(lock.tryAcquire().has_value(), "not acquired");
            co_await s.sleep(1ms);
            s.say("inside all is well");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms refused", "1ms inside all is well"}));
    }
};

QTEST_APPLESS_MAIN(TestUnawaited)
#include "tst_unawaited.moc"
