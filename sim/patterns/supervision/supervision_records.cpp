// SPDX-License-Identifier: MIT
// What a Supervisor keeps records of, so that supervisor.cpp can be about supervising.
#include "patterns/supervision/supervisor.h"

#include <algorithm>
#include <utility>

namespace coroscope::supervisor {

Supervisor::Supervisor(Kernel &kernel, Children children, Waits waits)
    : m_kernel(kernel),
      m_children(std::move(children)),
      m_waits(waits),
      m_alarm(kernel, waits.watching),
      m_jitter(kernel.seed(), "jitter")
{
}

void Supervisor::resize(std::uint32_t count)
{
    while (m_posts.size() < count)
        m_posts.emplace_back();
    m_wanted = count;
    for (auto index = static_cast<std::uint32_t>(m_posts.size()); index-- > count;) {
        Post &post = m_posts[index];
        const std::shared_ptr<Child> child = post.child;
        if (child && !child->m_leaves)
            m_kernel.note(EventKind::TaskDismissed, child->id());
        else if (!child && post.lastDead != 0)
            m_kernel.note(EventKind::TaskDismissed, post.lastDead);
        post = {.child = child};
        if (child && !child->m_leaves) {
            child->m_leaves = true;
            child->askToStop();
        }
    }
    m_alarm.wake();
}

void Supervisor::setOptions(const Options &options)
{
    m_options = options;
    m_alarm.wake();
}

void Supervisor::fail(std::uint32_t index)
{
    if (index < m_posts.size() && m_posts[index].child)
        m_posts[index].child->fail();
}

void Supervisor::ended(Child &child, TaskEnd end)
{
    m_children.died(child.id());
    Post &post = m_posts[child.index()];
    if (post.child.get() != &child)
        return; // abandoned
    if (!child.m_asked)
        m_deaths.push_back({child.index(), end, child.upFor()});
    noteDown(post, child);
    post.child.reset();
    m_alarm.wake();
}

void Supervisor::cameUp(Child &child)
{
    Post &post = m_posts[child.index()];
    if (post.child.get() != &child)
        return;
    m_kernel.note(EventKind::WorkerUp);
    if (const std::optional<Time> since = std::exchange(post.downSince, std::nullopt))
        m_kernel.note(EventKind::Restarted, post.lastDead, 0, (m_kernel.now() - *since).count());
}

void Supervisor::heardAgain(Child &child)
{
    if (m_posts[child.index()].child.get() == &child)
        m_kernel.note(EventKind::WorkerUp);
}

void Supervisor::noteDown(Post &post, const Child &child)
{
    post.lastDead = child.m_leaves ? 0 : child.id();
    post.announced = never;
    if (child.m_leaves)
        post.downSince.reset();
    else if (child.m_upSince)
        post.downSince = child.lastBeat();
    else if (!post.downSince)
        post.downSince = m_kernel.now();
}

void Supervisor::noteRestart()
{
    m_restarts.push_back(m_kernel.now());
    if (m_restarts.size() > mostRestarts + 1)
        m_restarts.pop_front();
}

std::size_t Supervisor::restartsInPeriod() const
{
    const Time now = m_kernel.now();
    return static_cast<std::size_t>(
        std::count_if(m_restarts.begin(), m_restarts.end(), [&](Time then) { return now - then <= m_options.period; }));
}

bool Supervisor::isReplacedAfter(TaskEnd end) const
{
    switch (m_options.restart) {
    case Restart::Permanent:
        return true;
    case Restart::Transient:
        return end == TaskEnd::Failed || end == TaskEnd::Killed;
    case Restart::Temporary:
        break;
    }
    return false;
}

std::pair<std::uint32_t, std::uint32_t> Supervisor::replacedWith(std::uint32_t index) const
{
    switch (m_options.strategy) {
    case Strategy::OneForAll:
        return {0, m_wanted};
    case Strategy::RestForOne:
        return {index, m_wanted};
    case Strategy::OneForOne:
        break;
    }
    return {index, index + 1};
}

bool Supervisor::mayStart(const Post &post) const
{
    if (post.child)
        return false;
    if (post.pause)
        return dueAt(*post.pause) <= m_kernel.now();
    return !post.vacant || isReplacedAfter(*post.vacant);
}

Time Supervisor::dueAt(const Pause &pause) const
{
    return later(pause.since, restartDelay(m_options, pause.number, pause.random));
}

void Supervisor::announce(Post &post)
{
    if (!post.pause || dueAt(*post.pause) == post.announced)
        return;
    post.announced = dueAt(*post.pause);
    const Duration left = std::max(post.announced - m_kernel.now(), Duration::zero());
    m_kernel.note(EventKind::RestartScheduled, post.lastDead, 0, left.count());
}

Time Supervisor::nextDue() const
{
    Time due = never;
    for (std::uint32_t index = 0; index < m_posts.size(); ++index) {
        const Post &post = m_posts[index];
        if (post.child)
            due = std::min(due, later(post.child->lastBeat(), m_options.heartbeat));
        else if (post.pause && index < m_wanted)
            due = std::min(due, dueAt(*post.pause));
    }
    return due;
}

Supervisor::Term::Term(Supervisor &supervisor, Scope &home) : m_supervisor(supervisor)
{
    supervisor.m_home = &home;
    supervisor.m_restarts.clear();
    for (Post &post : supervisor.m_posts) {
        post.pause.reset();
        post.vacant.reset();
        post.row = 0;
    }
}

Supervisor::Term::~Term()
{
    for (Post &post : m_supervisor.m_posts) {
        if (const std::shared_ptr<Child> child = std::exchange(post.child, nullptr)) {
            m_supervisor.noteDown(post, *child);
            child->askToStop();
        }
    }
    m_supervisor.m_deaths.clear();
    m_supervisor.m_home = nullptr;
}

} // namespace coroscope::supervisor
