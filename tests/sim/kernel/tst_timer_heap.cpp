// SPDX-License-Identifier: MIT
#include "kernel/random.h"
#include "kernel/timer_heap.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <deque>
#include <vector>

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

struct Named final : Timer {
    explicit Named(int name) : name(name) { }
    void due() override { }
    int name;
};

Time at(int ms)
{
    return Time{} + std::chrono::milliseconds(ms);
}

/// Timers 0, 1 … armed for these moments, in ms.
struct Armed {
    explicit Armed(std::initializer_list<int> moments)
    {
        for (const int ms : moments)
            heap.arm(timers.emplace_back(int(timers.size())), at(ms));
    }
    std::deque<Named> timers;
    TimerHeap heap;

    /// All that are armed, in the order in which they become due.
    QList<int> drained()
    {
        QList<int> names;
        while (!heap.empty())
            names.push_back(static_cast<Named &>(heap.takeFirst()).name);
        return names;
    }
};

} // namespace

/// The order in which timers become due.
class TestTimerHeap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyOneIsNeverDue()
    {
        Armed none({});
        QVERIFY(none.heap.empty());
        QCOMPARE(none.heap.first(), never);
    }

    void theEarliestComesFirst()
    {
        Armed some({50, 20, 90, 10, 30, 80, 70, 60, 40});
        QCOMPARE(some.heap.first(), at(10));
        QCOMPARE(some.drained(), (QList<int>{3, 1, 4, 8, 0, 7, 6, 5, 2}));
        QCOMPARE(some.heap.first(), never);
    }

    void equalMomentsComeInTheOrderOfArming()
    {
        Armed some({5, 1, 5, 1, 5, 1, 5, 1, 5, 1, 5, 1});
        QCOMPARE(some.drained(), (QList<int>{1, 3, 5, 7, 9, 11, 0, 2, 4, 6, 8, 10}));
    }

    void aTimerIsArmedUntilItIsTakenOrDisarmed()
    {
        Armed some({1, 2});
        QVERIFY(some.timers[0].armed() && some.timers[1].armed());
        QCOMPARE(&some.heap.takeFirst(), &some.timers[0]);
        QVERIFY(!some.timers[0].armed());
        some.heap.disarm(some.timers[1]);
        QVERIFY(!some.timers[1].armed());
        QVERIFY(some.heap.empty());
    }

    void theOnlyOneIsNotArmedWhenItHasBeenTaken()
    {
        Armed some({1});
        some.heap.takeFirst();
        QVERIFY(!some.timers[0].armed());
        QVERIFY(some.heap.empty());
    }

    void disarmingOneThatIsNotArmedDoesNothing()
    {
        Armed some({2, 1});
        Named other(9);
        some.heap.disarm(other);
        some.heap.disarm(some.heap.takeFirst());
        QCOMPARE(some.drained(), QList<int>{0});
    }

    void oneCanBeDisarmedInAnyPlace()
    {
        const QList<int> order{3, 1, 4, 8, 0, 7, 6, 5, 2};
        for (int name = 0; name < 9; ++name) {
            Armed some({50, 20, 90, 10, 30, 80, 70, 60, 40});
            some.heap.disarm(some.timers[std::size_t(name)]);
            QList<int> expected = order;
            expected.removeOne(name);
            QCOMPARE(some.drained(), expected);
        }
    }

    void disarmingMayBringTheLastOneUp()
    {
        // The last one, 3, stands below 2. Moved into the gap below 100 it has to rise above that.
        Armed some({1, 100, 2, 4, 5, 101, 102, 103, 104, 3});
        some.heap.disarm(some.timers[6]);
        QCOMPARE(some.drained(), (QList<int>{0, 2, 9, 3, 4, 1, 5, 7, 8}));
    }

    void armedAnewItComesAfterAllOthersOfTheMoment()
    {
        Armed some({10, 10, 10, 20});
        some.heap.rearm(some.timers[0], at(10));
        QCOMPARE(some.drained(), (QList<int>{1, 2, 0, 3}));
    }

    void whenTheFirstOfTheMomentHasBeenTakenTheNextToBeArmedStillComesAfterTheRest()
    {
        Armed some({10, 10, 10});
        Named later(3);
        some.heap.takeFirst();
        some.heap.arm(later, at(10));
        QCOMPARE(some.drained(), (QList<int>{1, 2, 3}));
    }

    void armedAnewItMayComeSoonerOrLater()
    {
        Armed some({10, 20, 30, 40});
        some.heap.rearm(some.timers[3], at(5));
        QCOMPARE(some.heap.first(), at(5));
        some.heap.rearm(some.timers[0], at(25));
        QCOMPARE(some.drained(), (QList<int>{3, 1, 0, 2}));
    }

    void agreesWithASortedListWhateverIsDone()
    {
        struct Entry {
            Time time;
            int name;
        };
        Random random(1, "timers", 0);
        Armed some({});
        for (int i = 0; i < 300; ++i)
            some.timers.emplace_back(i);
        std::vector<Entry> reference; // sorted by time, stable
        const auto drop = [&](int name) { std::erase_if(reference, [&](const Entry &e) { return e.name == name; }); };
        int taken = 0;
        for (int step = 0; step < 50'000; ++step) {
            const int name = int(random.below(300));
            Named &timer = some.timers[std::size_t(name)];
            switch (random.below(4)) {
            case 0:
            case 1: {
                const Time time = at(int(random.below(50))); // few moments, many ties
                some.heap.rearm(timer, time);
                drop(name);
                const auto after = std::upper_bound(reference.begin(), reference.end(), time,
                                                    [](Time wanted, const Entry &e) { return wanted < e.time; });
                reference.insert(after, {time, name});
                break;
            }
            case 2:
                some.heap.disarm(timer);
                drop(name);
                break;
            default:
                if (reference.empty())
                    break;
                QCOMPARE(static_cast<Named &>(some.heap.takeFirst()).name, reference.front().name);
                reference.erase(reference.begin());
                ++taken;
            }
            QCOMPARE(some.heap.empty(), reference.empty());
            QCOMPARE(some.heap.first(), reference.empty() ? never : reference.front().time);
            const bool listed = std::any_of(reference.begin(), reference.end(),
                                            [&](const Entry &e) { return e.name == name; });
            QCOMPARE(timer.armed(), listed);
        }
        QVERIFY(taken > 10'000);
        QList<int> rest;
        for (const Entry &entry : reference)
            rest.push_back(entry.name);
        QCOMPARE(some.drained(), rest);
    }
};

QTEST_APPLESS_MAIN(TestTimerHeap)
#include "tst_timer_heap.moc"
