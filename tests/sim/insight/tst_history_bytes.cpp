// SPDX-License-Identifier: MIT
#include "run/registry.h"
#include "sim/pattern_run.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// What a history takes, added up from its parts.
std::size_t addedUp(const History &history, const Topology &topology)
{
    std::size_t bytes = history.latencies().bytes() + history.siteTimes().bytes()
        + history.marks().size() * sizeof(History::Mark);
    for (const EventKind kind : topology.sampled)
        bytes += history.samples(kind).bytes();
    for (const auto &[place, lane] : history.lanes())
        bytes += sizeof(lane) + lane.running.bytes() + lane.blocked.bytes() + lane.up.bytes() + lane.hangs.bytes()
            + lane.restarts.bytes() + lane.condition.bytes() + lane.orphaned.bytes()
            + (lane.ends.size() + lane.failures.size()) * sizeof(Time);
    for (const History::GroupPast &group : history.groups())
        bytes += group.lanes.size() * sizeof(const History::Lane *) + group.looks.bytes()
            + group.failures.size() * sizeof(Time);
    for (std::uint32_t i = 0; i < history.channelCount(); ++i) {
        const History::ChannelCurve &curve = history.channel(i);
        bytes += curve.fill.bytes() + curve.capacity.bytes() + curve.full.bytes() + curve.sendWaits.bytes();
    }
    for (const Series *series : {&history.created(), &history.done(), &history.failed(), &history.dropped(),
                                 &history.lost(), &history.inFlight(), &history.down(), &history.stuck()})
        bytes += series->bytes();
    return bytes;
}

} // namespace

/// What a history takes is counted as it grows, since adding it up costs the more the more lanes there are.
class TestHistoryBytes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyAreThoseOfItsParts_data()
    {
        QTest::addColumn<QString>("id");
        for (const PatternInfo *pattern : patterns())
            QTest::newRow(std::string(pattern->id).c_str()) << QString::fromStdString(std::string(pattern->id));
    }
    void theyAreThoseOfItsParts()
    {
        QFETCH(const QString, id);
        PatternRun run(id.toStdString(), {}, 1, {.budget = 512 << 10}); // soon it forgets
        for (int second = 0; second <= 600; second += 60) {
            run.runTo(second * 1s);
            QCOMPARE(run.session.history().bytes(), addedUp(run.session.history(), run.session.pattern().topology()));
        }
    }
};

QTEST_APPLESS_MAIN(TestHistoryBytes)
#include "tst_history_bytes.moc"
