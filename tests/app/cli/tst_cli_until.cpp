// SPDX-License-Identifier: MIT
#include "app/cli/cli_process.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>

using namespace coroscope::test;

namespace {

QJsonObject report(const QStringList &arguments)
{
    const Ended ended = cli(QStringList{"run"} + arguments + QStringList{"--format", "json"});
    return ended.status == 0 ? QJsonDocument::fromJson(ended.out).object() : QJsonObject();
}

} // namespace

/// A run that ends as soon as something happens.
class TestCliUntil : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsTheRunThatEndsAtThatTime()
    {
        QJsonObject until = report({"backpressure", "--seed", "7", "--until", "full"});
        const QJsonObject met = until.take("until").toObject();
        QCOMPARE(met["condition"].toString(), QStringLiteral("full"));
        QCOMPARE(met["what"].toString(), QStringLiteral("Producer 1 put item 24 into the channel."));
        const double time = met["met_at_s"].toDouble();
        QCOMPARE(until["duration_s"].toDouble(), time);
        const QJsonObject same = report({"backpressure", "--seed", "7", "--for", QString::number(time, 'f', 9) + "s"});
        QCOMPARE(until, same); // fingerprint and all
        QVERIFY(met["event"].toInt() < until["events"].toInt());
    }

    void whatDoesNotHappenRunsToTheEnd()
    {
        QJsonObject until = report({"backpressure", "--for", "30s", "--until", "crash"});
        const QJsonObject met = until.take("until").toObject();
        QVERIFY(met["met_at_s"].isNull() && met["event"].isNull() && met["what"].isNull());
        QCOMPARE(until, report({"backpressure", "--for", "30s"}));
    }

    void theLimitIsThatOfFor()
    {
        QVERIFY(report({"backpressure", "--for", "3s", "--until", "full"})["until"].toObject()["met_at_s"].isNull());
        QVERIFY(!report({"backpressure", "--for", "4s", "--until", "full"})["until"].toObject()["met_at_s"].isNull());
    }

    void whatHappensInTheWarmUpDoesNotCount()
    {
        const QJsonObject first = report({"supervisor", "--until", "failure"});
        const QJsonObject later = report({"supervisor", "--until", "failure", "--warmup", "10s"});
        QVERIFY(first["until"].toObject()["met_at_s"].toDouble() < 10);
        QVERIFY(later["until"].toObject()["met_at_s"].toDouble() > 10);
    }

    void whatIsTurnedOnTheWayIsTurnedThereToo()
    {
        const QJsonObject run = report({"backpressure", "--at", "10s:consumers=0", "--until", "stuck"});
        QCOMPARE(run["outcome"].toString(), QStringLiteral("stalled"));
        QVERIFY(run["duration_s"].toDouble() > 10 && run["duration_s"].toDouble() < 20);
    }

    void theTraceEndsWhereTheRunEnds()
    {
        QTemporaryDir folder;
        const Ended ended = cli({"run", "pipeline", "--until", "end=5", "--trace", "t.jsonl"}, folder.path());
        QCOMPARE(ended.status, 0);
        QFile trace(folder.filePath("t.jsonl"));
        QVERIFY(trace.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = trace.readAll().trimmed().split('\n');
        const auto isEnd = [](const QByteArray &line) {
            const QJsonObject event = QJsonDocument::fromJson(line).object();
            return event["kind"].toString() == QStringLiteral("item-done") && event["item"].toInt() == 5;
        };
        QCOMPARE(std::count_if(lines.begin(), lines.end(), isEnd), 1);
        QCOMPARE(QJsonDocument::fromJson(lines.last()).object()["t"],
                 QJsonDocument::fromJson(*std::find_if(lines.begin(), lines.end(), isEnd)).object()["t"]);
    }

    void thereIsALineForPeopleAndThereAreKeysForTables()
    {
        const Ended met = cli({"run", "backpressure", "--until", "end=12"});
        QVERIFY2(
            met.out.contains("Backpressure, seed 1, fifo, 2.19 s\ncompleted\nended at 2.187 s with --until 'end=12': "
                             "Item 12 is done, 661 ms after it was created.\n"),
            met.out);
        const Ended notMet = cli({"run", "backpressure", "--until", "drop"});
        QVERIFY2(notMet.out.contains("completed\n--until 'drop' did not happen\n"), notMet.out);
        const Ended table = cli({"run", "backpressure", "--until", "at=2500ms", "--format", "csv"});
        QVERIFY2(table.out.contains("until.condition,at=2500ms\nuntil.met_at_s,2.5\nuntil.event,\nuntil.what,\n"),
                 table.out);
    }

    void theHelpNamesEachCondition()
    {
        const Ended help = cli({"run", "--help"});
        QVERIFY(help.out.contains("--until CONDITION"));
        for (const char *form : {"failure ", "restart ", "timeout ", "drop ", "lost ", "crash ", "stuck ",
                                 "full[=CHANNEL]", "empty[=CHANNEL]", "run=TASK", "end=ITEM", "at=TIME"})
            QVERIFY2(help.out.contains(form), form);
    }

    void whatCannotBeIsRefusedInOneLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *name, QStringList arguments, const char *why) {
            QTest::newRow(name) << arguments << QString::fromUtf8(why);
        };
        row("unknown", {"--until", "falure"}, "there is no condition 'falure'; did you mean 'failure'?");
        row("after the end", {"--until", "at=61s"}, "the run is over by then; it takes a time up to 1m (see --for)");
        row("in the warm-up", {"--until", "at=5s", "--warmup", "5s"},
            "nothing would be left to measure; it takes a time after 5s, the warm-up");
        row("at the start", {"--until", "at=0"}, "nothing would be left to measure; it takes a time after 0s");
        row("twice", {"--until", "full", "--until", "empty"}, "--until is given twice; it is taken once");
        row("nothing", {"--until"}, "--until needs a value: CONDITION");
    }
    void whatCannotBeIsRefusedInOneLine()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, why);
        const Ended ended = cli(QStringList{"run", "backpressure"} + arguments);
        QCOMPARE(ended.status, 2);
        QCOMPARE(ended.out, QByteArray());
        QCOMPARE(ended.err.count('\n'), 1);
        QVERIFY2(QString::fromUtf8(ended.err).contains(why), ended.err);
    }
};

QTEST_GUILESS_MAIN(TestCliUntil)
#include "tst_cli_until.moc"
