// SPDX-License-Identifier: MIT
#include "patterns/supervision/supervisor.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace coroscope::supervisor {

QCoro::Task<> Supervisor::run(Scope &home)
{
    const Term term(*this, home);
    for (;;) {
        startWhoIsDue();
        co_await m_alarm.wait(nextDue()); // or until a child dies
        findSilent();
        while (!m_deaths.empty()) {
            const Death death = m_deaths.front();
            m_deaths.pop_front();
            co_await replace(death);
        }
    }
}

QCoro::Task<> Supervisor::replace(Death death)
{
    if (death.index >= m_wanted)
        co_return;
    if (!isReplacedAfter(death.end)) {
        m_posts[death.index].vacant = death.end;
        co_return;
    }
    noteRestart();
    if (restartsInPeriod() > m_options.maxRestarts)
        co_await giveUp();
    const auto [first, last] = replacedWith(death.index);
    for (std::uint32_t index = last; index-- > first;) // in reverse order
        co_await stop(index, m_waits.stopping);
    const Pause pause = pauseAfter(death);
    for (std::uint32_t index = first; index < last; ++index) {
        std::optional<Pause> &own = m_posts[index].pause;
        if (!own || dueAt(*own) < dueAt(pause))
            own = pause;
        announce(m_posts[index]);
    }
}

QCoro::Task<> Supervisor::stop(std::uint32_t index, std::uint32_t activity)
{
    static constexpr Duration noTime{};
    Post &post = m_posts[index];
    if (post.child) {
        post.child->askToStop(); // it may finish what it is busy with ...
        co_await waitForEnd(post, m_options.shutdown, activity);
    }
    if (post.child) {
        post.child->insist(); // ... but not for ever
        co_await waitForEnd(post, noTime, activity);
    }
    if (post.child)
        abandon(post);
    std::erase_if(m_deaths, [&](const Death &death) { return death.index == index; });
}

QCoro::Task<> Supervisor::waitForEnd(const Post &post, const Duration &atMost, std::uint32_t activity)
{
    const Time since = m_kernel.now();
    for (bool timeIsUp = false; post.child && !timeIsUp;)
        timeIsUp = co_await m_alarm.waitAs(activity, later(since, atMost));
}

QCoro::Task<> Supervisor::giveUp()
{
    const auto failures = static_cast<std::int64_t>(restartsInPeriod());
    for (auto index = static_cast<std::uint32_t>(m_posts.size()); index-- > 0;)
        co_await stop(index, m_waits.givingUp);
    m_kernel.note(EventKind::Escalated, 0, 0, failures);
    throw GaveUp();
}

void Supervisor::startWhoIsDue()
{
    for (std::uint32_t index = 0; index < m_wanted; ++index) {
        if (mayStart(m_posts[index]))
            start(index);
        else
            announce(m_posts[index]);
    }
}

void Supervisor::start(std::uint32_t index)
{
    Post &post = m_posts[index];
    post.pause.reset();
    post.vacant.reset();
    post.child = std::make_shared<Child>(*this, index);
    post.child->attach(m_home->spawn({m_children.group, index}, [this, child = post.child] { return live(*child); }));
}

QCoro::Task<> Supervisor::live(Child &child)
{
    try {
        co_await m_children.start(child);
    } catch (const Cancelled &) {
        if (!child.m_mustFail)
            throw;
    }
    if (child.m_mustFail)
        throw ChildFailed("was made to fail");
}

// What follows finds out who is silent, and how long to wait.

void Supervisor::findSilent()
{
    for (std::uint32_t index = 0; index < m_posts.size(); ++index) {
        Post &post = m_posts[index];
        if (!post.child || m_kernel.now() < later(post.child->lastBeat(), m_options.heartbeat))
            continue;
        m_kernel.note(EventKind::HeartbeatMissed, post.child->id(), 0,
                      (m_kernel.now() - post.child->lastBeat()).count());
        m_deaths.push_back({index, TaskEnd::Failed, post.child->upFor()});
        abandon(post);
    }
}

void Supervisor::abandon(Post &post)
{
    const std::shared_ptr<Child> child = std::exchange(post.child, nullptr);
    m_kernel.note(EventKind::TaskAbandoned, child->id());
    m_children.died(child->id());
    noteDown(post, *child);
    child->askToStop(); // for when it wakes up
}

Supervisor::Pause Supervisor::pauseAfter(const Death &death)
{
    Post &post = m_posts[death.index];
    const bool newRow = death.wasUpFor && *death.wasUpFor >= m_options.resetAfter;
    post.row = newRow ? 1 : post.row + 1;
    return {m_kernel.now(), post.row, m_jitter[death.index].uniform()};
}

Duration restartDelay(const Options &options, std::uint32_t number, double random)
{
    Duration delay = options.delay;
    for (std::uint32_t i = 1; i < number && delay < options.maxDelay; ++i) {
        const Duration next = delay * options.backoff;
        if (next == delay)
            break; // it will not grow any more, be the row ever so long
        delay = next;
    }
    delay = std::min(delay, options.maxDelay);
    return delay - Duration{std::llround(static_cast<double>(delay.count()) * options.jitter * random)};
}

} // namespace coroscope::supervisor
