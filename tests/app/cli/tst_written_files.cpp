// SPDX-License-Identifier: MIT
#include "app/cli/cli_process.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <sys/stat.h>
#include <unistd.h>

using namespace coroscope::test;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList names(const QTemporaryDir &folder)
{
    return QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

constexpr auto scenario = R"({"version": 1, "pattern": "backpressure", "duration_s": 5})";

} // namespace

/// What becomes of the files that coroscope-cli writes to, and of those that it must leave alone.
class TestWrittenFiles : public QObject
{
    Q_OBJECT

    /// Runs @p line where there is a small file system "full" that holds the file "old" and has no more room.
    static Ended onAFullDisk(const QString &line, const QString &folder)
    {
        QFile script(folder + "/script");
        if (!script.open(QIODevice::WriteOnly))
            qFatal("can't write a script");
        script.write("mkdir full; mount -t tmpfs -o size=16k none full || exit 77; printf old > full/old\n"
                     "cat /dev/zero > full/filling 2> /dev/null\n"
                     + line.toUtf8() + "; status=$?; cat full/old; ls -A full; exit $status\n");
        script.close();
        return shell("unshare -m bash script", folder);
    }

private Q_SLOTS:
    void aFullDiskLeavesTheOldFileAndIsAFailure_data()
    {
        QTest::addColumn<QString>("command");
        for (const char *command :
             {"run backpressure --output full/old", "run backpressure --format json --output full/old",
              "run backpressure --for 10s --trace full/old > /dev/null",
              "sweep backpressure --vary capacity=1..2 --for 5s --output full/old", "run backpressure > full/new"})
            QTest::newRow(command) << QString::fromUtf8(command);
    }
    void aFullDiskLeavesTheOldFileAndIsAFailure()
    {
        QFETCH(const QString, command);
        if (::geteuid() != 0)
            QSKIP("only the superuser may mount");
        QTemporaryDir folder;
        const Ended ended = onAFullDisk("$CLI " + command, folder.path());
        if (ended.status == 77 || ended.err.contains("unshare"))
            QSKIP("nothing can be mounted here");
        QCOMPARE(ended.status, 1);
        const bool isStandardOutput = command.contains("full/new");
        QCOMPARE(ended.err,
                 QByteArray("coroscope-cli: cannot write to ") + (isStandardOutput ? "standard output" : "'full/old'")
                     + ": No space left on device\n");
        QCOMPARE(ended.out, QByteArray("oldfilling\n") + (isStandardOutput ? "new\n" : "") + "old\n");
    }

    void aLimitOnSizesLeavesTheOldFileAndIsAFailure_data()
    {
        QTest::addColumn<QString>("command");
        for (const char *command :
             {"run backpressure --output old", "run backpressure --format csv --output old",
              "run backpressure --for 10s --trace old", "run backpressure --for 10h --trace old --output -",
              "sweep backpressure --vary capacity=1..2 --for 5s --output old"})
            QTest::newRow(command) << QString::fromUtf8(command);
    }
    void aLimitOnSizesLeavesTheOldFileAndIsAFailure()
    {
        QFETCH(const QString, command);
        QTemporaryDir folder;
        const Ended ended = shell("printf old > old; ulimit -f 0; exec $CLI " + command, folder.path());
        QCOMPARE(ended.status, 1);
        QCOMPARE(ended.err, "coroscope-cli: cannot write to 'old': File too large\n");
        QCOMPARE(contents(folder.filePath("old")), "old");
        QCOMPARE(names(folder), QStringList{"old"});
    }

    void aFileInAFolderThatMayNotBeWrittenIsWrittenOverAndSurvivesAFailure()
    {
        if (::geteuid() != 0)
            QSKIP("only the superuser may mount");
        QTemporaryDir folder;
        // A file that may be written, mounted into a place that may not.
        const Ended ended = shell("mkdir here; printf old > file; touch here/file; exec unshare -m bash -c '"
                                  "mount --bind here here && mount -o remount,bind,ro here && mount --bind file "
                                  "here/file || exit 77; (ulimit -f 0; $CLI run backpressure --output here/file); "
                                  "echo $?; cat file; $CLI list --json > /dev/null; "
                                  "$CLI run backpressure --output here/file; echo $?; head -c 12 file; ls -A here'",
                                  folder.path());
        if (ended.status == 77 || ended.err.contains("unshare"))
            QSKIP("nothing can be mounted here");
        QCOMPARE(ended.err, "coroscope-cli: cannot write to 'here/file': File too large\n");
        QCOMPARE(ended.out, "1\nold0\nBackpressurefile\n");
    }

    void ownerPermissionsAndLinksStay()
    {
        QTemporaryDir folder;
        const Ended ended = shell("mkdir a; printf old > a/file; chmod 640 a/file; ln -s a/file link; "
                                  "ln -s a/new dangling; umask 027; "
                                  "$CLI list > /dev/null && $CLI run backpressure --output link && "
                                  "$CLI run backpressure --output dangling && stat -c %a a/file a/new",
                                  folder.path());
        QCOMPARE(ended.status, 0);
        QCOMPARE(ended.out, "640\n640\n");
        QVERIFY(contents(folder.filePath("a/file")).contains("fingerprint"));
        QVERIFY(contents(folder.filePath("a/new")).contains("fingerprint"));
        QVERIFY(QFileInfo(folder.filePath("link")).isSymLink() && QFileInfo(folder.filePath("dangling")).isSymLink());
    }

    void whatIsNoOrdinaryFileIsWrittenIntoAndStays_data()
    {
        QTest::addColumn<QString>("command");
        QTest::newRow("a FIFO") << "mkfifo f; cat f > copy & $CLI run backpressure --output f; wait; test -p f";
        QTest::newRow("a link to a FIFO")
            << "mkfifo f; ln -s f link; cat f > copy & $CLI run backpressure --output link; wait; test -p f -a -L link";
        QTest::newRow("a link to a device")
            << "ln -s /dev/null null; $CLI run backpressure --output null --trace null; "
               "$CLI run backpressure --output null && $CLI run backpressure > copy; test -L null -a -c /dev/null";
        QTest::newRow("standard output, a file, by name")
            << "{ echo before; $CLI run backpressure --output /dev/stdout; echo after; } > copy; "
               "head -1 copy | grep -q before && tail -1 copy | grep -q after";
        QTest::newRow("standard output by its number")
            << "{ echo before; $CLI run backpressure --output /dev/fd/1; echo after; } > copy; "
               "head -1 copy | grep -q before && tail -1 copy | grep -q after";
    }
    void whatIsNoOrdinaryFileIsWrittenIntoAndStays()
    {
        QFETCH(const QString, command);
        QTemporaryDir folder;
        QCOMPARE(shell(command, folder.path()).status, 0);
        QVERIFY(contents(folder.filePath("copy")).contains("fingerprint"));
    }

    void twoNamesOfOneFileAreRefused_data()
    {
        QTest::addColumn<QString>("names"); // the report's and the trace's
        for (const char *names : {"x ./x", "x a/../x", "x b/x", "x link", "link x", "link other", "old hard",
                                  "old soft", "old b/old", "f f", "f fifo-link", "/dev/stdout -"})
            QTest::newRow(names) << QString::fromUtf8(names);
    }
    void twoNamesOfOneFileAreRefused()
    {
        QFETCH(const QString, names);
        QTemporaryDir folder;
        const QStringList both = names.split(' ');
        const Ended ended = shell("mkdir a; ln -s . b; ln -s x link; ln -s ./a/../link other; printf old > old; "
                                  "ln old hard; ln -s old soft; mkfifo f; ln -s f fifo-link; exec timeout 20 $CLI run "
                                  "backpressure --for 1s --output "
                                      + both[0] + " --trace " + both[1],
                                  folder.path());
        QCOMPARE(ended.status, 2);
        QVERIFY2(ended.err.startsWith("coroscope-cli: --trace and the report would both go to ")
                     && ended.err.count('\n') == 1,
                 ended.err);
        QCOMPARE(contents(folder.filePath("old")), "old");
        QVERIFY(!QFile::exists(folder.filePath("x")));
    }

    void namesThatAreNotTheSameAreTwo()
    {
        QTemporaryDir folder;
        const Ended ended = shell("mkdir a; ln -s a/y link; $CLI run backpressure --output x --trace a/x && "
                                  "$CLI run backpressure --output y --trace link && "
                                  "$CLI run backpressure --output /dev/null --trace /dev/zero",
                                  folder.path());
        QCOMPARE(ended.err, "");
        QCOMPARE(ended.status, 0);
    }

    void whatIsWrittenNeverTakesThePlaceOfTheScenario_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("line");
        const auto row = [](const char *command, const char *line) {
            QTest::newRow(command) << QString::fromUtf8(command) << QString::fromUtf8(line);
        };
        row("run s.coroscope --output s.coroscope",
            "--output 's.coroscope': that is the scenario that is run; it takes another file");
        row("run s.coroscope --output link",
            "--output 'link': that is the scenario that is run; it takes another file");
        row("run link --trace s.coroscope",
            "--trace 's.coroscope': that is the scenario that is run; it takes another file");
        row("run ./s.coroscope >> s.coroscope",
            "--output (standard output): that is the scenario that is run; it takes another file");
        row("sweep s.coroscope --vary capacity=1..2 --output hard",
            "--output 'hard': that is the scenario that is run; it takes another file");
    }
    void whatIsWrittenNeverTakesThePlaceOfTheScenario()
    {
        QFETCH(const QString, command);
        QFETCH(const QString, line);
        QTemporaryDir folder;
        const Ended ended = shell("printf '%s' '" + QString::fromUtf8(scenario)
                                      + "' > s.coroscope; ln -s s.coroscope link; ln s.coroscope hard; $CLI " + command,
                                  folder.path());
        QCOMPARE(ended.status, 2);
        QCOMPARE(QString::fromUtf8(ended.err), "coroscope-cli: " + line + "\n");
        QCOMPARE(contents(folder.filePath("s.coroscope")), scenario);
    }

    void namesThatAreNotUtf8AreReadAndWritten()
    {
        QTemporaryDir folder;
        const Ended ended = shell(
            "printf '%s' '" + QString::fromUtf8(scenario)
                + "' > $'caf\\xe9.coroscope'; $CLI run $'caf\\xe9.coroscope' --output $'r\\xff' && "
                  "$CLI check $'caf\\xe9.coroscope' && cat $'r\\xff'; status=$?; rm -f *; exit $status", // QDir can't
            folder.path());
        QCOMPARE(ended.err, "");
        QCOMPARE(ended.status, 0);
        QVERIFY2(ended.out.startsWith("caf?.coroscope: backpressure, seed 1, 5s\nBackpressure"), ended.out);
    }
};

QTEST_GUILESS_MAIN(TestWrittenFiles)
#include "tst_written_files.moc"
