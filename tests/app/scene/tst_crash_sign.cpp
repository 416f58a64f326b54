// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/hand_source.h"
#include "app/scene/run_source.h"
#include "scene/crash_sign.h"
#include "scene/stage_counts.h"
#include "scene/stage_scene.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// Dead from 500 ms on, for two seconds.
RunSource dying()
{
    return RunSource({{"producers", "3"},
                      {"interval", "100ms"},
                      {"interval-shape", "fixed"},
                      {"consumers", "2"},
                      {"work", "10s"},
                      {"when-full", "unbounded"},
                      {"memory-limit", "10"},
                      {"crash-delay", "2s"}});
}

/// The box of the sign, and its words.
std::pair<QRectF, Label> signOn(const DisplayList &list)
{
    const auto boxes = all<Box>(list,
                                [](const Box &box) { return box.fill == Role::Card && box.stroke == Role::Failed; });
    const auto labels = all<Label>(list,
                                   [](const Label &label) { return label.text.startsWith("The process has died"); });
    return boxes.empty() || labels.empty() ? std::pair<QRectF, Label>() : std::pair(boxes.back().rect, labels.front());
}

} // namespace

/// What says that the process is dead.
class TestCrashSign : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itCoversNothingWhereThereIsRoom_data()
    {
        QTest::addColumn<QSizeF>("size");
        QTest::newRow("alone") << QSizeF(1100, 520);
        QTest::newRow("beside the figures") << QSizeF(880, 400);
        QTest::newRow("one of two") << QSizeF(900, 250);
    }
    void itCoversNothingWhereThereIsRoom()
    {
        QFETCH(QSizeF, size);
        RunSource source = dying();
        source.runTo(1s);
        const StageLayout layout(source.topology(), stageCounts(source), size, 1);
        const DisplayList list = stageForeground(source, layout);
        const QRectF sign = signOn(list).first;
        QVERIFY(!sign.isEmpty());
        QVERIFY(QRectF(QPointF(), size).contains(sign));
        for (const std::uint32_t group : {0u, 1u}) {
            for (std::uint32_t i = 0; i < layout.counts().tasks[group]; ++i)
                QVERIFY(!sign.intersects(layout.task({group, i})));
        }
        QVERIFY(!sign.intersects(layout.channel(0).rect.adjusted(0, -28, 0, 28)));
        const QPointF rim(layout.terminalRadius(), layout.terminalRadius());
        QVERIFY(!sign.intersects(QRectF(layout.terminal(0) - rim, layout.terminal(0) + rim)));
    }

    void itKeepsOutOfTheWayOfALine()
    {
        RunSource source = dying();
        source.runTo(1s);
        const StageLayout layout(source.topology(), stageCounts(source), {1100, 520}, 1);
        DisplayList free;
        appendCrash(free, source, layout);
        const QRectF wish = signOn(free).first;
        QCOMPARE(wish.center().x(), 550.0);
        QCOMPARE(wish.top(), 12.0);
        DisplayList crossed{Line{.points = QPolygonF{{550, 0}, {550, 200}}, .role = Role::Text}};
        appendCrash(crossed, source, layout);
        QVERIFY(signOn(crossed).first.top() > 200);
    }

    void itsWordsAreInItsMiddleUnlessAPieStandsBeforeThem()
    {
        using enum EventKind;
        const auto listOf = [](const SceneSource &source) {
            DisplayList list;
            appendCrash(list, source, {source.topology(), stageCounts(source), {1100, 520}, 1});
            return list;
        };
        RunSource source = dying();
        source.runTo(1s);
        const DisplayList anew = listOf(source);
        QVERIFY(signOn(anew).first.contains(signOn(anew).second.rect));
        QVERIFY(all<Arc>(anew).at(0).center.x() < signOn(anew).second.rect.left());
        const DisplayList forGood = listOf(HandSource({}, {happened(1s, ProcessCrashed)}));
        const auto [sign, label] = signOn(forGood);
        QCOMPARE(label.text, QString("The process has died"));
        QCOMPARE(label.align, Qt::Alignment(Qt::AlignCenter));
        QVERIFY(std::abs(label.rect.center().x() - sign.center().x()) < 5);
        QVERIFY(all<Arc>(forGood).empty());
    }
};

QTEST_APPLESS_MAIN(TestCrashSign)
#include "tst_crash_sign.moc"
