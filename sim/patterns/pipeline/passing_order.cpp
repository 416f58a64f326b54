// SPDX-License-Identifier: MIT
#include "patterns/pipeline/passing_order.h"

#include <algorithm>
#include <utility>

namespace coroscope::pipeline {

void PassingOrder::setHeld(bool held)
{
    m_held = held;
    settle();
}

void PassingOrder::letAllPass()
{
    for (Ticket *ticket : m_tickets) {
        if (ticket->m_waiting)
            ticket->m_waiting->go();
    }
}

bool PassingOrder::isNext(const Ticket &ticket) const noexcept
{
    return !m_held && m_tickets.front() == &ticket;
}

void PassingOrder::add(Ticket &ticket)
{
    const auto younger = std::upper_bound(m_tickets.begin(), m_tickets.end(), ticket.m_item,
                                          [](ItemId item, const Ticket *other) { return item < other->m_item; });
    m_tickets.insert(younger, &ticket);
}

void PassingOrder::remove(Ticket &ticket)
{
    std::erase(m_tickets, &ticket);
    settle();
}

void PassingOrder::settle()
{
    if (!m_tickets.empty() && m_tickets.front()->m_waiting && isNext(*m_tickets.front()))
        m_tickets.front()->m_waiting->go();
}

PassingOrder::Ticket::Ticket(PassingOrder &order, ItemId item)
    : m_order(order), m_item(item), m_holder(order.m_kernel.current())
{
    m_order.add(*this);
}

PassingOrder::Ticket::~Ticket()
{
    m_order.remove(*this);
}

bool PassingOrder::Waiting::await_ready()
{
    enter();
    m_over = m_ticket.m_order.isNext(m_ticket);
    return m_over && mayGoOn();
}

void PassingOrder::Waiting::await_suspend(std::coroutine_handle<> handle)
{
    park(handle);
    if (m_over) {
        yield();
        return;
    }
    const Task *const older = olderHolder();
    m_for = older ? older->id() : 0;
    m_since = m_kernel.now();
    noteForTask(EventKind::JoinBlocked, m_for, 0);
    m_ticket.m_waiting = this;
}

void PassingOrder::Waiting::await_resume()
{
    leave();
    if (!m_over)
        noteEnd();
}

void PassingOrder::Waiting::abandon()
{
    m_ticket.m_waiting = nullptr;
    noteEnd();
}

void PassingOrder::Waiting::waitsFor(std::vector<Task *> &others) const
{
    if (Task *const older = olderHolder())
        others.push_back(older);
}

void PassingOrder::Waiting::go()
{
    m_ticket.m_waiting = nullptr;
    wakeNow();
}

void PassingOrder::Waiting::noteEnd()
{
    noteForTask(EventKind::JoinEnded, m_for, (m_kernel.now() - m_since).count());
}

Task *PassingOrder::Waiting::olderHolder() const noexcept
{
    const std::vector<Ticket *> &tickets = m_ticket.m_order.m_tickets;
    const auto own = std::find(tickets.begin(), tickets.end(), &m_ticket);
    return own == tickets.begin() ? nullptr : &(*std::prev(own))->m_holder;
}

} // namespace coroscope::pipeline
