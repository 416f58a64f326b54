// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "items/state_swatch.h"
#include "scene/look_words.h"
#include "scene/task_look.h"

#include <QSignalSpy>
#include <QTest>

#include <array>

using namespace coroscope;
using namespace coroscope::test;

Q_DECLARE_METATYPE(coroscope::TaskLook)

namespace {

constexpr std::array conditions = {Condition::Ready,   Condition::Running, Condition::Idle,
                                   Condition::Blocked, Condition::Holding, Condition::Hung,
                                   Condition::Done,    Condition::Failed,  Condition::Cancelled};
constexpr QRectF swatch(0, 0, 15, 15);

DisplayList figuresOf(const QString &look)
{
    StateSwatch item;
    item.setSize(swatch.size());
    item.setLook(look);
    return item.figures();
}

} // namespace

/// The legend's samples: each shows what tasks of its condition look like.
class TestStateSwatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itSaysWhatItMeans()
    {
        StateSwatch item;
        QCOMPARE(item.meaning(), QString());
        item.setLook(QStringLiteral("idle"));
        QCOMPARE(item.name(), QStringLiteral("waiting"));
        QCOMPARE(item.meaning(), QStringLiteral("waiting by design"));
        for (std::size_t look = 0; look < lookCount; ++look) {
            item.setLook(nameOfLook(look));
            QVERIFY2(!item.name().isEmpty() && !item.meaning().isEmpty(), qPrintable(item.look()));
        }
        item.setLook(QStringLiteral("restarted"));
        QCOMPARE(item.meaning(), QStringLiteral("restarted"));
    }

    void aSampleLooksAsTasksDo_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<TaskLook>("look");
        for (const Condition condition : conditions)
            QTest::newRow(qPrintable(nameOf(condition))) << nameOf(condition) << lookOf(condition, false);
        QTest::newRow("orphaned") << QStringLiteral("orphaned") << lookOf(Condition::Running, true);
    }
    void aSampleLooksAsTasksDo()
    {
        QFETCH(const QString, name);
        QFETCH(const TaskLook, look);
        const DisplayList list = figuresOf(name);
        const bool isSignAlone = look.glyph && !look.solid && !look.hatched;
        const auto outlines = all<Box>(list, [](const Box &box) { return !box.hatched; });
        QCOMPARE(outlines.size(), isSignAlone ? std::size_t(0) : std::size_t(1));
        for (const Box &outline : outlines) {
            QCOMPARE(outline.stroke, std::optional(look.role));
            QCOMPARE(outline.fill, look.solid ? std::optional(look.role) : std::nullopt);
            QCOMPARE(outline.dashed, look.dashed);
            QCOMPARE(outline.strokeWidth, std::min(look.outline, 2.0)); // as far as it is that small
            QVERIFY(swatch.contains(outline.rect));
        }
        const auto hatchings = all<Box>(list, [](const Box &box) { return box.hatched; });
        QCOMPARE(hatchings.size(), look.hatched ? std::size_t(1) : std::size_t(0));
        for (const Box &hatching : hatchings) {
            QCOMPARE(hatching.stroke, std::optional(look.role));
            QVERIFY(outlines.front().rect.contains(hatching.rect));
        }
        const auto signs = all<Glyph>(list);
        QCOMPARE(signs.size(), look.glyph && !look.hatched ? std::size_t(1) : std::size_t(0));
        for (const Glyph &sign : signs) {
            QCOMPARE(sign.kind, *look.glyph);
            QCOMPARE(sign.role, look.sign());
            QVERIFY(swatch.contains(sign.rect));
        }
        QCOMPARE(list.size(), outlines.size() + hatchings.size() + signs.size());
    }

    void aRestartIsALoop()
    {
        const DisplayList list = figuresOf("restarted");
        QCOMPARE(list.size(), std::size_t(1));
        const auto signs = all<Glyph>(list);
        QCOMPARE(signs.size(), std::size_t(1));
        QCOMPARE(signs[0].kind, Glyph::Kind::Loop);
        QCOMPARE(signs[0].role, Role::Restarted);
    }

    void itIsAsLargeAsFitsAndInTheMiddle()
    {
        StateSwatch item;
        item.setLook("running");
        item.setSize({20, 30});
        const Box box = all<Box>(item.figures()).at(0);
        QCOMPARE(box.rect, QRectF(1, 6, 18, 18));
    }

    void withoutALookItIsEmptyAndAChangeIsTold()
    {
        StateSwatch item;
        item.setSize(swatch.size());
        QVERIFY(item.figures().empty());
        QSignalSpy changed(&item, &StateSwatch::lookChanged);
        item.setLook("idle");
        item.setLook("idle");
        QCOMPARE(changed.count(), 1);
        QVERIFY(!item.figures().empty());
        item.setLook("");
        QCOMPARE(changed.count(), 2);
        QVERIFY(item.figures().empty());
    }
};

QTEST_MAIN(TestStateSwatch)
#include "tst_state_swatch.moc"
