// SPDX-License-Identifier: MIT
#include "app/cli/cli_process.h"

#include <QFile>
#include <QTemporaryDir>

using namespace coroscope::test;

namespace {

/// Whether a text acts on a terminal or turns itself around: controls other than the end of a line, marks of direction,
/// bytes that are no UTF-8.
bool acts(const QByteArray &text)
{
    const QString decoded = QString::fromUtf8(text);
    if (decoded.contains(QChar::ReplacementCharacter))
        return true;
    for (const QChar c : decoded) {
        const char16_t code = c.unicode();
        const bool marksDirection = code == 0x61c || code == 0x200e || code == 0x200f
            || (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
        if ((c.category() == QChar::Other_Control && c != '\n') || marksDirection)
            return true;
    }
    return false;
}

/// One of each kind: ESC, DEL, CSI (C1), override, isolate, Arabic letter mark, line separator.
const QByteArray hostile = "\x1b[31m\x7f\xc2\x9b"
                           "2J\xe2\x80\xae\xe2\x81\xa6\xd8\x9c\xe2\x80\xa8 end";

} // namespace

/// Whatever comes from outside, what is printed of it only stands there.
class TestShownText : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString written(const QByteArray &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(QString::fromUtf8(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("can't write a file");
        return QString::fromUtf8(name);
    }
    static QByteArray with(const QByteArray &members)
    {
        return "{\"version\": 1, \"pattern\": \"supervisor\"" + members + "}";
    }
    static QByteArray escaped() // as JSON has to have it
    {
        QByteArray text = hostile;
        return text.replace("\x1b", "\\u001b");
    }

private Q_SLOTS:
    void whatAnArgumentSaysOnlyStandsThere_data()
    {
        QTest::addColumn<QStringList>("words");
        const QString bad = QString::fromUtf8(hostile);
        const auto row = [](const char *name, const QStringList &words) { QTest::newRow(name) << words; };
        row("a command", {bad});
        row("an option", {"run", "backpressure", "--" + bad});
        row("a pattern", {"run", bad});
        row("a pattern to describe", {"describe", bad});
        row("a missing file", {"run", "./" + bad});
        row("a missing file to check", {"check", "./" + bad});
        row("a value", {"run", "backpressure", "--set", "capacity=" + bad});
        row("a name", {"run", "backpressure", "--set", bad + "=1"});
        row("a time", {"run", "backpressure", "--at", bad + ":capacity=1"});
        row("a target", {"run", "supervisor", "--at", "1s:fail=" + bad});
        row("an action", {"run", "supervisor", "--at", "1s:" + bad});
        row("a seed", {"run", "backpressure", "--seed", bad});
        row("a format", {"run", "backpressure", "--format", bad});
        row("a step", {"sweep", "backpressure", "--vary", "interval=1s..2s/" + bad});
        row("a range", {"sweep", "backpressure", "--vary", "interval=1s.." + bad});
        row("varied values", {"sweep", "backpressure", "--vary", "capacity=1," + bad});
        row("a varied name", {"sweep", "backpressure", "--vary", bad + "=1..2"});
        row("no values", {"sweep", "backpressure", "--vary", "capacity" + bad});
        row("seeds", {"sweep", "backpressure", "--vary", "capacity=1..2", "--seeds", bad});
        row("a part", {"sweep", "backpressure", "--vary", "capacity=1..2", "--shard", bad});
        row("an output", {"run", "backpressure", "--output", "missing/" + bad});
        row("a trace", {"run", "backpressure", "--trace", "missing/" + bad});
    }
    void whatAnArgumentSaysOnlyStandsThere()
    {
        QFETCH(const QStringList, words);
        const Ended ended = cli(words, m_folder.path());
        QVERIFY(ended.status == 1 || ended.status == 2);
        QVERIFY2(ended.err.count('\n') == 1 && !acts(ended.err), ended.err.toPercentEncoding());
        QVERIFY(ended.err.contains('?')); // it is there, made harmless
    }

    void whatAFileSaysOnlyStandsThere_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text; };
        row("a title", with(", \"title\": \"" + escaped() + "\""));
        row("a title of marks",
            with(", \"title\": \"a\xe2\x80\xae"
                 "b\xe2\x81\xa6"
                 "c\xe2\x80\x8f\""));
        row("a title with CSI",
            with(", \"title\": \"a\xc2\x9b"
                 "31m\""));
        row("a title with DEL", with(", \"title\": \"a\x7f\""));
        row("a key", with(", \"" + escaped() + "\": 1"));
        row("a key twice", with(", \"" + escaped() + "\": 1, \"" + escaped() + "\": 2"));
        row("a pattern", "{\"version\": 1, \"pattern\": \"" + escaped() + "\"}");
        row("a schedule", with(", \"schedule\": \"" + escaped() + "\""));
        row("a parameter", with(", \"parameters\": {\"" + escaped() + "\": \"1\"}"));
        row("a value", with(", \"parameters\": {\"workers\": \"" + escaped() + "\"}"));
        row("a name", with(", \"changes\": [{\"at_s\": 1, \"value\": \"1\", \"name\": \"" + escaped() + "\"}]"));
        row("a target",
            with(", \"changes\": [{\"at_s\": 1, \"action\": \"fail\", \"target\": \"" + escaped() + "\"}]"));
        row("an action", with(", \"changes\": [{\"at_s\": 1, \"action\": \"" + escaped() + "\"}]"));
    }
    void whatAFileSaysOnlyStandsThere()
    {
        QFETCH(const QByteArray, text);
        for (const char *command : {"check", "run", "sweep"}) {
            const Ended ended = cli({command, written("a.coroscope", text)}, m_folder.path());
            QVERIFY2(!acts(ended.err) && !acts(ended.out), (ended.err + ended.out).toPercentEncoding());
            QVERIFY(ended.err.count('\n') <= 1);
        }
    }

    void whatAFileIsCalledOnlyStandsThere()
    {
        const QString good = written(hostile + ".coroscope", with(""));
        const QString bad = written(hostile + "2.coroscope", "{}");
        for (const QStringList &words : {QStringList{"check", good}, {"check", bad}, {"run", bad}}) {
            const Ended ended = cli(words, m_folder.path());
            QVERIFY2(!acts(ended.err) && !acts(ended.out), (ended.err + ended.out).toPercentEncoding());
            QVERIFY((ended.err + ended.out).contains("?[31m?"));
        }
    }

    void whatNobodySeesIsShownAsSomething()
    {
        for (const char *name :
             {"a\ufeffb.coroscope", "a\u200bb.coroscope", "a\u00adb.coroscope", "a\U000e0041b.coroscope"}) {
            const QString file = written(name, with(""));
            const Ended ended = cli({"check", file},
                                    m_folder.path()); // it finds the file: the name is the same to the last byte
            QCOMPARE(ended.status, 0);
            QVERIFY2(ended.out.contains("a?b.coroscope: "), ended.out + ended.err);
        }
    }

    void whatIsCutIsCutBetweenCharacters_data()
    {
        QTest::addColumn<QByteArray>("before");
        for (const int ascii : {0, 1, 2, 3}) // so that each length of a cut falls into a character
            QTest::newRow(qPrintable(QString::number(ascii))) << QByteArray(ascii, 'a');
    }
    void whatIsCutIsCutBetweenCharacters()
    {
        QFETCH(const QByteArray, before);
        const QByteArray longText = before + QByteArray("\xf0\x9f\x90\xa2\xe2\x82\xac\xc3\xa9").repeated(60);
        const QString text = QString::fromUtf8(longText);
        for (const QStringList &words :
             {QStringList{"run", text},
              {"run", "backpressure", "--set", "capacity=" + text},
              {"sweep", "backpressure", "--vary", "interval=1s..2s/" + text},
              {"check", written("b.coroscope", with(", \"" + longText + "\": 1"))},
              {"check", written("c.coroscope", with(", \"" + longText + "\": 1, \"" + longText + "\": 2"))},
              {"check", written("d.coroscope", with(", \"schedule\": \"" + longText + "\""))}}) {
            const Ended ended = cli(words, m_folder.path());
            QVERIFY(ended.status == 2);
            QVERIFY2(!acts(ended.err) && ended.err.count('\n') == 1, ended.err);
            QVERIFY2(ended.err.contains(("\xf0\x9f\x90\xa2")) && ended.err.size() < 1200, ended.err);
        }
    }
};

QTEST_GUILESS_MAIN(TestShownText)
#include "tst_shown_text.moc"
