// SPDX-License-Identifier: MIT
#include "app/window/window_process.h"

#include <QFile>
#include <QTest>

#include <csignal>

using namespace coroscope::test;

namespace {

/// Whether a process has a handler of its own for a signal.
bool catches(qint64 process, int signal)
{
    QFile file(QStringLiteral("/proc/%1/status").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("SigCgt:"))
            return (line.mid(7).trimmed().toULongLong(nullptr, 16) >> (signal - 1) & 1) != 0;
    }
    return false;
}

} // namespace

/// The program that opens the window, as the shell sees it: its answers, its exit status, and what it does without a
/// display.
class TestCoroscopeProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWrongRequestIsRefusedInOneLine_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("line"); // after "coroscope: "; or how it begins, where it ends in "..."
        const auto row = [](const QStringList &words, const char *line) {
            QTest::newRow(qPrintable(words.join(' '))) << words << QString::fromUtf8(line);
        };
        for (const char *size : {"", "x", "1600", "1600x", "x1000", "719x540", "720x539", "7681x4320", "7680x4321",
                                 "-1600x1000", "1600x1000x2", "1600X1000", "1e3x1e3", "99999999999x1000", "NaNxNaN"}) {
            row({"--size", size},
                qPrintable(QStringLiteral("--size '%1': not accepted; it takes a width and a height such as 1600x1000, "
                                          "720x540 to 7680x4320")
                               .arg(QLatin1String(size))));
        }
        for (const char *speed : {"", "0", "0.049", "1000.1", "-1", "fast", "x2", "2x", "nan", "inf", "1e308"}) {
            row({"--speed", speed},
                qPrintable(QStringLiteral("--speed '%1': not accepted; it takes a number, 0.05 to 1000")
                               .arg(QLatin1String(speed))));
        }
        for (const char *theme : {"", "black", "Dark"}) {
            row({"--theme", theme},
                qPrintable(QStringLiteral("--theme '%1': not accepted; it takes dark, light or projector")
                               .arg(QLatin1String(theme))));
        }
        for (const char *time : {"", "12", "-1s", "soon", "NaN", "1e3s", "1000001h"}) {
            row({"--seek", time},
                qPrintable(QStringLiteral("--seek '%1': not accepted; it takes a time such as 12s or 1.5m, up to "
                                          "1000000h")
                               .arg(QLatin1String(time))));
        }
        for (const char *file : {"", "picture", "picture.jpg", "png", "picture.png/"}) {
            row({"--screenshot", file},
                qPrintable(QStringLiteral("--screenshot '%1': not accepted; it takes a file whose name ends in .png")
                               .arg(QLatin1String(file))));
        }
        row({"nothing"}, "unknown pattern 'nothing'; the patterns are: task-spawning, ...");
        row({"backpressure", "again"}, "'again' is one argument too many");
        row({"--bogus"}, "unknown option '--bogus'; the options are: ...");
        row({"--speeed", "2"}, "unknown option '--speeed'; did you mean '--speed'? The options are: ...");
        row({"-platform", "xcb"}, "unknown option '-platform'; ..."); // nothing is left to Qt
        row({"--speed"}, "--speed needs a value: X");
        row({"--theme", "dark", "--theme", "light"}, "--theme is given twice; it is taken once");
        row({"--seed", "-1"}, "--seed '-1': not accepted; ...");
        row({"--set", "capacity=0"}, "--set: capacity: '0' is not accepted; it takes a whole number, 1 to 256");
    }
    void aWrongRequestIsRefusedInOneLine()
    {
        QFETCH(const QStringList, words);
        QFETCH(const QString, line);
        for (const auto &environment : {QProcessEnvironment::systemEnvironment(), withoutDisplay()}) {
            const Ended ended = window(words, environment);
            QCOMPARE(ended.status, 2);
            QCOMPARE(ended.out, QByteArray());
            const QString said = QString::fromUtf8(ended.err);
            if (line.endsWith("..."))
                QVERIFY2(said.startsWith("coroscope: " + line.chopped(3)) && said.count('\n') == 1, qPrintable(said));
            else
                QCOMPARE(said, "coroscope: " + line + "\n");
        }
    }

    void helpNamesEveryOption()
    {
        const Ended ended = window({"--help"}, withoutDisplay());
        QCOMPARE(ended.status, 0);
        QCOMPARE(ended.err, QByteArray());
        QVERIFY(ended.out.startsWith("Usage: coroscope [PATTERN|FILE] [OPTION]...\n"));
        for (const char *option :
             {"--set", "--at", "--seed", "--schedule", "--for", "--warmup", "--speed", "--paused", "--seek", "--theme",
              "--present", "--reduce-motion", "--size", "--screenshot", "--help", "--version"})
            QVERIFY2(ended.out.contains(QByteArray("\n  ") + option), option);
    }

    void theVersionIsThatOfTheCommandLine()
    {
        const Ended ended = window({"--version"}, withoutDisplay());
        QCOMPARE(ended.status, 0);
        QCOMPARE(ended.err, QByteArray());
        QVERIFY(ended.out.startsWith("coroscope ") && ended.out.size() > qsizetype(sizeof("coroscope ")));
        QCOMPARE("coroscope-cli " + ended.out.mid(10), cli({"--version"}).out);
    }

    void withoutADisplayTheRunIsPrintedAsTheCommandLinePrintsIt_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QStringList>("same"); // as coroscope-cli run
        const auto row = [](const char *name, const QStringList &words, const QStringList &same) {
            QTest::newRow(name) << words << same;
        };
        row("nothing", {}, {"backpressure"});
        row("a pattern", {"backpressure"}, {"backpressure"});
        const QStringList run = {"backpressure", "--seed",     "7",    "--schedule",     "shuffled",
                                 "--set",        "capacity=3", "--at", "5s:consumers=1", "--for",
                                 "20s",          "--warmup",   "2s"};
        row("a run", run, run);
        row("what is for the window only",
            QStringList(run) << "--speed"
                             << "3"
                             << "--theme"
                             << "light"
                             << "--paused"
                             << "--size"
                             << "800x600"
                             << "--seek"
                             << "3s",
            run);
        row("a change after a minute", {"--at", "70s:consumers=1"},
            {"backpressure", "--at", "70s:consumers=1", "--for", "70s"});
        row("a stop", {"--set", "consumers=0"}, {"backpressure", "--set", "consumers=0"});
    }
    void withoutADisplayTheRunIsPrintedAsTheCommandLinePrintsIt()
    {
        QFETCH(const QStringList, words);
        QFETCH(const QStringList, same);
        const Ended ended = window(words, withoutDisplay());
        QCOMPARE(ended.status, 0);
        QCOMPARE(ended.err,
                 QByteArray("coroscope: there is no display; this is the run as text (coroscope --screenshot "
                            "FILE.png makes a picture)\n"));
        const Ended printed = cli(QStringList("run") << same);
        QCOMPARE(printed.status, 0);
        QVERIFY(printed.out.contains("fingerprint"));
        QCOMPARE(ended.out, printed.out);
    }

    void aDisplayThatDoesNotAnswerIsNone()
    {
        QProcessEnvironment environment = withoutDisplay();
        environment.insert("DISPLAY", ":54321");
        environment.insert("WAYLAND_DISPLAY", "nobody-listens-here");
        const Ended ended = window({"--for", "1s"}, environment);
        QCOMPARE(ended.status, 0);
        QVERIFY(ended.err.contains("there is no display"));
        QCOMPARE(ended.out, cli({"run", "backpressure", "--for", "1s"}).out);
    }

    void anInterruptEndsAPrintedRunAsItEndsAnyProgram()
    {
        QProcess process;
        process.setProcessEnvironment(withoutDisplay());
        process.start(windowProgram(), {"--for", "1000000h"});
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(catches(process.processId(), SIGINT), 30'000); // it is at work
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitStatus(), QProcess::CrashExit);
        QCOMPARE(process.exitCode(), SIGINT);
        QCOMPARE(process.readAllStandardOutput(), QByteArray());
        QCOMPARE(process.readAllStandardError().count('\n'), 1);
    }
};

QTEST_GUILESS_MAIN(TestCoroscopeProcess)
#include "tst_coroscope_process.moc"
