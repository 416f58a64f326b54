// SPDX-License-Identifier: MIT
#include "sim/hand_made.h"
#include "trace/fingerprint.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

std::vector<Event> handMade()
{
    return {spawned(0ns, 1, {rootGroup, 0}), happened(0ns, EventKind::ChannelOpened, 1, {.object = 2, .payload = -1}),
            happened(1500ms, EventKind::ItemCreated, 3, {.item = 7, .site = 11}),
            happened(1500ms + 1ns, EventKind::Sent, 3, {.object = 2, .item = 7, .payload = ns(250ms), .site = 12}),
            happened(Duration::max(), EventKind::BudgetExceeded, 3, {.object = 1, .payload = 2'000'000})};
}

std::string fingerprint(const std::vector<Event> &events)
{
    Fingerprint all;
    all.add(events);
    return all.text();
}

} // namespace

/// What a run is recognised by.
class TestFingerprint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheSameOnEveryCompilerAndMachine()
    {
        QCOMPARE(fingerprint({}), std::string("636f726f73636f70"));
        QCOMPARE(fingerprint(handMade()), std::string("036871fd771c682e"));
    }

    void howEventsAreBatchedMakesNoDifference()
    {
        const std::vector<Event> events = handMade();
        for (std::size_t cut = 0; cut <= events.size(); ++cut) {
            Fingerprint parts;
            parts.add(std::span(events).first(cut));
            parts.add({});
            parts.add(std::span(events).subspan(cut));
            QCOMPARE(parts.text(), fingerprint(events));
        }
    }

    void whatHappenedMakesADifference_data()
    {
        QTest::addColumn<int>("what");
        int what = 0;
        for (const char *name : {"kind", "time", "task", "object", "item", "payload"})
            QTest::newRow(name) << what++;
    }
    void whatHappenedMakesADifference()
    {
        QFETCH(int, what);
        for (std::size_t i = 0; i < handMade().size(); ++i) {
            std::vector<Event> events = handMade();
            Event &changed = events[i];
            switch (what) {
            case 0:
                changed.kind = EventKind::ItemLost;
                break;
            case 1:
                changed.time -= 1ns;
                break;
            case 2:
                ++changed.task;
                break;
            case 3:
                ++changed.object;
                break;
            case 4:
                ++changed.item;
                break;
            default:
                ++changed.payload;
                break;
            }
            QVERIFY(fingerprint(events) != fingerprint(handMade()));
        }
    }

    void theOrderMakesADifference()
    {
        std::vector<Event> events = handMade();
        std::swap(events[2], events[3]);
        QVERIFY(fingerprint(events) != fingerprint(handMade()));
    }

    void oneMoreEventMakesADifferenceEvenIfItIsAllZeros()
    {
        std::vector<Event> events = handMade();
        events.push_back({});
        QVERIFY(fingerprint(events) != fingerprint(handMade()));
        QVERIFY(fingerprint({Event{}}) != fingerprint({}));
    }

    void placesInTheCodeAndCausesMakeNone()
    {
        std::vector<Event> events = handMade();
        for (Event &event : events) {
            event.site += 40;
            event.cause += 3;
        }
        QCOMPARE(fingerprint(events), fingerprint(handMade()));
    }

    void theTextIsAlwaysSixteenDigits()
    {
        int withLeadingZero = 0;
        for (std::int64_t payload = 0; payload < 1000; ++payload) {
            Fingerprint one;
            const Event event = happened(0ns, EventKind::Sent, 1, {.payload = payload});
            one.add({&event, 1});
            const QString text = QString::fromStdString(one.text());
            QCOMPARE(text, QStringLiteral("%1").arg(one.value(), 16, 16, QLatin1Char('0')));
            withLeadingZero += text.startsWith('0') ? 1 : 0;
        }
        QVERIFY(withLeadingZero > 0);
    }
};

QTEST_APPLESS_MAIN(TestFingerprint)
#include "tst_fingerprint.moc"
