// SPDX-License-Identifier: MIT
#pragma once

#include "models/branch_rows.h"
#include "player/run.h"
#include "player/second_run.h"
#include "player/transport.h"
#include "player/tuning.h"
#include "run/run_tree.h"

#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <memory>
#include <optional>
#include <vector>

namespace coroscope {

/// Goes back to a moment of the run and on from there in another way, and back to what was left. What was left last is
/// seen behind the run as a ghost.
class Branching : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
    Q_PROPERTY(bool any READ any NOTIFY changed)
    Q_PROPERTY(coroscope::BranchModel *rows READ rows CONSTANT)

public:
    /// They must outlive it.
    Branching(Run &run, Transport &transport, Tuning &tuning, QObject *parent = nullptr);
    ~Branching() override;

    /// Whether somebody has branched.
    bool any() const noexcept { return !m_tree.empty(); }
    BranchModel *rows() { return &m_rows; }
    /// As it is now, the current run included; empty as long as nobody has branched.
    RunTree tree() const;
    /// The branches but for the current one, the one that it parts from first: what the run can be held against.
    std::vector<SecondRun> others() const;
    /// Of the run that has just been started.
    void adopt(RunTree tree);

    /// From the playhead on, the run can be taken elsewhere. Says so where that makes no sense.
    Q_INVOKABLE void branch();
    /// Shows the branch in this row, at the same time.
    Q_INVOKABLE void goTo(int row);
    /// Forgets it, and what parts from it.
    Q_INVOKABLE void remove(int row);

Q_SIGNALS:
    void changed();
    /// A new branch has been begun.
    void branched();
    void notice(const QString &text);

private:
    /// The current run gives way to @p next, which is in the tree.
    void leaveFor(RunTree next, const QString &name);
    Scenario scenarioOf(const RunTree &tree, std::size_t branch) const;
    void showGhost(std::size_t branch);
    void goOnWithGhost();
    void dropGhost();
    void refresh();
    QString textOf(const RunTree &tree, std::size_t branch) const;

    Run &m_run;
    Transport &m_transport;
    Tuning &m_tuning;
    BranchModel m_rows;
    std::vector<std::size_t> m_order; ///< branches by row
    RunTree m_tree;
    std::unique_ptr<Session> m_ghost;
    Time m_ghostFrom{};
    Time m_ghostUntil{};
    QTimer m_goingOn; ///< with the ghost, once pending events have been processed
};

} // namespace coroscope
