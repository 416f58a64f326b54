// SPDX-License-Identifier: MIT
#include "kernel/index_pool.h"

#include <QTest>

#include <optional>
#include <vector>

using namespace coroscope;

/// Numbers that their holders have to themselves.
class TestIndexPool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLowestFreeNumberIsTaken()
    {
        IndexPool pool;
        std::vector<std::optional<PooledIndex>> held;
        for (std::uint32_t i = 0; i < 5; ++i) {
            held.emplace_back(pool.take());
            QCOMPARE(held.back()->index(), i);
        }
        held[3].reset();
        held[1].reset();
        const PooledIndex one = pool.take();
        const PooledIndex three = pool.take();
        const PooledIndex five = pool.take();
        QCOMPARE(one.index(), 1u);
        QCOMPARE(three.index(), 3u);
        QCOMPARE(five.index(), 5u);
    }

    void aSpotThatIsMovedIsGivenBackOnce()
    {
        IndexPool pool;
        {
            PooledIndex first = pool.take();
            const PooledIndex second(std::move(first));
            QCOMPARE(second.index(), 0u);
        }
        const PooledIndex again = pool.take();
        const PooledIndex other = pool.take();
        QCOMPARE(again.index(), 0u);
        QCOMPARE(other.index(), 1u);
    }
};

QTEST_APPLESS_MAIN(TestIndexPool)
#include "tst_index_pool.moc"
