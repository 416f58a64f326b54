// SPDX-License-Identifier: MIT
#include "sim/pattern_run.h"
#include "sim/random_point.h"

#include <QSet>
#include <QTest>

#include <cmath>

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr Duration warmup = 15s;
constexpr Duration length = 40s;

using Number = std::optional<double>;

/// What a pattern reports, and what every report has besides, of one stretch of a run.
struct Numbers {
    struct One {
        std::string name;
        Measure::Sort sort;
        Number value;
    };
    std::vector<One> all;
};

Numbers numbersOf(const PatternInfo &pattern, const std::vector<std::int64_t> &values, Duration leftOut, Duration end)
{
    Session session(pattern, {.seed = 1, .values = values, .warmup = leftOut},
                    {.budget = 0, .world = false, .history = false});
    session.runUntil(Time{} + end);
    using Sort = Measure::Sort;
    Numbers numbers;
    const auto add = [&](std::string name, Sort sort, Number value) {
        numbers.all.push_back({std::move(name), sort, value});
    };
    const Measured measured = session.measured();
    for (const Measure &measure : pattern.measures())
        add(std::string(measure.id), measure.sort, measure.value(measured));
    const Metrics &metrics = session.metrics();
    add("throughput", Sort::Mean, metrics.throughput());
    add("latency count", Sort::Total, double(metrics.latency().count()));
    add("latency mean", Sort::Mean, metrics.latency().mean());
    add("in flight", Sort::Mean, metrics.inFlightMean());
    for (std::uint32_t i = 0; i < metrics.channelCount(); ++i) {
        const Metrics::ChannelMetrics channel = metrics.channel(i);
        const std::string name(pattern.topology().channels[i].id);
        add(name + " fill", Sort::Mean, channel.fillMean);
        add(name + " full", Sort::Mean, channel.fullShare);
        add(name + " waits", Sort::Total, double(channel.sendWaits->count()));
        add(name + " mean wait", Sort::Mean, channel.sendWaits->mean());
    }
    for (std::uint32_t i = 0; i < pattern.topology().groups.size(); ++i) {
        const Metrics::TaskTimes times = metrics.group(i).times;
        const std::string name(pattern.topology().groups[i].id);
        add(name + " running", Sort::Total, inSeconds(times.running));
        add(name + " ready", Sort::Total, inSeconds(times.ready));
        add(name + " waiting", Sort::Total, inSeconds(times.waiting));
        add(name + " blocked", Sort::Total, inSeconds(times.blockedSending));
    }
    return numbers;
}

bool isClose(Number a, Number b)
{
    return a.has_value() == b.has_value() && (!a || std::abs(*a - *b) <= 1e-9 * std::max(1.0, std::abs(*a)));
}

/// Whether @p whole is what @p before and @p after make together.
bool fits(Measure::Sort sort, Number before, Number after, Number whole)
{
    constexpr double tolerance = 1e-9;
    switch (sort) {
    case Measure::Sort::Total:
        return before && after && isClose(*before + *after, whole);
    case Measure::Sort::State:
        return isClose(after, whole);
    case Measure::Sort::Mean:
        if (!before || !after || !whole)
            return isClose(before ? before : after, whole);
        return *whole >= std::min(*before, *after) - tolerance && *whole <= std::max(*before, *after) + tolerance;
    case Measure::Sort::Other:
        return true;
    }
    return false;
}

QString shown(Number number)
{
    return number ? QString::number(*number, 'g', 12) : QStringLiteral("undefined");
}

} // namespace

/// What is left out of the measures is out of all of them: those of a run and of its two parts fit together.
class TestWarmup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunWithAWarmupHasTheMeasuresOfTheRunThatIsLeft_data()
    {
        QTest::addColumn<const PatternInfo *>("pattern");
        for (const PatternInfo *pattern : patterns())
            QTest::newRow(pattern->id.data()) << pattern;
    }
    void aRunWithAWarmupHasTheMeasuresOfTheRunThatIsLeft()
    {
        QFETCH(const PatternInfo *, pattern);
        std::vector<std::vector<std::int64_t>> starts = {valuesOf(*pattern, {})};
        for (const Setup &setup : pattern->setups())
            starts.push_back(valuesOf(*pattern, setup.values));
        const std::unique_ptr<ParameterTable> table = pattern->declare();
        for (std::size_t row = 0; row < table->all().size(); ++row) {
            // Half of everything fails, in each way in which that can be dealt with.
            const ParameterSpec &spec = table->all()[row]->spec();
            for (std::size_t choice = 0; !spec.shape && choice < spec.choices.size(); ++choice) {
                std::vector<std::int64_t> &start = starts.emplace_back(starts.front());
                for (std::size_t other = 0; other < start.size(); ++other) {
                    const ParameterSpec &share = table->all()[other]->spec();
                    start[other] = share.kind == ParameterKind::Share ? share.maximum / 2 : start[other];
                }
                start[row] = static_cast<std::int64_t>(choice);
            }
        }
        Random random(1, "warm-up", 0);
        for (int i = 0; i < 8; ++i)
            starts.push_back(randomPoint(*pattern, random, 0.4));
        QSet<QString> happened; // totals that were on both sides
        for (std::size_t start = 0; start < starts.size(); ++start) {
            const Numbers before = numbersOf(*pattern, starts[start], {}, warmup);
            const Numbers after = numbersOf(*pattern, starts[start], warmup, length);
            const Numbers whole = numbersOf(*pattern, starts[start], {}, length);
            for (std::size_t i = 0; i < whole.all.size(); ++i) {
                const auto &[name, sort, value] = whole.all[i];
                QVERIFY2(fits(sort, before.all[i].value, after.all[i].value, value),
                         qPrintable(QStringLiteral("start %1, %2: %3 before, %4 after, %5 in all")
                                        .arg(start)
                                        .arg(QString::fromStdString(name), shown(before.all[i].value),
                                             shown(after.all[i].value), shown(value))));
                if (sort == Measure::Sort::Total && *before.all[i].value > 0 && *after.all[i].value > 0)
                    happened.insert(QString::fromStdString(name));
            }
        }
        for (const Measure &measure : pattern->measures()) {
            const QString name = QString::fromUtf8(measure.id.data(), qsizetype(measure.id.size()));
            QVERIFY2(measure.sort != Measure::Sort::Total || happened.contains(name), qPrintable(name));
        }
    }

    void whatDidNotHappenAfterTheWarmupIsNotCounted()
    {
        // Nothing is in time at first; from the change on everything is, and the last that was not has long ended.
        PatternRun run("timeout-cancellation", {{"timeout", "1ms"}}, 1, {}, 31s);
        run.schedule(30s, "timeout", "1m");
        run.runTo(60s);
        const Measured measured = run.session.measured();
        for (const Measure &measure : run.session.pattern().measures()) {
            const Number value = measure.value(measured);
            if (measure.id == "answered")
                QCOMPARE(value, Number(double(measured.metrics.latency().count())));
            else if (measure.id == "timed_out" || measure.id == "given_up" || measure.id == "wasted_work_s")
                QCOMPARE(value, Number(0.0));
            else if (measure.id == "attempts_per_request")
                QCOMPARE(value, Number(1.0));
        }
        QVERIFY(measured.metrics.items().failed > 100); // of the whole run
    }
};

QTEST_APPLESS_MAIN(TestWarmup)
#include "tst_warmup.moc"
