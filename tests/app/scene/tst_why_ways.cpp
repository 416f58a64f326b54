// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/run_source.h"
#include "app/scene/session_source.h"
#include "run/registry.h"
#include "scene/stage_counts.h"
#include "scene/why_shapes.h"
#include "sim/random_point.h"

#include <rapidcheck.h>

#include <array>
#include <memory>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// The figures that a link of a chain names, as far as they are on the stage.
std::vector<std::pair<NodeRef, QRectF>> figuresOf(const WaitNode &node, const SceneSource &source,
                                                  const StageLayout &layout)
{
    std::vector<std::pair<NodeRef, QRectF>> figures;
    const auto addCapsule = [&](NodeRef ref) {
        if (layout.shows(ref))
            figures.emplace_back(ref, layout.capsule(ref).rect);
    };
    for (const TaskId id : node.tasks) {
        const TaskView *const task = source.world().task(id);
        if (task && layout.shows(task->place) && isShown(*task, source))
            figures.emplace_back(NodeRef{NodeRef::Kind::Group, task->place.group}, layout.task(task->place));
    }
    if (node.kind == WaitNode::Kind::Channel)
        addCapsule({NodeRef::Kind::Channel, node.index});
    if (node.kind == WaitNode::Kind::Lock)
        addCapsule({NodeRef::Kind::Lock, node.index});
    if (node.kind == WaitNode::Kind::Threads)
        addCapsule({NodeRef::Kind::Threads, 0});
    return figures;
}

/// From where to where a way leads.
using Ends = std::pair<QPointF, QPointF>;

/// Of each way, with the lines that lead on from its ends.
std::vector<Ends> endsOf(const DisplayList &list)
{
    std::vector<Ends> all;
    for (const Figure &figure : list) {
        if (const auto *const way = std::get_if<Curve>(&figure)) {
            all.emplace_back(way->from, way->to);
        } else if (const auto *const line = std::get_if<Line>(&figure); line && !all.empty()) {
            if (line->points.first() == all.back().first)
                all.back().first = line->points.last();
            else if (line->points.first() == all.back().second)
                all.back().second = line->points.last();
        }
    }
    return all;
}

bool touches(const QRectF &figure, QPointF end)
{
    return figure.adjusted(-6, -6, 6, 6).contains(end); // with the frame round it
}

/// What is wrong with the ways of the chain that is asked for; empty: nothing.
std::string faultOf(const SessionSource &source, const StageLayout &layout)
{
    const auto chain = chainOfSelected(source);
    if (!chain)
        return {};
    DisplayList list;
    appendWhyWays(list, source, layout);
    const std::vector<Ends> ends = endsOf(list);
    std::size_t expected = 0;
    for (std::size_t step = 1; step < chain->links.size(); ++step) {
        if (isAboutTheSame(*chain, step))
            continue;
        for (const auto &[from, left] : figuresOf(chain->links[step - 1].node, source, layout)) {
            for (const auto &[to, right] : figuresOf(chain->links[step].node, source, layout)) {
                const bool isForwards = isLinked(source.topology(), from, to);
                if (!isForwards && !isLinked(source.topology(), to, from))
                    continue;
                ++expected;
                const bool isThere = std::any_of(ends.begin(), ends.end(), [&, one = left, other = right](Ends way) {
                    return isForwards ? touches(one, way.first) && touches(other, way.second)
                                      : touches(other, way.first) && touches(one, way.second);
                });
                if (!isThere)
                    return "no way leads from step " + std::to_string(step)
                        + " to the next one: " + chain->sentence().text();
            }
        }
    }
    return ends.size() == expected
        ? std::string()
        : std::to_string(ends.size()) + " ways, not " + std::to_string(expected) + ": " + chain->sentence().text();
}

} // namespace

/// The ways of the chain that says why a task waits.
class TestWhyWays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachEndsInTheFigureOfThePlaceThatItsLinkNames_data()
    {
        QTest::addColumn<const PatternInfo *>("pattern");
        for (const PatternInfo *pattern : patterns())
            QTest::newRow(pattern->id.data()) << pattern;
    }
    void eachEndsInTheFigureOfThePlaceThatItsLinkNames()
    {
        QFETCH(const PatternInfo *, pattern);
        QVERIFY(rc::check([pattern](std::uint32_t seed) {
            Random random(seed, "point", 0);
            SessionSource source(*pattern, randomRun(*pattern, seed, random));
            constexpr std::array<QSizeF, 3> sizes = {QSizeF(1100, 520), QSizeF(720, 300), QSizeF(1500, 700)};
            Time now{};
            for (int look = 0; look < 4; ++look) {
                now += Duration{std::int64_t(random.below(3'000'000'000))};
                source.session.runUntil(now);
                const QSizeF size = sizes[random.below(sizes.size())];
                const StageLayout layout(source.topology(), stageCounts(source), size, 1);
                std::size_t asked = 0;
                for (const TaskView &task : source.world().tasks()) {
                    if (++asked > 40)
                        break;
                    source.asked = {.kind = Subject::Kind::Task, .place = task.place};
                    const std::string fault = faultOf(source, layout);
                    if (!fault.empty())
                        RC_FAIL(source.session.taskName(task.place) + " at " + std::to_string(inSeconds(now))
                                + " s: " + fault);
                }
            }
        }));
    }

    void aClientWaitsForItsOwnOperationHoweverThesePlacesAreNumbered()
    {
        RunSource source({}, {}, "timeout-cancellation");
        source.runTo(20s);
        source.asked = {.kind = Subject::Kind::Task, .place = {0, 0}};
        const StageLayout layout(source.topology(), stageCounts(source), {1100, 520}, 1);
        const auto chain = chainOfSelected(source);
        QVERIFY(chain);
        QCOMPARE(chain->sentence().text().substr(0, 33), std::string("Client 1 waits for Operation 2 to"));
        const TaskView &operation = *source.world().task(chain->links.back().node.tasks.at(0));
        QCOMPARE(operation.place, (Place{1, 1}));
        DisplayList list;
        appendWhyWays(list, source, layout);
        const auto ways = all<Curve>(list);
        QCOMPARE(ways.size(), std::size_t{1});
        const QRectF client = layout.task({0, 0});
        QCOMPARE(ways[0].from, QPointF(client.right(), client.center().y()));
        const QRectF own = layout.task({1, 1});
        QCOMPARE(ways[0].to, QPointF(own.left(), own.center().y()));
        QVERIFY(own.center().y() < layout.task({1, 0}).center().y()); // that is another client's
    }

    void pastBarsTheWayRunsBetweenTheRows()
    {
        RunSource source({{"subtasks", "12"}, {"work-shape", "fixed"}, {"work", "5s"}}, {}, "fan-out-fan-in");
        source.runTo(1s);
        const StageLayout layout(source.topology(), stageCounts(source), {1100, 260}, 1);
        QCOMPARE(layout.detail(1), StageLayout::Detail::Short);
        source.asked = {.kind = Subject::Kind::Task, .place = {0, 0}};
        DisplayList list;
        appendWhyWays(list, source, layout);
        QCOMPARE(all<Line>(list).size(), std::size_t{0}); // it waits for the first one, at the edge
        const TaskView &coordinator = *source.world().taskAt({0, 0});
        QCOMPARE(source.world().task(coordinator.object)->place, (Place{1, 0}));
    }
};

QTEST_APPLESS_MAIN(TestWhyWays)
#include "tst_why_ways.moc"
