// SPDX-License-Identifier: MIT
#include "patterns/practices/explicit_errors/explicit_errors.h"
#include "sim/patterns/practice_run.h"

using namespace coroscope;
using namespace coroscope::test;

/// Errors that nobody asks for, and what is lost with them.
class TestPracticeExplicitErrors : public QObject
{
    Q_OBJECT

    /// One caller that takes an item 100 ms after the last; a call takes 50 ms and fails.
    static Given small(const Given &more)
    {
        Given given = {{"tasks", "1"}, {"pause", "100ms"}, {"pause-shape", "fixed"}, {"failure-rate", "100%"}};
        given.insert(given.end(), more.begin(), more.end());
        return given;
    }

private Q_SLOTS:
    void onOneSeedIgnoredFailuresAreUnseenAndHandledOnesAreRetriedOrCounted()
    {
        PracticeRun ignored("explicit-errors", {{"failure-rate", "30%"}});
        PracticeRun handled("explicit-errors", {{"failure-rate", "30%"}, {"variant", "handled"}});
        ignored.runTo(60s);
        handled.runTo(60s);
        QVERIFY(ignored.measure("unseen_failures").value() > 0);
        QCOMPARE(ignored.measure("unseen_failures"), ignored.measure("failed_calls"));
        QCOMPARE(ignored.measure("lost_items"), ignored.measure("failed_calls"));
        QCOMPARE(ignored.measure("failed_items").value(), 0.0);
        QCOMPARE(ignored.measure("retried_calls").value(), 0.0);
        QCOMPARE(handled.measure("unseen_failures").value(), 0.0);
        QCOMPARE(handled.measure("lost_items").value(), 0.0);
        QVERIFY(handled.measure("failed_items").value() > 0);
        QVERIFY(handled.measure("retried_calls").value() > 0);
        // Each failed call is made again, counted as a failed item, or waits for its retry.
        const double accounted = *handled.measure("retried_calls") + *handled.measure("failed_items");
        QVERIFY(handled.measure("failed_calls").value() >= accounted);
        QVERIFY(handled.measure("failed_calls").value() <= accounted + 4);
    }

    void anIgnoredErrorTakesTheItemWithItToTheNanosecond()
    {
        PracticeRun run("explicit-errors", small({}));
        run.runTo(1s); // an item each 150 ms
        QCOMPARE(run.measure("failed_calls").value(), 6.0);
        QCOMPARE(run.measure("unseen_failures").value(), 6.0);
        QCOMPARE(run.measure("lost_items").value(), 6.0);
        QCOMPARE(run.story({EventKind::ItemLost}).first(), QString("150 item-lost 1 by Call 1"));
    }

    void aHandledErrorIsTriedAgainAndThenCounted()
    {
        PracticeRun run("explicit-errors", small({{"variant", "handled"}, {"delay", "0"}}));
        run.runTo(1s); // three calls an item: one each 250 ms
        QCOMPARE(run.measure("failed_calls").value(), 12.0);
        QCOMPARE(run.measure("retried_calls").value(), 8.0);
        QCOMPARE(run.measure("failed_items").value(), 4.0);
        QCOMPARE(run.measure("unseen_failures").value(), 0.0);
        QCOMPARE(run.measure("lost_items").value(), 0.0);
        QCOMPARE(run.story({EventKind::ItemFailed}).first(), QString("250 item-failed 1 by Caller 1"));
    }

    void withoutFailuresBothVariantsAreTheSame()
    {
        for (const std::string_view variant : {"ignored", "handled"}) {
            PracticeRun run("explicit-errors", small({{"failure-rate", "0"}, {"variant", variant}}));
            run.runTo(1s);
            QCOMPARE(run.session.world().items().done, std::uint64_t{6});
            QCOMPARE(run.measure("failed_calls").value(), 0.0);
            QVERIFY(run.diagnosis().advice.empty());
        }
    }

    void whatIsTurnedActsOnTheItemUnderWayOrTheNext()
    {
        const auto after = [](std::string_view id, std::string_view text, Duration end, const Given &more = {}) {
            auto run = std::make_unique<PracticeRun>("explicit-errors", small(more));
            run->schedule(120ms, id, text);
            run->runTo(end);
            return run;
        };
        const Given handled = {{"variant", "handled"}, {"delay", "0"}};
        QCOMPARE(after("variant", "handled", 300ms)->measure("unseen_failures").value(), 1.0);
        QCOMPARE(after("work", "25ms", 125ms)->measure("failed_calls").value(), 1.0);
        QCOMPARE(after("failure-rate", "0", 150ms)->session.world().items().done, std::uint64_t{1});
        QCOMPARE(after("pause", "30ms", 180ms)->session.world().items().created, std::uint64_t{2});
        QCOMPARE(after("tasks", "3", 225ms)->session.world().items().created, std::uint64_t{3});
        QCOMPARE(after("retries", "0", 150ms, handled)->measure("failed_items").value(), 1.0);
        QVERIFY(after("delay", "10s", 1s, handled)->measure("failed_calls").value() < 12); // no longer at once
        QCOMPARE(after("threads", "3", 170ms, {{"tasks", "3"}})->session.world().items().lost, std::uint64_t{3});
    }

    void aDelayUnderWayFollowsItsParameter()
    {
        PracticeRun run("explicit-errors", small({{"variant", "handled"}, {"delay", "10s"}, {"retries", "1"}}));
        run.schedule(200ms, "delay", "1ms"); // the first call has failed at 150 ms
        run.runTo(250ms);
        QCOMPARE(run.story({EventKind::SleepRetimed}), QStringList{"200 sleep-retimed by Caller 1"});
        QCOMPARE(run.story({EventKind::ItemFailed}), QStringList{"250 item-failed 1 by Caller 1"});
    }

    void failuresThatNobodySawAreNamed()
    {
        PracticeRun ignored("explicit-errors", small({}));
        ignored.runTo(1s);
        QCOMPARE(ignored.found("unseen-failures"),
                 QString("6 calls failed so far, and nobody saw it: the items are lost. Try “Errors” = "
                         "Handled. The price: retries take time."));
        PracticeRun handled("explicit-errors", {{"variant", "handled"}});
        handled.runTo(20s);
        QVERIFY(handled.diagnosis().advice.empty());
    }

    void itemsThatFailForGoodAreNamed()
    {
        PracticeRun often("explicit-errors", {{"variant", "handled"}, {"failure-rate", "80%"}});
        often.runTo(20s);
        QVERIFY(often.found("failed-for-good").endsWith(" /s, with up to 2 retries each.")); // ten are not enough
        PracticeRun seldom("explicit-errors", {{"variant", "handled"}, {"failure-rate", "60%"}});
        seldom.runTo(20s);
        QVERIFY(seldom.found("failed-for-good").endsWith(" /s, with up to 2 retries each. Try “Retries” = 5."));
        QCOMPARE(often.found("unseen-failures"), QString());
    }

    void headlinesTellWhatIsKnownFromWhatIsNot()
    {
        PracticeRun run("explicit-errors", small({}));
        run.runTo(1s);
        QCOMPARE(run.headlines(),
                 (QStringList{"Finished: 0.0 /s (items)", "Unseen failures: 6 (of calls)", "Lost: 6 (items)",
                              "Failed: 0 (items, reported)", "Latency p99: – (retries included)"}));
    }
};

QTEST_APPLESS_MAIN(TestPracticeExplicitErrors)
#include "tst_practice_explicit_errors.moc"
