// SPDX-License-Identifier: MIT
#include "insight/condition_times.h"
#include "sim/pattern_run.h"

#include <numeric>

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr Time at(Duration time)
{
    return Time{} + time;
}

Series seriesOf(std::initializer_list<std::pair<Duration, int>> steps)
{
    Series series;
    for (const auto &[from, value] : steps)
        series.set(at(from), value);
    return series;
}

constexpr int running = int(Condition::Running);
constexpr int blocked = int(Condition::Blocked);
constexpr int nobody = -1;

} // namespace

/// For how long a place was in which condition.
class TestConditionTimes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachConditionGetsTheTimeThatItHeld()
    {
        const Series series = seriesOf({{0s, running}, {2s, blocked}, {3s, running}, {7s, blocked}});
        const std::vector<ConditionTime> expected{{Condition::Running, 6s}, {Condition::Blocked, 4s}};
        QCOMPARE(conditionTimes(series, at(0s), at(10s)), expected);
    }

    void onlyWhatLiesWithinTheSpanCounts()
    {
        const Series series = seriesOf({{0s, running}, {2s, blocked}, {3s, running}});
        const std::vector<ConditionTime> expected{{Condition::Running, 500ms}, {Condition::Blocked, 500ms}};
        QCOMPARE(conditionTimes(series, at(2500ms), at(3500ms)), expected);
    }

    void timeWithoutATaskCountsForNone()
    {
        const Series series = seriesOf({{0s, nobody}, {4s, running}});
        const std::vector<ConditionTime> expected{{Condition::Running, 1s}};
        QCOMPARE(conditionTimes(series, at(0s), at(5s)), expected);
        QVERIFY(conditionTimes(series, at(0s), at(4s)).empty());
        QVERIFY(conditionTimes(Series(), at(0s), at(4s)).empty());
    }

    void ofARunTheyAddUpToTheTimeThatATaskWasThere()
    {
        PatternRun run("backpressure", {});
        run.runTo(20s);
        std::size_t lanes = 0;
        for (const auto &[place, lane] : run.session.history().lanes()) {
            const auto times = conditionTimes(lane.condition, at(5s), at(15s));
            const auto sum = std::accumulate(times.begin(), times.end(), Duration{},
                                             [](Duration all, const ConditionTime &one) { return all + one.time; });
            QCOMPARE(sum, Duration(10s));
            ++lanes;
        }
        QCOMPARE(lanes, std::size_t{5});
    }
};

QTEST_APPLESS_MAIN(TestConditionTimes)
#include "tst_condition_times.moc"
