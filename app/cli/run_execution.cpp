// SPDX-License-Identifier: MIT
#include "cli/run_execution.h"

#include "cli/errors.h"
#include "cli/interrupt_watch.h"
#include "cli/memory_reserve.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "run/session.h"
#include "text/duration_text.h"
#include "text/wording.h"

#include <cstdio>
#include <memory>
#include <utility>

namespace coroscope {

namespace {

/// Resumptions between two looks at the clock and at the signals: some milliseconds.
constexpr std::uint64_t turnsPerSlice = 5'000;
constexpr std::size_t smallTrace = 8u << 20; // bytes

Retention retention(const RunResults &results)
{
    return {.budget = smallTrace, .world = results.keepTrace, .history = false};
}

/// A run after which the process ends: it does not wait until each task has been unwound.
class LastRun
{
public:
    LastRun(const RunRequest &request, const RunResults &results)
        : m_session(sessionOf(request, retention(results))) { }
    ~LastRun() { keepUntilExit(std::move(m_session)); }
    LastRun(const LastRun &) = delete;
    LastRun &operator=(const LastRun &) = delete;

    Session &session() noexcept { return *m_session; }

private:
    std::unique_ptr<Session> m_session;
};

void run(Session &session, const RunRequest &request, bool keepTrace)
{
    const InterruptWatch interrupts;
    const MemoryReserve reserve;
    Progress progress(readableDuration(request.length));
    const Time end = Time{} + request.length;
    while (!session.runUntil(end, turnsPerSlice)) {
        if (!keepTrace)
            session.trace().forgetBefore(session.trace().count());
        interrupts.throwIfInterrupted();
        reserve.throwIfSpent();
        if (request.length > Duration::zero()) // one with --until may end where it starts
            progress.update(inSeconds(session.now().time_since_epoch()) / inSeconds(request.length));
    }
}

/// Reports on standard error which actions did nothing, so that a mistyped time is noticed.
void warnOfIdleActions(const Session &session)
{
    const PatternInfo &pattern = session.pattern();
    for (const Session::WithoutEffect &one : session.withoutEffect()) {
        const Change &change = session.changes()[one.change];
        const std::string target = targetName(pattern, *change.action);
        std::fputs(("coroscope-cli: note: at " + canonicalDuration(change.at.time_since_epoch()) + ", "
                    + std::string(pattern.actions()[change.action->action].id) + (target.empty() ? "" : "=" + target)
                    + " had no effect: " + asClause(one.reason.text()) + "\n")
                       .c_str(),
                   stderr);
    }
}

std::string reportOf(Session &session, const RunRequest &request, const ReportExtras &extras, ReportFormat format)
{
    switch (format) {
    case ReportFormat::Json:
        return jsonReport(session, request, extras);
    case ReportFormat::Csv:
        return csvReport(session, request, extras);
    case ReportFormat::Text:
        break;
    }
    return textReport(session, request, extras);
}

} // namespace

void execute(const RunRequest &asked, const RunResults &results, const std::optional<StopCondition> &until)
{
    // Opened before the run: what can't be written is known at once, and not after a long wait.
    Output report(results.report);
    std::optional<Output> traceFile;
    if (results.trace)
        traceFile.emplace(*results.trace);

    RunRequest request = asked;
    std::optional<Ending> ending;
    if (until) {
        ending = endingOf(asked, *until);
        if (ending->moment)
            request.length = ending->moment->time.time_since_epoch();
    }
    std::optional<Breakdown> breakdown; // outlives the run, which feeds it
    LastRun last(request, results);
    Session &session = last.session();
    if (results.breakdown)
        breakdown.emplace(session.trace(), request.pattern->topology(), Time{} + request.settings.warmup);
    std::unique_ptr<TraceExporter> exporter;
    if (traceFile) {
        exporter = TraceExporter::make(results.traceFormat, request.pattern->topology(), session.parameters(),
                                       [&](std::string_view text) { traceFile->write(text); });
        exporter->follow(session.trace());
    }
    run(session, request, results.keepTrace);

    if (exporter) {
        exporter->finish(session.now());
        traceFile->finish();
    }
    const ReportExtras extras{ending ? &*ending : nullptr, breakdown ? &*breakdown : nullptr};
    report.write(reportOf(session, request, extras, results.format));
    report.finish();
    warnOfIdleActions(session);
    if (session.outcome() == Outcome::Budget)
        throw WorkError(session.outcomeText().text());
}

} // namespace coroscope
