// SPDX-License-Identifier: MIT
#include "app/player/document_bench.h"

#include "player/recovery.h"

#include <QDir>
#include <QProcess>
#include <QTimer>

#include <unistd.h>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// More than the greatest number of a process.
constexpr auto nobody = "999999999";

/// The folder of copies as a program finds it at its start.
class RecoveryBench : public DocumentBench
{
public:
    QString copies() const { return path(QStringLiteral("state/recovery")); }
    QStringList kept() const { return QDir(copies()).entryList(QDir::Files, QDir::Name); }
    QString copy(const QString &name) const { return copies() + '/' + name; }
    QString own() const { return QStringLiteral("%1.0.coroscope").arg(QCoreApplication::applicationPid()); }
    /// A copy as the program with the number @p process left it: with this title, at 3 s, with capacity turned to 3.
    QString left(const QString &process, const QString &title = QStringLiteral("Narrow"), int day = 1) const
    {
        DocumentBench crashed;
        crashed.run.playTo(3s);
        crashed.run.set("capacity", 3);
        crashed.document.setTitle(title);
        crashed.document.setNote(QStringLiteral("A note"));
        QDir().mkpath(copies());
        const QString file = copy(process + QStringLiteral(".coroscope"));
        writeScenario(file, crashed.document.scenario());
        date(file, day);
        return file;
    }
    static void date(const QString &name, int day)
    {
        QFile file(name);
        if (!file.open(QIODevice::ReadWrite)
            || !file.setFileTime(QDateTime(QDate(2024, 5, day), QTime(7, 8, 9)), QFileDevice::FileModificationTime))
            qFatal("can't date %s", qPrintable(name));
    }
    Recovery &start() { return *(m_recovery = std::make_unique<Recovery>(document, run.simulation, copies())); }
    void end() { m_recovery.reset(); }

private:
    std::unique_ptr<Recovery> m_recovery;
};

} // namespace

/// What has not been saved outlives a crash, and nothing else does.
class TestRecovery : public QObject
{
    Q_OBJECT

    OwnSettings m_settings;

private Q_SLOTS:
    void atFirstThereIsNothingAndNoFolderIsMade()
    {
        RecoveryBench bench;
        Recovery &recovery = bench.start();
        QCOMPARE(recovery.found(), QString());
        recovery.keep(); // nothing to lose
        QVERIFY(!QDir(bench.copies()).exists());
    }

    void whatIsNotSavedIsKeptUntilItIsSaved()
    {
        RecoveryBench bench;
        Recovery &recovery = bench.start();
        bench.run.playTo(3s);
        bench.run.set("capacity", 3); // neither named nor in a file: still something to lose
        recovery.keep();
        QCOMPARE(bench.kept(), QStringList(bench.own()));
        QCOMPARE(QString::fromStdString(scenarioText(readScenario(bench.copy(bench.own())))),
                 QString::fromStdString(scenarioText(bench.document.scenario())));
        QVERIFY(bench.saveTo("run"));
        recovery.keep();
        QCOMPARE(bench.kept(), QStringList());
        bench.run.set("capacity", 4);
        recovery.keep();
        QCOMPARE(bench.kept(), QStringList(bench.own()));
    }

    void theSameChangesAreKeptAgainAfterASaveThatWasForgotten()
    {
        RecoveryBench bench;
        Recovery &recovery = bench.start();
        bench.document.setNote("Look");
        recovery.keep();
        bench.document.setNote("");
        recovery.keep();
        QCOMPARE(bench.kept(), QStringList());
        bench.document.setNote("Look");
        recovery.keep();
        QCOMPARE(bench.kept(), QStringList(bench.own()));
    }

    void anotherCopyIsWrittenWhenSomethingIsChangedNotWhenTimePasses()
    {
        RecoveryBench bench;
        Recovery &recovery = bench.start();
        bench.run.set("capacity", 3);
        recovery.keep();
        const auto length = [&] { return readScenario(bench.copy(bench.own())).length; };
        const Duration before = length();
        bench.run.playTo(5s);
        recovery.keep();
        QCOMPARE(length(), before);
        bench.run.set("capacity", 4);
        recovery.keep();
        QCOMPARE(length(), Duration(5s));
    }

    void copiesAreWrittenByThemselves()
    {
        RecoveryBench bench;
        bench.start();
        bench.run.set("capacity", 3);
        QTRY_COMPARE_WITH_TIMEOUT(bench.kept(), QStringList(bench.own()), 30'000);
    }

    void aProgramThatEndsInGoodOrderLeavesNothingThatHasAName()
    {
        RecoveryBench bench;
        QVERIFY(bench.saveTo("run"));
        Recovery &recovery = bench.start();
        bench.run.set("capacity", 3);
        recovery.keep();
        QCOMPARE(bench.kept(), QStringList(bench.own()));
        bench.end(); // the window has asked what is to become of it
        QCOMPARE(bench.kept(), QStringList());
    }

    void whatHasNoNameIsOfferedAtTheNextStart()
    {
        RecoveryBench bench;
        bench.start();
        bench.run.set("capacity", 3); // and closed before the next copy is due
        bench.end();
        QCOMPARE(bench.kept(), QStringList(bench.own()));
        RecoveryBench::date(bench.copy(bench.own()), 1);
        QCOMPARE(bench.start().found(),
                 "Backpressure was left on 2024-05-01 at 07:08 with changes that had not been saved.");
    }

    void whatWasOnlyLookedAtLeavesNothing()
    {
        RecoveryBench bench;
        bench.start();
        bench.run.playTo(3s);
        bench.end();
        QCOMPARE(bench.kept(), QStringList());
    }

    void whatComesBackByUndoIsAsUnchangedAsItWas()
    {
        RecoveryBench bench;
        bench.start();
        Scenario point = bench.document.scenario(); // of a sweep, say
        point.settings.values[2] = 7;
        bench.run.simulation.tuning()->start(point);
        bench.document.forget();
        bench.run.simulation.tuning()->undo();
        QVERIFY(!bench.document.modified());
        bench.end();
        QCOMPARE(bench.kept(), QStringList());
    }

    void whatACrashHasLeftIsOffered()
    {
        RecoveryBench bench;
        const QString left = bench.left(nobody);
        const Recovery &recovery = bench.start();
        QCOMPARE(recovery.found(), "“Narrow” was left on 2024-05-01 at 07:08 with changes that had not been saved.");
        QVERIFY(QFile::exists(left));
        bench.end(); // "later"
        QVERIFY(QFile::exists(left));
    }

    void whatIsBroughtBackIsAModifiedScenarioWithoutAFile()
    {
        RecoveryBench bench;
        const QString left = bench.left(nobody);
        const Scenario lost = readScenario(left);
        QVERIFY(bench.saveTo("run"));
        Recovery &recovery = bench.start();
        QSignalSpy found(&recovery, &Recovery::foundChanged);
        recovery.recover();
        QCOMPARE(found.size(), 1);
        QCOMPARE(recovery.found(), QString());
        QCOMPARE(bench.document.file(), QString());
        QCOMPARE(bench.document.name(), "Narrow");
        QCOMPARE(bench.document.note(), "A note");
        QVERIFY(bench.document.atRisk());
        QCOMPARE(bench.run.simulation.run()->time(), 0.0);
        // It has a copy again before the one that was found is gone.
        QCOMPARE(bench.kept(), QStringList(bench.own()));
        QVERIFY(readScenario(bench.copy(bench.own())).changes == lost.changes);
        bench.run.playTo(3s);
        QCOMPARE(QString::fromStdString(bench.run.fingerprint()), DocumentBench::fingerprintOf(lost));
    }

    /// What has a file is of that file again; what another program has written to it meanwhile is not written over.
    void whatIsBroughtBackKeepsItsFile_data()
    {
        QTest::addColumn<bool>("changedMeanwhile");
        QTest::newRow("as it was") << false;
        QTest::newRow("changed meanwhile") << true;
    }
    void whatIsBroughtBackKeepsItsFile()
    {
        QFETCH(const bool, changedMeanwhile);
        RecoveryBench bench;
        QVERIFY(bench.saveTo("run"));
        const QString file = bench.document.file();
        bench.run.set("capacity", 3);
        bench.start().keep();
        // The program dies here: its lock goes, and its copy stays under its number.
        QDir copies(bench.copies());
        const QString number = QString::number(QCoreApplication::applicationPid());
        for (const QFileInfo &each : copies.entryInfoList(QDir::Files | QDir::Hidden)) {
            if (each.suffix() != QLatin1String("lock"))
                QVERIFY(QFile::copy(each.filePath(),
                                    copies.filePath(each.fileName().replace(number + ".0", QLatin1String(nobody)))));
        }
        bench.end();
        bench.document.forget();
        if (changedMeanwhile)
            bench.written("run.coroscope", R"({"version": 1, "pattern": "pipeline"})");

        Recovery &recovery = bench.start();
        QVERIFY(recovery.found() != QString());
        recovery.recover();
        QCOMPARE(bench.document.file(), file);
        QCOMPARE(bench.document.name(), "run");
        QVERIFY(bench.document.atRisk());
        QCOMPARE(bench.document.changedElsewhere(), changedMeanwhile);
        QCOMPARE(bench.document.save(), !changedMeanwhile);
        recovery.keep();
        for (const QString &name : copies.entryList(QDir::Files | QDir::Hidden)) {
            if (!changedMeanwhile)
                QVERIFY2(!name.endsWith(QLatin1String(".origin")), qPrintable(name));
        }
    }

    void withoutATitleItIsCalledRecovered()
    {
        RecoveryBench bench;
        bench.left(nobody, "");
        bench.start().recover();
        QCOMPARE(bench.document.name(), "Recovered");
        QVERIFY(bench.document.atRisk());
    }

    void whatIsThrownAwayIsGoneAndTheRunGoesOn()
    {
        RecoveryBench bench;
        bench.left(nobody);
        bench.run.playTo(2s);
        const std::string before = bench.run.fingerprint();
        Recovery &recovery = bench.start();
        QSignalSpy found(&recovery, &Recovery::foundChanged);
        recovery.dismiss();
        QCOMPARE(found.size(), 1);
        QCOMPARE(recovery.found(), QString());
        QCOMPARE(bench.kept(), QStringList());
        QCOMPARE(bench.run.fingerprint(), before);
        QVERIFY(!bench.document.named());
        QCOMPARE(bench.start().found(), QString());
    }

    void ofSeveralTheLatestComesFirst()
    {
        RecoveryBench bench;
        bench.left("999999997", "Old", 1);
        bench.left("999999999", "New", 3);
        bench.left("999999998", "Middle", 2);
        for (const char *title : {"New", "Middle", "Old"}) {
            bench.start().recover();
            QCOMPARE(bench.document.name(), title);
            bench.end();
        }
        QCOMPARE(bench.start().found(), QString());
    }

    void whatAnotherWindowIsShowingIsLeftToIt()
    {
        RecoveryBench bench;
        DocumentBench shown;
        Recovery other(shown.document, shown.run.simulation, bench.copies());
        shown.run.set("capacity", 5);
        other.keep();
        QCOMPARE(bench.kept(), QStringList(bench.own()));
        Recovery &recovery = bench.start();
        QCOMPARE(recovery.found(), QString());
        bench.run.set("capacity", 3);
        recovery.keep();
        QCOMPARE(bench.kept().size(), 2);
        QVERIFY(bench.saveTo("run"));
        bench.end();
        QCOMPARE(bench.kept(), QStringList(bench.own()));
    }

    void aCopyIsOfferedThoughItsNumberBelongsToAnotherProgramByNow()
    {
        RecoveryBench bench;
        const QString left = bench.left(QString::number(::getppid()) + ".0");
        QVERIFY(bench.start().found().contains("2024-05-01"));
        bench.end();
        QVERIFY(QFile::exists(left));
        QCOMPARE(QDir(bench.copies()).entryList(QDir::Files | QDir::Hidden).size(), 1); // nothing else is left behind
    }

    void whatAProgramThatIsKilledWasShowingIsOffered()
    {
        RecoveryBench bench;
        QDir().mkpath(bench.copies());
        // A program that holds its lock as ours do, until it is killed.
        QProcess holder;
        holder.start("flock", {bench.copies() + "/.77.0.lock", "sh", "-c", "echo; exec cat"});
        if (!holder.waitForStarted())
            QSKIP("flock (util-linux) is not there");
        QVERIFY(holder.waitForReadyRead());
        bench.left("77.0");
        QCOMPARE(bench.start().found(), QString());
        bench.end();
        holder.closeWriteChannel();
        holder.kill();
        QVERIFY(holder.waitForFinished());
        QTRY_VERIFY(!bench.start().found().isEmpty()); // once its child has gone, too
    }

    void whatOneWindowOffersAnotherDoesNot()
    {
        RecoveryBench bench;
        bench.left(nobody);
        QVERIFY(!bench.start().found().isEmpty());
        DocumentBench second;
        Recovery other(second.document, second.run.simulation, bench.copies());
        QCOMPARE(other.found(), QString());
    }

    void aBrokenCopyDoesNotHideAGoodOlderOne()
    {
        RecoveryBench bench;
        bench.left("999999997", "Good", 1);
        const QString broken = bench.left("999999998", "Broken", 2);
        bench.written("state/recovery/999999998.coroscope", "{\"version\":1,");
        bench.start().recover();
        QCOMPARE(bench.document.name(), "Good");
        QVERIFY(QFile::exists(broken)); // it is still for whoever may mend it
    }

    void whatAnEarlierProgramWithTheSameNumberHasLeftIsOfferedAndNotWrittenOver()
    {
        RecoveryBench bench;
        const QString left = bench.left(QString::number(QCoreApplication::applicationPid()) + ".0");
        Recovery &recovery = bench.start();
        QVERIFY(recovery.found().contains("2024-05-01"));
        recovery.keep();
        QVERIFY(QFile::exists(left));
        bench.run.set("capacity", 4);
        recovery.keep();
        QCOMPARE(bench.kept().size(), 2);
        recovery.recover();
        QCOMPARE(bench.document.name(), "Narrow");
        QVERIFY(!QFile::exists(left));
    }

    void filesThatAreNoCopiesAreLeftAlone()
    {
        RecoveryBench bench;
        bench.left("notes");
        bench.left("12x");
        bench.written("state/recovery/999999999.txt", "{}");
        bench.start();
        QCOMPARE(bench.start().found(), QString());
        QCOMPARE(bench.kept().size(), 3);
    }

    void aCopyThatCannotBeReadIsSaidAndStays()
    {
        RecoveryBench bench;
        const QString left = bench.left(nobody);
        bench.written("state/recovery/999999999.coroscope", "{\"version\":1,");
        bench.run.playTo(2s);
        Recovery &recovery = bench.start();
        recovery.recover();
        QCOMPARE(bench.notices.size(), 1);
        QVERIFY2(bench.lastNotice().startsWith(left + ": "), qPrintable(bench.lastNotice()));
        QVERIFY(QFile::exists(left));
        QVERIFY(!bench.document.named());
        QCOMPARE(bench.run.simulation.run()->time(), 2.0);
        recovery.dismiss();
        QVERIFY(!QFile::exists(left));
    }

    void whatIsTooLargeToBeReadAgainIsSaid()
    {
        RecoveryBench bench;
        Recovery &recovery = bench.start();
        const std::vector<Change> many(largestScenarioFile / 40, Change{.parameter = 0, .value = 1});
        for (const Change &change : many)
            bench.run.simulation.run()->session().schedule(change);
        bench.document.setNote("Look");
        recovery.keep();
        QVERIFY2(bench.lastNotice().startsWith("What you do can't be kept safe: ")
                     && bench.lastNotice().contains("larger than the 8 MB"),
                 qPrintable(bench.lastNotice()));
        QCOMPARE(bench.kept(), QStringList());
    }

    void whereNothingCanBeKeptThatIsSaid()
    {
        RecoveryBench bench;
        Recovery recovery(bench.document, bench.run.simulation, "/proc/coroscope");
        recovery.keep();
        QCOMPARE(bench.notices.size(), 0);
        bench.run.set("capacity", 3);
        recovery.keep();
        QCOMPARE(bench.notices.size(), 1);
        QVERIFY2(bench.lastNotice().startsWith("What you do can't be kept safe: /proc/coroscope/"),
                 qPrintable(bench.lastNotice()));
    }
};

QTEST_MAIN(TestRecovery)
#include "tst_recovery.moc"
