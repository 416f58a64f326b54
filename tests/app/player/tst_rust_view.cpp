// SPDX-License-Identifier: MIT
#include "app/code/row_with.h"
#include "app/player/simulation_bench.h"

#include <QSignalSpy>
#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

/// The Rust beside the code, without a window.
class TestRustView : public QObject
{
    Q_OBJECT

    static const std::vector<CodeRow> &ours(SimulationBench &bench) { return bench.simulation.code()->rows()->rows(); }
    static const std::vector<RustRow> &rust(SimulationBench &bench) { return bench.simulation.rust()->rows()->rows(); }
    template <typename Row>
    static QStringList paired(const std::vector<Row> &rows)
    {
        QStringList lines;
        for (const Row &row : rows) {
            if (row.paired)
                lines << row.text->text;
        }
        return lines;
    }
    static void look(SimulationBench &bench)
    {
        bench.simulation.code()->setActive(true);
        bench.simulation.rust()->setWanted(true);
        bench.simulation.rust()->setActive(true);
    }

private Q_SLOTS:
    void whileNobodyLooksNothingIsHeldAndNothingMarked()
    {
        SimulationBench bench;
        bench.simulation.code()->setActive(true);
        QVERIFY(rust(bench).empty());
        QVERIFY(!bench.simulation.rust()->available());
        look(bench);
        QVERIFY(bench.simulation.rust()->available());
        QVERIFY(!rust(bench).empty());
        QVERIFY(std::any_of(ours(bench).begin(), ours(bench).end(), [](const CodeRow &row) { return row.linked; }));
        bench.simulation.rust()->setActive(false);
        QVERIFY(rust(bench).empty());
        QVERIFY(std::none_of(ours(bench).begin(), ours(bench).end(), [](const CodeRow &row) { return row.linked; }));
    }

    void aLineOfOursHasItsCounterpart()
    {
        SimulationBench bench;
        look(bench);
        QSignalSpy followed(bench.simulation.rust(), &RustView::followed);
        bench.simulation.rust()->lookAtOurs(rowWith(ours(bench), "co_await process.channel.send("));
        QCOMPARE(paired(rust(bench)), QStringList("if channel.send(item).await.is_err() {"));
        QCOMPARE(paired(ours(bench)).size(), 1);
        QCOMPARE(followed.count(), 1);
        QCOMPARE(followed.first().first().toInt(), rowWith(rust(bench), "channel.send(item)"));
        const int line = ours(bench)[std::size_t(rowWith(ours(bench), "co_await process.channel.send("))].text->number;
        QCOMPARE(bench.simulation.rust()->pairText(),
                 QStringLiteral("C++ line %1 ↔ Rust line %2").arg(line).arg(followed.first().first().toInt() + 1));
    }

    void aLineOfTheRustUnfoldsAndShowsOurs()
    {
        SimulationBench bench;
        look(bench);
        bench.simulation.tuning()->selectPattern("no-blocking");
        const auto isSpawn = [](const CodeRow &row) { return row.text->text.contains("m_callers.emplace("); };
        QVERIFY(std::none_of(ours(bench).begin(), ours(bench).end(), isSpawn));
        QSignalSpy followed(bench.simulation.code(), &CodeView::followed);
        bench.simulation.rust()->lookAt(rowWith(rust(bench), "tokio::spawn(call_again_and_again("));
        const int row = rowWith(ours(bench), "m_callers.emplace(");
        QCOMPARE(followed.last().first().toInt(), row);
        QVERIFY(ours(bench)[std::size_t(row)].paired);
        QVERIFY(ours(bench)[std::size_t(row)].linked);
    }

    void whatHasNoCounterpartSaysSo()
    {
        SimulationBench bench;
        look(bench);
        RustView &view = *bench.simulation.rust();
        QCOMPARE(view.pairText(), "Lines with a dot have a counterpart: choose one.");
        const int row = rowWith(ours(bench), "struct Backpressure::Process");
        view.lookAtOurs(row);
        QVERIFY(!view.paired());
        QCOMPARE(view.pairText(),
                 QStringLiteral("C++ line %1 has no counterpart in the Rust.")
                     .arg(ours(bench)[std::size_t(row)].text->number));
        view.lookAt(0);
        QCOMPARE(view.pairText(), "Rust line 1 has no counterpart in the C++.");
        QVERIFY(paired(ours(bench)).isEmpty());
        view.lookAtOurs(-1); // nothing
        QCOMPARE(view.pairText(), "Lines with a dot have a counterpart: choose one.");
    }

    void aPatternWithoutAProgramSaysSo()
    {
        SimulationBench bench;
        look(bench);
        bench.simulation.rust()->lookAtOurs(rowWith(ours(bench), "co_await process.channel.send("));
        bench.simulation.tuning()->selectPattern("rate-limiter");
        QVERIFY(!bench.simulation.rust()->available());
        QVERIFY(rust(bench).empty());
        QVERIFY(bench.simulation.rust()->about().startsWith("There is no Rust program beside this pattern"));
        QVERIFY(std::none_of(ours(bench).begin(), ours(bench).end(),
                             [](const CodeRow &row) { return row.linked || row.paired; }));
        bench.simulation.tuning()->selectPattern("pipeline");
        QVERIFY(bench.simulation.rust()->available());
        QCOMPARE(bench.simulation.rust()->path(), "resources/rust/src/bin/pipeline.rs");
        QVERIFY(!bench.simulation.rust()->paired());
    }

    void everyLineOfEveryProgramLeadsThereAndBack()
    {
        SimulationBench bench;
        look(bench);
        for (const PatternInfo *pattern : patterns()) {
            bench.simulation.tuning()->selectPattern(
                QString::fromUtf8(pattern->id.data(), qsizetype(pattern->id.size())));
            QSignalSpy shown(bench.simulation.code(), &CodeView::followed);
            for (std::size_t line = 0; line < rust(bench).size(); ++line) {
                shown.clear();
                bench.simulation.rust()->lookAt(int(line));
                QCOMPARE(rust(bench)[line].paired, rust(bench)[line].linked);
                if (!rust(bench)[line].linked)
                    continue;
                QVERIFY(!shown.empty());
                const int row = shown.last().first().toInt();
                QVERIFY(ours(bench)[std::size_t(row)].paired && ours(bench)[std::size_t(row)].linked);
                bench.simulation.rust()->lookAtOurs(row);
                QVERIFY(rust(bench)[line].paired);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestRustView)
#include "tst_rust_view.moc"
