// SPDX-License-Identifier: MIT
#pragma once

#include "sim/kernel/program.h"
#include "sim/probed_kernel.h"

#include "kernel/broadcast.h"
#include "kernel/channel.h"
#include "kernel/kernel.h"
#include "kernel/notify.h"
#include "kernel/oneshot.h"
#include "kernel/rate_limiter.h"
#include "kernel/select.h"
#include "kernel/semaphore.h"
#include "kernel/watch.h"
#include "kernel/yield_now.h"

#include <array>
#include <chrono>
#include <memory>
#include <stdexcept>

namespace coroscope::test {

/// Runs a random program as coroutines on a kernel.
class ProgramOnKernel final : private Chooser, private TaskObserver
{
public:
    static Told run(const Program &program)
    {
        ProgramOnKernel run(program);
        run.m_kernel.runUntil(Time{} + std::chrono::seconds(10));
        run.tellEnd();
        Told told = run.m_told; // what the shutting down adds to it is not part of the program
        run.m_kernel.shutDown();
        return told;
    }

private:
    explicit ProgramOnKernel(const Program &program)
        : m_program(program),
          m_scopes(std::size_t(program.scopes)),
          m_tasks(std::size_t(program.tasks)),
          m_ears(std::size_t(program.tasks))
    {
        m_kernel.setChooser(*this);
        m_kernel.start([this] { return root(); });
    }

    std::size_t next(std::size_t ready) override { return m_program.choice(m_choices++, ready); }
    void taskEnded(Task &task, TaskEnd end, std::exception_ptr &) override
    {
        static constexpr const char *names[] = {"done", "failed", "cancelled", "killed"};
        say(int(task.place().index), names[int(end)]);
    }
    void say(int task, const std::string &what)
    {
        const auto now = m_kernel.now().time_since_epoch();
        m_told.log.push_back(std::to_string(now / std::chrono::milliseconds(1)) + " t" + std::to_string(task) + " "
                             + what);
    }
    void say(int task, const Op &op, const std::string &what)
    {
        say(task, "#" + std::to_string(op.number) + " " + what);
    }

    QCoro::Task<> root()
    {
        m_tasks[0] = TaskRef(m_kernel.current());
        m_ears[0] = std::make_unique<Ears>(*this);
        const Op all{.what = Do::Scope, .a = Program::noDeadline};
        co_await openScope(all, m_program.body, 0);
    }
    QCoro::Task<> body(const std::vector<Op> &ops, int me)
    {
        for (const Op &op : ops)
            co_await one(op, me);
    }
    /// While it lives, the scope can be found by its label.
    struct Found {
        Scope *&entry;
        ~Found() { entry = nullptr; }
    };
    QCoro::Task<> openScope(const Op &op, const std::vector<Op> &ops, int me)
    {
        const Found found{m_scopes[std::size_t(op.label)]};
        const ScopeEnd end = co_await scoped(m_kernel, [this, &op, &ops, me](Scope &scope) {
            m_scopes[std::size_t(op.label)] = &scope;
            if (op.b != 0)
                scope.setShielded(true);
            if (op.a != Program::noDeadline)
                scope.setDeadline(m_kernel.now() + std::chrono::milliseconds(op.a));
            return body(ops, me);
        });
        say(me, op,
            std::string("scope ended") + (end.cancelled ? ", cancelled" : "") + (end.timedOut ? ", overdue" : ""));
    }
    QCoro::Task<> shielded(const Op &op, int me)
    {
        const Shield shield(m_kernel);
        co_await body(op.body, me);
    }
    QCoro::Task<> holding(const Op &op, int me)
    {
        const std::optional<SemaphorePermit> permit = co_await m_semaphore.acquire(op.b);
        say(me, op, "holds " + std::to_string(permit.value().count()));
        co_await body(op.body, me);
    }
    QCoro::Task<> see(const Op &op, int me)
    {
        WatchReceiver<int> &watching = m_ears[std::size_t(me)]->watching;
        if (co_await watching.changed())
            say(me, op, "saw " + std::to_string(watching.value()));
        else
            say(me, op, "found the end");
    }
    QCoro::Task<> hear(const Op &op, int me)
    {
        const std::optional<Heard<int>> heard = co_await m_ears[std::size_t(me)]->listening.receive();
        if (heard)
            say(me, op, "heard " + std::to_string(heard->value) + ", missed " + std::to_string(heard->missed));
        else
            say(me, op, "found the end");
    }
    QCoro::Task<> ask(const Op &op, int me)
    {
        const std::optional<int> answer = co_await m_questions[std::size_t(op.a)].receive();
        if (answer)
            say(me, op, "was answered " + std::to_string(*answer));
        else
            say(me, op, "found the end");
    }
    /// The sender goes with the frame, however that ends.
    struct Promised {
        OneshotSender<int> &sender;
        ~Promised() { const OneshotSender<int> gone = std::move(sender); }
    };
    QCoro::Task<> promising(const Op &op, int me)
    {
        const Promised promised{m_answers[std::size_t(op.a)]};
        co_await body(op.body, me);
    }
    static std::string textOf(const std::exception_ptr &error)
    {
        try {
            std::rethrow_exception(error);
        } catch (const SeveralFailures &several) {
            std::string text = "(";
            for (const std::exception_ptr &one : several.failures())
                text += " " + textOf(one);
            return text + " )";
        } catch (const std::exception &one) {
            return one.what();
        }
    }

    QCoro::Task<> one(const Op &op, int me)
    {
        switch (op.what) {
        case Do::Sleep:
            co_await m_kernel.sleep(0, Sample{&m_millisecond, double(op.a)});
            say(me, op, "slept");
            break;
        case Do::Send: {
            Item item = m_kernel.createItem();
            const SendOutcome outcome = co_await m_channels[std::size_t(op.a)].send(std::move(item));
            told(me, op, outcome, item);
            break;
        }
        case Do::TrySend: {
            Item item = m_kernel.createItem();
            const SendOutcome outcome = m_channels[std::size_t(op.a)].trySend(std::move(item));
            told(me, op, outcome, item);
            break;
        }
        case Do::Receive: {
            std::optional<Item> item = co_await m_channels[std::size_t(op.a)].receive();
            told(me, op, item ? ReceiveOutcome::Received : ReceiveOutcome::Ended, item);
            break;
        }
        case Do::TryReceive: {
            Channel<Item>::Attempt attempt = m_channels[std::size_t(op.a)].tryReceive();
            told(me, op, attempt.outcome, attempt.value);
            break;
        }
        case Do::Select:
            co_await selectOne(op, me);
            break;
        case Do::Scope:
            co_await openScope(op, op.body, me);
            break;
        case Do::Spawn:
            spawn(op, me);
            break;
        case Do::Shield:
            co_await shielded(op, me);
            break;
        case Do::Try:
            try {
                co_await body(op.body, me);
            } catch (...) {
                say(me, op, "caught " + textOf(std::current_exception()));
            }
            break;
        case Do::Join:
            co_await m_kernel.join(m_tasks[std::size_t(op.a)]);
            say(me, op, "joined");
            break;
        case Do::Hold:
            co_await holding(op, me);
            break;
        case Do::Yield:
            co_await yieldNow(m_kernel);
            say(me, op, "yielded");
            break;
        case Do::Notified:
            co_await m_notify.notified();
            say(me, op, "was notified");
            break;
        case Do::See:
            co_await see(op, me);
            break;
        case Do::Hear:
            co_await hear(op, me);
            break;
        case Do::Ask:
            co_await ask(op, me);
            break;
        case Do::Promise:
            co_await promising(op, me);
            break;
        case Do::Acquire:
            co_await m_limiter.acquire(op.b);
            tookTokens(op, me);
            break;
        case Do::Fail:
            throw std::runtime_error("e" + std::to_string(op.number));
        default:
            act(op, me);
        }
    }
    QCoro::Task<> selectOne(const Op &op, int me)
    {
        auto got = co_await select(m_kernel, biased, m_channels[std::size_t(op.a)].receive(),
                                   m_channels[std::size_t(op.b)].receive(),
                                   m_kernel.sleep(0, Sample{&m_millisecond, double(selectSleep)}));
        if (got.index() == 2) {
            say(me, op, "slept");
            co_return;
        }
        std::optional<Item> &item = got.index() == 0 ? std::get<0>(got) : std::get<1>(got);
        told(me, op, item ? ReceiveOutcome::Received : ReceiveOutcome::Ended, item);
    }
    /// What became of a send. What was not taken must still be there, and is given up.
    void told(int me, const Op &op, SendOutcome outcome, Item &item)
    {
        static constexpr const char *names[] = {"sent ", "was refused ", "found it full ", "found it closed "};
        say(me, op, names[int(outcome)] + std::to_string(item.id()));
        if (outcome == SendOutcome::Full || outcome == SendOutcome::Closed)
            item.fail();
    }
    void told(int me, const Op &op, ReceiveOutcome outcome, std::optional<Item> &item)
    {
        if (outcome == ReceiveOutcome::Received) {
            say(me, op, "received " + std::to_string(item.value().id()));
            item->done();
        } else {
            say(me, op, outcome == ReceiveOutcome::Empty ? "found nothing" : "found the end");
        }
    }
    void spawn(const Op &op, int me)
    {
        Scope *const scope = m_scopes[std::size_t(op.a)];
        if (!scope) {
            say(me, op, "no such scope");
            return;
        }
        Task &task = scope->spawn(Place{0, std::uint32_t(op.label)}, [this, &op] { return body(op.body, op.label); });
        task.setObserver(this);
        m_ears[std::size_t(op.label)] = std::make_unique<Ears>(*this);
        m_tasks[std::size_t(op.label)] = TaskRef(task);
    }
    /// What does not wait.
    void act(const Op &op, int me);
    void actOn(Scope &scope, const Op &op);
    void answer(const Op &op, int me);
    void tookTokens(const Op &op, int me);

    void tellEnd();

    /// With which a task watches and listens.
    struct Ears {
        explicit Ears(ProgramOnKernel &run) : watching(run.m_watch), listening(run.m_broadcast) { }
        WatchReceiver<int> watching;
        BroadcastReceiver<int> listening;
    };

    const Program &m_program;
    Told m_told;
    Trace m_trace;
    LiveDuration m_millisecond{std::chrono::milliseconds(1)};
    ProbedKernel m_kernel{1, Schedule::Fifo, &m_trace};
    std::array<Channel<Item>, Program::channels> m_channels{
        {Channel<Item>{m_kernel, 0, 0}, Channel<Item>{m_kernel, 1, 1}, Channel<Item>{m_kernel, 2, 2}}};
    Semaphore m_semaphore{m_kernel, 0, Program::permits};
    Notify m_notify{m_kernel, 0};
    Watch<int> m_watch{m_kernel, 0, 0};
    Broadcast<int> m_broadcast{m_kernel, 0, Program::toldKept};
    std::array<Oneshot<int>, Program::questions> m_questions{
        {Oneshot<int>{m_kernel, 3}, Oneshot<int>{m_kernel, 4}, Oneshot<int>{m_kernel, 5}, Oneshot<int>{m_kernel, 6}}};
    std::array<OneshotSender<int>, Program::questions> m_answers{
        {m_questions[0].sender(), m_questions[1].sender(), m_questions[2].sender(), m_questions[3].sender()}};
    LiveDuration m_interval{std::chrono::milliseconds(Program::interval)};
    RateLimiter m_limiter{m_kernel, m_interval, Program::burst, 0};
    std::vector<Scope *> m_scopes;             ///< by label; nullptr: not open
    std::vector<TaskRef> m_tasks;              ///< by label
    std::vector<std::unique_ptr<Ears>> m_ears; ///< by label of the task
    std::uint64_t m_choices = 0;
};

} // namespace coroscope::test
