// SPDX-License-Identifier: MIT
#include "player/world_text.h"
#include "sim/pattern_run.h"

using namespace coroscope;
using namespace coroscope::test;

/// What a run is doing, in words.
class TestWorldText : public QObject
{
    Q_OBJECT

    static const Topology &topology() { return findPattern("backpressure")->topology(); }

    /// In words, a second and a half after it began.
    static std::string said(const TaskView &task) { return describe(task, topology(), task.since + 1500ms); }
    /// Two producers make an item every 100 ms, nobody takes any, two fit.
    static PatternRun stuck()
    {
        return PatternRun("backpressure",
                          {{"producers", "2"},
                           {"consumers", "0"},
                           {"capacity", "2"},
                           {"interval", "100ms"},
                           {"interval-shape", "fixed"}});
    }

private Q_SLOTS:
    void everyStateOfATaskHasItsWords()
    {
        TaskView at;
        at.since = Time{} + 10s;
        const auto with = [&](auto change) {
            TaskView task = at;
            change(task);
            return said(task);
        };
        using S = TaskState;
        QCOMPARE(with([](TaskView &t) { t.state = S::Ready; }), "ready");
        QCOMPARE(with([](TaskView &t) { t.state = S::Running; }), "making for 1.5 s");
        QCOMPARE(with([](TaskView &t) { t.state = S::Running, t.object = 1, t.item = 12; }), "working on 12 for 1.5 s");
        QCOMPARE(with([](TaskView &t) { t.state = S::Running, t.object = 99; }), "busy for 1.5 s");
        QCOMPARE(with([](TaskView &t) { t.state = S::Done; }), "done");
        QCOMPARE(with([](TaskView &t) { t.state = S::Failed; }), "failed");
        QCOMPARE(with([](TaskView &t) { t.state = S::Cancelled; }), "cancelled");
        QCOMPARE(with([](TaskView &t) { t.state = S::Killed; }), "went down with its process");
    }

    void aWaitingTaskSaysWhatForAndForHowLong()
    {
        TaskView task;
        task.state = TaskState::Waiting;
        task.object = 2;
        task.item = 7;
        task.since = Time{} + 10s;
        const auto waiting = [&](WaitKind kind) {
            task.waitKind = kind;
            return said(task);
        };
        QCOMPARE(waiting(WaitKind::Sleep), "restarting for 1.5 s");
        QCOMPARE(waiting(WaitKind::Send), "has waited for 1.5 s to send item 7: the channel is full");
        QCOMPARE(waiting(WaitKind::Receive), "has waited for 1.5 s for an item: nothing in the channel");
        QCOMPARE(waiting(WaitKind::Join), "waits for other tasks for 1.5 s");
        QCOMPARE(waiting(WaitKind::None), "waits for 1.5 s");
        task.waitKind = WaitKind::Receive; // since just now
        QCOMPARE(describe(task, topology(), task.since), "waits for an item: nothing in the channel");
    }

    void aStockIsSaidToBeEmpty()
    {
        const Topology &limiter = findPattern("rate-limiter")->topology();
        const ChannelNode &bucket = limiter.channels[0];
        ChannelView channel;
        channel.open = true;
        channel.capacity = 5;
        QCOMPARE(describe(channel, bucket), "0 of 5 tokens, empty");
        channel.items.push_back(0);
        QCOMPARE(describe(channel, bucket), "1 of 5 tokens");
        TaskView task;
        task.state = TaskState::Waiting;
        task.waitKind = WaitKind::Receive;
        task.object = 0;
        QCOMPARE(describe(task, limiter, task.since), "waits for a token: nothing in the bucket");
        task.object = 2;
        QCOMPARE(describe(task, limiter, task.since), "waits for a request: nothing in the intake");
    }

    void aChannelSaysWhatItHoldsAndWhoWaits()
    {
        const ChannelNode node{.id = "channel", .label = words("channel"), .column = 0};
        QCOMPARE(describe(ChannelView{}, node), "not open");
        ChannelView channel;
        channel.closed = true;
        QCOMPARE(describe(channel, node), "closed and empty");
        channel.items = {1};
        QCOMPARE(describe(channel, node), "closed, 1 item left to take");
        channel.items.clear();
        channel.lost = 1;
        QCOMPARE(describe(channel, node), "gone, and what it held with it");
        channel = {};
        channel.open = true;
        channel.capacity = 3;
        QCOMPARE(describe(channel, node), "0 of 3 items");
        channel.receivers.resize(1);
        QCOMPARE(describe(channel, node), "0 of 3 items; 1 receiver waits");
        channel.receivers.resize(2);
        QCOMPARE(describe(channel, node), "0 of 3 items; 2 receivers wait");
        channel.receivers.clear();
        channel.items = {1, 2, 3};
        channel.senders.resize(1);
        QCOMPARE(describe(channel, node), "3 of 3 items, full; 1 sender waits");
        channel.senders.resize(4);
        QCOMPARE(describe(channel, node), "3 of 3 items, full; 4 senders wait");
        channel.senders.clear();
        channel.capacity = 1;
        channel.items = {1};
        QCOMPARE(describe(channel, node), "1 of 1 item, full");
        channel.capacity = -1;
        QCOMPARE(describe(channel, node), "1 item, unbounded");
        channel.items = {1, 2};
        QCOMPARE(describe(channel, node), "2 items, unbounded");
    }

    void theWholeStateIsOneSentence()
    {
        PatternRun run = stuck();
        run.runTo(50ms);
        QCOMPARE(describe(run.session.world(), topology(), run.session.now()),
                 "At 0.050 s: channel 0 of 2 items. Producers: 2, 2 busy. Consumers: 0, 0 busy. "
                 "0 made, 0 done, 0 in flight.");
        run.runTo(1s);
        QCOMPARE(describe(run.session.world(), topology(), run.session.now()),
                 "At 1.000 s: channel 2 of 2 items, full; 2 senders wait. Producers: 2, 0 busy. Consumers: 0, 0 busy. "
                 "4 made, 0 done, 4 in flight.");
        QCOMPARE(describe(run.task(0, 1), topology(), run.session.now()),
                 "has waited for 800 ms to send item 4: the channel is full");
    }

    void aTaskThatHasEndedIsNotCounted()
    {
        PatternRun run("backpressure", {{"producers", "3"}, {"interval", "10s"}, {"interval-shape", "fixed"}});
        run.runTo(1s);
        run.set("consumers", "1");
        run.runTo(2s);
        QVERIFY(describe(run.session.world(), topology(), run.session.now()).find("Consumers: 1, 0 busy.")
                != std::string::npos);
    }

    void oneAloneIsNotCountedAndWhatIsOnlySometimesThereIsLeftOut()
    {
        const auto state = [](std::string_view pattern, const Given &given, Duration at) {
            PatternRun run(pattern, given);
            run.runTo(at);
            return QString::fromStdString(
                describe(run.session.world(), run.session.pattern().topology(), run.session.now()));
        };
        const QString service = state("resilient-service", {}, 1s);
        QVERIFY2(service.contains(" Clients: waiting. ") && service.contains(" Workers: 4, "), qPrintable(service));
        const QString pipeline = state("pipeline", {}, 1s);
        QVERIFY2(pipeline.contains(" Source: busy. Stage 1 workers: 1, "), qPrintable(pipeline));
        QVERIFY2(pipeline.contains("channel 3 ") && !pipeline.contains("channel 4"), qPrintable(pipeline));
        QVERIFY2(!pipeline.contains("Stage 4") && !pipeline.contains("ead-letter"), qPrintable(pipeline));
        const QString letters = state("pipeline", {{"failure-rate", "100%"}, {"on-failure", "dead-letter"}}, 10s);
        QVERIFY2(letters.contains("dead letters ") && letters.contains(" Dead-letter box: "), qPrintable(letters));
    }

    void whatHasComeToItsEndSaysSo()
    {
        PatternRun run("pipeline", {});
        run.runTo(5s);
        run.session.act({.action = 0}); // the source is closed
        run.runTo(20s);
        const QString said = QString::fromStdString(
            describe(run.session.world(), run.session.pattern().topology(), run.session.now()));
        QVERIFY2(said.contains("channel 1 closed and empty. ") && said.contains(" Source: cancelled. ")
                     && said.contains(" Stage 1 workers: finished. ") && said.contains(" Sink: finished. "),
                 qPrintable(said));
    }

    void noGroupOfAnyPatternIsNamedByGluedLetters()
    {
        for (const PatternInfo *pattern : patterns()) {
            PatternRun run(pattern->id, {});
            run.runTo(1s);
            const std::string text = describe(run.session.world(), pattern->topology(), run.session.now());
            for (const TaskGroup &group : pattern->topology().groups)
                QVERIFY2(!group.single || text.find(std::string(group.label) + "s") == std::string::npos, text.c_str());
        }
    }

    void aDeadProcessIsSaidToBeDown()
    {
        PatternRun run("backpressure",
                       {{"producers", "1"},
                        {"consumers", "0"},
                        {"when-full", "unbounded"},
                        {"memory-limit", "3"},
                        {"interval", "1s"},
                        {"interval-shape", "fixed"},
                        {"crash-delay", "2s"}});
        run.runTo(4500ms); // the third item is sent at 3 s
        QCOMPARE(describe(run.session.world(), topology(), run.session.now()),
                 "At 4.500 s: the process has died; it is down for 1.5 s.");
        QCOMPARE(describe(run.task(0, 0), topology(), run.session.now()), "went down with its process");
        run.runTo(5s);
        QCOMPARE(describe(run.session.world(), topology(), run.session.now()),
                 "At 5.000 s: channel 0 items, unbounded. Producers: 1, 1 busy. Consumers: 0, 0 busy. "
                 "3 made, 0 done, 0 in flight, 3 lost.");
    }
};

QTEST_APPLESS_MAIN(TestWorldText)
#include "tst_world_text.moc"
