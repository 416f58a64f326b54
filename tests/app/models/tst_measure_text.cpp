// SPDX-License-Identifier: MIT
#include "models/measure_text.h"
#include "run/sweep.h"
#include "sim/pattern_run.h"

using namespace coroscope;

/// Names and values of measures for people.
class TestMeasureText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNameSaysWhatItIsAndTheValueInWhichUnit_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        QTest::newRow("duration") << QByteArray("latency_p99_s") << 1.42 << "Latency p99"
                                  << "1.42 s";
        QTest::newRow("short duration") << QByteArray("lock_wait_mean_s") << 0.0305 << "Mean lock wait"
                                        << "30.5 ms";
        QTest::newRow("rate") << QByteArray("throughput_per_s") << 6.66 << "Throughput"
                              << "6.7 /s";
        QTest::newRow("share") << QByteArray("send_blocked_share") << 0.714 << "Send blocked share"
                               << "71 %";
        QTest::newRow("small share") << QByteArray("timed_out_share") << 0.0042 << "Timed out share"
                                     << "0.4 %";
        QTest::newRow("no share") << QByteArray("wasted_share") << 0.0 << "Wasted share"
                                  << "0 %";
        QTest::newRow("utilisation") << QByteArray("consumer_utilisation") << 1.0 << "Consumer utilisation"
                                     << "100 %";
        QTest::newRow("count") << QByteArray("given_up") << 12.0 << "Given up"
                               << "12";
        QTest::newRow("mean of a count") << QByteArray("in_flight_mean") << 13.08 << "Mean in flight"
                                         << "13.1";
        QTest::newRow("ratio") << QByteArray("speedup") << 3.456 << "Speedup"
                               << "3.46";
    }
    void aNameSaysWhatItIsAndTheValueInWhichUnit()
    {
        QFETCH(QByteArray, id);
        QFETCH(double, value);
        QFETCH(QString, name);
        QFETCH(QString, text);
        QCOMPARE(measureName(id.toStdString()), name);
        QCOMPARE(measureText(id.toStdString(), value), text);
    }

    void noPatternHasTwoMeasuresOfTheSameName()
    {
        for (const PatternInfo *pattern : patterns()) {
            QStringList names;
            for (const std::string &column : sweepColumns(*pattern))
                names.push_back(measureName(column));
            QCOMPARE(names.removeDuplicates(), 0);
        }
    }

    void aValueBeyondAnyDurationIsStillText() { QVERIFY(!measureText("latency_mean_s", 1e300).isEmpty()); }
};

QTEST_APPLESS_MAIN(TestMeasureText)
#include "tst_measure_text.moc"
