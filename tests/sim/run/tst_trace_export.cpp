// SPDX-License-Identifier: MIT
#include "run/registry.h"
#include "run/session.h"
#include "run/trace_export.h"
#include "text/text_fields.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QTest>

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

const Topology topology{
    .groups = {{.id = "maker", .label = words("Maker, \"quick\""), .column = 0, .longLived = true}},
    .channels = {{.id = "pipe", .label = words("pipe"), .column = 1}},
    .terminals = {},
    .links = {},
    .activities = {{.id = "make", .phrase = words("making")}},
};

struct Parameters : ParameterTable {
    DurationParameter pause{*this,
                            {.id = "pause", .label = {}, .effect = {}, .minimum = {}, .maximum = 1h, .initial = 1s}};
};

/// Appends an event whose cause is the one before.
void add(Trace &trace, EventKind kind, Duration at, TaskId task, std::uint32_t object = 0, ItemId item = 0,
         std::int64_t payload = 0, SiteId site = 0)
{
    trace.append({.time = Time{} + at,
                  .payload = payload,
                  .item = item,
                  .task = task,
                  .object = object,
                  .cause = trace.count() == 0 ? 0u : 1u,
                  .site = site,
                  .kind = kind});
}

/// A short life: a task makes an item, sends it, waits for another task and ends.
void fill(Trace &trace)
{
    add(trace, EventKind::TaskSpawned, 0ns, 1, 0, 0, Place{rootGroup, 0}.packed());
    add(trace, EventKind::TaskSpawned, 0ns, 2, 1, 0, Place{0, 0}.packed());
    add(trace, EventKind::ChannelOpened, 0ns, 1, 0, 0, -1);
    add(trace, EventKind::WorkStarted, 1ns, 2, 0, 0, 2'000'000'000,
        trace.sites().numberOf(std::source_location::current()));
    add(trace, EventKind::ItemCreated, 2s, 2, 0, 7);
    add(trace, EventKind::Sent, 2s, 2, 0, 7, 5);
    add(trace, EventKind::JoinBlocked, 2s, 2, 1);
    add(trace, EventKind::ParameterChanged, Duration::max(), 0, 0, 0, 1'500'000'000);
    add(trace, EventKind::TaskDone, Duration::max(), 2);
}

/// Where in this file a task of fill() works.
QString lineOf(const Trace &trace)
{
    return QString::number(trace.sites().at(1).line);
}
QString fileOf(const Trace &trace)
{
    return QString::fromUtf8(trace.sites().at(1).file.data(), qsizetype(trace.sites().at(1).file.size()));
}

std::string exported(TraceFormat format, Trace &trace, Time end = Time{})
{
    const Parameters parameters;
    std::string text;
    const auto exporter = TraceExporter::make(format, topology, parameters,
                                              [&](std::string_view part) { text += part; });
    exporter->follow(trace);
    exporter->finish(end);
    return text;
}

/// A run of backpressure, exported from its first event to its last.
QByteArray exportedRun(TraceFormat format, Session &session, Duration length)
{
    QByteArray text;
    const auto exporter = TraceExporter::make(
        format, session.pattern().topology(), session.parameters(),
        [&](std::string_view part) { text.append(part.data(), static_cast<qsizetype>(part.size())); });
    exporter->follow(session.trace());
    session.runUntil(Time{} + length);
    exporter->finish(session.now());
    return text;
}

/// Crashes, drops, failures, a stop and a start.
void makeEventful(Session &session)
{
    const auto turn = [&](Duration at, std::string_view id, std::int64_t value) {
        session.schedule({Time{} + at, session.parameters().find(id).value(), value});
    };
    turn(1s, "when-full", 3); // unbounded
    turn(1s, "memory-limit", 12);
    turn(8s, "when-full", 1); // drop newest
    turn(12s, "failure-rate", 300'000'000);
    turn(15s, "consumers", 0);
    turn(22s, "consumers", 3);
    turn(23s, "when-full", 0);
}

} // namespace

/// The trace as other programs get it.
class TestTraceExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jsonlGivesEachEventALineWithWhatApplies()
    {
        Trace trace;
        fill(trace);
        const QStringList expected = {
            "{'seq':0,'t':0.000000000,'kind':'task-spawned','task':1,'name':'main','parent':0,'place':'main'}",
            "{'seq':1,'t':0.000000000,'kind':'task-spawned','task':2,'name':MAKER,'parent':1,'cause':0,'place':MAKER}",
            "{'seq':2,'t':0.000000000,'kind':'channel-opened','task':1,'name':'main','channel':'pipe','cause':1,"
            "'capacity':-1}",
            "{'seq':3,'t':0.000000001,'kind':'work-started','task':2,'name':MAKER,'activity':'make','cause':2,'line':"
            "LINE,'file':FILE,"
            "'length_ns':2000000000}",
            "{'seq':4,'t':2.000000000,'kind':'item-created','task':2,'name':MAKER,'item':7,'cause':3}",
            "{'seq':5,'t':2.000000000,'kind':'sent','task':2,'name':MAKER,'channel':'pipe','item':7,'cause':4,"
            "'waited_ns':5}",
            "{'seq':6,'t':2.000000000,'kind':'join-blocked','task':2,'name':MAKER,'other_task':1,'cause':5}",
            "{'seq':7,'t':9223372036.854775807,'kind':'parameter-changed','parameter':'pause','cause':6,"
            "'value':'1500ms'}",
            "{'seq':8,'t':9223372036.854775807,'kind':'task-done','task':2,'name':MAKER,'cause':7}",
            ""};
        const QStringList lines = QString::fromStdString(exported(TraceFormat::Jsonl, trace)).split('\n');
        QCOMPARE(lines.size(), expected.size());
        for (qsizetype i = 0; i < lines.size(); ++i) {
            QString line = expected[i];
            line.replace('\'', '"')
                .replace("MAKER", "\"Maker, \\\"quick\\\" 1\"")
                .replace("LINE", lineOf(trace))
                .replace("FILE", '"' + fileOf(trace) + '"');
            QCOMPARE(lines[i], line);
        }
    }

    void csvHasAColumnForEachWordOfTheTableOfKinds()
    {
        Trace trace;
        fill(trace);
        const QStringList lines = QString::fromStdString(exported(TraceFormat::Csv, trace)).split('\n');
        QCOMPARE(lines.size(), 11); // a header, nine events, nothing after the last line's end
        QCOMPARE(
            lines[0],
            "seq,t,kind,task,name,parent,activity,channel,other_task,scope,parameter,what,lock,thread,action,job,"
            "attempt,"
            "item,cause,"
            "line,file,place,"
            "length_ns,capacity,left,waited_ns,reason,latency_ns,which,value,items,tasks,count,held_ns,threads,parts,"
            "silence_ns,delay_ns,down_ns,failures");
        QCOMPARE(lines[1], "0,0.000000000,task-spawned,1,main,0,,,,,,,,,,,,,,,,main,,,,,,,,,,,,,,,,,,");
        QCOMPARE(lines[4],
                 "3,0.000000001,work-started,2,\"Maker, \"\"quick\"\" "
                 "1\",,make,,,,,,,,,,,,2,"
                     + lineOf(trace) + "," + fileOf(trace) + ",,2000000000,,,,,,,,,,,,,,,,,");
        QCOMPARE(lines[8], "7,9223372036.854775807,parameter-changed,,,,,,,,pause,,,,,,,,6,,,,,,,,,,,1500ms,,,,,,,,,,");
        QCOMPARE(lines[10], QString());
    }

    void everyWordOfTheTableIsAColumnOnce()
    {
        const std::vector<std::string> &columns = traceColumns();
        const QSet<QString> distinct = [&] {
            QSet<QString> set;
            for (const std::string &column : columns)
                set.insert(QString::fromStdString(column));
            return set;
        }();
        QCOMPARE(std::size_t(distinct.size()), columns.size());
        for (const EventKindInfo &kind : eventKindTable) {
            const std::string_view object = kind.object == "task" ? "other_task" : kind.object;
            for (const std::string_view word : {object, kind.payload})
                QVERIFY2(word.empty() || std::find(columns.begin(), columns.end(), word) != columns.end(), word.data());
        }
    }

    void whatIsBeyondTheTopologyIsGivenByItsNumber()
    {
        Trace trace;
        add(trace, EventKind::ChannelOpened, 0ns, 0, 9, 0, 3);
        add(trace, EventKind::ParameterChanged, 0ns, 0, 9, 0, 3);
        const QString text = QString::fromStdString(exported(TraceFormat::Jsonl, trace));
        QVERIFY(text.contains("\"channel\":9,"));
        QVERIFY(text.contains("\"parameter\":9,\"cause\":0,\"value\":3}"));
    }

    void aFollowedTraceIsWrittenOnceFromItsFirstEventToItsLast()
    {
        Session session(*findPattern("backpressure"), {.seed = 3});
        session.runUntil(Time{} + 5s); // there is something to catch up with, more than a chunk later on
        makeEventful(session);
        const QByteArray text = exportedRun(TraceFormat::Jsonl, session, 300s);
        const QList<QByteArray> lines = text.trimmed().split('\n');
        QCOMPARE(std::uint64_t(lines.size()), session.eventCount());
        QMap<QString, int> kinds;
        for (qsizetype i = 0; i < lines.size(); ++i) {
            QJsonParseError error;
            const QJsonObject event = QJsonDocument::fromJson(lines[i], &error).object();
            QVERIFY2(error.error == QJsonParseError::NoError, lines[i]);
            QCOMPARE(event["seq"].toInteger(-1), i);
            QVERIFY(event["cause"].toInteger(-1) < i);
            QVERIFY2(!event.contains("task") || !event["name"].toString().isEmpty(), lines[i]);
            ++kinds[event["kind"].toString()];
        }
        const ItemCounts &items = session.metrics().items();
        QCOMPARE(std::uint64_t(kinds["item-created"]), items.created);
        QCOMPARE(std::uint64_t(kinds["item-done"]), items.done);
        QCOMPARE(std::uint64_t(kinds["item-lost"]), items.lost);
        QCOMPARE(std::uint64_t(kinds["item-dropped"]), items.dropped);
        QCOMPARE(std::uint64_t(kinds["item-failed"]), items.failed);
        for (const char *kind : {"item-lost", "item-dropped", "item-failed", "process-crashed"})
            QVERIFY2(kinds[kind] > 0, kind); // or the run is not as eventful as it should be
    }

    void csvSaysWhatJsonlSays()
    {
        Session first(*findPattern("backpressure"), {.seed = 3});
        Session second(*findPattern("backpressure"), {.seed = 3});
        makeEventful(first);
        makeEventful(second);
        const QList<QByteArray> objects = exportedRun(TraceFormat::Jsonl, first, 30s).trimmed().split('\n');
        const QList<QByteArray> rows = exportedRun(TraceFormat::Csv, second, 30s).trimmed().split('\n');
        QCOMPARE(rows.size(), objects.size() + 1);
        const QList<QByteArray> header = rows[0].split(',');
        for (qsizetype i = 0; i < objects.size(); ++i) {
            const QJsonObject event = QJsonDocument::fromJson(objects[i]).object();
            const QList<QByteArray> fields = rows[i + 1].split(',');
            QCOMPARE(fields.size(), header.size());
            for (qsizetype column = 0; column < header.size(); ++column) {
                if (header[column] == "t")
                    continue; // not the same number after a detour over a double
                QCOMPARE(QString::fromUtf8(fields[column]),
                         event[QString::fromUtf8(header[column])].toVariant().toString());
            }
        }
    }

    void chromeSpansAreOpenedAndClosedInTurnAndTimeGoesOn()
    {
        Session session(*findPattern("backpressure"), {.seed = 3});
        makeEventful(session);
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(exportedRun(TraceFormat::Chrome, session, 30s), &error);
        QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
        QMap<int, bool> open;
        QMap<QString, int> lanes;
        QSet<qint64> alive;
        double last = 0;
        std::uint64_t born = 0;
        qint64 fill = -1;
        for (const QJsonValue &value : document["traceEvents"].toArray()) {
            const QJsonObject event = value.toObject();
            const QString phase = event["ph"].toString();
            if (phase == "M") {
                ++lanes[event["args"]["name"].toString()];
                continue;
            }
            QVERIFY(event["ts"].toDouble() >= last);
            last = event["ts"].toDouble();
            bool &isOpen = open[event["tid"].toInt()];
            const qint64 item = event["id"].toInteger();
            if (phase == "B" || phase == "E") {
                QCOMPARE(isOpen, phase == "E");
                isOpen = phase == "B";
            } else if (phase == "b") {
                alive.insert(item);
                ++born;
            } else if (phase == "e") {
                QVERIFY(alive.remove(item));
            } else if (phase == "C") {
                fill = event["args"]["items"].toInteger();
            }
        }
        QCOMPARE(last, 30e6); // the open spans are closed at the end, in microseconds
        QVERIFY(!open.values().contains(true));
        QCOMPARE(lanes["Producer 1"], 1); // one lane per place, however often it was taken over
        QCOMPARE(lanes["Consumer 3"], 1);
        QCOMPARE(born, session.metrics().items().created);
        QCOMPARE(std::uint64_t(alive.size()), session.metrics().items().inFlight());
        QCOMPARE(std::uint64_t(fill), session.metrics().channel(0).fill);
    }

    void exportingChangesNothing()
    {
        Session watched(*findPattern("backpressure"), {.seed = 3});
        Session alone(*findPattern("backpressure"), {.seed = 3});
        makeEventful(watched);
        makeEventful(alone);
        exportedRun(TraceFormat::Chrome, watched, 30s);
        alone.runUntil(Time{} + 30s);
        QCOMPARE(watched.fingerprint().text(), alone.fingerprint().text());
    }

    void anEmptyTraceIsAWholeFileToo()
    {
        Trace trace;
        QCOMPARE(exported(TraceFormat::Jsonl, trace), std::string());
        QVERIFY(exported(TraceFormat::Csv, trace).starts_with("seq,t,kind"));
        QVERIFY(QJsonDocument::fromJson(QByteArray::fromStdString(exported(TraceFormat::Chrome, trace))).isObject());
    }

    void fieldsAreQuotedAndFormulasDisarmed()
    {
        const auto csv = [](std::string_view text) {
            std::string out;
            appendCsvField(out, text);
            return out;
        };
        QCOMPARE(csv("plain text"), std::string("plain text"));
        QCOMPARE(csv("a,b"), std::string("\"a,b\""));
        QCOMPARE(csv("say \"hi\"\n"), std::string("\"say \"\"hi\"\"\n\""));
        QCOMPARE(csv("=cmd|' /C calc'!A0"), std::string("'=cmd|' /C calc'!A0"));
        QCOMPARE(csv("-1,+2"), std::string("\"'-1,+2\""));
        std::string json;
        appendJsonString(json, "a\"b\\c\n\x1f é");
        QCOMPARE(json, std::string("\"a\\\"b\\\\c\\u000a\\u001f é\""));
    }
};

QTEST_GUILESS_MAIN(TestTraceExport)
#include "tst_trace_export.moc"
