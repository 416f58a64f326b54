// SPDX-License-Identifier: MIT
#include "app/player/document_bench.h"
#include "files/file_name.h"

#include <QDir>

using namespace coroscope;
using namespace coroscope::test;

/// A run as a scenario: what it is called, when it is worth asking about, and its way to a file and back.
class TestDocument : public QObject
{
    Q_OBJECT

    OwnSettings m_settings;

    static constexpr auto eventful =
        "{\"version\":1,\"title\":\"Two turns\",\"note\":\"Look\\nhere\",\"pattern\":\"backpressure\",\"seed\":9,"
        "\"duration_s\":40,\"parameters\":{\"producers\":\"5\"},\"changes\":[{\"at_s\":2,\"name\":\"capacity\","
        "\"value\":\"3\"},{\"at_s\":30,\"name\":\"capacity\",\"value\":\"7\"}]}";

private Q_SLOTS:
    void init() { OwnSettings::clear(); }

    void aRunIsNoScenarioUntilItIsGivenATitle()
    {
        DocumentBench bench;
        Document &document = bench.document;
        QVERIFY(!document.named() && !document.modified() && !document.atRisk());
        QCOMPARE(document.name(), QString());
        bench.run.set("capacity", 3);
        QVERIFY(document.modified());
        QVERIFY(!document.atRisk()); // a run like any other
        QSignalSpy changed(&document, &Document::changed);
        document.setTitle("Narrow");
        QVERIFY(changed.size() > 0);
        QVERIFY(document.named() && document.atRisk());
        QCOMPARE(document.name(), "Narrow");
    }

    void anythingButTimeIsAChange_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<bool>("modified");
        QTest::newRow("nothing") << 0 << false;
        QTest::newRow("time") << 1 << false;
        QTest::newRow("a parameter") << 2 << true;
        QTest::newRow("a parameter, taken back") << 3 << false;
        QTest::newRow("the seed") << 4 << true;
        QTest::newRow("the pattern") << 5 << true;
        QTest::newRow("a set-up") << 6 << true;
        QTest::newRow("the title") << 7 << true;
        QTest::newRow("the note") << 8 << true;
        QTest::newRow("a look back") << 9 << false;
    }
    void anythingButTimeIsAChange()
    {
        QFETCH(int, what);
        QFETCH(bool, modified);
        DocumentBench bench;
        Simulation &simulation = bench.run.simulation;
        bench.run.playTo(2s);
        QVERIFY(bench.saveTo("run"));
        switch (what) {
        case 1:
            bench.run.playTo(20s);
            break;
        case 2:
            bench.run.set("capacity", 3);
            break;
        case 3:
            bench.run.set("capacity", 3);
            simulation.tuning()->undo();
            break;
        case 4:
            simulation.tuning()->setSeed("2");
            break;
        case 5:
            simulation.tuning()->selectPattern("pipeline");
            break;
        case 6:
            simulation.tuning()->applySetup(simulation.tuning()->setups()->rowCount() - 1);
            break;
        case 7:
            bench.document.setTitle("Other");
            break;
        case 8:
            bench.document.setNote("Look");
            break;
        case 9:
            simulation.transport()->seek(0.5);
            break;
        default:
            break;
        }
        QCOMPARE(bench.document.modified(), modified);
        QCOMPARE(bench.document.atRisk(), modified);
    }

    void whatIsTakenBackByHandIsNoChange()
    {
        DocumentBench bench;
        QVERIFY(bench.saveTo("run"));
        bench.document.setNote("Look");
        QVERIFY(bench.document.modified());
        bench.document.setNote("");
        QVERIFY(!bench.document.modified());
    }

    void aSavedRunIsOpenedAsItWas()
    {
        DocumentBench bench;
        bench.run.playTo(5s);
        bench.run.set("capacity", 3);
        bench.run.playTo(8s);
        bench.document.setTitle("Narrow");
        bench.document.setNote("First line\nsecond line");
        const std::string fingerprint = bench.run.fingerprint();
        QVERIFY(bench.saveTo("run.coroscope"));
        QCOMPARE(bench.lastNotice(), "Saved: " + bench.path("run.coroscope"));
        QVERIFY(!bench.document.modified());
        const Scenario saved = readScenario(bench.path("run.coroscope"));
        QCOMPARE(saved.length, Duration(8s));
        QCOMPARE(saved.changes.size(), std::size_t{1});
        QCOMPARE(saved.changes.front().at, Time{} + 5s);
        QCOMPARE(DocumentBench::fingerprintOf(saved), QString::fromStdString(fingerprint));

        DocumentBench other;
        QVERIFY(other.document.open(bench.path("run.coroscope")));
        QCOMPARE(other.document.title(), "Narrow");
        QCOMPARE(other.document.note(), "First line\nsecond line");
        other.run.playTo(8s);
        QCOMPARE(other.run.fingerprint(), fingerprint);
    }

    void inTheMiddleOfAnInstantAllOfItIsSaved()
    {
        DocumentBench bench;
        Session &session = bench.run.simulation.run()->session();
        QVERIFY(!session.runUntil(Time{} + 30s, 1)); // an item is sent; who gets it is ready now
        session.set(std::size_t(SimulationBench::row("capacity")), 3);
        QVERIFY(session.changes().empty());
        QVERIFY(bench.saveTo("run"));
        QCOMPARE(session.changes().size(), std::size_t{1});
        session.runUntil(Time{} + 30s);
        DocumentBench other;
        QVERIFY(other.document.open(bench.document.file()));
        other.run.playTo(30s);
        QCOMPARE(other.run.fingerprint(), bench.run.fingerprint());
    }

    void aFileWithoutASuffixGetsOne()
    {
        DocumentBench bench;
        QVERIFY(bench.saveTo("plain"));
        QCOMPARE(bench.document.file(), bench.path("plain.coroscope"));
        QVERIFY(bench.saveTo("run.json"));
        QCOMPARE(bench.document.file(), bench.path("run.json"));
        QCOMPARE(QDir(bench.folder.path()).entryList(QDir::Files), QStringList({"plain.coroscope", "run.json"}));
    }

    void withoutATitleTheFileNamesIt()
    {
        DocumentBench bench;
        QVERIFY(bench.saveTo("a long.run.coroscope"));
        QVERIFY(bench.document.named());
        QCOMPARE(bench.document.name(), "a long.run");
        bench.document.setTitle("Title");
        QCOMPARE(bench.document.name(), "Title");
    }

    void savingWritesToTheFileItHas()
    {
        DocumentBench bench;
        QVERIFY(!bench.document.save()); // there is none, and nothing to say about it
        QCOMPARE(bench.notices.size(), 0);
        QVERIFY(bench.saveTo("run"));
        bench.run.set("capacity", 3);
        QVERIFY(bench.document.atRisk());
        QVERIFY(bench.document.save());
        QVERIFY(!bench.document.atRisk());
        QCOMPARE(readScenario(bench.path("run.coroscope")).changes.size(), std::size_t{1});
    }

    void whereItCannotBeWrittenAllIsAsItWas_data()
    {
        QTest::addColumn<QUrl>("place");
        QTest::newRow("read-only") << QUrl::fromLocalFile("/proc/run.coroscope");
        QTest::newRow("no folder") << QUrl::fromLocalFile("/no/such/folder/run.coroscope");
        QTest::newRow("elsewhere") << QUrl("https://example.org/run.coroscope");
        QTest::newRow("nowhere") << QUrl();
    }
    void whereItCannotBeWrittenAllIsAsItWas()
    {
        QFETCH(QUrl, place);
        DocumentBench bench;
        QVERIFY(bench.saveTo("run"));
        bench.run.set("capacity", 3);
        const QStringList others = bench.document.others();
        bench.notices.clear();
        QVERIFY(!bench.document.saveAs(place));
        QCOMPARE(bench.notices.size(), 1);
        QVERIFY2(bench.lastNotice().contains(": can't be written: "), qPrintable(bench.lastNotice()));
        QCOMPARE(bench.document.file(), bench.path("run.coroscope"));
        QVERIFY(bench.document.atRisk());
        QCOMPARE(bench.document.others(), others);
        QVERIFY(bench.document.save()); // to where it was
    }

    void aScenarioIsShownFromItsStartWithWhatIsAhead()
    {
        DocumentBench bench;
        bench.run.playTo(3s);
        QVERIFY(bench.document.openUrl(DocumentBench::url(bench.written("two.coroscope", eventful))));
        QCOMPARE(bench.document.file(), bench.path("two.coroscope"));
        QCOMPARE(bench.document.name(), "Two turns");
        QCOMPARE(bench.document.note(), "Look\nhere");
        QCOMPARE(bench.run.simulation.tuning()->seed(), "9");
        QCOMPARE(bench.run.simulation.run()->time(), 0.0);
        QCOMPARE(bench.run.value("producers"), std::int64_t{5});
        for (const Duration time : {0s, 1s, 10s, 30s, 50s}) { // before, between and after its changes
            bench.run.playTo(time);
            QVERIFY2(!bench.document.modified(), qPrintable(QString::number(inSeconds(time))));
            const Scenario now = bench.document.scenario();
            QCOMPARE(now.changes.size(), std::size_t{2});
            QCOMPARE(now.length, std::max<Duration>(time, 40s)); // that it was left early does not shorten it
        }
        bench.run.set("capacity", 4);
        QVERIFY(bench.document.atRisk());
    }

    void aRunIsSavedForAsLongAsItsLastChangeNeeds()
    {
        DocumentBench bench;
        bench.run.playTo(5s);
        bench.run.simulation.run()->session().schedule(
            {Time{} + 20s, std::size_t(SimulationBench::row("capacity")), 3});
        QCOMPARE(bench.document.scenario().length, Duration(20s));
        QVERIFY(bench.saveTo("run"));
        QCOMPARE(readScenario(bench.document.file()).changes.size(), std::size_t{1});
    }

    void aRunThatHasNotBegunCanBeOpenedToo()
    {
        DocumentBench bench;
        QVERIFY(bench.saveTo("run")); // no time has passed, and a scenario lasts
        QCOMPARE(readScenario(bench.document.file()).length, Scenario{}.length);
        QVERIFY2(bench.document.open(bench.document.file()), qPrintable(bench.lastNotice()));
    }

    void whatIsNoScenarioIsRefusedAndTheRunGoesOn_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("a text") << "text.coroscope" << QByteArray("seed = 7\n");
        QTest::newRow("another version") << "new.coroscope" << QByteArray("{\"version\":2}");
        QTest::newRow("empty") << "empty.coroscope" << QByteArray("");
        QTest::newRow("a folder") << "." << QByteArray();
        QTest::newRow("none") << "none.coroscope" << QByteArray();
    }
    void whatIsNoScenarioIsRefusedAndTheRunGoesOn()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, text);
        DocumentBench bench;
        bench.run.playTo(3s);
        QVERIFY(bench.saveTo("run"));
        bench.run.set("capacity", 3);
        if (!text.isNull())
            bench.written(name, text);
        bench.notices.clear();
        const std::string before = bench.run.fingerprint();
        QVERIFY(!bench.document.open(bench.path(name)));
        QCOMPARE(bench.notices.size(), 1);
        QVERIFY2(bench.lastNotice().startsWith(absoluteFileName(bench.path(name)) + ": "),
                 qPrintable(bench.lastNotice()));
        QCOMPARE(bench.run.fingerprint(), before);
        QCOMPARE(bench.document.file(), bench.path("run.coroscope"));
        QVERIFY(bench.document.atRisk());
    }

    void whatIsSaidIsShownWithTheRun()
    {
        DocumentBench bench;
        QSignalSpy shown(&bench.run.simulation, &Simulation::notice);
        QVERIFY(!bench.document.open(bench.path("none")));
        QCOMPARE(shown.size(), 1);
    }

    void aForgottenScenarioIsARunLikeAnyOther()
    {
        DocumentBench bench;
        QVERIFY(bench.document.open(bench.written("two.coroscope", eventful)));
        bench.run.playTo(1s);
        bench.run.set("capacity", 4);
        bench.document.forget();
        QVERIFY(!bench.document.named() && !bench.document.modified());
        QVERIFY(bench.document.file().isEmpty() && bench.document.title().isEmpty() && bench.document.note().isEmpty());
        QCOMPARE(bench.document.others(), QStringList(bench.path("two.coroscope")));
        bench.run.simulation.tuning()->applySetup(0); // and nothing is left of how long the scenario was
        bench.run.playTo(2s);
        QCOMPARE(bench.document.scenario().length, Duration(2s));
    }

    void whatHasBeenReadAlreadyIsTakenOverAsSaved()
    {
        DocumentBench bench;
        const Scenario scenario = parsedScenario(eventful);
        bench.run.simulation.tuning()->start(scenario);
        bench.document.adopt(scenario, bench.path("two.coroscope"));
        QCOMPARE(bench.document.name(), "Two turns");
        QCOMPARE(bench.document.file(), bench.path("two.coroscope"));
        QVERIFY(!bench.document.modified());
        QSignalSpy recent(&bench.document, &Document::recentChanged);
        bench.document.adopt(scenario, {});
        QCOMPARE(bench.document.file(), QString());
        QCOMPARE(bench.document.others(), QStringList(bench.path("two.coroscope")));
        QCOMPARE(recent.size(), 1);
    }

    void branchesAreKeptInTheFile()
    {
        DocumentBench bench;
        const QString file = bench.path(QStringLiteral("branched.coroscope"));
        bench.run.simulation.transport()->runTo(Time{} + 20s);
        bench.run.simulation.transport()->seek(5);
        bench.run.simulation.branching()->branch();
        bench.run.simulation.transport()->runTo(Time{} + 12s);
        const RunTree tree = bench.run.simulation.branching()->tree();
        QVERIFY(bench.document.saveTo(file));
        QVERIFY(!bench.document.modified());
        DocumentBench other;
        QVERIFY(other.document.open(file));
        QVERIFY(other.run.simulation.branching()->tree() == tree);
        QVERIFY(!other.document.modified());
        other.run.simulation.branching()->goTo(0);
        QVERIFY(other.document.modified());
        QCOMPARE(other.run.simulation.run()->presentTime(), 20.0);
        other.run.simulation.tuning()->reset();
        QVERIFY(!other.run.simulation.branching()->any());
    }
};

QTEST_MAIN(TestDocument)
#include "tst_document.moc"
