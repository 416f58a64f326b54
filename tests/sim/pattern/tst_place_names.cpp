// SPDX-License-Identifier: MIT
#include "sim/pattern_run.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

enum : std::uint32_t { TheRoot, Workers, StageWorkers };

const Topology &topology()
{
    static const Topology all{.groups = {{"root", words("Root"), 0, true, true},
                                         {"worker", words("Worker"), 1, true},
                                         {"stage-1-worker", words("Stage 1 worker"), 2, true}},
                              .terminals = {},
                              .links = {},
                              .activities = {}};
    return all;
}

std::span<const ActionSpec> actions()
{
    static const std::array<ActionSpec, 3> all = {{
        {.id = "wake", .label = words("Wake"), .effect = words("It wakes up."), .group = TheRoot},
        {.id = "fail", .label = words("Fail"), .effect = words("It fails."), .group = Workers},
        {.id = "close", .label = words("Close"), .effect = words("It closes.")},
    }};
    return all;
}

/// As much of a pattern as a name needs.
PatternInfo info()
{
    PatternInfo info = *findPattern("backpressure");
    info.topology = topology;
    info.actions = actions;
    return info;
}

std::optional<Place> named(std::uint32_t group, std::string_view name)
{
    return placeNamed(topology(), group, name);
}

} // namespace

/// What tasks are called, and who is meant by a name.
class TestPlaceNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tasksAreNumberedFromOneAndWhoIsAloneByNatureIsNot()
    {
        QCOMPARE(placeName(topology(), {Workers, 0}), std::string("Worker 1"));
        QCOMPARE(placeName(topology(), {Workers, 41}), std::string("Worker 42"));
        QCOMPARE(placeName(topology(), {StageWorkers, 1}), std::string("Stage 1 worker 2"));
        QCOMPARE(placeName(topology(), {TheRoot, 0}), std::string("Root"));
        QCOMPARE(placeName(topology(), {rootGroup, 0}), std::string("main"));
        QCOMPARE(placeName(topology(), {3, 0}), std::string("main"));
    }

    void aNameIsFoundAgain()
    {
        for (const PatternInfo *pattern : patterns()) {
            const Topology &topology = pattern->topology();
            for (std::uint32_t group = 0; group < topology.groups.size(); ++group) {
                for (const std::uint32_t index : {0u, 1u, 9u, 999u}) {
                    const Place place{group, topology.groups[group].single ? 0 : index};
                    QVERIFY2(placeNamed(topology, group, placeName(topology, place)) == place,
                             placeName(topology, place).c_str());
                }
            }
        }
    }

    void anythingElseIsNobody_data()
    {
        QTest::addColumn<unsigned>("group");
        QTest::addColumn<QByteArray>("name");
        for (const char *name : {"", "Worker", "Worker ", "Worker 0", "Worker 01", "Worker -1", "Worker +1",
                                 "Worker 1 ", "Worker 1a", "Worker  1", "Worker1", "Worker-1", "worker 1", " Worker 1",
                                 "Worker 4294967296", "Worker 99999999999999999999", "Root", "Stage 1 worker 1"})
            QTest::addRow("of many: '%s'", name) << unsigned(Workers) << QByteArray(name);
        for (const char *name : {"", "Root 1", "root", "Root ", "Roo", "Worker 1"})
            QTest::addRow("alone: '%s'", name) << unsigned(TheRoot) << QByteArray(name);
    }
    void anythingElseIsNobody()
    {
        QFETCH(unsigned, group);
        QFETCH(QByteArray, name);
        QVERIFY(!named(group, {name.constData(), std::size_t(name.size())}));
    }

    void numbersGoAsFarAsTheyCanBeWritten()
    {
        QVERIFY(named(Workers, "Worker 4294967295") == (Place{Workers, 4294967294u}));
    }

    void anActionNamesItsTarget()
    {
        const PatternInfo pattern = info();
        QCOMPARE(targetName(pattern, {0, 0}), std::string("Root"));
        QCOMPARE(targetName(pattern, {1, 2}), std::string("Worker 3"));
        QCOMPARE(targetName(pattern, {2, 0}), std::string());
    }

    void aRunCallsItsTasksByTheSameNames()
    {
        const PatternRun run("supervisor", {});
        QCOMPARE(run.session.taskName({0, 0}), std::string("Root"));
        QCOMPARE(run.session.taskName({2, 3}), std::string("Worker 4"));
        QCOMPARE(run.session.taskName({rootGroup, 0}), std::string("main"));
    }
};

QTEST_APPLESS_MAIN(TestPlaceNames)
#include "tst_place_names.moc"
