// SPDX-License-Identifier: MIT
#include "app/player/document_bench.h"

#include <QDir>

using namespace coroscope;
using namespace coroscope::test;

/// The scenario files used last.
class TestRecentFiles : public QObject
{
    Q_OBJECT

    OwnSettings m_settings;

    static QStringList paths(const DocumentBench &bench, const QStringList &names)
    {
        QStringList list;
        for (const QString &name : names)
            list.push_back(bench.path(name + ".coroscope"));
        return list;
    }

    static QStringList remembered() { return KeptSettings::group("scenarios")["recent"].toVariant().toStringList(); }

private Q_SLOTS:
    void init() { OwnSettings::clear(); }

    void threeBesidesThePresentOneAreOfferedTheLatestFirst()
    {
        DocumentBench bench;
        QCOMPARE(bench.document.others(), QStringList());
        QSignalSpy changed(&bench.document, &Document::recentChanged);
        for (const char *name : {"a", "b", "c", "d", "e"})
            QVERIFY(bench.saveTo(name));
        QCOMPARE(changed.size(), 5);
        QCOMPARE(bench.document.others(), paths(bench, {"d", "c", "b"}));
        QVERIFY(bench.document.open(bench.path("c.coroscope")));
        QCOMPARE(bench.document.others(), paths(bench, {"e", "d", "b"}));
        bench.document.forget();
        QCOMPARE(bench.document.others(), paths(bench, {"c", "e", "d"}));
    }

    void theNextStartKnowsSixOfThem()
    {
        DocumentBench bench(true);
        for (const char *name : {"a", "b", "c", "d", "e", "f", "g"})
            QVERIFY(bench.saveTo(name));
        QVERIFY(bench.document.open(bench.path("e.coroscope"))); // used again, not twice there
        QCOMPARE(remembered(), paths(bench, {"e", "g", "f", "d", "c", "b"}));
        const DocumentBench next(true);
        QCOMPARE(next.document.others(), paths(bench, {"e", "g", "f"}));
    }

    void aPassingWindowNeitherReadsNorWritesThem()
    {
        DocumentBench lasting(true);
        QVERIFY(lasting.saveTo("a"));
        DocumentBench passing(false);
        QCOMPARE(passing.document.others(), QStringList());
        QVERIFY(passing.saveTo("b"));
        QCOMPARE(remembered(), paths(lasting, {"a"}));
    }

    void twoWindowsAtOnceRememberWhatEitherHasUsed()
    {
        DocumentBench one(true);
        DocumentBench other(true);
        QVERIFY(one.saveTo("a"));
        QVERIFY(other.saveTo("b"));
        QCOMPARE(remembered(), paths(other, {"b"}) + paths(one, {"a"}));
        QCOMPARE(other.document.others(), paths(one, {"a"}));
    }

    void aFileThatIsGoneIsNotOfferedAgain()
    {
        DocumentBench bench(true);
        for (const char *name : {"a", "b", "c"})
            QVERIFY(bench.saveTo(name));
        QVERIFY(QFile::remove(bench.path("a.coroscope")));
        QSignalSpy changed(&bench.document, &Document::recentChanged);
        QVERIFY(!bench.document.open(bench.path("./a.coroscope")));
        QVERIFY(!bench.document.open(bench.path("a.coroscope")));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(bench.document.others(), paths(bench, {"b"}));
        const DocumentBench next(true);
        QCOMPARE(next.document.others(), paths(bench, {"c", "b"}));
    }

    void aFileThatIsWrongIsStillOffered()
    {
        DocumentBench bench(true);
        for (const char *name : {"a", "b"})
            QVERIFY(bench.saveTo(name));
        bench.written("a.coroscope", "cut off");
        QVERIFY(!bench.document.open(bench.path("a.coroscope")));
        QCOMPARE(bench.document.others(), paths(bench, {"a"}));
    }

    void aFileIsRememberedByItsWholePath()
    {
        DocumentBench bench(true);
        QVERIFY(bench.saveTo("a"));
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(bench.folder.path()));
        const bool opened = bench.document.open("a.coroscope");
        QVERIFY(QDir::setCurrent(before));
        QVERIFY(opened);
        QCOMPARE(QFileInfo(bench.document.file()).canonicalFilePath(),
                 QFileInfo(bench.path("a.coroscope")).canonicalFilePath());
        QVERIFY(QDir::isAbsolutePath(bench.document.file()));
    }
};

QTEST_MAIN(TestRecentFiles)
#include "tst_recent_files.moc"
