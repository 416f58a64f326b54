// SPDX-License-Identifier: MIT
#include "models/text.h"
#include "text/sentence.h"

#include <QCoreApplication>
#include <QTest>
#include <QTranslator>

using namespace coroscope;

namespace {

/// Knows a few words of German.
class German : public QTranslator
{
public:
    QString translate(const char *, const char *source, const char *, int count) const override
    {
        const QString text = QString::fromUtf8(source);
        if (text == QLatin1String("{n} items"))
            return count == 1 ? QStringLiteral("{n} Element") : QStringLiteral("{n} Elemente");
        if (text == QLatin1String("{lost} were lost {when}."))
            return QStringLiteral("{when} gingen {lost} verloren.");
        if (text == QLatin1String("last {length}"))
            return QStringLiteral("zuletzt in {length}");
        return {};
    }
    bool isEmpty() const override { return false; }
};

Sentence lost(std::int64_t count)
{
    return say(words("{lost} were lost {when}."),
               {{"lost", sayCounted(count, "{n} item", plural("{n} items"))},
                {"when", say(words("last {length}"), {{"length", std::string("10 s")}})}});
}

} // namespace

/// What the core says, in the language of the window.
class TestText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutATranslationItIsEnglish()
    {
        QCOMPARE(toQString(lost(1)), QStringLiteral("1 item were lost last 10 s."));
        QCOMPARE(toQString(lost(2)), QStringLiteral("2 items were lost last 10 s."));
        QCOMPARE(translated(words("Workers")), QStringLiteral("Workers"));
        QCOMPARE(translated(Noun{"item", plural("items")}, 1), QStringLiteral("item"));
        QCOMPARE(translated(Noun{"item", plural("items")}, several), QStringLiteral("items"));
    }

    void withOneItIsWhatThatSaysInItsOwnOrder()
    {
        German german;
        QVERIFY(QCoreApplication::installTranslator(&german));
        QCOMPARE(toQString(lost(1)), QStringLiteral("zuletzt in 10 s gingen 1 Element verloren."));
        QCOMPARE(toQString(lost(3)), QStringLiteral("zuletzt in 10 s gingen 3 Elemente verloren."));
        // What it lacks stays English.
        QCOMPARE(translated(words("Workers")), QStringLiteral("Workers"));
        QVERIFY(QCoreApplication::removeTranslator(&german));
        QCOMPARE(toQString(lost(2)), QStringLiteral("2 items were lost last 10 s."));
    }
};

QTEST_GUILESS_MAIN(TestText)
#include "tst_text.moc"
