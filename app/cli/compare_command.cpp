// SPDX-License-Identifier: MIT
#include "cli/commands.h"
#include "cli/compare_report.h"
#include "cli/errors.h"
#include "cli/runner_loop.h"
#include "text/duration_text.h"

#include <memory>
#include <string>

namespace coroscope {

namespace {

/// Resumptions between two looks at the clock and at the signals: some milliseconds.
constexpr std::uint64_t turnsPerSlice = 5'000;

/// A search after which, broken off, the process ends: nothing waits until each task has been unwound.
class Search
{
public:
    Search(const Scenario &first, const Scenario &second) : m_search(first, second) { }
    ~Search()
    {
        if (!m_unwound)
            m_search.abandon();
    }
    Search(const Search &) = delete;
    Search &operator=(const Search &) = delete;

    /// @p look throws to break it off.
    template <typename Look>
    std::optional<Divergence> run(const Look &look)
    {
        while (!m_search.goOn(turnsPerSlice))
            look(m_search.now());
        while (!m_search.unwind(turnsPerSlice))
            look(m_search.now());
        m_unwound = true;
        return m_search.found();
    }

private:
    DivergenceSearch m_search;
    bool m_unwound = false;
};

std::optional<Divergence> divergenceOf(const Comparison &comparison, const InterruptWatch &interrupts)
{
    Scenario first = comparison.first;
    Scenario second = comparison.second;
    first.settings.seed = second.settings.seed = comparison.firstSeed;
    const MemoryReserve reserve;
    Progress progress(readableDuration(first.length));
    return Search(first, second).run([&](Time now) {
        interrupts.throwIfInterrupted();
        reserve.throwIfSpent();
        progress.update(inSeconds(now) / inSeconds(first.length));
    });
}

ComparisonResult resultOf(const CompareRequest &request, const Output &output, const InterruptWatch &interrupts)
{
    const auto runner = startedRunner<ComparisonRunner>(request.comparison, request.jobs);
    MemoryReserve reserve; // only now: the threads take what they can get
    ComparisonResult result;
    takeRows(*runner, std::to_string(runner->count()) + (runner->count() == 1 ? " seed" : " seeds"), output, interrupts,
             reserve, [&](const ComparedRuns &runs) { result.add(runs); });
    // With some of the seeds missing there is nothing to say.
    runner->throwIfFailed();
    reserve.throwIfSpent();
    interrupts.throwIfInterrupted();
    return result;
}

void executeCompare(std::span<const std::string_view> words)
{
    const Arguments arguments(words, compareOptions(), 1);
    const CompareRequest request = readCompareRequest(arguments);
    Output output(request.output); // before the work: what can't be written is known at once
    const InterruptWatch interrupts;
    const std::optional<Divergence> divergence = divergenceOf(request.comparison, interrupts);
    const ComparisonResult result = resultOf(request, output, interrupts);
    output.write(textOf({request, result, divergence}));
    output.finish();
    if (result.first().overBudget + result.second().overBudget == 2 * result.seeds())
        throw WorkError(
            "every run was stopped before its end: what is alive in it fills the memory that a run may use");
}

} // namespace

const Command &compareCommand()
{
    static const Command command{
        .name = "compare",
        .arguments = "PATTERN|FILE --versus NAME=VALUE|FILE... [OPTION]...",
        .summary = "Run a pattern twice with the same random numbers, and report what differs, and from where on.",
        .execute = executeCompare,
        .optionHelp = [] { return optionHelp(compareOptions()); }};
    return command;
}

} // namespace coroscope
