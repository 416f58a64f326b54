// SPDX-License-Identifier: MIT
#include "kernel/live_deadline.h"
#include "sim/kernel_script.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// A task that starts at 10 ms and waits, under a deadline of 100 ms that can be turned, for longer than any test takes.
struct Limited : Script {
    Limited()
    {
        start([this]() -> QCoro::Task<> {
            co_await sleep(10ms);
            const ScopeEnd end = co_await scoped(kernel(), [this](Scope &opened) -> QCoro::Task<> {
                scope = &opened;
                const LiveDeadline deadline(opened, live.exactly());
                co_await sleep(10000h);
            });
            scope = nullptr;
            say(end.timedOut ? "struck" : "wrong");
        });
    }
    ~Limited() { close(); }

    void set(Duration when, Duration mean)
    {
        kernel().runUntil(at(when));
        live.setMean(mean);
    }
    QStringList finished()
    {
        kernel().runUntil(at(5000h));
        return log;
    }

    LiveDuration live{100ms};
    Scope *scope = nullptr;
};

} // namespace

/// Deadlines that are turned while they are ahead.
class TestLiveDeadline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneThatIsForEverIsNoneAndMayBecomeOne()
    {
        Limited l;
        l.live.setMean(forEver);
        l.kernel().runUntil(at(50ms));
        QCOMPARE(l.count(EventKind::DeadlineSet), 0);
        l.live.setMean(60ms); // since 10 ms
        l.kernel().runUntil(at(1h));
        QCOMPARE(l.log, QStringList{"70ms struck"});
        Limited gone;
        gone.kernel().runUntil(at(50ms));
        gone.live.setMean(forEver);
        gone.kernel().runUntil(at(1h));
        QCOMPARE(gone.log, QStringList{});
        QCOMPARE(gone.count(EventKind::DeadlineMet), 1);
        gone.close();
    }

    void leftAloneItStrikesAtItsStartPlusItsLength()
    {
        Limited s;
        QCOMPARE(s.finished(), QStringList{"110ms struck"});
    }

    void turnedUpOrDownItStrikesAtItsStartPlusTheNewLength()
    {
        Limited up;
        up.set(60ms, 300ms);
        QCOMPARE(up.finished(), QStringList{"310ms struck"});
        Limited down;
        down.set(60ms, 70ms);
        QCOMPARE(down.finished(), QStringList{"80ms struck"});
    }

    void whereTheNewLengthHasPassedItStrikesNow()
    {
        Limited s;
        s.set(60ms, 20ms);
        QCOMPARE(s.kernel().nextTime(), at(60ms));
        s.kernel().runUntil(at(60ms));
        QCOMPARE(s.log, QStringList{"60ms struck"});
    }

    void aTurnIsTheCauseOfTheNewDeadlineInTheTrace()
    {
        Limited s;
        s.kernel().runUntil(at(60ms));
        s.kernel().noteFromOutside(EventKind::ParameterChanged, 3, 300);
        s.live.setMean(300ms);
        const Event &set = s.trace.at(s.trace.count() - 1);
        QCOMPARE(set.kind, EventKind::DeadlineSet);
        QCOMPARE(set.task, 1u);
        QCOMPARE(Duration{set.payload}, Duration{250ms}); // from now
        QCOMPARE(set.cause, 1u);
    }

    void turnedDownAndUpAgainWithinAnInstantItDoesNotStrike()
    {
        Limited s;
        s.set(60ms, 20ms);
        s.live.setMean(200ms);
        QCOMPARE(s.finished(), QStringList{"210ms struck"});
    }

    void workThatIsReadyBeatsADeadlineThatWasTurnedToNow()
    {
        Script s;
        LiveDuration live(100ms);
        s.start([&]() -> QCoro::Task<> {
            const ScopeEnd end = co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                const LiveDeadline deadline(scope, live.exactly());
                co_await s.sleep(10ms);
                live.setMean(1ms);
                co_await s.sleep(0ms);
                s.say("still at work");
            });
            s.say(end.timedOut ? "struck" : "in time");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"10ms still at work", "10ms in time"}));
    }

    void aHugeLengthNeverStrikesEarlyAndCanBeTurnedBack()
    {
        Limited s;
        s.set(60ms, Duration::max());
        s.kernel().runUntil(at(1000h));
        QCOMPARE(s.log, QStringList{});
        s.set(1000h, 100ms);
        QCOMPARE(s.finished(), QStringList{"3600000000ms struck"});
    }

    void ofAScopeThatWasCancelledItIsLeftAlone()
    {
        Script s;
        LiveDuration live(100ms);
        s.start([&]() -> QCoro::Task<> {
            const ScopeEnd end = co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                const LiveDeadline deadline(scope, live.exactly());
                scope.cancel();
                const Shield shield(s.kernel());
                co_await s.sleep(50ms);
                live.setMean(60ms);
                co_await s.sleep(100ms);
            });
            s.say(end.cancelled && !end.timedOut ? "cancelled" : "wrong");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"150ms cancelled"});
    }

    void aDeadlineSetByHandStaysUpToTheNextTurn()
    {
        Limited s;
        s.kernel().runUntil(at(60ms));
        s.scope->setDeadline(at(400ms));
        s.live.setMean(100ms); // no turn
        s.set(200ms, 1s);
        QCOMPARE(s.finished(), QStringList{"1010ms struck"});
    }

    void whenItIsGoneTheDeadlineStaysAndFollowsNoMore()
    {
        Script s;
        LiveDuration live(100ms);
        s.start([&]() -> QCoro::Task<> {
            const ScopeEnd end = co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                {
                    const LiveDeadline deadline(scope, live.exactly());
                }
                co_await s.sleep(1h);
            });
            s.say(end.timedOut ? "struck" : "wrong");
        });
        s.kernel().runUntil(at(50ms));
        live.setMean(200ms);
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, QStringList{"100ms struck"});
    }

    void aDurationThatIsGoneLeavesTheDeadlineWhereItIs()
    {
        Script s;
        auto live = std::make_unique<LiveDuration>(100ms);
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                const LiveDeadline deadline(scope, live->exactly());
                co_await s.sleep(1h);
            });
            s.say("struck");
        });
        s.kernel().runUntil(at(50ms));
        live.reset();
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, QStringList{"100ms struck"});
    }
};

QTEST_APPLESS_MAIN(TestLiveDeadline)
#include "tst_live_deadline.moc"
