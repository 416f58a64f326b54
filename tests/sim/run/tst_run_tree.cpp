// SPDX-License-Identifier: MIT
#include "run/run_tree.h"

#include <QTest>

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Change turned(Duration at, std::int64_t value)
{
    return {.at = Time{} + at, .parameter = 3, .value = value};
}

/// A run of 20 s, left at 5 s and, from there, at 8 s.
RunTree tree()
{
    RunTree tree;
    tree.update({turned(2s, 1), turned(5s, 2), turned(9s, 3)}, 20s);
    tree.branch(Time{} + 5s);
    tree.update({turned(2s, 1), turned(5s, 2), turned(6s, 7)}, 12s);
    tree.branch(Time{} + 8s);
    return tree;
}

} // namespace

/// Runs that part from each other.
class TestRunTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itBeginsWithOneRun()
    {
        RunTree tree;
        QVERIFY(tree.empty());
        tree.update({turned(2s, 1)}, 20s);
        QCOMPARE(tree.branches().size(), std::size_t{1});
        QCOMPARE(tree.branches()[0].length, Duration(20s));
        QCOMPARE(tree.current(), std::size_t{0});
        QVERIFY(!tree.canRemove(0));
    }

    void aBranchHasThePastAndNotTheFuture()
    {
        const RunTree all = tree();
        QCOMPARE(all.current(), std::size_t{2});
        const RunTree::Branch &first = all.branches()[1];
        QCOMPARE(first.parent, std::size_t{0});
        QCOMPARE(first.from, Time{} + 5s);
        const RunTree::Branch &second = all.branches()[2];
        QCOMPARE(second.parent, std::size_t{1});
        // What was done at the very moment is the past of both.
        QCOMPARE(second.changes, (std::vector<Change>{turned(2s, 1), turned(5s, 2), turned(6s, 7)}));
        QCOMPARE(second.length, Duration(8s));
        // And what was left stays as it was.
        QCOMPARE(all.branches()[0].changes.size(), std::size_t{3});
        QCOMPARE(all.branches()[0].length, Duration(20s));
    }

    void oneCanGoBackAndBranchAnew()
    {
        RunTree all = tree();
        all.goTo(0);
        all.branch(Time{} + 1s);
        QCOMPARE(all.current(), std::size_t{3});
        QCOMPARE(all.branches()[3].parent, std::size_t{0});
        QVERIFY(all.branches()[3].changes.empty());
    }

    void twoPartWhereTheFirstOfThemLeftTheOther()
    {
        RunTree all = tree();
        all.goTo(0);
        all.branch(Time{} + 11s);
        QCOMPARE(all.parting(0, 1), Time{} + 5s);
        QCOMPARE(all.parting(2, 0), Time{} + 5s);
        QCOMPARE(all.parting(1, 2), Time{} + 8s);
        QCOMPARE(all.parting(3, 2), Time{} + 5s);
        QCOMPARE(all.parting(2, 2), never);
    }

    void whatTheCurrentOneCameFromStays()
    {
        RunTree all = tree();
        QVERIFY(!all.canRemove(0));
        QVERIFY(!all.canRemove(1));
        QVERIFY(!all.canRemove(2));
        QVERIFY(!all.canRemove(3));
        all.goTo(0);
        QVERIFY(!all.canRemove(0));
        QVERIFY(all.canRemove(1));
    }

    void oneIsRemovedWithWhatPartsFromIt()
    {
        RunTree all = tree();
        all.goTo(0);
        all.branch(Time{} + 3s);
        all.branch(Time{} + 4s);
        QCOMPARE(all.current(), std::size_t{4});
        all.remove(1);
        QCOMPARE(all.branches().size(), std::size_t{3});
        QCOMPARE(all.current(), std::size_t{2});
        QCOMPARE(all.branches()[1].from, Time{} + 3s);
        QCOMPARE(all.branches()[1].parent, std::size_t{0});
        QCOMPARE(all.branches()[2].from, Time{} + 4s);
        QCOMPARE(all.branches()[2].parent, std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(TestRunTree)
#include "tst_run_tree.moc"
