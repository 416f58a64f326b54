// SPDX-License-Identifier: MIT
#include "kernel/stepwise_work.h"
#include "sim/kernel_script.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// A task that works for 100 ms from 0 ms on, in steps of 30 ms, and whom the test cancels.
struct Stepping : Script {
    explicit Stepping(Duration length = 100ms) : length(length)
    {
        start([this]() -> QCoro::Task<> {
            co_await scoped(kernel(), [this](Scope &opened) -> QCoro::Task<> {
                scope = &opened;
                try {
                    co_await kernel().work(4, this->length.exactly(), 9).cancellableEvery(step);
                    say("done");
                } catch (const Cancelled &) {
                    say("cancelled");
                    throw;
                }
            });
            scope = nullptr;
        });
    }
    ~Stepping() { close(); }
    void cancel(Duration when)
    {
        kernel().runUntil(at(when));
        scope->cancel();
    }

    LiveDuration length;
    LiveDuration step{30ms};
    Scope *scope = nullptr;
};

} // namespace

/// Work that can be cancelled only between two steps.
class TestStepwiseWork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leftAloneItTakesItsLengthAndIsOnePieceOfWork()
    {
        Stepping s;
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"100ms done"});
        QCOMPARE(s.events().filter("work-"), (QStringList{"0 work-started", "100 work-ended"}));
    }

    void aCancellationStrikesAtTheNextCheckpoint_data()
    {
        QTest::addColumn<int>("when");
        QTest::addColumn<QString>("said");
        QTest::newRow("at the start") << 0 << "30ms cancelled";
        QTest::newRow("in the first step") << 10 << "30ms cancelled";
        QTest::newRow("just before a checkpoint") << 29 << "30ms cancelled";
        QTest::newRow("at a checkpoint, which has passed") << 30 << "60ms cancelled";
        QTest::newRow("in the third step") << 61 << "90ms cancelled";
        QTest::newRow("in the last step, which is not a whole one") << 91 << "100ms done";
    }
    void aCancellationStrikesAtTheNextCheckpoint()
    {
        QFETCH(int, when);
        QFETCH(QString, said);
        Stepping s;
        s.cancel(when * 1ms);
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{said});
    }

    void workThatEndsAtTheCheckpointIsDone()
    {
        Stepping s(60ms);
        s.cancel(40ms);
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"60ms done"});
    }

    void cancelledBeforeItBeginsItDoesNot()
    {
        Stepping s;
        s.kernel().cancelAtAwait(1, Fault::Entering);
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"0ms cancelled"});
        QCOMPARE(s.count(EventKind::WorkStarted), 0);
    }

    void aDeadlineStrikesAtTheNextCheckpointToo()
    {
        Stepping s;
        s.kernel().runUntil(at(0s));
        s.scope->setDeadline(at(30ms)); // the checkpoint of that instant comes first
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"60ms cancelled"});
    }

    void killingDoesNotWaitEvenForOneThatIsCancelled()
    {
        Stepping s;
        s.cancel(10ms);
        s.kernel().runUntil(at(20ms));
        s.scope->kill();
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"20ms cancelled"});
    }

    void aShieldRaisedBeforeTheCheckpointHoldsTheCancellationOffUntilItIsLifted()
    {
        Script s;
        LiveDuration step(30ms);
        Scope *outside = nullptr;
        Scope *inside = nullptr;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &outer) -> QCoro::Task<> {
                outside = &outer;
                co_await scoped(s.kernel(), [&](Scope &inner) -> QCoro::Task<> {
                    inside = &inner;
                    try {
                        co_await s.work(100ms).cancellableEvery(step);
                    } catch (const Cancelled &) {
                        s.say("cancelled");
                        throw;
                    }
                });
            });
        });
        s.kernel().runUntil(at(10ms));
        outside->cancel();
        s.kernel().runUntil(at(20ms));
        inside->setShielded(true);
        s.kernel().runUntil(at(70ms));
        QCOMPARE(s.log, QStringList());
        inside->setShielded(false);
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"90ms cancelled"});
    }

    void aTurnedStepMovesTheCheckpointThatIsWaitedFor_data()
    {
        QTest::addColumn<int>("cancelled");
        QTest::addColumn<int>("turned");
        QTest::addColumn<int>("step");
        QTest::addColumn<QString>("said");
        QTest::newRow("shorter") << 35 << 40 << 20 << "50ms cancelled";
        QTest::newRow("longer") << 35 << 40 << 50 << "80ms cancelled";
        QTest::newRow("shorter than what has passed") << 35 << 50 << 10 << "50ms cancelled";
        QTest::newRow("longer than the work takes") << 35 << 40 << 500 << "100ms done";
        QTest::newRow("turned before the cancellation") << 55 << 40 << 20 << "70ms cancelled";
        QTest::newRow("a step ended by turning") << 55 << 50 << 15 << "65ms cancelled";
        QTest::newRow("none at all") << 35 << 40 << 0 << "40ms cancelled";
    }
    void aTurnedStepMovesTheCheckpointThatIsWaitedFor()
    {
        QFETCH(int, cancelled);
        QFETCH(int, turned);
        QFETCH(int, step);
        QFETCH(QString, said);
        Stepping s;
        const auto turn = [&] {
            s.kernel().runUntil(at(turned * 1ms));
            s.step.setMean(step * 1ms);
        };
        if (turned < cancelled)
            turn();
        s.cancel(cancelled * 1ms);
        if (turned >= cancelled)
            turn();
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{said});
    }

    void turnedWorkEndsAccordinglyWhileACheckpointIsWaitedFor()
    {
        Stepping s;
        s.cancel(65ms);
        s.length.setMean(80ms);
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"80ms done"});
    }

    void aStepOfCenturiesNeverOverflows()
    {
        Stepping s(Duration::max() - 1ns);
        s.step.setMean(Duration::max());
        s.cancel(1h);
        s.kernel().runUntil(at(1000h));
        QCOMPARE(s.log, QStringList{});
        s.step.setMean(1h);
        s.kernel().runUntil(at(1001h));
        QCOMPARE(s.log, QStringList{"3600000000ms cancelled"});
    }

    void aRunThatIsShutDownInTheMiddleLeavesNothing()
    {
        Stepping s;
        s.cancel(10ms);
        s.close();
        QCOMPARE(s.kernel().tasksAlive(), 0u);
    }
};

QTEST_APPLESS_MAIN(TestStepwiseWork)
#include "tst_stepwise_work.moc"
