// SPDX-License-Identifier: MIT
#include "code/rust_beside.h"
#include "models/text.h"
#include "run/registry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace coroscope;

/// The Rust that lies beside a pattern, and which lines of the two correspond.
class TestRustBeside : public QObject
{
    Q_OBJECT

    static QString whole(const CodeRowText &line) { return QString(line.indent, QLatin1Char(' ')) + line.text; }
    static QString whole(const CodeLine &line)
    {
        QString text(line.indent, QLatin1Char(' '));
        for (const CodeToken &token : line.tokens)
            text += token.text;
        return text;
    }

private Q_SLOTS:
    void everyPatternOfTheCourseHasAProgramBesideIt()
    {
        QStringList without;
        for (const PatternInfo *pattern : patterns()) {
            if (!rustBeside(*pattern))
                without << toQString(pattern->id);
        }
        QCOMPARE(without, QStringList({"resilient-service", "rate-limiter"}));
    }

    void theProgramIsShownAsItIs()
    {
        const std::optional<RustBeside> beside = rustBeside(*findPattern("backpressure"));
        QVERIFY(beside);
        QCOMPARE(beside->path, "resources/rust/src/bin/backpressure.rs");
        QFile file(QStringLiteral(COROSCOPE_SOURCE_DIR "/") + beside->path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QStringList lines = QString::fromUtf8(file.readAll()).split('\n');
        lines.removeLast(); // after the last line's end
        QCOMPARE(int(beside->lines.size()), int(lines.size()));
        for (std::size_t i = 0; i < beside->lines.size(); ++i) {
            QCOMPARE(whole(*beside->lines[i]), lines[qsizetype(i)]);
            QCOMPARE(beside->lines[i]->number, int(i) + 1);
        }
    }

    void everyLinkIsALineOnEitherSide_data()
    {
        QTest::addColumn<QByteArray>("id");
        for (const PatternInfo *pattern : patterns()) {
            if (rustBeside(*pattern))
                QTest::newRow(pattern->id.data()) << QByteArray(pattern->id.data(), qsizetype(pattern->id.size()));
        }
    }
    void everyLinkIsALineOnEitherSide()
    {
        QFETCH(const QByteArray, id);
        const PatternInfo &pattern = *findPattern(id.toStdString());
        const std::optional<RustBeside> beside = rustBeside(pattern);
        QFile file(QStringLiteral(COROSCOPE_SOURCE_DIR "/resources/rust/links/%1.json").arg(QString::fromUtf8(id)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray written = QJsonDocument::fromJson(file.readAll()).object()["links"].toArray();
        QCOMPARE(qsizetype(beside->links.size()), qsizetype(written.size()));
        QVERIFY(std::is_sorted(beside->links.begin(), beside->links.end()));
        for (const QJsonValue &value : written) {
            const QString rust = value["rust"].toString();
            const QString ours = value["cpp"].toString();
            const bool isThere = std::any_of(beside->links.begin(), beside->links.end(), [&](const RustLink &link) {
                const SourceText source = loadSource(pattern.code.at(link.file));
                return whole(source.lines.at(std::size_t(link.ours) - 1)).contains(ours)
                    && whole(*beside->lines.at(std::size_t(link.rust) - 1)).contains(rust);
            });
            QVERIFY2(isThere, qPrintable(rust));
        }
    }
};

QTEST_GUILESS_MAIN(TestRustBeside)
#include "tst_rust_beside.moc"
