// SPDX-License-Identifier: MIT
#include "pattern/place_names.h"
#include "run/condition_watch.h"
#include "run/look_back.h"
#include "sim/pattern_run.h"
#include "sim/random_point.h"

#include <algorithm>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// What is found before event number @p before.
std::optional<Sequence> lastBefore(const Session &session, const StopCondition &condition, Sequence before)
{
    LookBack search(session.trace(), session.keyFrames(), session.pattern().topology(), condition, before);
    while (!search.goOn()) {
    }
    return search.found();
}

std::vector<Sequence> onwards(const Session &session, const StopCondition &condition)
{
    std::vector<Sequence> found;
    const Topology &topology = session.pattern().topology();
    for (auto at = findNext(session.trace(), 0, condition, topology); at;
         at = findNext(session.trace(), *at + 1, condition, topology))
        found.push_back(*at);
    return found;
}

std::vector<Sequence> backwards(const Session &session, const StopCondition &condition)
{
    std::vector<Sequence> found;
    for (auto at = lastBefore(session, condition, session.trace().count()); at;
         at = lastBefore(session, condition, *at))
        found.push_back(*at);
    std::reverse(found.begin(), found.end());
    return found;
}

} // namespace

/// The last event before another one with which a condition is met.
class TestLookBack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void backwardsTheSameIsFoundAsOnwards_data()
    {
        QTest::addColumn<const PatternInfo *>("pattern");
        for (const PatternInfo *pattern : patterns())
            QTest::newRow(pattern->id.data()) << pattern;
    }
    void backwardsTheSameIsFoundAsOnwards()
    {
        QFETCH(const PatternInfo *, pattern);
        std::size_t count = 0;
        for (std::uint32_t seed = 1; seed <= 3; ++seed) {
            Random random(seed, "back", 0);
            Session session(*pattern, randomRun(*pattern, seed, random));
            session.runUntil(Time{} + 4s);
            const std::string task = "run=" + placeName(pattern->topology(), {0, 0});
            const CodeSite &site = session.trace().sites().at(1);
            const std::string line = "line=" + std::string(site.file) + ":" + std::to_string(site.line);
            for (const std::string &text :
                 {std::string("failure"), std::string("restart"), std::string("timeout"), std::string("drop"),
                  std::string("full"), std::string("empty"), std::string("end=7"), task, line}) {
                const ParsedStopCondition parsed = parsedStopCondition(pattern->topology(), text);
                if (!parsed.value) // no channels
                    continue;
                const std::vector<Sequence> expected = onwards(session, *parsed.value);
                if (expected.size() > 150)
                    continue; // each is looked for from the start
                QCOMPARE(backwards(session, *parsed.value), expected);
                count += expected.size();
            }
        }
        QVERIFY(count > 0);
    }

    void beforeTheFirstOneThereIsNone()
    {
        PatternRun run("backpressure", {});
        run.runTo(20s);
        const StopCondition full{.kind = StopCondition::Kind::Full};
        const Sequence first = findNext(run.session.trace(), 0, full, run.session.pattern().topology()).value();
        QVERIFY(!lastBefore(run.session, full, first));
        QCOMPARE(lastBefore(run.session, full, first + 1).value(), first);
    }

    /// Many stretches back, and no further than what is kept.
    void itGoesAsFarBackAsTheRunIsKept()
    {
        PatternRun run("backpressure", {{"interval", "1ms"}, {"work", "1ms"}}, 1, {.budget = 8u << 20});
        run.schedule(1ms, "capacity", "7");
        run.runTo(60s);
        const Trace &trace = run.session.trace();
        QVERIFY(trace.firstKept() > 0 && trace.count() - trace.firstKept() > 60'000);
        Sequence done = trace.firstKept() + 5'000;
        while (trace.at(done).kind != EventKind::ItemDone)
            ++done;
        const ItemId item = trace.at(done).item;
        const auto found = lastBefore(run.session, {.kind = StopCondition::Kind::Ends, .item = item}, trace.count());
        QCOMPARE(found.value(), done);
        QVERIFY(!lastBefore(run.session, {.kind = StopCondition::Kind::Ends, .item = 1}, trace.count()));
    }
};

QTEST_APPLESS_MAIN(TestLookBack)
#include "tst_look_back.moc"
