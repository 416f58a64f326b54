// SPDX-License-Identifier: MIT
#include "scene/time_axis.h"

#include <QStringList>
#include <QTest>

#include <chrono>
#include <cmath>

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

QStringList texts(const TimeAxis::Ticks &ticks)
{
    QStringList list;
    for (const TimeAxis::Tick &tick : ticks.list)
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
        // Below 20 ns a tick for each of them is farther from the next than need be.
        for (double span = 2e-6; span < TimeAxis::longestSpan; span *= 1.07) {
            for (const double distance : {40.0, 70.0, 130.0}) {
                const TimeAxis axis{.from = 17, .span = span, .left = 100, .width = 830};
                const auto ticks = axis.ticks(distance).list;
                QVERIFY2(!ticks.empty(), qPrintable(QString::number(span)));
                for (std::size_t i = 0; i < ticks.size(); ++i) {
                    const double x = axis.pixelOf(ticks[i].time);
                    QVERIFY(x >= 100 - 1e-3 && x <= 930 + 1e-3);
                    if (i == 0)
                        continue;
                    const double apart = x - axis.pixelOf(ticks[i - 1].time);
                    QVERIFY2(apart >= distance - 1e-3, qPrintable(QStringLiteral("%1: %2").arg(span).arg(apart)));
                    // A step is at most three times the next smaller one.
                    QVERIFY2(apart <= distance * 3 + 1e-3, qPrintable(QStringLiteral("%1: %2").arg(span).arg(apart)));
                    QVERIFY2(ticks[i].text != ticks[i - 1].text, qPrintable(ticks[i].text));
                }
            }
        }
    }

    void belowAMillisecondTheyCountFromARoundMoment_data()
    {
        QTest::addColumn<qint64>("from"); // ns
        QTest::addColumn<double>("span");
        QTest::addColumn<QString>("base");
        QTest::addColumn<QStringList>("ticks"); // at least 100 of 800 px apart
        QTest::newRow("microseconds") << qint64(5'210'400'000) << 0.0008 << "5.210 s"
                                      << QStringList({"+400 µs", "+500 µs", "+600 µs", "+700 µs", "+800 µs", "+900 µs",
                                                      "+1000 µs", "+1100 µs", "+1200 µs"});
        QTest::newRow("nanoseconds") << qint64(5'210'400'010) << 1e-6 << "5.210400 s"
                                     << QStringList({"+200 ns", "+400 ns", "+600 ns", "+800 ns", "+1000 ns"});
        QTest::newRow("ten hours later") << qint64(36'000'000'000'000) + 5'210'400'010 << 1e-6 << "10:00:05.210400"
                                         << QStringList({"+200 ns", "+400 ns", "+600 ns", "+800 ns", "+1000 ns"});
    }

    void belowAMillisecondTheyCountFromARoundMoment()
    {
        QFETCH(const qint64, from);
        QFETCH(const double, span);
        QFETCH(const QString, base);
        QFETCH(const QStringList, ticks);
        TimeAxis axis{.span = span, .left = 0, .width = 800};
        axis.begin(Time{Duration{from}});
        QCOMPARE(axis.ticks(100).base, base);
        QCOMPARE(texts(axis.ticks(100)), ticks);
    }

    void textsOfTicksNeverTouch()
    {
        for (double span = TimeAxis::shortestSpan; span < TimeAxis::longestSpan; span *= 1.3) {
            for (const Duration begin : {Duration(0s), Duration(130s), Duration(100h + 7ns)}) {
                TimeAxis axis{.span = span, .left = 100, .width = 830};
                axis.begin(Time{} + begin);
                const auto ticks = axis.ticks(70, 7).list;
                QVERIFY(span < 1e-6 || ticks.size() > 1);
                for (std::size_t i = 1; i < ticks.size(); ++i) {
                    const double room = axis.pixelOf(ticks[i].time) - axis.pixelOf(ticks[i - 1].time);
                    const auto letters = double(ticks[i].text.size() + ticks[i - 1].text.size()) / 2;
                    QVERIFY2(room >= 7 * letters, qPrintable(ticks[i].text));
                }
            }
        }
    }

    void itIsExactToTheNanosecondAfterTenHoursAndAfterYears()
    {
        for (const Duration late : {Duration(0s), Duration(10h), Duration(24h * 365 * 100)}) {
            TimeAxis axis{.span = 14, .left = 100, .width = 800};
            const Time wanted = Time{} + late + 123s + 456'789ns;
            axis.begin(wanted);
            axis.pan(-200);
            for (int i = 0; i < 200; ++i)
                axis.zoom(1.2, axis.pixelOf(wanted));
            QCOMPARE(axis.span, TimeAxis::shortestSpan);
            QVERIFY2(std::abs(axis.pixelOf(wanted) - 300) < 4, qPrintable(QString::number(axis.pixelOf(wanted))));
            for (const Duration away : {-20ns, -1ns, 0ns, 1ns, 2ns, 77ns}) {
                if (wanted + away >= Time{})
                    QCOMPARE(axis.timeAt(axis.pixelOf(wanted + away)), wanted + away);
            }
            // A nanosecond is four pixels there, wherever on the axis.
            QVERIFY(std::abs(axis.pixelOf(wanted + 1ns) - axis.pixelOf(wanted) - 4) < 1e-6);
            axis.pan(3);
            axis.pan(-3);
            QCOMPARE(axis.timeAt(axis.pixelOf(wanted)), wanted);
            for (int i = 0; i < 200; ++i)
                axis.zoom(1 / 1.2, axis.pixelOf(wanted));
            QCOMPARE(axis.span, TimeAxis::longestSpan);
            QVERIFY(axis.shows(wanted));
        }
    }

    void beginningSomewherePutsThatAtTheLeftEnd()
    {
        TimeAxis axis{.span = 14, .left = 100, .width = 800};
        axis.begin(Time{} + 30s);
        QCOMPARE(axis.pixelOf(Time{} + 30s), 100.0);
        QVERIFY(axis.shows(Time{} + 44s));
        QVERIFY(!axis.shows(Time{} + 45s));
        axis.begin(Time{} - 5s);
        QCOMPARE(axis.timeAt(100), Time{});
    }

    void aTickIsTheRoundNumberAndNotASumOfSteps()
    {
        const TimeAxis axis{.from = 0, .span = 0.8, .left = 0, .width = 800};
        QCOMPARE(axis.ticks(100).list.at(3).time, Time{} + 300ms);
        QCOMPARE(axis.ticks(100).list.at(8).time, Time{} + 800ms);
    }
};

QTEST_GUILESS_MAIN(TestTimeAxis)
#include "tst_time_axis.moc"
