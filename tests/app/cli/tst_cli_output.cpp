// SPDX-License-Identifier: MIT
#include "app/cli/cli_process.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <csignal>
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

} // namespace

/// Where coroscope-cli writes to, and what it does when that goes wrong.
class TestCliOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helpAndVersionGoToStandardOutput()
    {
        const Ended version = cli({"--version"});
        QCOMPARE(version.status, 0);
        QCOMPARE(version.out, QByteArray("coroscope-cli 0.1.0\n"));
        for (const QStringList &words : {QStringList{"--help"},
                                         {"run", "--help"},
                                         {"run", "x", "-h"},
                                         {"list", "--help"},
                                         {"help"},
                                         {"help", "sweep"}}) {
            const Ended ended = cli(words);
            QCOMPARE(ended.status, 0);
            QVERIFY2(ended.out.contains("Usage: coroscope-cli"), ended.out);
            QCOMPARE(ended.err, QByteArray());
        }
    }

    void theSameRunGivesTheSameBytesHoweverItsTraceIsKept()
    {
        QTemporaryDir folder;
        const QStringList run = {"run", "backpressure", "--for", "10m", "--format", "json", "--seed", "11"};
        const Ended plain = cli(run);
        QCOMPARE(plain.status, 0);
        QCOMPARE(plain.err, QByteArray()); // no progress where nobody looks
        QCOMPARE(cli(run + QStringList{"--no-trace"}).out, plain.out);
        for (const char *format : {"jsonl", "csv", "chrome"})
            QCOMPARE(cli(run + QStringList{"--trace", "t", "--trace-format", format}, folder.path()).out, plain.out);
        QCOMPARE(cli(run + QStringList{"--output", "r.json"}, folder.path()).out, QByteArray());
        QCOMPARE(contents(folder.filePath("r.json")), plain.out);
        QCOMPARE(names(folder), (QStringList{"r.json", "t"}));
    }

    void theLocaleChangesNothing()
    {
        const QString run = QStringLiteral("$CLI run backpressure --for 90s --format ");
        for (const char *format : {"text", "json", "csv"}) {
            const Ended plain = shell("LC_ALL=C " + run + format);
            QCOMPARE(plain.status, 0);
            QCOMPARE(shell("LC_ALL=de_DE.UTF-8 LC_NUMERIC=de_DE.UTF-8 LANG=de_DE.UTF-8 " + run + format).out,
                     plain.out);
        }
    }

    void theTraceMayGoToStandardOutputWhenTheReportDoesNot()
    {
        QTemporaryDir folder;
        const Ended ended = cli(
            {"run", "backpressure", "--for", "5s", "--trace", "-", "--output", "r.json", "--format", "json"},
            folder.path());
        QCOMPARE(ended.status, 0);
        const QJsonObject report = QJsonDocument::fromJson(contents(folder.filePath("r.json"))).object();
        QCOMPARE(ended.out.count('\n'), report["events"].toInt());
    }

    void aFullStopIsDone()
    {
        const Ended ended = cli({"run", "backpressure", "--set", "consumers=0"});
        QCOMPARE(ended.status, 0);
        QVERIFY(ended.out.contains("stalled"));
    }

    void whatCantBeWrittenFailsWithOneLine_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *command, const char *why) {
            QTest::newRow(command) << QString::fromUtf8(command) << QString::fromUtf8(why);
        };
        row("$CLI run backpressure --output /dev/full", "'/dev/full': No space left on device");
        row("$CLI run backpressure --for 1h --trace /dev/full", "'/dev/full': No space left on device");
        row("$CLI run backpressure > /dev/full", "standard output: No space left on device");
        row("$CLI list > /dev/full", "standard output: No space left on device");
        row("$CLI describe backpressure > /dev/full", "standard output: No space left on device");
        row("$CLI --help > /dev/full", "standard output: No space left on device");
        row("$CLI run backpressure >&-", "standard output: Bad file descriptor");
        row("$CLI run backpressure --trace t.jsonl >&-", "standard output: Bad file descriptor");
        row("$CLI run backpressure --output .", "'.': it is a directory");
        row("$CLI run backpressure --output missing/x", "'missing/x': No such file or directory");
        row("ulimit -f 100; $CLI run backpressure --for 10h --trace big", "'big': File too large");
    }
    void whatCantBeWrittenFailsWithOneLine()
    {
        QFETCH(const QString, command);
        QFETCH(const QString, why);
        QTemporaryDir folder;
        const Ended ended = shell(command, folder.path());
        QCOMPARE(ended.status, 1);
        QCOMPARE(QString::fromUtf8(ended.err), "coroscope-cli: cannot write to " + why + "\n");
        QCOMPARE(ended.out, QByteArray());
        for (const QString &name : names(folder))
            QCOMPARE(name, QStringLiteral("t.jsonl")); // which was complete; nothing else is left behind
    }

    void aReadOnlyPlaceIsRefused()
    {
        if (::geteuid() == 0)
            QSKIP("the superuser may write anywhere");
        QTemporaryDir folder;
        QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::ExeOwner);
        const Ended ended = cli({"run", "backpressure", "--output", folder.filePath("x")});
        QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QCOMPARE(ended.status, 1);
        QVERIFY2(ended.err.contains("Permission denied") && ended.err.count('\n') == 1, ended.err);
    }

    void aBrokenPipeEndsQuietly_data()
    {
        QTest::addColumn<QString>("command");
        for (const char *command :
             {"$CLI run backpressure | head -1 > /dev/null", "$CLI run backpressure --format json | true",
              "$CLI list | true", "$CLI run backpressure --for 3h --trace - --output r | head -1 > /dev/null"})
            QTest::newRow(command) << QString::fromUtf8(command);
    }
    void aBrokenPipeEndsQuietly()
    {
        QFETCH(const QString, command);
        QTemporaryDir folder;
        const Ended ended = shell(command + "; exit ${PIPESTATUS[0]}", folder.path());
        QCOMPARE(ended.status, 0);
        QCOMPARE(ended.err, QByteArray());
        if (command.contains("--output r"))
            QVERIFY(contents(folder.filePath("r")).contains("fingerprint")); // for that somebody still cares
    }

    /// All points would take a minute or more.
    void aSweepThatNobodyReadsAnyMoreIsBrokenOff()
    {
        QTemporaryDir folder;
        QElapsedTimer timer;
        timer.start();
        const Ended ended = shell(
            "$CLI sweep backpressure --vary capacity=1..256 --seeds 1..10 --for 2h | head -2 | wc -l; "
            "exit ${PIPESTATUS[0]}",
            folder.path());
        QCOMPARE(ended.status, 0);
        QCOMPARE(ended.out.trimmed(), "2");
        QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
    }

    void aFifoIsWrittenTo()
    {
        QTemporaryDir folder;
        const Ended ended = shell(
            "mkfifo f; cat f > copy & $CLI run backpressure --format json --output f; s=$?; wait; "
            "exit $s",
            folder.path());
        QCOMPARE(ended.status, 0);
        QVERIFY(QJsonDocument::fromJson(contents(folder.filePath("copy"))).isObject());
    }

    void anInterruptedRunLeavesTheOldFileAndDiesOfTheSignal_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("interrupt") << SIGINT;
        QTest::newRow("terminate") << SIGTERM;
        QTest::newRow("hang up") << SIGHUP;
    }
    void anInterruptedRunLeavesTheOldFileAndDiesOfTheSignal()
    {
        QFETCH(const int, signal);
        QTemporaryDir folder;
        QFile old(folder.filePath("report"));
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
        old.close();
        QProcess process;
        process.setWorkingDirectory(folder.path());
        // It would take days. The trace goes to us, so that we know when the run is under way.
        process.setChildProcessModifier([] {
            for (const int one : {SIGINT, SIGTERM, SIGHUP})
                std::signal(one, SIG_DFL);
        });
        process.start(cliProgram(), {"run", "backpressure", "--for", "1000000h", "--trace", "-", "--output", "report"});
        QVERIFY(process.waitForReadyRead(30'000));
        ::kill(static_cast<pid_t>(process.processId()), signal);
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.exitStatus(), QProcess::CrashExit);
        QCOMPARE(process.exitCode(), signal);
        QCOMPARE(process.readAllStandardError(), QByteArray());
        QCOMPARE(names(folder), QStringList{"report"});
        QCOMPARE(contents(folder.filePath("report")), QByteArray("old"));
    }
};

QTEST_GUILESS_MAIN(TestCliOutput)
#include "tst_cli_output.moc"
