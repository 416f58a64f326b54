// SPDX-License-Identifier: MIT
#include "player/log_filter.h"

#include "models/text.h"
#include "pattern/place_names.h"
#include "text/noun_words.h"

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

/// Of each group so many can be chosen one by one; a list of thousands is none to choose from.
constexpr std::uint32_t mostOfGroup = 24;

const Noun &itemNoun(const Run &run)
{
    return run.loaded() ? run.session().pattern().item : anyItem;
}

} // namespace

LogFilter::LogFilter(Run &run, QObject *parent) : QObject(parent), m_run(run)
{
    connect(m_run.selection(), &Selection::changed, this, [this] {
        if (m_tasks[static_cast<std::size_t>(m_task)].kind == TaskChoice::Kind::Selected)
            Q_EMIT changed();
    });
}

EventFilter LogFilter::filter() const
{
    EventFilter filter{.kinds = eventTopics()[static_cast<std::size_t>(m_topic)].kinds, .item = m_item};
    const TaskChoice &task = m_tasks[static_cast<std::size_t>(m_task)];
    if (task.kind == TaskChoice::Kind::Selected)
        filter.tasks = m_run.selection()->places();
    else if (task.kind == TaskChoice::Kind::Group)
        filter.group = task.place.group;
    else if (task.kind == TaskChoice::Kind::One)
        filter.tasks = std::vector{task.place};
    if (m_thing > 0)
        filter.thing = m_things[static_cast<std::size_t>(m_thing - 1)];
    return filter;
}

bool LogFilter::lacksSelection() const
{
    return m_tasks[static_cast<std::size_t>(m_task)].kind == TaskChoice::Kind::Selected
        && m_run.selection()->count() == 0;
}

QStringList LogFilter::topics() const
{
    QStringList names;
    for (const EventTopic &topic : eventTopics())
        names << translated(topic.label);
    return names;
}

QStringList LogFilter::tasks() const
{
    QStringList names;
    for (const TaskChoice &choice : m_tasks)
        names << nameOf(choice);
    return names;
}

QString LogFilter::nameOf(const TaskChoice &choice) const
{
    switch (choice.kind) {
    case TaskChoice::Kind::All:
        return translated(words("All tasks"));
    case TaskChoice::Kind::Selected:
        return translated(words("The selected tasks"));
    case TaskChoice::Kind::Group:
        return translated(m_pattern->topology().groups[choice.place.group].plural);
    case TaskChoice::Kind::One:
        break;
    }
    return toQString(placeLabel(m_pattern->topology(), choice.place));
}

QStringList LogFilter::things() const
{
    QStringList names{translated(words("Anywhere"))};
    for (const NodeRef &thing : m_things) {
        const Topology &topology = m_pattern->topology();
        const Words label = thing.kind == NodeRef::Kind::Channel ? topology.channels[thing.index].label
            : thing.kind == NodeRef::Kind::Lock                  ? topology.locks[thing.index].label
                                                                 : topology.threads[thing.index].label;
        names << capitalised(translated(label));
    }
    return names;
}

void LogFilter::choose(int &choice, int value, std::size_t count)
{
    if (value == choice || value < 0 || value >= static_cast<int>(count))
        return;
    choice = value;
    Q_EMIT changed();
}

void LogFilter::setTopic(int topic)
{
    choose(m_topic, topic, eventTopics().size());
}

void LogFilter::setTask(int task)
{
    choose(m_task, task, m_tasks.size());
}

void LogFilter::setThing(int thing)
{
    choose(m_thing, thing, m_things.size() + 1);
}

QString LogFilter::itemText() const
{
    const Noun &things = itemNoun(m_run);
    return capitalised(toQString(m_item ? numberedNoun(things, *m_item)
                                        : say(words("all {things}"), {{"things", nounsText(things)}})));
}

QString LogFilter::itemTip() const
{
    const Sentence::Argument thing{"thing", nounText(itemNoun(m_run))};
    return toQString(
        say(words("The {thing} whose events are shown: click to type its number, nothing for all"), {thing}));
}

QString LogFilter::item() const
{
    return m_item ? QString::number(*m_item) : QString();
}

void LogFilter::setItem(const QString &text)
{
    QString digits = text.trimmed();
    for (const QString &word : {translated(itemNoun(m_run), 1), QStringLiteral("item")}) {
        if (digits.startsWith(word, Qt::CaseInsensitive))
            digits = digits.mid(word.size()).trimmed();
    }
    bool isNumber = false;
    const qulonglong number = digits.toULongLong(&isNumber);
    if (!digits.isEmpty() && (!isNumber || number == 0)) {
        m_itemError = toQString(say(words("Type the number of one of the {things}, 1 or above."),
                                    {{"things", nounsText(itemNoun(m_run))}}));
        Q_EMIT changed();
        return;
    }
    m_itemError.clear();
    m_item = digits.isEmpty() ? std::nullopt : std::optional<ItemId>(number);
    Q_EMIT changed();
}

void LogFilter::reset()
{
    m_topic = m_task = m_thing = 0;
    m_item.reset();
    m_itemError.clear();
}

void LogFilter::clear()
{
    reset();
    Q_EMIT changed();
}

void LogFilter::narrowToTask(Place place)
{
    refresh();
    const TaskChoice wanted{TaskChoice::Kind::One, place};
    auto found = std::find(m_tasks.begin(), m_tasks.end(), wanted);
    if (found == m_tasks.end()) {
        found = m_tasks.insert(m_tasks.end(), wanted);
        Q_EMIT choicesChanged();
    }
    m_task = static_cast<int>(found - m_tasks.begin());
    Q_EMIT changed();
}

void LogFilter::narrowToItem(ItemId item)
{
    refresh();
    m_item = item;
    m_itemError.clear();
    Q_EMIT changed();
}

void LogFilter::showTask(Place place)
{
    reset();
    narrowToTask(place);
}

void LogFilter::showThing(NodeRef thing)
{
    refresh();
    auto found = std::find(m_things.begin(), m_things.end(), thing);
    if (found == m_things.end()) {
        found = m_things.insert(m_things.end(), thing);
        Q_EMIT choicesChanged();
    }
    reset();
    m_thing = static_cast<int>(found - m_things.begin()) + 1;
    Q_EMIT changed();
}

void LogFilter::showItem(ItemId item)
{
    reset();
    narrowToItem(item);
}

std::vector<LogFilter::TaskChoice> LogFilter::taskChoices() const
{
    std::vector<TaskChoice> choices{{TaskChoice::Kind::All}, {TaskChoice::Kind::Selected}};
    const Topology &topology = m_pattern->topology();
    std::vector<std::uint32_t> counts(topology.groups.size());
    for (const TaskView &task : m_run.session().world().tasks()) {
        if (task.place.group < counts.size())
            counts[task.place.group] = std::max(counts[task.place.group], task.place.index + 1);
    }
    for (std::uint32_t group = 0; group < counts.size(); ++group) {
        if (counts[group] > 0 && !topology.groups[group].single)
            choices.push_back({TaskChoice::Kind::Group, {group, 0}});
        for (std::uint32_t index = 0; index < std::min(counts[group], mostOfGroup); ++index)
            choices.push_back({TaskChoice::Kind::One, {group, index}});
    }
    return choices;
}

/// Those that there have been in this run.
std::vector<NodeRef> LogFilter::thingChoices() const
{
    const Topology &topology = m_pattern->topology();
    const World &world = m_run.session().world();
    std::vector<NodeRef> things;
    for (std::uint32_t index = 0; index < std::min(topology.channels.size(), world.channels().size()); ++index) {
        if (world.channels()[index].open || world.channels()[index].closed)
            things.push_back({NodeRef::Kind::Channel, index});
    }
    for (std::uint32_t index = 0; index < topology.locks.size(); ++index) {
        const std::optional<Alternative> &when = topology.locks[index].when;
        if (!when || m_run.session().values().at(when->parameter) == when->value || index < world.locks().size())
            things.push_back({NodeRef::Kind::Lock, index});
    }
    for (std::uint32_t index = 0; index < topology.threads.size(); ++index)
        things.push_back({NodeRef::Kind::Threads, index});
    return things;
}

void LogFilter::refresh()
{
    const bool another = std::exchange(m_pattern, &m_run.session().pattern()) != m_pattern;
    std::vector<TaskChoice> tasks = taskChoices();
    const TaskChoice chosen = another ? TaskChoice() : m_tasks[static_cast<std::size_t>(m_task)];
    if (std::find(tasks.begin(), tasks.end(), chosen) == tasks.end())
        tasks.push_back(chosen); // what is chosen can be chosen
    std::vector<NodeRef> things = thingChoices();
    const std::optional<NodeRef> place = another || m_thing == 0
        ? std::nullopt
        : std::optional(m_things[static_cast<std::size_t>(m_thing - 1)]);
    if (place && std::find(things.begin(), things.end(), *place) == things.end())
        things.push_back(*place);
    // Tasks that are gone stay: their events are there.
    if (!another && tasks.size() <= m_tasks.size() && things.size() <= m_things.size())
        return;
    if (another || tasks.size() > m_tasks.size())
        m_tasks = std::move(tasks);
    if (another || things.size() > m_things.size())
        m_things = std::move(things);
    if (place)
        m_thing = static_cast<int>(std::find(m_things.begin(), m_things.end(), *place) - m_things.begin()) + 1;
    m_task = static_cast<int>(std::find(m_tasks.begin(), m_tasks.end(), chosen) - m_tasks.begin());
    if (another) {
        m_thing = 0;
        m_item.reset();
        m_itemError.clear();
    }
    Q_EMIT choicesChanged();
    Q_EMIT changed();
}

} // namespace coroscope
