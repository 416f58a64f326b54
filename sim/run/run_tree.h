// SPDX-License-Identifier: MIT
#pragma once

#include "run/session.h"

#include <cstddef>
#include <vector>

namespace coroscope {

/// The runs that one has led to: somebody has gone back to a moment and gone on otherwise from there. Each begins as the
/// one did that it parts from. All have the same seed and begin with the same values. One of them is the current one: it is
/// being run, so what is kept of it here is only as of the last update().
class RunTree
{
public:
    /// There are no more than this many.
    static constexpr std::size_t most = 50;

    struct Branch {
        std::size_t parent = 0;        ///< its position, before this one's; of the first its own
        Time from{};                   ///< what was up to then is the parent's
        std::vector<Change> changes{}; ///< all of the run, those before `from` included; in order of time
        Duration length{};             ///< that it has been run

        friend bool operator==(const Branch &, const Branch &) = default;
    };

    /// None: nobody has branched.
    RunTree() = default;
    /// The first has not gone far yet. @p current is a position in @p branches, and each comes after its parent.
    RunTree(std::vector<Branch> branches, std::size_t current) : m_branches(std::move(branches)), m_current(current) { }

    bool empty() const noexcept { return m_branches.empty(); }
    const std::vector<Branch> &branches() const noexcept { return m_branches; }
    std::size_t current() const noexcept { return m_current; }

    /// What has become of the current one; of none yet, it is the first.
    void update(std::vector<Change> changes, Duration length);
    /// The current one is left as it is, and a new one parts from it at @p at, and is current. Not beyond `most`.
    void branch(Time at);
    /// That one is current.
    void goTo(std::size_t branch) noexcept { m_current = branch; }
    /// Whether that one is neither the current one nor one that the current one came from.
    bool canRemove(std::size_t branch) const noexcept;
    /// Forgets one that can be removed, and all that part from it. The others move up.
    void remove(std::size_t branch);

    /// Up to when two of them are the same.
    Time parting(std::size_t one, std::size_t other) const noexcept;

    friend bool operator==(const RunTree &, const RunTree &) = default;

private:
    bool comesFrom(std::size_t branch, std::size_t other) const noexcept;

    std::vector<Branch> m_branches;
    std::size_t m_current = 0;
};

} // namespace coroscope
