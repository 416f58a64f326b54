// SPDX-License-Identifier: MIT
#include "patterns/resilient_service/resilient_service.h"

#include "kernel/gather.h"
#include "kernel/timeout.h"
#include "patterns/resilient_service/attempt.h"

namespace coroscope::service {

using supervisor::Child;
using supervisor::ChildFailed;

// The way of a request: intake, worker, answers, renderer, pages, replier.
struct ResilientService::Channels {
    Channel<Item> intake;
    Channel<Item> answers;
    Channel<Item> pages;
};

QCoro::Task<> ResilientService::main()
{
    Channels channels{.intake{m_kernel, TheIntake, m_parameters.intake(), WhenFull::DropNewest},
                      .answers{m_kernel, TheAnswers, 4},
                      .pages{m_kernel, ThePages, 4}};
    m_channels = &channels;
    co_await scoped(m_kernel, [this](Scope &scope) { start(scope); });
}

void ResilientService::start(Scope &scope)
{
    scope.spawn({Clients, 0}, [this] { return arrive(); });
    scope.spawn({TheSupervisor, 0}, [this, &scope] { return superviseWorkers(scope); });
    scope.spawn({TheRenderer, 0}, [this] { return render(); });
    scope.spawn({TheReplier, 0}, [this] { return reply(); });
}

QCoro::Task<> ResilientService::arrive()
{
    for (;;) {
        co_await m_kernel.sleep(Awaiting, m_parameters.arrivalRate.interval().draw(m_arrivals[0]));
        Item request = m_kernel.createItem();
        co_await m_channels->intake.send(std::move(request)); // never waits: a full intake refuses
    }
}

QCoro::Task<> ResilientService::superviseWorkers(Scope &home)
{
    for (;;) {
        try {
            co_await m_supervisor.run(home); // starts the workers, and others in the place of those that die
        } catch (const supervisor::GaveUp &) {
        }
        co_await m_kernel.sleep(StartingAnew, m_restartDelay.exactly());
    }
}

QCoro::Task<> ResilientService::serve(Child &self)
{
    self.up();
    for (;;) {
        std::optional<Item> taken = co_await m_channels->intake.receive(); // a worker told to stop leaves here ...
        const Child::Busy busy(self);                                      // ... and finishes its request first
        Item request = std::move(*taken);
        const bool answered = co_await askAllBackends(request.id());
        if (m_crashes[self.index()].chance(m_parameters.crashRate()))
            throw ChildFailed("crashed"); // and the request is lost
        if (answered)
            co_await m_channels->answers.send(std::move(request));
        else
            request.fail();
    }
}

// Fan-out, fan-in: all backends at once; one that does not answer is enough for the request to fail.
QCoro::Task<bool> ResilientService::askAllBackends(ItemId request)
{
    const IndexRanges::IndexRange places = m_callPlaces.take(static_cast<std::uint32_t>(m_parameters.backends()));
    const Place first{Calls, places.first()};
    const GatherRules all;
    try {
        const auto answers = co_await gather(m_kernel, first, places.count(), all, [&](std::size_t backend) {
            return call(static_cast<std::uint32_t>(backend), request);
        });
        co_return answers.size() == places.count();
    } catch (const NoAnswer &) {
    } catch (const SeveralFailures &) {
    }
    co_return false;
}

QCoro::Task<> ResilientService::call(std::uint32_t backend, ItemId request)
{
    co_await retry(m_kernel, m_retryDelays[backend], m_retryRules,
                   [&](std::uint32_t attempt) { return callOnce(backend, request, attempt); });
}

QCoro::Task<> ResilientService::callOnce(std::uint32_t backend, ItemId request, std::uint32_t number)
{
    Attempt attempt(m_kernel, request, number);
    try {
        const auto answer = co_await timeout(m_kernel, m_parameters.timeout.live().exactly(),
                                             [&] { return backendAnswers(backend, request); });
        if (isTimedOut(answer)) {
            attempt.timedOut();
            throw NoAnswer("timed out");
        }
        if (!std::get<bool>(answer)) {
            attempt.failed();
            throw NoAnswer("failed");
        }
    } catch (const Cancelled &) {
        attempt.cancelled(m_parameters.timeout());
        throw;
    }
}

QCoro::Task<bool> ResilientService::backendAnswers(std::uint32_t backend, ItemId request)
{
    co_await m_kernel.work(Asking, m_parameters.backendWork.draw(m_backendTimes[backend]), request);
    co_return !m_backendFailures[backend].chance(m_parameters.backendFailureRate());
}

QCoro::Task<> ResilientService::render()
{
    while (std::optional<Item> request = co_await m_channels->answers.receive()) {
        co_await m_kernel.work(Rendering, m_parameters.render.draw(m_renderTimes[0]), request->id());
        co_await m_channels->pages.send(std::move(*request));
    }
}

QCoro::Task<> ResilientService::reply()
{
    while (std::optional<Item> request = co_await m_channels->pages.receive()) {
        co_await m_kernel.work(Replying, m_parameters.reply.draw(m_replyTimes[0]), request->id());
        request->done();
    }
}

// What follows lets parameters be turned while it runs.

ResilientService::ResilientService(Kernel &kernel)
    : m_kernel(kernel),
      m_arrivals(kernel.seed(), "arrival"),
      m_crashes(kernel.seed(), "crash"),
      m_backendTimes(kernel.seed(), "backend-work"),
      m_backendFailures(kernel.seed(), "backend-failure"),
      m_retryDelays(kernel.seed(), "retry-delay"),
      m_renderTimes(kernel.seed(), "render"),
      m_replyTimes(kernel.seed(), "reply"),
      m_retryRules{.retries = static_cast<std::uint32_t>(m_parameters.retries()),
                   .base = LiveDuration(std::chrono::milliseconds(20)),
                   .cap = LiveDuration(std::chrono::milliseconds(500)),
                   .activity = BackingOff},
      m_restartDelay(std::chrono::seconds(1)),
      m_supervisor(kernel, {.group = Workers, .start = [this](Child &child) { return serve(child); }},
                   {.watching = Watching, .stopping = Stopping, .givingUp = GivingUp})
{
    m_parameters.arrivalRate.interval().setShape(Shape::Exponential); // so they are a Poisson process
    m_supervisor.setOptions({.maxRestarts = 10,
                             .period = std::chrono::seconds(10),
                             .delay = std::chrono::milliseconds(200),
                             .backoff = 2,
                             .resetAfter = std::chrono::seconds(10),
                             .maxDelay = std::chrono::seconds(5),
                             .shutdown = std::chrono::seconds(1)});
    m_supervisor.resize(static_cast<std::uint32_t>(m_parameters.workers()));
    reactToTurns();
}

void ResilientService::reactToTurns()
{
    m_parameters.intake.onChanged([this] {
        if (m_channels)
            m_channels->intake.setCapacity(m_parameters.intake());
    });
    m_parameters.workers.onChanged([this] { m_supervisor.resize(static_cast<std::uint32_t>(m_parameters.workers())); });
    m_parameters.retries.onChanged(
        [this] { m_retryRules.retries = static_cast<std::uint32_t>(m_parameters.retries()); });
}

} // namespace coroscope::service
