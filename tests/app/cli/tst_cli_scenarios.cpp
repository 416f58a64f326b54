// SPDX-License-Identifier: MIT
#include "app/cli/cli_process.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <csignal>

using namespace coroscope::test;

/// Scenario files, actions and sweeps on the command line.
class TestCliScenarios : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString written(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("can't write %s", qPrintable(file.fileName()));
        return name;
    }
    Ended run(const QStringList &words) { return cli(words, m_folder.path()); }
    static QByteArray lastWord(const Ended &ended) { return ended.out.trimmed().split(' ').last(); }

private Q_SLOTS:
    void aFileRunsAsTheCommandThatSaysTheSame()
    {
        written("a.coroscope",
                "{\"version\":1,\"pattern\":\"supervisor\",\"seed\":4,\"schedule\":\"shuffled\",\"duration_s\":90.5,"
                "\"parameters\":{\"workers\":\"6\"},\"changes\":[{\"at_s\":2.25,\"name\":\"failure-rate\",\"value\":"
                "\"40%\"},"
                "{\"at_s\":9,\"action\":\"fail\",\"target\":\"Worker 2\"},{\"at_s\":9,\"action\":\"fail-all\"}]}");
        const Ended file = run({"run", "a.coroscope"});
        QCOMPARE(file.status, 0);
        const QStringList words{"run",        "supervisor",       "--seed", "4",
                                "--schedule", "shuffled",         "--for",  "90500ms",
                                "--set",      "workers=6",        "--at",   "2250ms:failure-rate=40%",
                                "--at",       "9s:fail=Worker 2", "--at",   "9s:fail-all"};
        QCOMPARE(lastWord(run(words)), lastWord(file));
        const QStringList less = words.mid(0, words.size() - 2);
        QVERIFY(lastWord(run(less)) != lastWord(file));
    }

    void optionsGoBeforeWhatTheFileSays()
    {
        written("b.coroscope",
                "{\"version\":1,\"pattern\":\"backpressure\",\"seed\":4,\"duration_s\":10,"
                "\"parameters\":{\"capacity\":\"3\"}}");
        const QJsonObject report =
            QJsonDocument::fromJson(
                run({"run", "b.coroscope", "--seed", "5", "--set", "consumers=4", "--format", "json"}).out)
                .object();
        QCOMPARE(report["seed"].toInt(), 5);
        QCOMPARE(report["duration_s"].toInt(), 10);
        QCOMPARE(report["parameters"].toObject()["capacity"].toString(), "3");
        QCOMPARE(report["parameters"].toObject()["consumers"].toString(), "4");
    }

    void actionsAreInTheReport()
    {
        const QJsonArray changes =
            QJsonDocument::fromJson(
                run({"run", "supervisor", "--at", "1s:fail=Worker 3", "--at", "2s:fail-all", "--format", "json"}).out)
                .object()["changes"]
                .toArray();
        QCOMPARE(changes.size(), 2);
        QCOMPARE(changes[0].toObject(), (QJsonObject{{"at_s", 1}, {"action", "fail"}, {"target", "Worker 3"}}));
        QCOMPARE(changes[1].toObject(), (QJsonObject{{"at_s", 2}, {"action", "fail-all"}}));
    }

    void whatIsWrongWithAnActionIsSaid()
    {
        const auto error = [&](const char *at) {
            const Ended ended = run({"run", "supervisor", "--at", at});
            return ended.status == 2 && ended.err.count('\n') == 1 ? QString::fromUtf8(ended.err) : QString("accepted");
        };
        QVERIFY(error("1s:fail").contains("--at '1s:fail': (TIME:ACTION or TIME:ACTION=TARGET) fail: the target is "
                                          "missing; it takes a name of 'Worker 1' to 'Worker 32'"));
        QVERIFY(error("1s:fail=Nobody").contains("there can be no 'Nobody'"));
        QVERIFY(error("1s:fail-all=Worker 1").contains("fail-all takes no target"));
        QVERIFY(error("1s:explode").contains("no such action (the actions are: fail and fail-all)"));
    }

    void anActionThatDoesNothingSaysSo()
    {
        const Ended late = run({"run", "pipeline", "--at", "5s:close", "--at", "9s:send", "--at", "10s:close"});
        QCOMPARE(late.status, 0);
        QCOMPARE(late.err,
                 QByteArray("coroscope-cli: note: at 9s, send had no effect: the source is closed\n"
                            "coroscope-cli: note: at 10s, close had no effect: the source is closed\n"));
        QVERIFY(late.out.contains("at 5s: close\nat 9s: send (no effect: the source is closed)\n"));
        const Ended absent = run({"run", "supervisor", "--at", "1s:fail=Worker 9", "--format", "json"});
        QCOMPARE(absent.status, 0);
        QVERIFY(absent.err.contains("fail=Worker 9 had no effect: there is no such worker now\n"));
        QVERIFY(absent.out.contains("\"no_effect\": \"There is no such worker now.\""));
        const Ended never = run({"run", "supervisor", "--at", "1s:fail=Worker 33"});
        QCOMPARE(never.status, 2);
        QVERIFY(never.err.contains("there can be no 'Worker 33'"));
    }

    void checkLooksAtAllFilesWhateverIsWrongWithOne()
    {
        written("good.coroscope", "{\"version\":1,\"pattern\":\"pipeline\",\"title\":\"A line\"}");
        written("bad.coroscope", "{\"version\":1,\"pattern\":\"pipeline\",\"parameters\":{\"stages\":\"7\"}}");
        const Ended ended = run({"check", "bad.coroscope", "good.coroscope", "none.coroscope"});
        QCOMPARE(ended.status, 2);
        QCOMPARE(ended.out, QByteArray("good.coroscope: pipeline, seed 1, 1m: A line\n"));
        QCOMPARE(ended.err.count('\n'), 2);
        QVERIFY(ended.err.startsWith("bad.coroscope: parameters.stages: stages: '7' is not accepted"));
        QVERIFY(ended.err.contains("\nnone.coroscope: there is no such file\n"));
        QCOMPARE(run({"check", "good.coroscope"}).status, 0);
        QCOMPARE(run({"check", "none.coroscope"}).status, 1);
        QCOMPARE(run({"check"}).status, 2);
        QCOMPARE(run({"run", "bad.coroscope"}).status, 2);
        QCOMPARE(run({"run", "none.coroscope"}).status, 1);
        QCOMPARE(run({"run", "."}).status, 1);
    }

    void checkRunsWhatALessonClaims()
    {
        const auto lesson = [](const char *entries) {
            return QByteArray(
                       "---\ntitle: Keep up\nkind: pattern\npattern: backpressure\n---\n## One\nLook.\n```coroscope\n")
                + entries + "\n```\n";
        };
        written("good.md",
                lesson("start: default\ncompare: consumers=3\ndiffer: throughput_per_s more\nreach: lost = 0"));
        written("unproved.md",
                lesson("start: default\ncompare: consumers=3\ndiffer: throughput_per_s less\nreach: lost > 0"));
        written("wrong.md", lesson("start: defaults"));
        const Ended ended = run({"check", "wrong.md", "unproved.md", "good.md", "none.md"});
        QCOMPARE(ended.status, 2);
        QCOMPARE(ended.out, QByteArray("good.md: lesson about backpressure, 1 step: Keep up\n"));
        QCOMPARE(ended.err.count('\n'), 4);
        QVERIFY(ended.err.startsWith("wrong.md: line 9: 'defaults' begins nothing"));
        QVERIFY(ended.err.contains("\nunproved.md: line 6: its run reaches lost > 0 with 0 of 5 seeds\n"));
        QVERIFY(ended.err.contains("\nunproved.md: line 6: B has less throughput_per_s with 0 of 5 seeds\n"));
        QVERIFY(ended.err.contains("\nnone.md: there is no such file\n"));
    }

    void theShardsOfASweepAreTheSweep()
    {
        const QStringList words{
            "sweep", "backpressure", "--vary", "capacity=1..7", "--vary", "when-full=wait,drop-oldest", "--seeds",
            "1..2",  "--for",        "10s"};
        const Ended whole = run(words);
        QCOMPARE(whole.status, 0);
        QCOMPARE(whole.out.count('\n'), 15);
        QVERIFY(whole.out.startsWith("capacity,when-full,runs,not_completed,"));
        for (const int parts : {1, 2, 3, 14, 20}) {
            QByteArray joined;
            for (int part = 1; part <= parts; ++part)
                joined += run(words + QStringList{"--shard", QStringLiteral("%1/%2").arg(part).arg(parts)}).out;
            QCOMPARE(joined, whole.out);
        }
        QCOMPARE(run(words + QStringList{"--jobs", "1"}).out, whole.out);
    }

    void aSweepCanBeJson()
    {
        const QJsonArray rows =
            QJsonDocument::fromJson(
                run({"sweep", "backpressure", "--vary", "capacity=2,4", "--for", "10s", "--format", "json"}).out)
                .array();
        QCOMPARE(rows.size(), 2);
        const QJsonObject row = rows[1].toObject();
        QCOMPARE(row["parameters"].toObject(), (QJsonObject{{"capacity", 4}}));
        QVERIFY(row["throughput_per_s"].toObject()["mean"].toDouble() > 0);
        QVERIFY(row["throughput_per_s"].toObject()["ci95"].isNull());
    }

    void aColumnOfASweepHasOneUnit()
    {
        const QStringList words{"sweep",  "backpressure",
                                "--vary", "interval=500ms,1s,1.5s",
                                "--vary", "failure-rate=5%,0.1",
                                "--vary", "when-full=wait,drop-newest",
                                "--for",  "2s"};
        const QList<QByteArray> lines = run(words).out.split('\n');
        QVERIFY2(lines[0].startsWith("interval_s,failure-rate,when-full,runs,"), lines[0]);
        QVERIFY2(lines[1].startsWith("0.5,0.05,wait,1,"), lines[1]);
        QVERIFY2(lines[6].startsWith("1,0.05,drop-newest,1,"), lines[6]);
        QVERIFY2(lines[12].startsWith("1.5,0.1,drop-newest,1,"), lines[12]);
        const QJsonArray rows = QJsonDocument::fromJson(run(words + QStringList{"--format", "json"}).out).array();
        QCOMPARE(rows[11].toObject()["parameters"].toObject(),
                 (QJsonObject{{"interval_s", 1.5}, {"failure-rate", 0.1}, {"when-full", "drop-newest"}}));
        const QByteArray text = run(words + QStringList{"--format", "text"}).out.simplified();
        QVERIFY2(text.startsWith("interval_s failure-rate when-full "), text);
        QVERIFY2(text.contains(" 1.5 0.1 drop-newest "), text);
        const Ended rates = run({"sweep", "resilient-service", "--vary", "arrival-rate=5/s..20/s/5/s", "--for", "2s"});
        QCOMPARE(rates.status, 0);
        QVERIFY(rates.out.startsWith("arrival-rate_per_s,runs,"));
        QCOMPARE(rates.out.count('\n'), 5);
        QVERIFY(rates.out.contains("\n20,1,"));
    }

    void durationsAndFactorsAreReadAsTheyAreWritten()
    {
        const QJsonObject report = QJsonDocument::fromJson(
                                       run({"run", "supervisor", "--for", "1m 5s", "--warmup", "0m5s", "--set",
                                            "backoff=1.5", "--at", "1m 1s:period=1m30s", "--format", "json", "--set",
                                            "period=2m 5s"})
                                           .out)
                                       .object();
        QCOMPARE(report["duration_s"].toDouble(), 65.0);
        QCOMPARE(report["warmup_s"].toDouble(), 5.0);
        QCOMPARE(report["parameters"]["backoff"].toString(), QStringLiteral("1.5"));
        QCOMPARE(report["parameters"]["period"].toString(), QStringLiteral("125s"));
        QCOMPARE(report["changes"][0]["at_s"].toDouble(), 61.0);
        QCOMPARE(report["changes"][0]["value"].toString(), QStringLiteral("90s"));
    }

    void theWarmupIsLeftOutOfEveryMeasure()
    {
        const Ended ended = run({"run", "timeout-cancellation", "--set", "timeout=1ms", "--at", "30s:timeout=1m",
                                 "--warmup", "31s", "--format", "json"});
        const QJsonObject report = QJsonDocument::fromJson(ended.out).object();
        const QJsonObject measures = report["measures"].toObject();
        QCOMPARE(measures["timed_out"].toDouble(), 0.0);
        QCOMPARE(measures["given_up"].toDouble(), 0.0);
        QCOMPARE(measures["wasted_work_s"].toDouble(), 0.0);
        QCOMPARE(measures["attempts_per_request"].toDouble(), 1.0);
        QCOMPARE(measures["answered"].toInt(), report["latency_s"]["count"].toInt());
        QVERIFY(report["items"]["failed"].toInt() > 100); // of the whole run
        const QByteArray text = run({"run", "timeout-cancellation", "--warmup", "31s"}).out;
        QVERIFY2(
            text.contains("\nmeasured after 31 s; items, and what channels and tasks count, are of the whole run\n"),
            text);
    }

    void aWrongSweepIsRefusedInOneLine_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("says");
        const auto row = [](const QStringList &words, const char *says) {
            QTest::newRow(says) << words << QString::fromUtf8(says);
        };
        row({}, "nothing is varied; it takes --vary");
        row({"--vary", "capactiy=1"}, "did you mean 'capacity'?");
        row({"--vary", "capacity"}, "it takes NAME=A,B,C");
        row({"--vary", "capacity=1,2", "--vary", "capacity=3"}, "capacity is varied twice");
        row({"--vary", "capacity=1..256", "--vary", "producers=1..100", "--seeds", "1..1000"},
            "more than 10000000 runs");
        row({"--vary", "capacity=1,2", "--set", "capacity=3"}, "--set: capacity is varied");
        row({"--vary", "capacity=1", "--seeds", "3..1"}, "--seeds '3..1'");
        row({"--vary", "capacity=1", "--shard", "0/2"}, "--shard '0/2'");
        row({"--vary", "capacity=1", "--shard", "3/2"}, "--shard '3/2'");
        row({"--vary", "capacity=1", "--shard", "1/2", "--format", "json"}, "only parts in the form csv can be joined");
        row({"--vary", "capacity=1", "--jobs", "0"}, "--jobs '0'");
        row({"--vary", "capacity=1", "--seed", "2"}, "unknown option '--seed'");
    }
    void aWrongSweepIsRefusedInOneLine()
    {
        QFETCH(QStringList, words);
        QFETCH(QString, says);
        const Ended ended = run(QStringList{"sweep", "backpressure"} + words);
        QCOMPARE(ended.status, 2);
        QVERIFY(ended.out.isEmpty());
        QCOMPARE(ended.err.count('\n'), 1);
        QVERIFY2(ended.err.contains(says.toUtf8()), ended.err);
    }

    void anInterruptedSweepKeepsItsFinishedRows()
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(cliProgram(),
                      {"sweep", "backpressure", "--vary", "capacity=1..200", "--for", "3h", "--output", "part.csv"});
        QVERIFY(process.waitForStarted());
        QTest::qWait(1500);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.exitStatus(), QProcess::CrashExit); // by the signal, so that a shell's loop ends as well
        QFile file(m_folder.filePath("part.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
        QVERIFY(lines.size() >= 1 && lines.size() < 201);
        for (const QByteArray &line : lines)
            QCOMPARE(line.count(','), lines.first().count(','));
    }
};

QTEST_GUILESS_MAIN(TestCliScenarios)
#include "tst_cli_scenarios.moc"
