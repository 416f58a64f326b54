// SPDX-License-Identifier: MIT
#include "kernel/gather.h"
#include "sim/kernel_script.h"

#include <algorithm>
#include <stdexcept>

using namespace coroscope;
using namespace coroscope::test;

/// Many bodies, one list of results.
class TestGather : public QObject
{
    Q_OBJECT

    using Results = std::vector<Gathered<int>>;

    static constexpr Place first{4, 10};

    static QString text(const Results &results)
    {
        QStringList list;
        for (const Gathered<int> &one : results)
            list.push_back(QStringLiteral("%1:%2").arg(one.index).arg(one.value));
        return list.join(' ');
    }
    /// Body i sleeps lengths[i] ms and returns it, or fails where it is negative; says when it is cancelled.
    static auto sleepers(Script &s, std::vector<int> lengths)
    {
        return [&s, lengths = std::move(lengths)](std::size_t index) -> QCoro::Task<int> {
            const int length = lengths[index];
            try {
                co_await s.sleep(std::abs(length) * 1ms);
            } catch (const Cancelled &) {
                s.say(QStringLiteral("%1 cancelled").arg(index));
                throw;
            }
            if (length < 0)
                throw std::runtime_error("broken " + std::to_string(index));
            co_return length;
        };
    }
    static void run(Script &s, GatherRules rules, std::vector<int> lengths)
    {
        const std::size_t count = lengths.size();
        s.start([&s, rules, count, body = sleepers(s, std::move(lengths))]() -> QCoro::Task<> {
            try {
                const Results results = co_await gather(s.kernel(), first, count, rules, std::ref(body));
                s.say(text(results));
            } catch (const std::exception &error) {
                s.say(error.what());
            }
        });
        s.kernel().runUntil(at(1h));
    }

private Q_SLOTS:
    void resultsComeInOrderEachExactlyOnce()
    {
        Script s;
        run(s, {}, {30, 10, 20});
        QCOMPARE(s.log, QStringList{"30ms 0:30 1:10 2:20"});
        QCOMPARE(s.count(EventKind::CancelRequested), 0);
    }

    void orAsTheyAreCompletedEachExactlyOnce()
    {
        Script s;
        run(s, {.order = GatherRules::Order::AsCompleted}, {30, 10, 20, 10});
        QCOMPARE(s.log, QStringList{"30ms 1:10 3:10 2:20 0:30"});
    }

    void aQuorumCancelsTheRemainder()
    {
        Script s;
        run(s, {.quorum = 2}, {30, 10, 20, 40});
        QCOMPARE(s.log, (QStringList{"20ms 0 cancelled", "20ms 3 cancelled", "20ms 1:10 2:20"}));
    }

    void aQuorumIsNotExceededByOneThatReturnsAllTheSame()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            auto body = [&](std::size_t index) -> QCoro::Task<int> {
                const Shield shield(s.kernel());
                co_await s.sleep(int(index + 1) * 10ms);
                s.say(QString::number(index));
                co_return 7;
            };
            GatherRules rules;
            rules.quorum = 2;
            s.say(text(co_await gather(s.kernel(), first, 3, rules, body)));
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"10ms 0", "20ms 1", "30ms 2", "30ms 0:7 1:7"}));
    }

    void aQuorumBeyondTheNumberIsAllAndOneOfNoneStartsNothing()
    {
        Script s;
        run(s, {.quorum = 9}, {10, 20});
        run(s, {.quorum = 0}, {10, 20});
        QCOMPARE(s.log, (QStringList{"20ms 0:10 1:20", "3600000ms "}));
        run(s, {}, {});
        QCOMPARE(s.log.last(), "3600000ms ");
    }

    void theFirstErrorCancelsTheRestAndIsRethrownOnceAllHaveCleanedUp()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            auto body = [&](std::size_t index) -> QCoro::Task<int> {
                if (index == 1) {
                    co_await s.sleep(5ms);
                    throw std::runtime_error("broken");
                }
                bool struck = false;
                try {
                    co_await s.sleep(1h);
                } catch (const Cancelled &) {
                    struck = true;
                }
                const Shield cleaning(s.kernel());
                co_await s.sleep(20ms);
                s.say(struck ? "cleaned up" : "wrong");
                co_return 0;
            };
            try {
                co_await gather(s.kernel(), first, 3, GatherRules(), body);
            } catch (const std::runtime_error &error) {
                s.say(error.what());
            }
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, (QStringList{"25ms cleaned up", "25ms cleaned up", "25ms broken"}));
    }

    void twoFailuresAreBothReportedInTheOrderInWhichTheyHappened()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            auto body = [&](std::size_t index) -> QCoro::Task<int> {
                const Shield shield(s.kernel());
                co_await s.sleep(index == 0 ? 9ms : 5ms);
                throw std::runtime_error("broken " + std::to_string(index));
            };
            try {
                co_await gather(s.kernel(), first, 2, GatherRules(), body);
            } catch (const SeveralFailures &several) {
                for (const std::exception_ptr &failure : several.failures()) {
                    try {
                        std::rethrow_exception(failure);
                    } catch (const std::runtime_error &error) {
                        s.say(error.what());
                    }
                }
            }
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"9ms broken 1", "9ms broken 0"}));
    }

    void refillingOnEachCompletionKeepsTheWidth()
    {
        Script s;
        run(s, {.width = 2}, {30, 10, 10, 20, 10});
        // 0 until 30, 1 until 10, 2 until 20, 3 until 40, 4 from 30 until 40.
        QCOMPARE(s.log, QStringList{"40ms 0:30 1:10 2:10 3:20 4:10"});
        int running = 0;
        int most = 0;
        QStringList starts;
        for (Sequence i = 0; i < s.trace.count(); ++i) {
            const Event &event = s.trace.at(i);
            if (event.kind == EventKind::TaskSpawned && Place::unpacked(event.payload).group == first.group) {
                most = std::max(most, ++running);
                starts.push_back(QString::number(event.time.time_since_epoch() / 1ms));
            }
            if (event.kind == EventKind::TaskDone)
                --running;
        }
        QCOMPARE(most, 2);
        QCOMPARE(starts, (QStringList{"0", "0", "10", "20", "30"}));
    }

    void afterAFailureNobodyElseIsStarted()
    {
        Script s;
        run(s, {.width = 1}, {10, -10, 10, 10});
        QCOMPARE(s.log, QStringList{"20ms broken 1"});
        QCOMPARE(s.count(EventKind::TaskSpawned), 3); // the root and two
    }

    void aWidthOfNoneIsRefused()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            auto body = [](std::size_t) -> QCoro::Task<> { co_return; };
            GatherRules rules;
            rules.width = 0;
            try {
                co_await gather(s.kernel(), first, 2, rules, body);
                s.say("gathered nothing");
            } catch (const std::invalid_argument &) {
                s.say("refused");
            }
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"0ms refused"});
    }

    void anErrorOfOneTooManyIsUnseenAndTheQuorumsResultsStand()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            auto body = [&](std::size_t index) -> QCoro::Task<int> {
                const Shield shield(s.kernel());
                co_await s.sleep(index == 0 ? 10ms : 15ms);
                if (index == 1)
                    throw std::runtime_error("too late");
                co_return 7;
            };
            GatherRules rules;
            rules.quorum = 1;
            s.say(text(co_await gather(s.kernel(), first, 2, rules, body)));
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"15ms 0:7"});
        QCOMPARE(s.kernel().unseenFailures(), 1u);
    }

    void afterAQuorumNobodyElseIsStarted()
    {
        Script s;
        run(s, {.width = 2, .quorum = 1}, {10, 20, 5, 5});
        QCOMPARE(s.log, (QStringList{"10ms 1 cancelled", "10ms 0:10"}));
        QCOMPARE(s.count(EventKind::TaskSpawned), 3); // the root and two
    }

    void bodiesThatReturnNothingAreGathered()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            auto body = [&](std::size_t index) -> QCoro::Task<> { co_await s.sleep(int(index) * 1ms); };
            const auto results = co_await gather(s.kernel(), first, 4, GatherRules(), body);
            s.say(QString::number(results.size()));
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"3ms 4"});
    }

    void cancelledFromOutsideItCancelsAllAndStartsNobody()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.setDeadline(at(5ms));
                auto body = sleepers(s, {10, 3, 10, 10});
                GatherRules rules;
                rules.width = 2;
                co_await gather(s.kernel(), first, 4, rules, std::ref(body));
                s.say("never");
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"5ms 0 cancelled", "5ms 2 cancelled"}));
        QCOMPARE(s.count(EventKind::TaskSpawned), 4); // the root and three
    }
};

QTEST_APPLESS_MAIN(TestGather)
#include "tst_gather.moc"
