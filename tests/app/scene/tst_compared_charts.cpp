// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/run_source.h"
#include "scene/compared_charts.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

const QSizeF size(350, 102); // the plots: from x = 34 to 334, from y = 18 to y = 84

std::optional<Line> curveOf(const DisplayList &list, Role role)
{
    const auto lines = all<Line>(list, [role](const Line &line) { return line.role == role && line.width == 2; });
    return lines.empty() ? std::nullopt : std::optional(lines.front());
}

} // namespace

/// Two runs in one chart, to one scale.
class TestComparedCharts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothFillsAreToOneScale()
    {
        // Ten items a second that nobody takes, up to 20 in one of them, and up to 5 in the other.
        RunSource first({{"producers", "1"},
                         {"interval", "100ms"},
                         {"interval-shape", "fixed"},
                         {"consumers", "0"},
                         {"capacity", "20"}});
        RunSource second({{"producers", "1"},
                          {"interval", "100ms"},
                          {"interval-shape", "fixed"},
                          {"consumers", "0"},
                          {"capacity", "5"}});
        first.runTo(5s);
        second.runTo(5s);
        const DisplayList list = comparedFillChart(first, second, size);
        const Line one = curveOf(list, Role::Accent).value();
        const Line other = curveOf(list, Role::Text).value();
        QVERIFY(!one.dashed && other.dashed);
        QCOMPARE(one.points.size(), qsizetype(60));                                 // of 120 for ten seconds
        QCOMPARE(one.points.back(), QPointF(334 - 0.5 * 300 / 120, 22.0));          // 20, the top
        QCOMPARE(other.points.back(), QPointF(334 - 0.5 * 300 / 120, 84.0 - 15.5)); // 5 of 20, of a height of 62
        QVERIFY(labelSaying(list, "20") && labelSaying(list, "last 10 s"));
        QVERIFY(labelSaying(list, "now A 20 · B 5"));
        // Each curve has its letter at its end.
        QCOMPARE(labelSaying(list, "A")->rect.center().y(), 22.0);
        QCOMPARE(labelSaying(list, "B")->rect.center().y(), 68.5);
    }

    void lettersMakeRoomForEachOther()
    {
        RunSource first({{"producers", "1"}, {"consumers", "0"}});
        RunSource second({{"producers", "1"}, {"consumers", "0"}});
        first.runTo(20s);
        second.runTo(20s);
        const DisplayList list = comparedFillChart(first, second, size);
        QVERIFY(!labelSaying(list, "A")->rect.adjusted(0, 2, 0, -2).intersects(labelSaying(list, "B")->rect));
    }

    void latenciesAreSharesOfWhatWasDone()
    {
        RunSource first({});
        RunSource second({{"consumers", "3"}});
        first.runTo(15s);
        second.runTo(15s);
        const DisplayList list = comparedLatencyChart(first, second, size);
        for (const auto &[source, role] : {std::pair(&first, Role::Accent), std::pair(&second, Role::Text)}) {
            const Line line = curveOf(list, role).value();
            QCOMPARE(line.points.size(), qsizetype(40));
            const auto count = double(source->recent().latencies().size());
            QVERIFY(count > 20);
        }
        // The sum of the heights of each is the same: all that was done.
        const auto sum = [](const Line &line) {
            double heights = 0;
            for (const QPointF &point : line.points)
                heights += 84 - point.y();
            return heights;
        };
        const double one = sum(*curveOf(list, Role::Accent));
        QVERIFY(one > 60);
        QVERIFY(std::abs(one - sum(*curveOf(list, Role::Text))) < 1e-6);
        QVERIFY(wordsOf(list).filter("p99 A ").size() == 1);
    }

    void whatHasDoneNothingHasNoCurve()
    {
        RunSource first({{"consumers", "0"}});
        RunSource second({});
        first.runTo(15s);
        second.runTo(15s);
        QVERIFY(!curveOf(comparedLatencyChart(first, second, size), Role::Accent));
        QVERIFY(curveOf(comparedLatencyChart(first, second, size), Role::Text));
        QVERIFY(labelSaying(comparedLatencyChart(first, first, size), "nothing was done in this time"));
    }

    void itIsSaidInWordsToo()
    {
        RunSource first({});
        RunSource second({{"consumers", "3"}});
        first.runTo(15s);
        second.runTo(15s);
        const QString said = describeComparedFill(first, second);
        QVERIFY2(said.startsWith("A. Last 10 s: now ") && said.contains(" B. Last 10 s: now "), qPrintable(said));
        QVERIFY(describeComparedLatencies(first, second).contains(" B. Last 10 s: "));
    }
};

QTEST_GUILESS_MAIN(TestComparedCharts)
#include "tst_compared_charts.moc"
