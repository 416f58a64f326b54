// SPDX-License-Identifier: MIT
#include "kernel/random.h"
#include "kernel/ring.h"

#include <QTest>

#include <deque>
#include <memory>

using namespace coroscope;

namespace {

/// A number that can only be moved, and counts how many of its kind there are.
class Counted
{
public:
    explicit Counted(int value) : m_value(std::make_unique<int>(value)) { ++alive; }
    Counted(Counted &&other) noexcept : m_value(std::move(other.m_value)) { ++alive; }
    Counted &operator=(Counted &&) = delete;
    ~Counted() { --alive; }
    int value() const { return m_value ? *m_value : -1; }

    static inline int alive = 0;

private:
    std::unique_ptr<int> m_value;
};

/// A ring whose front is in the middle of its block: @p size elements 0, 1 …, the last of them wrapped around.
void fillWrapped(Ring<Counted> &ring, int size)
{
    for (int i = 0; i < 10; ++i)
        ring.pushBack(Counted(-1));
    for (int i = 0; i < 10; ++i)
        ring.popFront();
    for (int i = 0; i < size; ++i)
        ring.pushBack(Counted(i));
}

} // namespace

/// The queue in one block of memory.
class TestRing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QCOMPARE(Counted::alive, 0); }

    void aNewOneIsEmpty()
    {
        const Ring<Counted> ring;
        QVERIFY(ring.empty());
        QCOMPARE(ring.size(), std::size_t{0});
    }

    void firstInIsFirstOut()
    {
        Ring<Counted> ring;
        for (int i = 0; i < 5; ++i)
            ring.pushBack(Counted(i));
        QCOMPARE(ring.front().value(), 0);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(ring.popFront().value(), i);
        QVERIFY(ring.empty());
    }

    void positionsCountFromTheFrontAlsoWhereItIsWrapped()
    {
        Ring<Counted> ring;
        fillWrapped(ring, 12);
        for (int i = 0; i < 12; ++i)
            QCOMPARE(ring[std::size_t(i)].value(), i);
    }

    void growingWhileWrappedKeepsTheOrder()
    {
        for (const int size : {16, 17, 32, 33, 100}) {
            Ring<Counted> ring;
            fillWrapped(ring, size);
            QCOMPARE(ring.size(), std::size_t(size));
            QCOMPARE(Counted::alive, size);
            for (int i = 0; i < size; ++i)
                QCOMPARE(ring.popFront().value(), i);
        }
    }

    void anElementIsDestroyedWhenItIsTakenOut()
    {
        Ring<Counted> ring;
        fillWrapped(ring, 3);
        QCOMPARE(Counted::alive, 3);
        ring.popFront();
        QCOMPARE(Counted::alive, 2);
    }

    void whatIsLeftIsDestroyedWithTheRing()
    {
        {
            Ring<Counted> ring;
            fillWrapped(ring, 14);
            QCOMPARE(Counted::alive, 14);
        }
        QCOMPARE(Counted::alive, 0);
    }

    void agreesWithADequeWhateverIsDone()
    {
        Random random(1, "ring", 0);
        Ring<Counted> ring;
        std::deque<int> reference;
        std::size_t longest = 0;
        for (int step = 0; step < 20'000; ++step) {
            const bool growing = step / 500 % 2 == 0;
            if (reference.empty() || random.chance(growing ? 0.7 : 0.3)) {
                ring.pushBack(Counted(step));
                reference.push_back(step);
            } else {
                QCOMPARE(ring.popFront().value(), reference.front());
                reference.pop_front();
            }
            longest = std::max(longest, reference.size());
            QCOMPARE(ring.size(), reference.size());
            QCOMPARE(ring.empty(), reference.empty());
            if (reference.empty())
                continue;
            QCOMPARE(ring.front().value(), reference.front());
            const std::size_t any = random.below(reference.size());
            QCOMPARE(ring[any].value(), reference[any]);
        }
        QVERIFY(longest > 128); // it has grown a few times
    }
};

QTEST_APPLESS_MAIN(TestRing)
#include "tst_ring.moc"
