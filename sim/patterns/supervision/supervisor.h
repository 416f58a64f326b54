// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/alarm.h"
#include "kernel/factor.h"
#include "kernel/kernel.h"
#include "patterns/supervision/child.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace coroscope::supervisor {

/// Which children are replaced when one has died: the dead one; all; the dead one and those started after it.
enum class Strategy : std::uint8_t { OneForOne, OneForAll, RestForOne };
/// Whether a dead child is replaced: always; after a failure; never.
enum class Restart : std::uint8_t { Permanent, Transient, Temporary };

/// The largest Options::maxRestarts.
inline constexpr std::uint32_t mostRestarts = 1000;

/// How a supervisor behaves. No duration is negative.
struct Options {
    Strategy strategy = Strategy::OneForOne;
    Restart restart = Restart::Permanent;
    std::uint32_t maxRestarts = 3;             ///< more than this many …
    Duration period = std::chrono::seconds(5); ///< … within this long, both ends included, and it gives up
    Duration delay{};                          ///< before the first restart in a row
    Factor backoff = 1;                        ///< for each further one, at least 1
    Duration resetAfter{};                     ///< a child that was up this long starts a new row when it dies
    Duration maxDelay = Duration::max();
    double jitter = 0;                    ///< share of the delay that is random, 0 … 1
    Duration heartbeat = Duration::max(); ///< a child that is up and silent this long counts as dead
    Duration shutdown{};                  ///< how long a child that is stopped may finish what it is busy with
};

/// The delay before restart @p number (from 1) in a row. @p random in [0, 1) decides how much of the random share is
/// left out.
Duration restartDelay(const Options &options, std::uint32_t number, double random);

/// More restarts than the options allow: the supervisor has stopped its children, and fails.
class GaveUp final : public std::exception
{
public:
    const char *what() const noexcept override { return "too many restarts"; }
};

/// Starts children, watches them, and restarts those that die (after Erlang/OTP's supervisor, whose semantics it has;
/// delays before restarts, heartbeats, and starting the next child without waiting for the one before are additions).
class Supervisor
{
public:
    /// What it supervises.
    struct Children {
        std::uint32_t group; ///< their Place::group; Place::index is their number in the order of starting
        std::function<QCoro::Task<>(Child &)> start;
        /// That task has ended, or counts as dead: what it held has no owner any more.
        std::function<void(TaskId)> died = [](TaskId) {};
    };
    /// What it waits for, as positions in Topology::activities: a child to die or be due; a child it stops to end, in
    /// order to replace it or to give up.
    struct Waits {
        std::uint32_t watching;
        std::uint32_t stopping;
        std::uint32_t givingUp;
    };

    Supervisor(Kernel &kernel, Children children, Waits waits);

    /// Supervises until it gives up: then it throws GaveUp. May be run again after that, and begins with a clean
    /// record. @p home is where the children live, abandoned ones included; it must end after the supervisor.
    QCoro::Task<> run(Scope &home);

    /// Sets the number of children: further ones are started at once, surplus ones finish what they are busy with and
    /// leave.
    void resize(std::uint32_t count);
    /// Applies to what is under way, too.
    void setOptions(const Options &options);
    /// The child in this place, if any, dies now, as if it had failed on its own, even if it is busy or hangs.
    void fail(std::uint32_t index);

    Kernel &kernel() const noexcept { return m_kernel; }

private:
    friend class Child;

    /// A restart that is waiting.
    struct Pause {
        Time since;
        std::uint32_t number; ///< of the restart, in a row
        double random;
    };
    /// A place that one child after another takes.
    struct Post {
        std::shared_ptr<Child> child{};  ///< nullptr: empty
        std::optional<Pause> pause{};    ///< before it is taken again
        std::optional<TaskEnd> vacant{}; ///< it stays empty, after a child that ended so
        std::uint32_t row = 0;           ///< failures in a row
        TaskId lastDead = 0;
        std::optional<Time> downSince{};
        Time announced = never;
    };
    /// A child has died without having been asked to stop.
    struct Death {
        std::uint32_t index;
        TaskEnd end;
        std::optional<Duration> wasUpFor;
    };
    /// A run: it begins with a clean record, and however it ends, every child left behind has been asked to stop.
    class Term
    {
    public:
        Term(Supervisor &supervisor, Scope &home);
        ~Term();
        Term(const Term &) = delete;
        Term &operator=(const Term &) = delete;

    private:
        Supervisor &m_supervisor;
    };

    QCoro::Task<> live(Child &child);
    QCoro::Task<> replace(Death death);
    QCoro::Task<> stop(std::uint32_t index, std::uint32_t activity);
    QCoro::Task<> waitForEnd(const Post &post, const Duration &atMost, std::uint32_t activity);
    QCoro::Task<> giveUp();
    void startWhoIsDue();
    void start(std::uint32_t index);
    void findSilent();
    void abandon(Post &post);
    void noteRestart();
    std::size_t restartsInPeriod() const;
    bool isReplacedAfter(TaskEnd end) const;
    std::pair<std::uint32_t, std::uint32_t> replacedWith(std::uint32_t index) const;
    Pause pauseAfter(const Death &death);
    Time dueAt(const Pause &pause) const;
    bool mayStart(const Post &post) const;
    void announce(Post &post);
    Time nextDue() const;

    void ended(Child &child, TaskEnd end);
    void cameUp(Child &child);
    void heardAgain(Child &child);
    void noteDown(Post &post, const Child &child);

    Kernel &m_kernel;
    Children m_children;
    Waits m_waits;
    Options m_options;
    Alarm m_alarm;
    RandomStreams m_jitter;
    Scope *m_home = nullptr; ///< while it runs
    std::uint32_t m_wanted = 0;
    std::deque<Post> m_posts;    ///< in the order of starting; never shrinks
    std::deque<Death> m_deaths;  ///< not dealt with yet, in the order in which they happened
    std::deque<Time> m_restarts; ///< the latest ones, the last one last
};

} // namespace coroscope::supervisor
