// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"
#include "pattern/topology.h"
#include "trace/trace.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace coroscope {

/// How a trace is written for other programs.
enum class TraceFormat : std::uint8_t {
    Jsonl,  ///< an object per line and event; fields that do not apply are left out
    Csv,    ///< a line per event; fields that do not apply are empty
    Chrome, ///< for Perfetto and chrome://tracing: a lane per task, a counter per channel, a span per item
};

/// Writes a trace while it is being recorded. It remembers the tasks that are alive but no events, so a run may be of
/// any length.
///
/// Jsonl and Csv are made from the table of event kinds: seq, t (seconds, nine decimals, exact), kind, task (its
/// number) and name, the object under the table's word for it ("channel"), item, cause (the number of the event that
/// made this one possible), line and file of the code, the payload under the table's word for it ("waited_ns"). Channels, activities and
/// parameters are given by their id, places by their name, a parameter's value as `--set` takes it. The object "task"
/// is called "other_task".
class TraceExporter : public EventConsumer
{
public:
    /// Gets the text piece by piece. May throw; the exporter must not be used afterwards.
    using Sink = std::function<void(std::string_view)>;

    /// @p topology and @p parameters, which are those of the run's pattern, must outlive the exporter.
    static std::unique_ptr<TraceExporter> make(TraceFormat format, const Topology &topology,
                                               const ParameterTable &parameters, Sink sink);

    /// Writes what @p trace has so far, all of which must still be kept, and everything it gets from now on.
    void follow(Trace &trace);
    /// Writes what is left to be written; the last call. Flush the trace first. @p end is when the run ended.
    void finish(Time end);

    void consume(std::span<const Event> events, Sequence first) final;

protected:
    TraceExporter(const Topology &topology, const ParameterTable &parameters, Sink sink);

    virtual void begin(std::string &out) = 0;
    virtual void write(std::string &out, const Event &event, Sequence number) = 0;
    virtual void end(std::string &out, Time end) = 0;

    const Topology &topology() const noexcept { return m_topology; }
    const ParameterTable &parameters() const noexcept { return m_parameters; }
    /// The place in the code that an event comes from; of line 0 if none is known.
    const CodeSite &siteOf(const Event &event) const noexcept;

private:
    void flush();

    const Topology &m_topology;
    const ParameterTable &m_parameters;
    Sink m_sink;
    std::string m_buffer;
    const CodeSites *m_sites = nullptr; ///< of the trace it follows
    bool m_begun = false;
};

/// The columns of Csv, in order; every key of Jsonl is one of them.
const std::vector<std::string> &traceColumns();

} // namespace coroscope
