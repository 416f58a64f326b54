// SPDX-License-Identifier: MIT
#include "player/parting.h"
#include "sim/pattern_run.h"

using namespace coroscope;
using namespace coroscope::test;

/// Where two runs part, looked for in slices.
class TestParting : public QObject
{
    Q_OBJECT

    static Scenario scenario(const Given &given = {})
    {
        const PatternInfo &info = *findPattern("backpressure");
        return {.pattern = &info, .settings = {.seed = 1, .values = valuesOf(info, given)}};
    }
    static Scenario with(Scenario scenario, Duration at, std::string_view id, std::int64_t value)
    {
        scenario.changes.push_back({Time{} + at, scenario.pattern->declare()->find(id).value(), value});
        return scenario;
    }
    static bool isOver(const Parting &parting)
    {
        return QTest::qWaitFor([&] { return !parting.looking(); }, 30'000);
    }
    /// The same without slices.
    static std::optional<Divergence> all(Scenario first, Scenario second)
    {
        first.length = second.length = 60s;
        DivergenceSearch search(first, second);
        search.goOn(~std::uint64_t{0});
        return search.found();
    }

private Q_SLOTS:
    void itIsFoundWithASentenceForEach()
    {
        Parting parting;
        const Scenario second = scenario({{"capacity", "3"}});
        parting.look(scenario(), second, Time{});
        QVERIFY(isOver(parting));
        QVERIFY(parting.found());
        const auto wanted = all(scenario(), second);
        QCOMPARE(parting.moment(), std::min(wanted->first->event.time, wanted->second->event.time));
        QVERIFY2(parting.text().startsWith("They part at "), qPrintable(parting.text()));
        QVERIFY(!parting.firstText().isEmpty() && !parting.secondText().isEmpty());
        QVERIFY(parting.firstText() != parting.secondText());
    }

    void runsThatAreTheSameAreSoAsFarAsTheyHaveGot()
    {
        Parting parting;
        parting.look(scenario(), scenario(), Time{});
        QVERIFY(isOver(parting));
        QVERIFY(!parting.found());
        QCOMPARE(parting.text(), QStringLiteral("They are the same up to 1 min."));
        parting.look(scenario(), scenario(), Time{} + 1min);
        QVERIFY(!parting.looking()); // that is known
        parting.look(scenario(), scenario(), Time{} + 61s);
        QVERIFY(isOver(parting));
        QCOMPARE(parting.text(), QStringLiteral("They are the same up to 2 min."));
    }

    void theyPartAfterTheFirstChangeThatOneHas()
    {
        Parting parting;
        parting.look(scenario(), with(scenario(), 5s, "consumers", 3), Time{});
        QVERIFY(isOver(parting));
        QCOMPARE(parting.moment(), Time{} + 5s); // a third one is spawned
    }

    void whatChangesLaterLeavesItAsItIs()
    {
        Parting parting;
        const Scenario second = with(scenario(), 5s, "consumers", 3);
        parting.look(scenario(), second, Time{});
        QVERIFY(isOver(parting));
        parting.look(with(scenario(), 7s, "capacity", 3), second, Time{} + 7s);
        QVERIFY(!parting.looking());
        QCOMPARE(parting.moment(), Time{} + 5s);
        // What changes before, does not; nor does what is taken back.
        parting.look(with(scenario(), 3s, "consumers", 3), second, Time{} + 7s);
        QVERIFY(isOver(parting));
        QCOMPARE(parting.moment(), Time{} + 3s);
        parting.look(scenario(), scenario(), Time{} + 7s);
        QVERIFY(isOver(parting));
        QVERIFY(!parting.found());
    }

    /// That another worker has been spawned is what has been done, not what comes of it.
    void whatIsToldIsTheFirstOutcomeThatDiffers()
    {
        Parting parting;
        const Scenario second = with(scenario(), 5s, "consumers", 3);
        parting.look(scenario(), second, Time{});
        QVERIFY(QTest::qWaitFor([&] { return !parting.looking() && !parting.lookingFurther(); }, 30'000));
        QCOMPARE(parting.text(), QStringLiteral("They part at 5.000 s."));
        QVERIFY2(parting.eventText().contains("was spawned"), qPrintable(parting.eventText()));
        for (const QString &text : {parting.firstText(), parting.secondText()}) {
            QVERIFY2(text.startsWith("At ") && text.contains(": Item "), qPrintable(text));
            QVERIFY2(!text.contains("spawned"), qPrintable(text));
        }
        QVERIFY(parting.firstText() != parting.secondText());
        // What is set between the two leaves the moment as it is, and is looked at again.
        parting.look(scenario(), with(second, 5100ms, "consumers", 1), Time{} + 6s);
        QVERIFY(parting.lookingFurther());
        QVERIFY(QTest::qWaitFor([&] { return !parting.lookingFurther(); }, 30'000));
        QCOMPARE(parting.moment(), Time{} + 5s);
    }

    void aSearchCanBeBrokenOff()
    {
        Parting parting;
        parting.look(scenario(), scenario(), Time{} + 1h);
        QVERIFY(parting.looking());
        QCOMPARE(parting.text(), QStringLiteral("Looking for where they part …"));
        parting.stop();
        QVERIFY(!parting.looking());
        QCOMPARE(parting.text(), QString());
        QCOMPARE(parting.time(), 0.0);
        parting.look(scenario(), scenario(), Time{} + 1h); // and is under way when everything ends
    }
};

QTEST_GUILESS_MAIN(TestParting)
#include "tst_parting.moc"
