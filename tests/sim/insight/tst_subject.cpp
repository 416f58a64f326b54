// SPDX-License-Identifier: MIT
#include "insight/subject.h"
#include "insight/world.h"
#include "sim/pattern_run.h"

#include <algorithm>

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr Sequence everything = ~Sequence{0};

/// The last events up to the present, in words.
QStringList lastOf(const PatternRun &run, const Subject &subject, std::size_t most, Sequence reach = everything)
{
    const Trace &trace = run.session.trace();
    TaskId task = 0;
    if (const TaskView *const view = run.session.world().taskAt(subject.place))
        task = view->id;
    QStringList said;
    for (const Sequence at : lastEventsOf(trace, trace.count(), subject, task, most, reach)) {
        const std::string_view kind = info(trace.at(at).kind).text;
        said << QString::fromUtf8(kind.data(), qsizetype(kind.size()));
    }
    return said;
}

} // namespace

/// Which events tell of what somebody asks about.
class TestSubject : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anItemIsToldOfFromItsBirthToItsEnd()
    {
        PatternRun run("backpressure", {{"interval-shape", "fixed"}, {"interval", "100ms"}, {"capacity", "1"}});
        run.runTo(10s);
        const Subject item{.kind = Subject::Kind::Item, .item = 9};
        QCOMPARE(lastOf(run, item, 20),
                 QStringList({"item-created", "send-blocked", "sent", "received", "work-started", "item-done"}));
        QCOMPARE(lastOf(run, item, 2), QStringList({"work-started", "item-done"}));
    }

    void aTaskIsToldOfByWhatItDoesAndByWhatIsDoneToIt()
    {
        PatternRun run("supervisor", {});
        run.runTo(20s);
        const Trace &trace = run.session.trace();
        const auto isRestart = [&](Sequence at) { return trace.at(at).kind == EventKind::Restarted; };
        Sequence restart = 0;
        while (!isRestart(restart))
            ++restart;
        // The supervisor says of a dead task that another is up in its place.
        const TaskId dead = trace.at(restart).object;
        const Subject worker{.kind = Subject::Kind::Task};
        QVERIFY(trace.at(restart).task != dead);
        QVERIFY(tellsOf(trace.at(restart), worker, dead));
        const std::vector<Sequence> all = lastEventsOf(trace, trace.count(), worker, dead, 1000, everything);
        QVERIFY(std::any_of(all.begin(), all.end(), isRestart));
        QVERIFY(std::all_of(all.begin(), all.end(),
                            [&](Sequence at) { return trace.at(at).task == dead || trace.at(at).object == dead; }));
    }

    void aNumberThatMeansSomethingElseIsNoTask()
    {
        // Item 3 of channel 0 by task 5: nothing of this concerns task 3.
        const Event event{.item = 3, .task = 5, .object = 3, .kind = EventKind::Sent};
        QVERIFY(!tellsOf(event, {.kind = Subject::Kind::Task}, 3));
        QVERIFY(tellsOf(event, {.kind = Subject::Kind::Task}, 5));
        QVERIFY(tellsOf(event, {.kind = Subject::Kind::Channel, .index = 3}, 0));
        QVERIFY(!tellsOf(event, {.kind = Subject::Kind::Lock, .index = 3}, 0));
        QVERIFY(!tellsOf(event, {}, 0));
    }

    void anActionIsOfWhoeverIsAtItsPlace()
    {
        const Event event{.payload = Place{1, 2}.packed(), .kind = EventKind::ActionTaken};
        QVERIFY(tellsOf(event, {.kind = Subject::Kind::Task, .place = {1, 2}}, 5));
        QVERIFY(!tellsOf(event, {.kind = Subject::Kind::Task, .place = {1, 3}}, 5));
        QVERIFY(!tellsOf({.payload = -1, .kind = EventKind::ActionTaken}, {.kind = Subject::Kind::Task}, 5));
    }

    void itLooksBackNoFurtherThanItIsTold()
    {
        PatternRun run("backpressure", {});
        run.runTo(10s);
        const Subject channel{.kind = Subject::Kind::Channel, .index = 0};
        const qsizetype all = lastOf(run, channel, 100'000).size();
        const qsizetype near = lastOf(run, channel, 100'000, 50).size();
        QVERIFY(near > 0 && near <= 50);
        QVERIFY(all > near);
    }

    void locksAndThreadsHaveTheirOwn()
    {
        PatternRun lock("less-shared-state", {});
        lock.runTo(5s);
        for (const QString &kind : lastOf(lock, {.kind = Subject::Kind::Lock, .index = 0}, 50))
            QVERIFY2(kind.startsWith(QStringLiteral("lock-")), qPrintable(kind));
        QCOMPARE(lastOf(lock, {.kind = Subject::Kind::Lock, .index = 0}, 50).size(), qsizetype{50});
        PatternRun threads("no-blocking", {});
        threads.runTo(5s);
        const QStringList kinds = lastOf(threads, {.kind = Subject::Kind::Threads}, 50);
        QCOMPARE(kinds.size(), qsizetype{50});
        for (const QString &kind : kinds)
            QVERIFY2(kind.startsWith(QStringLiteral("thread")), qPrintable(kind));
    }
};

QTEST_APPLESS_MAIN(TestSubject)
#include "tst_subject.moc"
