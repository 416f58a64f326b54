// SPDX-License-Identifier: MIT
#include "scene/stage_columns.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>
#include <span>

namespace coroscope {

namespace {

constexpr double margin = 14;
/// The same where a way turns to the next row there, with items on it.
constexpr double turnMargin = 22;
/// Above and below there is less: room for a badge on the edge of a card.
constexpr double verticalMargin = 10;
/// The empty space between two columns, for links; before a channel there is more, for tasks in line.
constexpr double columnGap = 58;
constexpr double queueGap = 100;
constexpr double leastGap = 34;
/// Where a row is too wide even with these, all of its lengths give way, down to here.
constexpr double narrowestGap = 12;
constexpr double narrowestShare = 0.55; // of the width of a column that does not say how narrow it can be
constexpr double mostGap = 150;
constexpr double leastChannel = 130;
constexpr double mostChannel = 430;
/// Up to here it is one row, however narrow.
constexpr std::size_t mostInOneRow = 5;
constexpr std::size_t mostRows = 3;
constexpr double leastRowHeight = 112;
/// Of rows that would otherwise have to be less than half as wide as they need.
constexpr double tightRowHeight = 96;
constexpr double rowGap = 22;

using Columns = std::span<const StageColumn>;

/// What a row needs so that nothing has to become narrower.
double leastWidth(Columns columns, double scale)
{
    double width = 2 * margin + leastGap * static_cast<double>(columns.size() - 1);
    for (const StageColumn &column : columns)
        width += column.stretches ? std::max(column.width, leastChannel * scale) : column.width;
    return width;
}

/// The lengths of @p rows rows of columns of which the widest is as narrow as can be.
std::vector<std::size_t> brokenInto(std::size_t rows, Columns columns, double scale)
{
    if (rows == 1)
        return {columns.size()};
    std::vector<std::size_t> best;
    double bestWidth = std::numeric_limits<double>::max();
    for (std::size_t first = 1; first + rows - 1 <= columns.size(); ++first) {
        std::vector<std::size_t> rest = brokenInto(rows - 1, columns.subspan(first), scale);
        double widest = leastWidth(columns.first(first), scale);
        std::size_t at = first;
        for (const std::size_t length : rest) {
            widest = std::max(widest, leastWidth(columns.subspan(at, length), scale));
            at += length;
        }
        if (widest <= bestWidth) { // of equals the one with the longer first row
            bestWidth = widest;
            best = {first};
            best.insert(best.end(), rest.begin(), rest.end());
        }
    }
    return best;
}

double heightOfRow(double height, std::size_t rows, double scale)
{
    const auto count = static_cast<double>(rows);
    return (height - 2 * verticalMargin - rowGap * scale * (count - 1)) / count;
}

std::vector<std::size_t> rowsOf(Columns columns, QSizeF size, double scale)
{
    std::vector<std::size_t> rows{columns.size()};
    double tallest = 0;
    for (const StageColumn &column : columns)
        tallest = std::max(tallest, column.height);
    while (columns.size() > mostInOneRow && rows.size() < mostRows) {
        double widest = 0;
        std::size_t at = 0;
        for (const std::size_t length : rows) {
            widest = std::max(widest, leastWidth(columns.subspan(at, length), scale));
            at += length;
        }
        const double height = (widest > 2 * size.width() ? tightRowHeight : leastRowHeight) * scale;
        const std::size_t more = rows.size() + 1;
        if (widest <= size.width() || size.height() / static_cast<double>(more) < height
            || heightOfRow(size.height(), more, scale) < tallest)
            break;
        rows = brokenInto(more, columns, scale);
    }
    return rows;
}

/// Makes a row fit into @p room: everything gives way by the same share of what it can spare, columns down to @p least;
/// where that is not enough, the columns become narrower still. gaps[0], before the first column, is none.
void squeeze(std::vector<double> &widths, const std::vector<double> &least, std::vector<double> &gaps, double room)
{
    const auto sum = [](const std::vector<double> &all) { return std::accumulate(all.begin(), all.end(), 0.0); };
    const double wanted = sum(widths);
    const double gapsWanted = sum(gaps);
    if (wanted + gapsWanted <= room)
        return;
    const double leastTogether = sum(least);
    const double gapsLeast = std::min(gapsWanted, narrowestGap * static_cast<double>(gaps.size() - 1));
    const double spared = std::clamp((wanted + gapsWanted - room) / (wanted - leastTogether + gapsWanted - gapsLeast),
                                     0.0, 1.0);
    const double gapShare = gapsWanted > 0 ? 1 - spared * (1 - gapsLeast / gapsWanted) : 1;
    const double further = spared == 1 ? std::clamp((room - gapsLeast) / leastTogether, 0.1, 1.0) : 1;
    for (std::size_t i = 0; i < widths.size(); ++i)
        widths[i] = (widths[i] - spared * (widths[i] - least[i])) * further;
    for (double &gap : gaps)
        gap *= gapShare;
}

/// One row: cards and terminals have a width of their own; channels share what is left.
void placeRow(Columns columns, const QRectF &row, double scale, std::vector<PlacedColumn> &placed)
{
    std::vector<double> gaps(columns.size(), 0); // before each column
    double fixed = 0;
    double gapsTogether = 0;
    int stretching = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        fixed += columns[i].stretches ? 0 : columns[i].width;
        stretching += columns[i].stretches ? 1 : 0;
        if (i > 0)
            gaps[i] = (columns[i].stretches ? queueGap : columnGap) * scale;
        gapsTogether += gaps[i];
    }
    const double rest = row.width() - fixed - gapsTogether;
    const double channelWidth = stretching > 0
        ? std::clamp(rest / stretching, leastChannel * scale, mostChannel * scale)
        : 0;
    std::vector<double> widths;
    for (const StageColumn &column : columns)
        widths.push_back(column.stretches ? std::max(column.width, channelWidth) : column.width);
    // What is over after the channels have had their share widens the gaps; what is missing narrows them.
    const double wanted = std::accumulate(widths.begin(), widths.end(), 0.0);
    const double factor = gapsTogether > 0 ? (row.width() - wanted) / gapsTogether : 0;
    for (std::size_t i = 1; i < gaps.size(); ++i)
        gaps[i] = std::clamp(gaps[i] * factor, std::min(leastGap, gaps[i]), std::max(mostGap * scale, gaps[i]));
    std::vector<double> least;
    for (std::size_t i = 0; i < columns.size(); ++i)
        least.push_back(std::min(widths[i], columns[i].least > 0 ? columns[i].least : widths[i] * narrowestShare));
    squeeze(widths, least, gaps, row.width());
    const double used = std::accumulate(widths.begin(), widths.end(), 0.0)
        + std::accumulate(gaps.begin(), gaps.end(), 0.0);
    double x = row.center().x() - used / 2;
    const int number = placed.empty() ? 0 : placed.back().row + 1;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        x += gaps[i];
        placed.push_back({.area = QRectF(x, row.top(), widths[i], row.height()),
                          .gapBefore = i == 0 ? margin : gaps[i],
                          .gapAfter = i + 1 == columns.size() ? margin : gaps[i + 1],
                          .row = number});
        x += widths[i];
    }
}

} // namespace

std::vector<PlacedColumn> placeColumns(const std::vector<StageColumn> &columns, QSizeF size, double scale)
{
    std::vector<PlacedColumn> placed;
    if (columns.empty())
        return placed;
    const std::vector<std::size_t> rows = rowsOf(columns, size, scale);
    const double height = std::max(10.0, heightOfRow(size.height(), rows.size(), scale));
    std::size_t at = 0;
    const double side = rows.size() > 1 ? turnMargin : margin;
    double top = verticalMargin;
    for (const std::size_t length : rows) {
        placeRow(Columns(columns).subspan(at, length), QRectF(side, top, size.width() - 2 * side, height), scale,
                 placed);
        at += length;
        top += height + rowGap * scale;
    }
    return placed;
}

} // namespace coroscope
