// SPDX-License-Identifier: MIT
#include "player/run_rows.h"

#include "models/measure_text.h"
#include "models/text.h"
#include "pattern/setup_values.h"
#include "player/command_line.h"
#include "player/world_text.h"
#include "run/registry.h"
#include "run/session.h"
#include "scene/stage_counts.h"
#include "scene/stage_touch.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <algorithm>
#include <cmath>

namespace coroscope {

namespace {

QString sectionOf(PatternInfo::Kind kind)
{
    switch (kind) {
    case PatternInfo::Kind::Pattern:
        return QStringLiteral("Patterns");
    case PatternInfo::Kind::Service:
        return QStringLiteral("All together");
    case PatternInfo::Kind::Practice:
        return QStringLiteral("Good practices");
    case PatternInfo::Kind::Beyond:
        return QStringLiteral("Beyond the course");
    }
    return {};
}

/// The actions on the task in this place, at the present.
QVariantList doableTo(Place place, const Session &session)
{
    QVariantList list;
    const auto actions = session.pattern().actions();
    for (std::size_t i = 0; i < actions.size(); ++i) {
        if (actions[i].group == place.group)
            list.push_back(QVariantMap{{QStringLiteral("action"), static_cast<int>(i)},
                                       {QStringLiteral("index"), place.index},
                                       {QStringLiteral("label"), translated(actions[i].label)},
                                       {QStringLiteral("effect"), translated(actions[i].effect)},
                                       {QStringLiteral("reason"), toQString(session.noEffect({i, place.index}))}});
    }
    return list;
}

/// Whether a group has too many places to point at one, or to walk through all.
bool isCrowd(const StageLayout &layout, std::uint32_t group)
{
    constexpr std::uint32_t most = 400;
    return group < layout.counts().tasks.size() && layout.counts().tasks[group] > most;
}

} // namespace

QVariantList menuOf(const Subject &subject, const Session &session)
{
    QVariantList entries;
    const bool isTask = subject.kind == Subject::Kind::Task;
    if (isTask)
        entries = doableTo(subject.place, session);
    const auto add = [&](const char *tab, Words label, Words effect) {
        entries.push_back(QVariantMap{{QStringLiteral("action"), QLatin1String(tab)},
                                      {QStringLiteral("index"), 0},
                                      {QStringLiteral("label"), translated(label)},
                                      {QStringLiteral("effect"), translated(effect)},
                                      {QStringLiteral("reason"), QString()}});
    };
    if (subject.kind == Subject::Kind::Nothing)
        return entries;
    add("inspect", words("Inspect"), words("What it does, why it waits, and what happened to it."));
    if (isTask)
        add("code", words("Show its line of code"), words("Where in the code it is now, and how it got there."));
    add("log", words("Only this in the log"), words("Shows its events, and no others."));
    return entries;
}

std::vector<PatternRow> patternRows(const PatternInfo &current)
{
    std::vector<PatternRow> rows;
    QString section;
    for (const PatternInfo *info : patterns()) {
        const bool first = sectionOf(info->kind) != section;
        section = sectionOf(info->kind);
        // Its icon has the name of the pattern.
        rows.push_back({toQString(info->id), translated(info->title), toQString(info->id), first ? section : QString(),
                        info == &current});
    }
    return rows;
}

std::vector<SetupRow> setupRows(const PatternInfo &pattern, const std::vector<std::int64_t> &values)
{
    std::vector<SetupRow> rows;
    for (const Setup &setup : pattern.setups())
        rows.push_back({translated(setup.title), translated(setup.note), setupValues(pattern, setup) == values});
    return rows;
}

std::vector<ActionRow> actionRows(const Session &session)
{
    std::vector<ActionRow> rows;
    const auto actions = session.pattern().actions();
    for (std::size_t i = 0; i < actions.size(); ++i) {
        if (actions[i].group)
            continue;
        const QString reason = toQString(session.noEffect({.action = i}));
        const bool isSaid = std::any_of(rows.begin(), rows.end(),
                                        [&](const ActionRow &row) { return row.reason == reason; });
        rows.push_back({static_cast<int>(i), translated(actions[i].label), translated(actions[i].effect), reason,
                        isSaid ? QString() : reason});
    }
    return rows;
}

std::vector<PlaceRow> placeRows(const SceneSource &source, const Session &session, const StageLayout &layout)
{
    using Kind = NodeRef::Kind;
    const World &world = source.world();
    const Topology &topology = source.topology();
    std::vector<PlaceRow> rows;
    const auto inItem = [&](const QRectF &rect) {
        return QRectF(rect.topLeft() * layout.zoom(), rect.size() * layout.zoom());
    };
    for (const TaskView &task : world.tasks()) {
        if (!layout.shows(task.place) || isCrowd(layout, task.place.group))
            continue;
        if (isShown(task, source))
            rows.push_back({toQString(placeLabel(topology, task.place)),
                            toQString(describe(task, topology, source.playhead(), session.pattern().item)),
                            inItem(layout.task(task.place)),
                            doableTo(task.place, session),
                            {.kind = Subject::Kind::Task, .place = task.place}});
    }
    const auto add = [&](Words label, const std::string &description, Subject::Kind kind, std::uint32_t index) {
        const Subject subject{.kind = kind, .index = index};
        rows.push_back({translated(label), toQString(description), inItem(rectWithLine(subject, layout)), {}, subject});
    };
    for (std::uint32_t i = 0; i < layout.counts().tasks.size(); ++i) {
        if (isCrowd(layout, i))
            rows.push_back({translated(topology.groups[i].label),
                            QStringLiteral("%1 places, too many to tell apart").arg(layout.counts().tasks[i]),
                            inItem(layout.group(i)),
                            {}});
    }
    for (std::uint32_t i = 0; i < world.channels().size() && i < topology.channels.size(); ++i) {
        if (layout.shows(NodeRef{Kind::Channel, i}))
            add(topology.channels[i].label, describe(world.channels()[i], topology.channels[i], session.pattern().item),
                Subject::Kind::Channel, i);
    }
    if (!topology.threads.empty() && layout.shows(NodeRef{Kind::Threads, 0}))
        add(topology.threads.front().label, describe(world.threads()), Subject::Kind::Threads, 0);
    for (std::uint32_t i = 0; i < world.locks().size() && i < topology.locks.size(); ++i) {
        if (layout.shows(NodeRef{Kind::Lock, i}))
            add(topology.locks[i].label, describe(world.locks()[i]), Subject::Kind::Lock, i);
    }
    return rows;
}

std::vector<HeadlineRow> headlineRows(const std::vector<Headline> &headlines, const Recent &recent)
{
    std::vector<HeadlineRow> rows;
    const QString window = toQString(recent.over());
    for (const Headline &headline : headlines) {
        QString note = toQString(headline.note);
        if (headline.now && !note.isEmpty() && !note.contains(window)) // a mean beside what is now is none of now
            note += QStringLiteral(", ") + window;
        rows.push_back({toQString(headline.label), toQString(headline.value), note,
                        headline.now ? QStringLiteral("now") : window});
    }
    return rows;
}

QStringList theoryLines(const std::vector<TheoryValue> &values)
{
    QStringList lines;
    for (const TheoryValue &theory : values) {
        QString line = QStringLiteral("%1: %2 (%3)")
                           .arg(measureName(theory.id), measureText(theory.id, theory.value),
                                toQString(theory.formula));
        if (theory.measured)
            line += QStringLiteral(", measured %1").arg(measureText(theory.id, *theory.measured));
        lines.push_back(line);
    }
    return lines;
}

} // namespace coroscope
