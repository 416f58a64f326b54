// SPDX-License-Identifier: MIT
#include "sim/pattern_run.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr Duration warmup = 10s;

/// A pattern that has formulas at any time: they say what has been measured.
PatternInfo alwaysKnowing(std::string_view pattern)
{
    PatternInfo info = *findPattern(pattern);
    info.theory = [](const Measured &measured) {
        return std::vector<TheoryValue>{{"done", "any", double(measured.metrics.items().done)},
                                        {"fill", "any", measured.metrics.channel(0).fillMean.value_or(-1)}};
    };
    return info;
}

/// A run whose measured time begins after ten seconds.
class KnowingRun
{
public:
    explicit KnowingRun(const Given &given = {}, std::string_view pattern = "backpressure")
        : m_info(alwaysKnowing(pattern)), session(m_info, {.values = valuesOf(m_info, given), .warmup = warmup})
    {
    }
    void schedule(Duration at, std::string_view id, std::int64_t value)
    {
        session.schedule({Time{} + at, session.parameters().find(id).value(), value});
    }
    bool saysSomethingAt(Duration end)
    {
        session.runUntil(Time{} + end);
        return !session.theory().empty();
    }

private:
    PatternInfo m_info;

public:
    Session session;
};

} // namespace

/// When a run has anything to say of queueing theory.
class TestSessionTheory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereIsNothingToSayBeforeAnyTimeIsMeasured()
    {
        KnowingRun run;
        QVERIFY(!run.saysSomethingAt(0s));
        QVERIFY(!run.saysSomethingAt(warmup - 1ns));
        QVERIFY(!run.saysSomethingAt(warmup));
        QVERIFY(run.saysSomethingAt(warmup + 1ns));
        QVERIFY(run.saysSomethingAt(60s));
    }

    void itIsOfTheMeasuredTimeUpToNow()
    {
        KnowingRun run;
        QVERIFY(run.saysSomethingAt(40s));
        run.session.runUntil(Time{} + 60s);
        const std::vector<TheoryValue> theory = run.session.theory();
        const Metrics &metrics = run.session.metrics();
        QCOMPARE(theory.at(0).value, double(metrics.items().done));
        QCOMPARE(theory.at(1).value, metrics.channel(0).fillMean.value()); // weighted by all of the time
    }

    void whatWasTurnedBeforeDoesNotMatter()
    {
        KnowingRun run;
        run.schedule(3s, "capacity", 3);
        run.schedule(warmup - 1ns, "capacity", 4);
        QVERIFY(run.saysSomethingAt(20s));
        QCOMPARE(run.session.changes().size(), std::size_t{2});
    }

    void whatIsTurnedWithinSilencesItForGood_data()
    {
        QTest::addColumn<qint64>("at");
        QTest::newRow("at its very beginning") << qint64(Duration(warmup).count());
        QTest::newRow("later") << qint64(Duration(15s).count());
    }
    void whatIsTurnedWithinSilencesItForGood()
    {
        QFETCH(qint64, at);
        KnowingRun run;
        run.schedule(Duration{at}, "capacity", 3);
        QCOMPARE(run.saysSomethingAt(Duration{at} - 1ns), at > Duration(warmup).count());
        QVERIFY(!run.saysSomethingAt(Duration{at}));
        QVERIFY(!run.saysSomethingAt(60s));
    }

    void whatIsStillAheadDoesNotMatterYet()
    {
        KnowingRun run;
        run.schedule(50s, "capacity", 3);
        QVERIFY(run.saysSomethingAt(50s - 1ns));
        QVERIFY(!run.saysSomethingAt(50s));
    }

    void anActionSilencesItAsWell()
    {
        KnowingRun run({}, "pipeline");
        run.session.runUntil(Time{} + 5s);
        run.session.act({.action = 1}); // one more item
        QVERIFY(run.saysSomethingAt(20s));
        run.session.act({.action = 1});
        QVERIFY(!run.saysSomethingAt(21s));
    }

    void aRunThatIsStuckHasNothingToSay()
    {
        KnowingRun run(Given{{"consumers", "0"},
                             {"capacity", "100"},
                             {"producers", "1"},
                             {"interval", "1s"},
                             {"interval-shape", "fixed"}});
        QVERIFY(run.saysSomethingAt(50s)); // there is room in the channel
        QVERIFY(!run.saysSomethingAt(200s));
        QCOMPARE(run.session.outcome(), Outcome::Stalled);
    }

    void whatWasStuckBeforeAndGoesOnSpeaksAgain()
    {
        KnowingRun run(Given{{"consumers", "0"}, {"capacity", "1"}});
        run.schedule(9s, "consumers", 2);
        QVERIFY(!run.saysSomethingAt(8s));
        QCOMPARE(run.session.outcome(), Outcome::Stalled);
        QVERIFY(run.saysSomethingAt(20s));
    }

    void whereNoFormulaAppliesThereIsNothingToSay()
    {
        PatternRun run("backpressure", {});
        run.runTo(60s);
        QVERIFY(run.session.theory().empty());
    }
};

QTEST_APPLESS_MAIN(TestSessionTheory)
#include "tst_session_theory.moc"
