// SPDX-License-Identifier: MIT
#include "cli/run_request.h"
#include "pattern/setup_values.h"
#include "player/command_line.h"
#include "sim/pattern_run.h"

#include <QRegularExpression>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// The words of a command, as a shell takes it apart: a command of this program needs no quotes.
std::vector<std::string_view> words(std::string_view command)
{
    std::vector<std::string_view> list;
    for (std::size_t begin = 0; begin < command.size();) {
        const std::size_t end = std::min(command.find(' ', begin), command.size());
        list.push_back(command.substr(begin, end - begin));
        begin = end + 1;
    }
    return list;
}

/// What coroscope-cli makes of a command that begins with its name.
RunRequest request(const std::string &command)
{
    const std::vector<std::string_view> all = words(command);
    return readRunRequest(Arguments(std::span(all).subspan(2), runOptions(), 1));
}

/// The run that coroscope-cli makes of it.
std::unique_ptr<Session> run(const RunRequest &request)
{
    auto session = sessionOf(request);
    session->runUntil(Time{} + request.length);
    return session;
}

} // namespace

/// The command that repeats on the command line what was done in the window.
class TestCommandLine : public QObject
{
    Q_OBJECT

    static void repeats(Session &session)
    {
        const std::string command = commandFor(scenarioOf(session));
        const auto again = run(request(command));
        QVERIFY2(again->fingerprint().text() == session.fingerprint().text(), command.c_str());
        QCOMPARE(again->now(), session.now());
        QCOMPARE(again->values(), session.values());
        QCOMPARE(again->eventCount(), session.eventCount());
    }

private Q_SLOTS:
    void defaultsAreLeftOut()
    {
        PatternRun run("backpressure", {});
        run.runTo(12s);
        QCOMPARE(commandFor(scenarioOf(run.session)), "coroscope-cli run backpressure --seed 1 --for 12s");
        repeats(run.session);
    }

    void valuesAndTurnsStandInTheOrderOfTheRun()
    {
        PatternRun run("backpressure", {{"interval", "1500us"}, {"failure-rate", "0.5%"}, {"when-full", "drop-oldest"}},
                       RunSettings::maximumSeed);
        run.runTo(1s);
        run.set("work", "2500us");
        run.runTo(1000000001ns);
        run.set("capacity", "3");
        run.set("capacity", "4");
        run.runTo(2s);
        QCOMPARE(commandFor(scenarioOf(run.session)),
                 "coroscope-cli run backpressure --seed 9007199254740991 --set interval=1500us "
                 "--set when-full=drop-oldest --set failure-rate=0.5% --at 1s:work=2500us "
                 "--at 1000000001ns:capacity=3 --at 1000000001ns:capacity=4 --for 2s");
        repeats(run.session);
    }

    void everyParameterTurnedAtAnOddMomentIsRepeated()
    {
        for (const PatternInfo *pattern : patterns()) {
            const auto table = pattern->declare();
            for (std::size_t which = 0; which < table->all().size(); ++which) {
                const ParameterSpec &spec = table->all()[which]->spec();
                for (const std::int64_t value : {spec.minimum, spec.maximum}) {
                    Session session(*pattern, {.seed = 42});
                    session.runUntil(Time{} + 3'141'592'653ns);
                    session.set(which, value);
                    session.runUntil(Time{} + 4'000'000'007ns);
                    session.set(which, spec.initial);
                    session.runUntil(Time{} + 5'123'456'789ns);
                    repeats(session);
                }
            }
        }
    }

    void manyTurnsOfAShuffledRunWithRandomTimesAreRepeated()
    {
        for (const std::uint64_t seed : {std::uint64_t{0}, std::uint64_t{12'345}, RunSettings::maximumSeed}) {
            const PatternInfo &pattern = *findPattern("backpressure");
            Session session(pattern,
                            {.seed = seed,
                             .schedule = Schedule::Shuffled,
                             .values = valuesOf(pattern,
                                                {{"interval-shape", "lognormal"},
                                                 {"work-shape", "exponential"},
                                                 {"failure-rate", "3.3333333%"},
                                                 {"producers", "7"}}),
                             .warmup = 1500ms});
            Random whim(seed, "whim", 0);
            for (int i = 0; i < 200; ++i) {
                session.runUntil(session.now() + Duration{std::int64_t(whim.below(150'000'000))});
                const std::size_t which = whim.below(session.values().size());
                const ParameterSpec &spec = session.parameters().all()[which]->spec();
                const auto range = static_cast<std::uint64_t>(spec.maximum - spec.minimum) + 1;
                session.set(which, spec.minimum + static_cast<std::int64_t>(whim.below(range)));
                session.runUntil(session.now());
            }
            session.runUntil(session.now() + 1s + 1ns);
            QCOMPARE(session.changes().size(), std::size_t{200});
            repeats(session);
            const RunRequest asked = request(commandFor(scenarioOf(session)));
            QCOMPARE(asked.settings.schedule, Schedule::Shuffled);
            QCOMPARE(asked.settings.warmup, Duration(1500ms));
        }
    }

    void aShellTakesEveryWordAsItIs()
    {
        PatternRun run("backpressure", {{"failure-rate", "12.5%"}, {"when-full", "unbounded"}});
        run.schedule(7ns, "interval-shape", "exponential");
        run.runTo(1s);
        const QString command = QString::fromStdString(commandFor(scenarioOf(run.session)));
        QVERIFY2(QRegularExpression("^[A-Za-z0-9 :=%.-]+$").match(command).hasMatch(), qPrintable(command));
        QCOMPARE(command.split(' ').mid(0, 3), QStringList({"coroscope-cli", "run", "backpressure"}));
    }

    void whatHasNotHappenedYetIsNotPartOfIt()
    {
        PatternRun run("backpressure", {});
        run.schedule(5s, "capacity", "3");
        run.runTo(4s);
        QCOMPARE(commandFor(scenarioOf(run.session)), "coroscope-cli run backpressure --seed 1 --for 4s");
        repeats(run.session);
        run.runTo(6s);
        QCOMPARE(commandFor(scenarioOf(run.session)),
                 "coroscope-cli run backpressure --seed 1 --at 5s:capacity=3 --for 6s");
        repeats(run.session);
    }

    void atTheStartItIsTheWholeRunAsItIsSetUp()
    {
        PatternRun run("backpressure", {{"capacity", "5"}});
        run.runTo(0s);
        run.set("consumers", "1");
        const std::string command = commandFor(scenarioOf(run.session));
        QCOMPARE(command, "coroscope-cli run backpressure --seed 1 --set capacity=5 --at 0s:consumers=1");
        QCOMPARE(request(command).length, Duration(60s)); // --for 0s would be refused
    }

    void theValuesOfASetUpAreTheDefaultsAndWhatItSays()
    {
        for (const PatternInfo *pattern : patterns()) {
            for (const Setup &setup : pattern->setups()) {
                const auto table = pattern->declare();
                for (const auto &[id, text] : setup.values) {
                    Parameter &parameter = *table->all().at(table->find(id).value());
                    parameter.set(parsed(parameter.spec(), text).value.value());
                }
                const std::vector<std::int64_t> values = setupValues(*pattern, setup);
                QCOMPARE(values.size(), table->all().size());
                for (std::size_t i = 0; i < values.size(); ++i)
                    QCOMPARE(values[i], table->all()[i]->raw());
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestCommandLine)
#include "tst_command_line.moc"
