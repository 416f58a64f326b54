// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"

#include <QStringList>

#include <algorithm>
#include <optional>

namespace coroscope::test {

/// All figures of one kind, from back to front, for which @p matches holds.
template <typename Kind, typename Matches>
std::vector<Kind> all(const DisplayList &list, Matches matches)
{
    std::vector<Kind> found;
    for (const Figure &figure : list) {
        if (const Kind *const one = std::get_if<Kind>(&figure); one && matches(*one))
            found.push_back(*one);
    }
    return found;
}

template <typename Kind>
std::vector<Kind> all(const DisplayList &list)
{
    return all<Kind>(list, [](const Kind &) { return true; });
}

/// The label that says exactly this.
inline std::optional<Label> labelSaying(const DisplayList &list, const QString &text)
{
    const auto found = all<Label>(list, [&](const Label &label) { return label.text == text; });
    return found.empty() ? std::nullopt : std::optional(found.front());
}

/// What all labels say, from back to front.
inline QStringList wordsOf(const DisplayList &list)
{
    QStringList words;
    for (const Label &label : all<Label>(list))
        words.push_back(label.text);
    return words;
}

/// What the discs of this colour say, from left to right.
inline QStringList numbersOn(const DisplayList &list, Role fill)
{
    auto discs = all<Disc>(list, [&](const Disc &disc) { return disc.fill == fill; });
    std::stable_sort(discs.begin(), discs.end(),
                     [](const Disc &a, const Disc &b) { return a.center.x() < b.center.x(); });
    QStringList numbers;
    for (const Disc &disc : discs)
        numbers.push_back(disc.text);
    return numbers;
}

} // namespace coroscope::test
