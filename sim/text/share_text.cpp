// SPDX-License-Identifier: MIT
#include "text/share_text.h"

#include "text/number_text.h"

#include <algorithm>

namespace coroscope {

Sentence preciseShare(double share)
{
    constexpr int mostPlaces = 6;
    constexpr double half = 0.5; // of the last place: less is rounded away
    const double left = std::min(share, 1 - share) * 100;
    if (left <= 0 || left >= half)
        return percent(share);
    int places = 0;
    double unit = 1;
    while (places < mostPlaces && left < half * unit) {
        ++places;
        unit /= 10;
    }
    if (left < half * unit)
        return share < half ? words("hardly any") : words("nearly 100 %");
    return decimals(share * 100, places) + " %";
}

Sentence shareApart(double share, double other)
{
    constexpr int mostPlaces = 6;
    const auto text = [](double of, int places) { return decimals(of * 100, places) + " %"; };
    if (percent(share) != percent(other))
        return preciseShare(share);
    int places = 1;
    while (places < mostPlaces && text(share, places) == text(other, places))
        ++places;
    return text(share, places);
}

} // namespace coroscope
