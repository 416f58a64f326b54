// SPDX-License-Identifier: MIT
#include "kernel/spots.h"

#include <QTest>

#include <optional>
#include <vector>

using namespace coroscope;

/// Numbers that their holders have to themselves.
class TestSpots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLowestFreeNumberIsTaken()
    {
        Spots spots;
        std::vector<std::optional<Spot>> held;
        for (std::uint32_t i = 0; i < 5; ++i) {
            held.emplace_back(spots.take());
            QCOMPARE(held.back()->index(), i);
        }
        held[3].reset();
        held[1].reset();
        const Spot one = spots.take();
        const Spot three = spots.take();
        const Spot five = spots.take();
        QCOMPARE(one.index(), 1u);
        QCOMPARE(three.index(), 3u);
        QCOMPARE(five.index(), 5u);
    }

    void aSpotThatIsMovedIsGivenBackOnce()
    {
        Spots spots;
        {
            Spot first = spots.take();
            const Spot second(std::move(first));
            QCOMPARE(second.index(), 0u);
        }
        const Spot again = spots.take();
        const Spot other = spots.take();
        QCOMPARE(again.index(), 0u);
        QCOMPARE(other.index(), 1u);
    }
};

QTEST_APPLESS_MAIN(TestSpots)
#include "tst_spots.moc"
