// SPDX-License-Identifier: MIT
#include "app/player/simulation_bench.h"
#include "insight/site_tasks.h"
#include "kernel/random.h"
#include "scene/task_look.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <map>

using namespace coroscope;
using namespace coroscope::test;

/// The code with who stands where, without a window.
class TestCodeView : public QObject
{
    Q_OBJECT

    static const std::vector<CodeRow> &rows(SimulationBench &bench) { return bench.simulation.code()->rows()->rows(); }
    /// The first row of a line with this in it; -1 if there is none.
    static int rowWith(SimulationBench &bench, const QString &text)
    {
        for (std::size_t i = 0; i < rows(bench).size(); ++i) {
            if (rows(bench)[i].text->text.contains(text))
                return int(i);
        }
        return -1;
    }
    static const CodeRow &row(SimulationBench &bench, const QString &text)
    {
        return rows(bench).at(std::size_t(rowWith(bench, text)));
    }
    static int tasksAt(const CodeRow &row)
    {
        const QStringList parts = row.badges.split(' ', Qt::SkipEmptyParts);
        int tasks = 0;
        for (qsizetype i = 1; i < parts.size(); i += 2)
            tasks += parts[i].toInt();
        return tasks;
    }
    /// Unfolds all there is.
    static void unfoldAll(SimulationBench &bench)
    {
        for (std::size_t i = 0; i < rows(bench).size(); ++i) {
            if (rows(bench)[i].folded)
                bench.simulation.code()->press(int(i));
        }
    }

private Q_SLOTS:
    void whileNobodyLooksNothingIsDone()
    {
        SimulationBench bench;
        QSignalSpy changed(bench.simulation.code()->rows(), &QAbstractItemModel::rowsInserted);
        bench.playTo(3s);
        QVERIFY(rows(bench).empty());
        QCOMPARE(changed.count(), 0);
    }

    void whatIsThePatternIsThereAndTheRestIsFolded()
    {
        SimulationBench bench;
        bench.simulation.code()->setActive(true);
        QVERIFY(rows(bench).front().folded);
        QVERIFY(rowWith(bench, "co_await process.channel.send") > 0);
        QVERIFY(rows(bench).back().folded);
        QVERIFY(rows(bench).back().text->text.startsWith("What follows"));
    }

    void badgesAreTheTasksOfTheWorldByLine_data()
    {
        QTest::addColumn<QString>("pattern");
        for (const PatternInfo *pattern : patterns())
            QTest::newRow(pattern->id.data()) << QString::fromUtf8(pattern->id);
    }
    void badgesAreTheTasksOfTheWorldByLine()
    {
        QFETCH(const QString, pattern);
        SimulationBench bench;
        bench.simulation.tuning()->selectPattern(pattern);
        bench.simulation.code()->setActive(true);
        unfoldAll(bench);
        bench.playTo(12s);
        const Run &run = *bench.simulation.run();
        const PatternInfo &info = run.session().pattern();
        Random random(1, "moments", 0);
        for (int moment = 0; moment < 25; ++moment) {
            bench.simulation.transport()->seek(double(random.below(12'000)) / 1000);
            std::map<std::pair<QString, int>, std::map<QString, int>> expected; // by file and line, by look
            for (const TaskView &task : run.world().tasks()) {
                if (hasEnded(task.state) || task.site == 0)
                    continue;
                const CodeSite &site = run.session().trace().sites().at(task.site);
                const QString file = QString::fromUtf8(site.file.data(), qsizetype(site.file.size())).section('/', -2);
                const Condition condition = conditionOf(task, run.world(), run.topology());
                const bool orphan = task.orphaned && condition != Condition::Hung;
                ++expected[{file, int(site.line)}][orphan ? "orphaned" : nameOf(condition)];
            }
            std::map<std::pair<QString, int>, std::map<QString, int>> shown;
            QString file = QString::fromUtf8(info.code.front().data()).section('/', -2);
            for (const CodeRow &row : rows(bench)) {
                if (row.text->kind == CodeRowText::Kind::File)
                    file = row.text->text;
                const QStringList parts = row.badges.split(' ', Qt::SkipEmptyParts);
                for (qsizetype i = 0; i + 1 < parts.size(); i += 2)
                    shown[{file, row.text->number}][parts[i]] += parts[i + 1].toInt();
            }
            QCOMPARE(shown, expected);
        }
    }

    void sharesAreThoseOfTheSpanThatAllFiguresAreOf()
    {
        SimulationBench bench;
        bench.simulation.code()->setActive(true);
        unfoldAll(bench);
        bench.playTo(30s);
        const SiteTimes &times = bench.simulation.run()->history().siteTimes();
        for (const int choice : {0, 1}) {
            bench.simulation.figures()->setChoice(choice);
            const Recent recent = bench.simulation.run()->recent();
            QCOMPARE(recent.span(), choice == 0 ? Duration(10s) : Duration(30s));
            double sum = 0;
            for (const CodeRow &row : rows(bench)) {
                QVERIFY(row.share >= 0 && row.share <= 1);
                QCOMPARE(row.shareText.isEmpty(), row.share <= 0);
                sum += row.share;
            }
            const double nowhere = times.time(0, recent.from(), recent.to()) / times.total(recent.from(), recent.to());
            QVERIFY2(std::abs(sum - (1 - nowhere)) < 1e-9, qPrintable(QString::number(sum)));
        }
    }

    /// As the inspector says it.
    void ofSelectedTasksTheSharesAreTheirs()
    {
        SimulationBench bench;
        bench.simulation.tuning()->selectPattern("fan-out-fan-in");
        bench.simulation.code()->setActive(true);
        unfoldAll(bench);
        bench.playTo(30s);
        bench.simulation.run()->selection()->select({Place{0, 0}}); // the coordinator
        double sum = 0;
        for (const CodeRow &row : rows(bench))
            sum += row.share;
        QVERIFY2(std::abs(sum - 1) < 1e-9, qPrintable(QString::number(sum)));
        QCOMPARE(bench.simulation.code()->shareTitle(), QStringLiteral("Share of the time of Coordinator"));
        QCOMPARE(row(bench, "m_kernel.work(Working").share, 0.0);
        QVERIFY(row(bench, "co_await (inOrder").share > 0.5);
        QCOMPARE(row(bench, "co_await runJob()").throughText, row(bench, "co_await (inOrder").shareText);
        bench.simulation.run()->selection()->clear();
        QCOMPARE(bench.simulation.code()->shareTitle(), QStringLiteral("Share of all tasks’ time"));
        QVERIFY(row(bench, "m_kernel.work(Working").share > 0);
    }

    void tasksThatHaveNoPartInWhatIsSetAreLeftOut()
    {
        SimulationBench bench;
        bench.simulation.tuning()->selectPattern("less-shared-state");
        bench.simulation.code()->setActive(true);
        unfoldAll(bench);
        bench.playTo(20s);
        QCOMPARE(row(bench, "co_await state.updates.receive()").share, 0.0); // the owner's, whom nobody asks
        double sum = 0;
        for (const CodeRow &row : rows(bench))
            sum += row.share;
        QVERIFY2(std::abs(sum - 1) < 1e-6, qPrintable(QString::number(sum)));
    }

    void theHottestLinesAreThoseAtWhichTasksWorkThenThoseWithTheLargestShares()
    {
        SimulationBench bench;
        bench.simulation.code()->setActive(true);
        unfoldAll(bench);
        bench.playTo(30s);
        std::vector<double> shares;
        for (const CodeRow &row : rows(bench)) {
            if (!row.tones.startsWith("running"))
                shares.push_back(row.share);
        }
        std::sort(shares.rbegin(), shares.rend());
        const auto &hottest = bench.simulation.code()->hottest()->rows();
        QCOMPARE(hottest.size(), CodeView::mostHottest);
        QVERIFY(hottest[0].tones.startsWith("running")); // making, and working on it
        QVERIFY(hottest[1].tones.startsWith("running"));
        QVERIFY(hottest[0].share >= hottest[1].share);
        QCOMPARE(hottest[2].share, shares[0]);
        QSignalSpy followed(bench.simulation.code(), &CodeView::followed);
        bench.simulation.code()->goToHottest(1);
        QCOMPARE(followed.count(), 1);
        QCOMPARE(rows(bench)[std::size_t(followed.front().front().toInt())].text->number, hottest[1].number);
        bench.simulation.code()->goToHottest(7);
        bench.simulation.code()->goToMark(-1);
        QCOMPARE(followed.count(), 1);
    }

    void aFoldCountsWhatItHides()
    {
        SimulationBench bench;
        bench.simulation.tuning()->selectPattern("supervisor");
        bench.simulation.code()->setActive(true);
        bench.playTo(5s);
        const auto total = [&] {
            int tasks = 0;
            double share = 0;
            for (const CodeRow &row : rows(bench)) {
                tasks += tasksAt(row);
                share += row.share;
            }
            return std::pair(tasks, std::round(share * 1e9));
        };
        const auto before = total();
        unfoldAll(bench);
        QCOMPARE(total(), before);
        QVERIFY(before.first > 0);
    }

    void pressingALineSelectsWhoStandsThere()
    {
        SimulationBench bench;
        bench.simulation.code()->setActive(true);
        bench.playTo(9s);
        const QString line = "m_kernel.work(Making";
        QVERIFY(tasksAt(row(bench, line)) > 0);
        bench.simulation.code()->press(rowWith(bench, line));
        QCOMPARE(bench.simulation.run()->selection()->count(), tasksAt(row(bench, line)));
        QVERIFY(row(bench, line).selected);
        QCOMPARE(bench.simulation.code()->followedRow(), rowWith(bench, line));
        QVERIFY(bench.simulation.code()->whoIsAt(rowWith(bench, line)).startsWith("Producer "));
        QCOMPARE(bench.simulation.run()->selected().size(), std::size_t(tasksAt(row(bench, line))));
        bench.simulation.code()->press(rowWith(bench, line)); // and again: nobody
        QCOMPARE(bench.simulation.run()->selection()->count(), 0);
        QVERIFY(!row(bench, line).selected);
    }

    void pressingALineWhereNobodyStandsSelectsNobody()
    {
        SimulationBench bench;
        bench.simulation.code()->setActive(true);
        bench.playTo(9s);
        bench.simulation.code()->press(rowWith(bench, "m_kernel.work(Making"));
        bench.simulation.code()->press(rowWith(bench, "item->done()"));
        QCOMPARE(bench.simulation.run()->selection()->count(), 0);
        bench.simulation.code()->press(-1);
        bench.simulation.code()->press(100'000);
    }

    void theSelectedTaskIsFollowedStepByStep()
    {
        SimulationBench bench;
        bench.simulation.code()->setActive(true);
        bench.playTo(9s);
        bench.simulation.run()->selection()->select({Place{1, 0}}); // a consumer
        QSignalSpy followed(bench.simulation.code(), &CodeView::followed);
        QList<int> lines;
        for (int step = 0; step < 200; ++step) {
            bench.simulation.transport()->stepForward();
            const TaskView &task = *bench.simulation.run()->world().taskAt({1, 0});
            const int row = bench.simulation.code()->followedRow();
            QVERIFY(row >= 0 && rows(bench)[std::size_t(row)].selected);
            QCOMPARE(rows(bench)[std::size_t(row)].text->number,
                     int(bench.simulation.run()->session().trace().sites().at(task.site).line));
            if (lines.isEmpty() || lines.back() != row)
                lines << row;
        }
        QVERIFY(lines.size() > 3); // receive, work, receive …
        QCOMPARE(followed.count(), lines.size() - 1 + (followed.front().front().toInt() == lines.front() ? 1 : 0));
    }

    void whoIsFollowedIntoAFoldOpensIt()
    {
        SimulationBench bench;
        bench.simulation.tuning()->selectPattern("rate-limiter");
        bench.simulation.code()->setActive(true);
        bench.playTo(2s);
        for (const SiteTasks &tasks :
             tasksBySite(bench.simulation.run()->world(), bench.simulation.run()->topology())) {
            bench.simulation.run()->selection()->select(tasks.places);
            const int row = bench.simulation.code()->followedRow();
            QVERIFY(row >= 0);
            QCOMPARE(rows(bench)[std::size_t(row)].text->kind, CodeRowText::Kind::Line);
        }
    }

    void whoIsInWhatServesThePictureIsFollowedWhereThePatternCalledIt()
    {
        SimulationBench bench;
        bench.simulation.tuning()->selectPattern("structured-concurrency");
        bench.simulation.tuning()->applySetup(0);
        bench.simulation.code()->setActive(true);
        bench.playTo(5s);
        const auto folds = [&] {
            return std::count_if(rows(bench).begin(), rows(bench).end(), [](const CodeRow &one) { return one.folded; });
        };
        const auto before = folds();
        int followed = 0;
        for (const SiteTasks &tasks :
             tasksBySite(bench.simulation.run()->world(), bench.simulation.run()->topology())) {
            bench.simulation.run()->selection()->select({tasks.places.front()});
            const int at = bench.simulation.code()->followedRow();
            if (at < 0 || !rows(bench)[std::size_t(at)].enclosing)
                continue;
            QCOMPARE(folds(), before); // it stays folded
            QVERIFY(rows(bench)[std::size_t(at)].text->text.startsWith("co_await timeout(m_kernel"));
            ++followed;
        }
        QVERIFY(followed > 0);
    }

    void errorsAreCountedWhereTheyAreThrownAndWhereTheyAreDropped()
    {
        SimulationBench bench;
        bench.simulation.tuning()->selectPattern("explicit-errors");
        bench.simulation.code()->setActive(true);
        bench.playTo(20s);
        const Recent recent = bench.simulation.run()->recent();
        const auto failed = int(recent.count(EventKind::FailureUnseen)); // all are, as they are ignored
        QVERIFY(failed > 1);
        QCOMPARE(row(bench, "throw CallFailed()").note, QStringLiteral("failed here: %1×").arg(failed));
        QCOMPARE(row(bench, "m_kernel.join(call.task())").note, QStringLiteral("error dropped here: %1×").arg(failed));
    }

    void whatOccupiesComesBeforeWhatWaitsForIt()
    {
        SimulationBench bench;
        bench.simulation.tuning()->selectPattern("no-blocking");
        bench.simulation.code()->setActive(true);
        bench.playTo(20s);
        const auto &hottest = bench.simulation.code()->hottest()->rows();
        QVERIFY(hottest.size() >= 2);
        QVERIFY2(hottest[0].text.startsWith("co_await m_threads->block("), qPrintable(hottest[0].text));
        QVERIFY(hottest[0].works);
        QVERIFY(hottest[1].share > hottest[0].share);                                   // where tasks wait for a thread
        QVERIFY2(hottest[1].text.endsWith("item.id());"), qPrintable(hottest[1].text)); // all of the statement
    }

    void sharesAddUp()
    {
        SimulationBench bench;
        for (const char *pattern : {"backpressure", "pipeline", "supervisor", "no-blocking"}) {
            if (bench.simulation.run()->patternId() != QLatin1String(pattern))
                bench.simulation.tuning()->selectPattern(pattern);
            bench.simulation.code()->setActive(true);
            unfoldAll(bench);
            bench.playTo(20s);
            int sum = 0;
            for (const CodeRow &row : rows(bench)) {
                if (row.share >= 0.005)
                    sum += row.shareText.section(' ', 0, 0).toInt();
            }
            QVERIFY2(sum == 100 || sum == 99, qPrintable(QStringLiteral("%1: %2").arg(pattern).arg(sum)));
        }
    }

    void anotherPatternHasItsOwnCodeAndNobodySelected()
    {
        SimulationBench bench;
        bench.simulation.code()->setActive(true);
        bench.playTo(9s);
        bench.simulation.code()->press(rowWith(bench, "m_kernel.work(Making"));
        QSignalSpy replaced(bench.simulation.code(), &CodeView::replaced);
        bench.simulation.tuning()->selectPattern("pipeline");
        QCOMPARE(replaced.count(), 1);
        QCOMPARE(bench.simulation.run()->selection()->count(), 0);
        QCOMPARE(rows(bench).front().text->text, "pipeline/pipeline.cpp");
    }

    void runningAgainKeepsTheSelection()
    {
        SimulationBench bench;
        bench.simulation.code()->setActive(true);
        bench.playTo(9s);
        bench.simulation.run()->selection()->select({Place{1, 0}});
        bench.simulation.tuning()->reset();
        QCOMPARE(bench.simulation.run()->selection()->count(), 1);
    }
};

QTEST_GUILESS_MAIN(TestCodeView)
#include "tst_code_view.moc"
