// SPDX-License-Identifier: MIT
#include "text/wording.h"

#include "text/one_line.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace coroscope {

namespace {

/// Longer words are not worth comparing.
constexpr std::size_t longestName = 64;

/// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other (optimal string
/// alignment). Both at most longestName long.
std::size_t distance(std::string_view from, std::string_view to)
{
    // Row by row of the usual table; row i is what the first i characters of `from` are away from each start of `to`.
    std::array<std::size_t, longestName + 1> beforeLast{};
    std::array<std::size_t, longestName + 1> last{};
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= from.size(); ++i) {
        std::array<std::size_t, longestName + 1> row{i};
        for (std::size_t j = 1; j <= to.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        beforeLast = last;
        last = row;
    }
    return last[to.size()];
}

} // namespace

std::string inQuotes(std::string_view text)
{
    constexpr std::size_t longest = 40; // characters
    return "'" + onOneLine(text, longest) + "'";
}

std::string asClause(std::string_view sentence)
{
    if (sentence.ends_with('.'))
        sentence.remove_suffix(1);
    std::string clause(sentence);
    if (!clause.empty() && clause.front() >= 'A' && clause.front() <= 'Z')
        clause.front() = static_cast<char>(clause.front() - 'A' + 'a');
    return clause;
}

std::string capitalised(std::string sentence)
{
    if (!sentence.empty() && sentence.front() >= 'a' && sentence.front() <= 'z')
        sentence.front() = static_cast<char>(sentence.front() - 'a' + 'A');
    return sentence;
}

std::string_view nearest(std::string_view typed, const std::vector<std::string_view> &names)
{
    std::string_view best;
    if (typed.empty() || typed.size() > longestName)
        return best;
    std::size_t least = typed.size() / 4 + 2; // "form" is near "for", and "x" is near nothing long
    for (const std::string_view name : names) {
        if (name.size() > longestName)
            continue;
        const std::size_t far = distance(typed, name);
        if (far < least && far < name.size()) {
            least = far;
            best = name;
        }
    }
    // What was cut short.
    for (const std::string_view name : names) {
        if (best.empty() && typed.size() >= 3 && name.starts_with(typed))
            best = name;
    }
    return best;
}

std::string suggestion(std::string_view typed, std::string_view kind, const std::vector<std::string_view> &names)
{
    const std::string all = "he " + std::string(kind) + " are: " + listed(names);
    const std::string_view meant = nearest(typed, names);
    return meant.empty() ? "t" + all : "did you mean " + inQuotes(meant) + "? T" + all;
}

} // namespace coroscope
