// SPDX-License-Identifier: MIT
#include "code/glossary.h"
#include "code/term_marks.h"
#include "models/glossary_singleton.h"
#include "models/text.h"
#include "player/lesson_shelf.h"
#include "run/registry.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QTextDocument>

using namespace coroscope;

namespace {

/// Terms that people who work with such systems use: each has to be in the glossary.
const QStringList field = {"backpressure",
                           "bounded channel",
                           "unbounded channel",
                           "quorum",
                           "straggler",
                           "heartbeat",
                           "idempotent",
                           "jitter",
                           "hedged request",
                           "bottleneck",
                           "utilisation",
                           "Little's law",
                           "escalation",
                           "concurrency limit",
                           "offered load",
                           "throughput",
                           "latency",
                           "percentile",
                           "p99",
                           "tail latency",
                           "timeout",
                           "deadline",
                           "retry",
                           "retry storm",
                           "circuit breaker",
                           "bulkhead",
                           "deadlock",
                           "semaphore",
                           "critical section",
                           "mutex",
                           "exponential backoff",
                           "supervisor",
                           "restart delay",
                           "max restarts",
                           "scope",
                           "nursery",
                           "structured concurrency",
                           "cancellation point",
                           "concurrency",
                           "parallelism",
                           "executor",
                           "coroutine",
                           "join handle",
                           "fan-out",
                           "fan-in",
                           "pipeline",
                           "rate limiter",
                           "load shedding"};

/// Words that lessons stress for what they say, or as names of their own, and that are no terms of the field.
const QSet<QString> stressed = {"together", "sum", "slowest", "beside", "lost", "failed", "ready", "intake"};

/// Every text that a lesson has.
QStringList textsOf(const Lesson &lesson)
{
    QStringList texts;
    for (const LessonStep &step : lesson.steps)
        texts << QString::fromStdString(step.text);
    if (lesson.exercise)
        texts << QString::fromStdString(lesson.exercise->question) << QString::fromStdString(lesson.exercise->answer);
    return texts;
}

/// What is set between this many stars, and no more.
QStringList between(const QString &stars, const QString &text)
{
    const QRegularExpression marked(
        QStringLiteral("(?<!\\*)%1(?![*\\s])([^*]+)(?<![*\\s])%1(?!\\*)").arg(QRegularExpression::escape(stars)));
    QStringList found;
    for (auto all = marked.globalMatch(text); all.hasNext();)
        found << all.next().captured(1);
    return found;
}

QSet<QString> choiceLabels()
{
    QSet<QString> labels;
    for (const PatternInfo *pattern : patterns()) {
        const auto table = pattern->declare();
        for (const Parameter *parameter : table->all()) {
            for (const auto &choice : parameter->spec().choices)
                labels << translated(choice.label);
        }
    }
    return labels;
}

} // namespace

/// Words of a text that are terms of the glossary.
class TestTermMarks : public QObject
{
    Q_OBJECT

    static QStringList marked(const QString &text)
    {
        QStringList words;
        for (const TermMark &mark : termMarks(text))
            words << text.mid(mark.begin, mark.length);
        return words;
    }
    static QString termOfMark(const QString &text, std::size_t number)
    {
        return translated(terms()[termMarks(text).at(number).term].term);
    }

private Q_SLOTS:
    void theFirstPlaceOfEachTermIsMarked()
    {
        QCOMPARE(marked("A channel is a queue. A full channel means backpressure, and Channels wait."),
                 QStringList({"channel", "backpressure"}));
    }

    void theLongerTermCounts()
    {
        const QString text = "An **unbounded channel** and a channel";
        QCOMPARE(marked(text), QStringList({"unbounded channel", "channel"}));
        QCOMPARE(termOfMark(text, 0), "Unbounded channel");
        QCOMPARE(termOfMark(text, 1), "Bounded channel");
    }

    void onlyWholeWordsAreTerms()
    {
        QCOMPARE(marked("multitasking, taskless, sub-task, retryable, p999"), QStringList());
        QCOMPARE(marked("Retried (a task), p99."), QStringList({"Retried", "task", "p99"}));
    }

    void aTermMayBeBrokenOverLines()
    {
        const QString text = "with exponential\nbackoff";
        QCOMPARE(marked(text), QStringList("exponential\nbackoff"));
        QCOMPARE(termOfMark(text, 0), "Exponential backoff");
    }

    void codeAndNamesInQuotationMarksAreNoTerms()
    {
        QCOMPARE(marked("Turn “Channel capacity”, a `JoinSet` of `task`s"), QStringList());
        QCOMPARE(marked("“Time for an attempt” is a timeout"), QStringList("timeout"));
    }

    void noFormBelongsToTwoTerms()
    {
        QSet<QString> seen;
        for (const Term &term : terms()) {
            for (const std::string &form : formsOf(term)) {
                QVERIFY2(!seen.contains(toQString(form)), form.c_str());
                seen.insert(toQString(form));
                QCOMPARE(toQString(form), toQString(form).toLower());
            }
        }
    }

    void theMarkedTextReadsAsBeforeAndHasALinkForEachTerm()
    {
        const QString text = "A *bounded* **channel** is full: <b>that</b> is\n\n1. `send`\n2. backpressure";
        const std::vector<TermMark> marks = termMarks(text);
        const QString html = markedHtml(text, marks, "#102030", "#405060", 1);
        QCOMPARE(html.count("<a href=\"term:"), 2);
        QVERIFY(html.contains("<a href=\"term:0\">") && html.contains("<a href=\"term:1\">"));
        QCOMPARE(html.count("#405060"), 1); // the current one
        QVERIFY(!html.contains("<body style"));
        QTextDocument plain;
        plain.setMarkdown(text,
                          QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub)
                              | QTextDocument::MarkdownNoHTML);
        QTextDocument linked;
        linked.setHtml(html);
        QCOMPARE(linked.toPlainText(), plain.toPlainText());
        QVERIFY(linked.toPlainText().contains("<b>that</b>"));
    }

    void everyTermOfTheFieldIsInTheGlossary()
    {
        for (const QString &word : field)
            QVERIFY2(termOf(word) >= 0, qPrintable(word));
    }

    void everyWordThatALessonIntroducesIsInTheGlossary()
    {
        const QSet<QString> labels = choiceLabels();
        QStringList missing;
        int introduced = 0;
        for (const ShelvedLesson &one : builtInLessons()) {
            for (const QString &text : textsOf(one.lesson)) {
                for (const QString &word : between("**", text)) {
                    ++introduced;
                    if (termOf(word) < 0 && !stressed.contains(word))
                        missing << one.id + ": **" + word + "**";
                }
                for (const QString &word : between("*", text)) {
                    if (termOf(word) < 0 && !stressed.contains(word) && !labels.contains(word))
                        missing << one.id + ": *" + word + "*";
                }
            }
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(", ")));
        QVERIFY(introduced >= 40);
    }

    void everyLessonSpeaksOfTerms()
    {
        for (const ShelvedLesson &one : builtInLessons()) {
            if (one.lesson.kind == Lesson::Kind::Challenge)
                continue;
            QVERIFY2(!termMarks(textsOf(one.lesson).join("\n\n")).empty(), qPrintable(one.id));
        }
    }

    void everyWordThatIsMarkedInALessonIsFoundInTheGlossary()
    {
        GlossarySingleton glossary;
        int words = 0;
        for (const ShelvedLesson &one : builtInLessons()) {
            for (const QString &text : textsOf(one.lesson)) {
                const int count = glossary.countIn(text);
                words += count;
                for (int number = 0; number < count; ++number) {
                    const int row = glossary.rowOf(glossary.termIn(text, number));
                    QVERIFY(row >= 0);
                    const GlossaryRow &found = glossary.rows()->rows()[std::size_t(row)];
                    QCOMPARE(glossary.meaningIn(text, number), found.term + " — " + found.meaning);
                }
                QCOMPARE(glossary.termIn(text, count), QString());
                QCOMPARE(glossary.meaningIn(text, -1), QString());
            }
        }
        QVERIFY(words > 100);
    }

    void whatIsMarkedInALessonKeepsItsWords()
    {
        for (const ShelvedLesson &one : builtInLessons()) {
            for (const QString &text : textsOf(one.lesson)) {
                QTextDocument plain;
                plain.setMarkdown(text);
                QTextDocument linked;
                linked.setHtml(markedHtml(text, termMarks(text), "#000000", "#ffffff"));
                QCOMPARE(linked.toPlainText(), plain.toPlainText());
            }
        }
    }
};

QTEST_MAIN(TestTermMarks)
#include "tst_term_marks.moc"
