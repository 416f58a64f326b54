// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernel.h"

#include <source_location>
#include <vector>

namespace coroscope::pipeline {

/// Lets several workers pass on what they have finished in the order in which the items were created (what `buffered`
/// does for a stream of futures in Rust). The holder of a ticket can wait for its turn: until there is no ticket for an
/// older item.
class PassingOrder
{
    class Waiting;
    struct TurnCall;

public:
    class Ticket;

    explicit PassingOrder(Kernel &kernel) noexcept : m_kernel(kernel) { }
    PassingOrder(const PassingOrder &) = delete;
    PassingOrder &operator=(const PassingOrder &) = delete;

    /// While @p held, no ticket's turn comes: older items are still on another path.
    void setHeld(bool held);
    /// Releases all that wait now.
    void letAllPass();

private:
    bool isNext(const Ticket &ticket) const noexcept;
    void add(Ticket &ticket);
    void remove(Ticket &ticket);
    void settle();

    Kernel &m_kernel;
    std::vector<Ticket *> m_tickets; ///< by item, the oldest first
    bool m_held = false;
};

/// While it lives, the task that made it holds this item.
class PassingOrder::Ticket
{
public:
    Ticket(PassingOrder &order, ItemId item);
    ~Ticket();
    Ticket(const Ticket &) = delete;
    Ticket &operator=(const Ticket &) = delete;

    /// To be awaited at once: waits until no task holds an older item.
    [[nodiscard]] TurnCall turn(std::source_location where = std::source_location::current());

private:
    friend class PassingOrder;

    PassingOrder &m_order;
    ItemId m_item;
    Task &m_holder;
    Waiting *m_waiting = nullptr;
};

class PassingOrder::Waiting final : public Suspension
{
public:
    Waiting(Ticket &ticket, SiteId site) : Suspension(ticket.m_order.m_kernel, site), m_ticket(ticket) { }

    bool await_ready();
    void await_suspend(std::coroutine_handle<> handle);
    void await_resume();

    void abandon() override;
    void waitsFor(std::vector<Task *> &others) const override;

private:
    friend class PassingOrder;
    void go();
    void noteEnd();
    Task *olderHolder() const noexcept;

    Ticket &m_ticket;
    Time m_since{};
    TaskId m_for = 0;
    bool m_over = false; ///< before it began
};

struct PassingOrder::TurnCall {
    Ticket &ticket;
    SiteId site;
    Waiting operator co_await() const { return Waiting(ticket, site); }
};

inline PassingOrder::TurnCall PassingOrder::Ticket::turn(std::source_location where)
{
    return {*this, m_order.m_kernel.siteOf(where)};
}

} // namespace coroscope::pipeline
