// SPDX-License-Identifier: MIT
#include "scene/time_axis.h"

#include <QStringList>
#include <QTest>

#include <chrono>
#include <cmath>

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

QStringList texts(const std::vector<TimeAxis::Tick> &ticks)
{
    QStringList list;
    for (const TimeAxis::Tick &tick : ticks)
        list.push_back(tick.text);
    return list;
}

} // namespace

/// Time on a horizontal axis.
class TestTimeAxis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pixelsAndSecondsAreEachOthersInverse()
    {
        const TimeAxis axis{.from = 2, .span = 8, .left = 100, .width = 800};
        QCOMPARE(axis.pixelOf(2.0), 100.0);
        QCOMPARE(axis.pixelOf(10.0), 900.0);
        QCOMPARE(axis.pixelOf(Time{} + 2500ms), 150.0);
        QCOMPARE(axis.secondsAt(150), 2.5);
        QCOMPARE(axis.timeAt(150), Time{} + 2500ms);
    }

    void nothingIsBeforeTheStart()
    {
        const TimeAxis axis{.from = 0, .span = 8, .left = 100, .width = 800};
        QCOMPARE(axis.timeAt(0), Time{});
    }

    void zoomingKeepsTheMomentUnderThePixel()
    {
        TimeAxis axis{.from = 20, .span = 8, .left = 100, .width = 800};
        const double moment = axis.secondsAt(300);
        axis.zoom(4, 300);
        QCOMPARE(axis.span, 2.0);
        QCOMPARE(axis.secondsAt(300), moment);
        axis.zoom(0.125, 300);
        QCOMPARE(axis.span, 16.0);
        QCOMPARE(axis.secondsAt(300), moment);
    }

    void zoomingOutAtTheStartStopsThere()
    {
        TimeAxis axis{.from = 1, .span = 8, .left = 100, .width = 800};
        axis.zoom(0.5, 900);
        QCOMPARE(axis.from, 0.0);
        QCOMPARE(axis.span, 16.0);
    }

    void theSpanStaysWithinItsLimits()
    {
        TimeAxis axis;
        axis.zoom(1e12, 0);
        QCOMPARE(axis.span, TimeAxis::shortestSpan);
        axis.zoom(1e-15, 0);
        QCOMPARE(axis.span, TimeAxis::longestSpan);
    }

    void panningMovesByPixelsButNotBeforeTheStart()
    {
        TimeAxis axis{.from = 2, .span = 8, .left = 100, .width = 800};
        axis.pan(50);
        QCOMPARE(axis.from, 2.5);
        QCOMPARE(axis.span, 8.0);
        axis.pan(-1000);
        QCOMPARE(axis.from, 0.0);
    }

    void ticksAreRoundTimesWithTheirUnit_data()
    {
        QTest::addColumn<double>("from");
        QTest::addColumn<double>("span");
        QTest::addColumn<QStringList>("ticks"); // at least 100 of 800 px apart
        QTest::newRow("seconds") << 0.0 << 8.0
                                 << QStringList({"0 s", "1 s", "2 s", "3 s", "4 s", "5 s", "6 s", "7 s", "8 s"});
        QTest::newRow("from between") << 2.5 << 14.0
                                      << QStringList({"4 s", "6 s", "8 s", "10 s", "12 s", "14 s", "16 s"});
        QTest::newRow("tenths") << 0.0 << 0.8
                                << QStringList({"0.0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8"});
        QTest::newRow("milliseconds") << 1.0 << 0.01
                                      << QStringList({"1.000", "1.002", "1.004", "1.006", "1.008", "1.010"});
        QTest::newRow("half minutes") << 0.0 << 180.0
                                      << QStringList({"0:00", "0:30", "1:00", "1:30", "2:00", "2:30", "3:00"});
        QTest::newRow("seconds, late") << 588.0 << 12.0
                                       << QStringList({"9:48", "9:50", "9:52", "9:54", "9:56", "9:58", "10:00"});
        QTest::newRow("tenths, late") << 3599.55 << 0.8
                                      << QStringList({"59:59.6", "59:59.7", "59:59.8", "59:59.9", "1:00:00.0",
                                                      "1:00:00.1", "1:00:00.2", "1:00:00.3"});
        QTest::newRow("hours") << 3000.0 << 9000.0
                               << QStringList({"1:00:00", "1:30:00", "2:00:00", "2:30:00", "3:00:00"});
        QTest::newRow("days") << 0.0 << 200000.0
                              << QStringList({"0:00", "10:00:00", "20:00:00", "30:00:00", "40:00:00", "50:00:00"});
    }

    void ticksAreRoundTimesWithTheirUnit()
    {
        QFETCH(const double, from);
        QFETCH(const double, span);
        QFETCH(const QStringList, ticks);
        const TimeAxis axis{.from = from, .span = span, .left = 0, .width = 800};
        QCOMPARE(texts(axis.ticks(100)), ticks);
    }

    void ticksAreNeverCloserThanAskedNorFartherThanNeedBe()
    {
        for (double span = TimeAxis::shortestSpan; span < TimeAxis::longestSpan; span *= 1.07) {
            for (const double distance : {40.0, 70.0, 130.0}) {
                const TimeAxis axis{.from = 17, .span = span, .left = 100, .width = 830};
                const auto ticks = axis.ticks(distance);
                QVERIFY2(!ticks.empty(), qPrintable(QString::number(span)));
                for (std::size_t i = 0; i < ticks.size(); ++i) {
                    const double x = axis.pixelOf(ticks[i].seconds);
                    QVERIFY(x >= 100 - 1e-3 && x <= 930 + 1e-3);
                    if (i == 0)
                        continue;
                    const double apart = x - axis.pixelOf(ticks[i - 1].seconds);
                    QVERIFY2(apart >= distance - 1e-3, qPrintable(QStringLiteral("%1: %2").arg(span).arg(apart)));
                    // A step is at most three times the next smaller one.
                    QVERIFY2(apart <= distance * 3 + 1e-3, qPrintable(QStringLiteral("%1: %2").arg(span).arg(apart)));
                    QVERIFY2(ticks[i].text != ticks[i - 1].text, qPrintable(ticks[i].text));
                }
            }
        }
    }

    void aTickIsTheRoundNumberAndNotASumOfSteps()
    {
        const TimeAxis axis{.from = 0, .span = 0.8, .left = 0, .width = 800};
        QCOMPARE(axis.ticks(100).at(3).seconds, 3 * 0.1);
        QCOMPARE(axis.ticks(100).at(8).seconds, 0.8);
    }
};

QTEST_GUILESS_MAIN(TestTimeAxis)
#include "tst_time_axis.moc"
