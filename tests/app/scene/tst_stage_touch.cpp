// SPDX-License-Identifier: MIT
#include "app/scene/run_source.h"
#include "scene/stage_counts.h"
#include "scene/stage_touch.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

using Kind = Subject::Kind;

StageLayout layoutOf(const SceneSource &source)
{
    return {source.topology(), stageCounts(source), QSizeF(1400, 600), 1};
}

constexpr Subject channel{.kind = Kind::Channel, .index = 0};
constexpr Subject threads{.kind = Kind::Threads};

} // namespace

/// What a pointer on the stage means.
class TestStageTouch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anItemIsFoundWhereItsDiscIs()
    {
        RunSource source({{"interval-shape", "fixed"}, {"interval", "100ms"}, {"capacity", "4"}, {"consumers", "2"}});
        source.runTo(5s);
        const StageLayout layout = layoutOf(source);
        const StageLayout::Capsule &capsule = layout.channel(0);
        const std::deque<ItemId> &items = source.world().channels().at(0).items;
        QCOMPARE(items.size(), std::size_t{4});
        for (std::size_t i = 0; i < items.size(); ++i) {
            const Subject found = drawnAt(capsule.slots[i] + QPointF(2, -2), channel, source.world(), layout);
            QCOMPARE(found, (Subject{.kind = Kind::Item, .item = items[i]}));
        }
        QCOMPARE(drawnAt(capsule.rect.topLeft() + QPointF(1, 1), channel, source.world(), layout), channel);
    }

    void theTaskThatWaitsInLineIsFoundBeforeTheChannel()
    {
        RunSource source({{"interval-shape", "fixed"}, {"interval", "100ms"}, {"capacity", "4"}, {"consumers", "2"}});
        source.runTo(5s);
        const StageLayout layout = layoutOf(source);
        const InLine first = source.world().channels().at(0).senders.at(0);
        const QRectF all = rectWithLine(channel, layout);
        const QPointF mouth = layout.channel(0).mouth();
        QVERIFY(all.left() < mouth.x() - 10);
        const Subject found = drawnAt(mouth - QPointF(layout.itemRadius() + 4, 0), channel, source.world(), layout);
        QCOMPARE(found.kind, Kind::Task);
        QCOMPARE(source.world().taskAt(found.place)->id, first.task);
    }

    void theTaskOnAThreadIsFoundWhereItSits()
    {
        RunSource source({{"threads", "2"}, {"compute", "2s"}}, {}, "task-spawning");
        source.runTo(5s);
        const StageLayout layout = layoutOf(source);
        const ThreadsView &view = source.world().threads();
        QCOMPARE(layout.sockets().size(), std::size_t{2});
        int held = 0;
        for (std::size_t i = 0; i < 2; ++i) {
            const Subject found = drawnAt(layout.sockets()[i].center(), threads, source.world(), layout);
            if (view.holders[i] == 0) {
                QCOMPARE(found, threads);
                continue;
            }
            ++held;
            QCOMPARE(found.kind, Kind::Task);
            QCOMPARE(source.world().taskAt(found.place)->id, view.holders[i]);
        }
        QVERIFY(held > 0);
    }

    void whoHoldsALockIsFoundInIt()
    {
        RunSource source({}, {}, "less-shared-state");
        source.runTo(5s);
        const StageLayout layout = layoutOf(source);
        const Subject lock{.kind = Kind::Lock, .index = 0};
        const LockView &view = source.world().locks().at(0);
        QVERIFY(view.holder != 0);
        const Subject found = drawnAt(layout.lock(0).slots.at(0), lock, source.world(), layout);
        QCOMPARE(found.kind, Kind::Task);
        QCOMPARE(source.world().taskAt(found.place)->id, view.holder);
    }
};

QTEST_APPLESS_MAIN(TestStageTouch)
#include "tst_stage_touch.moc"
