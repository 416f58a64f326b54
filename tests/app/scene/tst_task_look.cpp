// SPDX-License-Identifier: MIT
#include "scene/task_look.h"

#include <QSet>
#include <QTest>

#include <array>

using namespace coroscope;

Q_DECLARE_METATYPE(coroscope::Condition)
Q_DECLARE_METATYPE(coroscope::TaskLook)

namespace {

constexpr std::array conditions = {Condition::Ready,   Condition::Running, Condition::Idle,
                                   Condition::Blocked, Condition::Holding, Condition::Hung,
                                   Condition::Done,    Condition::Failed,  Condition::Cancelled};

/// What tells one look from another.
QString text(const TaskLook &look)
{
    return QStringLiteral("%1%2%3%4 %5 %6")
        .arg(static_cast<int>(look.role))
        .arg(look.solid ? " solid" : "")
        .arg(look.hatched ? " hatched" : "")
        .arg(look.dashed ? " dashed" : "")
        .arg(look.outline)
        .arg(look.glyph ? static_cast<int>(*look.glyph) : -1);
}

} // namespace

/// How tasks look, by how they fare.
class TestTaskLook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyConditionHasItsLook_data()
    {
        QTest::addColumn<Condition>("condition");
        QTest::addColumn<TaskLook>("look");
        using Kind = Glyph::Kind;
        const auto row = [](const char *name, Condition condition, TaskLook look) {
            QTest::newRow(name) << condition << look;
        };
        row("at work: solid, with a ring of its own", Condition::Running, {.role = Role::Running, .solid = true});
        row("held up: solid", Condition::Blocked, {.role = Role::Waiting, .solid = true, .glyph = Kind::Pause});
        row("idle: quiet", Condition::Idle, {.role = Role::Ready, .outline = 1});
        row("ready: stronger", Condition::Ready, {.role = Role::Ready, .outline = 2, .glyph = Kind::Ring});
        row("holds a thread: hatched", Condition::Holding,
            {.role = Role::Waiting, .hatched = true, .outline = 2.5, .glyph = Kind::Pause});
        row("hangs: hatched", Condition::Hung, {.role = Role::Failed, .hatched = true, .outline = 2.5});
        row("done: gone", Condition::Done, {.role = Role::Done, .dashed = true, .outline = 1, .glyph = Kind::Tick});
        row("failed: gone", Condition::Failed,
            {.role = Role::Failed, .dashed = true, .outline = 1, .glyph = Kind::Cross});
        row("stopped: gone", Condition::Cancelled,
            {.role = Role::Cancelled, .dashed = true, .outline = 1, .glyph = Kind::Strike});
    }
    void everyConditionHasItsLook()
    {
        QFETCH(const Condition, condition);
        QFETCH(const TaskLook, look);
        QCOMPARE(text(lookOf(condition, false)), text(look));
    }

    void noTwoLookAlike()
    {
        QSet<QString> looks;
        for (const Condition condition : conditions)
            looks << text(lookOf(condition, false));
        looks << text(lookOf(Condition::Running, true));
        QCOMPARE(looks.size(), static_cast<qsizetype>(conditions.size() + 1));
    }

    void noTwoDifferInColourAlone()
    {
        QSet<QString> shapes;
        for (const Condition condition : conditions) {
            TaskLook look = lookOf(condition, false);
            look.role = Role::Ready;
            shapes << text(look);
        }
        QCOMPARE(shapes.size(), static_cast<qsizetype>(conditions.size()));
    }

    void whoIsAliveAndNobodysIsADashedGhost()
    {
        for (const Condition condition :
             {Condition::Ready, Condition::Running, Condition::Idle, Condition::Blocked, Condition::Holding})
            QCOMPARE(text(lookOf(condition, true)), text({.role = Role::Orphaned, .dashed = true, .outline = 2.5}));
        // That it hangs, or has ended, is more than that nobody waits.
        for (const Condition condition : {Condition::Hung, Condition::Done, Condition::Failed, Condition::Cancelled})
            QCOMPARE(text(lookOf(condition, true)), text(lookOf(condition, false)));
    }

    void wordsAndSignsAreLegibleOnTheirGround()
    {
        for (const Condition condition : conditions) {
            for (const bool orphaned : {false, true}) {
                const TaskLook look = lookOf(condition, orphaned);
                QCOMPARE(look.text(), look.solid ? Role::ItemText : Role::Text);
                QCOMPARE(look.sign(), look.solid ? Role::ItemText : look.role);
                QCOMPARE(look.mutedText(), look.solid ? Role::ItemText : look.hatched ? Role::Text : Role::TextMuted);
                QVERIFY(!(look.solid && look.hatched));
            }
        }
    }

    void namesLeadToTheirConditions()
    {
        QStringList names;
        for (const Condition condition : conditions) {
            names << nameOf(condition);
            QCOMPARE(conditionNamed(nameOf(condition)), std::optional(condition));
        }
        QCOMPARE(
            names,
            QStringList({"ready", "running", "idle", "blocked", "holding", "hung", "done", "failed", "cancelled"}));
        for (const char *other : {"", "Ready", "orphaned", "restarted", "readyy"})
            QVERIFY2(!conditionNamed(QString::fromLatin1(other)), other);
    }
};

QTEST_GUILESS_MAIN(TestTaskLook)
#include "tst_task_look.moc"
