// SPDX-License-Identifier: MIT
#include "insight/recent.h"
#include "sim/pattern_run.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr std::uint64_t seeds = 5;
constexpr Duration window = 10s;
constexpr Duration turned = 20s;  ///< when what is advised is set
constexpr Duration settled = 60s; ///< from when on it counts
constexpr Duration end = 180s;

/// What the window would advise at this moment; of no words if nothing.
Advice firstAdvice(const PatternRun &run)
{
    const Session &session = run.session;
    const Recent recent = Recent(session.history(), session.now(), window).sinceChanged();
    const std::vector<Advice> all = session.pattern().diagnose(recent, session.values()).advice;
    return all.empty() ? Advice() : all.front();
}

/// "workers 8, timeout 500ms"
QString said(const std::vector<Advice::Setting> &settings, const PatternInfo &pattern)
{
    const std::unique_ptr<ParameterTable> table = pattern.declare();
    QStringList list;
    for (const Advice::Setting &setting : settings) {
        const ParameterSpec &spec = table->all().at(table->find(setting.id).value())->spec();
        list << QString::fromStdString(std::string(setting.id) + " " + canonical(spec, setting.value));
    }
    return list.join(", ");
}

void take(const Advice &advice, Session &session)
{
    for (const Advice::Setting &setting : advice.settings)
        session.set(session.parameters().find(setting.id).value(), setting.value);
}

double measure(PatternRun &run, std::string_view id)
{
    for (const Measure &one : run.session.pattern().measures()) {
        if (one.id == id)
            return one.value(run.session.measured()).value_or(qQNaN());
    }
    qFatal("no such measure");
}

/// The set-up of this name.
Given setupOf(std::string_view pattern, std::string_view title)
{
    for (const Setup &setup : findPattern(pattern)->setups()) {
        if (std::string_view(setup.title) == title)
            return setup.values;
    }
    qFatal("no such set-up");
}

} // namespace

/// Whoever starts from a set-up that goes badly is told what to set, and that helps, whatever the seed.
class TestSetupsAdvised : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsAdvisedFirstHelps_data()
    {
        QTest::addColumn<QByteArray>("setup");
        QTest::addColumn<QString>("settings");
        QTest::addColumn<QByteArray>("measured");
        QTest::addColumn<double>("factor"); // the measure is at most so many times what it was; above 1: at least
        const auto row = [](const char *pattern, const char *setup, const char *settings, const char *measured,
                            double factor) {
            QTest::addRow("%s: %s", pattern, measured)
                << QByteArray(setup) << QString::fromUtf8(settings) << QByteArray(measured) << factor;
        };
        row("task-spawning", "Thrown away", "threads 4", "burst_mean_s", 0.1);
        row("task-spawning", "Thrown away", "threads 4", "finished_per_s", 1.5);
        row("fan-out-fan-in", "Stragglers", "gather as-completed, quorum 32", "job_latency_mean_s", 0.5);
        row("fan-out-fan-in", "Stragglers", "gather as-completed, quorum 32", "jobs_done", 1.5);
        row("supervisor", "Restart storm", "max-restarts 40", "availability", 1.2);
        row("supervisor", "Restart storm", "max-restarts 40", "escalations", 0.5);
        row("timeout-cancellation", "Retry storm", "timeout 15s", "attempts_per_request", 0.3);
        row("timeout-cancellation", "Retry storm", "timeout 15s", "given_up", 0.05);
        row("timeout-cancellation", "Retry storm", "timeout 15s", "answered", 1.3);
        row("timeout-cancellation", "Retry storm", "timeout 15s", "wasted_work_s", 0.1);
        row("timeout-cancellation", "Retry storm", "timeout 15s", "abandoned_running", 0.1);
        row("rate-limiter", "Queued", "rate 15/s, workers 4", "refused", 0.01);
        row("supervisor", "Silent failures", "heartbeat 7300ms", "done_twice", 0.01);
        row("resilient-service", "Slow backends", "timeout 500ms, workers 8", "within_slo", 2);
        row("resilient-service", "Everything at once", "crash-rate 1%", "restarts_per_min", 0.3);
        row("resilient-service", "Everything at once", "crash-rate 1%", "within_slo", 3);
    }
    void whatIsAdvisedFirstHelps()
    {
        QFETCH(const QByteArray, setup);
        QFETCH(const QString, settings);
        QFETCH(const QByteArray, measured);
        QFETCH(const double, factor);
        const std::string pattern = QString::fromUtf8(QTest::currentDataTag()).section(':', 0, 0).toStdString();
        const Given given = setupOf(pattern, setup.toStdString());
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
            PatternRun without(pattern, given, seed, {}, settled);
            PatternRun with(pattern, given, seed, {}, settled);
            with.runTo(turned);
            const Advice advice = firstAdvice(with);
            QCOMPARE(said(advice.settings, with.session.pattern()), settings);
            QVERIFY(!advice.remedy.empty());
            take(advice, with.session);
            without.runTo(end);
            with.runTo(end);
            const double was = measure(without, measured.toStdString());
            const double is = measure(with, measured.toStdString());
            const bool helped = factor < 1 ? is <= factor * was : is >= factor * was;
            QVERIFY2(helped, qPrintable(QStringLiteral("seed %1: %2 → %3").arg(seed).arg(was).arg(is)));
        }
    }

    void oneAdviceAfterTheOtherMendsWhatIsWrongInManyWays()
    {
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
            PatternRun run("resilient-service", setupOf("resilient-service", "Everything at once"), seed, {}, 100s);
            QStringList taken;
            for (Duration now = turned; now <= 80s; now += 20s) {
                run.runTo(now);
                const Advice advice = firstAdvice(run);
                taken << said(advice.settings, run.session.pattern());
                take(advice, run.session);
            }
            run.runTo(160s);
            QVERIFY2(measure(run, "within_slo") > 0.9, qPrintable(taken.join("; ")));
        }
    }

    void theBannerSaysSoAtEveryMoment_data()
    {
        QTest::addColumn<QByteArray>("setup");
        const auto row = [](const char *pattern, const char *setup) { QTest::newRow(pattern) << QByteArray(setup); };
        row("task-spawning", "Thrown away");
        row("fan-out-fan-in", "Stragglers");
        row("supervisor", "Restart storm");
        row("timeout-cancellation", "Retry storm");
    }
    void theBannerSaysSoAtEveryMoment()
    {
        QFETCH(const QByteArray, setup);
        const std::string pattern = QTest::currentDataTag();
        const Given given = setupOf(pattern, setup.toStdString());
        int moments = 0;
        int silent = 0;
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
            PatternRun run(pattern, given, seed);
            for (Duration now = 12s; now <= 60s; now += 1s) {
                run.runTo(now);
                ++moments;
                silent += firstAdvice(run).settings.empty() ? 1 : 0;
            }
        }
        QVERIFY2(silent * 10 <= moments, qPrintable(QStringLiteral("%1 of %2").arg(silent).arg(moments)));
    }
};

QTEST_APPLESS_MAIN(TestSetupsAdvised)
#include "tst_setups_advised.moc"
