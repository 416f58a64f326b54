// SPDX-License-Identifier: MIT
#include "code/glossary.h"
#include "code/primitives.h"

#include <QSet>
#include <QTest>

using namespace coroscope;

namespace {

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

/// The words of the field, and what they are called elsewhere.
class TestGlossary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachTermIsThereOnceAndIsExplained()
    {
        QSet<QByteArray> seen;
        for (const Term &term : terms()) {
            const QByteArray name = bytes(term.term);
            QVERIFY2(!seen.contains(name), name.constData());
            seen.insert(name);
            const TermEntry entry = entryOf(term);
            QVERIFY2(bytes(entry.meaning).endsWith('.'), name.constData());
        }
        QVERIFY(seen.size() >= 30);
    }

    void whatAPrimitiveSaysIsWrittenDownOnce()
    {
        QSet<QByteArray> used;
        for (const Term &term : terms()) {
            const QByteArray name = bytes(term.term);
            if (term.primitive.empty()) {
                QVERIFY2(!term.meaning.empty(), name.constData());
                continue;
            }
            QVERIFY2(!used.contains(bytes(term.primitive)), name.constData());
            used.insert(bytes(term.primitive));
            const bool isKnown = std::ranges::any_of(primitives(),
                                                     [&](const Primitive &one) { return one.name == term.primitive; });
            QVERIFY2(isKnown, name.constData());
            QVERIFY2(term.tokio.empty() && term.trio.empty() && term.kotlin.empty() && term.go.empty()
                         && term.here.empty(),
                     name.constData());
        }
    }

    void aTermHasTheNamesOfItsPrimitive()
    {
        const auto all = terms();
        const auto shield = std::ranges::find_if(all, [](const Term &term) { return term.primitive == "Shield"; });
        const TermEntry entry = entryOf(*shield);
        QCOMPARE(bytes(entry.trio), "trio.CancelScope(shield=True)");
        QCOMPARE(bytes(entry.here), "Shield");
    }
};

QTEST_GUILESS_MAIN(TestGlossary)
#include "tst_glossary.moc"
