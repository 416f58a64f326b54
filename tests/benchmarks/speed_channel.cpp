// SPDX-License-Identifier: MIT
//
// Integers through a bounded channel: as fast as they go, and between a producer and a slower consumer.
#include "benchmarks/kernel_speed.h"
#include "benchmarks/raw_scheduler.h"
#include "kernel/channel.h"

namespace coroscope::benchmarks {

namespace {

constexpr int capacity = 10;
constexpr int numbers = 2'000'000;
constexpr int goods = 1'000'000;
constexpr std::int64_t period = 1000;
constexpr std::int64_t service = 2000;

raw::Job rawSender(raw::Group &group, raw::Channel<int> &channel, int count, std::int64_t pause)
{
    for (int i = 0; i < count; ++i) {
        if (pause != 0)
            co_await group.scheduler().sleep(pause);
        co_await channel.send(i);
    }
}

raw::Job rawReceiver(raw::Group &group, raw::Channel<int> &channel, int count, std::int64_t pause, std::int64_t &sum)
{
    for (int i = 0; i < count; ++i) {
        sum += co_await channel.receive();
        if (pause != 0)
            co_await group.scheduler().sleep(pause);
    }
}

void runRaw(int count, std::int64_t making, std::int64_t working)
{
    raw::Scheduler scheduler;
    raw::Group group(scheduler);
    raw::Channel<int> channel(scheduler, capacity);
    std::int64_t sum = 0;
    rawSender(group, channel, count, making);
    rawReceiver(group, channel, count, working, sum);
    scheduler.run();
    benchmark::DoNotOptimize(sum);
}

struct Line {
    Kernel &kernel;
    Channel<int> channel{kernel, 0, capacity};
    LiveDuration making{Duration{period}};
    LiveDuration working{Duration{service}};
    std::int64_t sum = 0;
};

QCoro::Task<> send(Line &line)
{
    for (int i = 0; i < numbers; ++i) {
        int number = i;
        co_await line.channel.send(std::move(number));
    }
}

QCoro::Task<> receive(Line &line)
{
    for (int i = 0; i < numbers; ++i) {
        const std::optional<int> number = co_await line.channel.receive();
        line.sum += *number;
    }
}

QCoro::Task<> produce(Line &line)
{
    for (int i = 0; i < goods; ++i) {
        int number = i;
        co_await line.kernel.work(0, line.making.exactly());
        co_await line.channel.send(std::move(number));
    }
}

QCoro::Task<> consume(Line &line)
{
    for (int i = 0; i < goods; ++i) {
        const std::optional<int> number = co_await line.channel.receive();
        line.sum += *number;
        co_await line.kernel.work(1, line.working.exactly());
    }
}

using Body = QCoro::Task<> (*)(Line &);

QCoro::Task<> both(Line &line, Body sender, Body receiver)
{
    co_await scoped(line.kernel, [&](Scope &scope) {
        scope.spawn({0, 0}, [&line, sender] { return sender(line); });
        scope.spawn({1, 0}, [&line, receiver] { return receiver(line); });
    });
}

void run(Kernel &kernel, Body sender, Body receiver)
{
    Line line{kernel};
    kernel.start([&] { return both(line, sender, receiver); });
    runOut(kernel);
    benchmark::DoNotOptimize(line.sum);
}

} // namespace

void registerChannels()
{
    measureRaw("channel", numbers, [] { runRaw(numbers, 0, 0); });
    measureKernel("channel", numbers, [](Kernel &kernel) { run(kernel, send, receive); });
    measureRaw("backpressure", goods, [] { runRaw(goods, period, service); });
    measureKernel("backpressure", goods, [](Kernel &kernel) { run(kernel, produce, consume); });
}

} // namespace coroscope::benchmarks
