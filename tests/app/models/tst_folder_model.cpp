// SPDX-License-Identifier: MIT
#include "files/file_name.h"
#include "models/folder_model.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace coroscope;

/// What is in a folder, and what somebody means who types a name there.
class TestFolderModel : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    static QStringList names(const FolderModel &model)
    {
        QStringList list;
        for (int row = 0; row < model.rowCount(); ++row)
            list << model.typed(row);
        return list;
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *name : {"Zebra.coroscope", "apple.coroscope", "notes.txt", ".hidden.coroscope"})
            write(QString::fromLatin1(name));
        QVERIFY(QDir(m_folder.path()).mkdir("week 2"));
        QVERIFY(QDir(m_folder.path()).mkdir(".secret"));
    }

    void foldersComeFirstAndOnlyTheWantedFiles()
    {
        FolderModel model;
        model.setProperty("suffix", "coroscope");
        model.setFolder(m_folder.path());
        QCOMPARE(model.error(), QString());
        QCOMPARE(names(model), QStringList({"week 2/", "apple.coroscope", "Zebra.coroscope"}));
        write("new.coroscope");
        model.refresh();
        QCOMPARE(names(model), QStringList({"week 2/", "apple.coroscope", "new.coroscope", "Zebra.coroscope"}));
        model.setFolder(path("week 2"));
        QCOMPARE(names(model), QStringList());
        model.goUp();
        QCOMPARE(model.folder(), m_folder.path());
    }

    void namesAreBytesAndShownAsText()
    {
        QTemporaryDir folder;
        const std::string latin1 = folder.path().toStdString() + "/caf\xe9.coroscope";
        const std::string hostile = folder.path().toStdString()
            + "/a\x1b[31m\xe2\x80\xae"
              "b.coroscope";
        for (const std::string &name : {latin1, hostile})
            std::ofstream(name) << "{}";
        FolderModel model;
        model.setProperty("suffix", "coroscope");
        model.setFolder(folder.path());
        QCOMPARE(model.rowCount(), 2);
        const QString chosen = model.pathOf(model.typed(1));
        QCOMPARE(nativeName(chosen), latin1); // the very file, for whoever opens it
        QVERIFY(model.exists(chosen));
        QVERIFY(!model.isFolder(chosen));
        for (int row = 0; row < 2; ++row) {
            const QString shown = model.index(row).data(model.roleNames().key("shown")).toString();
            QCOMPARE(model.shown(model.typed(row)), shown);
            for (const QChar c : shown)
                QVERIFY2(c.isPrint() && !c.isSurrogate(), qPrintable(shown));
        }
    }

    void aFolderThatIsNotThereSaysSo()
    {
        FolderModel model;
        model.setFolder(path("nowhere"));
        QCOMPARE(model.error(), QStringLiteral("There is no folder %1.").arg(path("nowhere")));
        QCOMPARE(model.rowCount(), 0);
    }

    void aNameIsMeantInTheFolder_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("meant");
        const QString home = QDir::homePath();
        QTest::newRow("nothing") << "  " << QString();
        QTest::newRow("a name") << " a b.coroscope " << path("a b.coroscope");
        QTest::newRow("a folder") << "week 2/" << path("week 2");
        QTest::newRow("below") << "week 2/x" << path("week 2/x");
        QTest::newRow("above") << ".." << QFileInfo(m_folder.path()).absolutePath();
        QTest::newRow("absolute") << "/tmp/x"
                                  << "/tmp/x";
        QTest::newRow("home") << "~" << home;
        QTest::newRow("in home") << "~/x" << QDir::cleanPath(home + "/x");
        QTest::newRow("a tilde in a name") << "~x" << path("~x");
        QTest::newRow("a URL") << "file:///tmp/a%20b"
                               << "/tmp/a b";
        QTest::newRow("signs of URLs in a name") << "50%#1?" << path("50%#1?");
    }
    void aNameIsMeantInTheFolder()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, meant);
        FolderModel model;
        model.setFolder(m_folder.path());
        QCOMPARE(model.pathOf(typed), meant);
    }

    void whatIsThereIsSeenEvenIfItIsALinkToNowhere()
    {
        FolderModel model;
        model.setProperty("suffix", "coroscope");
        model.setFolder(m_folder.path());
        QCOMPARE(model.withSuffix(path("abc")), path("abc.coroscope"));
        QCOMPARE(model.withSuffix(path("lesson 1.5")), path("lesson 1.5.coroscope"));
        QCOMPARE(model.withSuffix(path("abc.coroscope")), path("abc.coroscope"));
        QCOMPARE(model.withSuffix(path("abc.json")), path("abc.json"));
        QVERIFY(model.exists(path("apple.coroscope")));
        QVERIFY(!model.exists(path("abc")));
        QVERIFY(model.isFolder(path("week 2")));
        QVERIFY(QFile::link(path("nowhere"), path("link.coroscope")));
        QVERIFY(model.exists(path("link.coroscope")));
        QFile::remove(path("link.coroscope"));
    }
};

QTEST_GUILESS_MAIN(TestFolderModel)
#include "tst_folder_model.moc"
