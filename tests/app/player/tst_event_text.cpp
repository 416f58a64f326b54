// SPDX-License-Identifier: MIT
#include "player/event_text.h"
#include "run/registry.h"

#include <QTest>

#include <set>

using namespace coroscope;

namespace {

/// A player that stands still at the start of a pattern's run.
struct Stepper {
    explicit Stepper(std::string_view pattern = "backpressure", std::uint64_t seed = 1)
        : player([] { return std::chrono::nanoseconds{}; })
    {
        player.load(std::make_unique<Session>(*findPattern(pattern), RunSettings{.seed = seed}));
    }
    /// What the next step shows.
    std::string step()
    {
        const Sequence before = player.position();
        return player.stepForward() ? sentences(player, before).toStdString() : std::string();
    }

    Player player;
};

} // namespace

/// What is said of each step, and what the clock shows.
class TestEventText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstStepsOfBackpressureAreSaid()
    {
        Stepper stepper;
        std::set<std::string> said;
        for (int i = 0; i < 200; ++i)
            said.insert(stepper.step());
        const auto isSaid = [&](std::string_view wanted) {
            return std::any_of(said.begin(), said.end(),
                               [&](const std::string &text) { return text.find(wanted) != std::string::npos; });
        };
        QVERIFY(isSaid("Consumer 1 took item 1 from the channel."));
        QVERIFY(isSaid("put item 2 into the channel."));
        QVERIFY(isSaid("started working on item 1, for 300 ms."));
        QVERIFY(isSaid("Item 1 is done, 300 ms after it was created."));
        QVERIFY(isSaid("waits to send item "));
    }

    void everyStepOfEveryPatternIsSaidInSentences()
    {
        for (const PatternInfo *pattern : patterns()) {
            Stepper stepper(pattern->id, 3);
            for (int i = 0; i < 400; ++i) {
                const std::string text = stepper.step();
                QVERIFY2(!text.empty() && text.back() == '.' && (text.front() < 'a' || text.front() > 'z'),
                         (std::string(pattern->id) + ": " + text).c_str());
                for (const char *wrong : {"%1", "a task that is gone", "item 0", "something", "  "})
                    QVERIFY2(text.find(wrong) == std::string::npos, (std::string(pattern->id) + ": " + text).c_str());
            }
        }
    }

    void everyKindOfEventHasItsSentence()
    {
        const PatternInfo &pattern = *findPattern("backpressure");
        for (std::size_t kind = 0; kind < eventKindTable.size(); ++kind) {
            const Event event{.item = 7, .task = 1, .kind = static_cast<EventKind>(kind)};
            if (event.kind == EventKind::ActionTaken)
                continue; // this pattern has no actions
            const Sentence said = sentence(event, World(), pattern);
            QVERIFY2(said.empty() == (event.kind == EventKind::DeadlockLink),
                     std::string(info(event.kind).text).c_str());
        }
    }

    void theClockTellsTwoStepsApartAlsoAfterTheFirstMinute()
    {
        Stepper stepper;
        stepper.player.session().runUntil(Time{} + std::chrono::seconds(3661));
        stepper.player.goToPresent();
        std::string before = clockText(stepper.player);
        Time at = stepper.player.playhead();
        for (int i = 0; i < 300; ++i) {
            QVERIFY(stepper.player.stepForward());
            const std::string now = clockText(stepper.player);
            QVERIFY2((now == before) == (stepper.player.playhead() == at), (before + " " + now).c_str());
            before = now;
            at = stepper.player.playhead();
        }
        QVERIFY2(before.starts_with("1:01:"), before.c_str());
    }

    void theClockHasMoreDigitsOnlyWhereTheyTellSomethingApart()
    {
        Stepper stepper;
        stepper.player.setPlaying(true);
        QCOMPARE(clockText(stepper.player), std::string("0.000 s"));
        stepper.player.setPlaying(false);
        stepper.player.session().runUntil(Time{} + std::chrono::seconds(65));
        stepper.player.goToPresent();
        QCOMPARE(clockText(stepper.player), std::string("1:05.000"));
    }
};

QTEST_GUILESS_MAIN(TestEventText)
#include "tst_event_text.moc"
