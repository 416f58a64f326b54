// SPDX-License-Identifier: MIT
#include "text/share_text.h"

#include "text/number_text.h"

#include <algorithm>
#include <cmath>
#include <string>

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

std::vector<Sentence> sharesOfWhole(const std::vector<double> &shares)
{
    constexpr double half = 0.005; // what is less, or lacks less of all, has decimals of its own
    double sum = 0;
    int missing = 0; // of whole per cents
    std::vector<int> whole(shares.size());
    std::vector<std::size_t> rounded;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (shares[i] < half || shares[i] > 1 - half)
            continue;
        sum += shares[i];
        whole[i] = std::max(1, static_cast<int>(std::floor(shares[i] * 100)));
        missing -= whole[i];
        rounded.push_back(i);
    }
    missing += static_cast<int>(std::lround(sum * 100));
    const auto lack = [&](std::size_t i) { return shares[i] * 100 - whole[i]; };
    std::stable_sort(rounded.begin(), rounded.end(),
                     [&](std::size_t one, std::size_t other) { return lack(one) > lack(other); });
    for (std::size_t i = 0; i < rounded.size() && missing > 0; ++i, --missing)
        ++whole[rounded[i]];
    for (std::size_t i = rounded.size(); i-- > 0 && missing < 0;) {
        if (whole[rounded[i]] > 1) {
            --whole[rounded[i]];
            ++missing;
        }
    }
    std::vector<Sentence> texts;
    for (std::size_t i = 0; i < shares.size(); ++i)
        texts.push_back(whole[i] > 0 ? Sentence(std::to_string(whole[i]) + " %") : preciseShare(shares[i]));
    return texts;
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
