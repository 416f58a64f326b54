// SPDX-License-Identifier: MIT
#include "player/inspected_line.h"

#include "code/pattern_graph.h"
#include "code/statement.h"
#include "models/text.h"
#include "run/marked_events.h"

#include <algorithm>

namespace coroscope {

namespace {

/// Events that are looked at for the last one of a task: some milliseconds.
constexpr Sequence reach = 300'000;

QString titleOf(const TaskView *task, const Event *happened)
{
    if (happened)
        return QStringLiteral("Where in the code");
    if (!task || !hasEnded(task->state))
        return QStringLiteral("Its line of code");
    if (task->state == TaskState::Failed)
        return QStringLiteral("Where it failed");
    return task->state == TaskState::Done ? QStringLiteral("The last line it waited at")
                                          : QStringLiteral("Where it was stopped");
}

/// One that has failed in the midst of a wait has been made to.
bool hasThrown(const TaskView &failed, const Run &run)
{
    const auto changes = [&](const Event &event) {
        return event.task == failed.id && event.kind != EventKind::TaskFailed && transitionOf(event.kind);
    };
    const Trace &trace = run.session().trace();
    const auto last = lastOf(trace, run.player().position(), reach, changes);
    return last && transitionOf(trace.at(*last).kind)->state == TaskState::Ready;
}

} // namespace

InspectedLine inspectedLine(const TaskView *task, const Event *happened, const Run &run, SourceText &source)
{
    InspectedLine line{.title = titleOf(task, happened)};
    const PatternInfo &pattern = run.session().pattern();
    const CodeSite &site = run.session().trace().sites().at(task ? task->site : happened ? happened->site : SiteId{0});
    const auto found = std::find(pattern.code.begin(), pattern.code.end(), site.file);
    if (site.line == 0 || found == pattern.code.end())
        return line;
    if (source.path != toQString(site.file))
        source = loadSource(site.file);
    if (site.line > source.lines.size())
        return line;
    const auto number = static_cast<int>(site.line);
    line.place = QStringLiteral("%1:%2").arg(source.name()).arg(number);
    line.text = statementAt(source, number);
    if (!task)
        return line;
    if (task->state == TaskState::Failed && hasThrown(*task, run)) {
        if (const int thrown = throwAfter(source, number); thrown != number) {
            line.place = QStringLiteral("%1:%2, after line %3").arg(source.name()).arg(thrown).arg(number);
            line.text = statementAt(source, thrown);
            return line;
        }
    }
    const auto file = static_cast<std::size_t>(found - pattern.code.begin());
    const std::vector<AwaitGraph::Line> &ways = awaitGraphOf(pattern).waysTo(task->place.group, {file, number});
    if (!ways.empty() && ways.front().first == file)
        line.place += QStringLiteral(", called from line %1").arg(ways.front().second);
    return line;
}

} // namespace coroscope
