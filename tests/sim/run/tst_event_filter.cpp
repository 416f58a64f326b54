// SPDX-License-Identifier: MIT
#include "insight/subject.h"
#include "run/event_filter.h"
#include "run/event_sentence.h"
#include "sim/hand_made.h"
#include "sim/pattern_run.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

using enum EventKind;

/// Two producers and a consumer: tasks 2, 3, 4.
const std::vector<Event> &births()
{
    static const std::vector<Event> events = {spawned(0ms, 2, {0, 0}), spawned(0ms, 3, {0, 1}),
                                              spawned(0ms, 4, {1, 0})};
    return events;
}

bool passes(const EventFilter &filter, const Event &event)
{
    TaskPlaces places;
    places.read(births());
    return filter.matches(event, places);
}

KindSet topic(std::string_view id)
{
    return eventTopics().at(topicNamed(id).value()).kinds;
}

EventFilter all()
{
    return {.kinds = topic("all")};
}

} // namespace

/// Which events a log shows.
class TestEventFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWorthSeeingIsWhatItBeginsWith()
    {
        for (std::size_t kind = 0; kind < eventKindTable.size(); ++kind) {
            const Event event{.kind = static_cast<EventKind>(kind)};
            const bool said = event.kind != DeadlockLink;
            QCOMPARE(passes({}, event), said && worthSeeing(event.kind));
            QCOMPARE(passes(all(), event), said);
        }
    }

    void itKnowsWhatASubjectIsToldOfBy_data()
    {
        QTest::addColumn<QString>("pattern");
        for (const char *pattern : {"backpressure", "less-shared-state", "no-blocking"})
            QTest::newRow(pattern) << QString::fromLatin1(pattern);
    }
    void itKnowsWhatASubjectIsToldOfBy()
    {
        QFETCH(const QString, pattern);
        PatternRun run(pattern.toStdString(), {});
        run.runTo(5s);
        TaskPlaces places;
        places.extend(run.session.trace(), run.session.keyFrames(), run.session.trace().count());
        const TaskView &task = run.session.world().tasks().back();
        EventFilter ofTask = all();
        ofTask.tasks = std::vector{task.place};
        EventFilter ofItem = all();
        ofItem.item = 7;
        const auto at = [](NodeRef::Kind kind) {
            EventFilter filter = all();
            filter.thing = NodeRef{kind, 0};
            return filter;
        };
        const std::vector<std::pair<Subject, EventFilter>> pairs = {
            {{.kind = Subject::Kind::Task, .place = task.place}, ofTask},
            {{.kind = Subject::Kind::Item, .item = 7}, ofItem},
            {{.kind = Subject::Kind::Channel}, at(NodeRef::Kind::Channel)},
            {{.kind = Subject::Kind::Lock}, at(NodeRef::Kind::Lock)},
            {{.kind = Subject::Kind::Threads}, at(NodeRef::Kind::Threads)}};
        std::size_t told = 0;
        for (Sequence number = 0; number < run.session.trace().count(); ++number) {
            const Event &event = run.session.trace().at(number);
            for (const auto &[subject, filter] : pairs) {
                QCOMPARE(filter.matches(event, places), tellsOf(event, subject, task.id));
                told += filter.matches(event, places);
            }
        }
        QVERIFY(told > 50);
    }

    void everyKindIsInATopicThatHasAName()
    {
        KindSet named;
        for (const EventTopic &topic : eventTopics()) {
            QVERIFY(topic.kinds.any());
            if (topic.id != "seen" && topic.id != "all")
                named |= topic.kinds;
        }
        QCOMPARE(named, topic("all"));
        QCOMPARE(topicNamed("waits").has_value(), true);
        QCOMPARE(topicNamed("Waits").has_value(), false);
    }

    void aTaskIsWhoseEventItIsAndWhomItIsAbout()
    {
        EventFilter filter = all();
        filter.tasks = std::vector{Place{0, 1}};
        QVERIFY(passes(filter, happened(1ms, Sent, 3)));
        QVERIFY(!passes(filter, happened(1ms, Sent, 2)));
        QVERIFY(passes(filter, happened(1ms, JoinBlocked, 4, {.object = 3})));
        QVERIFY(!passes(filter, happened(1ms, Sent, 2, {.object = 3}))); // channel 3, not task 3
        QVERIFY(passes(filter, spawnedBy(3, 1ms, 9, {1, 0})));           // it was its child
        QVERIFY(passes(filter, happened(1ms, ActionTaken, 0, {.payload = Place{0, 1}.packed()})));
        QVERIFY(!passes(filter, happened(1ms, ActionTaken, 0, {.payload = -1})));
        QVERIFY(!passes(filter, happened(1ms, ProcessCrashed)));
    }

    void ofNoTaskThereIsNothing()
    {
        EventFilter filter = all();
        filter.tasks = std::vector<Place>{};
        for (const Event &event : births())
            QVERIFY(!passes(filter, event));
    }

    void aGroupIsAllOfItsTasks()
    {
        EventFilter filter = all();
        filter.group = 0;
        QVERIFY(passes(filter, happened(1ms, Sent, 2)));
        QVERIFY(passes(filter, happened(1ms, Sent, 3)));
        QVERIFY(!passes(filter, happened(1ms, Received, 4)));
    }

    void aThingIsAChannelOrALockOrTheThreads()
    {
        EventFilter filter = all();
        filter.thing = NodeRef{NodeRef::Kind::Channel, 1};
        QVERIFY(passes(filter, happened(1ms, Sent, 2, {.object = 1})));
        QVERIFY(!passes(filter, happened(1ms, Sent, 2, {.object = 0})));
        QVERIFY(!passes(filter, happened(1ms, LockAcquired, 2, {.object = 1})));
        QVERIFY(!passes(filter, happened(1ms, WorkStarted, 2, {.object = 1})));
        filter.thing = NodeRef{NodeRef::Kind::Lock, 1};
        QVERIFY(passes(filter, happened(1ms, LockAcquired, 2, {.object = 1})));
        QVERIFY(!passes(filter, happened(1ms, Sent, 2, {.object = 1})));
        filter.thing = NodeRef{NodeRef::Kind::Threads, 0};
        QVERIFY(passes(filter, happened(1ms, ThreadWanted, 2)));
        QVERIFY(passes(filter, happened(1ms, ThreadTaken, 2, {.object = 3})));
        QVERIFY(!passes(filter, happened(1ms, Sent, 2)));
    }

    void whatIsGivenHoldsTogether()
    {
        EventFilter filter{.kinds = topic("channels"), .tasks = std::vector{Place{0, 0}}, .item = 7};
        QVERIFY(passes(filter, happened(1ms, Sent, 2, {.item = 7})));
        QVERIFY(!passes(filter, happened(1ms, Sent, 3, {.item = 7})));
        QVERIFY(!passes(filter, happened(1ms, Sent, 2, {.item = 8})));
        QVERIFY(!passes(filter, happened(1ms, WorkStarted, 2, {.item = 7})));
    }

    void aTaskThatIsGoneKeepsItsNameAndItsPlace()
    {
        const PatternInfo &pattern = *findPattern("backpressure");
        TaskPlaces places;
        places.read(births());
        places.read(std::vector{spawned(5ms, 9, {0, 1})}); // takes over from task 3
        QCOMPARE(places.of(3), std::optional(Place{0, 1}));
        QCOMPARE(places.of(9), std::optional(Place{0, 1}));
        QCOMPARE(places.of(5), std::nullopt);
        QCOMPARE(places.of(100), std::nullopt);
        QCOMPARE(sentence(happened(1ms, TaskFailed, 3), places, pattern).text(), std::string("Producer 2 failed."));
        QCOMPARE(sentence(happened(1ms, TaskFailed, 5), places, pattern).text(),
                 std::string("a task that is gone failed."));
    }

    /// A sentence is the same, whether it is said from the world of its moment or from the places of all tasks.
    void sentencesAreThoseOfTheWorldOfTheirMoment()
    {
        for (const PatternInfo *pattern : patterns()) {
            PatternRun run(pattern->id, {});
            run.runTo(20s);
            const Trace &trace = run.session.trace();
            TaskPlaces places;
            QVERIFY(places.extend(trace, run.session.keyFrames(), 1'000'000'000));
            World world;
            for (Sequence i = 0; i < trace.count(); ++i) {
                world.apply(trace.at(i));
                const std::string said = sentence(trace.at(i), world, *pattern).text();
                if (said.find("a task that is gone") != std::string::npos)
                    continue; // the world does not know who that was
                QCOMPARE(sentence(trace.at(i), places, *pattern).text(), said);
            }
        }
    }

    void whoWasThereBeforeTheOldestEventIsKnownIfAlive()
    {
        Session session(*findPattern("backpressure"), RunSettings{.seed = 1}, Retention{.budget = 1u << 20});
        session.runUntil(moment(3h));
        QVERIFY(session.trace().firstKept() > 0);
        TaskPlaces places;
        QVERIFY(places.extend(session.trace(), session.keyFrames(), 1'000'000'000));
        for (const TaskView &task : session.world().tasks())
            QCOMPARE(places.of(task.id), std::optional(task.place));
    }
};

QTEST_APPLESS_MAIN(TestEventFilter)
#include "tst_event_filter.moc"
