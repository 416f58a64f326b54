// SPDX-License-Identifier: MIT
#include "player/branching.h"

#include "models/text.h"
#include "player/change_text.h"
#include "run/scenario.h"
#include "text/duration_text.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace coroscope {

namespace {

/// Resumptions that run a ghost, or unwind it: some milliseconds.
constexpr std::uint64_t turnsAtATime = 5'000;
/// Changes that a branch is told apart by; how many more there are is said.
constexpr qsizetype mostTold = 2;

} // namespace

Branching::Branching(Run &run, Transport &transport, Tuning &tuning, QObject *parent)
    : QObject(parent), m_run(run), m_transport(transport), m_tuning(tuning)
{
    m_tuning.keepWithRuns([this] { return [this, tree = m_tree] { adopt(tree); }; });
    connect(&m_tuning, &Tuning::startedAnew, this, [this] { adopt({}); });
    connect(&m_tuning, &Tuning::undoChanged, this, &Branching::refresh);
    connect(&m_goingOn, &QTimer::timeout, this, &Branching::goOnWithGhost);
}

Branching::~Branching()
{
    dropGhost();
}

RunTree Branching::tree() const
{
    RunTree tree = m_tree;
    if (tree.empty())
        return tree;
    // One that has been opened is played from its start, and stays as long as it was.
    const Scenario now = coroscope::scenarioOf(m_run.session());
    tree.update(now.changes, std::max(now.length, tree.branches()[tree.current()].length));
    return tree;
}

std::vector<SecondRun> Branching::others() const
{
    std::vector<SecondRun> others;
    if (m_tree.empty())
        return others;
    const std::size_t current = m_tree.current();
    const std::size_t parent = m_tree.branches()[current].parent;
    const auto add = [&](std::size_t branch, const QString &name) {
        others.push_back({SecondRun::Kind::Branch, name, scenarioOf(m_tree, branch)});
    };
    if (parent != current)
        add(parent, QStringLiteral("Before the branch: %1").arg(textOf(m_tree, parent)));
    for (std::size_t branch = 0; branch < m_tree.branches().size(); ++branch) {
        if (branch == current || branch == parent)
            continue;
        add(branch,
            branch == 0 ? QStringLiteral("The first run: %1").arg(textOf(m_tree, branch))
                        : QStringLiteral("The branch from %1: %2")
                              .arg(toQString(readableTime(m_tree.branches()[branch].from)), textOf(m_tree, branch)));
    }
    return others;
}

void Branching::adopt(RunTree tree)
{
    dropGhost();
    m_tree = std::move(tree);
    refresh();
}

void Branching::branch()
{
    if (m_run.atPresent()) {
        Q_EMIT notice(QStringLiteral("This is the present: go back to the moment to branch from first."));
        return;
    }
    if (m_tree.branches().size() == RunTree::most) {
        Q_EMIT notice(QStringLiteral("There are %1 branches, which is as many as there can be: forget one first.")
                          .arg(RunTree::most));
        return;
    }
    const Time at = m_run.playhead();
    // A run parts from another between two moments, not in the midst of one.
    const bool inMidst = m_run.player().position() < m_run.session().trace().firstAfter(at);
    RunTree next = tree();
    if (next.empty()) {
        const Scenario now = coroscope::scenarioOf(m_run.session());
        next.update(now.changes, now.length);
    }
    next.branch(at);
    const QString when = toQString(readableTime(at));
    leaveFor(std::move(next), QStringLiteral("the branch from %1").arg(when));
    Q_EMIT notice(
        (inMidst
             ? QStringLiteral("All of %1 has happened; what you change from then on takes the run elsewhere. Its "
                              "former course is seen faintly behind it, and C compares the two.")
             : QStringLiteral("What you change from %1 on takes the run elsewhere. Its former course is seen faintly "
                              "behind it, and C compares the two."))
            .arg(when));
    Q_EMIT branched();
}

void Branching::goTo(int row)
{
    if (row < 0 || row >= static_cast<int>(m_order.size()))
        return;
    const std::size_t branch = m_order[static_cast<std::size_t>(row)];
    if (branch == m_tree.current())
        return;
    RunTree next = tree();
    next.goTo(branch);
    leaveFor(std::move(next), QStringLiteral("going to another branch"));
}

void Branching::remove(int row)
{
    if (row < 0 || row >= static_cast<int>(m_order.size()))
        return;
    const std::size_t branch = m_order[static_cast<std::size_t>(row)];
    if (!m_tree.canRemove(branch))
        return;
    m_tuning.recordOther(QStringLiteral("forgetting a branch"),
                         [this] { return [this, tree = m_tree] { adopt(tree); }; });
    RunTree left = m_tree;
    left.remove(branch);
    adopt(std::move(left)); // without a ghost, which may be of that one
}

void Branching::leaveFor(RunTree next, const QString &name)
{
    const Time playhead = m_transport.looksBackTo().value_or(m_run.playhead());
    const std::size_t left = m_tree.empty() ? 0 : m_tree.current();
    m_tuning.resume(scenarioOf(next, next.current()), name, playhead);
    dropGhost();
    m_tree = std::move(next);
    showGhost(left);
    refresh();
}

Scenario Branching::scenarioOf(const RunTree &tree, std::size_t branch) const
{
    const RunTree::Branch &one = tree.branches()[branch];
    return {.pattern = &m_run.session().pattern(),
            .settings = m_run.session().settings(),
            .changes = one.changes,
            .length = one.length};
}

void Branching::showGhost(std::size_t branch)
{
    m_ghostFrom = m_tree.parting(branch, m_tree.current());
    m_ghostUntil = Time{} + m_tree.branches()[branch].length;
    m_ghost = sessionOf(scenarioOf(m_tree, branch), {.world = false, .history = true});
    m_run.setGhost(SceneSource::Ghost{&m_ghost->history(), m_ghostFrom, m_ghost->now()});
    m_goingOn.start();
    goOnWithGhost();
}

void Branching::goOnWithGhost()
{
    if (m_ghost->runUntil(m_ghostUntil, turnsAtATime))
        m_goingOn.stop();
    m_run.setGhost(SceneSource::Ghost{&m_ghost->history(), m_ghostFrom, m_ghost->now()});
}

void Branching::dropGhost()
{
    m_goingOn.stop();
    if (!m_ghost)
        return;
    m_run.setGhost(std::nullopt);
    m_run.player().retire(std::move(m_ghost));
}

void Branching::refresh()
{
    m_order.clear();
    std::vector<BranchRow> rows;
    const std::function<void(std::size_t, int)> add = [&](std::size_t branch, int depth) {
        const RunTree::Branch &one = m_tree.branches()[branch];
        m_order.push_back(branch);
        rows.push_back({textOf(m_tree, branch), branch == 0 ? QString() : toQString(readableTime(one.from)), depth,
                        branch == m_tree.current(), m_tree.canRemove(branch)});
        for (std::size_t child = branch + 1; child < m_tree.branches().size(); ++child) {
            if (m_tree.branches()[child].parent == branch)
                add(child, depth + 1);
        }
    };
    if (!m_tree.empty())
        add(0, 0);
    m_rows.setRows(std::move(rows));
    Q_EMIT changed();
}

QString Branching::textOf(const RunTree &tree, std::size_t branch) const
{
    if (branch == 0)
        return QStringLiteral("as it began");
    const std::vector<Change> changes = branch == tree.current() ? coroscope::scenarioOf(m_run.session()).changes
                                                                 : tree.branches()[branch].changes;
    const std::vector<Parameter *> &parameters = m_run.session().parameters().all();
    std::vector<std::int64_t> values = m_run.session().settings().values;
    if (values.empty()) {
        for (const Parameter *parameter : parameters)
            values.push_back(parameter->spec().initial);
    }
    const RunTree::Branch &parent = tree.branches()[tree.branches()[branch].parent];
    QStringList told;
    for (const Change &change : changes) {
        const bool isOwn = change.at >= tree.branches()[branch].from
            && std::find(parent.changes.begin(), parent.changes.end(), change) == parent.changes.end();
        if (change.action) {
            if (isOwn)
                told << actionName(m_run.session().pattern(), *change.action);
            continue;
        }
        std::int64_t &value = values[change.parameter];
        if (isOwn && value != change.value)
            told << changeText(parameters[change.parameter]->spec(), value, change.value);
        value = change.value;
    }
    if (told.isEmpty())
        return QStringLiteral("nothing changed");
    const qsizetype more = told.size() - mostTold;
    const QString text = told.mid(0, mostTold).join(QStringLiteral(", "));
    return more > 0 ? QStringLiteral("%1 and %2 more").arg(text).arg(more) : text;
}

} // namespace coroscope
