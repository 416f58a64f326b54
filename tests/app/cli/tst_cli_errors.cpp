// SPDX-License-Identifier: MIT
#include "app/cli/cli_process.h"

#include <QTemporaryDir>

using namespace coroscope::test;

/// What coroscope-cli says to a wrong request: exit status 2, one line on standard error, nothing on standard output.
class TestCliErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWrongRequestIsRefusedInOneLine_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("line"); // after "coroscope-cli: "; or a part of it, where it begins with "..."
        const auto row = [](const QStringList &words, const char *line) {
            QTest::newRow(qPrintable(words.isEmpty() ? QStringLiteral("nothing") : words.join(' ')))
                << words << QString::fromUtf8(line);
        };
        row({"help", "jump"}, "...unknown command 'jump'; ");
        row({"help", "run", "sweep"}, "'sweep' is one argument too many");
        row({}, "no command is given; the commands are: list, describe, run, sweep, compare and check (see --help)");
        row({"runn"},
            "unknown command 'runn'; did you mean 'run'? The commands are: list, describe, run, sweep, compare and "
            "check");
        row({"explain", "backpressure"},
            "unknown command 'explain'; the commands are: list, describe, run, sweep, compare and check");
        row({"--bogus"},
            "unknown option '--bogus'; before it comes a command, list, describe, run, sweep, compare or check, or "
            "else it "
            "takes "
            "--help or --version");
        row({"--version", "x"}, "'x' is one argument too many");
        row({"list", "x"}, "'x' is one argument too many");
        row({"list", "--jsn"}, "unknown option '--jsn'; did you mean '--json'? The options are: --json");
        row({"check", "--foo"}, "unknown option '--foo'; it takes none");
        row({"describe"}, "...no pattern is named; the patterns are: task-spawning, ");
        row({"run"}, "...neither a pattern nor a scenario file is named; the patterns are: task-spawning, ");
        row({"run", "scenario"}, "...unknown pattern 'scenario'; the patterns are: task-spawning, ");
        row({"run", "backpressure", "again"}, "'again' is one argument too many");
        row({"run", "backpressure", "--set", "capacity=0"},
            "--set: capacity: '0' is not accepted; it takes a whole number, 1 to 256");
        row({"run", "backpressure", "--at", "9s:fail=Worker 2"},
            "...--at '9s:fail=Worker 2': backpressure has no parameter 'fail', and no actions");
        row({"run", "backpressure", "--speed", "2"}, "...unknown option '--speed'");
        row({"run", "backpressure", "--for"}, "--for needs a value: DURATION");
        row({"run", "backpressure", "--seed", "1", "--seed", "2"}, "--seed is given twice; it is taken once");
        row({"run", "backpressure", "--format", "xml"}, "--format 'xml': not accepted; it takes text, json or csv");
        row({"run", "backpressure", "--trace-format", "csv"},
            "--trace-format says how, but not where to; it takes --trace FILE beside it");
        row({"run", "backpressure", "--trace", "t", "--trace-format", "xml"},
            "--trace-format 'xml': not accepted; it takes jsonl, csv or chrome");
        row({"run", "backpressure", "--no-trace", "--trace", "t"},
            "--trace and --no-trace contradict each other; give one of them");
        row({"run", "backpressure", "--trace", "-"},
            "--trace and the report would both go to standard output; give one of them (--trace, --output) another "
            "file");
        row({"run", "backpressure", "--trace", "./x", "--output", "x"},
            "--trace and the report would both go to 'x'; give one of them (--trace, --output) another file");
        row({"run", "backpressure", "--output", ""},
            "--output '': the name is empty; it takes a file, or - for standard "
            "output");
        row({"run", QString(100'000, 'x')},
            "...unknown pattern 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…'; the patterns are: task-spawning, ");
        row({"run", "two\nlines"}, "...unknown pattern 'two?lines'; the patterns are: task-spawning, ");
    }
    void aWrongRequestIsRefusedInOneLine()
    {
        QFETCH(const QStringList, words);
        QFETCH(const QString, line);
        QTemporaryDir folder;
        const Ended ended = cli(words, folder.path());
        QCOMPARE(ended.status, 2);
        QCOMPARE(ended.out, QByteArray());
        const QString said = QString::fromUtf8(ended.err);
        if (line.startsWith("..."))
            QVERIFY2(said.startsWith("coroscope-cli: " + line.mid(3)) && said.count('\n') == 1, qPrintable(said));
        else
            QCOMPARE(said, "coroscope-cli: " + line + "\n");
        QVERIFY(QDir(folder.path()).isEmpty()); // nothing was begun
    }

    void whatIsNotUtf8IsNeverPassedOn()
    {
        const Ended ended = shell(QStringLiteral("$CLI run $'bad\\xff\\xfe'"));
        QCOMPARE(ended.status, 2);
        QVERIFY2(ended.err.startsWith("coroscope-cli: unknown pattern 'bad?"
                                      "?'; the patterns are: "),
                 ended.err);
    }
};

QTEST_GUILESS_MAIN(TestCliErrors)
#include "tst_cli_errors.moc"
