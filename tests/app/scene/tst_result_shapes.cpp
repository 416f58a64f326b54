// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/run_source.h"
#include "scene/result_shapes.h"
#include "scene/stage_counts.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

RunSource stragglers()
{
    return RunSource({{"subtasks", "40"}, {"work-shape", "lognormal"}}, {}, "fan-out-fan-in");
}

StageLayout layoutOf(const SceneSource &source)
{
    return {source.topology(), stageCounts(source), {1100, 520}, 1};
}

/// Left to right, and then down.
bool areRowByRow(const std::vector<QPointF> &centers)
{
    for (std::size_t i = 1; i < centers.size(); ++i) {
        const QPointF on = centers[i] - centers[i - 1];
        const bool isBeside = on.x() > 0 && on.y() == 0;
        const bool isBelow = on.y() > 0 && centers[i].x() == centers[0].x();
        if (!isBeside && !isBelow)
            return false;
    }
    return true;
}

} // namespace

/// The results that are gathered, on the stage.
class TestResultShapes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyStandInTheOrderOfTheirTasks()
    {
        RunSource source = stragglers();
        source.runTo(20728ms);
        const StageLayout layout = layoutOf(source);
        std::vector<QPointF> cells;
        for (std::uint32_t i = 0; i < 40; ++i)
            cells.push_back(layout.task({1, i}).center());
        QVERIFY(areRowByRow(cells));
        QCOMPARE(layout.results().slots.size(), std::size_t{40});
        QVERIFY(layout.results().slots[1].x() > layout.results().slots[0].x());
        QVERIFY(areRowByRow(layout.results().slots));
    }

    void eachHasTheNumberOfItsTaskWhetherItIsThereOrNot()
    {
        RunSource source = stragglers();
        source.motion = false;
        source.runTo(20728ms);
        const StageLayout layout = layoutOf(source);
        DisplayList list;
        appendResults(list, source, layout);
        const std::vector<ResultSlot> slots = resultSlots(source);
        int waiting = 0;
        for (std::size_t i = 0; i < slots.size(); ++i) {
            const auto discs = all<Disc>(list,
                                         [&](const Disc &disc) { return disc.center == layout.results().slots[i]; });
            QCOMPARE(discs.size(), std::size_t{1});
            const bool isGathered = slots[i].state == ResultSlot::State::Gathered;
            QCOMPARE(discs[0].text, isGathered ? QString() : QString::number(i + 1));
            waiting += slots[i].state == ResultSlot::State::Waiting ? 1 : 0;
        }
        QCOMPARE(waiting, 24);
        QVERIFY(labelSaying(list, "24 results wait for Subtask 4"));
    }

    void partsOfTheJobBeforeAreGoneOnceTheNextBegins()
    {
        RunSource source({{"subtasks", "40"}, {"work-shape", "lognormal"}, {"limit", "8"}, {"interval", "500ms"}}, {},
                         "fan-out-fan-in");
        std::size_t earlier = 0;
        for (Duration at = 0s; at < 30s; at += 100ms) {
            source.runTo(at);
            for (const TaskView &task : source.world().tasks()) {
                const TaskView *const coordinator = source.world().task(task.parent);
                if (task.place.group == 1 && coordinator->jobSince > task.born) {
                    QVERIFY(!isShown(task, source));
                    ++earlier;
                } else {
                    QVERIFY(task.place.group != 1 || isShown(task, source) || hasEnded(task.state));
                }
            }
        }
        QVERIFY(earlier > 100);
    }

    void theirNumberIsThatOfTheWorldWhileTheyAreOnTheirWay()
    {
        RunSource source = stragglers();
        source.runTo(20728ms);
        const StageLayout layout = layoutOf(source);
        const auto title = [&] {
            DisplayList list;
            appendResults(list, source, layout);
            return labelSaying(list, "results · 27 of 40").has_value();
        };
        QVERIFY(title());
        DisplayList moving;
        appendResultMotions(moving, source, layout);
        QVERIFY(!moving.empty());
        source.motion = false;
        QVERIFY(title());
    }
};

QTEST_APPLESS_MAIN(TestResultShapes)
#include "tst_result_shapes.moc"
