// SPDX-License-Identifier: MIT
#include "sim/explorer.h"
#include "sim/kernel/exploration_words.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr std::uint64_t bound = 200'000;

/// How many orders there are of so many tasks that take so many turns each: (n·k)! / k!^n.
std::uint64_t interleavings(std::uint64_t tasks, std::uint64_t turns)
{
    std::uint64_t count = 1;
    for (std::uint64_t task = 1; task <= tasks; ++task) {
        for (std::uint64_t turn = 1; turn <= turns; ++turn)
            count = count * ((task - 1) * turns + turn) / turn;
    }
    return count;
}

/// Takes two tokens, one after the other; each is one message in a channel that holds one.
QCoro::Task<> takeBoth(Small &small, Channel<int> &first, Channel<int> &second, int late)
{
    co_await dawdle(small, late);
    std::optional<int> one = co_await first.receive();
    co_await yieldNow(small.s.kernel());
    std::optional<int> other = co_await second.receive();
    co_await second.send(std::move(other.value()));
    co_await first.send(std::move(one.value()));
}

/// Two tasks take two tokens, the second in the order @p secondTakesFirst says.
QString takeTokens(Chooser &chooser, bool opposite)
{
    Small small(chooser);
    Channel<int> red(small.s.kernel(), 0, 1);
    Channel<int> blue(small.s.kernel(), 1, 1);
    const QString wrong = small.run({
        [&]() -> QCoro::Task<> {
            int token = 1;
            co_await red.send(std::move(token));
            token = 2;
            co_await blue.send(std::move(token));
        },
        [&]() -> QCoro::Task<> { return takeBoth(small, red, blue, 0); },
        [&]() -> QCoro::Task<> { return takeBoth(small, opposite ? blue : red, opposite ? red : blue, 4); },
    });
    small.s.close();
    return wrong;
}

/// Two tasks that each wait for the end of the other if it has begun before. @p atomic: looking and beginning are one.
QString joinWhoWasFirst(Chooser &chooser, bool atomic)
{
    Small small(chooser);
    bool begun[2] = {false, false};
    const auto task = [&](int me, int other) -> Script::Body {
        return [&, me, other]() -> QCoro::Task<> {
            co_await dawdle(small, 1 + 2 * me);
            bool second = begun[other];
            begun[me] = true;
            if (!atomic) {
                co_await yieldNow(small.s.kernel());
                second = begun[other];
            }
            if (second)
                co_await small.s.kernel().join(small.refs[std::size_t(other)]);
        };
    };
    return small.run({task(0, 1), task(1, 0)});
}

/// One waits for a thing to be there, the other brings it and rings, but only if somebody waits for the bell.
/// @p rememberRing: rings whether somebody waits or not; the bell keeps it.
QString waitForTheBell(Chooser &chooser, bool rememberRing)
{
    Small small(chooser);
    Channel<int> bell(small.s.kernel(), 0, 1);
    bool there = false;
    int waiting = 0;
    const QString wrong = small.run({
        [&]() -> QCoro::Task<> {
            while (!there) {
                co_await dawdle(small, 1); // between the look and the wait
                ++waiting;
                co_await bell.receive();
                --waiting;
            }
        },
        [&]() -> QCoro::Task<> {
            co_await dawdle(small, 3);
            there = true;
            int ring = 1;
            if (rememberRing || waiting > 0)
                co_await bell.send(std::move(ring));
        },
    });
    small.s.close();
    return wrong;
}

/// Passes an item on within a scope that somebody else cancels. @p swallows: goes on as if it had been sent.
QCoro::Task<> passOn(Small &small, Channel<Item> &out, Scope *&cancelMe, bool swallows)
{
    Item item = small.s.kernel().createItem();
    bool sent = false;
    co_await scoped(small.s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
        cancelMe = &scope;
        try {
            co_await yieldNow(small.s.kernel());
            co_await out.send(std::move(item));
            sent = true;
        } catch (const Cancelled &) {
            sent = swallows;
        }
        cancelMe = nullptr;
    });
    if (!sent)
        co_await out.send(std::move(item));
}

QString cancelWhilePassingOn(Chooser &chooser, bool swallows)
{
    Small small(chooser);
    Channel<Item> out(small.s.kernel(), 0, 0);
    Scope *cancelMe = nullptr;
    const QString wrong = small.run({
        [&]() -> QCoro::Task<> { return passOn(small, out, cancelMe, swallows); },
        [&]() -> QCoro::Task<> {
            co_await dawdle(small, 4);
            if (cancelMe)
                cancelMe->cancel();
        },
        [&]() -> QCoro::Task<> {
            co_await dawdle(small, 2);
            co_await scoped(small.s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.setDeadline(at(1ms)); // what does not come is lost, and to be found as that
                std::optional<Item> item = co_await out.receive();
                item.value().done();
            });
        },
    });
    small.s.close();
    return wrong;
}

} // namespace

/// All schedules of small programs. Each planted fault is one that the order of first come, first served does not show.
class TestExploration : public QObject
{
    Q_OBJECT

    static void verifyFound(const Explorer::Program &program, const QString &what)
    {
        const Exploration found = Explorer::explore(program, bound);
        QCOMPARE(found.wrong, what);
        QVERIFY(found.schedules > 1); // in the very first, everything is first come, first served
    }
    static void verifyFree(const Explorer::Program &program)
    {
        const Exploration none = Explorer::explore(program, bound);
        QVERIFY2(none.wrong.isEmpty(), qPrintable(none.wrong + ": " + none.choices));
        QVERIFY(none.complete);
        QVERIFY(none.schedules > 10);
    }

private Q_SLOTS:
    void everyOrderOfTheTurnsIsRunExactlyOnce_data()
    {
        QTest::addColumn<int>("tasks");
        QTest::addColumn<int>("passes");
        QTest::newRow("one task has one order") << 1 << 5;
        QTest::newRow("two tasks") << 2 << 4;
        QTest::newRow("three tasks") << 3 << 2;
        QTest::newRow("four tasks") << 4 << 1;
        QTest::newRow("two dozen steps") << 2 << 6;
    }
    void everyOrderOfTheTurnsIsRunExactlyOnce()
    {
        QFETCH(int, tasks);
        QFETCH(int, passes);
        QSet<QString> orders;
        const Exploration all = Explorer::explore(
            [&](Chooser &chooser) {
                Small small(chooser);
                QString order;
                Small::Tasks bodies;
                for (int i = 0; i < tasks; ++i) {
                    bodies.push_back([&small, &order, i, passes]() -> QCoro::Task<> {
                        order += QString::number(i);
                        for (int k = 0; k < passes; ++k) {
                            co_await yieldNow(small.s.kernel());
                            order += QString::number(i);
                        }
                    });
                }
                const QString wrong = small.run(bodies);
                orders.insert(order);
                return wrong;
            },
            bound);
        QCOMPARE(all.wrong, QString());
        QVERIFY(all.complete);
        const std::uint64_t expected = interleavings(std::uint64_t(tasks), std::uint64_t(passes) + 1);
        QCOMPARE(all.schedules, expected);
        QCOMPARE(std::uint64_t(orders.size()), expected);
    }

    void aBoundThatIsReachedIsReported()
    {
        const Explorer::Program program = [](Chooser &chooser) { return takeTokens(chooser, false); };
        const Exploration some = Explorer::explore(program, 7);
        QCOMPARE(some.schedules, std::uint64_t(7));
        QVERIFY(!some.complete);
        const Exploration all = Explorer::explore(program, bound);
        QVERIFY(all.complete);
        QVERIFY(!Explorer::explore(program, all.schedules - 1).complete);
        QVERIFY(Explorer::explore(program, all.schedules).complete);
    }

    void whatIsFoundCanBeRunAgainByItsChoices()
    {
        const auto program = [](Chooser &chooser) { return takeTokens(chooser, true); };
        const Exploration found = Explorer::explore(program, bound);
        struct Replay final : Chooser {
            std::size_t next(std::size_t) override
            {
                return std::size_t(choices.takeFirst().section('/', 0, 0).toInt());
            }
            QStringList choices;
        } replay;
        replay.choices = found.choices.split(' ');
        QCOMPARE(program(replay), found.wrong);
        QVERIFY(replay.choices.isEmpty());
    }

    void tokensTakenInOppositeOrderAreFoundToBlockEachOther()
    {
        verifyFound([](Chooser &chooser) { return takeTokens(chooser, true); }, "stalled");
    }
    void tokensTakenInOneOrderNeverBlockEachOther()
    {
        verifyFree([](Chooser &chooser) { return takeTokens(chooser, false); });
    }

    void twoThatWaitForEachOthersEndAreFoundAsADeadlock()
    {
        verifyFound([](Chooser &chooser) { return joinWhoWasFirst(chooser, false); }, "deadlock");
    }
    void twoThatLookAndBeginAtOnceNeverWaitForEachOther()
    {
        verifyFree([](Chooser &chooser) { return joinWhoWasFirst(chooser, true); });
    }

    void aRingThatNobodyHearsIsFoundAsALostWakeUp()
    {
        verifyFound([](Chooser &chooser) { return waitForTheBell(chooser, false); }, "stalled");
    }
    void aRingThatIsRememberedIsNeverLost()
    {
        verifyFree([](Chooser &chooser) { return waitForTheBell(chooser, true); });
    }

    void permitsTakenInOppositeOrderAreFoundAsADeadlock()
    {
        verifyFound([](Chooser &chooser) { return takePermits(chooser, true); }, "deadlock");
    }
    void permitsTakenInOneOrderNeverBlockEachOther()
    {
        verifyFree([](Chooser &chooser) { return takePermits(chooser, false); });
    }

    void aNotificationThatIsNotKeptIsFoundAsALostWakeUp()
    {
        verifyFound([](Chooser &chooser) { return waitToBeNotified(chooser, false); }, "stalled");
    }
    void aNotificationThatIsKeptIsNeverLost()
    {
        verifyFree([](Chooser &chooser) { return waitToBeNotified(chooser, true); });
    }

    void anAnswererThatIsCancelledIsFoundToLeaveTheQuestionOpen()
    {
        verifyFound([](Chooser &chooser) { return askWhoMayBeCancelled(chooser, 1); }, "0ms no answer");
    }
    void whoAsksAgainIsAlwaysAnswered()
    {
        verifyFree([](Chooser &chooser) { return askWhoMayBeCancelled(chooser, 2); });
    }

    void aChangeBetweenTheLookAndTheWatchIsFoundNeverToBeSeen()
    {
        verifyFound([](Chooser &chooser) { return waitForAChange(chooser, false); }, "stalled");
    }
    void whoLooksThroughItsOwnWatchMissesNoChange()
    {
        verifyFree([](Chooser &chooser) { return waitForAChange(chooser, true); });
    }

    void aListenerThatLagsBehindIsFoundToMissAWord()
    {
        verifyFound([](Chooser &chooser) { return listenWhileAnotherTells(chooser, 1); }, "0ms missed 1");
    }
    void aListenerMissesNothingWhereAllIsKept()
    {
        verifyFree([](Chooser &chooser) { return listenWhileAnotherTells(chooser, 2); });
    }

    void aTokenThatSomebodyElseTakesAfterTheLookIsFoundToCostAWait()
    {
        verifyFound([](Chooser &chooser) { return takeATokenThatIsThere(chooser, false); }, "10ms waited");
    }
    void lookingAndTakingAtOnceNeverCostsAWait()
    {
        verifyFree([](Chooser &chooser) { return takeATokenThatIsThere(chooser, true); });
    }

    void anItemLostByATaskThatSwallowsItsCancellationIsFound()
    {
        verifyFound([](Chooser &chooser) { return cancelWhilePassingOn(chooser, true); }, "lost");
    }
    void anItemOfATaskThatSendsAgainWhatWasCancelledIsNeverLost()
    {
        verifyFree([](Chooser &chooser) { return cancelWhilePassingOn(chooser, false); });
    }
};

QTEST_APPLESS_MAIN(TestExploration)
#include "tst_exploration.moc"
