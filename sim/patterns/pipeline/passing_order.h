// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernel.h"

#include <source_location>
#include <vector>

namespace coroscope::pipeline {

/// Lets several workers pass on what they have finished in the order in which the items were born (what tokio's
/// `buffered` does for futures). Who holds a ticket can wait for its turn: until nobody holds one for an older item.
class PassingOrder
{
    class Waiting;
    struct TurnCall;

public:
    class Ticket;

    explicit PassingOrder(Kernel &kernel) noexcept : m_kernel(kernel) { }
    PassingOrder(const PassingOrder &) = delete;
    PassingOrder &operator=(const PassingOrder &) = delete;

    /// While @p held, it is nobody's turn: older items are still on another way.
    void setHeld(bool held);
    /// Lets go everybody who waits now.
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

/// From its birth to its death, the current task has this item in its hands.
class PassingOrder::Ticket
{
public:
    Ticket(PassingOrder &order, ItemId item);
    ~Ticket();
    Ticket(const Ticket &) = delete;
    Ticket &operator=(const Ticket &) = delete;

    /// To be awaited at once: waits until no older item is in anybody's hands.
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
    Waiting(Ticket &ticket, std::uint16_t line) : Suspension(ticket.m_order.m_kernel, line), m_ticket(ticket) { }

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
    std::uint16_t line;
    Waiting operator co_await() const { return Waiting(ticket, line); }
};

inline PassingOrder::TurnCall PassingOrder::Ticket::turn(std::source_location where)
{
    return {*this, lineOf(where)};
}

} // namespace coroscope::pipeline
