// SPDX-License-Identifier: MIT
#include "run/chrome_export.h"

#include "run/session.h"
#include "text/text_fields.h"

namespace coroscope {

namespace {

/// The lane of what concerns the whole run.
constexpr int wholeRun = 0;

/// Begins an event; the caller adds what else it has, and closes it. `ts` is in microseconds.
void open(std::string &out, std::string_view phase, Time time, int lane)
{
    const std::int64_t nanoseconds = time.time_since_epoch().count();
    out += ",\n{\"ph\":\"";
    out += phase;
    out += "\",\"pid\":1,\"tid\":";
    appendNumber(out, lane);
    out += ",\"ts\":";
    appendNumber(out, nanoseconds / 1000);
    out += '.';
    appendPadded(out, nanoseconds % 1000, 3);
}

void appendName(std::string &out, std::string_view name)
{
    out += ",\"name\":";
    appendJsonString(out, name);
}

void closeSpan(std::string &out, Time time, int lane)
{
    open(out, "E", time, lane);
    out += '}';
}

void writeItem(std::string &out, const Event &event)
{
    if (event.kind < EventKind::ItemCreated || event.kind > EventKind::ItemLost)
        return;
    const bool born = event.kind == EventKind::ItemCreated;
    open(out, born ? "b" : "e", event.time, wholeRun);
    out += ",\"cat\":\"item\",\"name\":\"item\",\"id\":";
    appendNumber(out, event.item);
    out += ",\"args\":{\"";
    out += born ? "item" : "end";
    out += "\":";
    if (born)
        appendNumber(out, event.item);
    else
        appendJsonString(out, info(event.kind).text);
    out += "}}";
}

} // namespace

void ChromeExporter::begin(std::string &out)
{
    out += "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n"
           R"({"ph":"M","name":"process_name","pid":1,"tid":0,"args":{"name":"coroscope"}},)"
           "\n"
           R"({"ph":"M","name":"thread_name","pid":1,"tid":0,"args":{"name":"run"}})";
}

void ChromeExporter::write(std::string &out, const Event &event, Sequence)
{
    if (event.time != m_world.time())
        writeFills(out);
    m_world.apply(event);
    const TaskView *const task = m_world.task(event.task);
    if (task)
        writeState(out, *task, event.time);
    writeItem(out, event);
    writeMoment(out, event, task);
}

void ChromeExporter::end(std::string &out, Time end)
{
    writeFills(out);
    for (const auto &[place, lane] : m_lanes) {
        if (lane.open)
            closeSpan(out, end, lane.number);
    }
    out += "\n]}\n";
}

ChromeExporter::Lane &ChromeExporter::laneOf(std::string &out, Place place)
{
    const auto [it, isNew] = m_lanes.try_emplace(place, Lane{static_cast<int>(m_lanes.size()) + 1});
    if (isNew) {
        open(out, "M", Time{}, it->second.number);
        out += ",\"name\":\"thread_name\",\"args\":{\"name\":";
        appendJsonString(out, placeName(topology(), place));
        out += "}}";
    }
    return it->second;
}

std::string ChromeExporter::spanName(const TaskView &task) const
{
    const auto in = [&](const auto &list) {
        return task.object < list.size() ? std::string(list[task.object].id) : std::to_string(task.object);
    };
    if (task.state == TaskState::Running)
        return in(topology().activities);
    switch (task.waitKind) {
    case WaitKind::Sleep:
        return task.object == noActivity ? "sleep" : in(topology().activities);
    case WaitKind::Send:
        return "send to " + in(topology().channels);
    case WaitKind::Receive:
        return "receive from " + in(topology().channels);
    case WaitKind::Join:
        return "join";
    case WaitKind::Lock:
        return "lock " + std::to_string(task.object);
    case WaitKind::None:
        break;
    }
    return "wait";
}

void ChromeExporter::writeState(std::string &out, const TaskView &task, Time time)
{
    Lane &lane = laneOf(out, task.place);
    if (lane.state == task.state && lane.waitKind == task.waitKind && lane.object == task.object)
        return;
    if (lane.open)
        closeSpan(out, time, lane.number);
    lane.state = task.state;
    lane.waitKind = task.waitKind;
    lane.object = task.object;
    lane.open = task.state == TaskState::Running || task.state == TaskState::Waiting;
    if (!lane.open)
        return;
    open(out, "B", time, lane.number);
    appendName(out, spanName(task));
    out += task.state == TaskState::Running ? ",\"cat\":\"running\"" : ",\"cat\":\"waiting\"";
    if (task.item != 0) {
        out += ",\"args\":{\"item\":";
        appendNumber(out, task.item);
        out += '}';
    }
    out += '}';
}

/// An instantaneous event, as a mark: in the task's lane, or across all lanes if it concerns all tasks.
void ChromeExporter::writeMoment(std::string &out, const Event &event, const TaskView *task)
{
    std::string name(info(event.kind).text);
    switch (event.kind) {
    case EventKind::ItemFailed:
    case EventKind::ItemDropped:
    case EventKind::ItemLost:
    case EventKind::TaskFailed:
    case EventKind::TaskKilled:
    case EventKind::DeadlockLink:
        break;
    case EventKind::ParameterChanged:
        if (event.object < parameters().all().size()) {
            const ParameterSpec &spec = parameters().all()[event.object]->spec();
            name = std::string(spec.id) + " = " + canonical(spec, event.payload);
        }
        [[fallthrough]];
    case EventKind::ProcessCrashed:
    case EventKind::ProcessRestarted:
    case EventKind::Stalled:
    case EventKind::DeadlockFound:
    case EventKind::BudgetExceeded:
        task = nullptr;
        break;
    default:
        return;
    }
    open(out, "i", event.time, task ? laneOf(out, task->place).number : wholeRun);
    appendName(out, name);
    out += task ? ",\"s\":\"t\"}" : ",\"s\":\"p\"}";
}

/// The fill of each channel where it is another than before; once an instant is over, as an item that is handed from
/// task to task is in the channel for no time.
void ChromeExporter::writeFills(std::string &out)
{
    const std::vector<ChannelView> &channels = m_world.channels();
    m_fills.resize(channels.size());
    for (std::size_t i = 0; i < channels.size(); ++i) {
        const std::size_t fill = channels[i].items.size();
        if (m_fills[i] == fill)
            continue;
        m_fills[i] = fill;
        open(out, "C", m_world.time(), wholeRun);
        appendName(out, i < topology().channels.size() ? std::string_view(topology().channels[i].label) : "channel");
        out += ",\"args\":{\"items\":";
        appendNumber(out, fill);
        out += "}}";
    }
}

} // namespace coroscope
