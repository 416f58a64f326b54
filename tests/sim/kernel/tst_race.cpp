// SPDX-License-Identifier: MIT
#include "kernel/race.h"
#include "sim/kernel_script.h"

#include <stdexcept>

using namespace coroscope;
using namespace coroscope::test;

/// Several bodies, one winner.
class TestRace : public QObject
{
    Q_OBJECT

    static constexpr Place first{0, 0};

    static QString text(const Gathered<int> &winner)
    {
        return QStringLiteral("%1 with %2").arg(winner.index).arg(winner.value);
    }
    static auto runner(Script &s, Duration length, int value)
    {
        return [&s, length, value]() -> QCoro::Task<int> {
            co_await s.sleep(length);
            if (value < 0)
                throw std::runtime_error("broken");
            co_return value;
        };
    }
    /// One that needs a while to clean up when it is cancelled.
    static auto slow(Script &s, Duration cleaning, bool clumsy = false)
    {
        return [&s, cleaning, clumsy]() -> QCoro::Task<int> {
            try {
                co_await s.sleep(1h);
            } catch (const Cancelled &) {
                s.say("cancelled");
            }
            const Shield shield(s.kernel());
            co_await s.sleep(cleaning);
            s.say("cleaned up");
            if (clumsy)
                throw std::runtime_error("clumsy");
            co_return 0;
        };
    }

private Q_SLOTS:
    void theFirstToEndWinsAndTheLosersHaveCleanedUpBeforeTheRaceReturns()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            const auto winner = co_await race(s.kernel(), first, slow(s, 7ms), runner(s, 5ms, 2), runner(s, 6ms, 3));
            s.say(text(winner));
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, (QStringList{"5ms cancelled", "12ms cleaned up", "12ms 1 with 2"}));
        QCOMPARE(s.kernel().tasksAlive(), 0u);
    }

    void ofSeveralInTheSameInstantTheFirstWins()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            const auto winner = co_await race(s.kernel(), first, runner(s, 5ms, 1), runner(s, 5ms, 2));
            s.say(text(winner));
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, QStringList{"5ms 0 with 1"});
    }

    void anErrorOfTheFirstToEndCancelsTheOthersAndIsRethrown()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            try {
                co_await race(s.kernel(), first, runner(s, 3ms, -1), slow(s, 2ms));
            } catch (const std::runtime_error &error) {
                s.say(error.what());
            }
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, (QStringList{"3ms cancelled", "5ms cleaned up", "5ms broken"}));
    }

    void anErrorOfALoserThatCleansUpIsUnseenAndTheWinnersResultStands()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            const auto winner = co_await race(s.kernel(), first, runner(s, 3ms, 1), slow(s, 2ms, true));
            s.say(text(winner));
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, (QStringList{"3ms cancelled", "5ms cleaned up", "5ms 0 with 1"}));
        QCOMPARE(s.kernel().unseenFailures(), 1u);
    }

    void anErrorInTheInstantOfTheWinBelongsToALoser()
    {
        Script s;
        const TaskRef gate(s.kernel().start(s.keep([&]() -> QCoro::Task<> { co_await s.sleep(5ms); })));
        s.start([&]() -> QCoro::Task<> {
            const auto afterTheGate = [&](bool throws) {
                return [&s, gate, throws]() -> QCoro::Task<int> {
                    co_await s.kernel().join(gate); // both are ready at once
                    if (throws)
                        throw std::runtime_error("broken");
                    co_return 1;
                };
            };
            const auto winner = co_await race(s.kernel(), first, afterTheGate(false), afterTheGate(true));
            s.say(text(winner));
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, QStringList{"5ms 0 with 1"});
        QCOMPARE(s.kernel().unseenFailures(), 1u);
    }

    void aRaceAgainstASleepIsATimeout()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            auto work = [&]() -> QCoro::Task<> { co_await s.work(1h); };
            auto limit = [&]() -> QCoro::Task<> { co_await s.sleep(9ms); };
            const auto winner = co_await race(s.kernel(), first, work, limit);
            s.say(QString::number(winner.index));
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, QStringList{"9ms 1"});
    }

    void whereEachIsCancelledByItselfNobodyWins()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            auto givesUp = [&]() -> QCoro::Task<int> {
                co_await s.sleep(2ms);
                s.kernel().current().cancel();
                co_await s.sleep(2ms);
                co_return 1;
            };
            try {
                co_await race(s.kernel(), first, givesUp, givesUp);
            } catch (const TaskCancelled &error) {
                s.say(error.what());
            }
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, QStringList{"2ms the task was cancelled"});
    }
};

QTEST_APPLESS_MAIN(TestRace)
#include "tst_race.moc"
