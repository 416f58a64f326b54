// SPDX-License-Identifier: MIT
#include "insight/key_frames.h"
#include "sim/hand_made.h"
#include "sim/pattern_run.h"

#include <set>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// The events of a busy run, with a crash and items dropped; a few frames' worth.
const std::vector<Event> &events()
{
    static const std::vector<Event> all = [] {
        PatternRun run("backpressure",
                       {{"interval", "5ms"}, {"work", "4ms"}, {"consumers", "3"}, {"failure-rate", "10%"}});
        run.schedule(5s, "when-full", "unbounded");
        run.schedule(5s, "consumers", "1");
        run.schedule(20s, "when-full", "drop-oldest");
        run.runTo(90s);
        std::vector<Event> list;
        for (Sequence i = 0; i < run.session.eventCount(); ++i)
            list.push_back(run.session.trace().at(i));
        return list;
    }();
    return all;
}

World foldedFromTheStart(Sequence end)
{
    World world;
    world.apply(std::span(events()).first(end));
    return world;
}

/// Key frames that have heard of all events.
struct Recorded {
    explicit Recorded(bool keep = true) : frames(trace, keep)
    {
        for (const Event &event : events())
            trace.append(event);
        trace.flush();
    }
    Trace trace;
    KeyFrames frames;
};

/// Folds from the start, and calls @p visit with each of these positions and the world there.
template <typename Visit>
void foldThrough(const std::set<Sequence> &positions, Visit visit)
{
    World world;
    Sequence next = 0;
    for (const Sequence position : positions) {
        world.apply(std::span(events()).subspan(next, position - next));
        next = position;
        visit(position, world);
    }
}

/// Positions from @p first on: the ends, those around whole chunks, and any in between.
std::set<Sequence> positions(Sequence first)
{
    std::set<Sequence> list{first, first + 1, events().size() - 1, events().size()};
    for (Sequence i = 0; i < events().size(); i += 8 * Trace::eventsPerChunk) {
        for (const Sequence position : {i - 1, i, i + 1}) {
            if (position > first && position < events().size())
                list.insert(position);
        }
    }
    Random random(1, "positions", 0);
    for (int i = 0; i < 30; ++i)
        list.insert(first + random.below(events().size() - first));
    return list;
}

} // namespace

/// The world at any moment.
class TestKeyFrames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // Or there is nothing to see here.
        const World end = foldedFromTheStart(events().size());
        QVERIFY(events().size() > 5 * 16 * Trace::eventsPerChunk);
        QVERIFY(end.crashes() > 0);
        QVERIFY(end.items().dropped > 0);
    }

    void thePresentIsAfterTheLastEvent()
    {
        const Recorded recorded;
        QVERIFY(recorded.frames.present() == foldedFromTheStart(events().size()));
    }

    void beforeAnyEventIsWhatFoldingFromTheStartGives()
    {
        const Recorded recorded;
        QVERIFY(recorded.frames.count() > 3);
        foldThrough(positions(0), [&](Sequence position, const World &world) {
            QVERIFY2(recorded.frames.before(position) == world, qPrintable(QString::number(position)));
        });
    }

    void atAMomentAllItsEventsHaveHappened()
    {
        const Recorded recorded;
        std::set<Sequence> ends;
        for (Sequence end : positions(1)) {
            while (end < events().size() && events()[end].time == events()[end - 1].time)
                ++end;
            ends.insert(end);
        }
        foldThrough(ends, [&](Sequence end, const World &world) {
            QVERIFY(recorded.frames.at(events()[end - 1].time) == world);
            if (end < events().size())
                QVERIFY(recorded.frames.at(events()[end].time - 1ns) == world);
        });
        QVERIFY(recorded.frames.at(never) == recorded.frames.present());
        QVERIFY(recorded.frames.at(moment(-1ns)) == World());
    }

    void theOldestStretchIsForgottenWithItsEventsAndTheRestIsAsItWas()
    {
        Recorded recorded;
        KeyFrames &frames = recorded.frames;
        QCOMPARE(frames.oldest(), Time{});
        Sequence kept = 0;
        while (frames.count() > 1) {
            const std::size_t count = frames.count();
            const std::size_t bytes = frames.bytes();
            QVERIFY(frames.forgetOldest());
            QCOMPARE(frames.count(), count - 1);
            QVERIFY(frames.bytes() < bytes);
            QVERIFY(recorded.trace.firstKept() > kept);
            kept = recorded.trace.firstKept();
            QCOMPARE(frames.oldest(), events()[kept - 1].time);
            foldThrough(positions(kept), [&](Sequence position, const World &world) {
                QVERIFY(frames.before(position) == world);
                if (position == kept) { // and anything before that is the oldest world that is kept
                    QVERIFY(frames.before(0) == world);
                    QVERIFY(frames.at(Time{}) == world);
                }
            });
        }
        QVERIFY(!frames.forgetOldest());
        QCOMPARE(frames.count(), std::size_t{1});
    }

    void withoutKeepingOnlyThePresentIsKnown()
    {
        const Recorded recorded(false);
        QCOMPARE(recorded.frames.count(), std::size_t{0});
        QCOMPARE(recorded.frames.bytes(), std::size_t{0});
        QVERIFY(recorded.frames.present() == foldedFromTheStart(events().size()));
        QVERIFY(recorded.frames.before(5) == recorded.frames.present());
        QVERIFY(recorded.frames.at(Time{}) == recorded.frames.present());
        QCOMPARE(recorded.frames.oldest(), recorded.frames.present().time());
    }

    void framesOfAHeavyWorldStandFurtherApart()
    {
        const auto framesOf = [](bool heavy) {
            Trace trace;
            KeyFrames frames(trace);
            for (ItemId item = 1; item <= 50'000; ++item) {
                trace.append(happened(1ns * item, EventKind::Sent, 1, {.item = item}));
                trace.append(
                    happened(1ns * item, heavy ? EventKind::ItemDone : EventKind::Received, 2, {.item = item}));
            }
            trace.flush();
            return frames.count();
        };
        // 100,000 events: one at the start, then one each 16,384; of a world of 8,192 items and more, four times that.
        QCOMPARE(framesOf(false), std::size_t{7});
        QCOMPARE(framesOf(true), std::size_t{3});
    }
};

QTEST_APPLESS_MAIN(TestKeyFrames)
#include "tst_key_frames.moc"
