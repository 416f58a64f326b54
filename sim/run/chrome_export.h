// SPDX-License-Identifier: MIT
#pragma once

#include "insight/world.h"
#include "run/trace_export.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coroscope {

/// Writes a trace in the "Trace Event Format" of Chrome, which Perfetto reads too: a lane per place with a span per
/// state of its task, the fill of each channel as a counter, a span from birth to end per item, and marks for
/// instantaneous events.
class ChromeExporter final : public TraceExporter
{
public:
    ChromeExporter(const Topology &topology, const ParameterTable &parameters, Sink sink)
        : TraceExporter(topology, parameters, std::move(sink))
    {
    }

private:
    /// A place's lane, and the span under way in it.
    struct Lane {
        int number;
        TaskState state = TaskState::Ready;
        WaitKind waitKind = WaitKind::None;
        std::uint32_t object = 0;
        bool open = false;
    };

    void begin(std::string &out) override;
    void write(std::string &out, const Event &event, Sequence number) override;
    void end(std::string &out, Time end) override;

    Lane &laneOf(std::string &out, Place place);
    std::string spanName(const TaskView &task) const;
    void writeState(std::string &out, const TaskView &task, Time time);
    void writeMoment(std::string &out, const Event &event, const TaskView *task);
    void writeFills(std::string &out);

    World m_world;
    std::map<Place, Lane> m_lanes;
    std::vector<std::optional<std::size_t>> m_fills; ///< as last written
};

} // namespace coroscope
