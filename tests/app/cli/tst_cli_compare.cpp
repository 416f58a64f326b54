// SPDX-License-Identifier: MIT
#include "app/cli/cli_process.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <cmath>

using namespace coroscope::test;

namespace {

const char *const withOneSeed =
    "Backpressure, seed 1, fifo, 1 min\n"
    "first   capacity = 10  completed\n"
    "second  capacity = 3   completed\n"
    "\n"
    "                       first  second  difference\n"
    "created                  410     403          −7   −2 %  less\n"
    "done                     397     397           0         the same\n"
    "failed                     0       0           0         the same\n"
    "cancelled                  0       0           0         the same\n"
    "dropped                    0       0           0         the same\n"
    "lost                       0       0           0         the same\n"
    "in_flight_mean        12.552   5.910      −6.643  −53 %  less\n"
    "throughput_per_s       6.617   6.617           0         the same\n"
    "latency_mean_s         1.867   0.886      −0.981  −53 %  better\n"
    "latency_p50_s          1.932   0.888      −1.044  −54 %  better\n"
    "latency_p90_s          2.050   1.002      −1.047  −51 %  better\n"
    "latency_p99_s          2.093   1.045      −1.047  −50 %  better\n"
    "latency_max_s          2.108   1.050      −1.058  −50 %  better\n"
    "send_blocked_share     0.306   0.320      +0.014   +5 %  worse\n"
    "consumer_utilisation   0.995   0.995           0         the same\n"
    "offered_load           1.500   1.500           0         the same\n"
    "crashes                    0       0           0         the same\n"
    "\n"
    "Both draw the same random numbers. This is one seed: --seeds 1..20 says how sure the differences are.\n"
    "\n"
    "They part here:\n"
    "  first   1.529 s  Producer 2 put item 13 into the channel.\n"
    "  second  1.529 s  Producer 2 waits to send item 13: the channel is full.\n";

const char *const withFiveSeeds =
    "Supervisor, seeds 1 to 5, fifo, 40 s\nmeasured after 10 s; items are of the whole run\nfirst   restart-delay = "
    "200ms  all completed\nsecond  restart-delay = 1s     all completed\n\n                             first          "
    "  second        difference\ncreated           232.600 ± 14.523  187.800 ± 13.921  −44.800 ± 12.826   −19 %  "
    "less\ndone              229.800 ± 14.141  184.600 ± 14.416  −45.200 ± 13.152   −20 %  worse\nfailed               "
    "        0 ± 0             0 ± 0             0 ± 0          the same\ncancelled                    0 ± 0           "
    "  0 ± 0             0 ± 0          the same\ndropped                      0 ± 0             0 ± 0             0 ± "
    "0          the same\nlost                         0 ± 0             0 ± 0             0 ± 0          the "
    "same\nin_flight_mean       3.171 ± 0.388     2.517 ± 0.220    −0.654 ± 0.426   −21 %  less\nthroughput_per_s     "
    "5.293 ± 0.613     4.067 ± 0.617    −1.227 ± 0.501   −23 %  worse\nlatency_mean_s       0.608 ± 0.076     0.628 ± "
    "0.071    +0.019 ± 0.039    +3 %  not clear\nlatency_p50_s        0.406 ± 0.046     0.402 ± 0.048    −0.004 ± "
    "0.007    −1 %  not clear\nlatency_p90_s        1.470 ± 0.230     1.553 ± 0.281    +0.083 ± 0.266    +6 %  not "
    "clear\nlatency_p99_s        3.093 ± 0.432     3.215 ± 0.538    +0.122 ± 0.320    +4 %  not clear\nlatency_max_s   "
    "     3.364 ± 0.390     3.481 ± 0.610    +0.116 ± 0.625    +3 %  not clear\navailability         0.751 ± 0.085     "
    "0.577 ± 0.062    −0.175 ± 0.077   −23 %  worse\nrestarts_per_min    37.600 ± 6.428    29.600 ± 2.720        −8 ± "
    "5.553   −21 %  better\nrecovery_mean_s      1.485 ± 0.542     3.426 ± 0.495    +1.941 ± 0.763  +131 %  "
    "worse\ndone_twice                   0 ± 0             0 ± 0             0 ± 0          the same\nescalations      "
    "    0.200 ± 0.555             0 ± 0    −0.200 ± 0.555  −100 %  not clear\n\nMeans over the seeds, and 95 % "
    "intervals. With each seed both draw the same random numbers (common random\nnumbers): the interval of a "
    "difference is that of the pairs, and not clear if zero lies in it.\n\nWith seed 1 they part here:\n  first   "
    "0.765 s  Worker 1 will be restarted in 200 ms.\n  second  0.765 s  Worker 1 will be restarted in 1 s.\n";

QJsonObject json(const QStringList &arguments, const QString &folder = {})
{
    const Ended ended = cli(QStringList{"compare"} + arguments + QStringList{"--format", "json"}, folder);
    return ended.status == 0 ? QJsonDocument::fromJson(ended.out).object() : QJsonObject();
}

void writeFile(const QString &path, const char *text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

/// Two runs beside each other on the command line.
class TestCliCompare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneSeedIsComparedInATable()
    {
        const Ended ended = cli({"compare", "backpressure", "--versus", "capacity=3"});
        QCOMPARE(ended.status, 0);
        QCOMPARE(ended.err, QByteArray());
        QCOMPARE(QString::fromUtf8(ended.out), QString::fromUtf8(withOneSeed));
    }

    void seedsAreComparedInPairsHoweverManyJobsThereAre()
    {
        for (const char *jobs : {"1", "2", "7"}) {
            const Ended ended = cli({"compare", "supervisor", "--versus", "restart-delay=1s", "--seeds", "1..5",
                                     "--warmup", "10s", "--for", "40s", "--jobs", jobs});
            QCOMPARE(ended.status, 0);
            QCOMPARE(QString::fromUtf8(ended.out), QString::fromUtf8(withFiveSeeds));
        }
    }

    void theMeasuresAreThoseOfTwoRuns()
    {
        const QJsonObject both = json({"pipeline", "--versus", "workers-2=2", "--seed", "5", "--set", "capacity=2"});
        const auto run = [](const QStringList &more) {
            const Ended ended = cli(
                QStringList{"run", "pipeline", "--seed", "5", "--set", "capacity=2", "--format", "json"} + more);
            return QJsonDocument::fromJson(ended.out).object();
        };
        const QJsonObject first = run({});
        const QJsonObject second = run({"--set", "workers-2=2"});
        const QJsonObject measures = both["measures"].toObject();
        for (const auto &[which, report] :
             {std::pair(QStringLiteral("first"), first), {QStringLiteral("second"), second}}) {
            QCOMPARE(measures["throughput_per_s"].toObject()[which], report["throughput_per_s"]);
            QCOMPARE(measures["latency_p99_s"].toObject()[which], report["latency_s"].toObject()["p99"]);
            QCOMPARE(measures["stage_2_utilisation"].toObject()[which],
                     report["measures"].toObject()["stage_2_utilisation"]);
            QCOMPARE(both["runs"].toObject()[which].toObject()["parameters"], report["parameters"]);
            QCOMPARE(both["runs"].toObject()[which].toObject()["outcome"].toString(), QStringLiteral("completed"));
        }
        const QJsonObject throughput = measures["throughput_per_s"].toObject();
        const double apart = throughput["second"].toDouble() - throughput["first"].toDouble();
        QVERIFY(std::abs(throughput["difference"].toDouble() - apart) < 2e-9);
        QVERIFY(std::abs(throughput["relative"].toDouble() - apart / throughput["first"].toDouble()) < 2e-9);
        QCOMPARE(throughput["verdict"].toString(), QStringLiteral("better"));
        QCOMPARE(measures["stage_4_utilisation"].toObject()["verdict"], QJsonValue(QJsonValue::Null));
        QCOMPARE(both["seed"].toInt(), 5);
    }

    void wherePartingIsKnownItIsInTheTracesToo()
    {
        QTemporaryDir folder;
        const QJsonObject parting = json({"backpressure", "--versus", "capacity=3"})["parting"].toObject();
        for (const auto &[which, capacity] : {std::pair("first", "10"), {"second", "3"}}) {
            const QJsonObject side = parting[QLatin1String(which)].toObject();
            QCOMPARE(cli({"run", "backpressure", "--set", QStringLiteral("capacity=%1").arg(QLatin1String(capacity)),
                          "--trace", "t"},
                         folder.path())
                         .status,
                     0);
            QFile trace(folder.filePath("t"));
            QVERIFY(trace.open(QIODevice::ReadOnly));
            const QByteArray line = trace.readAll().split('\n').at(side["event"].toInt());
            const QJsonObject event = QJsonDocument::fromJson(line).object();
            QCOMPARE(event["t"].toDouble(), side["at_s"].toDouble());
            QCOMPARE(event["kind"].toString(),
                     QLatin1String(which) == QLatin1String("first") ? QStringLiteral("sent")
                                                                    : QStringLiteral("send-blocked"));
        }
    }

    void aFileCanBeEitherOfThem()
    {
        QTemporaryDir folder;
        writeFile(
            folder.filePath("four.coroscope"),
            R"({"version": 1, "pattern": "backpressure", "seed": 9, "duration_s": 30, "parameters": {"capacity": "4"},
                      "changes": [{"at_s": 20, "name": "consumers", "value": "1"}]})");
        const QJsonObject second = json({"backpressure", "--versus", "four.coroscope"}, folder.path());
        QCOMPARE(second["seed"].toInt(), 1); // seed and length are those of the first
        QCOMPARE(second["duration_s"].toInt(), 60);
        const QJsonObject runs = second["runs"].toObject();
        QCOMPARE(runs["first"].toObject()["changes"].toArray().size(), 0);
        QCOMPARE(runs["second"].toObject()["changes"].toArray().size(), 1);
        QCOMPARE(runs["second"].toObject()["parameters"].toObject()["capacity"].toString(), QStringLiteral("4"));

        const QJsonObject first = json({"four.coroscope", "--versus", "capacity=9", "--versus", "consumers=3"},
                                       folder.path());
        QCOMPARE(first["seed"].toInt(), 9);
        QCOMPARE(first["duration_s"].toInt(), 30);
        const QJsonObject values = first["runs"].toObject()["second"].toObject()["parameters"].toObject();
        QCOMPARE(values["capacity"].toString(), QStringLiteral("9"));
        QCOMPARE(values["consumers"].toString(), QStringLiteral("3"));
        QCOMPARE(first["runs"].toObject()["second"].toObject()["changes"].toArray().size(), 1);
    }

    void equalRunsAreTheSame()
    {
        const Ended ended = cli({"compare", "rate-limiter", "--versus", "burst=5"});
        QCOMPARE(ended.status, 0);
        QVERIFY2(ended.out.endsWith("They are the same, event by event.\n"), ended.out);
        QVERIFY(json({"rate-limiter", "--versus", "burst=5"})["parting"].isNull());
    }

    void tablesHaveTheKeysOfTheJson()
    {
        const Ended ended = cli({"compare", "backpressure", "--versus", "capacity=3", "--format", "csv"});
        QCOMPARE(ended.status, 0);
        QVERIFY(ended.out.startsWith("key,value\ncoroscope,0.1.0\npattern,backpressure\nseed,1\n"));
        QVERIFY2(ended.out.contains("measures.created.first,410\nmeasures.created.second,403\n"
                                    "measures.created.difference,-7\nmeasures.created.relative,-0.017073171\n"
                                    "measures.created.verdict,less\n"),
                 ended.out);
    }

    void whatStandsStillIsAnAnswer()
    {
        const Ended ended = cli({"compare", "backpressure", "--versus", "consumers=0"});
        QCOMPARE(ended.status, 0);
        QVERIFY(ended.out.contains("second  consumers = 0  stalled\n"));
        const Ended seeds = cli({"compare", "backpressure", "--versus", "consumers=0", "--seeds", "1..3"});
        QVERIFY(
            seeds.out.contains("first   consumers = 2  all completed\nsecond  consumers = 0  3 of 3 not completed\n"));
    }

    void whatCannotBeIsRefusedInOneLine_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *arguments, const char *why) {
            QTest::newRow(arguments) << QString::fromUtf8(arguments) << QString::fromUtf8(why);
        };
        row("", "there is nothing to compare with; it takes --versus NAME=VALUE or --versus FILE");
        row("--versus capcity=3", "--versus: backpressure has no parameter 'capcity'; did you mean 'capacity'?");
        row("--versus capacity=x", "--versus: capacity: 'x' is not accepted; it takes a whole number, 1 to 256");
        row("--versus capacity", "--versus: the value of 'capacity' is missing; it takes NAME=VALUE");
        row("--versus capacity=3 --versus capacity=4", "--versus: capacity is set twice; each parameter is set once");
        row("--versus p.coroscope",
            "--versus 'p.coroscope': it is a run of pipeline, and the first is one of backpressure");
        row("--versus b.coroscope --versus b.coroscope", "--versus 'b.coroscope': there is a file already");
        row("--versus b.coroscope --for 10s", "something is set after the end of the runs; it takes --for 20s or more");
        row("--versus b.coroscope --output b.coroscope", "that is the scenario that is compared with");
        row("--versus capacity=3 --seed 1 --seeds 1..2", "--seed and --seeds contradict each other");
        row("--versus capacity=3 --seeds 2..1", "--seeds '2..1': not accepted; it takes FROM..TO");
        row("--versus capacity=3 --seeds 0..5000000", "these are more than 5000000 seeds; take fewer");
        row("--versus capacity=3 --jobs 0", "--jobs '0': not accepted; it takes a whole number, 1 to 1024");
        row("--versus capacity=3 --format xml", "--format 'xml': not accepted; it takes text, json or csv");
    }
    void whatCannotBeIsRefusedInOneLine()
    {
        QFETCH(const QString, arguments);
        QFETCH(const QString, why);
        QTemporaryDir folder;
        writeFile(folder.filePath("p.coroscope"), R"({"version": 1, "pattern": "pipeline"})");
        writeFile(folder.filePath("b.coroscope"), R"({"version": 1, "pattern": "backpressure",
            "changes": [{"at_s": 20, "name": "capacity", "value": "1"}]})");
        const Ended ended = cli(QStringList{"compare", "backpressure"} + arguments.split(' ', Qt::SkipEmptyParts),
                                folder.path());
        QCOMPARE(ended.status, 2);
        QCOMPARE(ended.out, QByteArray());
        QCOMPARE(ended.err.count('\n'), 1);
        QVERIFY2(QString::fromUtf8(ended.err).contains(why), ended.err);
    }

    void anInterruptionEndsItAndWritesNothing()
    {
        QTemporaryDir folder;
        const Ended ended = shell("timeout -s INT 0.5 $CLI compare backpressure --versus capacity=3 --seeds 1..1000000 "
                                  "--output out; test ! -e out && echo gone",
                                  folder.path());
        QCOMPARE(ended.out, QByteArray("gone\n"));
    }
};

QTEST_GUILESS_MAIN(TestCliCompare)
#include "tst_cli_compare.moc"
