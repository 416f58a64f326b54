// SPDX-License-Identifier: MIT
#include "cli/run_execution.h"

#include "cli/errors.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "model/session.h"

#include <array>
#include <csignal>

namespace coroscope {

namespace {

/// Resumptions between two looks at the clock and at the signals: some ten milliseconds.
constexpr std::uint64_t turnsPerSlice = 50'000;
constexpr std::size_t smallTrace = 8u << 20; // bytes

volatile std::sig_atomic_t caughtSignal = 0;

/// Notes the signals that ask a program to end, so that a run can end between two slices and leave no half-written file
/// behind. Each is caught once: the second one ends the program at once.
class InterruptWatch
{
public:
    InterruptWatch()
    {
        caughtSignal = 0;
        for (std::size_t i = 0; i < signals.size(); ++i) {
            struct sigaction action = {};
            action.sa_handler = [](int signal) { caughtSignal = signal; };
            action.sa_flags = static_cast<int>(SA_RESETHAND);
            ::sigaction(signals[i], nullptr, &m_before[i]);
            if (m_before[i].sa_handler != SIG_IGN) // as under nohup
                ::sigaction(signals[i], &action, nullptr);
        }
    }
    ~InterruptWatch()
    {
        for (std::size_t i = 0; i < signals.size(); ++i)
            ::sigaction(signals[i], &m_before[i], nullptr);
    }
    InterruptWatch(const InterruptWatch &) = delete;
    InterruptWatch &operator=(const InterruptWatch &) = delete;

    void throwIfInterrupted() const
    {
        if (caughtSignal != 0)
            throw Interrupted{caughtSignal};
    }

private:
    static constexpr std::array<int, 3> signals = {SIGINT, SIGTERM, SIGHUP};
    std::array<struct sigaction, signals.size()> m_before{};
};

Keeping keeping(const RunResults &results)
{
    return {.budget = smallTrace, .world = results.keepTrace, .history = false};
}

void run(Session &session, const RunRequest &request, bool keepTrace)
{
    const InterruptWatch interrupts;
    Progress progress(request.length);
    const Time end = Time{} + request.length;
    while (!session.runUntil(end, turnsPerSlice)) {
        if (!keepTrace)
            session.trace().forgetBefore(session.trace().count());
        interrupts.throwIfInterrupted();
        progress.update(session.now());
    }
}

std::string reportOf(Session &session, const RunRequest &request, ReportFormat format)
{
    switch (format) {
    case ReportFormat::Json:
        return jsonReport(session, request);
    case ReportFormat::Csv:
        return csvReport(session, request);
    case ReportFormat::Text:
        break;
    }
    return textReport(session, request);
}

} // namespace

void execute(const RunRequest &request, const RunResults &results)
{
    // Opened before the run: what can't be written is known at once, and not after a long wait.
    Output report(results.report);
    std::optional<Output> traceFile;
    if (results.trace)
        traceFile.emplace(*results.trace);

    Session session(*request.pattern, request.settings, keeping(results));
    std::unique_ptr<TraceExporter> exporter;
    if (traceFile) {
        exporter = TraceExporter::make(results.traceFormat, request.pattern->topology(), session.parameters(),
                                       [&](std::string_view text) { traceFile->write(text); });
        exporter->follow(session.trace());
    }
    for (const Change &change : request.changes)
        session.schedule(change);
    run(session, request, results.keepTrace);

    if (exporter) {
        exporter->finish(session.now());
        traceFile->finish();
    }
    report.write(reportOf(session, request, results.format));
    report.finish();
    if (session.outcome() == Outcome::Budget)
        throw WorkError(session.outcomeText());
}

} // namespace coroscope
