// SPDX-License-Identifier: MIT
#include "insight/wait_chain.h"
#include "run/registry.h"
#include "run/session.h"
#include "sim/random_point.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>

using namespace coroscope;
using namespace coroscope::test;
using namespace std::chrono_literals;

namespace {

using End = WaitChain::End;
using Kind = WaitNode::Kind;

bool exists(const WaitNode &node, const World &world, const Topology &topology)
{
    switch (node.kind) {
    case Kind::Tasks:
        return !node.tasks.empty()
            && std::all_of(node.tasks.begin(), node.tasks.end(), [&](TaskId id) { return world.task(id); });
    case Kind::Channel:
        return node.index < topology.channels.size() && node.index < world.channels().size();
    case Kind::Lock:
        return node.index < topology.locks.size() && node.index < world.locks().size();
    case Kind::Threads:
        return !topology.threads.empty();
    case Kind::Outside:
        return true;
    }
    return false;
}

/// What is wrong with the chain of @p task; empty: nothing.
std::string faultOf(const TaskView &task, const World &world, const Topology &topology, Time now)
{
    const auto chain = whyItWaits(world, topology, task.id, now);
    if (task.state == TaskState::Waiting && !chain)
        return "it waits, and there is no chain";
    if (task.state == TaskState::Running && chain)
        return "it runs, and there is a chain";
    if (!chain)
        return {};
    const std::string text = chain->sentence().text();
    if (chain->links.empty() || chain->links.front().node.tasks != std::vector<TaskId>{task.id})
        return "it does not begin with the task: " + text;
    if (text.find('{') != std::string::npos)
        return "a place is not filled: " + text;
    for (const WaitLink &link : chain->links) {
        if (!exists(link.node, world, topology))
            return "a node is not there: " + text;
        if (link.sentence.empty())
            return "a link says nothing: " + text;
    }
    const WaitNode &last = chain->links.back().node;
    switch (chain->end) {
    case End::Busy:
        for (const TaskId id : last.tasks) {
            const TaskState state = world.task(id)->state;
            if (state != TaskState::Running && state != TaskState::Ready)
                return "who it ends with is not busy: " + text;
        }
        if (last.kind != Kind::Tasks || !chain->until)
            return "nobody is named, or no time: " + text;
        break;
    case End::Timer:
        if (!chain->until)
            return "no time is named: " + text;
        break;
    case End::Ring:
        if (!world.stuckSince())
            return "a ring, and the run goes on: " + text;
        if (chain->ring + 1 >= chain->links.size() || !(last == chain->links[chain->ring].node))
            return "the ring does not close: " + text;
        break;
    case End::Outside:
        if (chain->until)
            return "a time is named, and nothing happens then: " + text;
        break;
    }
    if (chain->until && *chain->until < now)
        return "it ends in the past: " + text;
    if (!(whyItWaits(world, topology, task.id, now) == chain))
        return "a second look sees something else: " + text;
    return {};
}

} // namespace

/// What holds of each task that waits, at any moment of any run.
class TestWaitChainProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachWaitEndsAtSomebodyBusyATimerTheOutsideOrARing_data()
    {
        QTest::addColumn<const PatternInfo *>("pattern");
        for (const PatternInfo *pattern : patterns())
            QTest::newRow(pattern->id.data()) << pattern;
    }
    void eachWaitEndsAtSomebodyBusyATimerTheOutsideOrARing()
    {
        QFETCH(const PatternInfo *, pattern);
        QVERIFY(rc::check([pattern](std::uint32_t seed) {
            Random random(seed, "point", 0);
            Session session(*pattern, randomRun(*pattern, seed, random));
            Time now{};
            for (int look = 0; look < 12; ++look) {
                now += Duration{std::int64_t(random.below(1'500'000'000))};
                session.runUntil(now);
                if (look % 4 == 3) { // turned at any moment, it goes on
                    const auto &all = session.parameters().all();
                    const std::size_t which = random.below(all.size());
                    const std::vector<std::int64_t> other = randomPoint(*pattern, random, 1);
                    session.set(which, other[which]);
                    session.runUntil(now);
                }
                for (const TaskView &task : session.world().tasks()) {
                    const std::string fault = faultOf(task, session.world(), pattern->topology(), now);
                    if (!fault.empty())
                        RC_FAIL(session.taskName(task.place) + " at " + std::to_string(inSeconds(now))
                                + " s: " + fault);
                }
            }
        }));
    }

    void alsoInTheMiddleOfAnInstant()
    {
        for (const PatternInfo *pattern : patterns()) {
            Session session(*pattern, {});
            session.runUntil(Time{} + 3s);
            World world;
            for (Sequence i = 0; i < session.trace().count(); ++i) {
                world.apply(session.trace().at(i));
                if (i % 7 != 0)
                    continue;
                for (const TaskView &task : world.tasks()) {
                    const std::string fault = faultOf(task, world, pattern->topology(), world.time());
                    QVERIFY2(fault.empty(), (std::string(pattern->id) + ": " + fault).c_str());
                }
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestWaitChainProperties)
#include "tst_wait_chain_properties.moc"
