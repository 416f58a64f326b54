// SPDX-License-Identifier: MIT
#include "app/window/window_test.h"
#include "player/code_view.h"
#include "run/registry.h"

#include <algorithm>

using namespace coroscope;
using namespace coroscope::test;

/// The tab with the code, in the window as the program makes it: by mouse, and by keyboard alone, and nothing is complained
/// about meanwhile.
class TestWindowCode : public QObject, WindowTest
{
    Q_OBJECT

    Run &run() { return *bench().simulation().run(); }
    const std::vector<CodeRow> &rows() { return bench().simulation().code()->rows()->rows(); }
    /// The first row of a line with this in it.
    int rowWith(const QString &text)
    {
        for (std::size_t i = 0; i < rows().size(); ++i) {
            if (rows()[i].text->text.contains(text))
                return int(i);
        }
        qFatal("no line has %s", qPrintable(text));
        return -1;
    }
    static QString nameOf(int row) { return QStringLiteral("codeRow.%1").arg(row); }
    int current() { return bench().find("codeList")->property("currentIndex").toInt(); }
    void openCode(std::vector<std::string> words = {"backpressure", "--seek", "9s"}, QSize size = {1600, 1000})
    {
        bench().open(std::move(words), size);
        bench().key(Qt::Key_C, Qt::ShiftModifier);
        QTRY_VERIFY(bench().shows("codeList"));
    }
    /// Whether the row is in the list and not at its edge.
    bool isWellInSight(int row)
    {
        const QQuickItem *const shown = bench().find(nameOf(row));
        const QQuickItem *const list = bench().find("codeList");
        if (!shown || !list)
            return false;
        const double top = shown->mapToItem(list, QPointF()).y();
        return top > 30 && top + shown->height() < list->height() - 30;
    }

    /// By the arrow keys.
    void goTo(int row)
    {
        for (int step = 0; step < 500 && current() != row; ++step)
            bench().key(current() < row ? Qt::Key_Down : Qt::Key_Up);
        QCOMPARE(current(), row);
    }

private Q_SLOTS:
    void initTestCase() { MainWindowBench::keepWarnings(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void nothingIsMadeBeforeItIsAskedFor()
    {
        bench().open({"backpressure", "--seek", "9s"});
        QVERIFY(!bench().window().findChild<QObject *>("codeList"));
        QVERIFY(rows().empty());
    }

    void theTabIsChosenByMouse()
    {
        bench().open({"backpressure", "--seek", "9s"});
        bench().click("panelTab.code");
        QTRY_VERIFY(bench().shows("codeList"));
        QVERIFY(!bench().shows("tuneScroller"));
        bench().click("panelTab.tune");
        QTRY_VERIFY(bench().shows("tuneScroller"));
        QVERIFY(!bench().shows("codeList"));
        QVERIFY(!bench().simulation().code()->active());
    }

    void theTabIsChosenByItsKeyAndByTheArrowKeys()
    {
        openCode();
        bench().focus("panelTabs");
        bench().key(Qt::Key_Left);
        QTRY_VERIFY(bench().shows("tuneScroller"));
        bench().key(Qt::Key_Right);
        QTRY_VERIFY(bench().shows("codeList"));
        bench().key(Qt::Key_C, Qt::ShiftModifier);
        QTRY_VERIFY(bench().shows("tuneScroller"));
        QVERIFY(!bench().window().activeFocusItem() || bench().window().activeFocusItem()->isVisible());
    }

    void itsKeyOpensAFoldedPanel()
    {
        bench().open({"backpressure", "--seek", "9s"});
        bench().key(Qt::Key_F9);
        QTRY_VERIFY(!bench().shows("tuneScroller"));
        bench().key(Qt::Key_C, Qt::ShiftModifier);
        QTRY_VERIFY(bench().shows("codeList"));
    }

    void oneRunsUntilALineByItsMenu()
    {
        openCode();
        const int row = rowWith("m_kernel.work(Making");
        QTRY_VERIFY(bench().shows(nameOf(row)));
        bench().click(nameOf(row), Qt::RightButton);
        QTRY_VERIFY(bench().isOpen("codeMenu"));
        QTRY_VERIFY(bench().shows("action.1"));
        bench().click("action.1"); // back
        QTRY_VERIFY(!bench().isOpen("codeMenu"));
        const Transport &transport = *bench().simulation().transport();
        QTRY_VERIFY(run().time() < 9);
        const QString line = QStringLiteral("Line %1 of ").arg(rows()[std::size_t(row)].text->number);
        QVERIFY2(transport.stepText().startsWith(line), qPrintable(transport.stepText()));
        const Sequence before = run().player().position();
        bench().focus("codeList");
        goTo(row);
        bench().key(Qt::Key_F10, Qt::ShiftModifier);
        QTRY_VERIFY(bench().isOpen("codeMenu"));
        bench().key(Qt::Key_Return); // on
        QTRY_VERIFY(!bench().isOpen("codeMenu"));
        QTRY_VERIFY(!transport.runningAhead() && run().player().position() > before);
        QVERIFY2(transport.stepText().startsWith(line), qPrintable(transport.stepText()));
        // Where no task waits or works there is nothing to run until.
        goTo(rowWith("struct Backpressure::Process"));
        bench().key(Qt::Key_F10, Qt::ShiftModifier);
        QTest::qWait(50);
        QVERIFY(!bench().isOpen("codeMenu"));
    }

    void aClickOnALineSelectsWhoStandsThere()
    {
        openCode();
        const int row = rowWith("m_kernel.work(Making");
        QTRY_VERIFY(bench().shows(nameOf(row)));
        bench().click(nameOf(row));
        QVERIFY(run().selection()->count() > 0);
        QVERIFY(rows()[std::size_t(row)].selected);
        for (const Place place : run().selection()->places())
            QCOMPARE(run().session().trace().sites().at(run().world().taskAt(place)->site).line,
                     std::uint32_t(rows()[std::size_t(row)].text->number));
    }

    void theKeyboardAloneReadsAndSelects()
    {
        openCode();
        QVERIFY(bench().find("codeList")->hasActiveFocus());
        goTo(rowWith("m_kernel.work(Making"));
        bench().key(Qt::Key_Return);
        QVERIFY(run().selection()->count() > 0);
        const int rest = rowWith("What follows");
        goTo(rest);
        QVERIFY(rows()[std::size_t(rest)].folded);
        bench().key(Qt::Key_Return);
        QVERIFY(!rows()[std::size_t(rest)].folded);
        QTRY_VERIFY(bench().shows(nameOf(rest)));
        bench().key(Qt::Key_PageDown);
        QCOMPARE(current(), rest + 20);
        QTRY_VERIFY(bench().shows(nameOf(rest + 20)));
        bench().key(Qt::Key_PageUp);
        QCOMPARE(current(), rest);
    }

    void aPrimitiveIsExplainedToTheKeyboard()
    {
        openCode();
        bench().focus("codeList");
        const int row = rowWith("const Shield holding");
        goTo(row);
        QCOMPARE(rows()[std::size_t(row)].text->explanations.size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(bench().explains("codeList", "withContext(NonCancellable)"), 5000);
    }

    void aTaskThatIsPickedOnTheStageIsFoundInTheCode()
    {
        openCode({"backpressure", "--seek", "9s"}, {1600, 600});
        QTRY_VERIFY(bench().shows("place.0"));
        bench().focus("place.0");
        bench().key(Qt::Key_Return);
        QCOMPARE(run().selection()->count(), 1);
        const int row = bench().simulation().code()->followedRow();
        QVERIFY(row >= 0);
        QTRY_VERIFY(bench().shows(nameOf(row))); // it has been scrolled to
        const QQuickItem *const shown = bench().find(nameOf(row));
        const QQuickItem *const list = bench().find("codeList");
        const double top = shown->mapToItem(list, QPointF()).y();
        QVERIFY(top >= -1 && top + shown->height() <= list->height() + 1);
    }

    void itOpensWhereTasksWork()
    {
        openCode({"task-spawning", "--set", "start=await", "--seek", "20s"});
        const int row = rowWith("m_threads->compute(Computing");
        QTRY_VERIFY(isWellInSight(row));
        QVERIFY(rows()[std::size_t(row)].tones.startsWith("running "));
        QCOMPARE(bench().textOf("hotLine.0", "number").toInt(), rows()[std::size_t(row)].text->number);
        // More of the time passes where they wait, but that makes nobody slow.
        const CodeRow &wait = rows()[std::size_t(rowWith("m_kernel.sleep(Waiting"))];
        QVERIFY(wait.share > 0.5);
        QCOMPARE(bench().textOf("hotLine.1", "number").toInt(), wait.text->number);
    }

    void theHottestLinesAreGoneToByMouseAndByKeyboard()
    {
        openCode({"task-spawning", "--set", "start=await", "--seek", "20s"});
        QTRY_VERIFY(bench().shows("hotLine.1"));
        const int second = bench().textOf("hotLine.1", "number").toInt();
        const auto rowOf = [&](int number) {
            for (std::size_t row = 0; row < rows().size(); ++row) {
                if (rows()[row].text->kind == CodeRowText::Kind::Line && rows()[row].text->number == number)
                    return int(row);
            }
            return -1;
        };
        bench().click("hotLine.1");
        QTRY_COMPARE(current(), rowOf(second));
        QTRY_VERIFY(isWellInSight(current()));
        bench().focus("hotLines");
        bench().key(Qt::Key_Up);
        bench().key(Qt::Key_Return);
        QTRY_COMPARE(current(), rowWith("m_threads->compute(Computing"));
        QTRY_VERIFY(bench().shows("hotMark.0"));
        bench().click("hotMark.0");
        QTRY_COMPARE(current(), rowOf(bench().textOf("hotMark.0", "number").toInt()));
    }

    void theAwaitsThatLedToTheSelectedLineAreMarked()
    {
        openCode({"task-spawning", "--set", "start=await", "--seek", "20s"});
        QCOMPARE(bench().textOf("codeShareTitle"), QStringLiteral("Share of all tasks’ time"));
        run().selection()->select({Place{0, 0}});
        QTRY_COMPARE(bench().textOf("codeShareTitle"), QStringLiteral("Share of the time of Parent 1"));
        for (const char *text : {"co_await runTask(static_cast", "co_await awaitEach"}) {
            const CodeRow &row = rows()[std::size_t(rowWith(text))];
            QVERIFY2(row.enclosing && !row.selected, text);
            QVERIFY2(row.share == 0 && row.through > 0.9, text);
        }
        QVERIFY(!rows()[std::size_t(rowWith("co_await spawnAndJoin"))].enclosing);
        QTRY_VERIFY(isWellInSight(bench().simulation().code()->followedRow()));
    }

    void itIsThereForEveryPatternInEveryThemeAndWhilePlaying()
    {
        openCode();
        for (const PatternInfo *pattern : patterns()) {
            bench().simulation().tuning()->selectPattern(QString::fromUtf8(pattern->id));
            bench().key(Qt::Key_T);
            bench().simulation().transport()->setSpeed(10);
            bench().simulation().transport()->setPlaying(true);
            QTest::qWait(150);
            bench().simulation().transport()->setPlaying(false);
            for (const Qt::Key key : {Qt::Key_Period, Qt::Key_Period, Qt::Key_Comma})
                bench().key(key);
            bool isThere = false;
            for (std::size_t row = 0; row < rows().size(); ++row)
                isThere = isThere || bench().shows(nameOf(int(row)));
            QVERIFY(isThere);
            for (std::size_t row = 0; row < rows().size(); ++row) {
                if (rows()[row].folded)
                    bench().simulation().code()->press(int(row));
            }
            QTest::qWait(20);
        }
    }

    void aSmallWindowShowsItOverThePicture()
    {
        openCode({"backpressure", "--seek", "9s"}, {720, 540});
        QTRY_VERIFY(bench().shows("codeRow.1"));
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().shows("codeList"));
        QVERIFY(!bench().simulation().code()->active());
    }
};

int main(int argc, char *argv[])
{
    return runWindowTest<TestWindowCode>(argc, argv);
}
#include "tst_window_code.moc"
