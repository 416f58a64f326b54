// SPDX-License-Identifier: MIT
#include "run/condition_watch.h"
#include "run/moment_search.h"
#include "run/registry.h"
#include "sim/pattern_run.h"
#include "sim/random_point.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

using Kind = StopCondition::Kind;

const Topology &topologyOf(std::string_view pattern)
{
    return findPattern(pattern)->topology();
}

StopCondition read(std::string_view pattern, std::string_view text)
{
    return parsedStopCondition(topologyOf(pattern), text).value.value();
}

/// "3932 sent 35": the event with which the condition is met first, from number @p from on; the time in ms.
QString next(const PatternRun &run, std::string_view text, Sequence from = 0)
{
    const Topology &topology = run.session.pattern().topology();
    const auto found = findNext(run.session.trace(), from, parsedStopCondition(topology, text).value.value(), topology);
    if (!found)
        return QStringLiteral("never");
    const Event &event = run.session.trace().at(*found);
    return QStringLiteral("%1 %2 %3")
        .arg(event.time.time_since_epoch() / 1ms)
        .arg(QString::fromUtf8(info(event.kind).text.data()))
        .arg(event.item);
}

/// "line=sim/patterns/…/stages.cpp:41"
std::string lineOf(const CodeSite &site)
{
    return "line=" + std::string(site.file) + ":" + std::to_string(site.line);
}

} // namespace

/// Conditions at which a run may stop: how they are read, and when they are met.
class TestStopCondition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsReadIsWrittenTheSame_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"failure", "restart", "timeout", "drop", "lost", "crash", "stuck", "full",
                                 "full=channel-2", "empty", "empty=last-channel", "run=Stage 2 worker 3", "run=Source",
                                 "end=90", "line=stages.cpp:41", "line=a:b.cpp:1", "at=12500ms", "at=0s"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void whatIsReadIsWrittenTheSame()
    {
        QFETCH(const QString, text);
        const Topology &topology = topologyOf("pipeline");
        const ParsedStopCondition parsed = parsedStopCondition(topology, text.toStdString());
        QCOMPARE(QString::fromStdString(parsed.error), QString());
        QVERIFY(parsed.value);
        QCOMPARE(QString::fromStdString(canonical(*parsed.value, topology)), text);
    }

    void whatCannotBeReadIsNamedWithWhatCould_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *pattern, const char *text, const char *error) {
            QTest::addRow("%s, %s", pattern, text)
                << QString::fromUtf8(pattern) << QString::fromUtf8(text) << QString::fromUtf8(error);
        };
        row("backpressure", "falure",
            "there is no condition 'falure'; did you mean 'failure'? The conditions are: failure, restart, timeout, "
            "drop, lost, "
            "crash, stuck, full, empty, run, end, line and at");
        row("backpressure", "",
            "there is no condition ''; the conditions are: failure, restart, timeout, drop, lost, crash, stuck, full, "
            "empty, "
            "run, end, line and at");
        row("backpressure", "full=chanel",
            "there is no channel 'chanel'; did you mean 'channel'? The channels are: channel");
        row("task-spawning", "full", "there are no channels in this pattern");
        row("task-spawning", "empty=x", "there are no channels in this pattern");
        row("backpressure", "run", "run says not which; it takes run=TASK");
        row("backpressure", "run=Produce 1",
            "there can be no task 'Produce 1'; it takes a name such as Producer 1 or Consumer 1");
        row("backpressure", "run=Producer 01",
            "there can be no task 'Producer 01'; it takes a name such as Producer 1 or Consumer 1");
        row("backpressure", "end", "end says not which; it takes end=ITEM");
        row("backpressure", "end=0", "'0' is no number of an item; it takes a whole number from 1 on");
        row("backpressure", "end=-1", "'-1' is no number of an item; it takes a whole number from 1 on");
        row("backpressure", "end=99999999999999999999",
            "'99999999999999999999' is no number of an item; it takes a whole number from 1 on");
        for (const char *text :
             {"stages.cpp", "stages.cpp:", "stages.cpp:0", ":4", "stages.cpp:-1", "stages.cpp:4x", ""})
            row("backpressure", (std::string("line=") + text).c_str(),
                ("'" + std::string(text)
                 + "' is no line of the code; it takes a file and a number from 1 on, such as stages.cpp:41")
                    .c_str());
        row("backpressure", "line", "line says not which; it takes line=FILE:LINE");
        row("backpressure", "at=soon",
            "'soon' is no time; it takes a duration from the start on, such as 250ms, 1.5s or 10m");
        row("backpressure", "crash=now", "crash takes nothing behind it");
    }
    void whatCannotBeReadIsNamedWithWhatCould()
    {
        QFETCH(const QString, pattern);
        QFETCH(const QString, text);
        QFETCH(const QString, error);
        const ParsedStopCondition parsed = parsedStopCondition(topologyOf(pattern.toStdString()), text.toStdString());
        QVERIFY(!parsed.value);
        QCOMPARE(QString::fromStdString(parsed.error), error);
    }

    void eachConditionIsMetByWhatItSays()
    {
        PatternRun held("backpressure", {});
        held.runTo(20s);
        QCOMPARE(next(held, "full"), QStringLiteral("3932 sent 35"));
        QCOMPARE(next(held, "full=channel"), QStringLiteral("3932 sent 35"));
        QCOMPARE(next(held, "empty"), QStringLiteral("545 received 3"));
        QCOMPARE(next(held, "run=Consumer 1"), QStringLiteral("245 received 1"));
        QCOMPARE(next(held, "run=Producer 3"), QStringLiteral("0 work-started 0"));
        QCOMPARE(next(held, "end=12"), QStringLiteral("2187 item-done 12"));
        for (const char *never : {"failure", "restart", "timeout", "drop", "lost", "crash", "stuck", "end=100000",
                                  "at=21s", "run=Producer 4"})
            QCOMPARE(next(held, never), QStringLiteral("never"));

        PatternRun crashing("backpressure", {{"when-full", "unbounded"}, {"interval", "100ms"}});
        crashing.runTo(20s);
        QCOMPARE(next(crashing, "crash"), QStringLiteral("4402 process-crashed 0"));
        QCOMPARE(next(crashing, "restart"), QStringLiteral("6402 process-restarted 0"));

        PatternRun dropping("backpressure", {{"when-full", "drop-oldest"}, {"failure-rate", "50%"}});
        dropping.runTo(20s);
        QVERIFY(next(dropping, "drop").contains(QStringLiteral("item-dropped")));
        QVERIFY(next(dropping, "failure").contains(QStringLiteral("item-failed")));

        PatternRun stalled("backpressure", {{"consumers", "0"}});
        stalled.runTo(20s);
        QVERIFY(next(stalled, "stuck").contains(QStringLiteral("stalled")));

        PatternRun supervised("supervisor", {{"failure-kind", "hang"}, {"failure-rate", "30%"}});
        supervised.runTo(20s);
        QVERIFY(next(supervised, "failure").contains(QStringLiteral("heartbeat-missed")));
        QVERIFY(next(supervised, "restart").contains(QStringLiteral("task-spawned")));

        PatternRun impatient("timeout-cancellation", {});
        impatient.runTo(20s);
        QCOMPARE(next(impatient, "timeout"), QStringLiteral("3000 cancel-requested 0"));

        PatternRun spawning("fan-out-fan-in", {}); // places are taken anew with each job, which is no restart
        spawning.runTo(20s);
        QCOMPARE(next(spawning, "restart"), QStringLiteral("never"));
    }

    void theNextOneIsFoundFromAnyEventOn()
    {
        PatternRun run("backpressure", {});
        run.runTo(20s);
        const Topology &topology = run.session.pattern().topology();
        const Trace &trace = run.session.trace();
        const StopCondition full = read("backpressure", "full");
        World world;
        for (Sequence from = 0; from < trace.count(); ++from) {
            const auto found = findNext(trace, from, full, topology);
            QVERIFY(!found || *found >= from);
            QCOMPARE(findNext(trace, from, full, topology, world.ledger()), found); // known, or worked out
            world.apply(trace.at(from));
        }
    }

    /// Not when it leaves it.
    void aLineIsReachedWhenATaskBeginsSomethingThere()
    {
        PatternRun run("no-blocking", {});
        run.runTo(10s);
        const Trace &trace = run.session.trace();
        const Topology &topology = run.session.pattern().topology();
        const StopCondition block = read("no-blocking", "line=no_blocking.cpp:18");
        int times = 0;
        for (auto found = findNext(trace, 0, block, topology); found && times < 20;
             found = findNext(trace, *found + 1, block, topology)) {
            const EventKind kind = trace.at(*found).kind;
            QVERIFY(kind == EventKind::WorkStarted || kind == EventKind::SleepStarted);
            ++times;
        }
        QVERIFY(times > 5);
    }

    void aLineIsReachedWithTheFirstEventFromThere()
    {
        PatternRun run("pipeline", {});
        run.runTo(5s);
        const Trace &trace = run.session.trace();
        const Topology &topology = run.session.pattern().topology();
        int places = 0;
        for (std::size_t number = 1; number < trace.sites().end(); ++number) {
            const CodeSite &site = trace.sites().at(static_cast<SiteId>(number));
            std::optional<Sequence> expected;
            for (Sequence i = 0; i < trace.count() && !expected; ++i) {
                const CodeSite &at = trace.sites().at(trace.at(i).site);
                if (at.file == site.file && at.line == site.line)
                    expected = i;
            }
            QVERIFY(expected);
            const std::string name = std::string(site.file.substr(site.file.rfind('/') + 1)) + ":"
                + std::to_string(site.line);
            QCOMPARE(findNext(trace, 0, read("pipeline", lineOf(site)), topology), expected);
            QCOMPARE(findNext(trace, 0, read("pipeline", "line=" + name), topology), expected);
            QVERIFY(!findNext(trace, 0, read("pipeline", "line=" + name.substr(1)), topology)); // of no whole name
            ++places;
        }
        QVERIFY(places >= 4);
        QCOMPARE(next(run, "line=pipeline.cpp:1"), QStringLiteral("never"));
    }

    void aChannelThatItemsOnlyPassThroughIsNeitherFullNorEmptied()
    {
        PatternRun run("backpressure", {{"capacity", "1"}, {"producers", "1"}, {"interval-shape", "fixed"}});
        run.runTo(20s); // the consumers are always there first
        QCOMPARE(next(run, "full"), QStringLiteral("never"));
        QCOMPARE(next(run, "empty"), QStringLiteral("never"));
    }

    void theMomentOfARunIsTheFirstInItsTrace_data()
    {
        QTest::addColumn<const PatternInfo *>("pattern");
        for (const PatternInfo *pattern : patterns())
            QTest::newRow(pattern->id.data()) << pattern;
    }
    void theMomentOfARunIsTheFirstInItsTrace()
    {
        QFETCH(const PatternInfo *, pattern);
        const Topology &topology = pattern->topology();
        int met = 0;
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            Random random(seed, "point", 0);
            Scenario scenario{.pattern = pattern, .length = 20s};
            scenario.settings.seed = seed;
            scenario.settings.values = randomPoint(*pattern, random, 0.4);
            scenario.settings.warmup = seed % 2 == 0 ? Duration(3s) : Duration::zero();
            const std::unique_ptr<Session> whole = sessionOf(scenario);
            whole->runUntil(Time{} + scenario.length);
            const Sequence from = seed % 2 == 0 ? whole->trace().firstAfter(Time{} + 3s) : 0;
            for (const StopConditionForm &form : stopConditionForms()) {
                const std::string text = form.name == "run" ? "run=" + placeName(topology, {0, 0})
                    : form.name == "end"                    ? "end=20"
                    : form.name == "line"                   ? lineOf(whole->trace().sites().at(1))
                    : form.name == "at"                     ? "at=7s"
                                                            : std::string(form.name);
                const auto condition = parsedStopCondition(topology, text).value;
                if (!condition)
                    continue; // no channels
                MomentSearch search(scenario, *condition);
                while (!search.goOn(100)) {
                }
                const std::optional<Moment> moment = search.found();
                if (condition->kind == Kind::At) {
                    QVERIFY(moment && moment->time == Time{} + 7s && !moment->event);
                    continue;
                }
                const auto expected = findNext(whole->trace(), from, *condition, topology);
                QCOMPARE(moment.has_value(), expected.has_value());
                if (!moment)
                    continue;
                ++met;
                QCOMPARE(moment->event, expected);
                QCOMPARE(moment->time, whole->trace().at(*expected).time);
                QVERIFY(!moment->what.empty());
            }
        }
        QVERIFY(met > 0);
    }
};

QTEST_APPLESS_MAIN(TestStopCondition)
#include "tst_stop_condition.moc"
