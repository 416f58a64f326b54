// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernel.h"

#include <cstdint>
#include <optional>
#include <stdexcept>

namespace coroscope::supervisor {

class Supervisor;

/// Why a child died.
class ChildFailed final : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// One life of a supervised task: the link between it and its supervisor. A task that takes its place after its death
/// has a Child of its own.
class Child final : private TaskObserver
{
public:
    class Busy;

    Child(Supervisor &supervisor, std::uint32_t index) : m_supervisor(supervisor), m_index(index) { }
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;

    /// Its Place::index.
    std::uint32_t index() const noexcept { return m_index; }
    TaskId id() const noexcept { return m_id; }
    /// For the child's own task: it has come up. From now on its heartbeat is watched.
    void up();
    /// For the child's own task: its heartbeat stops, and resumes.
    void fallSilent();
    void beatAgain();
    /// For the child's own task: whether it has been asked to stop.
    bool mustStop() const noexcept;

private:
    friend class Supervisor;

    void attach(Task &task);
    void taskEnded(Task &task, TaskEnd end, std::exception_ptr &error) override;
    /// It is to stop, but may finish what it is busy with.
    void askToStop();
    /// After askToStop(): it may no longer finish that.
    void insist();
    /// Makes it die now, as if it had failed on its own.
    void fail();
    Time lastBeat() const;
    std::optional<Duration> upFor() const;

    Supervisor &m_supervisor;
    TaskRef m_task;
    TaskId m_id = 0;
    std::uint32_t m_index;
    Shield *m_shield = nullptr; ///< while it is busy
    std::optional<Time> m_upSince;
    std::optional<Time> m_silentSince;
    bool m_asked = false;
    bool m_leaves = false; ///< it has been dismissed
    bool m_mustFail = false;
};

/// While it lives, a child that is asked to stop goes on, until its supervisor's patience runs out.
class Child::Busy
{
public:
    explicit Busy(Child &child);
    ~Busy() { m_child.m_shield = nullptr; }
    Busy(const Busy &) = delete;
    Busy &operator=(const Busy &) = delete;

private:
    Child &m_child;
    Shield m_shield;
};

} // namespace coroscope::supervisor
