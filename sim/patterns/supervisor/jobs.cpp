// SPDX-License-Identifier: MIT
#include "patterns/supervisor/jobs.h"

#include <utility>

namespace coroscope::supervisor {

std::shared_ptr<Job> Jobs::take(TaskId worker, std::source_location where)
{
    std::shared_ptr<Job> job;
    while (!m_leftBehind.empty() && !m_leftBehind.front()->item)
        m_leftBehind.pop_front(); // done by a hung worker that has woken up
    if (m_leftBehind.empty()) {
        job = std::make_shared<Job>(m_kernel.createItem(where));
    } else {
        job = std::move(m_leftBehind.front());
        m_leftBehind.pop_front();
    }
    m_inHands[worker] = job;
    return job;
}

void Jobs::finish(TaskId worker, Job &job, std::source_location where)
{
    if (job.item) {
        job.item->done(where);
        job.item.reset();
    } else if (!job.lost) {
        m_kernel.note(EventKind::ItemDoneAgain, 0, job.id, 0, m_kernel.siteOf(where));
    }
    m_inHands.erase(worker);
}

void Jobs::takeAway(TaskId worker, InFlight inFlight)
{
    const auto it = m_inHands.find(worker);
    if (it == m_inHands.end())
        return;
    const std::shared_ptr<Job> job = std::move(it->second);
    m_inHands.erase(it);
    if (!job->item && !job->lost)
        return; // a hung worker has woken up and done it: it is not to be done again
    if (inFlight == InFlight::Requeued) {
        m_kernel.note(EventKind::ItemRequeued, 0, job->id);
        m_leftBehind.push_back(job);
    } else {
        job->lost = job->item.has_value();
        job->item.reset();
    }
}

void Jobs::clear()
{
    m_leftBehind.clear();
    m_inHands.clear();
}

} // namespace coroscope::supervisor
