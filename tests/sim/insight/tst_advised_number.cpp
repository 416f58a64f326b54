// SPDX-License-Identifier: MIT
#include "insight/advised_number.h"
#include "insight/recent.h"
#include "sim/pattern_run.h"

using namespace coroscope;
using namespace coroscope::test;

/// The number that advice is about.
class TestAdvisedNumber : public QObject
{
    Q_OBJECT

    static std::optional<Headline> number(std::string_view check, std::string_view pattern, const Given &given)
    {
        const PatternInfo &info = *findPattern(pattern);
        Session session(info, {.seed = 1, .values = valuesOf(info, given)});
        session.runUntil(Time{} + 42s);
        return advisedNumber(check, {session.history(), session.now(), Recent::wholeRun}, info.topology());
    }

private Q_SLOTS:
    void itIsKnownWhetherTheCheckFindsSomethingOrNot()
    {
        const Given hang{
            {"failure-kind", "hang"}, {"failure-rate", "20%"}, {"heartbeat", "500ms"}, {"hang-time", "2s"}};
        const std::optional<Headline> twice = number("done-twice", "supervisor", hang);
        QVERIFY(twice && twice->number.value() > 0);
        QCOMPARE(twice->label.text(), std::string("Done twice"));
        QCOMPARE(twice->better, Measure::Better::Less);
        const std::optional<Headline> none = number("done-twice", "supervisor", {{"failure-rate", "0%"}});
        QVERIFY(none);
        QCOMPARE(none->number.value(), 0.0);
    }

    void aBottleneckIsAFullChannel()
    {
        const std::optional<Headline> full = number("bottleneck", "backpressure", {{"consumers", "1"}});
        QVERIFY(full && full->number.value() > 0.8);
        QCOMPARE(full->unit, Unit::Share);
    }

    void elsewhereThereIsNone()
    {
        QVERIFY(!number("done-twice", "backpressure", {}));
        QVERIFY(!number("", "supervisor", {}));
        QVERIFY(!number("jobs-lost", "supervisor", {}));
    }
};

QTEST_GUILESS_MAIN(TestAdvisedNumber)
#include "tst_advised_number.moc"
