// SPDX-License-Identifier: MIT
#include "sim/hand_made.h"
#include "trace/trace.h"

#include <set>

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr Sequence chunk = Trace::eventsPerChunk;

/// The event with this number: three of each millisecond.
Event numbered(Sequence number)
{
    return happened(std::chrono::milliseconds(number / 3), EventKind::ItemCreated, 1, {.item = number + 1});
}

void append(Trace &trace, Sequence count)
{
    for (Sequence i = 0; i < count; ++i)
        trace.append(numbered(trace.count()));
}

/// Keeps what it hears.
struct Listener : EventConsumer {
    void consume(std::span<const Event> batch, Sequence first) override
    {
        QVERIFY(!batch.empty());
        QCOMPARE(first, next);
        next += batch.size();
        events.insert(events.end(), batch.begin(), batch.end());
        ++batches;
    }
    Sequence next = 0; ///< the number it has to hear of next
    std::vector<Event> events;
    int batches = 0;
};

void verifyHeard(const Listener &listener, Sequence from, Sequence count)
{
    QCOMPARE(listener.events.size(), count);
    for (Sequence i = 0; i < count; ++i)
        QVERIFY(listener.events[i] == numbered(from + i));
}

} // namespace

/// The stream of events: numbers, memory, and who hears of what.
class TestTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsAreNumberedFromZeroAndStayAsTheyWere()
    {
        Trace trace;
        for (Sequence i = 0; i < 3 * chunk + 5; ++i)
            QCOMPARE(trace.append(numbered(i)), i);
        QCOMPARE(trace.count(), 3 * chunk + 5);
        QCOMPARE(trace.firstKept(), Sequence{0});
        for (Sequence i = 0; i < trace.count(); ++i)
            QVERIFY(trace.at(i) == numbered(i));
    }

    void aRunGoesToTheEndOfItsChunkOrToTheEndAskedFor()
    {
        Trace trace;
        append(trace, 3 * chunk);
        QCOMPARE(trace.run(chunk - 24, 3 * chunk).size(), std::size_t{24});
        QCOMPARE(trace.run(chunk, 3 * chunk).size(), std::size_t{chunk});
        QCOMPARE(trace.run(chunk, chunk + 2).size(), std::size_t{2});
        QVERIFY(trace.run(7, 7).empty());
        QVERIFY(trace.run(8, 7).empty());
        Sequence next = 5;
        while (next < trace.count()) {
            for (const Event &event : trace.run(next, trace.count()))
                QVERIFY(event == numbered(next++));
        }
    }

    void firstAfterSkipsAllEventsOfTheMoment()
    {
        Trace trace;
        QCOMPARE(trace.firstAfter(Time{}), Sequence{0});
        append(trace, 3000);
        QCOMPARE(trace.firstAfter(moment(-1ns)), Sequence{0});
        for (int ms = 0; ms < 1000; ++ms) {
            QCOMPARE(trace.firstAfter(moment(std::chrono::milliseconds(ms))), Sequence(3 * ms + 3));
            QCOMPARE(trace.firstAfter(moment(std::chrono::milliseconds(ms) - 1ns)), Sequence(3 * ms));
        }
        QCOMPARE(trace.firstAfter(never), Sequence{3000});
    }

    void wholeChunksAreForgottenAndNoneThatIsAskedFor()
    {
        Trace trace;
        append(trace, 4 * chunk + 1);
        trace.forgetBefore(2 * chunk - 1);
        QCOMPARE(trace.firstKept(), chunk);
        trace.forgetBefore(2 * chunk);
        QCOMPARE(trace.firstKept(), 2 * chunk);
        trace.forgetBefore(3);
        QCOMPARE(trace.firstKept(), 2 * chunk);
        QCOMPARE(trace.count(), 4 * chunk + 1);
        for (Sequence i = trace.firstKept(); i < trace.count(); ++i)
            QVERIFY(trace.at(i) == numbered(i));
        QCOMPARE(trace.firstAfter(Time{}), 2 * chunk); // the first that is still kept
        QCOMPARE(trace.firstAfter(numbered(3 * chunk).time), Sequence(3 * chunk / 3 * 3 + 3));
    }

    void theNewestChunkStays()
    {
        Trace trace;
        append(trace, 2 * chunk);
        trace.flush();
        trace.forgetBefore(trace.count());
        QCOMPARE(trace.firstKept(), chunk);
        QVERIFY(trace.at(2 * chunk - 1) == numbered(2 * chunk - 1));
    }

    void memoryStaysFlatWhileTheOldIsForgottenAndChunksAreUsedAgain()
    {
        Trace trace;
        append(trace, 3 * chunk);
        trace.forgetBefore(2 * chunk);
        const std::size_t bytes = trace.bytes();
        QCOMPARE(bytes, 3 * chunk * sizeof(Event)); // one in use, two to be used
        std::set<const Event *> places;
        for (int i = 0; i < 100; ++i) {
            append(trace, chunk);
            trace.forgetBefore(trace.count() - chunk);
            QCOMPARE(trace.bytes(), bytes);
            places.insert(&trace.at(trace.count() - chunk));
        }
        QCOMPARE(places.size(), std::size_t{2}); // in turn
        for (Sequence i = trace.firstKept(); i < trace.count(); ++i)
            QVERIFY(trace.at(i) == numbered(i));
    }

    void forgettingMuchAtOnceGivesMemoryBack()
    {
        Trace trace;
        append(trace, 50 * chunk);
        QCOMPARE(trace.bytes(), 50 * chunk * sizeof(Event));
        trace.forgetBefore(trace.count());
        QCOMPARE(trace.bytes(), 3 * chunk * sizeof(Event));
    }

    void consumersHearEachEventOnceAndInOrder()
    {
        Trace trace;
        Listener first;
        Listener second;
        trace.addConsumer(first);
        trace.addConsumer(second);
        append(trace, 2 * chunk + 10);
        trace.flush();
        append(trace, 1);
        trace.flush();
        append(trace, chunk);
        trace.flush();
        verifyHeard(first, 0, 3 * chunk + 11);
        verifyHeard(second, 0, 3 * chunk + 11);
    }

    void aConsumerHearsOfLaterEventsOnly()
    {
        Trace trace;
        append(trace, chunk + 7);
        Listener listener;
        listener.next = chunk + 7;
        trace.addConsumer(listener);
        QCOMPARE(listener.batches, 0);
        append(trace, 3);
        trace.flush();
        verifyHeard(listener, chunk + 7, 3);
    }

    void consumersHearWithTheFlushOrWhenAChunkIsFull()
    {
        Trace trace;
        Listener listener;
        trace.addConsumer(listener);
        append(trace, 1);
        QCOMPARE(listener.batches, 0);
        trace.flush();
        QCOMPARE(listener.batches, 1);
        trace.flush(); // nothing new, so nobody is told
        QCOMPARE(listener.batches, 1);
        append(trace, chunk);
        QCOMPARE(listener.batches, 2);
        verifyHeard(listener, 0, chunk);
    }

    void aConsumerMayForgetWhileItIsTold()
    {
        struct Forgetful : Listener {
            explicit Forgetful(Trace &trace) : trace(trace) { }
            void consume(std::span<const Event> batch, Sequence first) override
            {
                trace.forgetBefore(trace.count());
                Listener::consume(batch, first);
            }
            Trace &trace;
        };
        Trace trace;
        Forgetful forgetful(trace);
        Listener after;
        trace.addConsumer(forgetful);
        trace.addConsumer(after);
        append(trace, 20 * chunk);
        trace.flush();
        verifyHeard(forgetful, 0, 20 * chunk);
        verifyHeard(after, 0, 20 * chunk);
        QVERIFY(trace.bytes() <= 4 * chunk * sizeof(Event));
    }

    void theFingerprintIsOfEverythingAppendedWhateverIsForgotten()
    {
        Trace trace;
        Fingerprint expected;
        QCOMPARE(trace.fingerprint().text(), expected.text());
        for (Sequence i = 0; i < 5 * chunk + 3; ++i) {
            const Event event = numbered(i);
            trace.append(event);
            expected.add({&event, 1});
            if (i % 700 == 0)
                trace.forgetBefore(trace.count());
        }
        QCOMPARE(trace.fingerprint().text(), expected.text());
    }
};

QTEST_APPLESS_MAIN(TestTrace)
#include "tst_trace.moc"
