// SPDX-License-Identifier: MIT
#include "app/player/document_bench.h"

#include "files/file_name.h"

#include <QDir>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// No file may grow while this lives: a disk without room.
class NoRoom
{
public:
    NoRoom()
    {
        std::signal(SIGXFSZ, SIG_IGN); // as the programs do
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit none = m_before;
        none.rlim_cur = 0;
        ::setrlimit(RLIMIT_FSIZE, &none);
    }
    ~NoRoom() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    NoRoom(const NoRoom &) = delete;
    NoRoom &operator=(const NoRoom &) = delete;

private:
    rlimit m_before{};
};

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// A document and its file, where the file is large, the disk is full, or somebody else writes to it, too.
class TestDocumentFiles : public QObject
{
    Q_OBJECT

    OwnSettings m_settings;

private Q_SLOTS:
    void init() { OwnSettings::clear(); }

    void twentyThousandTurnsAreReadAsTheyWereWritten()
    {
        DocumentBench bench;
        for (int i = 0; i < 20'000; ++i)
            bench.run.simulation.run()->session().schedule(
                {.at = Time{} + i * 1ms, .parameter = 0, .value = 1 + i % 2});
        bench.document.setTitle("Turns");
        QVERIFY2(bench.saveTo("many"), qPrintable(bench.lastNotice()));
        QVERIFY(contents(bench.path("many.coroscope")).size() > 1'000'000);
        DocumentBench next;
        QVERIFY2(next.document.open(bench.path("many.coroscope")), qPrintable(next.lastNotice()));
        QVERIFY(next.document.scenario().changes == bench.document.scenario().changes);
    }

    void whatCouldNotBeReadAgainIsNotWritten()
    {
        DocumentBench bench;
        QVERIFY(bench.saveTo("run"));
        const QByteArray before = contents(bench.path("run.coroscope"));
        for (std::size_t i = 0; i < largestScenarioFile / 40; ++i)
            bench.run.simulation.run()->session().schedule({.parameter = 0, .value = 1});
        bench.document.setNote("Look");
        QVERIFY(!bench.document.save());
        QCOMPARE(bench.lastNotice(),
                 bench.path("run.coroscope")
                     + ": can't be written: with its 200000 changes it would be larger than the 8 MB that a scenario "
                       "can have");
        QVERIFY(bench.document.atRisk());
        QCOMPARE(contents(bench.path("run.coroscope")), before);
    }

    void whatATitleAndANoteCanNotHaveIsLeftOut()
    {
        DocumentBench bench;
        bench.document.setTitle(QString::fromUtf8("a\nb\x1b\x7f\xc2\x9b") + QString(500, QChar(0x20ac)));
        bench.document.setNote("one\ntwo\t\x1b" + QString(30'000, QChar(0x20ac)));
        QVERIFY(bench.document.title().startsWith(QString::fromUtf8("a?b???€")));
        QVERIFY(bench.document.note().startsWith(QString::fromUtf8("one\ntwo\t?€")));
        QVERIFY(bench.saveTo("run"));
        DocumentBench next;
        QVERIFY2(next.document.open(bench.path("run.coroscope")), qPrintable(next.lastNotice()));
        QCOMPARE(next.document.title(), bench.document.title());
        QCOMPARE(next.document.note(), bench.document.note());
    }

    void aTitleOfAFileIsShownAsItMayBeAndStaysAsItIs()
    {
        DocumentBench bench;
        const QString file = bench.written("a.coroscope",
                                           "{\"version\":1,\"pattern\":\"backpressure\",\"title\":\"a\\u202eb\"}");
        QVERIFY(bench.document.open(file));
        QCOMPARE(bench.document.name(), "a?b");
        QVERIFY(bench.document.save());
        QVERIFY(contents(file).contains("a\\u202eb"));
    }

    void whereThereIsNoRoomTheFileIsAsItWasAndTheDocumentStaysChanged()
    {
        DocumentBench bench;
        QVERIFY(bench.saveTo("run"));
        const QByteArray before = contents(bench.path("run.coroscope"));
        bench.run.set("capacity", 3);
        {
            const NoRoom none;
            QVERIFY(!bench.document.save());
            QCOMPARE(bench.lastNotice(), bench.path("run.coroscope") + ": can't be written: File too large");
            QVERIFY(!bench.saveTo("other"));
        }
        QVERIFY(bench.document.atRisk());
        QCOMPARE(bench.document.file(), bench.path("run.coroscope"));
        QCOMPARE(contents(bench.path("run.coroscope")), before);
        QCOMPARE(QDir(bench.folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{"run.coroscope"});
        QVERIFY(bench.document.save());
    }

    void theLastOfTwoWindowsDoesNotWinWithoutAWord()
    {
        DocumentBench one;
        QVERIFY(one.saveTo("run"));
        const QString file = one.path("run.coroscope");
        DocumentBench other;
        QVERIFY(other.document.open(file));
        other.run.set("capacity", 5);
        QVERIFY(other.document.save());
        const QByteArray theirs = contents(file);

        one.run.set("capacity", 3);
        QVERIFY(one.document.changedElsewhere());
        QSignalSpy found(&one.document, &Document::foundChangedElsewhere);
        QVERIFY(!one.document.save());
        QCOMPARE(found.size(), 1);
        QCOMPARE(contents(file), theirs);
        QVERIFY(one.document.atRisk());

        QVERIFY(one.document.overwrite()); // asked for in so many words
        QVERIFY(contents(file) != theirs);
        QVERIFY(!one.document.changedElsewhere());
        QVERIFY(one.document.save());
        QVERIFY(!other.document.save());
        QVERIFY(other.document.saveAs(DocumentBench::url(file))); // a name that was chosen is meant
    }

    void whatOnlyLooksChangedIsSaved()
    {
        DocumentBench bench;
        QVERIFY(bench.saveTo("run"));
        const QString file = bench.path("run.coroscope");
        const QByteArray same = contents(file);
        bench.written("run.coroscope", same); // newer, and says the same
        bench.run.set("capacity", 3);
        QVERIFY(bench.document.save());
        bench.written("run.coroscope", "");
        QVERIFY(!bench.document.save());
        QVERIFY(QFile::remove(file)); // nothing is lost by writing it again
        QVERIFY(bench.document.save());
        bench.written("run.coroscope", same);
        QVERIFY(bench.document.open(file)); // which is what it says now
        bench.run.set("capacity", 4);
        QVERIFY(bench.document.save());
    }

    void aNameThatIsNotUtf8IsOpenedAndSaved()
    {
        DocumentBench bench;
        const QString file = fileName((bench.folder.path() + "/caf").toStdString() + "\xe9.coroscope");
        writeScenario(file, bench.document.scenario());
        QVERIFY2(bench.document.open(file), qPrintable(bench.lastNotice()));
        QCOMPARE(bench.document.name(), "caf?");
        bench.run.set("capacity", 3);
        QVERIFY(bench.document.save());
        QVERIFY(!bench.document.atRisk());
        QCOMPARE(readScenario(file).changes.size(), std::size_t{1});
        QCOMPARE(::unlink(nativeName(file).c_str()), 0);
    }

    void settingsFindNoRoomAndAreAsTheyWere()
    {
        KeptSettings::setGroup("window", {{"width", 900}});
        const QByteArray before = contents(KeptSettings::file());
        {
            const NoRoom none;
            QTest::ignoreMessage(
                QtWarningMsg, qPrintable("the settings can't be kept: " + KeptSettings::file() + ": File too large"));
            KeptSettings::setGroup("window", {{"width", 1000}});
        }
        QCOMPARE(contents(KeptSettings::file()), before);
        QCOMPARE(KeptSettings::group("window")["width"].toInt(), 900);
        KeptSettings::setGroup("other", {{"x", 1}});
        QCOMPARE(KeptSettings::group("window")["width"].toInt(), 900);
    }

    void settingsNeverTakeThePlaceOfWhatIsNoOrdinaryFile()
    {
        KeptSettings::setGroup("window", {{"width", 900}}); // makes the folder
        const QByteArray name = QFile::encodeName(KeptSettings::file());
        QCOMPARE(::unlink(name.constData()), 0);
        QCOMPARE(::mkfifo(name.constData(), 0600), 0);
        QCOMPARE(KeptSettings::group("window"), QJsonObject());
        QTest::ignoreMessage(
            QtWarningMsg,
            qPrintable("the settings can't be kept: " + KeptSettings::file() + ": it is no ordinary file"));
        KeptSettings::setGroup("window", {{"width", 1000}});
        struct stat status = {};
        QVERIFY(::stat(name.constData(), &status) == 0 && S_ISFIFO(status.st_mode));
    }

    void settingsBehindALinkStayBehindIt()
    {
        KeptSettings::setGroup("window", {{"width", 900}});
        const QString real = KeptSettings::file() + ".real";
        QFile::remove(real);
        QVERIFY(QFile::rename(KeptSettings::file(), real) && QFile::link(real, KeptSettings::file()));
        KeptSettings::setGroup("window", {{"width", 1000}});
        QVERIFY(QFileInfo(KeptSettings::file()).isSymLink());
        QVERIFY(contents(real).contains("1000"));
    }
};

QTEST_MAIN(TestDocumentFiles)
#include "tst_document_files.moc"
