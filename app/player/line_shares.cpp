// SPDX-License-Identifier: MIT
#include "player/line_shares.h"

#include "models/text.h"
#include "scene/task_look.h"
#include "text/share_text.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace coroscope {

namespace {

using FileLine = CodeProfile::Line;

/// Of all lines only those with this much of the time are marked.
constexpr double leastMarked = 0.005;
/// With less work than this, a line is one at which tasks wait.
constexpr double leastOccupied = 0.02;

} // namespace

std::int64_t occupied(const LookTimes &times)
{
    return times[Condition::Running] + times[Condition::Holding] + times[Condition::Hung];
}

QString tonesOf(const LookTimes &times, const CodeProfile &profile)
{
    constexpr int whole = 1000;
    QStringList parts;
    for (const Condition condition : {Condition::Running, Condition::Ready, Condition::Holding, Condition::Blocked,
                                      Condition::Idle, Condition::Hung}) {
        const auto share = static_cast<int>(std::lround(whole * profile.shareOf(times[condition])));
        if (share > 0)
            parts << nameOf(condition) << QString::number(share);
    }
    return parts.join(QLatin1Char(' '));
}

LineShares lineShares(const CodeProfile &profile, std::size_t mostHottest)
{
    LineShares lines;
    std::vector<double> shares;
    for (const auto &[line, share] : profile.lines())
        shares.push_back(profile.shareOf(share.here));
    const std::vector<Sentence> texts = sharesOfWhole(shares);
    std::size_t at = 0;
    for (const auto &[line, share] : profile.lines()) {
        lines.texts[line] = shares[at] > 0 ? toQString(texts[at]) : QString();
        if (shares[at] >= leastMarked)
            lines.marked.push_back(line);
        ++at;
    }
    const auto workOf = [&](FileLine line) {
        const double share = profile.shareOf(occupied(profile.lines().at(line).here));
        return share < leastOccupied ? 0 : share;
    };
    const auto wholeOf = [&](FileLine line) { return profile.shareOf(profile.lines().at(line).here); };
    lines.hottest = lines.marked;
    std::stable_sort(lines.hottest.begin(), lines.hottest.end(), [&](FileLine one, FileLine other) {
        return std::pair(workOf(one), wholeOf(one)) > std::pair(workOf(other), wholeOf(other));
    });
    if (lines.hottest.size() > mostHottest)
        lines.hottest.resize(mostHottest);
    return lines;
}

std::map<FileLine, QString> failureNotes(const CodeProfile &profile, const CodeRows &rows)
{
    std::map<FileLine, std::int64_t> failed;
    std::map<FileLine, std::int64_t> dropped;
    for (const auto &[line, failures] : profile.failures()) {
        if (failures.threw > 0)
            failed[{line.first, rows.throwAfter(line.first, line.second)}] += failures.threw;
        if (failures.struck > 0)
            failed[line] += failures.struck;
        if (failures.dropped > 0)
            dropped[line] += failures.dropped;
    }
    std::map<FileLine, QString> notes;
    for (const auto &[line, count] : failed)
        notes[line] = toQString(say(words("failed here: {count}×"), {{"count", count}}));
    for (const auto &[line, count] : dropped) {
        const QString text = toQString(say(words("error dropped here: {count}×"), {{"count", count}}));
        QString &note = notes[line];
        note += note.isEmpty() ? text : QStringLiteral(" · ") + text;
    }
    return notes;
}

} // namespace coroscope
