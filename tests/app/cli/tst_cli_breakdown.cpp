// SPDX-License-Identifier: MIT
#include "app/cli/cli_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

using namespace coroscope::test;

namespace {

QJsonObject report(const QStringList &arguments)
{
    const Ended ended = cli(QStringList{"run"} + arguments + QStringList{"--format", "json"});
    return ended.status == 0 ? QJsonDocument::fromJson(ended.out).object() : QJsonObject();
}

qint64 nanoseconds(const QJsonValue &value)
{
    return std::llround(value.toDouble() * 1e9);
}

} // namespace

/// What latencies were spent on, in the report of a run.
class TestCliBreakdown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePartsAddUpToTheLatenciesThatAreShown_data()
    {
        QTest::addColumn<QStringList>("run");
        for (const char *pattern : {"task-spawning", "fan-out-fan-in", "pipeline", "supervisor", "timeout-cancellation",
                                    "backpressure", "resilient-service", "small-functions", "no-blocking",
                                    "structured-concurrency", "explicit-errors", "less-shared-state", "rate-limiter"})
            QTest::newRow(pattern) << QStringList{QString::fromUtf8(pattern), "--warmup", "5s", "--seed", "3"};
    }
    void thePartsAddUpToTheLatenciesThatAreShown()
    {
        QFETCH(const QStringList, run);
        QJsonObject with = report(run + QStringList{"--breakdown"});
        const QJsonObject breakdown = with.take("breakdown").toObject();
        QCOMPARE(with, report(run)); // it changes nothing else
        for (const char *which : {"mean", "p99"}) {
            const QJsonObject cut = breakdown[QLatin1String(which)].toObject();
            QCOMPARE(nanoseconds(cut["latency_s"]), nanoseconds(with["latency_s"].toObject()[QLatin1String(which)]));
            qint64 sum = 0;
            for (const QJsonValue &part : cut["parts"].toArray()) {
                QVERIFY(!part.toObject()["what"].toString().isEmpty());
                sum += nanoseconds(part.toObject()["time_s"]);
            }
            QCOMPARE(sum, nanoseconds(cut["latency_s"]));
        }
        QVERIFY(breakdown["p99"].toObject()["item"].toInt() > 0);
    }

    void peopleGetATable()
    {
        const Ended ended = cli({"run", "backpressure", "--breakdown", "--warmup", "10s"});
        QCOMPARE(ended.status, 0);
        QVERIFY2(ended.out.contains(
                     "\n\nWhere the time went                    mean        p99: item 81\nblocked on send, before the "
                     "channel  150 ms   8 %        293 ms  14 %\nin the channel                        1.5 s  77 %     "
                     "    1.5 s  72 %\nConsumer: working on it              300 ms  15 %        300 ms  14 %\nLatency  "
                     "                            1.95 s              2.09 s\n\n"),
                 ended.out);
    }

    void withoutItemsThereIsNone()
    {
        QVERIFY(
            !cli({"run", "backpressure", "--set", "consumers=0", "--breakdown"}).out.contains("Where the time went"));
        const QJsonObject breakdown =
            report({"backpressure", "--set", "consumers=0", "--breakdown"})["breakdown"].toObject();
        QVERIFY(breakdown.contains("mean") && breakdown["mean"].isNull());
        QVERIFY(breakdown.contains("p99") && breakdown["p99"].isNull());
        QVERIFY(cli({"run", "backpressure", "--set", "consumers=0", "--breakdown", "--format", "csv"})
                    .out.contains("breakdown.mean,\nbreakdown.p99,\n"));
    }
};

QTEST_GUILESS_MAIN(TestCliBreakdown)
#include "tst_cli_breakdown.moc"
