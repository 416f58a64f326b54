// SPDX-License-Identifier: MIT
#include "insight/task_words.h"

#include "pattern/place_names.h"

#include <utility>

namespace coroscope {

namespace {

/// Numbers of tasks of one group, in order: "1 and 2", "1 to 12", "1, 4, 7 and 3 more".
Sentence numbersText(const std::vector<std::uint32_t> &indices)
{
    constexpr std::size_t mostListed = 3;
    const bool withoutGap = indices.back() - indices.front() + 1 == indices.size();
    if (indices.size() > mostListed && withoutGap)
        return say(words("{first} to {last}"), {{"first", indices.front() + 1}, {"last", indices.back() + 1}});
    std::vector<Sentence> numbers;
    for (const std::uint32_t index : indices)
        numbers.emplace_back(std::to_string(index + 1));
    return listed(numbers);
}

Sentence groupText(const TaskGroup &group, std::uint32_t number, const std::vector<std::uint32_t> &indices)
{
    if (indices.size() == 1 || group.plural.empty())
        return group.single ? Sentence(group.label)
                            : say(words("{group} {number}"), {{"group", group.label}, {"number", number}});
    return say(words("{group} {number}"), {{"group", group.plural}, {"number", numbersText(indices)}});
}

} // namespace

Sentence activityText(const Topology &topology, std::uint32_t activity, ItemId item, const Noun &things)
{
    if (activity >= topology.activities.size())
        return words("something");
    const Words phrase = topology.activities[activity].phrase;
    const Sentence what = item == 0 ? Sentence(words("one")) : numberedNoun(things, item);
    const Sentence doing = say(phrase, {{"item", what}});
    return phrase.starts_with("until ") ? say(words("pausing {until}"), {{"until", doing}}) : doing;
}

Sentence doingText(const TaskView &task, const Topology &topology, const Noun &things)
{
    return activityText(topology, task.object, task.item, things);
}

Sentence namesText(const std::vector<const TaskView *> &tasks, const Topology &topology)
{
    std::vector<Sentence> groups;
    for (std::size_t i = 0; i < tasks.size();) {
        const std::uint32_t group = tasks[i]->place.group;
        std::vector<std::uint32_t> indices;
        for (; i < tasks.size() && tasks[i]->place.group == group; ++i)
            indices.push_back(tasks[i]->place.index);
        groups.push_back(group < topology.groups.size()
                             ? groupText(topology.groups[group], indices.front() + 1, indices)
                             : placeLabel(topology, tasks[i - 1]->place));
    }
    return listed(groups);
}

} // namespace coroscope
