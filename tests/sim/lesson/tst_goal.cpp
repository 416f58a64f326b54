// SPDX-License-Identifier: MIT
#include "lesson/goal.h"
#include "sim/pattern_run.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

const PatternInfo &service()
{
    return *findPattern("resilient-service");
}

ParsedGoal read(std::string_view text)
{
    return parsedGoal(service(), *service().declare(), text);
}

} // namespace

/// What a run is to reach: how it is read, and when it is reached.
class TestGoal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsReadIsWrittenTheSame_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("canonical");
        QTest::newRow("a duration") << "latency_p99_s<500ms"
                                    << "latency_p99_s < 0.5";
        QTest::newRow("a share") << "within_slo >= 95%"
                                 << "within_slo >= 0.95";
        QTest::newRow("a count") << "lost = 0"
                                 << "lost = 0";
        QTest::newRow("a parameter") << "workers <= 6"
                                     << "workers <= 6";
        QTest::newRow("a duration's parameter") << "timeout > 0.3s"
                                                << "timeout > 300ms";
        QTest::newRow("a choice") << "render-shape = fixed"
                                  << "render-shape = fixed";
        QTest::newRow("an outcome") << "outcome = deadlock"
                                    << "outcome = deadlock";
    }
    void whatIsReadIsWrittenTheSame()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, canonical);
        const ParsedGoal goal = read(text.toStdString());
        QCOMPARE(QString::fromStdString(goal.error), QString());
        const std::string written = coroscope::canonical(*goal.value, service(), *service().declare());
        QCOMPARE(QString::fromStdString(written), canonical);
        QCOMPARE(read(written).value, goal.value);
    }

    void whatCannotBeReadIsNamedWithWhatCould_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *text, const char *error) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(error);
        };
        row("workers", "compares nothing; it takes a name, one of < <= = >= >, and a value");
        row("workers => 3", "'=>' is no relation; it takes one of < <= = >= >");
        row("worker < 3", "has no parameter and no number 'worker'; ");
        row("workers < 33", "33");
        row("latency_p99_s < fast",
            "'fast' is no value of latency_p99_s; it takes a number, a share such as 5%, or a duration");
        row("outcome = fine", "one of completed, stalled, deadlock or budget");
        row("outcome < completed", "an outcome is equal to one of");
        row("render-shape < fixed", "render-shape is a choice, which can only be equal");
    }
    void whatCannotBeReadIsNamedWithWhatCould()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, error);
        const ParsedGoal goal = read(text.toStdString());
        QVERIFY(!goal.value);
        const QString said = QString::fromStdString(goal.error);
        QVERIFY2(said.contains(error), qPrintable(said));
    }

    void everyRelationHoldsWhereItShould()
    {
        QString table;
        for (const Relation relation :
             {Relation::Less, Relation::AtMost, Relation::Equal, Relation::AtLeast, Relation::More}) {
            table += QString::fromUtf8(signOf(relation).data());
            for (const double number : {1.0, 2.0, 3.0})
                table += holds(number, relation, 2) ? u'1' : u'0';
            table += u' ';
        }
        QCOMPARE(table, "<100 <=110 =010 >=011 >001 ");
    }

    void aRunIsJudgedByItsNumbersItsValuesAndItsOutcome()
    {
        const std::vector<std::int64_t> values = valuesOf(service(), {{"workers", "4"}});
        SweepRun run;
        run.numbers.resize(sweepColumns(service()).size());
        const Goal latency = *read("latency_p99_s < 500ms").value;
        QVERIFY(!isReached(latency, values, run)); // undefined
        run.numbers[latency.position] = 0.5;
        QVERIFY(!isReached(latency, values, run));
        run.numbers[latency.position] = 0.499;
        QVERIFY(isReached(latency, values, run));
        QVERIFY(isReached(*read("workers <= 4").value, values, run));
        QVERIFY(!isReached(*read("workers < 4").value, values, run));
        QVERIFY(isReached(*read("outcome = completed").value, values, run));
        run.outcome = Outcome::Deadlock;
        QVERIFY(!isReached(*read("outcome = completed").value, values, run));
        QVERIFY(isReached(*read("outcome = deadlock").value, values, run));
    }
};

QTEST_APPLESS_MAIN(TestGoal)
#include "tst_goal.moc"
