// SPDX-License-Identifier: MIT
#include "insight/time_spent.h"
#include "sim/pattern_run.h"
#include "sim/random_point.h"

#include <limits>

using namespace coroscope;
using namespace coroscope::test;

namespace {

using Kind = SpentPart::Kind;

constexpr Sequence all = std::numeric_limits<Sequence>::max();

/// Where the time of a place went in a run, up to now.
std::vector<SpentPart> spent(PatternRun &run, Place place, Duration from, Sequence reach = all)
{
    const Session &session = run.session;
    TaskPlaces places;
    places.extend(session.trace(), session.keyFrames(), all);
    return timeSpent(session.history().lanes().at(place), session.trace(), places, session.trace().count(),
                     Time{} + from, session.now(), reach);
}

Duration sumOf(const std::vector<SpentPart> &parts)
{
    Duration sum{};
    for (const SpentPart &part : parts)
        sum += part.time;
    return sum;
}

} // namespace

/// Where the time of a place went, waits told apart by what for.
class TestTimeSpent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitingForOthersAndWaitingForTimeAreTwoThings()
    {
        PatternRun run(
            "timeout-cancellation",
            {{"clients", "1"}, {"think", "1s"}, {"work", "2s"}, {"work-shape", "fixed"}, {"timeout", "10s"}});
        run.runTo(6s); // the client waits for two seconds and thinks for one, again and again
        const std::vector<SpentPart> client = {{Kind::Time, 0, 2s}, {Kind::Others, 0, 4s}};
        QVERIFY(spent(run, {0, 0}, 0s) == client);
        const std::vector<SpentPart> late = {{Kind::Time, 0, 1s}, {Kind::Others, 0, 1500ms}};
        QVERIFY(spent(run, {0, 0}, 3500ms) == late);
        // There is no operation while it thinks.
        const std::vector<SpentPart> operation = {{Kind::Work, 1, 4s}, {Kind::Empty, 0, 2s}};
        QVERIFY(spent(run, {1, 0}, 0s) == operation);
    }

    void aPlaceWhoseWorkerIsDeadIsDownUntilAnotherStarts()
    {
        PatternRun run("supervisor",
                       {{"workers", "1"},
                        {"work-shape", "fixed"},
                        {"failure-rate", "100%"},
                        {"backoff", "1"},
                        {"max-restarts", "100"}});
        run.runTo(8s); // starts for 100 ms, works for 500 ms, and is replaced after 200 ms
        const std::vector<SpentPart> worker = {{Kind::Work, 0, 1s}, {Kind::Work, 1, 5s}, {Kind::Down, 0, 2s}};
        QVERIFY(spent(run, {2, 0}, 0s) == worker);
    }

    void timeBeforeTheFirstTaskCameIsAPartByItself()
    {
        PatternRun run("backpressure", {});
        run.runTo(1s);
        run.set("consumers", "3");
        run.runTo(3s);
        const std::vector<SpentPart> parts = spent(run, {1, 2}, 0s);
        QVERIFY(parts.front() == (SpentPart{Kind::Before, 0, 1s}));
        QCOMPARE(sumOf(parts), Duration(3s));
    }

    void aWaitForWorkNamesTheChannel()
    {
        PatternRun run("backpressure",
                       {{"producers", "1"},
                        {"consumers", "1"},
                        {"interval", "400ms"},
                        {"interval-shape", "fixed"},
                        {"work", "300ms"}});
        run.runTo(4s);
        const std::vector<SpentPart> consumer = {{Kind::Work, 1, 2700ms}, {Kind::Channel, 0, 1300ms}};
        QVERIFY(spent(run, {1, 0}, 0s) == consumer);
    }

    void whatIsNotLookedAtAnyMoreIsWaitingAllTheSame()
    {
        PatternRun run(
            "timeout-cancellation",
            {{"clients", "1"}, {"think", "1s"}, {"work", "2s"}, {"work-shape", "fixed"}, {"timeout", "10s"}});
        run.runTo(6s);
        const std::vector<SpentPart> parts = spent(run, {0, 0}, 0s, 0);
        const std::vector<SpentPart> client = {{Kind::Waiting, 0, 6s}};
        QVERIFY(parts == client);
    }

    void whatAnOrphanDoesIsToldLikeThatOfAnyOther()
    {
        PatternRun run("task-spawning", {{"handles", "detach"}, {"interval", "1s"}, {"tasks", "40"}, {"threads", "2"}});
        run.runTo(20s);
        const auto &lanes = run.session.history().lanes();
        int told = 0;
        for (const auto &[place, lane] : lanes) {
            const TaskView *const task = run.session.world().taskAt(place);
            if (place.group != 1 || !task || hasEnded(task->state) || !task->orphaned)
                continue;
            for (const SpentPart &part : spent(run, place, 10s))
                told += part.kind == Kind::Look && part.object == std::uint32_t(Condition::Ready) ? 1 : 0;
            if (told > 10)
                break;
        }
        QVERIFY(told > 10);
    }

    void thePartsMakeUpTheWholeTime_data()
    {
        QTest::addColumn<const PatternInfo *>("pattern");
        for (const PatternInfo *pattern : patterns())
            QTest::newRow(pattern->id.data()) << pattern;
    }
    void thePartsMakeUpTheWholeTime()
    {
        QFETCH(const PatternInfo *, pattern);
        Random random(1, "time spent", 0);
        for (int point = 0; point < 6; ++point) {
            Session session(*pattern, {.seed = 1, .values = randomPoint(*pattern, random, 0.3)});
            session.runUntil(Time{} + 15s);
            TaskPlaces places;
            places.extend(session.trace(), session.keyFrames(), all);
            int lanes = 0;
            for (const auto &[place, lane] : session.history().lanes()) {
                if (++lanes > 30)
                    break;
                for (const Time from : {Time{}, Time{} + 5s, Time{} + 14'321ms}) {
                    const std::vector<SpentPart> parts = timeSpent(lane, session.trace(), places,
                                                                   session.trace().count(), from, session.now(), all);
                    QCOMPARE(sumOf(parts), session.now() - from);
                    if (!lane.orphaned.empty())
                        continue; // what an orphan does, its looks do not tell
                    const LookTimes looks = lane.until(session.now()) - lane.until(from);
                    std::int64_t running = 0;
                    std::int64_t waiting = 0;
                    for (const SpentPart &part : parts) {
                        running += part.kind == Kind::Work ? part.time.count() : 0;
                        const bool waits = part.kind == Kind::Time || part.kind == Kind::Others
                            || part.kind == Kind::Channel;
                        waiting += waits ? part.time.count() : 0;
                        QVERIFY(part.kind != Kind::Waiting);
                    }
                    QCOMPARE(running, looks[Condition::Running]);
                    QCOMPARE(waiting, looks[Condition::Idle]);
                }
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestTimeSpent)
#include "tst_time_spent.moc"
