// SPDX-License-Identifier: MIT
#include "run/trace_export.h"

#include "run/chrome_export.h"
#include "run/session.h"
#include "text/text_fields.h"

#include <algorithm>
#include <unordered_map>

namespace coroscope {

namespace {

constexpr std::size_t bufferSize = 64u << 10;
constexpr std::size_t kindCount = eventKindTable.size();

/// What a number in an event stands for, if it is written as anything but a number.
enum class Meaning : std::uint8_t { Number, Channel, Activity, Parameter, Place, ParameterValue };

/// Where an object or a payload goes. No name: it is not written.
struct Column {
    std::string_view name;
    Meaning meaning = Meaning::Number;
};

constexpr Column objectColumn(EventKind kind)
{
    const std::string_view name = info(kind).object;
    if (name == "channel")
        return {name, Meaning::Channel};
    if (name == "activity")
        return {name, Meaning::Activity};
    if (name == "parameter")
        return {name, Meaning::Parameter};
    return {name == "task" ? "other_task" : name};
}

constexpr Column payloadColumn(EventKind kind)
{
    const std::string_view name = info(kind).payload;
    if (name == "place")
        return {name, Meaning::Place};
    if (name == "value")
        return {name, Meaning::ParameterValue};
    return {name};
}

constexpr EventKind kindAt(std::size_t index)
{
    return static_cast<EventKind>(index);
}

void appendSeconds(std::string &out, Time time)
{
    const std::int64_t nanoseconds = time.time_since_epoch().count();
    appendNumber(out, nanoseconds / 1'000'000'000);
    out += '.';
    appendPadded(out, nanoseconds % 1'000'000'000, 9);
}

/// The text formats: what is in a column is the same in both.
class TextExporter : public TraceExporter
{
public:
    using TraceExporter::TraceExporter;

protected:
    enum class Quoting : std::uint8_t { Json, Csv };

    /// Keeps the names of the tasks that are alive. Call it with every event, and forget() when it is written.
    void remember(const Event &event)
    {
        if (event.kind == EventKind::TaskSpawned)
            m_names[event.task] = placeName(topology(), Place::unpacked(event.payload));
    }
    void forget(const Event &event)
    {
        if (event.kind >= EventKind::TaskDone && event.kind <= EventKind::TaskKilled)
            m_names.erase(event.task);
    }
    std::string_view nameOf(TaskId task) const
    {
        const auto found = m_names.find(task);
        return found == m_names.end() ? std::string_view() : found->second;
    }
    template <Quoting quoting>
    static void appendText(std::string &out, std::string_view text)
    {
        if constexpr (quoting == Quoting::Json)
            appendJsonString(out, text);
        else
            appendCsvField(out, text);
    }
    template <Quoting quoting>
    void appendValue(std::string &out, Meaning meaning, std::int64_t number, std::uint32_t object) const
    {
        const auto index = static_cast<std::size_t>(number);
        switch (meaning) {
        case Meaning::Channel:
            if (index < topology().channels.size())
                return appendText<quoting>(out, topology().channels[index].id);
            break;
        case Meaning::Activity:
            if (index < topology().activities.size())
                return appendText<quoting>(out, topology().activities[index].id);
            if (index == noActivity)
                return appendText<quoting>(out, "sleep");
            break;
        case Meaning::Parameter:
            if (index < parameters().all().size())
                return appendText<quoting>(out, parameters().all()[index]->spec().id);
            break;
        case Meaning::Place:
            return appendText<quoting>(out, placeName(topology(), Place::unpacked(number)));
        case Meaning::ParameterValue:
            if (object < parameters().all().size())
                return appendText<quoting>(out, canonical(parameters().all()[object]->spec(), number));
            break;
        case Meaning::Number:
            break;
        }
        appendNumber(out, number);
    }

private:
    std::unordered_map<TaskId, std::string> m_names; ///< never iterated
};

class JsonlExporter final : public TextExporter
{
public:
    JsonlExporter(const Topology &topology, const ParameterTable &parameters, Sink sink)
        : TextExporter(topology, parameters, std::move(sink))
    {
    }

private:
    void begin(std::string &) override { }
    void end(std::string &, Time) override { }

    void write(std::string &out, const Event &event, Sequence number) override
    {
        remember(event);
        out += "{\"seq\":";
        appendNumber(out, number);
        out += ",\"t\":";
        appendSeconds(out, event.time);
        out += ",\"kind\":\"";
        out += info(event.kind).text;
        out += '"';
        if (event.task != 0) {
            out += ",\"task\":";
            appendNumber(out, event.task);
            out += ",\"name\":";
            appendJsonString(out, nameOf(event.task));
        }
        if (const Column column = objectColumn(event.kind); !column.name.empty()) {
            appendKey(out, column.name);
            appendValue<Quoting::Json>(out, column.meaning, event.object, event.object);
        }
        if (event.item != 0) {
            out += ",\"item\":";
            appendNumber(out, event.item);
        }
        if (event.cause != 0) {
            out += ",\"cause\":";
            appendNumber(out, number - event.cause);
        }
        if (const CodeSite &site = siteOf(event); site.line != 0) {
            out += ",\"line\":";
            appendNumber(out, site.line);
            out += ",\"file\":";
            appendJsonString(out, site.file);
        }
        if (const Column column = payloadColumn(event.kind); !column.name.empty()) {
            appendKey(out, column.name);
            appendValue<Quoting::Json>(out, column.meaning, event.payload, event.object);
        }
        out += "}\n";
        forget(event);
    }

    static void appendKey(std::string &out, std::string_view name)
    {
        out += ",\"";
        out += name;
        out += "\":";
    }
};

/// The words of the table that are columns of their own: each once, in the order of the table.
template <typename ColumnOf>
std::vector<std::string_view> distinct(ColumnOf columnOf)
{
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < kindCount; ++i) {
        const std::string_view name = columnOf(kindAt(i)).name;
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    }
    return names;
}

class CsvExporter final : public TextExporter
{
public:
    CsvExporter(const Topology &topology, const ParameterTable &parameters, Sink sink)
        : TextExporter(topology, parameters, std::move(sink)),
          m_objects(distinct(objectColumn)),
          m_payloads(distinct(payloadColumn))
    {
    }

private:
    void begin(std::string &out) override
    {
        for (const std::string &column : traceColumns()) {
            if (&column != &traceColumns().front())
                out += ',';
            out += column;
        }
        out += '\n';
    }
    void end(std::string &, Time) override { }

    void write(std::string &out, const Event &event, Sequence number) override
    {
        remember(event);
        appendNumber(out, number);
        out += ',';
        appendSeconds(out, event.time);
        out += ',';
        out += info(event.kind).text;
        out += ',';
        if (event.task != 0)
            appendNumber(out, event.task);
        out += ',';
        appendCsvField(out, nameOf(event.task));
        appendOneOf(out, m_objects, objectColumn(event.kind), event.object, event.object);
        out += ',';
        if (event.item != 0)
            appendNumber(out, event.item);
        out += ',';
        if (event.cause != 0)
            appendNumber(out, number - event.cause);
        out += ',';
        const CodeSite &site = siteOf(event);
        if (site.line != 0)
            appendNumber(out, site.line);
        out += ',';
        appendCsvField(out, site.file);
        appendOneOf(out, m_payloads, payloadColumn(event.kind), event.payload, event.object);
        out += '\n';
        forget(event);
    }

    void appendOneOf(std::string &out, const std::vector<std::string_view> &names, Column column, std::int64_t number,
                     std::uint32_t object) const
    {
        for (const std::string_view name : names) {
            out += ',';
            if (name == column.name)
                appendValue<Quoting::Csv>(out, column.meaning, number, object);
        }
    }

    std::vector<std::string_view> m_objects;
    std::vector<std::string_view> m_payloads;
};

} // namespace

const std::vector<std::string> &traceColumns()
{
    static const std::vector<std::string> columns = [] {
        std::vector<std::string> list = {"seq", "t", "kind", "task", "name"};
        const auto objects = distinct(objectColumn);
        list.insert(list.end(), objects.begin(), objects.end());
        list.insert(list.end(), {"item", "cause", "line", "file"});
        const auto payloads = distinct(payloadColumn);
        list.insert(list.end(), payloads.begin(), payloads.end());
        return list;
    }();
    return columns;
}

TraceExporter::TraceExporter(const Topology &topology, const ParameterTable &parameters, Sink sink)
    : m_topology(topology), m_parameters(parameters), m_sink(std::move(sink))
{
}

std::unique_ptr<TraceExporter> TraceExporter::make(TraceFormat format, const Topology &topology,
                                                   const ParameterTable &parameters, Sink sink)
{
    switch (format) {
    case TraceFormat::Jsonl:
        return std::make_unique<JsonlExporter>(topology, parameters, std::move(sink));
    case TraceFormat::Csv:
        return std::make_unique<CsvExporter>(topology, parameters, std::move(sink));
    case TraceFormat::Chrome:
        break;
    }
    return std::make_unique<ChromeExporter>(topology, parameters, std::move(sink));
}

void TraceExporter::follow(Trace &trace)
{
    m_sites = &trace.sites();
    trace.addConsumer(*this); // it hears of what comes; what was, it reads here
    for (Sequence next = 0; next < trace.count();) {
        const std::span<const Event> events = trace.run(next, trace.count());
        consume(events, next);
        next += events.size();
    }
}

const CodeSite &TraceExporter::siteOf(const Event &event) const noexcept
{
    static constexpr CodeSite unknown;
    return m_sites ? m_sites->at(event.site) : unknown;
}

void TraceExporter::consume(std::span<const Event> events, Sequence first)
{
    if (!m_begun)
        begin(m_buffer);
    m_begun = true;
    for (const Event &event : events) {
        write(m_buffer, event, first++);
        if (m_buffer.size() >= bufferSize)
            flush();
    }
}

void TraceExporter::finish(Time end)
{
    consume({}, 0);
    this->end(m_buffer, end);
    flush();
}

void TraceExporter::flush()
{
    m_sink(m_buffer);
    m_buffer.clear();
}

} // namespace coroscope
