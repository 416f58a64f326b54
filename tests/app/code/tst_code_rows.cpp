// SPDX-License-Identifier: MIT
#include "code/code_rows.h"

#include <QTest>

using namespace coroscope;

namespace {

/// Eight lines, of which the first two and the last three can be folded.
SourceText file(const QString &path)
{
    SourceText source;
    source.path = path;
    for (int i = 0; i < 8; ++i)
        source.lines.push_back({.tokens = {{'i', QString::number(i + 1)}}});
    source.folds = {{1, 2, "head"}, {6, 8, "rest"}};
    return source;
}

QStringList texts(const CodeRows &rows)
{
    QStringList all;
    for (int row = 0; row < rows.count(); ++row)
        all << rows.text(row)->text;
    return all;
}

} // namespace

/// The files of a pattern as rows, some of them folded.
class TestCodeRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsThePatternOpensFirst()
    {
        const CodeRows rows({file("sim/a.cpp")});
        QCOMPARE(texts(rows), (QStringList{"head", "3", "4", "5", "rest"}));
        QVERIFY(rows.isFolded(0) && rows.isFolded(4) && !rows.isFolded(1));
        QCOMPARE(rows.text(4)->count, 3);
    }

    void severalFilesHaveTheirNamesAboveThem()
    {
        const CodeRows rows({file("sim/a.cpp"), file("sim/b.cpp")});
        QCOMPARE(texts(rows),
                 (QStringList{"sim/a.cpp", "head", "3", "4", "5", "rest", "sim/b.cpp", "head", "3", "4", "5", "rest"}));
    }

    void aFoldShowsItsLinesBelowIt()
    {
        CodeRows rows({file("sim/a.cpp")});
        rows.turn(4);
        QCOMPARE(texts(rows), (QStringList{"head", "3", "4", "5", "rest", "6", "7", "8"}));
        QVERIFY(!rows.isFolded(4));
        rows.turn(4);
        QCOMPARE(texts(rows), (QStringList{"head", "3", "4", "5", "rest"}));
        rows.turn(1); // a line
        QCOMPARE(rows.count(), 5);
    }

    void aLineIsInItsRowOrInThatOfItsFold()
    {
        CodeRows rows({file("sim/a.cpp"), file("sim/b.cpp")});
        QCOMPARE(rows.rowOf(0, 2), 1);
        QCOMPARE(rows.rowOf(0, 4), 3);
        QCOMPARE(rows.rowOf(1, 7), 11);
        QCOMPARE(rows.rowOf(1, 9), -1);
        QCOMPARE(rows.rowOf(0, 0), -1);
        QCOMPARE(rows.rowOf(2, 1), -1);
        rows.unfold(1, 7);
        QCOMPARE(rows.rowOf(1, 7), 13);
        QCOMPARE(rows.text(13)->number, 7);
        QCOMPARE(rows.rowOf(0, 7), 5); // that of the other file is still folded
    }

    void everyLineOfEachFoldingIsInExactlyOneRow()
    {
        for (int folding = 0; folding < 4; ++folding) {
            CodeRows rows({file("sim/a.cpp")});
            if (folding & 1)
                rows.turn(rows.rowOf(0, 8));
            if (folding & 2)
                rows.turn(rows.rowOf(0, 1));
            int last = 0;
            for (int line = 1; line <= 8; ++line) {
                const int row = rows.rowOf(0, line);
                QVERIFY(row >= last && row < rows.count());
                QVERIFY(rows.isFolded(row) || rows.text(row)->number == line);
                last = row;
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestCodeRows)
#include "tst_code_rows.moc"
