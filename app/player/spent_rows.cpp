// SPDX-License-Identifier: MIT
#include "player/spent_rows.h"

#include "models/text.h"
#include "scene/look_words.h"
#include "scene/task_look.h"
#include "text/duration_text.h"
#include "text/share_text.h"

#include <algorithm>

namespace coroscope {

namespace {

using Kind = SpentPart::Kind;

bool isLongLived(std::uint32_t group, const Topology &topology)
{
    return group < topology.groups.size() && topology.groups[group].longLived;
}

/// "working on jobs", "thinking"; nothing where an activity has no name.
Sentence activityOf(const SpentPart &part, const PatternInfo &pattern)
{
    const Topology &topology = pattern.topology();
    if (part.object >= topology.activities.size())
        return {};
    const Words phrase = topology.activities[part.object].phrase;
    const Sentence doing = say(phrase, {{"item", translated(pattern.item, several).toStdString()}});
    return phrase.starts_with("until ") ? say(words("pausing {until}"), {{"until", doing}}) : doing;
}

/// @p worksOn: on how many different things there is work.
Sentence textOf(const SpentPart &part, std::ptrdiff_t worksOn, std::uint32_t group, const PatternInfo &pattern)
{
    const Topology &topology = pattern.topology();
    switch (part.kind) {
    case Kind::Before:
        return words("not there yet");
    case Kind::Work: {
        const Sentence doing = activityOf(part, pattern);
        return worksOn < 2 || doing.empty() ? Sentence(words("running"))
                                            : say(words("running: {doing}"), {{"doing", doing}});
    }
    case Kind::Time: {
        const Sentence doing = activityOf(part, pattern);
        return doing.empty() ? Sentence(words("sleeping")) : doing;
    }
    case Kind::Others:
        return words("joining other tasks");
    case Kind::Channel:
        return part.object < topology.channels.size()
            ? say(words("waiting for work, {channel} empty"), {{"channel", topology.channels[part.object].label}})
            : Sentence(words("waiting for work"));
    case Kind::Waiting:
        return words("waiting by design");
    case Kind::Look:
        return wordsOfLook(nameOfLook(part.object)).name;
    case Kind::Down:
        return isLongLived(group, topology) ? words("dead, until it is replaced") : words("no task here");
    case Kind::Empty:
        return isLongLived(group, topology) ? words("cancelled, or at its end") : words("no task here");
    }
    return {};
}

QString toneOf(const SpentPart &part, std::uint32_t group, const Topology &topology)
{
    switch (part.kind) {
    case Kind::Work:
        return nameOf(Condition::Running);
    case Kind::Time:
    case Kind::Others:
    case Kind::Channel:
    case Kind::Waiting:
        return nameOf(Condition::Idle);
    case Kind::Look:
        return nameOf(static_cast<Condition>(part.object));
    case Kind::Down:
        return isLongLived(group, topology) ? nameOf(Condition::Failed) : QString();
    case Kind::Before:
    case Kind::Empty:
        break;
    }
    return {};
}

} // namespace

std::vector<PartRow> spentRows(const std::vector<SpentPart> &parts, Duration whole, std::uint32_t group,
                               const PatternInfo &pattern)
{
    const auto worksOn = std::count_if(parts.begin(), parts.end(),
                                       [](const SpentPart &part) { return part.kind == Kind::Work; });
    std::vector<PartRow> rows;
    Duration time{}; // of the last row
    for (const SpentPart &part : parts) {
        const QString text = toQString(textOf(part, worksOn, group, pattern));
        const bool isSame = !rows.empty() && rows.back().text == text; // whether it failed or ended: there is no task
        time = isSame ? time + part.time : part.time;
        if (isSame)
            rows.pop_back();
        const double share = inSeconds(time) / inSeconds(whole);
        rows.push_back({text, toneOf(part, group, pattern.topology()), toQString(readableDuration(time)), share, {}});
    }
    writeShares(rows);
    return rows;
}

void writeShares(std::vector<PartRow> &rows)
{
    std::vector<double> shares;
    std::vector<double> slow;
    for (const PartRow &row : rows) {
        shares.push_back(row.share);
        slow.push_back(row.slowShare);
    }
    const std::vector<Sentence> texts = sharesOfWhole(shares);
    const std::vector<Sentence> slowTexts = sharesOfWhole(slow);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].shareText = toQString(texts[i]);
        if (!rows[i].slowTime.isEmpty())
            rows[i].slowShareText = toQString(slowTexts[i]);
    }
}

} // namespace coroscope
