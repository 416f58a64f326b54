// SPDX-License-Identifier: MIT
#include "insight/item_times.h"
#include "insight/job_paths.h"
#include "insight/latency_cuts.h"
#include "run/registry.h"
#include "run/session.h"
#include "sim/random_point.h"

#include <QTest>

#include <rapidcheck.h>

#include <cmath>
#include <map>

using namespace coroscope;
using namespace coroscope::test;
using namespace std::chrono_literals;

namespace {

/// What is wrong with parts that are to fill the time from @p from to @p to; empty: nothing.
std::string gapIn(const std::vector<TimePart> &parts, Time from, Time to, const Topology &topology)
{
    Time reached = from;
    for (const TimePart &part : parts) {
        const std::string text = phaseText(part.phase, topology).text();
        if (part.from != reached || part.to <= part.from)
            return "there is a gap, or a part of no length, at " + text;
        if (part.phase.kind == ItemPhase::Kind::Ready)
            return "time passes while it could go on";
        if (text.empty() || text.find('{') != std::string::npos)
            return "a part has no name: " + text;
        reached = part.to;
    }
    return reached == to ? std::string() : "the end is not reached";
}

/// All that is worked out of one run.
struct Study {
    Study(const PatternInfo &pattern, Session &session)
        : topology(pattern.topology()),
          items(topology, [this](const ItemRecord &record) { add(record); }),
          paths(topology, [this](const JobPath &path) { add(path); })
    {
        reducer.add(items);
        reducer.add(paths);
        session.trace().addConsumer(reducer);
    }

    void add(const ItemRecord &record)
    {
        ended[record.item] = record;
        if (const std::string wrong = gapIn(record.parts, record.born, record.ended, topology); !wrong.empty())
            fault = "item " + std::to_string(record.item) + ": " + wrong;
        if (record.end == EventKind::ItemDone)
            cuts.add(record);
    }
    void add(const JobPath &path)
    {
        ++jobs;
        Time reached = path.begun;
        for (const JobPath::Step &step : path.steps) {
            const std::string wrong = gapIn(step.parts, step.from, step.to, topology);
            if (step.from != reached || !wrong.empty())
                fault = "job " + std::to_string(path.job) + ": " + (wrong.empty() ? "a step is missing" : wrong);
            reached = step.to;
        }
        if (reached != path.ended)
            fault = "job " + std::to_string(path.job) + ": the path does not reach its end";
        lengths[path.job] = path.ended - path.begun;
    }

    const Topology &topology;
    std::map<ItemId, ItemRecord> ended;
    LatencyCuts cuts;
    std::uint64_t jobs = 0;
    std::map<std::uint32_t, Duration> lengths;
    std::string fault;
    ItemTimes items;
    JobPaths paths;
    Reducer reducer;
};

bool addsUp(const LatencyCut &cut)
{
    Duration sum{};
    for (const LatencyCut::Part &part : cut.parts)
        sum += part.time;
    return sum == cut.latency;
}

} // namespace

/// What holds of each item and each job of any run.
class TestItemTimesProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePartsAddUpToTheLatencyToTheNanosecond_data()
    {
        QTest::addColumn<const PatternInfo *>("pattern");
        for (const PatternInfo *pattern : patterns())
            QTest::newRow(pattern->id.data()) << pattern;
    }
    void thePartsAddUpToTheLatencyToTheNanosecond()
    {
        QFETCH(const PatternInfo *, pattern);
        QVERIFY(rc::check([pattern](std::uint32_t seed) {
            Random random(seed, "point", 0);
            Session session(*pattern, randomRun(*pattern, seed, random));
            Study study(*pattern, session);
            Time now{};
            for (int turn = 0; turn < 6; ++turn) {
                now += Duration{std::int64_t(random.below(3'000'000'000))};
                session.runUntil(now);
                const std::size_t which = random.below(session.parameters().all().size());
                session.set(which, randomPoint(*pattern, random, 1)[which]);
            }
            session.runUntil(now);
            if (!study.fault.empty())
                RC_FAIL(study.fault);
            const Trace &trace = session.trace();
            std::uint64_t born = 0;
            std::uint64_t jobs = 0;
            for (Sequence i = 0; i < trace.count(); ++i) {
                const Event &event = trace.at(i);
                born += event.kind == EventKind::ItemCreated ? 1u : 0u;
                // What the run itself says of it.
                if (event.kind == EventKind::ItemDone || event.kind == EventKind::ItemFailed)
                    RC_ASSERT(study.ended.at(event.item).latency() == Duration{event.payload});
                if (event.kind == EventKind::JobDone || event.kind == EventKind::JobFailed) {
                    ++jobs;
                    RC_ASSERT(study.lengths.at(event.object) == Duration{event.payload});
                }
            }
            RC_ASSERT(jobs == study.jobs);
            for (ItemId item = 1; item <= born; ++item) {
                if (study.ended.contains(item))
                    continue;
                const auto record = study.items.soFar(item, now); // still under way
                RC_ASSERT(record.has_value());
                RC_ASSERT(gapIn(record->parts, record->born, now, study.topology).empty());
            }
            const Metrics &metrics = session.metrics();
            const auto mean = study.cuts.mean();
            RC_ASSERT(mean.has_value() == metrics.latency().mean().has_value());
            if (!mean)
                return;
            RC_ASSERT(mean->latency == Duration{std::llround(*metrics.latency().mean())});
            RC_ASSERT(addsUp(*mean));
            const auto p99 = study.cuts.p99();
            RC_ASSERT(p99.has_value());
            RC_ASSERT(p99->latency == Duration{metrics.latency().quantile(0.99).value()});
            RC_ASSERT(addsUp(*p99));
            RC_ASSERT(cutOf(study.ended.at(study.cuts.p99Item().value())) == *p99);
        }));
    }

    void oneItemAskedForIsThatOfAll()
    {
        for (const PatternInfo *pattern : patterns()) {
            Session session(*pattern, {.seed = 3});
            Study study(*pattern, session);
            session.runUntil(Time{} + 10s);
            QVERIFY2(study.ended.size() > 3, pattern->id.data());
            for (const auto &[item, record] : study.ended)
                QVERIFY(whereTimeWent(session.trace(), pattern->topology(), item, Time{} + 10s) == record);
        }
    }
};

QTEST_APPLESS_MAIN(TestItemTimesProperties)
#include "tst_item_times_properties.moc"
