// SPDX-License-Identifier: MIT
#include "app/player/simulation_bench.h"
#include "player/document.h"
#include "run/scenario_file.h"

#include <QGuiApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

namespace {

struct BookmarkBench : SimulationBench {
    Document document{simulation, false};
    Bookmarks &bookmarks = *simulation.bookmarks();

    BookmarkBench() { playTo(5s); }
    void set(double seconds, const QString &note)
    {
        simulation.transport()->seek(seconds);
        QVERIFY(bookmarks.setHere(note));
    }
    /// "1.5 a, 2 b"
    QString text() const
    {
        QStringList all;
        for (const Bookmark &bookmark : bookmarks.all())
            all << QString::number(inSeconds(bookmark.at)) + QLatin1Char(' ') + QString::fromStdString(bookmark.note);
        return all.join(QStringLiteral(", "));
    }
    double time() { return simulation.run()->time(); }
};

} // namespace

/// Moments with a note: set, gone to, undone and kept in a file.
class TestBookmarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyStandInTheOrderOfTimeOneAtAMoment()
    {
        BookmarkBench bench;
        bench.set(3, "c");
        bench.set(1, "a");
        bench.set(2, "b");
        QCOMPARE(bench.text(), QStringLiteral("1 a, 2 b, 3 c"));
        QCOMPARE(bench.bookmarks.here(), 1);
        bench.set(2, "again");
        QCOMPARE(bench.text(), QStringLiteral("1 a, 2 again, 3 c"));
        bench.bookmarks.remove(0);
        bench.bookmarks.remove(7);
        bench.bookmarks.remove(-1);
        QCOMPARE(bench.text(), QStringLiteral("2 again, 3 c"));
        QCOMPARE(bench.bookmarks.here(), 0);
        bench.simulation.transport()->seek(2.5);
        QCOMPARE(bench.bookmarks.here(), -1);
    }

    void aNoteIsOneLineThatFits()
    {
        BookmarkBench bench;
        bench.set(1, QStringLiteral("two\nlines\tand \u0007 more"));
        QVERIFY(!bench.text().contains('\n') && !bench.text().contains(QChar(7)));
        bench.set(2, QString(300, QChar(0xe9)));
        QCOMPARE(bench.bookmarks.all()[1].note.size(), std::size_t{200});
        parsedScenario(scenarioText(bench.document.scenario())); // or it throws
    }

    void oneGoesFromOneToTheNext()
    {
        BookmarkBench bench;
        bench.set(1, "a");
        bench.set(3, "");
        QSignalSpy notices(&bench.simulation, &Simulation::notice);
        bench.simulation.transport()->seek(2);
        bench.bookmarks.goToNext();
        QCOMPARE(bench.time(), 3.0);
        QCOMPARE(notices.takeFirst().front().toString(), QStringLiteral("Bookmark at 3.000 s"));
        bench.bookmarks.goToNext();
        QCOMPARE(bench.time(), 3.0);
        QCOMPARE(notices.takeFirst().front().toString(), QStringLiteral("There is no bookmark after this."));
        bench.bookmarks.goToPrevious();
        QCOMPARE(bench.time(), 1.0);
        QCOMPARE(notices.takeFirst().front().toString(), QStringLiteral("Bookmark at 1.000 s: a"));
        bench.bookmarks.goToPrevious();
        QCOMPARE(notices.takeFirst().front().toString(), QStringLiteral("There is no bookmark before this."));
    }

    void whatHasNotBeenRunYetIsRunTo()
    {
        BookmarkBench bench;
        bench.set(4, "far");
        bench.simulation.tuning()->reset();
        QCOMPARE(bench.text(), QStringLiteral("4 far")); // it stays when the run is made anew
        QCOMPARE(bench.simulation.run()->presentTime(), 0.0);
        bench.bookmarks.goToNext();
        QTRY_VERIFY(!bench.simulation.transport()->runningAhead());
        QCOMPARE(bench.time(), 4.0);
    }

    void whatWasDoneIsUndoneAndTheRunStays()
    {
        BookmarkBench bench;
        const Session *const session = &bench.simulation.run()->session();
        Tuning &tuning = *bench.simulation.tuning();
        bench.set(1, "a");
        QCOMPARE(tuning.undoText(), QStringLiteral("Undo the bookmark at 1.000 s"));
        bench.set(1, "b");
        QCOMPARE(tuning.undoText(), QStringLiteral("Undo the note at 1.000 s"));
        bench.bookmarks.remove(0);
        QCOMPARE(tuning.undoText(), QStringLiteral("Undo removing the bookmark at 1.000 s"));
        tuning.undo();
        QCOMPARE(bench.text(), QStringLiteral("1 b"));
        tuning.undo();
        QCOMPARE(bench.text(), QStringLiteral("1 a"));
        tuning.undo();
        QCOMPARE(bench.text(), QString());
        tuning.redo();
        tuning.redo();
        QCOMPARE(bench.text(), QStringLiteral("1 b"));
        tuning.redo();
        QCOMPARE(bench.text(), QString());
        tuning.undo();
        QCOMPARE(bench.text(), QStringLiteral("1 b"));
        QCOMPARE(&bench.simulation.run()->session(), session);
        QCOMPARE(bench.time(), 1.0);
        QCOMPARE(bench.simulation.run()->presentTime(), 5.0);
    }

    void theyAreUndoneInTurnWithWhatChangesTheRun()
    {
        BookmarkBench bench;
        bench.set(1, "a");
        bench.SimulationBench::set("capacity", 3);
        bench.set(2, "b");
        bench.simulation.tuning()->reset();
        QCOMPARE(bench.text(), QStringLiteral("1 a, 2 b"));
        bench.simulation.tuning()->undo(); // the rerun
        QCOMPARE(bench.text(), QStringLiteral("1 a, 2 b"));
        bench.simulation.tuning()->undo();
        QCOMPARE(bench.text(), QStringLiteral("1 a"));
        QCOMPARE(bench.value("capacity"), std::int64_t{3});
        bench.simulation.tuning()->undo();
        QCOMPARE(bench.text(), QStringLiteral("1 a"));
        QCOMPARE(bench.value("capacity"), std::int64_t{10});
        bench.simulation.tuning()->undo();
        QCOMPARE(bench.text(), QString());
    }

    void anotherPatternHasNoneUntilThatIsUndone()
    {
        BookmarkBench bench;
        bench.set(1, "a");
        bench.simulation.tuning()->selectPattern("pipeline");
        QCOMPARE(bench.text(), QString());
        bench.simulation.tuning()->undo();
        QCOMPARE(bench.text(), QStringLiteral("1 a"));
    }

    void theyAreSavedAndMakeAScenarioModified()
    {
        BookmarkBench bench;
        const QTemporaryDir folder;
        const QString file = folder.filePath("run.coroscope");
        QVERIFY(bench.document.saveTo(file));
        QVERIFY(!bench.document.atRisk());
        bench.set(1.234567891, "here");
        QVERIFY(bench.document.atRisk());
        bench.simulation.tuning()->undo();
        QVERIFY(!bench.document.atRisk());
        bench.simulation.tuning()->redo();
        QVERIFY(bench.document.save());
        QVERIFY(!bench.document.atRisk());
        const std::vector<Bookmark> expected{{Time{} + 1'234'567'891ns, "here"}};
        QVERIFY(readScenario(file).bookmarks == expected);

        BookmarkBench other;
        other.set(3, "of another run");
        QVERIFY(other.document.open(file));
        QVERIFY(other.bookmarks.all() == expected);
        QVERIFY(!other.document.modified());
        other.bookmarks.remove(0);
        QVERIFY(other.document.atRisk());
        other.document.forget();
        QCOMPARE(other.bookmarks.count(), 0);
    }

    void aScenarioLastsUntilItsLastBookmark()
    {
        BookmarkBench bench;
        bench.set(4.5, "");
        bench.simulation.tuning()->reset();
        bench.playTo(1s);
        QCOMPARE(bench.document.scenario().length, Duration(4500ms));
    }

    void thereAreNoMoreThanCanBeSaved()
    {
        BookmarkBench bench;
        std::vector<Bookmark> many;
        for (int i = 0; i < 200; ++i)
            many.push_back({Time{} + Duration{i}, ""});
        bench.bookmarks.replace(many);
        bench.simulation.transport()->seek(3);
        QSignalSpy notices(&bench.simulation, &Simulation::notice);
        QVERIFY(!bench.bookmarks.setHere("one more"));
        QCOMPARE(notices.front().front().toString(), QStringLiteral("There can be no more than 200 bookmarks."));
        QCOMPARE(bench.bookmarks.count(), 200);
        parsedScenario(scenarioText(bench.document.scenario()));
    }
};

QTEST_MAIN(TestBookmarks)
#include "tst_bookmarks.moc"
