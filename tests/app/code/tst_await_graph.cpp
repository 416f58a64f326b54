// SPDX-License-Identifier: MIT
#include "code/await_graph.h"
#include "pattern/setup_values.h"
#include "run/registry.h"
#include "run/session.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

using FileLine = AwaitGraph::Line;
using FileLines = std::vector<FileLine>;

/// The graph of a pattern, and its files.
struct Source {
    explicit Source(std::string_view pattern) : info(*findPattern(pattern))
    {
        for (const std::string_view file : info.code)
            files.push_back(loadSource(file));
        graph = AwaitGraph(files, info.topology().groups);
    }
    /// The only line with this in it.
    FileLine line(const QString &text) const
    {
        FileLines found;
        for (std::size_t file = 0; file < files.size(); ++file) {
            for (std::size_t i = 0; i < files[file].lines.size(); ++i) {
                QString all;
                for (const CodeToken &token : files[file].lines[i].tokens)
                    all += token.text;
                if (all.contains(text))
                    found.emplace_back(file, int(i) + 1);
            }
        }
        if (found.size() != 1)
            qFatal("%d lines have %s", int(found.size()), qPrintable(text));
        return found.front();
    }
    std::uint32_t group(std::string_view id) const
    {
        const auto &groups = info.topology().groups;
        for (std::uint32_t i = 0; i < groups.size(); ++i) {
            if (groups[i].id == id)
                return i;
        }
        qFatal("there is no such group");
        return 0;
    }

    const PatternInfo &info;
    std::vector<SourceText> files;
    AwaitGraph graph;
};

} // namespace

/// Through which awaits a task comes to a line, as the source of the patterns says it.
class TestAwaitGraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneThatIsAwaitedInALoopIsFoundThroughItsCallers()
    {
        const Source source("task-spawning");
        const FileLine waits = source.line("m_kernel.sleep(Waiting");
        QCOMPARE(source.graph.waysTo(source.group("parent"), waits),
                 (FileLines{source.line("co_await runTask(static_cast"), source.line("co_await awaitEach")}));
        QCOMPARE(source.graph.functionAt(waits), "runTask");
    }

    /// The same line is reached by others in another way.
    void theWayDependsOnWhatTheTasksOfTheGroupRun()
    {
        const Source source("task-spawning");
        const FileLine waits = source.line("m_kernel.sleep(Waiting");
        QCOMPARE(source.graph.waysTo(source.group("task"), waits),
                 (FileLines{source.line("co_await runTask(slot.index())")}));
    }

    void whatSpawnsIsNoCaller()
    {
        const Source source("fan-out-fan-in");
        QCOMPARE(source.graph.waysTo(source.group("subtask"), source.line("m_kernel.work(Working")), FileLines{});
        QCOMPARE(source.graph.waysTo(source.group("coordinator"), source.line("co_await (inOrder")),
                 (FileLines{source.line("return fanOutAndIn(scope, job)"), source.line("co_await runJob()")}));
    }

    void awaitsAroundALineInTheSameFunctionAreOfIt()
    {
        const Source source("timeout-cancellation");
        const FileLines ways = source.graph.waysTo(source.group("client"), source.line("m_kernel.sleep(BackingOff"));
        QCOMPARE(ways.back(), source.line("co_await request(client)"));
        QVERIFY(ways.size() == 3); // timeout() in scoped() in the request
        QCOMPARE(ways[1].second, source.line("co_await scoped(m_kernel, [this, client]").second);
    }

    void whereSeveralWaysLeadNoneIsClaimed()
    {
        const Source source("structured-concurrency");
        const FileLines ways = source.graph.waysTo(source.group("request"),
                                                   source.line("co_await m_kernel.join(part)"));
        QCOMPARE(ways, FileLines{}); // through answerDetached() or answerInScope()
    }

    void tasksWhoseGroupTheSourceDoesNotNameHaveComeTheOnlyWayThereIs()
    {
        const Source source("pipeline");
        QVERIFY(!source.graph.knows(source.group("stage-1-worker")));
        QCOMPARE(source.graph.waysTo(source.group("stage-1-worker"), source.line("co_await m_kernel.work(Working")),
                 (FileLines{source.line("co_await succeeds(")}));
    }

    void aLineOutsideIsReachedByNone()
    {
        const Source source("task-spawning");
        QCOMPARE(source.graph.waysTo(0, {7, 1}), FileLines{});
        QCOMPARE(source.graph.waysTo(100, {0, 1}), FileLines{});
        QCOMPARE(AwaitGraph().waysTo(0, {0, 1}), FileLines{});
    }

    /// Wherever tasks are seen, the functions that the source says they run lead there.
    void everyPlaceIsReachedFromWhatItsTasksRun_data()
    {
        QTest::addColumn<QByteArray>("pattern");
        for (const PatternInfo *info : patterns())
            QTest::newRow(std::string(info->id).c_str()) << QByteArray(info->id.data(), qsizetype(info->id.size()));
    }
    void everyPlaceIsReachedFromWhatItsTasksRun()
    {
        QFETCH(const QByteArray, pattern);
        const Source source(pattern.toStdString());
        for (std::uint32_t group = 0; group < source.info.topology().groups.size(); ++group) {
            const QByteArray id(source.info.topology().groups[group].id.data());
            if (pattern != "pipeline" && !source.graph.knows(group))
                qInfo("%s: what a %s runs is not told", pattern.data(), id.data());
        }
        for (const Setup &setup : source.info.setups()) {
            Session session(source.info, {.seed = 1, .values = setupValues(source.info, setup)});
            session.runUntil(Time{} + 8s);
            std::set<std::pair<std::uint32_t, SiteId>> seen;
            std::map<TaskId, std::uint32_t> groups;
            for (Sequence i = session.trace().firstKept(); i < session.trace().count(); ++i) {
                const Event &event = session.trace().at(i);
                if (event.kind == EventKind::TaskSpawned)
                    groups[event.task] = Place::unpacked(event.payload).group;
                else if (event.site != 0 && groups.count(event.task) != 0)
                    seen.emplace(groups[event.task], event.site);
            }
            for (const auto &[group, site] : seen) {
                const CodeSite &where = session.trace().sites().at(site);
                const auto file = std::find(source.info.code.begin(), source.info.code.end(), where.file);
                if (file == source.info.code.end() || group >= source.info.topology().groups.size())
                    continue;
                const FileLine line{std::size_t(file - source.info.code.begin()), int(where.line)};
                QVERIFY2(source.graph.reaches(group, line),
                         qPrintable(QStringLiteral("group %1, line %2").arg(group).arg(line.second)));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestAwaitGraph)
#include "tst_await_graph.moc"
