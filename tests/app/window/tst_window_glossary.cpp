// SPDX-License-Identifier: MIT
#include "app/window/legibility.h"
#include "app/window/window_test.h"
#include "code/glossary.h"
#include "items/palette_singleton.h"

#include <algorithm>

using namespace coroscope;
using namespace coroscope::test;

/// The glossary in the window as the program makes it, by itself and from the words of a lesson: by mouse and by keyboard, and
/// nothing is complained about meanwhile.
class TestWindowGlossary : public QObject, WindowTest
{
    Q_OBJECT

    int shown() { return bench().find("glossary.list")->property("count").toInt(); }
    int current() { return bench().find("glossary.list")->property("currentIndex").toInt(); }
    /// The term of the current row; empty if that is not in sight.
    QString term()
    {
        QQuickItem *const item = bench().find("glossary.list")->property("currentItem").value<QQuickItem *>();
        return item ? item->property("term").toString() : QString();
    }
    void openGlossary()
    {
        bench().key(Qt::Key_G);
        QTRY_VERIFY(bench().isOpen("glossarySheet"));
        QTRY_VERIFY(bench().find("glossary.find")->hasActiveFocus());
    }
    void close()
    {
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().isOpen("glossarySheet"));
    }
    /// The second step of the lesson on task spawning, which introduces what tasks are.
    void openLesson()
    {
        bench().open();
        bench().key(Qt::Key_H);
        bench().simulation().learning()->openLesson("task-spawning");
        QTRY_VERIFY(bench().shows("nextStepButton") && bench().find("nextStepButton")->hasActiveFocus());
        bench().simulation().learning()->lesson()->next();
        QTRY_VERIFY(bench().shows("stepText"));
        QTRY_VERIFY(linkAt(0) != QPointF());
        QTRY_VERIFY(bench().find("guessAmount") && bench().find("guessAmount")->hasActiveFocus()); // what it asks for
    }
    /// Where the link of that number is in the step's text, in the window; null if there is none.
    QPointF linkAt(int number)
    {
        QQuickItem *const text = bench().find("stepText.shown");
        if (!text)
            return {};
        for (double y = 4; y < text->height(); y += 6) {
            for (double x = 2; x < text->width(); x += 4) {
                QString link;
                QMetaObject::invokeMethod(text, "linkAt", Q_RETURN_ARG(QString, link), Q_ARG(double, x),
                                          Q_ARG(double, y));
                if (link == QStringLiteral("term:%1").arg(number))
                    return text->mapToScene({x + 2, y});
            }
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase() { MainWindowBench::keepWarnings(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void itsKeyOpensItAndTheKeyboardAloneFindsATerm()
    {
        bench().open();
        QVERIFY(!bench().window().findChild<QObject *>("glossarySheet"));
        openGlossary();
        QCOMPARE(shown(), int(terms().size()));
        QCOMPARE(bench().textOf("glossary.count"), QStringLiteral("%1 terms").arg(terms().size()));
        bench().key(Qt::Key_Down);
        bench().key(Qt::Key_Down);
        QCOMPARE(current(), 2);
        bench().key(Qt::Key_Up);
        QCOMPARE(current(), 1);
        bench().key(Qt::Key_PageDown);
        QCOMPARE(current(), 9);
        bench().type("backp");
        QCOMPARE(term(), "Backpressure");
        QVERIFY(shown() >= 1 && shown() < 5);
        close();
        openGlossary();
        QCOMPARE(shown(), int(terms().size())); // what was looked for is forgotten
    }

    void aNameElsewhereFindsItToo()
    {
        bench().open();
        openGlossary();
        bench().type("nursery.start");
        QCOMPARE(term(), "Spawn");
        for (int i = 0; i < 20; ++i)
            bench().key(Qt::Key_Backspace);
        bench().type("no such thing");
        QCOMPARE(shown(), 0);
        QCOMPARE(bench().textOf("glossary.count"), QStringLiteral("0 of %1 terms").arg(terms().size()));
        bench().key(Qt::Key_Down); // goes nowhere
        bench().click("glossary.close");
        QTRY_VERIFY(!bench().isOpen("glossarySheet"));
    }

    void itIsFoundWhereTheKeysAre()
    {
        bench().open();
        bench().click("helpButton");
        QTRY_VERIFY(bench().isOpen("keySheet"));
        bench().click("glossaryButton");
        QTRY_VERIFY(bench().isOpen("glossarySheet"));
        QTRY_VERIFY(!bench().isOpen("keySheet"));
        QTRY_VERIFY(bench().find("glossary.find")->hasActiveFocus());
        close();
    }

    void aWordOfALessonLeadsToItsTermByMouse()
    {
        openLesson();
        const QPointF word = linkAt(0);
        QVERIFY(!word.isNull());
        QTest::mouseMove(&bench().window(), word.toPoint() - QPoint(1, 0));
        QTest::mouseMove(&bench().window(), word.toPoint());
        QTRY_VERIFY_WITH_TIMEOUT(bench().explains("stepText", "Spawn — "), 5000);
        QTest::mouseClick(&bench().window(), Qt::LeftButton, {}, word.toPoint());
        QTRY_VERIFY(bench().isOpen("glossarySheet"));
        QTRY_COMPARE(term(), "Spawn");
        QTRY_VERIFY(bench().shows("glossary.Spawn"));
        close();
    }

    void aWordOfALessonLeadsToItsTermByKeyboard()
    {
        openLesson();
        bench().focus("stepText");
        QTRY_VERIFY_WITH_TIMEOUT(bench().explains("stepText", "Spawn — "), 5000); // what the first one means
        bench().key(Qt::Key_Right);
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(bench().isOpen("glossarySheet"));
        QTRY_COMPARE(term(), "Task");
        close();
        bench().key(Qt::Key_Left);
        bench().key(Qt::Key_Return);
        QTRY_COMPARE(term(), "Spawn");
        close();
    }

    void itCanBeReadInEverySizeAndTheme()
    {
        bench().open();
        openGlossary();
        QStringList flaws;
        for (const Theme theme : {Theme::Dark, Theme::Light, Theme::Projector}) {
            PaletteSingleton::current().setTheme(theme);
            for (const QSize size :
                 {QSize(720, 540), QSize(1024, 700), QSize(1366, 590), QSize(1600, 1000), QSize(2560, 1440)}) {
                bench().window().resize(size);
                settle(bench().window());
                QQuickItem *const list = bench().find("glossary.list");
                for (int row = 0; row < shown(); row += 5) {
                    QMetaObject::invokeMethod(list, "go", Q_ARG(int, row));
                    settle(bench().window());
                    const auto *const item = list->property("currentItem").value<QQuickItem *>();
                    QVERIFY(item);
                    cutOff(*item, *item, flaws);
                }
                QVERIFY(bench().find("glossary.find")->width() >= 120);
            }
        }
        PaletteSingleton::current().setTheme(Theme::Dark);
        flaws.removeDuplicates();
        QVERIFY2(flaws.isEmpty(), qPrintable(QLatin1Char('\n') + flaws.join(QLatin1Char('\n'))));
    }

private:
    /// Texts of a row that end outside of it, or over one another.
    void cutOff(const QQuickItem &row, const QQuickItem &item, QStringList &flaws)
    {
        for (const QQuickItem *const child : item.childItems()) {
            if (!child->isVisible())
                continue;
            cutOff(row, *child, flaws);
            const QString text = child->property("text").toString();
            if (text.isEmpty() || !child->property("truncated").isValid())
                continue;
            const QRectF at = child->mapRectToItem(
                &row,
                QRectF(0, 0, child->property("contentWidth").toDouble(), child->property("contentHeight").toDouble()));
            if (child->property("truncated").toBool() || !QRectF(0, 0, row.width() + 1, row.height() + 1).contains(at)
                || child->property("contentWidth").toDouble() > child->width() + 1)
                flaws << QStringLiteral("%1×%2: %3")
                             .arg(bench().window().width())
                             .arg(bench().window().height())
                             .arg(text);
        }
    }
};

int main(int argc, char *argv[])
{
    return runWindowTest<TestWindowGlossary>(argc, argv);
}
#include "tst_window_glossary.moc"
