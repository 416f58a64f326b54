// SPDX-License-Identifier: MIT
#include "sim/pattern_run.h"

using namespace coroscope;
using namespace coroscope::test;

/// One run, over every registered pattern where that makes sense: determinism, live changes, the past, memory.
class TestSession : public QObject
{
    Q_OBJECT

    static std::vector<std::int64_t> defaults(const PatternInfo &pattern) { return valuesOf(pattern, {}); }

    /// The defaults, but that every duration with a shape is random: some patterns draw nothing at their defaults.
    static std::vector<std::int64_t> allExponential(const PatternInfo &pattern)
    {
        std::vector<std::int64_t> values = defaults(pattern);
        const std::unique_ptr<ParameterTable> table = pattern.declare();
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (table->all()[i]->spec().shape)
                values[i] = static_cast<std::int64_t>(Shape::Exponential);
        }
        return values;
    }

private Q_SLOTS:
    void equalSeedGivesEqualFingerprintsAndOthersGiveOthers()
    {
        for (const PatternInfo *pattern : patterns()) {
            const auto fingerprint = [&](std::uint64_t seed, Schedule schedule) {
                Session session(*pattern, {.seed = seed, .schedule = schedule, .values = allExponential(*pattern)});
                session.runUntil(Time{} + 60s);
                return session.fingerprint().text();
            };
            QCOMPARE(fingerprint(7, Schedule::Fifo), fingerprint(7, Schedule::Fifo));
            QVERIFY(fingerprint(7, Schedule::Fifo) != fingerprint(8, Schedule::Fifo));
            QCOMPARE(fingerprint(7, Schedule::Shuffled), fingerprint(7, Schedule::Shuffled));
        }
    }

    void neitherSlicesNorWhatIsKeptChangeARun()
    {
        for (const PatternInfo *pattern : patterns()) {
            Session whole(*pattern, {.seed = 3});
            whole.runUntil(Time{} + 60s);
            Session sliced(*pattern, {.seed = 3}, {.budget = 1 << 20});
            Random random(1, "slices", 0);
            for (Duration now{}; now < 60s; now += Duration{std::int64_t(random.below(300'000'000))}) {
                while (!sliced.runUntil(Time{} + now, 1 + random.below(5))) {
                }
                sliced.worldAt(Time{} + now / 2); // somebody looks
            }
            sliced.runUntil(Time{} + 60s);
            Session blind(*pattern, {.seed = 3}, {.budget = 0, .world = false, .history = false});
            blind.runUntil(Time{} + 60s);
            QCOMPARE(sliced.fingerprint().text(), whole.fingerprint().text());
            QCOMPARE(blind.fingerprint().text(), whole.fingerprint().text());
            QCOMPARE(blind.eventCount(), whole.eventCount());
        }
    }

    void aSliderTurnedLiveIsTheSameAsAScheduledChange()
    {
        for (const PatternInfo *pattern : patterns()) {
            for (std::size_t which = 0; which < defaults(*pattern).size(); ++which) {
                const std::unique_ptr<ParameterTable> table = pattern->declare();
                const ParameterSpec &spec = table->all()[which]->spec();
                const std::int64_t value = spec.initial == spec.minimum
                    ? spec.minimum + (spec.maximum - spec.minimum) / 50 + 1
                    : spec.minimum;
                Session live(*pattern, {.seed = 5});
                for (Duration now{}; now <= 7s; now += 16ms)
                    live.runUntil(Time{} + now, 1000);
                live.runUntil(Time{} + 7s);
                live.set(which, value);
                live.runUntil(Time{} + 20s);
                Session scheduled(*pattern, {.seed = 5});
                scheduled.schedule({Time{} + 7s, which, value});
                scheduled.runUntil(Time{} + 20s);
                QCOMPARE(live.fingerprint().text(), scheduled.fingerprint().text());
                QCOMPARE(live.changes().size(), std::size_t{1});
                QCOMPARE(live.changes().front().at, Time{} + 7s);
            }
        }
    }

    void aChangeInTheMiddleOfAnInstantWaitsUntilItsReadyTasksHaveRun()
    {
        // All five producers are ready at 100 ms; the run is stopped after the first turn of that instant.
        PatternRun run("backpressure", {{"producers", "5"}, {"interval", "100ms"}, {"interval-shape", "fixed"}});
        run.runTo(99ms);
        QVERIFY(!run.session.runUntil(Time{} + 100ms, 1));
        run.set("capacity", "1");
        QCOMPARE(run.session.changes().size(), std::size_t{0});
        run.runTo(100ms);
        QCOMPARE(run.session.changes().size(), std::size_t{1});
        PatternRun other("backpressure", {{"producers", "5"}, {"interval", "100ms"}, {"interval-shape", "fixed"}});
        other.schedule(100ms, "capacity", "1");
        other.runTo(100ms);
        QCOMPARE(run.session.fingerprint().text(), other.session.fingerprint().text());
    }

    void equalTimesAreAppliedInTheOrderGiven()
    {
        PatternRun run("backpressure", {});
        run.schedule(5s, "capacity", "3");
        run.schedule(2s, "capacity", "20");
        run.schedule(5s, "capacity", "4");
        run.runTo(5s);
        QCOMPARE(run.session.changes().size(), std::size_t{3});
        QCOMPARE(run.session.changes().at(1).value, std::int64_t{3});
        QCOMPARE(run.session.world().channels().at(0).capacity, std::int64_t{4});
    }

    void theWorldAtAnyTimeIsWhatAFreshRunToThatTimeShows()
    {
        for (const PatternInfo *pattern : patterns()) {
            Session session(*pattern, {.seed = 11});
            session.runUntil(Time{} + 300s);
            for (const Duration time :
                 {Duration{}, Duration{1}, Duration{12'345'678'901}, Duration{100s}, Duration{299s}}) {
                Session fresh(*pattern, {.seed = 11});
                fresh.runUntil(Time{} + time);
                const World past = session.worldAt(Time{} + time);
                QVERIFY2(past == fresh.world(), qPrintable(QString::number(inSeconds(time))));
            }
        }
    }

    void aLongRunIsFoldedFromKeyFrames()
    {
        PatternRun run("backpressure", {{"interval", "5ms"}, {"work", "3ms"}});
        run.runTo(200s);
        QVERIFY(run.session.keyFrames().count() > 10);
        PatternRun fresh("backpressure", {{"interval", "5ms"}, {"work", "3ms"}});
        fresh.runTo(123s);
        QVERIFY(run.session.worldAt(Time{} + 123s) == fresh.session.world());
    }

    void memoryStaysWithinTheBudgetMeasuresStayExactAndWhatIsForgottenIsKnown()
    {
        constexpr std::size_t budget = 4 << 20;
        const auto settings = [] {
            return PatternRun("backpressure", {{"interval", "5ms"}, {"work", "3ms"}}, 1, {.budget = budget});
        };
        PatternRun tight = settings();
        PatternRun ample("backpressure", {{"interval", "5ms"}, {"work", "3ms"}});
        for (int second = 10; second <= 400; second += 10) {
            tight.runTo(second * 1s);
            ample.runTo(second * 1s);
            QVERIFY2(tight.session.bytes() <= budget, qPrintable(QString::number(tight.session.bytes())));
        }
        QVERIFY(tight.session.forgottenBefore() > Time{} + 100s);
        QCOMPARE(ample.session.forgottenBefore(), Time{});
        const Metrics &exact = ample.session.metrics();
        const Metrics &measured = tight.session.metrics();
        QCOMPARE(measured.items(), exact.items());
        QCOMPARE(measured.latency().mean().value(), exact.latency().mean().value());
        QCOMPARE(measured.latency().quantile(0.99).value(), exact.latency().quantile(0.99).value());
        QCOMPARE(measured.channel(0).fillMean.value(), exact.channel(0).fillMean.value());
        QCOMPARE(tight.session.fingerprint().text(), ample.session.fingerprint().text());
        QVERIFY(tight.session.worldAt(Time{} + 395s) == ample.session.worldAt(Time{} + 395s));
    }

    void steppingMakesOneEventWorthSeeingAfterAnotherAndEndsUpWhereRunningDoes()
    {
        PatternRun stepped("backpressure", {});
        stepped.runTo(0s);
        Sequence before = stepped.session.eventCount();
        while (stepped.session.now() < Time{} + 10s) {
            QVERIFY(stepped.session.runOneEvent());
            QVERIFY(stepped.session.eventCount() > before);
            before = stepped.session.eventCount();
        }
        stepped.runTo(20s);
        PatternRun run("backpressure", {});
        run.runTo(20s);
        QCOMPARE(stepped.session.fingerprint().text(), run.session.fingerprint().text());
    }

    void steppingAStalledRunFindsNothing()
    {
        PatternRun run("backpressure", {{"consumers", "0"}, {"capacity", "1"}});
        run.runTo(10s);
        QVERIFY(!run.session.runOneEvent());
        QCOMPARE(run.session.now(), Time{} + 10s);
    }

    void everyTaskEventNamesATaskThatIsAliveAndALegalTransition()
    {
        for (const PatternInfo *pattern : patterns()) {
            Session session(*pattern, {.seed = 2});
            session.runUntil(Time{} + 60s);
            World world;
            TaskId root = 0;
            for (Sequence i = 0; i < session.trace().count(); ++i) {
                const Event &event = session.trace().at(i);
                if (event.kind == EventKind::TaskSpawned && Place::unpacked(event.payload).group == rootGroup)
                    root = event.task;
                const TaskView *const task = world.task(event.task);
                if (event.kind != EventKind::TaskSpawned && event.task != 0 && event.task != root) {
                    QVERIFY(task);
                    // Those who hear of its end act in its name, in the same turn.
                    QVERIFY(!hasEnded(task->state) || task->since == event.time);
                }
                if (event.kind == EventKind::WorkEnded)
                    QVERIFY(!task || task->state == TaskState::Running);
                if (event.kind == EventKind::WorkStarted || event.kind == EventKind::SendBlocked)
                    QVERIFY(!task || task->state == TaskState::Ready);
                world.apply(event);
            }
        }
    }

    void everyParameterAtItsMinimumAndMaximumRuns()
    {
        for (const PatternInfo *pattern : patterns()) {
            for (std::size_t which = 0; which < defaults(*pattern).size(); ++which) {
                for (const bool most : {false, true}) {
                    std::vector<std::int64_t> values = defaults(*pattern);
                    const std::unique_ptr<ParameterTable> table = pattern->declare();
                    const ParameterSpec &spec = table->all()[which]->spec();
                    values[which] = most ? spec.maximum : spec.minimum;
                    Session session(*pattern, {.seed = 1, .values = values});
                    session.runUntil(Time{} + 30s);
                    QVERIFY2(session.outcome() == Outcome::Completed || session.outcome() == Outcome::Stalled,
                             std::string(spec.id).c_str());
                    QCOMPARE(session.now(), Time{} + 30s);
                    const bool nobodyComesUp = spec.id == "startup-failure-rate" && most;
                    QVERIFY2((session.world().items().created > 0) != nobodyComesUp,
                             (std::string(pattern->id) + ", " + std::string(spec.id)).c_str());
                }
            }
        }
    }

    /// Whoever counts them, and whatever is turned: the picture, the tables, the headlines.
    void everybodyCountsTheSameRestarts()
    {
        std::uint64_t restarts = 0;
        std::size_t dismissed = 0;
        for (const PatternInfo *pattern : patterns()) {
            for (std::uint64_t seed = 1; seed <= 20; ++seed) {
                Session session(*pattern, {.seed = seed, .values = allExponential(*pattern)});
                Random random(seed, "turns", 0);
                const auto &parameters = session.parameters().all();
                for (int turn = 1; turn <= 20; ++turn) {
                    session.runUntil(Time{} + turn * 250ms);
                    const std::size_t which = random.below(parameters.size());
                    const ParameterSpec &spec = parameters[which]->spec();
                    if (spec.kind == ParameterKind::Count)
                        session.set(
                            which, std::clamp<std::int64_t>(std::int64_t(random.below(5)), spec.minimum, spec.maximum));
                }
                session.runUntil(Time{} + 6s);
                for (const Metrics::TaskMetrics &task : session.metrics().tasks()) {
                    QCOMPARE(session.world().taskAt(task.place)->restarts, task.restarts);
                    const Series &lane = session.history().lanes().at(task.place).restarts;
                    QCOMPARE(lane.at(session.now()).value_or(0), std::int64_t(task.restarts));
                    restarts += task.restarts;
                }
                for (Sequence i = 0; i < session.trace().count(); ++i)
                    dismissed += session.trace().at(i).kind == EventKind::TaskDismissed ? 1U : 0U;
            }
        }
        QVERIFY(restarts > 30 && dismissed > 100);
    }

    void valuesAtATimeFollowTheChanges()
    {
        PatternRun run("backpressure", {});
        run.schedule(5s, "capacity", "3");
        run.runTo(10s);
        const std::size_t capacity = run.session.parameters().find("capacity").value();
        QCOMPARE(run.session.valuesAt(Time{} + 4s)[capacity], std::int64_t{10});
        QCOMPARE(run.session.valuesAt(Time{} + 5s)[capacity], std::int64_t{3});
        QCOMPARE(run.session.values()[capacity], std::int64_t{3});
    }
};

QTEST_APPLESS_MAIN(TestSession)
#include "tst_session.moc"
