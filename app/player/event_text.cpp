// SPDX-License-Identifier: MIT
#include "player/event_text.h"

#include "models/text.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace coroscope {

std::string clockText(Time time, int digits)
{
    const auto nanoseconds = static_cast<long long>(time.time_since_epoch().count());
    const long long seconds = nanoseconds / 1'000'000'000;
    std::array<char, 48> whole{};
    if (seconds < 60)
        std::snprintf(whole.data(), whole.size(), "%lld", seconds);
    else if (seconds < 3600)
        std::snprintf(whole.data(), whole.size(), "%lld:%02lld", seconds / 60, seconds % 60);
    else
        std::snprintf(whole.data(), whole.size(), "%lld:%02lld:%02lld", seconds / 3600, seconds / 60 % 60,
                      seconds % 60);
    std::array<char, 48> fraction{};
    std::snprintf(fraction.data(), fraction.size(), "%09lld", nanoseconds % 1'000'000'000);
    std::string text = whole.data();
    text.append(".").append(fraction.data(), static_cast<std::size_t>(digits));
    return seconds < 60 ? text.append(" s") : text;
}

QString sentences(const Player &player, Sequence from, std::size_t most)
{
    const Trace &trace = player.session().trace();
    QString text;
    std::size_t count = 0;
    for (Sequence i = std::max(from, trace.firstKept()); i < player.position(); ++i) {
        const Event &event = trace.at(i);
        if (!worthSeeing(event.kind))
            continue;
        if (count < most) {
            const Sentence said = sentence(event, player.world(), player.session().pattern());
            text += (text.isEmpty() ? QString() : QStringLiteral(" ")) + capitalised(toQString(said));
        }
        ++count;
    }
    if (count > most) {
        const auto more = static_cast<std::int64_t>(count - most);
        text += QLatin1Char(' ') + toQString(sayCounted(more, "And {n} more.", plural("And {n} more.")));
    }
    return text;
}

std::string clockText(const Player &player)
{
    constexpr int usual = 3;
    const Time here = player.playhead();
    if (player.playing())
        return clockText(here, usual);
    const Trace &trace = player.session().trace();
    std::vector<Time> beside;
    const Sequence after = trace.firstAfter(here);
    if (after < trace.count())
        beside.push_back(trace.at(after).time);
    // The first event of this instant is the one after all that were earlier.
    const Sequence since = here > Time{} ? trace.firstAfter(here - Duration{1}) : 0;
    if (since > trace.firstKept())
        beside.push_back(trace.at(since - 1).time);
    int digits = usual;
    const auto same = [&](Time other) { return clockText(other, digits) == clockText(here, digits); };
    while (digits < 9 && std::any_of(beside.begin(), beside.end(), same))
        digits += 3;
    return clockText(here, digits);
}

} // namespace coroscope
