// SPDX-License-Identifier: MIT
#include "insight/recent.h"
#include "insight/time_study.h"
#include "sim/pattern_run.h"

#include <numeric>

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr Sequence all = ~Sequence{0} / 2;
const Time beforeTheStart = Time{} - Duration{1};

std::int64_t sumOf(const LatencyCut &cut)
{
    return std::accumulate(cut.parts.begin(), cut.parts.end(), std::int64_t{0},
                           [](std::int64_t sum, const LatencyCut::Part &part) { return sum + part.time.count(); });
}

} // namespace

/// Where the time of a run went, up to some event.
class TestTimeStudy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsTheSameInPortions_data()
    {
        QTest::addColumn<QByteArray>("pattern");
        for (const PatternInfo *info : patterns())
            QTest::newRow(std::string(info->id).c_str()) << QByteArray(info->id.data(), qsizetype(info->id.size()));
    }
    void itIsTheSameInPortions()
    {
        QFETCH(const QByteArray, pattern);
        PatternRun run(pattern.toStdString(), {});
        run.runTo(15s);
        const Trace &trace = run.session.trace();
        const Topology &topology = run.session.pattern().topology();
        TimeStudy whole(topology, 10s);
        QVERIFY(whole.goOn(trace, trace.count(), all));
        TimeStudy parts(topology, 10s);
        std::size_t portions = 1;
        while (!parts.goOn(trace, trace.count(), 777))
            ++portions;
        QCOMPARE(portions, std::size_t((trace.count() + 776) / 777));
        QCOMPARE(parts.cuts().mean(), whole.cuts().mean());
        QCOMPARE(parts.cuts().p99(), whole.cuts().p99());
        QCOMPARE(parts.lastJob(beforeTheStart), whole.lastJob(beforeTheStart));
    }

    /// What is shown beside each other has to agree.
    void ofTheLastSecondsItIsTheLatencyThatIsShown()
    {
        PatternRun run("backpressure", {});
        run.runTo(30s);
        TimeStudy study(run.session.pattern().topology(), 10s);
        QVERIFY(study.goOn(run.session.trace(), run.session.trace().count(), all));
        const Recent recent(run.session.history(), Time{} + 30s, 10s);
        const LatencyCuts cuts = study.recentCuts(recent.from());
        QCOMPARE(cuts.count(), std::uint64_t(recent.done()));
        const LatencyCut slow = cuts.p99().value();
        QCOMPARE(slow.latency, recent.latency(0.99).value());
        QCOMPARE(sumOf(slow), slow.latency.count());
        const LatencyCut mean = cuts.mean().value();
        QCOMPARE(sumOf(mean), mean.latency.count());
        QVERIFY(study.cuts().count() > cuts.count());
    }

    void anItemIsKnownWhileItLivesAndForSomeTimeAfterwards()
    {
        PatternRun run("backpressure", {});
        run.runTo(30s);
        TimeStudy study(run.session.pattern().topology(), 10s);
        const Trace &trace = run.session.trace();
        QVERIFY(study.goOn(trace, trace.count(), all));
        const Time now = Time{} + 30s;
        const ItemId alive = run.session.world().channels().at(0).items.front();
        const ItemRecord living = study.record(alive, now).value();
        QVERIFY(!living.end);
        QCOMPARE(living.ended, now);
        const ItemId late = study.recentCuts(Time{} + 20s).p99Item().value();
        const ItemRecord ended = study.record(late, now).value();
        QCOMPARE(ended, whereTimeWent(trace, run.session.pattern().topology(), late, now).value());
        QVERIFY(!study.record(1, now)); // it ended long ago
    }

    void theCriticalPathIsThatOfTheLastJob()
    {
        PatternRun run("fan-out-fan-in", {});
        run.runTo(20s);
        TimeStudy study(run.session.pattern().topology(), 10s);
        const Trace &trace = run.session.trace();
        QVERIFY(study.goOn(trace, trace.count(), all));
        std::uint32_t last = 0;
        for (Sequence i = 0; i < trace.count(); ++i) {
            if (trace.at(i).kind == EventKind::JobDone || trace.at(i).kind == EventKind::JobFailed)
                last = trace.at(i).object;
        }
        const JobPath path = study.lastJob(beforeTheStart).value();
        QCOMPARE(path.job, last);
        QVERIFY(!path.steps.empty());
        QVERIFY(!study.lastJob(path.ended));
    }
};

QTEST_APPLESS_MAIN(TestTimeStudy)
#include "tst_time_study.moc"
