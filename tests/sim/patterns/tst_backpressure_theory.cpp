// SPDX-License-Identifier: MIT
#include "sim/pattern_run.h"
#include "theory/bounded_queues.h"
#include "theory/confidence.h"
#include "theory/queueing_theory.h"

#include <cmath>
#include <map>
#include <string>

using namespace coroscope;
using namespace coroscope::test;

namespace {

Given with(Given given, const Given &more)
{
    given.insert(given.end(), more.begin(), more.end());
    return given;
}

/// Ten items a second, and 14 could be taken.
Given unbounded(const Given &more = {})
{
    return with({{"interval-shape", "exponential"},
                 {"work-shape", "exponential"},
                 {"when-full", "unbounded"},
                 {"memory-limit", "0"},
                 {"producers", "2"},
                 {"interval", "200ms"},
                 {"consumers", "1"},
                 {"work", "70ms"}},
                more);
}

Given bounded(std::string_view policy, const Given &more = {})
{
    return with({{"interval-shape", "exponential"},
                 {"work-shape", "exponential"},
                 {"when-full", policy},
                 {"producers", "3"},
                 {"interval", "200ms"},
                 {"consumers", "2"},
                 {"work", "150ms"},
                 {"capacity", "4"}},
                more);
}

/// What a run says of theory: the formula, or nothing.
std::string formulaOf(const Given &given)
{
    PatternRun run("backpressure", given, 1, {.budget = 1u << 20, .world = false, .history = false});
    run.runTo(20s);
    const std::vector<TheoryValue> values = run.session.theory();
    return values.empty() ? std::string() : std::string(values.front().formula);
}

/// The theory of runs with several seeds, and what was measured in them.
class Runs
{
public:
    explicit Runs(const Given &given)
    {
        constexpr Duration warmup = 100s;
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            PatternRun run("backpressure", given, seed, {.budget = 1u << 20, .world = false, .history = false}, warmup);
            run.runTo(warmup + 6000s);
            for (const TheoryValue &value : run.session.theory()) {
                m_values[std::string(value.id)] = value.value;
                m_measured[std::string(value.id)].push_back(value.measured.value());
            }
        }
    }

    double operator[](const char *id) const { return m_values.at(id); }
    QStringList ids() const
    {
        QStringList list;
        for (const auto &[id, value] : m_values)
            list.push_back(QString::fromStdString(id));
        return list;
    }
    /// Whether what theory says lies in the interval of 99.9 % around what was measured, and the interval within 8 % of it.
    bool agree() const
    {
        bool all = true;
        for (const auto &[id, value] : m_values) {
            const MeanWithInterval interval = meanWithInterval(m_measured.at(id), 0.999).value();
            const bool agrees = interval.contains(value) && *interval.halfWidth < 0.08 * value;
            if (!agrees)
                qWarning("%s: %g ± %g measured, %g expected", id.c_str(), interval.mean, *interval.halfWidth, value);
            all = all && agrees;
        }
        return all;
    }

private:
    std::map<std::string, double> m_values;
    std::map<std::string, std::vector<double>> m_measured;
};

const QStringList ofEveryQueue{"consumer_utilisation", "fill_mean", "in_flight_mean", "latency_mean_s",
                               "throughput_per_s"};

} // namespace

/// The pattern says what queueing theory says where its conditions hold, and nothing elsewhere. The runs are long and
/// their seeds given, so the outcome is always the same.
class TestBackpressureTheory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneConsumerOfAnUnboundedChannelIsAnMM1()
    {
        QCOMPARE(formulaOf(unbounded()), std::string("M/M/1"));
        const Runs runs(unbounded());
        QCOMPARE(runs.ids(),
                 (QStringList{"consumer_utilisation", "fill_mean", "in_flight_mean", "latency_mean_s", "latency_p99_s",
                              "throughput_per_s"}));
        QCOMPARE(runs["throughput_per_s"], 10.0);
        QCOMPARE(runs["consumer_utilisation"], 0.7);
        QCOMPARE(runs["latency_mean_s"], 0.07 / 0.3); // 1 / (μ − λ)
        QCOMPARE(runs["latency_p99_s"], 0.07 / 0.3 * std::log(100));
        QCOMPARE(runs["in_flight_mean"], 0.7 / 0.3);
        QCOMPARE(runs["fill_mean"], 0.7 * 0.7 / 0.3);
        QVERIFY(runs.agree());
    }

    void severalConsumersOfAnUnboundedChannelAreAnMMc()
    {
        const Given given = unbounded({{"producers", "3"}, {"consumers", "4"}, {"work", "200ms"}});
        QCOMPARE(formulaOf(given), std::string("M/M/c"));
        const Runs runs(given);
        QCOMPARE(runs.ids(), ofEveryQueue);
        QCOMPARE(runs["throughput_per_s"], 15.0);
        QCOMPARE(runs["latency_mean_s"], theory::mmc(15, 5, 4)->timeInSystem);
        QVERIFY(runs.agree());
    }

    void oneConsumerWithOtherWorkIsAnMD1OrAnMG1_data()
    {
        QTest::addColumn<QByteArray>("shape");
        QTest::addColumn<QByteArray>("formula");
        QTest::addColumn<double>("squaredVariation");
        QTest::addRow("fixed") << QByteArray("fixed") << QByteArray("M/D/1") << 0.0;
        QTest::addRow("uniform") << QByteArray("uniform") << QByteArray("M/G/1") << 1 / 12.;
        QTest::addRow("lognormal") << QByteArray("lognormal") << QByteArray("M/G/1") << std::exp(1) - 1;
    }
    void oneConsumerWithOtherWorkIsAnMD1OrAnMG1()
    {
        QFETCH(QByteArray, shape);
        QFETCH(QByteArray, formula);
        QFETCH(double, squaredVariation);
        const Given given = unbounded({{"work-shape", shape.constData()}, {"work", "60ms"}});
        QCOMPARE(formulaOf(given), formula.toStdString());
        const Runs runs(given);
        QCOMPARE(runs.ids(), ofEveryQueue);
        QCOMPARE(runs["latency_mean_s"],
                 0.06 + 0.6 * 0.06 * (1 + squaredVariation) / (2 * 0.4)); // Pollaczek, Khinchine
        QVERIFY(runs.agree());
    }

    void aChannelThatRefusesIsAnMMcKWithTheConsumersAmongItsPlaces()
    {
        QCOMPARE(formulaOf(bounded("drop-newest")), std::string("M/M/c/K"));
        const Runs runs(bounded("drop-newest"));
        QCOMPARE(runs.ids(),
                 (QStringList{"consumer_utilisation", "fill_mean", "full_share", "in_flight_mean", "latency_mean_s",
                              "throughput_per_s"}));
        QCOMPARE(runs["full_share"], theory::mmck(15, 1 / 0.15, 2, 4 + 2)->refused);
        QCOMPARE(runs["throughput_per_s"], 15 * (1 - runs["full_share"]));
        QVERIFY(runs.agree());
    }

    void aChannelThatIsWaitedForIsABirthDeathChain()
    {
        QCOMPARE(formulaOf(bounded("wait")), std::string("birth-death chain"));
        const Runs runs(bounded("wait"));
        QCOMPARE(runs.ids(),
                 (QStringList{"consumer_utilisation", "fill_mean", "full_share", "in_flight_mean", "latency_mean_s",
                              "send_blocked_share", "send_wait_mean_s", "throughput_per_s"}));
        QCOMPARE(runs["send_blocked_share"], theory::boundedWithWaitingSenders(3, 0.2, 2, 0.15, 4)->blocked / 3);
        QVERIFY(runs.agree());
    }

    void boundedChannelsHaveATheoryAtAnyLoad()
    {
        QCOMPARE(formulaOf(bounded("drop-newest", {{"work", "2s"}})), std::string("M/M/c/K"));
        QCOMPARE(formulaOf(bounded("wait", {{"work", "2s"}})), std::string("birth-death chain"));
        QCOMPARE(formulaOf(bounded("wait", {{"memory-limit", "1"}})),
                 std::string("birth-death chain")); // has no effect
    }

    void whereItsConditionsDoNotHoldThereIsNoTheory_data()
    {
        QTest::addColumn<QByteArray>("policy");
        QTest::addColumn<QByteArray>("parameter");
        QTest::addColumn<QByteArray>("value");
        for (const QByteArray policy : {"unbounded", "drop-newest", "wait"}) {
            const auto row = [&](const char *parameter, const char *value) {
                QTest::addRow("%s, %s %s", policy.constData(), parameter, value)
                    << policy << QByteArray(parameter) << QByteArray(value);
            };
            for (const char *shape : {"fixed", "uniform", "lognormal"})
                row("interval-shape", shape);
            row("burst", "2");
            row("consumers", "0");
            row("failure-rate", "1%");
        }
        QTest::addRow("fixed work, drop-newest")
            << QByteArray("drop-newest") << QByteArray("work-shape") << QByteArray("fixed");
        QTest::addRow("fixed work, wait") << QByteArray("wait") << QByteArray("work-shape") << QByteArray("fixed");
        QTest::addRow("lognormal work, wait")
            << QByteArray("wait") << QByteArray("work-shape") << QByteArray("lognormal");
        QTest::addRow("a load of one") << QByteArray("unbounded") << QByteArray("work") << QByteArray("100ms");
        QTest::addRow("more than it can take") << QByteArray("unbounded") << QByteArray("work") << QByteArray("120ms");
        QTest::addRow("memory may run out")
            << QByteArray("unbounded") << QByteArray("memory-limit") << QByteArray("100000");
        QTest::addRow("drop-oldest") << QByteArray("wait") << QByteArray("when-full") << QByteArray("drop-oldest");
    }
    void whereItsConditionsDoNotHoldThereIsNoTheory()
    {
        QFETCH(QByteArray, policy);
        QFETCH(QByteArray, parameter);
        QFETCH(QByteArray, value);
        const Given given = policy == "unbounded" ? unbounded() : bounded(policy.constData());
        QVERIFY(!formulaOf(given).empty());
        QCOMPARE(formulaOf(with(given, {{parameter.constData(), value.constData()}})), std::string());
    }

    void severalConsumersWithOtherWorkHaveNoTheory()
    {
        const Given given = unbounded({{"consumers", "2"}});
        QCOMPARE(formulaOf(given), std::string("M/M/c"));
        for (const char *shape : {"fixed", "uniform", "lognormal"})
            QCOMPARE(formulaOf(with(given, {{"work-shape", shape}})), std::string());
    }

    void afterACrashThereIsNoTheory()
    {
        // Memory runs out before the measured time, and never again.
        PatternRun run("backpressure", unbounded({{"memory-limit", "1"}, {"crash-delay", "30s"}}), 1, {}, 20s);
        run.schedule(10s, "memory-limit", "0");
        run.runTo(100s);
        QCOMPARE(run.session.metrics().crashes(), 1u);
        QVERIFY(run.session.theory().empty());
    }

    void whenAParameterIsTurnedWithinTheMeasuredTimeThereIsNoTheory()
    {
        PatternRun before("backpressure", bounded("wait"), 1, {}, 20s);
        before.schedule(10s, "work", "100ms");
        before.runTo(100s);
        QVERIFY(!before.session.theory().empty());
        PatternRun within("backpressure", bounded("wait"), 1, {}, 20s);
        within.schedule(20s, "work", "100ms");
        within.runTo(100s);
        QVERIFY(within.session.theory().empty());
    }
};

QTEST_APPLESS_MAIN(TestBackpressureTheory)
#include "tst_backpressure_theory.moc"
