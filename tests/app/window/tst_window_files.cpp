// SPDX-License-Identifier: MIT
#include "app/window/window_process.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>

using namespace coroscope::test;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// What becomes of the files that the window's program writes to, and of what it has remembered.
class TestWindowFiles : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    /// Runs a line of shell in an empty folder; $WINDOW is the program under test.
    Ended inShell(const QString &line)
    {
        return shell("export WINDOW=" + windowProgram() + "; rm -rf work; mkdir work; cd work; " + line,
                     m_folder.path());
    }
    QString path(const QString &name) const { return m_folder.filePath("work/" + name); }

private Q_SLOTS:
    void aPictureIsWrittenIntoWhatIsNoOrdinaryFile_data()
    {
        QTest::addColumn<QString>("command");
        QTest::newRow("a FIFO")
            << "mkfifo f.png; cat f.png > copy & $WINDOW --screenshot f.png && wait && test -p f.png";
        QTest::newRow("a link to a FIFO") << "mkfifo f; ln -s f f.png; cat f > copy & $WINDOW --screenshot f.png && "
                                             "wait && test -p f -a -L f.png";
        QTest::newRow("a link to a file")
            << "printf old > copy; ln -s copy f.png; $WINDOW --screenshot f.png && test -L f.png";
        QTest::newRow("a link to a device") << "ln -s /dev/null f.png; $WINDOW --screenshot f.png && "
                                               "test -L f.png -a -c /dev/null && $WINDOW --screenshot x.png && "
                                               "mv x.png copy";
        QTest::newRow("a name that is not UTF-8") << "$WINDOW --screenshot $'p\\xe9.png' && mv $'p\\xe9.png' copy";
    }
    void aPictureIsWrittenIntoWhatIsNoOrdinaryFile()
    {
        QFETCH(const QString, command);
        const Ended ended = inShell(command);
        QCOMPARE(ended.err, "");
        QCOMPARE(ended.status, 0);
        QVERIFY(!QImage(path("copy"), "PNG").isNull());
    }

    void aPictureThatFindsNoRoomLeavesTheOldOne()
    {
        const Ended ended = inShell("printf old > f.png; ulimit -f 0; $WINDOW --screenshot f.png");
        QCOMPARE(ended.err, "coroscope: --screenshot f.png: can't be written: File too large\n");
        QCOMPARE(ended.status, 1);
        QCOMPARE(contents(path("f.png")), "old");
        QCOMPARE(QDir(path("")).entryList(QDir::Files | QDir::Hidden), QStringList{"f.png"});
    }

    void aPictureNeverTakesThePlaceOfTheScenario()
    {
        const Ended ended = inShell(
            "echo '{\"version\": 1, \"pattern\": \"backpressure\"}' > s.png; ln -s s.png t.png; "
            "$WINDOW ./s.png --screenshot t.png");
        QCOMPARE(ended.err,
                 "coroscope: --screenshot 't.png': that is the scenario that is run; it takes another file\n");
        QCOMPARE(ended.status, 2);
        QVERIFY(contents(path("s.png")).contains("version"));
    }

    void aFileWhoseNameIsNotUtf8IsOpened()
    {
        const Ended ended = inShell("echo '{\"version\": 1, \"pattern\": \"supervisor\"}' > $'caf\\xe9.coroscope'; "
                                    "$WINDOW $'caf\\xe9.coroscope' --screenshot a.png && "
                                    "$WINDOW supervisor --screenshot b.png && $WINDOW --screenshot c.png");
        QCOMPARE(ended.err, "");
        QCOMPARE(ended.status, 0);
        QVERIFY(!QImage(path("a.png")).isNull());
        QVERIFY(QImage(path("a.png")) != QImage(path("c.png")));
    }

    void whatIsRememberedIsBroughtWithinWhatCanBe_data()
    {
        QTest::addColumn<QByteArray>("settings");
        const auto row = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text; };
        row("far too wide", R"({"window": {"width": 40000, "height": 1000}})");
        row("far too high", R"({"window": {"width": 1000, "height": 2000000000}})");
        row("less than nothing", R"({"window": {"width": -5, "height": -2147483648}})");
        row("nonsense",
            R"({"window": {"width": "x", "railWhereWide": 77, "panelWhereNarrow": -1e300, "timelineShare": 1e308, "theme": []}})");
        row("cut off", R"({"window": {"width": 40)");
        row("another kind", R"([1, 2])");
        row("maximized", R"({"window": {"maximized": true, "width": 40000, "height": 40000}})");
        row("recent files", R"({"scenarios": {"recent": [1, null, "\u202e/x", {"a": 1}, "/tmp", "", "y"]}})");
    }
    void whatIsRememberedIsBroughtWithinWhatCanBe()
    {
        QFETCH(const QByteArray, settings);
        const QTemporaryDir home;
        QDir(home.path()).mkpath("Coroscope");
        QFile file(home.filePath("Coroscope/Coroscope.json"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(settings) == settings.size());
        file.close();
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("XDG_CONFIG_HOME", home.path());
        environment.insert("XDG_DATA_HOME", home.path());
        process.setProcessEnvironment(environment);
        QCOMPARE(insteadOfAFrame(process, {"--paused"}), QByteArray());
        QCOMPARE(contents(file.fileName()), settings); // looking at it changes nothing
    }

    void settingsThatAreNoOrdinaryFileAreNeitherWaitedForNorReplaced()
    {
        const QTemporaryDir home;
        QCOMPARE(shell("mkdir Coroscope; mkfifo Coroscope/Coroscope.json", home.path()).status, 0);
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("XDG_CONFIG_HOME", home.path());
        environment.insert("XDG_DATA_HOME", home.path());
        process.setProcessEnvironment(environment);
        QCOMPARE(insteadOfAFrame(process, {"--paused"}), QByteArray());
        QCOMPARE(shell("test -p Coroscope/Coroscope.json", home.path()).status, 0);
    }
};

QTEST_GUILESS_MAIN(TestWindowFiles)
#include "tst_window_files.moc"
