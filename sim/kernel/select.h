// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/body_result.h"
#include "kernel/kernel.h"
#include "kernel/operation.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <source_location>
#include <span>
#include <tuple>
#include <utility>
#include <variant>

namespace coroscope {

/// Tries the operations in the order in which they are written; see select().
struct Biased {
    explicit Biased() = default;
};
inline constexpr Biased biased{};

/// The part of a select() that does not depend on the types of its waits.
class SelectBase : public Suspension
{
public:
    void abandon() override;
    void waitsFor(std::vector<Task *> &others) const override;

protected:
    /// @param random decides where to begin; nullptr: at the first.
    SelectBase(Kernel &kernel, Random *random, SiteId site) noexcept : Suspension(kernel, site), m_random(random) { }
    ~SelectBase() = default;

    static constexpr std::size_t none = ~std::size_t{0};
    /// To be called first in await_ready: the @p waits, of the current task, in the order in which they are written.
    void enterAll(std::span<Suspension *const> waits);
    /// The position of the @p nth to be tried.
    std::size_t inOrder(std::size_t nth) const noexcept { return (m_first + nth) % m_waits.size(); }

    std::size_t m_chosen = none;

private:
    void served(Suspension &wait) final;
    /// All but @p chosen leave their queues.
    void withdraw(const Suspension *chosen);

    std::span<Suspension *const> m_waits;
    Random *m_random;
    std::size_t m_first = 0;
};

/// One of the waits of a select(), in place. @p position tells waits of the same type apart.
template <std::size_t position, typename Call>
struct SelectedWait {
    using Awaiter = decltype(std::declval<const Call &>().operator co_await());
    static_assert(Selectable<Awaiter>, "select() takes what can be waited for and withdrawn: see Operation");
    using Result = Kept<decltype(std::declval<Awaiter &>().await_resume())>;

    explicit SelectedWait(const Call &call) : awaiter(call.operator co_await()) { }

    Awaiter awaiter;
};

template <typename Positions, typename... Calls>
class SelectWait;

/// The awaiter of select().
template <std::size_t... positions, typename... Calls>
class SelectWait<std::index_sequence<positions...>, Calls...> final : private SelectedWait<positions, Calls>...,
                                                                      public SelectBase
{
    template <std::size_t position>
    using At = SelectedWait<position, std::tuple_element_t<position, std::tuple<Calls...>>>;
    using Result = std::variant<typename SelectedWait<positions, Calls>::Result...>;

public:
    SelectWait(Kernel &kernel, Random *random, const std::tuple<Calls...> &calls, SiteId site)
        : SelectedWait<positions, Calls>(std::get<positions>(calls))..., SelectBase(kernel, random, site)
    {
    }

    bool await_ready()
    {
        enterAll(m_all);
        for (std::size_t nth = 0; nth < sizeof...(Calls); ++nth) {
            const std::size_t asked = inOrder(nth);
            bool done = false;
            ((positions == asked ? void(done = ask(At<positions>::awaiter)) : void()), ...);
            if (done) {
                m_chosen = asked;
                return mayGoOn();
            }
        }
        return false;
    }
    void await_suspend(std::coroutine_handle<> handle)
    {
        park(handle);
        if (m_chosen != none) {
            yield();
            return;
        }
        for (std::size_t nth = 0; nth < sizeof...(Calls); ++nth) {
            const std::size_t next = inOrder(nth);
            ((positions == next ? At<positions>::awaiter.beginWait() : void()), ...);
        }
    }
    Result await_resume()
    {
        leave();
        std::optional<Result> result;
        ((positions == m_chosen ? take<positions>(result) : void()), ...);
        return std::move(*result);
    }

private:
    template <typename Awaiter>
    static bool ask(Awaiter &awaiter)
    {
        if constexpr (requires { awaiter.ask(); })
            return awaiter.ask();
        else
            return awaiter.attempt();
    }
    template <std::size_t position>
    void take(std::optional<Result> &result)
    {
        using T = decltype(At<position>::awaiter.await_resume());
        if constexpr (std::is_void_v<T>) {
            At<position>::awaiter.await_resume();
            result.emplace(std::in_place_index<position>);
        } else {
            result.emplace(std::in_place_index<position>, At<position>::awaiter.await_resume());
        }
    }

    const std::array<Suspension *, sizeof...(Calls)> m_all{&(At<positions>::awaiter)...};
};

/// What select() returns: to be awaited at once.
template <typename... Calls>
struct [[nodiscard]] SelectCall {
    Kernel &kernel;
    Random *random;
    std::tuple<Calls...> calls;
    SiteId site;

    SelectWait<std::index_sequence_for<Calls...>, Calls...> operator co_await() const
    {
        return {kernel, random, calls, site};
    }
};

/// Where select() starts trying.
class SelectOrder
{
public:
    SelectOrder(Biased, std::source_location where = std::source_location::current()) noexcept : m_where(where) { }
    SelectOrder(Random &random, std::source_location where = std::source_location::current()) noexcept
        : m_random(&random), m_where(where)
    {
    }
    Random *random() const noexcept { return m_random; }
    const std::source_location &where() const noexcept { return m_where; }

private:
    Random *m_random = nullptr;
    std::source_location m_where;
};

/// Waits for the first of several operations. Exactly one of them happens; it is as if the others had never been tried
/// (tokio's select!, Go's select; Trio has none). To be awaited at once; gives a std::variant whose index says which
/// one happened, and whose value is what its own await would have given (std::monostate for nothing). The operations
/// are what receive(), send(), sleep(), join(), acquire() and the like return; see Operation for what else can be among
/// them.
///
/// They are tried one after another; the first that needs no waiting is done, and the rest are not even tried. A sleep
/// or a tick needs none if its time has come or passed (tokio, too). If all have to wait, the task joins all their
/// queues, and leaves the others the moment one is done: no value goes to two tasks, and the tasks behind it in the
/// other queues move up. A value that was not sent stays where it is; a wait that was not served has lost its place in
/// its queue (as a cancelled wait has; in tokio, too). A channel that has ended is a result like any other.
///
/// @p order `biased` tries them in the order in which they are written, so that an earlier one that is always ready
/// starves the later ones; a Random starts anywhere and goes round (tokio's two orders; Go shuffles). Of several that
/// could be done in the same instant while it waits, the one that is served first is done.
///
/// If it is cancelled, none of them has happened; but if one was done in the same instant, that stands, and the
/// cancellation strikes the next await.
template <typename... Calls>
requires(sizeof...(Calls) > 0)
    [[nodiscard]] SelectCall<Calls...> select(Kernel &kernel, SelectOrder order, Calls... calls)
{
    return {kernel, order.random(), {calls...}, kernel.siteOf(order.where())};
}

} // namespace coroscope
