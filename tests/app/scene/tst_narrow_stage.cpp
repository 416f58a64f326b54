// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/run_source.h"
#include "scene/stage_counts.h"
#include "scene/stage_scene.h"
#include "scene/task_look.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr QSizeF small(592, 213); // of a window of 1024×700
constexpr QSizeF usual(882, 340); // of one of 1600×1000, below advice

StageLayout layoutOf(const SceneSource &source, QSizeF size)
{
    return {source.topology(), stageCounts(source), size, 1};
}

std::uint32_t groupCalled(const Topology &topology, std::string_view id)
{
    for (std::uint32_t i = 0; i < topology.groups.size(); ++i) {
        if (topology.groups[i].id == id)
            return i;
    }
    return ~0u;
}

std::vector<Label> labelsIn(const DisplayList &list, const QRectF &rect)
{
    return all<Label>(list, [&](const Label &label) { return rect.contains(label.rect); });
}

RunSource service()
{
    return RunSource({}, {}, "resilient-service");
}

} // namespace

/// The stage where there is little room.
class TestNarrowStage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNarrowCardHasItsNameOnALineOfItsOwnAndItsSignBelow()
    {
        RunSource source = service();
        source.motion = false; // nobody waits for what is on its way
        std::size_t cardsWithSign = 0;
        for (const Duration at : {12s, 13s, 14s, 15s, 16s}) {
            source.runTo(at);
            const StageLayout layout = layoutOf(source, small);
            const DisplayList list = stageForeground(source, layout);
            for (const std::string_view id : {"clients", "renderer", "replier"}) {
                const std::uint32_t group = groupCalled(source.topology(), id);
                const QRectF card = layout.task({group, 0});
                QVERIFY(card.width() < 104);
                const std::vector<Label> labels = labelsIn(list, card);
                QCOMPARE(labels.size(), std::size_t{1}); // no phrase
                QCOMPARE(labels.front().text.toStdString(), std::string(source.topology().groups[group].label));
                QVERIFY(labels.front().rect.width() > card.width() - 12);
                const auto signs = all<Glyph>(list, [&](const Glyph &glyph) { return card.contains(glyph.rect); });
                const auto rings = all<Arc>(list, [&](const Arc &arc) { return card.contains(arc.center); });
                const Condition condition = conditionOf(*source.world().taskAt({group, 0}), source.world(),
                                                        source.topology());
                QCOMPARE(rings.size(), condition == Condition::Running ? std::size_t(2) : std::size_t(0));
                QCOMPARE(signs.size(), lookOf(condition, false).glyph ? std::size_t(1) : std::size_t(0));
                for (const Glyph &sign : signs)
                    QVERIFY(sign.rect.top() >= labels.front().rect.bottom() - 4);
                for (const Arc &ring : rings)
                    QVERIFY(ring.center.y() - ring.radius >= labels.front().rect.bottom() - 4);
                cardsWithSign += rings.empty() && signs.empty() ? 0u : 1u;
            }
        }
        QVERIFY(cardsWithSign > 0);
    }

    void aWideCardHasBoth()
    {
        RunSource source = service();
        source.runTo(12s);
        const StageLayout layout = layoutOf(source, {1600, 420});
        const QRectF card = layout.task({groupCalled(source.topology(), "renderer"), 0});
        QCOMPARE(labelsIn(stageForeground(source, layout), card).size(), std::size_t{2});
    }

    void whoWaitsAtTheEndOfAChannelStandsInTheGapBehindIt()
    {
        for (const QSizeF size : {small, usual}) {
            RunSource source = service();
            source.runTo(12s);
            const StageLayout layout = layoutOf(source, size);
            const std::uint32_t workers = groupCalled(source.topology(), "worker");
            const QRectF taken = layout.group(workers);
            const auto inTheWay = all<Disc>(stageForeground(source, layout), [&](const Disc &disc) {
                return disc.dashed && disc.radius == 8 && taken.contains(disc.center);
            });
            QVERIFY(inTheWay.empty());
        }
    }

    void stagesAreCalledByTheirBriefNamesAndNumberedWhereTheyAreMany()
    {
        RunSource source({{"workers-2", "2"}}, {}, "pipeline");
        source.runTo(5s);
        const StageLayout layout = layoutOf(source, {1600, 420});
        const DisplayList list = stageForeground(source, layout);
        const QStringList words = wordsOf(list);
        QVERIFY(words.contains(QStringLiteral("Stage 1")));
        QVERIFY(words.contains(QStringLiteral("Stage 2 · 1")));
        QVERIFY(words.contains(QStringLiteral("Stage 2 · 2")));
        QVERIFY(words.contains(QStringLiteral("Source")));
    }

    void channelsOneAboveTheOtherKeepTheirNamesApart()
    {
        RunSource source({{"stages", "6"}, {"on-failure", "dead-letter"}, {"failure-rate", "10%"}}, {}, "pipeline");
        source.runTo(12s);
        const StageLayout layout = layoutOf(source, usual);
        const DisplayList list = stageForeground(source, layout);
        const auto &channels = source.topology().channels;
        int crowded = 0;
        for (std::uint32_t i = 0; i < channels.size(); ++i) {
            if (!layout.shows({NodeRef::Kind::Channel, i}))
                continue;
            const StageLayout::Capsule &capsule = layout.channel(i);
            const auto above = all<Label>(list, [&](const Label &label) {
                return label.strong && label.text.startsWith(QString::fromLatin1(channels[i].label.data()))
                    && std::abs(label.rect.center().x() - capsule.rect.center().x()) < 1;
            });
            QCOMPARE(above.size(), std::size_t{1});
            QVERIFY(above.front().rect.bottom() <= capsule.rect.top());
            for (std::uint32_t j = 0; j < channels.size(); ++j) {
                if (layout.shows({NodeRef::Kind::Channel, j}))
                    QVERIFY(!above.front().rect.intersects(layout.channel(j).rect));
            }
            crowded += capsule.crowded ? 1 : 0;
        }
        QCOMPARE(crowded, 2); // the last channel and the dead letters
    }

    void inADenseFieldTheSignSaysHowATaskHasEnded()
    {
        RunSource source({{"tasks", "60"}, {"threads", "32"}, {"failure-rate", "10%"}}, {}, "task-spawning");
        source.runTo(2500ms);
        const StageLayout layout = layoutOf(source, usual);
        const std::uint32_t tasks = groupCalled(source.topology(), "task");
        QCOMPARE(layout.detail(tasks), StageLayout::Detail::Cell);
        const auto signs = all<Glyph>(stageForeground(source, layout),
                                      [&](const Glyph &glyph) { return layout.group(tasks).contains(glyph.rect); });
        const auto count = [&](Glyph::Kind kind, Role role) {
            return std::count_if(signs.begin(), signs.end(),
                                 [&](const Glyph &sign) { return sign.kind == kind && sign.role == role; });
        };
        QVERIFY(count(Glyph::Kind::Tick, Role::Done) > 0);
        QVERIFY(count(Glyph::Kind::Cross, Role::Failed) > 0);
        QCOMPARE(count(Glyph::Kind::Cross, Role::Done), 0);
        QCOMPARE(count(Glyph::Kind::Cross, Role::Failed) + count(Glyph::Kind::Tick, Role::Done)
                     + count(Glyph::Kind::Strike, Role::Cancelled),
                 static_cast<std::ptrdiff_t>(signs.size()));
    }

    void besideDistrictsEndsHaveRoomForTheirNames()
    {
        RunSource source = service();
        source.runTo(12s);
        const StageLayout::Counts counts = stageCounts(source);
        std::size_t seen = 0;
        for (const double scale : {1.0, 1.25}) {
            for (int height = 240; height <= 520; height += 20) {
                const StageLayout layout(source.topology(), counts, QSizeF(882, height), scale);
                std::vector<double> ends;
                for (std::uint32_t i = 0; i < counts.terminals.size(); ++i) {
                    if (counts.terminals[i])
                        ends.push_back(layout.terminal(i).y());
                }
                if (layout.terminalsInLines() || layout.district(0).empty() || ends.size() < 2)
                    continue;
                ++seen;
                QVERIFY2(ends[1] - ends[0] >= 2 * layout.terminalRadius() + 25 * scale - 0.5,
                         qPrintable(QString::number(height)));
            }
        }
        QVERIFY(seen > 4);
    }
};

QTEST_APPLESS_MAIN(TestNarrowStage)
#include "tst_narrow_stage.moc"
