// SPDX-License-Identifier: MIT
#include "run/event_effects.h"
#include "run/event_index.h"
#include "sim/hand_made.h"
#include "sim/pattern_run.h"
#include "sim/random_point.h"

#include <map>

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr std::size_t everything = 1'000'000'000;

/// A trace in which every third event is a Sent, and every thousandth of them of item 5.
std::unique_ptr<Trace> traceOf(Sequence count)
{
    auto trace = std::make_unique<Trace>();
    for (Sequence i = 0; i < count; ++i)
        trace->append(happened(Duration(std::int64_t(i)), i % 3 == 0 ? EventKind::Sent : EventKind::WorkEnded, 1,
                               {.item = i % 3000 == 0 ? ItemId{5} : ItemId{1}}));
    trace->flush();
    return trace;
}

std::vector<Sequence> plainly(const EventFilter &filter, const Trace &trace, const TaskPlaces &places)
{
    std::vector<Sequence> found;
    for (Sequence i = trace.firstKept(); i < trace.count(); ++i) {
        if (filter.matches(trace.at(i), places))
            found.push_back(i);
    }
    return found;
}

/// An index that has seen all, in steps of @p most events from @p from on.
EventIndex indexOf(const EventFilter &filter, const Trace &trace, const TaskPlaces &places, Sequence from,
                   std::size_t most = everything)
{
    EventIndex index(filter, from);
    while (!index.extend(trace, places, from, most)) {
    }
    return index;
}

} // namespace

/// Matching events, counted rather than stored.
class TestEventIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyTraceHasNone()
    {
        const Trace trace;
        EventIndex index;
        QVERIFY(index.extend(trace, {}, 0, 1));
        QCOMPARE(index.count(), 0);
        QVERIFY(index.matches(0, 10, trace, {}).empty());
        QCOMPARE(index.rankOf(0, trace, {}), 0);
    }

    void itLooksFirstAtWhatIsWantedThenBackThenAhead()
    {
        const auto trace = traceOf(10'240);
        EventIndex index({}, 5'500);
        QVERIFY(!index.extend(*trace, {}, 5'500, 1));
        QCOMPARE(index.begin(), Sequence{5'120});
        QCOMPARE(index.end(), Sequence{5'500});
        QVERIFY(!index.extend(*trace, {}, 5'500, 1'024));
        QCOMPARE(index.begin(), Sequence{4'096});
        QVERIFY(!index.extend(*trace, {}, 5'500, 4'096));
        QCOMPARE(index.begin(), Sequence{0});
        QCOMPARE(index.end(), Sequence{5'500});
        QVERIFY(index.extend(*trace, {}, 5'500, everything));
        QCOMPARE(index.end(), Sequence{10'240});
        QCOMPARE(index.count(), 3'414);
    }

    void ranksStayWhenMoreIsFound()
    {
        const auto trace = traceOf(10'000);
        EventIndex index({}, 5'500);
        index.extend(*trace, {}, 5'500, 1);
        const EventIndex::Rank rank = index.rankOf(5'400, *trace, {});
        QCOMPARE(index.matches(rank, 1, *trace, {}), std::vector<Sequence>{5'400});
        while (!index.extend(*trace, {}, 5'500, 700)) {
        }
        QCOMPARE(index.rankOf(5'400, *trace, {}), rank);
        QCOMPARE(index.matches(rank, 2, *trace, {}), (std::vector<Sequence>{5'400, 5'403}));
        QVERIFY(index.firstRank() < 0);
        QCOMPARE(index.matches(index.firstRank(), 1, *trace, {}), std::vector<Sequence>{0});
    }

    void rareMatchesAreFoundAcrossEmptyStretches()
    {
        const auto trace = traceOf(20'000);
        const EventIndex index = indexOf({.item = 5}, *trace, {}, 12'345);
        QCOMPARE(index.matches(index.firstRank(), 100, *trace, {}),
                 (std::vector<Sequence>{0, 3'000, 6'000, 9'000, 12'000, 15'000, 18'000}));
        QCOMPARE(index.rankOf(12'001, *trace, {}) - index.firstRank(), 5);
        QCOMPARE(index.matches(index.endRank() - 1, 5, *trace, {}), std::vector<Sequence>{18'000});
        QVERIFY(index.matches(index.endRank(), 5, *trace, {}).empty());
        QVERIFY(index.matches(index.endRank() + 7, 5, *trace, {}).empty());
    }

    void whatIsWrittenMeanwhileIsFoundToo()
    {
        const auto trace = traceOf(1'500);
        EventIndex index = indexOf({}, *trace, {}, 1'500);
        for (Sequence i = 0; i < 3'000; ++i) {
            trace->append(happened(1s + Duration(std::int64_t(i)), EventKind::Sent, 1));
            if (i % 7 == 0)
                QVERIFY(index.extend(*trace, {}, trace->count(), everything));
            if (i % 7 == 0)
                QCOMPARE(index.count(), EventIndex::Rank(500 + i + 1));
        }
    }

    void whatIsForgottenIsForgottenHereToo()
    {
        const auto trace = traceOf(10'240);
        EventIndex index = indexOf({}, *trace, {}, 10'240);
        const EventIndex::Rank rank = index.rankOf(9'000, *trace, {});
        trace->forgetBefore(5'000);
        QCOMPARE(trace->firstKept(), Sequence{4'096});
        QVERIFY(index.extend(*trace, {}, 10'240, everything));
        QCOMPARE(index.begin(), Sequence{4'096});
        QCOMPARE(index.matches(index.firstRank(), 1, *trace, {}), std::vector<Sequence>{4'098});
        QCOMPARE(index.rankOf(9'000, *trace, {}), rank);
    }

    void anIndexThatWasLeftBehindBeginsAnew()
    {
        const auto trace = traceOf(2'500);
        EventIndex index = indexOf({}, *trace, {}, 0);
        for (Sequence i = 0; i < 10'000; ++i)
            trace->append(happened(1s, EventKind::Sent, 1));
        trace->flush();
        trace->forgetBefore(8'192);
        QVERIFY(index.extend(*trace, {}, trace->count(), everything));
        QCOMPARE(index.begin(), Sequence{8'192});
        QCOMPARE(index.count(), 12'500 - 8'192);
        QCOMPARE(index.matches(index.firstRank(), 1, *trace, {}), std::vector<Sequence>{8'192});
    }

    /// Whatever the run, the filter, the beginning and the steps: what is found is what a plain look finds.
    void itFindsWhatAPlainLookFinds()
    {
        Random random(1, "index", 0);
        for (const PatternInfo *pattern : patterns()) {
            Session session(*pattern, randomRun(*pattern, 3, random));
            session.runUntil(moment(30s), 300'000);
            const Trace &trace = session.trace();
            TaskPlaces places;
            QVERIFY(places.extend(trace, session.keyFrames(), everything));
            for (int round = 0; round < 6; ++round) {
                EventFilter filter{.kinds = eventTopics()[random.below(eventTopics().size())].kinds};
                if (random.chance(0.4))
                    filter.tasks = std::vector{Place{std::uint32_t(random.below(3)), std::uint32_t(random.below(3))}};
                if (random.chance(0.3))
                    filter.thing = NodeRef{NodeRef::Kind::Channel, std::uint32_t(random.below(2))};
                if (random.chance(0.3))
                    filter.item = random.below(40);
                const std::vector<Sequence> expected = plainly(filter, trace, places);
                const EventIndex index = indexOf(filter, trace, places, random.below(trace.count()),
                                                 1 + random.below(5'000));
                QCOMPARE(index.matches(index.firstRank(), everything, trace, places), expected);
                for (std::size_t i = 0; i < expected.size(); i += 1 + expected.size() / 40)
                    QCOMPARE(index.rankOf(expected[i], trace, places) - index.firstRank(), EventIndex::Rank(i));
            }
        }
    }

    void causesAndEffectsAreTwoViewsOfTheSame()
    {
        for (const PatternInfo *pattern : patterns()) {
            PatternRun run(pattern->id, {});
            run.runTo(8s);
            const Trace &trace = run.session.trace();
            std::map<Sequence, std::vector<Sequence>> expected;
            for (Sequence i = 0; i < trace.count(); ++i) {
                if (const auto cause = causeOf(i, trace))
                    expected[*cause].push_back(i);
            }
            QVERIFY(!expected.empty());
            for (Sequence i = 0; i < trace.count(); i += 1 + trace.count() / 300) {
                EventEffects effects(i);
                while (!effects.extend(trace, 97)) {
                }
                std::vector<Sequence> &all = expected[i];
                QCOMPARE(effects.found().size() + effects.more(), all.size());
                all.resize(std::min(all.size(), EventEffects::mostKept));
                QCOMPARE(effects.found(), all);
            }
        }
    }

    void effectsAreFoundAsTheyHappen()
    {
        Trace trace;
        trace.append(happened(0ms, EventKind::Sent, 1));
        EventEffects effects(0);
        QVERIFY(effects.extend(trace, 10));
        QVERIFY(effects.found().empty());
        trace.append({.cause = 1, .kind = EventKind::Received});
        trace.append({.cause = 1, .kind = EventKind::Received});
        trace.append({.cause = 3, .kind = EventKind::Received});
        QVERIFY(effects.extend(trace, 10));
        QCOMPARE(effects.found(), (std::vector<Sequence>{1, 3}));
        QCOMPARE(causeOf(2, trace), std::optional<Sequence>(1));
        QCOMPARE(causeOf(0, trace), std::nullopt);
    }
};

QTEST_APPLESS_MAIN(TestEventIndex)
#include "tst_event_index.moc"
