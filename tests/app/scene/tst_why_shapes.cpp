// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/run_source.h"
#include "scene/stage_counts.h"
#include "scene/why_shapes.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr QSizeF size(1100, 520);

/// Producers that make an item every 100 ms, each, and one consumer that takes 300 ms: the channel is full.
RunSource fullChannel()
{
    return RunSource({{"interval-shape", "fixed"}, {"interval", "100ms"}, {"capacity", "4"}, {"consumers", "2"}});
}

StageLayout layoutOf(const SceneSource &source)
{
    return {source.topology(), stageCounts(source), size, 1};
}

DisplayList whyOf(const SceneSource &source)
{
    DisplayList list;
    appendWhyWays(list, source, layoutOf(source));
    appendWhyFrames(list, source, layoutOf(source));
    appendWhyNumbers(list, source, layoutOf(source));
    return list;
}

/// The first task of a group that is in this state.
Subject taskIn(TaskState state, std::uint32_t group, const SceneSource &source)
{
    for (const TaskView &task : source.world().tasks()) {
        if (task.place.group == group && task.state == state)
            return {.kind = Subject::Kind::Task, .place = task.place};
    }
    qFatal("no task is in that state");
    return {};
}

} // namespace

/// Why the selected task waits, on the stage.
class TestWhyShapes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsDrawnWithoutASelectionOrForOneThatGoesOn()
    {
        RunSource source = fullChannel();
        source.runTo(5s);
        QVERIFY(whyOf(source).empty());
        source.asked = taskIn(TaskState::Running, 1, source);
        QVERIFY(!chainOfSelected(source));
        QVERIFY(whyOf(source).empty());
    }

    void fromABlockedProducerItLeadsThroughTheChannelToTheConsumers()
    {
        RunSource source = fullChannel();
        source.runTo(5s);
        source.asked = taskIn(TaskState::Waiting, 0, source);
        const DisplayList list = whyOf(source);
        const StageLayout layout = layoutOf(source);
        QCOMPARE(numbersOn(list, Role::Waiting), QStringList({"1", "2"}));
        QCOMPARE(numbersOn(list, Role::Running), QStringList({"4"})); // 3 is about the same two
        const auto frames = all<Box>(list);
        QCOMPARE(frames.size(), std::size_t{4}); // the producer, the channel, two consumers
        const auto isFramed = [&](const QRectF &rect, Role role) {
            return std::any_of(frames.begin(), frames.end(),
                               [&](const Box &box) { return box.rect.contains(rect) && box.stroke == role; });
        };
        QVERIFY(isFramed(layout.task(source.asked.place), Role::Waiting));
        QVERIFY(isFramed(layout.channel(0).rect, Role::Waiting));
        QVERIFY(isFramed(layout.task({1, 0}), Role::Running));
        QVERIFY(isFramed(layout.task({1, 1}), Role::Running));
        // The ways from the producer to the channel, and from the channel to both consumers.
        QCOMPARE(all<Curve>(list).size(), std::size_t{3});
    }

    void ofStepsAboutTheSameTheLastHasItsNumberOnTheStage()
    {
        WaitChain chain;
        const WaitNode one{.kind = WaitNode::Kind::Tasks, .tasks = {2}};
        const WaitNode channel{.kind = WaitNode::Kind::Channel};
        QList<bool> same;
        for (const WaitNode &node : {one, channel, one, one, WaitNode(), WaitNode()})
            chain.links.push_back({node, {}});
        for (std::size_t step = 0; step < chain.links.size(); ++step)
            same << isAboutTheSame(chain, step);
        QCOMPARE(same, QList<bool>({false, false, false, true, false, false}));
        // Tasks 5 and 6 hold the threads, and are at work: one step after the other about the same two.
        RunSource source({}, {}, "task-spawning");
        source.runTo(250ms);
        source.asked = {.kind = Subject::Kind::Task, .place = {1, 7}};
        QCOMPARE(chainOfSelected(source)->links.size(), std::size_t{4});
        const DisplayList list = whyOf(source);
        QCOMPARE(numbersOn(list, Role::Waiting), QStringList({"1", "2"}));
        QCOMPARE(numbersOn(list, Role::Running), QStringList({"4"}));
    }

    void whoMerelyRestsHasNoNumber()
    {
        RunSource source({}, {}, "rate-limiter");
        source.runTo(1s);
        int resting = 0;
        for (const TaskView &task : source.world().tasks()) {
            source.asked = {.kind = Subject::Kind::Task, .place = task.place};
            const auto chain = chainOfSelected(source);
            if (!chain || !merelyRests(*chain))
                continue;
            QVERIFY(whyOf(source).empty());
            ++resting;
        }
        QVERIFY(resting > 0);
    }

    void whatIsSelectedAndNoTaskHasAFrame()
    {
        RunSource source = fullChannel();
        source.runTo(5s);
        const StageLayout layout = layoutOf(source);
        const auto framed = [&](const Subject &subject) {
            source.asked = subject;
            DisplayList list;
            appendSubject(list, source, layout);
            const auto boxes = all<Box>(list);
            return boxes.size() == 1 ? boxes[0].rect : QRectF();
        };
        QVERIFY(framed({}).isEmpty());
        QVERIFY(framed({.kind = Subject::Kind::Channel}).contains(layout.channel(0).rect));
        const ItemId second = source.world().channels().at(0).items.at(1);
        const QRectF slot = framed({.kind = Subject::Kind::Item, .item = second});
        QVERIFY(slot.contains(layout.channel(0).slots[1]));
        QVERIFY(!slot.contains(layout.channel(0).slots[0]));
        const TaskView &worker = *source.world().taskAt({1, 0});
        QVERIFY(framed({.kind = Subject::Kind::Item, .item = worker.item}).contains(layout.task({1, 0})));
        QVERIFY(framed({.kind = Subject::Kind::Item, .item = 1}).isEmpty()); // it has ended
    }
};

QTEST_APPLESS_MAIN(TestWhyShapes)
#include "tst_why_shapes.moc"
