// SPDX-License-Identifier: MIT
#include "code/source_text.h"
#include "run/registry.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace coroscope;

namespace {

QString kinds(const CodeLine &line)
{
    QString all;
    for (const CodeToken &token : line.tokens)
        all += QLatin1Char(token.kind);
    return all;
}

} // namespace

/// The program's own source as the window shows it.
class TestSourceText : public QObject
{
    Q_OBJECT

    static void addFiles()
    {
        QTest::addColumn<QByteArray>("file");
        for (const PatternInfo *pattern : patterns()) {
            for (const std::string_view file : pattern->code)
                QTest::addRow("%s, %s", pattern->id.data(), file.data()) << QByteArray(file.data());
        }
    }

private Q_SLOTS:
    void whatIsShownIsTheFileThatIsCompiled_data() { addFiles(); }
    void whatIsShownIsTheFileThatIsCompiled()
    {
        QFETCH(const QByteArray, file);
        QFile compiled(QStringLiteral(COROSCOPE_SOURCE_DIR "/") + QString::fromUtf8(file));
        QVERIFY(compiled.open(QIODevice::ReadOnly));
        const SourceText source = loadSource(file.toStdString());
        QCOMPARE(source.path, QString::fromUtf8(file));
        QString text;
        for (const CodeLine &line : source.lines)
            text += wholeLine(line) + QLatin1Char('\n');
        QCOMPARE(text, QString::fromUtf8(compiled.readAll()));
    }

    void everyAwaitStandsOut_data() { addFiles(); }
    void everyAwaitStandsOut()
    {
        QFETCH(const QByteArray, file);
        for (const CodeLine &line : loadSource(file.toStdString()).lines) {
            for (const CodeToken &token : line.tokens)
                QCOMPARE(token.kind == 'a', token.text.startsWith(QLatin1String("co_")));
        }
    }

    void foldsAreWithinTheFileAndApart_data() { addFiles(); }
    void foldsAreWithinTheFileAndApart()
    {
        QFETCH(const QByteArray, file);
        const SourceText source = loadSource(file.toStdString());
        QVERIFY(!source.folds.empty());
        int last = 0;
        for (const CodeFold &fold : source.folds) {
            QVERIFY(fold.first > last && fold.first <= fold.last);
            QVERIFY(!fold.title.isEmpty());
            last = fold.last;
        }
        QVERIFY(last <= int(source.lines.size()));
    }

    void whatIsThePatternIsNotMuchToRead_data() { addFiles(); }
    void whatIsThePatternIsNotMuchToRead()
    {
        QFETCH(const QByteArray, file);
        const SourceText source = loadSource(file.toStdString());
        auto open = int(source.lines.size());
        for (const CodeFold &fold : source.folds)
            open -= fold.last - fold.first;
        QVERIFY2(open <= 135, qPrintable(QString::number(open)));
    }

    void theRustBesideIsShownAsItIs_data()
    {
        QTest::addColumn<QString>("file");
        const QString folder = QStringLiteral("resources/rust/src/bin/");
        const QStringList files = QDir(QStringLiteral(":/coroscope/code/") + folder).entryList({"*.rs"});
        QVERIFY(files.size() >= 11);
        for (const QString &file : files)
            QTest::newRow(qPrintable(file)) << folder + file;
    }
    void theRustBesideIsShownAsItIs()
    {
        QFETCH(const QString, file);
        QFile built(QStringLiteral(COROSCOPE_SOURCE_DIR "/") + file);
        QVERIFY(built.open(QIODevice::ReadOnly));
        QString text;
        int awaits = 0;
        QStringList defined;
        for (const CodeLine &line : loadSource(file.toStdString()).lines) {
            text += wholeLine(line) + QLatin1Char('\n');
            for (const CodeToken &token : line.tokens) {
                QCOMPARE(token.kind == 'a', token.text == QLatin1String("await"));
                awaits += token.kind == 'a' ? 1 : 0;
                if (token.kind == 'f')
                    defined << token.text;
            }
        }
        QCOMPARE(text, QString::fromUtf8(built.readAll()));
        QVERIFY(awaits >= 4);
        QCOMPARE(defined.size(), text.count(QRegularExpression("^(async )?fn ", QRegularExpression::MultilineOption)));
        QCOMPARE(defined.last(), "main");
    }

    void tokensEndWithTheirLine()
    {
        const std::vector<CodeLine> lines = codeLines("int f()\n{\n    // a\n}\n", "t3w1i1o2w1o1w5c4w1o1w1");
        QCOMPARE(lines.size(), std::size_t{4});
        QCOMPARE(kinds(lines[0]), "twfo"); // at the margin, and called: the function that is defined
        QCOMPARE(lines[2].indent, 4);
        QCOMPARE(kinds(lines[2]), "c");
        QCOMPARE(wholeLine(lines[2]), "    // a");
    }

    void whatIsCalledAtTheMarginIsNotDefinedThere()
    {
        QCOMPARE(kinds(codeLines("int a = f();", "t3w1i1w1o1w1i1o3").front()), "twiwowio");
    }

    void aTokenOverSeveralLinesIsInEach()
    {
        const std::vector<CodeLine> lines = codeLines("/* a\n\n   b */\n", "c13w1");
        QCOMPARE(lines.size(), std::size_t{3});
        QCOMPARE(kinds(lines[0]), "c");
        QCOMPARE(kinds(lines[1]), "");
        QCOMPARE(wholeLine(lines[2]), "   b */");
    }

    void tokensOfAnotherTextAreRefused_data()
    {
        QTest::addColumn<QString>("runs");
        QTest::newRow("too few") << "i1";
        QTest::newRow("too many") << "i9";
        QTest::newRow("none") << "";
        QTest::newRow("no number") << "ii2";
    }
    void tokensOfAnotherTextAreRefused()
    {
        QFETCH(const QString, runs);
        QVERIFY(codeLines("abc", runs).empty());
    }

    void theRestIsFoldedFromItsCommentOn()
    {
        const std::vector<CodeFold> folds = codeFolds(
            "// SPDX\n#include <a>\n\nnamespace a {\n\nf\n// What follows helps.\n\ng\n}\n");
        QCOMPARE(folds.size(), std::size_t{2});
        QCOMPARE(folds[0].first, 1);
        QCOMPARE(folds[0].last, 4);
        QCOMPARE(folds[1].first, 7);
        QCOMPARE(folds[1].last, 10);
        QCOMPARE(folds[1].title, "What follows helps.");
    }

    void aFileThatOnlyHelpsIsFoldedAsAWhole()
    {
        const std::vector<CodeFold> folds = codeFolds("// SPDX\n// What follows helps.\nnamespace a {\n}\n");
        QCOMPARE(folds.size(), std::size_t{1});
        QCOMPARE(folds[0].first, 1);
        QCOMPARE(folds[0].last, 4);
    }
};

QTEST_GUILESS_MAIN(TestSourceText)
#include "tst_source_text.moc"
