// SPDX-License-Identifier: MIT
#include "lesson/lesson_text.h"

#include <QTest>

using namespace coroscope;

/// A lesson's file, taken apart.
class TestLessonText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsAreFoundWithTheirLines()
    {
        const std::string text =
            "---\ntitle: A queue\r\nkind:pattern\n---\n\n## First step\n\nSome *text*,\nmore.\n\n"
            "```coroscope\n# a remark\nset: a=1  b=2 \npoint: figure 3\n```\n\n- a list\n## Second\nEnd\n";
        const LessonText lesson = splitLesson(text);
        QCOMPARE(lesson.front.size(), std::size_t{2});
        QCOMPARE(lesson.front[0].name, std::string_view("title"));
        QCOMPARE(lesson.front[0].value, std::string_view("A queue"));
        QCOMPARE(lesson.front[1].value, std::string_view("pattern"));
        QCOMPARE(lesson.sections.size(), std::size_t{2});
        const LessonSection &first = lesson.sections[0];
        QCOMPARE(first.line, std::size_t{6});
        QCOMPARE(first.title, std::string_view("First step"));
        QCOMPARE(QString::fromStdString(first.text), QStringLiteral("Some *text*,\nmore.\n\n\n- a list"));
        QCOMPARE(first.entries.size(), std::size_t{2});
        QCOMPARE(first.entries[0].line, std::size_t{13});
        QCOMPARE(first.entries[0].value, std::string_view("a=1  b=2"));
        QCOMPARE(QString::fromStdString(lesson.sections[1].text), QStringLiteral("End"));
    }

    void whatIsWrongIsNamedWithItsLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const char *text, const char *error) {
            QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(error);
        };
        row("nothing", "", "line 1: a lesson begins with a line ---");
        row("no front matter", "## Heading\n", "line 1: a lesson begins with a line ---");
        row("endless front matter", "---\ntitle: A\n", "line 2: the front matter does not end");
        row("no entry", "---\ntitle A\n---\n", "line 2: 'title A' is no entry; it takes a name, a colon and a value");
        row("text before a heading", "---\n---\nHello\n", "line 3: this stands before the first heading");
        row("endless block", "---\n---\n## A\n```coroscope\nset: a=1\n", "line 4: this block does not end");
        row("two blocks", "---\n---\n## A\n```coroscope\n```\n```coroscope\n```\n", "line 6: this is the second block");
        row("an image", "---\n---\n## A\n![x](y.png)\n", "line 4: an image can't be part of a lesson");
        row("a link", "---\n---\n## A\n\n[x](y)\n", "line 5: a link can't be part of a lesson");
        row("a bare address", "---\n---\n## A\nhttps://x\n", "line 4: a link can't be part of a lesson");
        row("HTML", "---\n---\n## A\nx <img src=y>\n", "line 4: HTML can't be part of a lesson");
        row("not UTF-8", "---\n---\n## A\n\xff\n", "line 4: this is not UTF-8");
        row("an invisible character", "---\n---\n## A\nx\xe2\x80\xaey\n",
            "line 4: there is a character that can't be seen");
    }
    void whatIsWrongIsNamedWithItsLine()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, error);
        try {
            splitLesson(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
            QFAIL("it was accepted");
        } catch (const LessonError &said) {
            QVERIFY2(QString::fromUtf8(said.what()).startsWith(error), said.what());
        }
    }

    void comparisonsAndCodeAreNoHtml()
    {
        const LessonText lesson = splitLesson("---\n---\n## A\nif λ < μ, `Vec<u8>` and a <= b\n");
        QCOMPARE(QString::fromStdString(lesson.sections[0].text), QStringLiteral("if λ < μ, `Vec<u8>` and a <= b"));
    }

    void aHugeTextIsRefused() { QVERIFY_THROWS_EXCEPTION(LessonError, splitLesson(std::string(200'001, ' '))); }
};

QTEST_APPLESS_MAIN(TestLessonText)
#include "tst_lesson_text.moc"
