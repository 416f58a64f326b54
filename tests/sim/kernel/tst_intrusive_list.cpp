// SPDX-License-Identifier: MIT
#include "kernel/intrusive_list.h"

#include <QList>
#include <QTest>

#include <optional>

using namespace coroscope;

namespace {

struct Linked : ListLink<Linked> {
    explicit Linked(int number) : name(number) { }
    int name;
};

struct Node : ListNode<Node> {
    explicit Node(int number) : name(number) { }
    int name;
};

template <typename T>
QList<int> namesIn(const IntrusiveList<T> &list)
{
    QList<int> names;
    list.forEach([&](const T &object) { names.push_back(object.name); });
    return names;
}

} // namespace

class TestIntrusiveList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrderInWhichObjectsCame()
    {
        Linked a(1), b(2), c(3);
        IntrusiveList<Linked> list;
        QVERIFY(list.empty());
        for (Linked *object : {&b, &a, &c})
            list.pushBack(*object);
        QCOMPARE(namesIn(list), (QList<int>{2, 1, 3}));
        QCOMPARE(list.popFront().name, 2);
        QCOMPARE(namesIn(list), (QList<int>{1, 3}));
    }

    void anObjectLeavesFromTheMiddleAndMayComeBack()
    {
        Linked a(1), b(2), c(3);
        IntrusiveList<Linked> list;
        for (Linked *object : {&a, &b, &c})
            list.pushBack(*object);
        b.unlink();
        QCOMPARE(namesIn(list), (QList<int>{1, 3}));
        list.pushBack(b);
        QCOMPARE(namesIn(list), (QList<int>{1, 3, 2}));
    }

    void anObjectMayLeaveAListThatIsGone()
    {
        Linked a(1), b(2);
        IntrusiveList<Linked> other;
        {
            IntrusiveList<Linked> list;
            list.pushBack(a);
            list.pushBack(b);
        }
        a.unlink();
        b.unlink();
        other.pushBack(b);
        QCOMPARE(namesIn(other), (QList<int>{2}));
    }

    void aNodeKnowsWhetherItStandsInAList()
    {
        Node a(1);
        QVERIFY(!a.linked());
        a.unlink(); // changes nothing
        {
            IntrusiveList<Node> list;
            list.pushBack(a);
            QVERIFY(a.linked());
            list.popFront();
            QVERIFY(!a.linked());
            list.pushBack(a);
        }
        QVERIFY(!a.linked());
    }

    void aNodeThatIsDestroyedLeavesItsList()
    {
        std::optional<Node> a(std::in_place, 1);
        Node b(2);
        IntrusiveList<Node> list;
        list.pushBack(*a);
        list.pushBack(b);
        a.reset();
        QCOMPARE(namesIn(list), (QList<int>{2}));
    }
};

QTEST_APPLESS_MAIN(TestIntrusiveList)
#include "tst_intrusive_list.moc"
