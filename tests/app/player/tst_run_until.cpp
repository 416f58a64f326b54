// SPDX-License-Identifier: MIT
#include "app/player/simulation_bench.h"

#include "player/run_until.h"
#include "sim/random_point.h"

#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace coroscope;
using namespace coroscope::test;

/// Running until something happens: right to the event, in what is known and in what is to come, and no further.
class TestRunUntil : public QObject
{
    Q_OBJECT

    static Run &run(SimulationBench &bench) { return *bench.simulation.run(); }
    static RunUntil &until(SimulationBench &bench) { return *bench.simulation.until(); }
    static Sequence position(SimulationBench &bench) { return run(bench).player().position(); }
    static void finish(SimulationBench &bench)
    {
        QTRY_VERIFY_WITH_TIMEOUT(!bench.simulation.transport()->runningAhead(), 60'000);
    }
    static QString stepText(SimulationBench &bench) { return bench.simulation.transport()->stepText(); }

private Q_SLOTS:
    void whatIsToComeIsRunUpToItAndNoFurther()
    {
        SimulationBench bench;
        QCOMPARE(until(bench).start("full", "0"), QString());
        finish(bench);
        const Event &last = run(bench).session().trace().at(position(bench) - 1);
        QCOMPARE(last.time.time_since_epoch() / 1ms, 3932);
        QCOMPARE(info(last.kind).text, std::string_view("sent"));
        QCOMPARE(last.item, ItemId{35});
        QCOMPARE(run(bench).playhead(), last.time);
        QCOMPARE(run(bench).present(), last.time); // nothing beyond that instant has been run
        QVERIFY(run(bench).atPresent());
        QVERIFY(!bench.simulation.transport()->playing());
        QVERIFY2(stepText(bench).startsWith("The moment when a channel is full: Producer "),
                 qPrintable(stepText(bench)));
    }

    void whatHasBeenRunIsLookedAtFirst()
    {
        SimulationBench bench;
        bench.playTo(20s);
        bench.simulation.transport()->seek(1);
        QCOMPARE(until(bench).start("end", "12"), QString());
        QVERIFY(!bench.simulation.transport()->runningAhead());
        const Event &last = run(bench).session().trace().at(position(bench) - 1);
        QCOMPARE(info(last.kind).text, std::string_view("item-done"));
        QCOMPARE(last.item, ItemId{12});
        QCOMPARE(run(bench).playhead(), last.time);
        QCOMPARE(run(bench).present(), Time{} + 20s);
        QVERIFY(!run(bench).atPresent());
        QVERIFY2(stepText(bench).startsWith("The end of item 12: "), qPrintable(stepText(bench)));
    }

    void againIsTheNextTimeEachTime()
    {
        SimulationBench bench({{"failure-rate", 200'000'000}});
        QVERIFY(!until(bench).again()); // nothing has been asked for
        until(bench).start("failure", "");
        finish(bench);
        std::vector<Sequence> found{position(bench)};
        for (int i = 0; i < 5; ++i) {
            QVERIFY(until(bench).again());
            finish(bench);
            found.push_back(position(bench));
        }
        const Session &session = run(bench).session();
        Sequence from = 0;
        for (const Sequence each : found) {
            const auto expected = findNext(session.trace(), from, {.kind = StopCondition::Kind::Failure},
                                           session.pattern().topology());
            QCOMPARE(each, expected.value() + 1);
            from = each;
        }
        QCOMPARE(until(bench).last(), QStringLiteral("the next failure"));
    }

    void backIsTheLastTimeEachTime()
    {
        SimulationBench bench({{"failure-rate", 200'000'000}});
        bench.playTo(60s);
        QVERIFY(!until(bench).again(true));
        QCOMPARE(until(bench).start("failure", "", true), QString());
        std::vector<Sequence> found;
        QSignalSpy notices(&bench.simulation, &Simulation::notice);
        while (notices.isEmpty()) {
            finish(bench);
            QVERIFY(found.empty() || position(bench) < found.back());
            found.push_back(position(bench));
            QVERIFY(until(bench).again(true));
        }
        QCOMPARE(notices.at(0).at(0).toString(), QStringLiteral("Not found before this moment: the next failure."));
        std::reverse(found.begin(), found.end());
        std::vector<Sequence> onwards;
        const Session &session = run(bench).session();
        for (auto at =
                 findNext(session.trace(), 0, {.kind = StopCondition::Kind::Failure}, session.pattern().topology());
             at; at = findNext(session.trace(), *at + 1, {.kind = StopCondition::Kind::Failure},
                               session.pattern().topology()))
            onwards.push_back(*at + 1);
        QVERIFY(onwards.size() > 3);
        QCOMPARE(found, onwards);
        // And on again from the first to the second.
        QVERIFY(until(bench).again());
        finish(bench);
        QCOMPARE(position(bench), onwards[1]);
    }

    void backToATimeIsOnlyToOneBefore()
    {
        SimulationBench bench;
        bench.playTo(5s);
        QCOMPARE(until(bench).start("at", "2s", true), QString());
        QCOMPARE(run(bench).playhead(), Time{} + 2s);
        QSignalSpy notices(&bench.simulation, &Simulation::notice);
        until(bench).start("at", "3s", true);
        QCOMPARE(run(bench).playhead(), Time{} + 2s);
        QCOMPARE(notices.count(), 1);
    }

    void theLinesToChooseFromAreThoseWhereTasksHaveBeen()
    {
        SimulationBench bench;
        bench.playTo(5s);
        const QVariantList lines = until(bench).lines();
        QVERIFY(lines.size() >= 3);
        run(bench).selection()->select({{1, 0}});
        const auto isThere = [&](const QString &place) {
            return std::any_of(lines.begin(), lines.end(),
                               [&](const QVariant &one) { return one.toMap()["place"].toString() == place; });
        };
        QVERIFY(isThere(until(bench).proposal("line")));
        for (const QVariant &one : lines) {
            QVERIFY(!one.toMap()["text"].toString().isEmpty());
            QVERIFY(parsedStopCondition(run(bench).topology(), "line=" + one.toMap()["place"].toString().toStdString())
                        .value);
        }
    }

    void itIsWhatTheCommandLineFinds_data()
    {
        QTest::addColumn<const PatternInfo *>("pattern");
        for (const PatternInfo *pattern : patterns())
            QTest::newRow(pattern->id.data()) << pattern;
    }
    /// In what is known already, in what is to come, and across the border.
    void itIsWhatTheCommandLineFinds()
    {
        QFETCH(const PatternInfo *, pattern);
        int met = 0;
        for (std::uint32_t seed = 1; seed <= 3; ++seed) {
            Random random(seed, "until", 0);
            const RunSettings settings = randomRun(*pattern, seed, random);
            Session whole(*pattern, settings);
            whole.runUntil(Time{} + 12s);
            for (const char *name : {"failure", "restart", "timeout", "drop", "full", "empty", "end", "run"}) {
                Simulation simulation;
                Run &run = *simulation.run();
                simulation.tuning()->start({.pattern = pattern, .settings = settings});
                simulation.transport()->runTo(Time{} + 4s);
                simulation.transport()->seek(2);
                const std::string argument = name == std::string_view("end") ? "15"
                    : name == std::string_view("run")                        ? placeName(pattern->topology(), {0, 0})
                                                                             : std::string();
                const auto condition =
                    parsedStopCondition(pattern->topology(), argument.empty() ? name : name + ("=" + argument)).value;
                if (!condition)
                    continue; // there are no channels
                const Sequence from = run.player().position();
                const auto expected = findNext(whole.trace(), from, *condition, pattern->topology());
                if (!expected || whole.trace().at(*expected).time > Time{} + 11s)
                    continue;
                ++met;
                QCOMPARE(simulation.until()->start(name, QString::fromStdString(argument)), QString());
                QTRY_VERIFY(!simulation.transport()->runningAhead());
                QCOMPARE(run.player().position(), *expected + 1);
                QCOMPARE(run.playhead(), whole.trace().at(*expected).time);
                QCOMPARE(run.present(), std::max(Time{} + 4s, whole.trace().at(*expected).time));
                QVERIFY(run.session().trace().at(*expected) == whole.trace().at(*expected)); // it has changed nothing
            }
        }
        QVERIFY(met > 0);
    }

    void aLineOfCodeIsReachedByTheTaskThatIsSelected()
    {
        SimulationBench bench;
        bench.playTo(5s);
        run(bench).selection()->select({{1, 0}}); // Consumer 1
        const QString line = until(bench).proposal("line");
        QVERIFY2(line.startsWith("backpressure/backpressure.cpp:"), qPrintable(line));
        QCOMPARE(until(bench).proposal("run"), QStringLiteral("Consumer 1"));
        QCOMPARE(until(bench).start("line", line), QString());
        finish(bench);
        const Trace &trace = run(bench).session().trace();
        const CodeSite &site = trace.sites().at(trace.at(position(bench) - 1).site);
        QCOMPARE(QStringLiteral("backpressure/backpressure.cpp:%1").arg(site.line), line);
        QVERIFY2(stepText(bench).startsWith("Line " + line.section(':', 1) + " of backpressure/backpressure.cpp: "),
                 qPrintable(stepText(bench)));
    }

    void aTimeIsGoneToWhereverItIs()
    {
        SimulationBench bench;
        bench.playTo(5s);
        QCOMPARE(until(bench).proposal("at"), QStringLiteral("15s"));
        until(bench).start("at", "2500ms");
        QCOMPARE(run(bench).playhead(), Time{} + 2500ms);
        QCOMPARE(run(bench).present(), Time{} + 5s);
        until(bench).start("at", "2h");
        finish(bench);
        QCOMPARE(run(bench).playhead(), Time{} + 2h);
    }

    void whatDoesNotComeIsSaidAfterAnHour()
    {
        SimulationBench bench;
        bench.playTo(1s);
        QSignalSpy notices(&bench.simulation, &Simulation::notice);
        until(bench).start("drop", "");
        finish(bench);
        QCOMPARE(run(bench).playhead(), Time{} + 1s + 1h);
        QCOMPARE(notices.size(), 1);
        QCOMPARE(notices.front().front().toString(),
                 QStringLiteral("Not reached by 1 h 00 min 01.0 s: the next dropped item."));
        QCOMPARE(stepText(bench), QString());
    }

    void whereNothingMoreHappensItIsSaidAtOnce()
    {
        SimulationBench bench({{"consumers", 0}});
        QSignalSpy notices(&bench.simulation, &Simulation::notice);
        until(bench).start("drop", "");
        finish(bench);
        QCOMPARE(notices.size(), 1);
        QVERIFY2(notices.front().front().toString().startsWith("Never reached: the next dropped item. Nothing more"),
                 qPrintable(notices.front().front().toString()));
        QVERIFY(run(bench).present() < Time{} + 1min);
        const Time end = run(bench).present();
        bench.simulation.transport()->goToStart();
        until(bench).start("stuck", ""); // that it stalls is something that happens
        QCOMPARE(run(bench).playhead(), end);
        QVERIFY(run(bench).session().trace().at(position(bench) - 1).kind == EventKind::Stalled);
    }

    void aChangeThatIsScheduledStillComes()
    {
        SimulationBench bench;
        const PatternInfo &pattern = SimulationBench::pattern();
        Scenario scenario{.pattern = &pattern};
        scenario.settings.values = run(bench).session().values();
        scenario.settings.values[std::size_t(SimulationBench::row("consumers"))] = 0;
        scenario.changes = {
            {.at = Time{} + 60s, .parameter = std::size_t(SimulationBench::row("consumers")), .value = 1}};
        bench.simulation.tuning()->start(scenario);
        until(bench).start("end", "1"); // stalls meanwhile
        finish(bench);
        QCOMPARE(run(bench).playhead(), Time{} + 60'300ms);
    }

    void aCrashIsShownWithAllThatItTakesWithIt()
    {
        SimulationBench bench({{"when-full", 3}, {"memory-limit", 20}, {"interval", 50'000'000}});
        until(bench).start("crash", "");
        finish(bench);
        const World &world = run(bench).world();
        QCOMPARE(world.downSince(), std::optional(run(bench).playhead()));
        QCOMPARE(position(bench), run(bench).session().trace().firstAfter(run(bench).playhead()));
        const ItemCounts &items = world.items();
        QVERIFY(items.lost >= 20);
        QCOMPARE(items.lost, std::uint64_t(items.created) - items.done);
        QVERIFY(world.channels().at(0).items.empty());
        for (const TaskView &task : world.tasks())
            QVERIFY(task.place.group == rootGroup || task.state == TaskState::Killed);
        QCOMPARE(stepText(bench), QStringLiteral("The next crash: The process died."));
    }

    void itCanBeStopped()
    {
        SimulationBench bench({{"producers", 100}, {"interval", 1'000'000}, {"consumers", 100}, {"work", 1'000'000}});
        until(bench).start("crash", "");
        QVERIFY(bench.simulation.transport()->runningAhead());
        QVERIFY2(bench.simulation.transport()->aheadText().startsWith("Running until the next crash: "),
                 qPrintable(bench.simulation.transport()->aheadText()));
        QSignalSpy notices(&bench.simulation, &Simulation::notice);
        const Time first = run(bench).present();
        QTRY_VERIFY(run(bench).present() > first);
        bench.simulation.transport()->stopAhead();
        const Time there = run(bench).present();
        QVERIFY(run(bench).atPresent());
        QTest::qWait(30);
        QCOMPARE(run(bench).present(), there);
        QVERIFY(notices.empty());
    }

    void anotherRunStopsIt()
    {
        SimulationBench bench({{"producers", 100}, {"interval", 1'000'000}, {"consumers", 100}, {"work", 1'000'000}});
        until(bench).start("crash", "");
        QVERIFY(bench.simulation.transport()->runningAhead());
        bench.simulation.tuning()->selectPattern("pipeline");
        QVERIFY(!bench.simulation.transport()->runningAhead());
        QTest::qWait(30);
        QCOMPARE(run(bench).present(), Time{});
        QCOMPARE(until(bench).last(), QStringLiteral("the next crash"));
        bench.simulation.tuning()->selectPattern("task-spawning");
        QCOMPARE(until(bench).channels(), QStringList());
        for (const QVariant &choice : until(bench).choices())
            QVERIFY(choice.toMap()["name"] != "full");
    }

    void whatCannotBeReadIsToldAndNothingIsDone()
    {
        SimulationBench bench;
        bench.playTo(1s);
        QCOMPARE(until(bench).start("run", "Produce 1"),
                 QStringLiteral("There can be no task 'Produce 1'; it takes a name such as Producer 1 or Consumer 1."));
        QCOMPARE(until(bench).start("at", "soon").left(20), QStringLiteral("'soon' is no time; i"));
        QCOMPARE(run(bench).present(), Time{} + 1s);
        QCOMPARE(until(bench).lastName(), QString());
    }

    void channelsAreChosenByTheirPlaceInTheList()
    {
        Simulation simulation;
        simulation.tuning()->start({.pattern = findPattern("pipeline")});
        QCOMPARE(simulation.until()->channels().size(),
                 qsizetype(findPattern("pipeline")->topology().channels.size() + 1));
        QCOMPARE(simulation.until()->channels().front(), QStringLiteral("any channel"));
        simulation.until()->start("full", "2");
        QTRY_VERIFY(!simulation.transport()->runningAhead());
        const Event &event = simulation.run()->session().trace().at(simulation.run()->player().position() - 1);
        QCOMPARE(event.object, 1U);
        QVERIFY(simulation.run()->world().channels().at(1).full());
    }
};

QTEST_MAIN(TestRunUntil)
#include "tst_run_until.moc"
