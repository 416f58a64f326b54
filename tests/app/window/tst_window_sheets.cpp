// SPDX-License-Identifier: MIT
#include "app/window/window_test.h"

#include <QSignalSpy>

using namespace coroscope;
using namespace coroscope::test;

namespace {

const QByteArray lesson = R"({"version": 1, "title": "lesson 1", "pattern": "backpressure", "seed": 7,
 "parameters": {"capacity": "5"}})";
const QByteArray other = R"({"version": 1, "pattern": "pipeline", "seed": 3})";

} // namespace

/// Every question and every sheet for files, in the window as the program makes it: each is opened and answered by mouse and
/// by keyboard, and nothing is complained about meanwhile.
class TestWindowSheets : public QObject, WindowTest
{
    Q_OBJECT

    /// A scenario that has been changed since it was opened.
    void openChanged()
    {
        bench().open({bench().written("documents/lesson.coroscope", lesson).toStdString()});
        bench().turnSomething();
        QVERIFY(bench().main().document().atRisk());
    }
    static void byMouseAndByKeyboard()
    {
        QTest::addColumn<bool>("byMouse");
        QTest::newRow("mouse") << true;
        QTest::newRow("keyboard") << false;
    }

private Q_SLOTS:
    void initTestCase() { MainWindowBench::keepWarnings(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void aChangedScenarioCanBeClosed_data() { byMouseAndByKeyboard(); }
    void aChangedScenarioCanBeClosed()
    {
        QFETCH(const bool, byMouse);
        openChanged();
        bench().window().close();
        QVERIFY(bench().window().isVisible()); // it asks
        QTRY_VERIFY(bench().isOpen("lossSheet"));
        bench().press("answer.2", byMouse); // Cancel
        QTRY_VERIFY(!bench().isOpen("lossSheet"));
        QVERIFY(bench().window().isVisible());

        bench().window().close();
        QTRY_VERIFY(bench().isOpen("lossSheet"));
        bench().press("answer.1", byMouse); // Don't save
        QTRY_VERIFY(!bench().window().isVisible());
        QCOMPARE(bench().read(bench().document("lesson.coroscope")), lesson);
    }

    void closingSavesWhereThatIsTheAnswer()
    {
        openChanged();
        bench().window().close();
        QTRY_VERIFY(bench().isOpen("lossSheet"));
        bench().key(Qt::Key_Return); // Save has the focus
        QTRY_VERIFY(!bench().window().isVisible());
        QVERIFY(bench().read(bench().document("lesson.coroscope")).contains("\"capacity\""));
        QVERIFY(bench().read(bench().document("lesson.coroscope")) != lesson);
    }

    void escapeFromTheQuestionKeepsTheWindow()
    {
        openChanged();
        bench().window().close();
        QTRY_VERIFY(bench().isOpen("lossSheet"));
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().isOpen("lossSheet"));
        QVERIFY(bench().window().isVisible());
        QVERIFY(bench().main().document().atRisk());
    }

    void anotherPatternAsksFirst_data() { byMouseAndByKeyboard(); }
    void anotherPatternAsksFirst()
    {
        QFETCH(const bool, byMouse);
        openChanged();
        if (byMouse) {
            bench().click("pattern.supervisor");
        } else {
            bench().focus("patternList");
            bench().key(Qt::Key_Up);
            bench().key(Qt::Key_Return);
        }
        QTRY_VERIFY(bench().isOpen("lossSheet"));
        QCOMPARE(bench().simulation().run()->patternId(), "backpressure");
        bench().press("answer.1", byMouse);
        QTRY_VERIFY(bench().simulation().run()->patternId() != "backpressure");
        QVERIFY(!bench().main().document().named());
        // What was not saved is not lost either: undo brings back the run and the scenario that it belongs to.
        bench().key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(bench().simulation().run()->patternId(), "backpressure");
        QCOMPARE(bench().main().document().name(), "lesson 1");
        QVERIFY(bench().main().document().atRisk());
    }

    void openingAsksFirstAndThenForAFile_data() { byMouseAndByKeyboard(); }
    void openingAsksFirstAndThenForAFile()
    {
        QFETCH(const bool, byMouse);
        openChanged();
        bench().written("documents/other.coroscope", other);
        if (byMouse)
            bench().click("openButton");
        else
            bench().key(Qt::Key_O, Qt::ControlModifier);
        QTRY_VERIFY(bench().isOpen("lossSheet"));
        bench().press("answer.1", byMouse);
        QTRY_VERIFY(bench().isOpen("openSheet"));
        if (byMouse) {
            QTRY_VERIFY(bench().shows("fileSheet.entry.other.coroscope"));
            bench().click("fileSheet.entry.other.coroscope");
            bench().click("fileSheet.accept");
        } else {
            bench().key(Qt::Key_Down); // lesson
            bench().key(Qt::Key_Down); // other
            bench().key(Qt::Key_Return);
        }
        QTRY_COMPARE(bench().simulation().run()->patternId(), "pipeline");
        QVERIFY(!bench().isOpen("openSheet"));
        QCOMPARE(bench().main().document().file(), bench().document("other.coroscope"));
    }

    void whatCannotBeOpenedIsExplainedInTheSheet()
    {
        bench().open();
        bench().written("documents/broken.coroscope", "{");
        bench().key(Qt::Key_O, Qt::ControlModifier);
        QTRY_VERIFY(bench().isOpen("openSheet"));
        bench().key(Qt::Key_Return);
        QCOMPARE(bench().textOf("fileSheet.error"), "Type a name, or choose one from the list.");
        bench().type("broken");
        QCOMPARE(bench().textOf("fileSheet.error"), QString());
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(bench().textOf("fileSheet.error").contains("broken.coroscope"));
        QVERIFY(bench().isOpen("openSheet"));
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().isOpen("openSheet"));
        QCOMPARE(bench().simulation().run()->patternId(), "backpressure");
    }

    void aNewScenarioIsSavedByTypingItsName_data() { byMouseAndByKeyboard(); }
    void aNewScenarioIsSavedByTypingItsName()
    {
        QFETCH(const bool, byMouse);
        bench().open();
        if (byMouse)
            bench().click("saveButton");
        else
            bench().key(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(bench().isOpen("saveSheet"));
        bench().type(byMouse ? "abc" : "abc.coroscope");
        if (byMouse)
            bench().click("fileSheet.accept");
        else
            bench().key(Qt::Key_Return);
        QTRY_VERIFY(!bench().isOpen("saveSheet"));
        QVERIFY(bench().read(bench().document("abc.coroscope")).contains("\"backpressure\""));
        QCOMPARE(bench().main().document().name(), "abc");
    }

    void savingAsAsksBeforeItOverwrites_data() { byMouseAndByKeyboard(); }
    void savingAsAsksBeforeItOverwrites()
    {
        QFETCH(const bool, byMouse);
        bench().open();
        bench().written("documents/abc.coroscope", other);
        bench().key(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(bench().isOpen("saveSheet"));
        bench().type("abc");
        bench().press("fileSheet.accept", byMouse);
        QTRY_VERIFY(bench().isOpen("saveSheet.replace"));
        QCOMPARE(bench().read(bench().document("abc.coroscope")), other);
        bench().press("answer.1", byMouse);
        QTRY_VERIFY(!bench().isOpen("saveSheet.replace"));
        QVERIFY(bench().isOpen("saveSheet"));
        QCOMPARE(bench().read(bench().document("abc.coroscope")), other);

        bench().press("fileSheet.accept", byMouse);
        QTRY_VERIFY(bench().isOpen("saveSheet.replace"));
        bench().press("answer.0", byMouse);
        QTRY_VERIFY(!bench().isOpen("saveSheet"));
        QVERIFY(bench().read(bench().document("abc.coroscope")).contains("\"backpressure\""));
    }

    void enterDoesNotOverwrite()
    {
        bench().open();
        bench().written("documents/abc.coroscope", other);
        bench().key(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(bench().isOpen("saveSheet"));
        bench().type("abc");
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(bench().isOpen("saveSheet.replace"));
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(!bench().isOpen("saveSheet.replace"));
        QVERIFY(bench().isOpen("saveSheet"));
        QCOMPARE(bench().read(bench().document("abc.coroscope")), other);
    }

    void whatCannotBeSavedCanBeSavedElsewhere()
    {
        openChanged();
        QVERIFY(QDir(bench().path("documents")).removeRecursively()); // who runs this may be allowed to write anywhere
        bench().key(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(bench().isOpen("failureSheet"));
        QTest::qWait(100);
        QVERIFY(!bench().shows("toast")); // it has been said
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(bench().isOpen("saveSheet"));
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().isOpen("saveSheet"));
    }

    void savingBeginsBesideTheFileThatIsOpen()
    {
        bench().open({bench().written("documents/week 1/lesson.coroscope", lesson).toStdString()});
        bench().key(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(bench().isOpen("saveSheet"));
        QCOMPARE(bench().textOf("fileSheet.folder"), bench().document("week 1"));
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().isOpen("saveSheet"));
        bench().key(Qt::Key_O, Qt::ControlModifier);
        QTRY_VERIFY(bench().isOpen("openSheet"));
        QCOMPARE(bench().textOf("fileSheet.folder"), bench().document("week 1"));
    }

    void foldersAreWalkedInTheSheet()
    {
        bench().open();
        QDir(bench().document({})).mkdir("week 1");
        bench().key(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(bench().isOpen("saveSheet"));
        bench().key(Qt::Key_Down); // the folder stands first
        bench().key(Qt::Key_Return);
        QCOMPARE(bench().textOf("fileSheet.folder"), bench().document("week 1"));
        QCOMPARE(bench().textOf("fileSheet.name"), "backpressure"); // another folder is not another name
        bench().click("fileSheet.up");
        QCOMPARE(bench().textOf("fileSheet.folder") + "/", bench().document({}));
        bench().doubleClick("fileSheet.entry.week 1");
        QCOMPARE(bench().textOf("fileSheet.folder"), bench().document("week 1"));
        bench().key(Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(bench().textOf("fileSheet.folder") + "/", bench().document({}));
        bench().type("nowhere/abc");
        bench().key(Qt::Key_Return);
        QVERIFY(bench().textOf("fileSheet.error").startsWith("There is no folder "));
        bench().click("fileSheet.cancel");
        QTRY_VERIFY(!bench().isOpen("saveSheet"));
        QVERIFY(!bench().main().document().named());
    }

    void closingASheetWithoutANameDoesNothingElse()
    {
        // A recovered run has a title and no file: to save it on the way out, its name is asked for.
        bench().open();
        bench().main().document().setTitle("mine");
        bench().turnSomething();
        bench().window().close();
        QTRY_VERIFY(bench().isOpen("lossSheet"));
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(bench().isOpen("saveSheet"));
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().isOpen("saveSheet"));
        QVERIFY(bench().window().isVisible());
        bench().key(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(bench().isOpen("saveSheet"));
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(QFile::exists(bench().document("mine.coroscope")));
        QVERIFY(bench().window().isVisible()); // that it was to be closed is forgotten
    }

    void aRecoveredRunIsBroughtBackByOnePress_data() { byMouseAndByKeyboard(); }
    void aRecoveredRunIsBroughtBackByOnePress()
    {
        QFETCH(const bool, byMouse);
        bench().written("data/Coroscope/Coroscope/recovery/4194304.0.coroscope", other);
        bench().open();
        QTRY_VERIFY(bench().isOpen("recoverySheet"));
        QSignalSpy notices(&bench().simulation(), &Simulation::notice);
        bench().press("answer.0", byMouse);
        QTRY_COMPARE(bench().simulation().run()->patternId(), "pipeline");
        QTRY_VERIFY(!bench().isOpen("recoverySheet"));
        QCOMPARE(bench().main().document().name(), "Recovered");
        QCOMPARE(notices.count(), 0); // nor is it looked for a second time
        QVERIFY(!QFile::exists(bench().path("data/Coroscope/Coroscope/recovery/4194304.0.coroscope")));
    }

    void theScenariosUsedLast_data() { byMouseAndByKeyboard(); }
    void theScenariosUsedLast()
    {
        QFETCH(const bool, byMouse);
        bench().open({bench().written("documents/other.coroscope", other).toStdString()});
        bench().end();
        bench().open({bench().written("documents/lesson.coroscope", lesson).toStdString()});
        bench().turnSomething();
        QTRY_VERIFY(bench().shows("recent.0"));
        bench().press("recent.0", byMouse);
        QTRY_VERIFY(bench().isOpen("lossSheet"));
        bench().press("answer.0", byMouse); // Save
        QTRY_COMPARE(bench().simulation().run()->patternId(), "pipeline");
        QVERIFY(bench().read(bench().document("lesson.coroscope")) != lesson);
    }
};

int main(int argc, char *argv[])
{
    return runWindowTest<TestWindowSheets>(argc, argv);
}
#include "tst_window_sheets.moc"
