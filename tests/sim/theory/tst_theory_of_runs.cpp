// SPDX-License-Identifier: MIT
#include "kernel/random.h"
#include "sim/pattern_run.h"
#include "theory/bounded_queues.h"
#include "theory/confidence.h"
#include "theory/queueing_theory.h"

#include <map>
#include <string_view>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// What runs of the backpressure pattern with several seeds came to.
class Runs
{
public:
    explicit Runs(const Given &given)
    {
        const PatternInfo &pattern = *findPattern("backpressure");
        const std::vector<std::int64_t> values = valuesOf(pattern, given);
        constexpr Duration warmup = 100s;
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            Session session(pattern, {.seed = seed, .values = values, .warmup = warmup},
                            {.budget = 1u << 20, .world = false, .history = false});
            session.runUntil(Time{} + warmup + 4000s);
            note(session.metrics());
        }
    }

    /// Whether @p expected lies in the interval of 99.9 % around what was measured, and the interval within 8 % of it.
    bool agreeOn(std::string_view measure, std::optional<double> expected) const
    {
        const MeanWithInterval measured = meanWithInterval(m_measured.at(measure), 0.999).value();
        const bool agrees = expected && measured.contains(*expected) && *measured.halfWidth < 0.08 * *expected;
        if (!agrees)
            qWarning("%s: %g ± %g measured, %g expected", std::string(measure).c_str(), measured.mean,
                     *measured.halfWidth, expected.value_or(-1));
        return agrees;
    }
    bool agreeWith(const theory::QueueMeans &means) const
    {
        return agreeOn("throughput", means.throughput) && agreeOn("utilisation", means.utilisation)
            && agreeOn("in system", means.inSystem) && agreeOn("in channel", means.inQueue)
            && agreeOn("latency", means.timeInSystem);
    }

private:
    void note(const Metrics &metrics)
    {
        const Metrics::TaskTimes &making = metrics.group(0).times;
        const Metrics::TaskTimes &working = metrics.group(1).times;
        const Metrics::ChannelMetrics channel = metrics.channel(0);
        const double span = inSeconds(metrics.measured());
        m_measured["throughput"].push_back(metrics.throughput().value());
        m_measured["utilisation"].push_back(inSeconds(working.running) / inSeconds(working.alive()));
        m_measured["in system"].push_back(metrics.inFlightMean().value());
        m_measured["in channel"].push_back(channel.fillMean.value());
        m_measured["latency"].push_back(metrics.latency().mean().value() / 1e9);
        m_measured["p90"].push_back(static_cast<double>(metrics.latency().quantile(0.9).value()) / 1e9);
        m_measured["full"].push_back(channel.fullShare.value());
        m_measured["blocked"].push_back(inSeconds(making.blockedSending) / span);
        m_measured["send wait"].push_back(channel.sendWaits->mean().value() / 1e9);
        m_measured["refused"].push_back(static_cast<double>(metrics.items().dropped)
                                        / static_cast<double>(metrics.items().created));
    }

    std::map<std::string_view, std::vector<double>> m_measured;
};

constexpr std::pair<std::string_view, std::string_view> poisson{"interval-shape", "exponential"};
constexpr std::pair<std::string_view, std::string_view> memoryless{"work-shape", "exponential"};
constexpr std::pair<std::string_view, std::string_view> unbounded{"when-full", "unbounded"};
constexpr std::pair<std::string_view, std::string_view> endless{"memory-limit", "0"};

} // namespace

/// What theory says is what the coroutines do. The runs are long and their seeds given, so the outcome is always the same.
class TestTheoryOfRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneConsumerOfAnUnboundedChannelIsAnMM1()
    {
        const Runs runs({poisson,
                         memoryless,
                         unbounded,
                         endless,
                         {"producers", "1"},
                         {"interval", "100ms"},
                         {"consumers", "1"},
                         {"work", "70ms"}});
        QVERIFY(runs.agreeWith(theory::mm1(10, 1 / 0.07).value()));
        QVERIFY(runs.agreeOn("p90", theory::mm1TimeQuantile(10, 1 / 0.07, 0.9)));
    }

    void severalConsumersOfAnUnboundedChannelAreAnMMc()
    {
        const Runs runs({poisson,
                         memoryless,
                         unbounded,
                         endless,
                         {"producers", "3"},
                         {"interval", "200ms"},
                         {"consumers", "4"},
                         {"work", "200ms"}});
        QVERIFY(runs.agreeWith(theory::mmc(15, 5, 4).value()));
    }

    void otherShapesOfWorkAreAnMG1_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("shape");
        QTest::addRow("fixed") << "fixed" << int(Shape::Fixed);
        QTest::addRow("uniform") << "uniform" << int(Shape::Uniform);
        QTest::addRow("lognormal") << "lognormal" << int(Shape::Lognormal);
    }
    void otherShapesOfWorkAreAnMG1()
    {
        QFETCH(QString, text);
        QFETCH(int, shape);
        const std::string id = text.toStdString();
        const Runs runs({poisson,
                         {"work-shape", id},
                         unbounded,
                         endless,
                         {"producers", "2"},
                         {"interval", "200ms"},
                         {"consumers", "1"},
                         {"work", "60ms"}});
        QVERIFY(runs.agreeWith(theory::mg1(10, 1 / 0.06, theory::squaredVariation(Shape(shape))).value()));
    }

    void aChannelThatRefusesIsAnMMcKWithTheConsumersAmongItsPlaces()
    {
        const Runs runs({poisson,
                         memoryless,
                         {"when-full", "drop-newest"},
                         {"producers", "3"},
                         {"interval", "200ms"},
                         {"consumers", "2"},
                         {"work", "150ms"},
                         {"capacity", "4"}});
        const theory::RefusingQueue queue = theory::mmck(15, 1 / 0.15, 2, 4 + 2).value();
        QVERIFY(runs.agreeWith(queue.means));
        QVERIFY(runs.agreeOn("refused", queue.refused));
        QVERIFY(runs.agreeOn("full", queue.refused)); // an arrival sees what is there over time
    }

    void aChannelThatIsWaitedForIsABirthDeathChain_data()
    {
        QTest::addColumn<int>("producers");
        QTest::addColumn<int>("consumers");
        QTest::addColumn<int>("capacity");
        QTest::addColumn<int>("intervalMs");
        QTest::addColumn<int>("workMs");
        QTest::addRow("overloaded") << 3 << 2 << 4 << 200 << 200;
        QTest::addRow("balanced") << 6 << 3 << 2 << 400 << 200;
        QTest::addRow("a line of many") << 20 << 1 << 1 << 1000 << 60;
    }
    void aChannelThatIsWaitedForIsABirthDeathChain()
    {
        QFETCH(int, producers);
        QFETCH(int, consumers);
        QFETCH(int, capacity);
        QFETCH(int, intervalMs);
        QFETCH(int, workMs);
        const std::string interval = std::to_string(intervalMs) + "ms";
        const std::string work = std::to_string(workMs) + "ms";
        const std::string counts[] = {std::to_string(producers), std::to_string(consumers), std::to_string(capacity)};
        const Runs runs({poisson,
                         memoryless,
                         {"when-full", "wait"},
                         {"producers", counts[0]},
                         {"interval", interval},
                         {"consumers", counts[1]},
                         {"work", work},
                         {"capacity", counts[2]}});
        const theory::WaitingSenders means =
            theory::boundedWithWaitingSenders(producers, intervalMs / 1e3, consumers, workMs / 1e3, capacity).value();
        QVERIFY(runs.agreeOn("throughput", means.throughput));
        QVERIFY(runs.agreeOn("utilisation", means.inService / consumers));
        QVERIFY(runs.agreeOn("in system", means.inSystem()));
        QVERIFY(runs.agreeOn("in channel", means.inChannel));
        QVERIFY(runs.agreeOn("blocked", means.blocked));
        QVERIFY(runs.agreeOn("full", means.fullShare));
        QVERIFY(runs.agreeOn("latency", means.latency));
        QVERIFY(runs.agreeOn("send wait", means.sendWait));
        // The formula that people reach for first is another one.
        const theory::RefusingQueue refusing =
            theory::mmck(producers * 1e3 / intervalMs, 1e3 / workMs, consumers, capacity + consumers).value();
        QVERIFY(std::abs(refusing.means.inSystem - means.inSystem()) > 0.05 * means.inSystem());
    }
};

QTEST_APPLESS_MAIN(TestTheoryOfRuns)
#include "tst_theory_of_runs.moc"
