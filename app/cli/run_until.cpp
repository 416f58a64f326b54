// SPDX-License-Identifier: MIT
#include "cli/run_until.h"

#include "cli/errors.h"
#include "cli/interrupt_watch.h"
#include "cli/memory_reserve.h"
#include "cli/progress.h"
#include "cli/text_table.h"
#include "text/duration_text.h"
#include "text/wording.h"

namespace coroscope {

namespace {

/// Resumptions between two looks at the clock and at the signals: some milliseconds.
constexpr std::uint64_t turnsPerSlice = 5'000;

constexpr OptionSpec until{.name = "--until",
                           .value = "CONDITION",
                           .help = "end the run where this happens first, after the warm-up; see below"};

/// Broken off, the process ends: nothing waits until each task has been unwound.
class EndedSearch
{
public:
    explicit EndedSearch(MomentSearch &search) : m_search(search) { }
    ~EndedSearch()
    {
        if (!m_unwound)
            m_search.abandon();
    }
    EndedSearch(const EndedSearch &) = delete;
    EndedSearch &operator=(const EndedSearch &) = delete;

    void unwound() noexcept { m_unwound = true; }

private:
    MomentSearch &m_search;
    bool m_unwound = false;
};

} // namespace

const OptionSpec &untilOption()
{
    return until;
}

std::string untilHelp()
{
    TextTable table{TextTable::Align::Left, TextTable::Align::Left};
    for (const StopConditionForm &form : stopConditionForms())
        table.add({written(form), std::string(form.meaning)});
    return "Conditions of --until:\n" + table.text(2);
}

std::optional<StopCondition> readUntil(const Arguments &arguments, const RunRequest &request)
{
    const std::optional<std::string_view> text = arguments.value("--until");
    if (!text)
        return std::nullopt;
    const ParsedStopCondition parsed = parsedStopCondition(request.pattern->topology(), *text);
    const std::string where = "--until " + inQuotes(*text) + ": ";
    if (!parsed.value)
        throw RequestError(where + parsed.error);
    if (parsed.value->kind != StopCondition::Kind::At)
        return parsed.value;
    const Duration time = parsed.value->time.time_since_epoch();
    const Duration warmup = request.settings.warmup;
    if (time <= warmup)
        throw RequestError(where + "nothing would be left to measure; it takes a time after "
                           + canonicalDuration(warmup) + (warmup > Duration::zero() ? ", the warm-up" : ""));
    if (time > request.length)
        throw RequestError(where + "the run is over by then; it takes a time up to " + canonicalDuration(request.length)
                           + " (see --for)");
    return parsed.value;
}

Ending endingOf(const RunRequest &request, const StopCondition &condition)
{
    const InterruptWatch interrupts;
    const MemoryReserve reserve;
    MomentSearch search(request, condition);
    EndedSearch ended(search);
    Progress progress(readableDuration(request.length));
    while (!search.goOn(turnsPerSlice)) {
        interrupts.throwIfInterrupted();
        reserve.throwIfSpent();
        progress.update(inSeconds(search.now()) / inSeconds(request.length));
    }
    const Ending ending{canonical(condition, request.pattern->topology()), search.found()};
    while (!search.unwind(turnsPerSlice)) {
        interrupts.throwIfInterrupted();
        reserve.throwIfSpent();
    }
    ended.unwound();
    return ending;
}

} // namespace coroscope
