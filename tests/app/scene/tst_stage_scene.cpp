// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/run_source.h"
#include "scene/stage_counts.h"
#include "scene/stage_motion.h"
#include "scene/stage_scene.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr std::uint32_t producers = 0;
constexpr std::uint32_t consumers = 1;

/// Three producers make an item every 100 ms, one consumer works on each for a second, the channel holds four.
/// At 100 ms item 1 goes to the consumer, 2 and 3 into the channel; at 200 ms 4 and 5 fill it up and 6 has to wait,
/// from 300 ms on 7 and 8 as well.
RunSource::Given crowded()
{
    static const RunSource::Given given = {{"producers", "3"}, {"interval", "100ms"}, {"interval-shape", "fixed"},
                                           {"consumers", "1"}, {"work", "1s"},        {"capacity", "4"}};
    return given;
}

StageLayout layoutOf(const SceneSource &source, QSizeF size = {980, 420}, double scale = 1)
{
    return {source.topology(), stageCounts(source), size, scale};
}

DisplayList pictureOf(const SceneSource &source, QSizeF size = {980, 420})
{
    return stageForeground(source, layoutOf(source, size));
}

Box frameOf(const DisplayList &list, const QRectF &rect)
{
    const auto found = all<Box>(list, [&](const Box &box) { return box.rect == rect && box.stroke; });
    return found.empty() ? Box{} : found.front();
}

QStringList texts(const DisplayList &list, const QRectF &inside)
{
    QStringList found;
    for (const Label &label : all<Label>(list, [&](const Label &one) { return inside.contains(one.rect); }))
        found.push_back(label.text);
    return found;
}

/// What the words are written in, likewise.
std::vector<Role> textRoles(const DisplayList &list, const QRectF &inside)
{
    std::vector<Role> found;
    for (const Label &label : all<Label>(list, [&](const Label &one) { return inside.contains(one.rect); }))
        found.push_back(label.role);
    return found;
}

bool hasGlyph(const DisplayList &list, Glyph::Kind kind, const QRectF &inside)
{
    return !all<Glyph>(list, [&](const Glyph &one) { return one.kind == kind && inside.contains(one.rect); }).empty();
}

} // namespace

/// What the stage shows at exact moments of a run.
class TestStageScene : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void producersThatAreHeldUpAreSolidWithAPauseSignAndSayForHowLong()
    {
        RunSource source(crowded());
        source.runTo(500ms);
        const StageLayout layout = layoutOf(source);
        const DisplayList list = stageForeground(source, layout);
        const QStringList said = {"blocked for 200 ms", "blocked for 200 ms", "blocked for 300 ms"};
        for (std::uint32_t i = 0; i < 3; ++i) {
            const QRectF card = layout.task({producers, i});
            const Box frame = frameOf(list, card);
            QVERIFY(!frame.dashed);
            QCOMPARE(frame.fill, std::optional(Role::Waiting));
            QCOMPARE(frame.stroke, std::optional(Role::Waiting));
            const auto signs = all<Glyph>(list, [&](const Glyph &one) { return card.contains(one.rect); });
            QCOMPARE(signs.size(), std::size_t(1));
            QCOMPARE(signs[0].kind, Glyph::Kind::Pause);
            QCOMPARE(signs[0].role, Role::ItemText);
            QCOMPARE(texts(list, card), QStringList({QStringLiteral("Producer %1").arg(i + 1), said[int(i)]}));
            QVERIFY(textRoles(list, card) == (std::vector{Role::ItemText, Role::ItemText}));
        }
    }

    void aConsumerAtWorkIsSolidWithARingThatFillsWithTheWork()
    {
        RunSource source(crowded());
        source.runTo(500ms);
        const StageLayout layout = layoutOf(source);
        const DisplayList list = stageForeground(source, layout);
        const QRectF card = layout.task({consumers, 0});
        QVERIFY(!frameOf(list, card).dashed);
        QCOMPARE(frameOf(list, card).fill, std::optional(Role::Running));
        QCOMPARE(frameOf(list, card).stroke, std::optional(Role::Running));
        QCOMPARE(texts(list, card), QStringList({"Consumer 1", "working on 1"}));
        QVERIFY(textRoles(list, card) == (std::vector{Role::ItemText, Role::ItemText}));
        QVERIFY(!hasGlyph(list, Glyph::Kind::Pause, card));
        const auto rings = all<Arc>(list, [&](const Arc &arc) { return card.contains(arc.center); });
        QCOMPARE(rings.size(), std::size_t(2));
        QCOMPARE(rings.front().role, Role::ItemText); // all the way round, thinner
        QCOMPARE(rings.front().share, 1.0);
        QVERIFY(rings.front().width < rings.back().width);
        QCOMPARE(rings.back().role, Role::ItemText);
        QCOMPARE(rings.back().share, 0.4); // from 100 to 1100 ms
    }

    void aConsumerWithNothingToDoIsAQuietOutlineWithoutASign()
    {
        RunSource source(crowded());
        source.runTo(50ms);
        const StageLayout layout = layoutOf(source);
        const DisplayList list = stageForeground(source, layout);
        const QRectF card = layout.task({consumers, 0});
        const Box frame = frameOf(list, card);
        QVERIFY(!frame.dashed);
        QCOMPARE(frame.fill, std::optional(Role::Card));
        QCOMPARE(frame.stroke, std::optional(Role::Ready));
        QCOMPARE(frame.strokeWidth, 1.0);
        QVERIFY(all<Glyph>(list, [&](const Glyph &one) { return card.contains(one.rect); }).empty());
        QVERIFY(all<Arc>(list, [&](const Arc &arc) { return card.contains(arc.center); }).empty());
        QCOMPARE(texts(list, card), QStringList({"Consumer 1", "idle for 50 ms"}));
        QVERIFY(textRoles(list, card) == (std::vector{Role::Text, Role::TextMuted}));
    }

    void slotsHoldTheItemsOfTheChannelTheOldestNextToTheReceivers()
    {
        RunSource source(crowded());
        for (const Duration at : {0ms, 99ms, 100ms, 200ms, 500ms, 1100ms}) {
            source.runTo(at);
            source.motion = false;
            const StageLayout layout = layoutOf(source);
            const DisplayList list = stageForeground(source, layout);
            const std::deque<ItemId> &items = source.world().channels()[0].items;
            QCOMPARE(layout.channel(0).slots.size(), std::size_t(4));
            const auto discs = all<Disc>(list, [](const Disc &disc) { return disc.fill == Role::Running; });
            QCOMPARE(discs.size(), items.size());
            for (std::size_t i = 0; i < items.size(); ++i) {
                QCOMPARE(discs[i].center, layout.channel(0).slots[i]);
                QCOMPARE(discs[i].text, QString::number(items[i]));
            }
        }
        QCOMPARE(numbersOn(pictureOf(source), Role::Running), QStringList({"6", "5", "4", "3"}));
    }

    void whoWaitsStandsBeforeTheMouthInTheOrderInWhichTheyWillGetIn()
    {
        RunSource source(crowded());
        source.runTo(500ms);
        const StageLayout layout = layoutOf(source);
        const DisplayList list = stageForeground(source, layout);
        QCOMPARE(numbersOn(list, Role::Waiting), QStringList({"8", "7", "6"}));
        const auto discs = all<Disc>(list, [](const Disc &disc) { return disc.fill == Role::Waiting; });
        for (const Disc &disc : discs) {
            QVERIFY(disc.center.x() + disc.radius < layout.channel(0).mouth().x());
            QVERIFY(disc.center.x() - disc.radius > layout.task({producers, 0}).right());
            QCOMPARE(disc.center.y(), layout.channel(0).mouth().y());
        }
        QVERIFY(discs[0].center.x() - discs[1].center.x() > discs[0].radius + discs[1].radius);
        source.runTo(1100ms); // item 2 was taken: 6 is in, and its producer makes another
        QCOMPARE(numbersOn(pictureOf(source), Role::Waiting), QStringList({"8", "7"}));
    }

    void moreThanThreeThatWaitAreCounted()
    {
        RunSource source({{"producers", "10"},
                          {"interval", "100ms"},
                          {"interval-shape", "fixed"},
                          {"consumers", "0"},
                          {"capacity", "2"}});
        source.runTo(100ms);
        QCOMPARE(source.world().channels()[0].senders.size(), std::size_t(8));
        const DisplayList list = pictureOf(source);
        QCOMPARE(numbersOn(list, Role::Waiting), QStringList({"5", "4", "3"}));
        QVERIFY(labelSaying(list, "+5 more"));
    }

    void receiversThatWaitStandAtTheOtherEnd()
    {
        RunSource source({{"interval-shape", "fixed"}, {"producers", "1"}, {"consumers", "5"}});
        source.runTo(0s);
        const StageLayout layout = layoutOf(source);
        const DisplayList list = stageForeground(source, layout);
        const auto rings = all<Disc>(list, [](const Disc &disc) { return disc.dashed && disc.fill == Role::Card; });
        QCOMPARE(rings.size(), std::size_t(3));
        for (const Disc &ring : rings)
            QVERIFY(ring.center.x() - ring.radius >= layout.channel(0).end().x());
        QVERIFY(labelSaying(list, "+2 more"));
    }

    void theRimOfAFullChannelHasTheColourOfWaiting()
    {
        RunSource source(crowded());
        source.runTo(199ms);
        StageLayout layout = layoutOf(source);
        Box rim = frameOf(stageForeground(source, layout), layout.channel(0).rect);
        QCOMPARE(rim.stroke, std::optional(Role::Link));
        QVERIFY(labelSaying(pictureOf(source), "channel · 2 of 4"));
        source.runTo(200ms);
        layout = layoutOf(source);
        rim = frameOf(stageForeground(source, layout), layout.channel(0).rect);
        QCOMPARE(rim.stroke, std::optional(Role::Waiting));
        QVERIFY(!rim.dashed);
        QVERIFY(labelSaying(pictureOf(source), "channel · 4 of 4"));
        source.runTo(400ms);
        QVERIFY(labelSaying(pictureOf(source), "full 50 % of the run so far"));
    }

    void dropsAreCountedWhereTheyHappen()
    {
        RunSource source({{"producers", "1"},
                          {"interval", "100ms"},
                          {"interval-shape", "fixed"},
                          {"consumers", "0"},
                          {"capacity", "2"},
                          {"when-full", "drop-newest"}});
        source.runTo(500ms); // 1 and 2 are kept, 3, 4 and 5 are not
        QVERIFY(labelSaying(pictureOf(source), "full 60 % of the run so far · dropped 3 in all"));
        source.motion = false;
        QCOMPARE(numbersOn(pictureOf(source), Role::Running), QStringList({"2", "1"}));
    }

    void failedItemsHaveAPlaceOnlyOnceThereAreSome()
    {
        RunSource source({{"producers", "1"},
                          {"interval", "100ms"},
                          {"interval-shape", "fixed"},
                          {"consumers", "1"},
                          {"work", "50ms"},
                          {"failure-rate", "100%"}});
        source.motion = false;
        // The rims of the ends, and the number in each.
        const auto ends = [&] {
            const DisplayList list = pictureOf(source);
            std::vector<std::pair<std::optional<Role>, QStringList>> found;
            for (const Box &rim : all<Box>(list, [](const Box &box) { return box.strokeWidth == 3 && box.radius > 0; }))
                found.emplace_back(rim.stroke, texts(list, rim.rect));
            return found;
        };
        using Ends = decltype(ends());
        source.runTo(149ms);
        QVERIFY(ends() == (Ends{{Role::Done, {"0"}}}));
        QVERIFY(labelSaying(pictureOf(source), "done"));
        QVERIFY(!labelSaying(pictureOf(source), "failed"));
        source.runTo(250ms);
        QVERIFY(ends() == (Ends{{Role::Done, {"0"}}, {Role::Failed, {"2"}}}));
        QVERIFY(labelSaying(pictureOf(source), "failed"));
    }

    void aClosedPipelineHasLostNothingAndWhoIsDoneStays()
    {
        RunSource source({}, {}, "pipeline");
        source.runTo(5s);
        source.run.session.act({.action = 0}); // close the source
        source.runTo(20s);
        const DisplayList list = pictureOf(source);
        for (const char *channel : {"channel 1 · closed", "channel 2 · closed", "channel 3 · closed"})
            QVERIFY2(labelSaying(list, channel), channel);
        QVERIFY(labelSaying(list, "empty"));
        QVERIFY(wordsOf(list).filter("lost").isEmpty() && wordsOf(list).filter("gone").isEmpty());
        QVERIFY(wordsOf(list).filter("no ").isEmpty());
        QVERIFY(labelSaying(list, "Sink") && labelSaying(list, "done") && labelSaying(list, "cancelled"));
    }

    void aCrashIsSaidInNumbersWithTheTimeThatIsLeft()
    {
        RunSource source({{"producers", "1"},
                          {"interval", "100ms"},
                          {"interval-shape", "fixed"},
                          {"consumers", "0"},
                          {"when-full", "unbounded"},
                          {"memory-limit", "5"},
                          {"crash-delay", "2s"}});
        source.runTo(499ms);
        QVERIFY(wordsOf(pictureOf(source)).filter("died").isEmpty());
        source.runTo(1s); // it died at 500 ms
        const DisplayList list = pictureOf(source);
        QVERIFY(labelSaying(list, "The process has died: 5 items lost so far · restarts in 1.5 s"));
        QVERIFY(labelSaying(list, "channel · gone"));
        QVERIFY(labelSaying(list, "what it held is lost"));
        QVERIFY(labelSaying(list, "went down"));
        const auto pies = all<Arc>(list, [](const Arc &arc) { return arc.pie; });
        QCOMPARE(pies.size(), std::size_t(1));
        QCOMPARE(pies[0].share, 0.75);
        QVERIFY(hasGlyph(list, Glyph::Kind::Cross, layoutOf(source).task({producers, 0})));
        source.runTo(2800ms); // they have grown again
        const DisplayList anew = pictureOf(source);
        QVERIFY(wordsOf(anew).filter("died").isEmpty());
        const QRectF badge = layoutOf(source).task({producers, 0}).adjusted(0, -10, 0, 0); // on the upper edge
        QVERIFY(hasGlyph(anew, Glyph::Kind::Loop, badge));
        QVERIFY(texts(anew, badge).contains("×1"));
    }

    void anUnboundedChannelIsALevelWithANumber()
    {
        RunSource source({{"producers", "1"},
                          {"interval", "100ms"},
                          {"interval-shape", "fixed"},
                          {"consumers", "0"},
                          {"when-full", "unbounded"}});
        source.runTo(1600ms);
        const StageLayout layout = layoutOf(source);
        QVERIFY(layout.channel(0).slots.empty());
        const DisplayList list = stageForeground(source, layout);
        QVERIFY(labelSaying(list, "channel · unbounded · 16"));
        QVERIFY(labelSaying(list, "no task waits to send · memory ends at 100"));
        QCOMPARE(labelSaying(list, "16")->rect, layout.channel(0).rect);
        QVERIFY(frameOf(list, layout.channel(0).rect).dashed);
        // As much of what ends the process, at the end where items come out.
        const auto levels = all<Level>(list);
        QCOMPARE(levels.size(), std::size_t(1));
        QCOMPARE(levels[0].rect, layout.channel(0).rect);
        QCOMPARE(levels[0].share, 0.16);
        QCOMPARE(levels[0].fill, Role::Running);
    }

    void anUnboundedChannelIsAsFullAsMemoryIs()
    {
        const auto share = [](const char *limit, int items) {
            RunSource source({{"producers", "1"},
                              {"interval", "100ms"},
                              {"interval-shape", "fixed"},
                              {"consumers", "0"},
                              {"when-full", "unbounded"},
                              {"memory-limit", limit}});
            source.runTo(items * 100ms);
            return all<Level>(stageForeground(source, layoutOf(source))).at(0).share;
        };
        QCOMPARE(share("100", 62), 0.62);
        QCOMPARE(share("100", 93), 0.93);
        QCOMPARE(share("1000", 93), 0.093);
        // Without a limit: of the next power of two, from 64 on.
        QCOMPARE(share("0", 16), 0.25);
        QCOMPARE(share("0", 96), 0.75);
    }

    void aCounterIsAsWideAsItsNumber()
    {
        RunSource source({{"producers", "1"}, {"interval", "10ms"}, {"interval-shape", "fixed"}, {"work", "1ms"}});
        source.motion = false;
        for (const Duration at : {1s, 1000s}) {
            source.runTo(at);
            const StageLayout layout = layoutOf(source);
            const QString count = QString::number(source.world().items().done);
            const auto number = labelSaying(stageForeground(source, layout), count);
            QVERIFY(number);
            QCOMPARE(number->rect.center(), layout.terminal(0));
            QVERIFY(number->rect.width() >= 7.5 * static_cast<double>(count.size()) + 8);
        }
        QVERIFY(source.world().items().done > 99'990);
    }

    void aChannelOfMoreThanThirtyTwoIsALevelOfItsCapacity()
    {
        RunSource source({{"producers", "1"},
                          {"interval", "100ms"},
                          {"interval-shape", "fixed"},
                          {"consumers", "0"},
                          {"capacity", "40"}});
        source.runTo(1s);
        const StageLayout layout = layoutOf(source);
        QVERIFY(layout.channel(0).slots.empty());
        QCOMPARE(all<Level>(stageForeground(source, layout)).at(0).share, 0.25);
    }

    void aChannelHasAsManySlotsAsItsCapacityUpToThirtyTwo()
    {
        RunSource source({{"consumers", "0"}, {"interval", "10s"}});
        for (std::int64_t capacity = 1; capacity <= 256; ++capacity) {
            source.run.set("capacity", std::to_string(capacity));
            source.runTo(capacity * 1ms);
            QCOMPARE(stageCounts(source).slots[0], capacity <= 32 ? capacity : -1);
        }
    }

    void aCapacityTurnedBelowTheFillShowsTheSurplus()
    {
        RunSource source(crowded());
        source.run.schedule(500ms, "capacity", "2");
        source.runTo(600ms);
        const StageLayout layout = layoutOf(source);
        QCOMPARE(layout.channel(0).slots.size(), std::size_t(4));
        const DisplayList list = stageForeground(source, layout);
        QVERIFY(labelSaying(list, "channel · 4 of 2"));
        QVERIFY(labelSaying(list, "over its capacity: drains first"));
        QCOMPARE(numbersOn(list, Role::Running), QStringList({"3", "2"}));
        const auto surplus = all<Disc>(list,
                                       [](const Disc &disc) { return disc.fill == Role::Waiting && disc.dashed; });
        QCOMPARE(surplus.size(), std::size_t(2));
        QCOMPARE(surplus[0].text, QString("4"));
        QCOMPARE(surplus[0].stroke, std::optional(Role::Text));
        QCOMPARE(surplus[1].center, layout.channel(0).slots[3]);
    }

    void whereNobodyIsItIsSaid()
    {
        RunSource source({{"consumers", "0"}});
        QVERIFY(labelSaying(stageBackground(source, layoutOf(source)), "no consumers"));
        RunSource with({{"consumers", "1"}});
        QVERIFY(!labelSaying(stageBackground(with, layoutOf(with)), "no consumers"));
    }

    void whoWasLetGoLeavesNoGap()
    {
        RunSource source({{"producers", "3"}, {"interval", "1s"}, {"interval-shape", "fixed"}});
        source.run.schedule(100ms, "producers", "1");
        source.runTo(99ms);
        QCOMPARE(stageCounts(source).tasks[producers], 3u);
        source.runTo(100ms);
        QCOMPARE(stageCounts(source).tasks[producers], 1u);
        QVERIFY(!labelSaying(pictureOf(source), "Producer 2"));
        source.lookAt(99ms);
        QVERIFY(labelSaying(pictureOf(source), "Producer 2"));
    }

    void whoWasStoppedByASupervisorThatGaveUpKeepsItsPlace()
    {
        RunSource source({{"workers", "3"},
                          {"work", "100ms"},
                          {"work-shape", "fixed"},
                          {"failure-rate", "0%"},
                          {"max-restarts", "0"},
                          {"root-delay", "10s"}},
                         {}, "supervisor");
        constexpr std::uint32_t workers = 2;
        source.run.session.schedule({.at = Time{} + 350ms, .action = ActionCall{0, 1}});
        source.runTo(1s);
        const StageLayout layout = layoutOf(source);
        const DisplayList list = pictureOf(source);
        QCOMPARE(stageCounts(source).tasks[workers], 3u);
        const QStringList ends{"done", "failed", "done"};
        for (std::uint32_t i = 0; i < 3; ++i)
            QCOMPARE(texts(list, layout.task({workers, i})),
                     QStringList({QStringLiteral("Worker %1").arg(i + 1), ends[int(i)]}));
    }

    void theBackgroundHasAnEmptySlotForEachItemAndALinkForEachTask()
    {
        RunSource source(crowded());
        const StageLayout layout = layoutOf(source);
        const DisplayList list = stageBackground(source, layout);
        QCOMPARE(all<Disc>(list).size(), std::size_t(4));
        QVERIFY(!all<Disc>(list).front().fill);
        QCOMPARE(all<Curve>(list).size(), std::size_t(3 + 1 + 1)); // into the channel, out of it, and to "done"
    }

    void aDenseFieldHasACellPerTaskAndNoWords()
    {
        RunSource source({{"producers", "100"}, {"interval", "1s"}, {"interval-shape", "fixed"}, {"consumers", "8"}});
        const StageLayout layout = layoutOf(source);
        const DisplayList list = stageForeground(source, layout);
        QCOMPARE(layout.detail(producers), StageLayout::Detail::Cell);
        QCOMPARE(all<Box>(list, [&](const Box &box) { return layout.group(producers).contains(box.rect); }).size(),
                 std::size_t(100));
        QVERIFY(texts(list, layout.group(producers)).isEmpty());
        QCOMPARE(layout.detail(consumers), StageLayout::Detail::Short);
        QCOMPARE(texts(list, layout.task({consumers, 7})), QStringList({"C8", "idle"}));
    }

    void whatIsWrittenAtAChannelStaysInThePictureAndOffItsNeighbours()
    {
        RunSource source(crowded());
        source.run.schedule(500ms, "capacity", "2");
        source.runTo(600ms);
        for (const QSizeF &size : {QSizeF(520, 170), QSizeF(640, 200), QSizeF(980, 420), QSizeF(1400, 700)}) {
            for (const double scale : {1.0, 1.25}) {
                const StageLayout layout = layoutOf(source, size, scale);
                const DisplayList list = stageForeground(source, layout);
                const StageLayout::Capsule &capsule = layout.channel(0);
                const bool narrow = capsule.isNarrow(scale);
                const QString name = narrow ? "channel" : "channel · 4 of 2";
                const QString state = narrow ? "4 of 2" : "over its capacity: drains first";
                for (const QString &text : {name, state}) {
                    const auto label = labelSaying(list, text);
                    // In a low picture there is room for one of them, or for none.
                    QCOMPARE(label.has_value(), !capsule.bare && (text == name || !capsule.crowded));
                    if (!label)
                        continue;
                    QVERIFY(QRectF(QPointF(0, 0), size).contains(label->rect));
                    QVERIFY(label->rect.left() > layout.group(producers).right());
                    QVERIFY(label->rect.right() < layout.group(consumers).left());
                    QVERIFY(!label->rect.intersects(capsule.rect));
                }
                const QRectF done = labelSaying(list, "done")->rect;
                QVERIFY(QRectF(QPointF(0, 0), size).contains(done));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestStageScene)
#include "tst_stage_scene.moc"
