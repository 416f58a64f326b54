// SPDX-License-Identifier: MIT
#include "code/primitives.h"
#include "models/text.h"
#include "run/registry.h"

#include <QSet>
#include <QTest>

using namespace coroscope;

namespace {

/// The primitives in one line, by name. @p runs as in a file of tokens.
QStringList namesIn(const char *text, const char *runs)
{
    QStringList names;
    const std::vector<CodeLine> lines = codeLines(text, runs);
    for (std::size_t i = 0; i < lines.front().tokens.size(); ++i) {
        if (const Primitive *const primitive = primitiveAt(lines.front(), i))
            names << toQString(primitive->name);
    }
    return names;
}

} // namespace

/// What the window says about the kernel's means, and where it says it.
class TestPrimitives : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachIsThereOnceAndSaysWhatItDoes()
    {
        QSet<QString> names;
        for (const Primitive &primitive : primitives()) {
            QVERIFY2(!names.contains(toQString(primitive.name)), primitive.name.data());
            names.insert(toQString(primitive.name));
            QVERIFY2(primitive.meaning.size() > 20 && primitive.meaning.find('{') == std::string_view::npos,
                     primitive.name.data());
        }
    }

    void oneIsKnownByHowItIsWritten()
    {
        QCOMPARE(namesIn("    co_await channel.send(x);", "w4a8w1i7o1i4o1i1o2"), (QStringList{"co_await", "send"}));
        QCOMPARE(namesIn("    send(service, x);", "w4i4o1i7o1w1i1o2"),
                 QStringList()); // a function of the pattern's own
        QCOMPARE(namesIn("    scoped(kernel);", "w4i6o1i6o2"), QStringList{"scoped"});
        QCOMPARE(namesIn("    m_parameters.timeout();", "w4i12o1i7o3"), QStringList());
        QCOMPARE(namesIn("    const Shield holding(k);", "w4k5w1i6w1f7o1i1o2"), QStringList{"Shield"});
        QCOMPARE(namesIn("    x.Shield;", "w4i1o1i6o1"), QStringList());
        QCOMPARE(namesIn("    input->receive();", "w4i5o2i7o3"), QStringList{"receive"});
        QCOMPARE(namesIn("    // receive();", "w4c13"), QStringList());
    }

    void whatItIsCalledElsewhereIsSaidLineByLine()
    {
        const auto all = primitives();
        const auto shield = std::find_if(all.begin(), all.end(),
                                         [](const Primitive &one) { return one.name == "Shield"; });
        const QStringList lines = QString::fromStdString(explanationOf(*shield).text()).split('\n');
        QCOMPARE(lines.size(), 5);
        QVERIFY(lines[1].startsWith("tokio: "));
        QCOMPARE(lines[2], "Trio: trio.CancelScope(shield=True)");
        QCOMPARE(lines[3], "Kotlin: withContext(NonCancellable)");
        QCOMPARE(lines[4], "Go: context.WithoutCancel");
    }

    void whatHasNoLikeSaysSo()
    {
        const auto all = primitives();
        const auto handle = std::find_if(all.begin(), all.end(),
                                         [](const Primitive &one) { return one.name == "spawnJoinable"; });
        QVERIFY(QString::fromStdString(explanationOf(*handle).text()).contains("\nTrio: nothing like it\n"));
    }

    void theCodeOfEveryPatternHasSome_data()
    {
        QTest::addColumn<QByteArray>("file");
        for (const PatternInfo *pattern : patterns())
            QTest::newRow(pattern->id.data()) << QByteArray(pattern->code.front().data());
    }
    void theCodeOfEveryPatternHasSome()
    {
        QFETCH(const QByteArray, file);
        QSet<QString> found;
        for (const CodeLine &line : loadSource(file.toStdString()).lines) {
            for (std::size_t i = 0; i < line.tokens.size(); ++i) {
                if (const Primitive *const primitive = primitiveAt(line, i))
                    found.insert(toQString(primitive->name));
            }
        }
        QVERIFY2(found.size() >= 4, qPrintable(QStringList(found.values()).join(", ")));
    }
};

QTEST_GUILESS_MAIN(TestPrimitives)
#include "tst_primitives.moc"
