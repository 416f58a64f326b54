// SPDX-License-Identifier: MIT
#include "cli/catalogue.h"
#include "cli/report.h"
#include "run/registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

RunRequest request(const std::vector<std::string_view> &words)
{
    std::vector<std::string_view> all = {"backpressure"};
    all.insert(all.end(), words.begin(), words.end());
    return readRunRequest(Arguments(all, runOptions(), 1));
}

/// The request carried out from start to end.
std::unique_ptr<Session> finished(const RunRequest &request)
{
    auto session = sessionOf(request, Retention{.budget = 1u << 20});
    session->runUntil(Time{} + request.length);
    return session;
}

QJsonObject parsedJson(const std::string &text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(text), &error);
    return error.error == QJsonParseError::NoError ? document.object() : QJsonObject();
}

QJsonObject reportOf(const std::vector<std::string_view> &words)
{
    const RunRequest asked = request(words);
    return parsedJson(jsonReport(*finished(asked), asked));
}

/// The keys of the outermost object, in their order.
QStringList outerKeys(const std::string &json)
{
    QStringList keys;
    for (const QString &line : QString::fromStdString(json).split('\n')) {
        if (line.startsWith("  \""))
            keys << line.section('"', 1, 1);
    }
    return keys;
}

} // namespace

/// The report of a run, in its three forms, and the catalogue of what can be run.
class TestReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theJsonHasTheDocumentedKeysInTheDocumentedOrder()
    {
        const RunRequest asked = request({"--for", "10s"});
        const std::string json = jsonReport(*finished(asked), asked);
        QCOMPARE(
            outerKeys(json),
            (QStringList{"coroscope",   "pattern",  "seed",   "schedule",         "duration_s", "warmup_s",   "outcome",
                         "parameters",  "changes",  "items",  "throughput_per_s", "latency_s",  "channels",   "tasks",
                         "task_groups", "measures", "theory", "theory_measured",  "events",     "fingerprint"}));
        const QJsonObject report = parsedJson(json);
        QCOMPARE(report["items"].toObject().keys(),
                 (QStringList{"cancelled", "created", "done", "dropped", "failed", "in_flight", "lost"}));
        QCOMPARE(report["latency_s"].toObject().keys(), (QStringList{"count", "max", "mean", "p50", "p90", "p99"}));
        const QJsonObject channel = report["channels"][0].toObject();
        QCOMPARE(channel.keys(),
                 (QStringList{"capacity", "dropped", "fill", "full_share", "name", "received", "send_wait_s", "sent"}));
        QCOMPARE(channel["fill"].toObject().keys(), (QStringList{"max", "mean", "now"}));
        QCOMPARE(channel["send_wait_s"].toObject().keys(), (QStringList{"mean", "p99"}));
        QCOMPARE(report["tasks"][0].toObject().keys(),
                 (QStringList{"name", "own_failures", "ready_share", "restarts", "running_share", "state",
                              "waiting_share"}));
        QCOMPARE(report["tasks"].toArray().size(), 5);
        QCOMPARE(report["task_groups"].toArray().size(), 0);
    }

    void theJsonSaysWhatWasAskedFor()
    {
        const QJsonObject report = reportOf({"--seed", "9007199254740991", "--schedule", "shuffled", "--for", "10s",
                                             "--warmup", "1500ms", "--set", "capacity=3", "--at", "7s:work=0.25s",
                                             "--at", "2s:when-full=drop-oldest"});
        QCOMPARE(report["coroscope"].toString(), QStringLiteral("0.1.0"));
        QCOMPARE(report["pattern"].toString(), QStringLiteral("backpressure"));
        QCOMPARE(report["seed"].toInteger(), 9007199254740991);
        QCOMPARE(report["schedule"].toString(), QStringLiteral("shuffled"));
        QCOMPARE(report["duration_s"].toDouble(), 10.0);
        QCOMPARE(report["warmup_s"].toDouble(), 1.5);
        QCOMPARE(report["outcome"].toString(), QStringLiteral("completed"));
        const QJsonObject parameters = report["parameters"].toObject();
        QCOMPARE(std::size_t(parameters.size()), findPattern("backpressure")->declare()->all().size());
        QCOMPARE(parameters["capacity"].toString(), QStringLiteral("3"));
        QCOMPARE(parameters["interval"].toString(), QStringLiteral("300ms"));
        QCOMPARE(parameters["work"].toString(), QStringLiteral("300ms")); // at the start
        QCOMPARE(report["changes"].toArray(),
                 (QJsonArray{QJsonObject{{"at_s", 2}, {"name", "when-full"}, {"value", "drop-oldest"}},
                             QJsonObject{{"at_s", 7}, {"name", "work"}, {"value", "250ms"}}}));
    }

    void aRunThatCanBeReckonedByHandIsReportedExactly()
    {
        // One producer, an item every 2 s; one consumer, 500 ms each: made at 2, 4, 6, 8, 10 s, done half a second later.
        const QJsonObject report = reportOf({"--for", "11s", "--set", "producers=1", "--set", "consumers=1", "--set",
                                             "interval=2s", "--set", "interval-shape=fixed", "--set", "work=500ms"});
        QCOMPARE(report["items"].toObject(),
                 (QJsonObject{{"created", 5},
                              {"done", 5},
                              {"failed", 0},
                              {"cancelled", 0},
                              {"dropped", 0},
                              {"lost", 0},
                              {"in_flight", 0}}));
        QCOMPARE(report["throughput_per_s"].toDouble(), 0.454545455); // 5 / 11, to nine decimals
        QCOMPARE(report["latency_s"].toObject(),
                 (QJsonObject{{"count", 5}, {"mean", 0.5}, {"p50", 0.5}, {"p90", 0.5}, {"p99", 0.5}, {"max", 0.5}}));
        QCOMPARE(report["tasks"].toArray(),
                 (QJsonArray{QJsonObject{{"name", "Producer 1"},
                                         {"state", "running"},
                                         {"running_share", 1},
                                         {"ready_share", 0},
                                         {"waiting_share", 0},
                                         {"restarts", 0},
                                         {"own_failures", 0}},
                             QJsonObject{{"name", "Consumer 1"},
                                         {"state", "waiting"},
                                         {"running_share", 0.227272727},
                                         {"ready_share", 0},
                                         {"waiting_share", 0.772727273},
                                         {"restarts", 0},
                                         {"own_failures", 0}}}));
        QCOMPARE(report["measures"].toObject(),
                 (QJsonObject{{"send_blocked_share", 0},
                              {"consumer_utilisation", 0.227272727},
                              {"offered_load", 0.25},
                              {"crashes", 0}}));
    }

    void nothingVanishes()
    {
        for (const char *seed : {"1", "2", "3", "4", "5"}) {
            const QJsonObject items = reportOf({"--seed", seed, "--at", "10s:when-full=unbounded", "--at",
                                                "30s:when-full=drop-newest", "--at", "40s:failure-rate=20%", "--set",
                                                "memory-limit=15"})["items"]
                                          .toObject();
            QCOMPARE(items["created"].toInteger(),
                     items["done"].toInteger() + items["failed"].toInteger() + items["cancelled"].toInteger()
                         + items["dropped"].toInteger() + items["lost"].toInteger() + items["in_flight"].toInteger());
            QVERIFY(items["lost"].toInteger() > 0);
            QVERIFY(items["dropped"].toInteger() > 0);
            QVERIFY(items["failed"].toInteger() > 0);
        }
    }

    void whatIsUndefinedIsNull()
    {
        const QJsonObject report = reportOf({"--for", "1ms", "--set", "when-full=unbounded", "--set", "consumers=0"});
        QCOMPARE(report["latency_s"].toObject(),
                 (QJsonObject{{"count", 0},
                              {"mean", QJsonValue::Null},
                              {"p50", QJsonValue::Null},
                              {"p90", QJsonValue::Null},
                              {"p99", QJsonValue::Null},
                              {"max", QJsonValue::Null}}));
        const QJsonObject channel = report["channels"][0].toObject();
        QVERIFY(channel["capacity"].isNull()); // unbounded
        QVERIFY(channel["send_wait_s"]["mean"].isNull());
        QVERIFY(report["measures"]["consumer_utilisation"].isNull());
        QCOMPARE(report["throughput_per_s"], QJsonValue(0));
    }

    void aFullStopIsAnAnswer()
    {
        const RunRequest asked = request({"--set", "consumers=0"});
        const auto session = finished(asked);
        const QJsonObject report = parsedJson(jsonReport(*session, asked));
        QCOMPARE(report["outcome"].toString(), QStringLiteral("stalled"));
        QVERIFY(!report.contains("stopped_at_s"));
        QVERIFY(QString::fromStdString(textReport(*session, asked)).contains("stalled: nobody can go on"));
    }

    void moreThanAMillionSamplesAreMarkedAsApproximate()
    {
        const std::vector<std::string_view> busy = {"--set", "producers=100",       "--set", "interval=1ms",
                                                    "--set", "consumers=100",       "--set", "work=1ms",
                                                    "--set", "interval-shape=fixed"};
        std::vector<std::string_view> words = busy;
        words.insert(words.end(), {"--for", "1s"});
        QVERIFY(!reportOf(words)["latency_s"].toObject().contains("approximate"));
        words.back() = "10100ms";
        const RunRequest asked = request(words);
        const auto session = finished(asked);
        const QJsonObject report = parsedJson(jsonReport(*session, asked));
        QVERIFY(report["latency_s"]["count"].toInteger() > 1'000'000);
        QCOMPARE(report["latency_s"]["approximate"], QJsonValue(true));
        QCOMPARE(report["channels"][0]["send_wait_s"]["approximate"], QJsonValue(true));
        QVERIFY(QString::fromStdString(textReport(*session, asked)).contains("quantiles within 0.1 %"));
    }

    void theCsvIsTheJsonWithDottedKeys()
    {
        const RunRequest asked = request({"--for", "20s", "--at", "2s:capacity=3"});
        const auto session = finished(asked);
        const QJsonObject report = parsedJson(jsonReport(*session, asked));
        const QStringList lines = QString::fromStdString(csvReport(*session, asked)).split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.first(), QStringLiteral("key,value"));
        QVERIFY(lines.contains("changes.0.name,capacity"));
        QVERIFY(lines.contains("parameters.interval,300ms"));
        QVERIFY(lines.contains("theory,"));
        for (const QString &line : lines.mid(1)) {
            QJsonValue value = report;
            for (const QString &key : line.section(',', 0, 0).split('.'))
                value = value.isArray() ? value[key.toInt()] : value[key];
            QVERIFY2(!value.isUndefined(), qPrintable(line));
            const QString text = line.section(',', 1);
            if (value.isDouble())
                QCOMPARE(text.toDouble(), value.toDouble());
            else
                QCOMPARE(text, value.toVariant().toString());
        }
    }

    void theTextTellsTheSame()
    {
        const RunRequest asked = request(
            {"--for", "20s", "--seed", "7", "--set", "consumers=3", "--at", "2s:capacity=3"});
        const auto session = finished(asked);
        const QJsonObject report = parsedJson(jsonReport(*session, asked));
        const QString text = QString::fromStdString(textReport(*session, asked));
        const auto has = [&](const QString &part) { QVERIFY2(text.contains(part), qPrintable(part + " in\n" + text)); };
        has("Backpressure, seed 7, fifo, 20 s\nwith consumers = 3\nat 2s: capacity = 3\ncompleted\n");
        has(QString::number(report["items"]["created"].toInteger()) + " created = ");
        has(QString::number(report["items"]["in_flight"].toInteger()) + " in flight\n");
        has("Producer 3");
        has("consumer_utilisation");
        has("fingerprint " + report["fingerprint"].toString() + "\n");
        for (const QString &line : text.split('\n'))
            QVERIFY2(!line.endsWith(' '), qPrintable(line));
    }

    void theTextSaysNothingOfWhatIsNotThere()
    {
        const RunRequest asked = readRunRequest(
            Arguments(std::vector<std::string_view>{"pipeline", "--for", "5s"}, runOptions(), 1));
        const auto session = finished(asked);
        const QString text = QString::fromStdString(textReport(*session, asked));
        QVERIFY(text.contains("\nchannel 3 "));
        QVERIFY(!text.contains("channel 4") && !text.contains("dead letters"));
        QVERIFY(text.contains("\nNothing to measure: stage_4_utilisation, "));
        QCOMPARE(text.count("stage_6_working_mean_s"), 1);
        QVERIFY(jsonReport(*session, asked).find("stage_6_working_mean_s") != std::string::npos);
    }

    void theCatalogueHasEveryPatternWithAllItsParameters()
    {
        const QJsonArray list = parsedJson(listJson())["patterns"].toArray();
        QCOMPARE(std::size_t(list.size()), patterns().size());
        for (const QJsonValue &one : list)
            QVERIFY((QStringList{"pattern", "service", "practice", "beyond"}).contains(one["kind"].toString()));
        for (const PatternInfo *pattern : patterns()) {
            QVERIFY(listText().find(pattern->id) != std::string::npos);
            const QJsonObject description = parsedJson(describeJson(*pattern));
            const std::string text = describeText(*pattern);
            const auto table = pattern->declare();
            const QJsonArray parameters = description["parameters"].toArray();
            QCOMPARE(std::size_t(parameters.size()), table->all().size());
            for (qsizetype i = 0; i < parameters.size(); ++i) {
                const ParameterSpec &spec = table->all()[static_cast<std::size_t>(i)]->spec();
                QCOMPARE(parameters[i]["id"].toString().toStdString(), std::string(spec.id));
                QCOMPARE(parsed(spec, parameters[i]["default"].toString().toStdString()).value.value(), spec.initial);
                if (spec.kind == ParameterKind::Choice) {
                    QCOMPARE(std::size_t(parameters[i]["choices"].toArray().size()), spec.choices.size());
                } else {
                    QCOMPARE(parsed(spec, parameters[i]["minimum"].toString().toStdString()).value.value(),
                             spec.minimum);
                    QCOMPARE(parsed(spec, parameters[i]["maximum"].toString().toStdString()).value.value(),
                             spec.maximum);
                }
                QVERIFY(text.find("  " + std::string(spec.id) + " ") != std::string::npos);
            }
            QCOMPARE(std::size_t(description["setups"].toArray().size()), pattern->setups().size());
            QCOMPARE(std::size_t(description["measures"].toArray().size()), pattern->measures().size());
        }
    }
};

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
