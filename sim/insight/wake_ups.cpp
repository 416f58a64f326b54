// SPDX-License-Identifier: MIT
#include "insight/wake_ups.h"

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

/// On either side of the focus.
constexpr Sequence mostEvents = 10'000;

/// Number of the first kept event that is not before @p time.
Sequence firstFrom(const Trace &trace, Time time)
{
    return time > Time{} ? trace.firstAfter(time - Duration{1}) : trace.firstKept();
}

/// Keeps the @p most that are nearest to @p focus, in order of time. @return how many are gone
std::size_t keepNearest(std::vector<WakeUp> &found, Time focus, std::size_t most)
{
    if (found.size() <= most)
        return 0;
    const std::size_t gone = found.size() - most;
    const auto distance = [focus](const WakeUp &one) { return one.woke < focus ? focus - one.woke : one.woke - focus; };
    std::nth_element(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(most), found.end(),
                     [&](const WakeUp &a, const WakeUp &b) {
                         return std::pair(distance(a), a.woke) < std::pair(distance(b), b.woke);
                     });
    found.resize(most);
    std::stable_sort(found.begin(), found.end(), [](const WakeUp &a, const WakeUp &b) { return a.woke < b.woke; });
    return gone;
}

} // namespace

WakeUps wakeUps(const Trace &trace, const TaskPlaces &known, std::span<const Place> places, Time from, Time to,
                Time focus, std::size_t most)
{
    WakeUps found;
    if (places.empty() || to < from)
        return found;
    const auto isAsked = [places](Place place) {
        return std::find(places.begin(), places.end(), place) != places.end();
    };
    const Sequence middle = trace.firstAfter(std::clamp(focus, from, to));
    const Sequence begin = std::max(firstFrom(trace, from), middle - std::min(middle, mostEvents));
    const Sequence end = std::min(trace.firstAfter(to), middle + mostEvents);
    for (Sequence number = begin; number < end; ++number) {
        const Event &event = trace.at(number);
        if (event.cause == 0 || event.task == 0 || event.cause > number || number - event.cause < trace.firstKept())
            continue;
        const Event &cause = trace.at(number - event.cause);
        if (cause.task == event.task || cause.task == 0)
            continue;
        const std::optional<Place> woken = known.of(event.task);
        const std::optional<Place> by = known.of(cause.task);
        if (!woken || !by || *by == *woken)
            continue;
        const WakeUp one{*by, cause.time, *woken, event.time, cause.kind, number - event.cause};
        if (isAsked(*woken))
            found.ofThem.push_back(one);
        else if (isAsked(*by))
            found.byThem.push_back(one);
    }
    found.leftOut = keepNearest(found.ofThem, focus, most) + keepNearest(found.byThem, focus, most);
    return found;
}

} // namespace coroscope
