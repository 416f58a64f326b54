// SPDX-License-Identifier: MIT
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

namespace {

const QString root = QStringLiteral(COROSCOPE_SOURCE_DIR);

/// One literal, or several after each other, as C++ joins them.
QString textOf(const QString &literals)
{
    static const QRegularExpression literal(QStringLiteral(R"re("((?:[^"\\]|\\.)*)")re"));
    QString text;
    for (QRegularExpressionMatchIterator all = literal.globalMatch(literals); all.hasNext();)
        text += all.next().captured(1);
    return text;
}

/// What stands in the code in words() and in plural(), as seen without understanding C++.
QSet<QString> inTheCode(const QString &function)
{
    const QRegularExpression call(QStringLiteral(R"re(\b%1\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\))re").arg(function));
    QSet<QString> texts;
    for (const QString &folder : {QStringLiteral("/sim"), QStringLiteral("/app")}) {
        for (QDirIterator files(root + folder, {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
             files.hasNext();) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                qFatal("%s cannot be read", qPrintable(file.fileName()));
            const QString code = QString::fromUtf8(file.readAll());
            for (QRegularExpressionMatchIterator all = call.globalMatch(code); all.hasNext();)
                texts.insert(textOf(all.next().captured(1)));
        }
    }
    return texts;
}

} // namespace

/// Whether translators get to see all that the core says.
class WordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lupdateFindsThemAll()
    {
        QTemporaryDir folder;
        const QString catalogue = folder.filePath(QStringLiteral("core.ts"));
        QProcess lupdate;
        lupdate.start(QStringLiteral(COROSCOPE_LUPDATE),
                      {"-silent", "-tr-function-alias", "QT_TRID_NOOP+=words", "-tr-function-alias",
                       "QT_TRID_N_NOOP+=plural", root + "/sim", root + "/app", "-ts", catalogue});
        QVERIFY2(lupdate.waitForFinished(120'000), qPrintable(lupdate.errorString()));
        QCOMPARE(lupdate.exitCode(), 0);

        QFile file(catalogue);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QSet<QString> plain;
        QSet<QString> counting;
        // lupdate 6.4 writes an ampersand of an id as it is, which is no XML.
        QXmlStreamReader xml(QString::fromUtf8(file.readAll()).replace(QLatin1String("& "), QLatin1String("&amp; ")));
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != QLatin1String("message"))
                continue;
            const bool counts = xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes");
            (counts ? counting : plain).insert(xml.attributes().value(QLatin1String("id")).toString());
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(plain.size() > 500);
        QVERIFY(counting.size() > 50);
        QCOMPARE(QStringList((inTheCode(QStringLiteral("words")) - plain - counting).values()), QStringList());
        QCOMPARE(QStringList((inTheCode(QStringLiteral("plural")) - counting).values()), QStringList());
        QCOMPARE(plain & counting, QSet<QString>()); // one text has one kind of translation
    }
};

QTEST_APPLESS_MAIN(WordsTest)
#include "words_test.moc"
