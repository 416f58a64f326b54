// SPDX-License-Identifier: MIT
#include "run/scenario_file.h"
#include "sim/pattern_run.h"

#include <QFile>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace coroscope;
using namespace coroscope::test;

namespace {

Scenario eventful()
{
    const PatternInfo &pattern = *findPattern("supervisor");
    Scenario scenario;
    scenario.pattern = &pattern;
    scenario.settings = {.seed = RunSettings::maximumSeed,
                         .schedule = Schedule::Shuffled,
                         .values = valuesOf(pattern, {{"workers", "7"}, {"failure-rate", "12.5%"}}),
                         .warmup = 1500ms};
    scenario.changes = {{.at = Time{} + 1ns, .parameter = 0, .value = 9},
                        {.at = Time{} + 12345678901ns, .action = ActionCall{0, 2}},
                        {.at = Time{} + 12345678901ns, .action = ActionCall{1, 0}}};
    scenario.length = std::chrono::hours(999'999) + 1ns;
    scenario.title = "Ein Titel \"in\" <b>Anführung</b> \\ =cmd";
    scenario.bookmarks = {
        {Time{}, ""}, {Time{} + 12345678901ns, "here \"both\" <i>fail</i>"}, {Time{} + 999'999h, "é"}};
    // The run itself is the second of three.
    scenario.branches = RunTree(
        {{.length = 20h},
         {.parent = 0, .from = Time{} + 3ns, .changes = scenario.changes, .length = scenario.length},
         {.parent = 1, .from = Time{} + 1h, .changes = {scenario.changes.front()}, .length = 2h}},
        1);
    scenario.note = "Two\nlines,\tand \u202Eright to left";
    return scenario;
}

std::string fingerprintOf(const Scenario &scenario, Duration length)
{
    Session session(*scenario.pattern, scenario.settings);
    for (const Change &change : scenario.changes)
        session.schedule(change);
    session.runUntil(Time{} + length);
    return session.fingerprint().text();
}

QString errorOf(const std::string &text)
{
    try {
        parsedScenario(text);
    } catch (const ScenarioError &error) {
        return QString::fromUtf8(error.what());
    }
    return QStringLiteral("accepted");
}

QString fileErrorOf(const QString &file)
{
    try {
        readScenario(file);
    } catch (const std::exception &error) {
        return QString::fromUtf8(error.what());
    }
    return QStringLiteral("accepted");
}

} // namespace

/// A run as a text and as a file: nothing is lost, nothing wrong gets in, and each error says where it is.
class TestScenario : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenReadsBackToTheSame()
    {
        const Scenario before = eventful();
        const Scenario after = parsedScenario(scenarioText(before));
        QCOMPARE(after.pattern, before.pattern);
        QCOMPARE(after.settings.seed, before.settings.seed);
        QCOMPARE(after.settings.schedule, before.settings.schedule);
        QCOMPARE(after.settings.values, before.settings.values);
        QCOMPARE(after.settings.warmup, before.settings.warmup);
        QVERIFY(after.changes == before.changes);
        QCOMPARE(after.length, before.length);
        QCOMPARE(after.title, before.title);
        QCOMPARE(after.note, before.note);
        QVERIFY(after.bookmarks == before.bookmarks);
        QVERIFY(after.branches == before.branches);
        QCOMPARE(scenarioText(after), scenarioText(before));
    }

    void everyPatternRunsFromItsTextAsItDidBefore()
    {
        for (const PatternInfo *pattern : patterns()) {
            Scenario scenario;
            scenario.pattern = pattern;
            scenario.settings.values = valuesOf(*pattern, {});
            scenario.settings.seed = 5;
            const std::unique_ptr<ParameterTable> table = pattern->declare();
            for (std::size_t i = 0; i < scenario.settings.values.size(); i += 3) {
                const ParameterSpec &spec = table->all()[i]->spec();
                scenario.changes.push_back({Time{} + 3s + Duration{std::int64_t(i)}, i, spec.initial});
            }
            for (std::size_t i = 0; i < pattern->actions().size(); ++i)
                scenario.changes.push_back({.at = Time{} + 5s, .action = ActionCall{i, 0}});
            QCOMPARE(fingerprintOf(parsedScenario(scenarioText(scenario)), 20s), fingerprintOf(scenario, 20s));
        }
    }

    void whatIsNotSaidIsAsOnTheCommandLine()
    {
        const Scenario scenario = parsedScenario("{\"version\": 1, \"pattern\": \"backpressure\"}");
        QCOMPARE(scenario.settings.seed, std::uint64_t{1});
        QCOMPARE(scenario.settings.values, valuesOf(*findPattern("backpressure"), {}));
        QCOMPARE(scenario.length, Duration(60s));
        QCOMPARE(scenario.settings.warmup, Duration::zero());
        QVERIFY(scenario.changes.empty() && scenario.title.empty() && scenario.note.empty());
    }

    void whatIsWrongIsRefusedInOneLineThatSaysWhere_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("begins");
        const auto raw = [](const char *name, const QByteArray &text, const char *begins) {
            QTest::newRow(name) << text << QString::fromUtf8(begins);
        };
        const auto with = [&](const char *member, const char *begins) {
            raw(member, QByteArray("{\"version\":1,\"pattern\":\"backpressure\",") + member + "}", begins);
        };
        raw("empty", "", "there is nothing in it");
        raw("blank", " \n\t", "there is nothing in it");
        raw("cut off", "{\"version\":1,\n\"pattern\":\"backp", "line 2: the text breaks off");
        raw("no JSON", "{\"version\":1,\n\nseed}", "line 3: this is not JSON");
        raw("bad UTF-8", "{\"title\":\"\xff\"}", "line 1: this is not JSON");
        raw("lone surrogate", "{\"title\":\"\\ud800\"}", "line 1: this is not JSON");
        raw("BOM", "\xEF\xBB\xBF{}", "line 1: it begins with a byte-order mark");
        raw("deep", QByteArray(1000, '['), "nested more than 8 deep");
        raw("very many values", "[" + QByteArray("0,").repeated(1'000'000) + "0]",
            "there are more than 1000000 values");
        raw("a list", "[]", "the whole: a list is not accepted; it takes an object");
        raw("two", "{} {}", "line 1: there is something behind the end");
        raw("no version", "{\"pattern\":\"backpressure\"}", "version: it is missing; it takes 1");
        raw("newer", "{\"version\":2,\"pattern\":\"backpressure\"}", "version: 2 is not accepted; it takes 1");
        raw("version as text", "{\"version\":\"1\"}", "version: \"1\" is not accepted");
        raw("no pattern", "{\"version\":1}", "pattern: it is missing; it takes ");
        raw("no such pattern", "{\"version\":1,\"pattern\":\"<b>\"}", "pattern: \"<b>\" is not accepted; it takes ");
        raw("behind the end", "{\"version\":1}\n}", "line 2: there is something behind the end; it takes a scenario");
        with("\"seed\":1,\"seed\":1", "the key \"seed\" is there twice");
        with("\"changes\":[{\"at_s\":1},{\"name\":\"a\",\"name\":\"a\"}]",
             "changes[1]: the key \"name\" is there twice");
        with("\"duration_s\":0.5,\"warmup_s\":-1",
             "warmup_s: -1 is not accepted; it takes a number of seconds, 0 to 0.5, with up to 9 decimals");
        with("\"sede\":1", "unknown key \"sede\"; it takes version, title, ");
        with("\"seed\":1.5", "seed: 1.5 is not accepted; it takes a whole number, 0 to 9007199254740991");
        with("\"seed\":-1", "seed: -1 is not accepted");
        with("\"seed\":9007199254740992", "seed: 9007199254740992 is not accepted");
        with("\"seed\":18446744073709551616", "seed: 18446744073709551616 is not accepted");
        with("\"seed\":\"1\"", "seed: \"1\" is not accepted");
        with("\"seed\":NaN", "line 1: this is not JSON");
        with("\"schedule\":\"lifo\"", "schedule: \"lifo\" is not accepted; it takes \"fifo\" or \"shuffled\"");
        with("\"duration_s\":0", "duration_s: 0 is not accepted");
        with("\"duration_s\":-1", "duration_s: -1 is not accepted");
        with("\"duration_s\":1e308", "duration_s: 1e308 is not accepted");
        with("\"duration_s\":1e999", "line 1: this is not JSON");
        with("\"duration_s\":0.0000000001", "duration_s: 0.0000000001 is not accepted");
        with("\"duration_s\":\"60s\"", "duration_s: \"60s\" is not accepted");
        with("\"duration_s\":9223372036854775808", "duration_s: 9223372036854775808 is not accepted");
        with("\"warmup_s\":60", "warmup_s: 60 is not accepted; it takes less than the run lasts");
        with("\"title\":\"a\\nb\"", "title: \"a\\nb\" is not accepted");
        with("\"title\":\"a\x7f\"", "title: \"a\\u007f\" is not accepted");
        with("\"title\":\"a\xc2\x9b\"", "title: \"a\\u009b\" is not accepted");
        with("\"title\":null", "title: null is not accepted");
        with("\"parameters\":[]", "parameters: a list is not accepted");
        with("\"parameters\":{\"capacity\":10}",
             "parameters.capacity: 10 is not accepted; it takes a text such as \"10\"");
        with("\"parameters\":{\"capacity\":\"0\"}", "parameters.capacity: capacity: '0' is not accepted");
        with("\"parameters\":{\"capacity\":\"1000000000\"}", "parameters.capacity: capacity: '1000000000' is not");
        with("\"parameters\":{\"capacity\":\"9223372036854775808\"}", "parameters.capacity: capacity: ");
        with("\"parameters\":{\"capactiy\":\"1\"}",
             "parameters: backpressure has no parameter 'capactiy'; did you mean 'capacity'?");
        with("\"changes\":{}", "changes: an object is not accepted");
        with("\"changes\":[1]", "changes[0]: 1 is not accepted");
        with("\"changes\":[{\"name\":\"capacity\",\"value\":\"3\"}]", "changes[0].at_s: it is missing");
        with("\"changes\":[{\"at_s\":61,\"name\":\"capacity\",\"value\":\"3\"}]",
             "changes[0].at_s: 61 is not accepted");
        with("\"changes\":[{\"at_s\":2,\"name\":\"capacity\",\"value\":\"3\"},{\"at_s\":1,\"name\":\"capacity\","
             "\"value\":\"3\"}]",
             "changes[1].at_s: 1 is not accepted; it takes a moment that is not before");
        with("\"changes\":[{\"at_s\":1,\"name\":\"capacity\"}]", "changes[0].value: it is missing");
        with("\"changes\":[{\"at_s\":1,\"action\":\"explode\"}]", "changes[0].action: backpressure has no actions");
        with("\"changes\":[{\"at_s\":1,\"name\":\"capacity\",\"value\":\"3\",\"target\":\"x\"}]",
             "changes[0].target: ");
        with("\"changes\":[{\"at_s\":1,\"name\":\"capacity\",\"value\":\"3\",\"when\":1}]",
             "changes[0]: unknown key \"when\"");
        with("\"branches\":{}", "branches: an object is not accepted; it takes a list of 2 to 50 branches");
        with("\"branches\":[{\"current\":true}]", "branches: a list is not accepted; it takes a list of 2 to 50");
        const auto branches = [&](const QByteArray &second, const char *error) {
            with(("\"duration_s\":9,\"branches\":[{\"current\":true}," + second + "]").constData(), error);
        };
        branches("{}", "branches[1].duration_s: it is missing; it takes a number of seconds");
        branches("{\"duration_s\":7}",
                 "branches[1].parent: it is missing; it takes the number of a branch above, 0 to 0");
        branches("{\"duration_s\":7,\"parent\":1}", "branches[1].parent: 1 is not accepted");
        branches("{\"duration_s\":7,\"parent\":0}",
                 "branches[1].at_s: it is missing; it takes a number of seconds, 0 to 7");
        branches("{\"duration_s\":70,\"parent\":0,\"at_s\":10}",
                 "branches[1].at_s: 10 is not accepted; it takes a number of seconds, 0 to 9");
        branches("{\"duration_s\":7,\"parent\":0,\"at_s\":2,\"current\":true}",
                 "branches[1].current: true is not accepted; it takes false");
        branches("{\"duration_s\":7,\"parent\":0,\"at_s\":2,\"changes\":[{\"at_s\":8,\"name\":\"capacity\",\"value\":"
                 "\"3\"}]}",
                 "branches[1].changes[0].at_s: 8 is not accepted");
        with("\"branches\":[{\"duration_s\":7},{\"duration_s\":7,\"parent\":0,\"at_s\":2}]",
             "branches: none of them is the current one");
        with("\"branches\":[{\"duration_s\":7,\"at_s\":1},{\"current\":true,\"parent\":0,\"at_s\":2}]",
             "branches[0].at_s: 1 is not accepted; it takes nothing: the first parts from none");
        with("\"branches\":[{\"current\":true,\"duration_s\":7},{\"duration_s\":7,\"parent\":0,\"at_s\":2}]",
             "branches[0].duration_s: 7 is not accepted; it takes nothing");
        with("\"branches\":[{\"current\":1},{\"duration_s\":7,\"parent\":0,\"at_s\":2}]",
             "branches[0].current: 1 is not accepted; it takes true or false");
        with("\"bookmarks\":{}", "bookmarks: an object is not accepted; it takes a list of up to 200 bookmarks");
        with("\"bookmarks\":null", "bookmarks: null is not accepted");
        with("\"bookmarks\":[1.5]", "bookmarks[0]: 1.5 is not accepted; it takes an object");
        with("\"bookmarks\":[{\"note\":\"n\"}]", "bookmarks[0].at_s: it is missing; it takes a number of seconds");
        with("\"bookmarks\":[{\"at_s\":\"1\"}]", "bookmarks[0].at_s: \"1\" is not accepted");
        with("\"bookmarks\":[{\"at_s\":-1}]", "bookmarks[0].at_s: -1 is not accepted");
        with("\"bookmarks\":[{\"at_s\":1e3}]", "bookmarks[0].at_s: 1e3 is not accepted");
        with("\"duration_s\":5,\"bookmarks\":[{\"at_s\":5},{\"at_s\":5.000000001}]",
             "bookmarks[1].at_s: 5.000000001 is not accepted; it takes a number of seconds, 0 to 5");
        with("\"bookmarks\":[{\"at_s\":2},{\"at_s\":2}]",
             "bookmarks[1].at_s: 2 is not accepted; it takes a moment after the bookmark above");
        with("\"bookmarks\":[{\"at_s\":2},{\"at_s\":1}]", "bookmarks[1].at_s: 1 is not accepted");
        with("\"bookmarks\":[{\"at_s\":2,\"note\":5}]",
             "bookmarks[0].note: 5 is not accepted; it takes a text of up to 200 bytes on one line");
        with("\"bookmarks\":[{\"at_s\":2,\"note\":\"a\\nb\"}]", "bookmarks[0].note: \"a\\nb\" is not accepted");
        with("\"bookmarks\":[{\"at_s\":2,\"at_s\":3}]", "bookmarks[0]: the key \"at_s\" is there twice");
        with("\"bookmarks\":[{\"at_s\":2,\"title\":\"t\"}]",
             "bookmarks[0]: unknown key \"title\"; it takes at_s or note");
        raw("a note that is too long",
            "{\"version\":1,\"pattern\":\"backpressure\",\"bookmarks\":[{\"at_s\":2,\"note\":\"" + QByteArray(201, 'x')
                + "\"}]}",
            "bookmarks[0].note: \"xxxx");
        QByteArray many;
        for (int i = 0; i < 201; ++i)
            many += (i > 0 ? ",{\"at_s\":" : "{\"at_s\":") + QByteArray::number(i / 10.0) + '}';
        raw("too many bookmarks", "{\"version\":1,\"pattern\":\"backpressure\",\"bookmarks\":[" + many + "]}",
            "bookmarks: there are 201 of them; it takes a list of up to 200 bookmarks");
    }
    void whatIsWrongIsRefusedInOneLineThatSaysWhere()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, begins);
        const QString error = errorOf(text.toStdString());
        QVERIFY2(error.startsWith(begins), qPrintable(error));
        const bool saysWhatIsRight = error.contains("takes") || error.contains("each key")
            || error.contains("The parameters are: ") || error.contains("has no actions");
        QVERIFY2(saysWhatIsRight, qPrintable(error));
        QVERIFY(!error.contains('\n') && error.size() < 1000);
    }

    void targetsAreTasksThatThereCanBe()
    {
        const auto with = [](const char *target) {
            return errorOf(std::string("{\"version\":1,\"pattern\":\"supervisor\",\"changes\":[{\"at_s\":1,\"action\":"
                                       "\"fail\"")
                           + target + "}]}");
        };
        QCOMPARE(with(",\"target\":\"Worker 2\""), "accepted");
        QCOMPARE(with(""),
                 "changes[0].target: fail: the target is missing; it takes a name of 'Worker 1' to 'Worker 32'");
        for (const char *wrong :
             {"Worker 0", "Worker 02", "Worker", "Worker 2 ", "worker 2", "Worker 33", "Worker 4294967297", "Root"})
            QVERIFY2(with((",\"target\":\"" + std::string(wrong) + "\"").c_str()).startsWith("changes[0].target: "),
                     wrong);
    }

    void aHugeTextIsShownInShort()
    {
        const QString error = errorOf("{\"version\":1,\"pattern\":\"" + std::string(900'000, 'x') + "\"}");
        QVERIFY(error.startsWith("pattern: \"xxxx"));
        QVERIFY(error.size() < 1000);
    }

    void aFileIsReadAndWrittenAsAWhole()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath("run.coroscope");
        writeScenario(file, eventful());
        QCOMPARE(scenarioText(readScenario(file)), scenarioText(eventful()));
        QFile link(folder.filePath("link"));
        QVERIFY(QFile::link(file, link.fileName()));
        QCOMPARE(scenarioText(readScenario(link.fileName())), scenarioText(eventful()));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 2); // nothing half-written is left
    }

    void whatIsNoOrdinaryFileIsNotWaitedFor()
    {
        const QTemporaryDir folder;
        const QString pipe = folder.filePath("pipe");
        QCOMPARE(::mkfifo(pipe.toUtf8().constData(), 0600), 0);
        QCOMPARE(fileErrorOf(pipe), pipe + ": it is no ordinary file; it takes a scenario file");
        QVERIFY(fileErrorOf("/dev/zero").startsWith("/dev/zero: it is no ordinary file"));
        QVERIFY(fileErrorOf(folder.path()).contains("it is a directory"));
        QVERIFY(fileErrorOf(folder.filePath("none")).contains("there is no such file"));
        QFile large(folder.filePath("large"));
        QVERIFY(large.open(QIODevice::WriteOnly));
        large.write(QByteArray(largestScenarioFile + 1, ' '));
        large.close();
        QVERIFY(fileErrorOf(large.fileName()).contains("it is larger than a scenario; it takes up to 8 MB"));
    }

    void whatCannotBeWrittenIsSaid()
    {
        const QTemporaryDir folder;
        const QString pipe = folder.filePath("pipe");
        QCOMPARE(::mkfifo(pipe.toUtf8().constData(), 0600), 0);
        for (const QString &file : {pipe, folder.path(), QStringLiteral("/no/such/folder/x.coroscope")}) {
            try {
                writeScenario(file, eventful());
                QFAIL("written");
            } catch (const ScenarioFileError &error) {
                QVERIFY2(QString(error.what()).startsWith(file + ": can't be written: "), error.what());
            }
        }
        struct stat status = {};
        QVERIFY(::stat(pipe.toUtf8().constData(), &status) == 0 && S_ISFIFO(status.st_mode)); // nothing took its place
    }
};

QTEST_APPLESS_MAIN(TestScenario)
#include "tst_scenario.moc"
