// SPDX-License-Identifier: MIT
#pragma once

#include "run/registry.h"
#include "run/session.h"

#include <QStringList>
#include <QTest>

#include <chrono>
#include <initializer_list>
#include <memory>
#include <utility>

namespace coroscope::test {

using namespace std::chrono_literals;

/// Values as --set takes them, by the parameters' ids; of two for the same the later one counts.
using Given = std::vector<std::pair<std::string_view, std::string_view>>;

/// Values of @p pattern: the defaults, and what is given.
inline std::vector<std::int64_t> valuesOf(const PatternInfo &pattern, const Given &given)
{
    const std::unique_ptr<ParameterTable> table = pattern.declare();
    for (const auto &[id, text] : given) {
        Parameter &parameter = *table->all().at(table->find(id).value());
        parameter.set(parsed(parameter.spec(), text).value.value());
    }
    std::vector<std::int64_t> values;
    for (const Parameter *parameter : table->all())
        values.push_back(parameter->raw());
    return values;
}

/// One run of a pattern, with parameters given as text.
class PatternRun
{
public:
    PatternRun(std::string_view pattern, const Given &given, std::uint64_t seed = 1, Retention retention = {},
               Duration warmup = {})
        : m_info(*findPattern(pattern)),
          session(m_info, {.seed = seed, .values = valuesOf(m_info, given), .warmup = warmup}, retention)
    {
    }

    void set(std::string_view id, std::string_view text)
    {
        const std::size_t position = session.parameters().find(id).value();
        const ParameterSpec &spec = session.parameters().all()[position]->spec();
        session.set(position, parsed(spec, text).value.value());
    }
    void schedule(Duration at, std::string_view id, std::string_view text)
    {
        const std::size_t position = session.parameters().find(id).value();
        const ParameterSpec &spec = session.parameters().all()[position]->spec();
        session.schedule({Time{} + at, position, parsed(spec, text).value.value()});
    }
    void runTo(Duration end) { session.runUntil(Time{} + end); }

    /// "400 sent 3 by Producer 1": the events of these kinds, with the time in ms.
    QStringList story(std::initializer_list<EventKind> kinds) const
    {
        QStringList list;
        const Trace &trace = session.trace();
        World world;
        for (Sequence i = 0; i < trace.count(); ++i) {
            const Event &event = trace.at(i);
            world.apply(event);
            if (std::find(kinds.begin(), kinds.end(), event.kind) == kinds.end())
                continue;
            const auto name = info(event.kind).text;
            QString line = QStringLiteral("%1 %2")
                               .arg(event.time.time_since_epoch().count() / 1'000'000)
                               .arg(QString::fromLatin1(name.data(), qsizetype(name.size())));
            if (event.item != 0)
                line += QStringLiteral(" %1").arg(event.item);
            if (const TaskView *const task = world.task(event.task))
                line += QStringLiteral(" by %1").arg(QString::fromStdString(session.taskName(task->place)));
            list.push_back(line);
        }
        return list;
    }
    const TaskView &task(std::uint32_t group, std::uint32_t index) const
    {
        return *session.world().taskAt({group, index});
    }

private:
    const PatternInfo &m_info;

public:
    Session session;
};

} // namespace coroscope::test
