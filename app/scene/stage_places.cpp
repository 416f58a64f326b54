// SPDX-License-Identifier: MIT
// Where a layout places what stands in its columns.
#include "scene/stage_layout.h"
#include "scene/stage_measures.h"

#include <algorithm>
#include <cmath>

namespace coroscope {

using namespace stage;

namespace {

constexpr double cardHeight = 74;
constexpr double shortHeight = 24;
constexpr double cellGap = 3;
/// Around the places of threads, and the narrowest of those.
constexpr double socketInset = 6;
constexpr double narrowestSocket = 76;
/// Of a task beside the one that spawned it.
constexpr double widestBeside = 300;
constexpr double narrowestBeside = 30;
constexpr double leastBeside = 20;
constexpr double smallestCell = 2;
/// This many places are shown even if they overlap; more only if they fit.
constexpr double placesAnyway = 400;
/// Below a field that has no room for all.
constexpr double crowdCaption = 18;
constexpr double largestCell = 26;
constexpr double largestSlot = 15;
/// Slots that would have to be smaller are drawn as a level.
constexpr double leastSlot = 4;
constexpr double mostCaption = 300;
/// Between two slots, and around those for results.
constexpr double slotSpace = 4;
constexpr double resultsInset = 9;
/// So that they are as high as a column of cards, and no wider than one.
constexpr std::int64_t mostResultsInAColumn = 8;
constexpr std::int64_t mostColumnsOfResults = 4;
/// The name of a district, below the upper edge of its frame; what that encloses besides its columns; and how high
/// these are at least.
constexpr double districtCaptionHeight = 20;
constexpr double districtInset = 9;
constexpr double leastDistrictHeight = 110;
/// A group without names on its cards, as narrow as its signs and numbers can be.
constexpr double narrowestGroup = 48;

} // namespace

void StageLayout::placeDistricts(const Topology &topology, std::vector<Column> &columns)
{
    m_districts.resize(topology.districts.size());
    const double caption = districtCaptionHeight * m_scale;
    const bool isTight = std::any_of(columns.begin(), columns.end(), [&](const Column &column) {
        return column.placed.area.height() - caption < std::max(leastDistrictHeight * m_scale, column.wanted.height);
    });
    if (topology.districts.empty() || isTight)
        return;
    m_districtCaption = caption;
    int row = -1;
    for (Column &column : columns) {
        const PlacedColumn &placed = column.placed;
        const double left = std::min(districtInset, placed.gapBefore / 2 - 2);
        const double right = std::min(districtInset, placed.gapAfter / 2 - 2);
        const QRectF frame = placed.area.adjusted(-left, -districtInset / 2, right, districtInset / 2);
        bool isInDistrict = false;
        for (std::size_t i = 0; i < topology.districts.size(); ++i) {
            if (column.number < topology.districts[i].first || column.number > topology.districts[i].last)
                continue;
            isInDistrict = true;
            std::vector<QRectF> &frames = m_districts[i];
            if (frames.empty() || placed.row != row)
                frames.push_back(frame);
            else
                frames.back() |= frame;
        }
        row = placed.row;
        if (isInDistrict)
            column.placed.area.adjust(0, caption, 0, 0);
    }
}

bool StageLayout::areStacked(NodeRef upper, NodeRef lower) const
{
    if (upper.kind != NodeRef::Kind::Group || lower.kind != NodeRef::Kind::Group)
        return false;
    const QRectF &above = m_groups[upper.index].area;
    const QRectF &below = m_groups[lower.index].area;
    return above.bottom() <= below.top() && above.left() < below.right() && below.left() < above.right()
        && row(upper) == row(lower);
}

void StageLayout::placeNode(NodeRef node, const QRectF &area, const PlacedColumn &column)
{
    switch (node.kind) {
    case NodeRef::Kind::Group:
        m_groups[node.index].area = area;
        placeGroup(m_groups[node.index], m_counts.tasks[node.index], area);
        break;
    case NodeRef::Kind::Channel:
        placeCapsule(m_channels[node.index], m_counts.slots[node.index], area, column);
        break;
    case NodeRef::Kind::Threads:
        if (!placeSockets(area, column))
            placeCapsule(m_threads, m_counts.threads, area, column);
        break;
    case NodeRef::Kind::Lock:
        placeCapsule(m_locks[node.index], 1, area, column);
        break;
    case NodeRef::Kind::Gather:
        placeResults(area, column);
        break;
    case NodeRef::Kind::Terminal:
        // With its number and name beside it, it is at the left.
        m_terminals[node.index] = m_terminalsInLines ? QPointF(area.left() + m_terminalRadius + 2, area.center().y())
                                                     : area.center();
        break;
    }
}

/// At which the names on its cards can be read, or their numbers.
double StageLayout::leastWidth(const TaskGroup &group, std::uint32_t count) const
{
    const std::string_view name = group.brief.empty() ? group.label : group.brief;
    const bool numbered = !group.single && count > 1;
    return std::max(narrowestGroup * m_scale, roughWidth(name.size() + (numbered ? 2 : 0), m_scale) + 12);
}

void StageLayout::placeGroup(Group &group, std::uint32_t count, const QRectF &area)
{
    group.rect = area;
    // No more than fit as the smallest cells: what is drawn costs no more however many there are.
    const double leastCell = smallestCell + cellGap;
    const double fitting = std::floor((area.width() + cellGap) / leastCell)
        * std::floor((area.height() - crowdCaption * m_scale) / leastCell);
    const bool isCrowd = count > std::max(placesAnyway, fitting);
    if (isCrowd)
        count = static_cast<std::uint32_t>(std::max(placesAnyway, fitting));
    if (count == 0)
        return;
    const double height = area.height() - (isCrowd ? crowdCaption * m_scale : 0);
    double cell = 0;
    const double card = std::min(cardHeight * m_scale, (height + gap) / count - gap);
    double rowHeight = card;
    double rowGap = std::min(16.0, count > 1 ? (height - card * count) / (count - 1) : 0.0);
    std::uint32_t columns = 1;
    if (card >= leastCardHeight * m_scale) {
        group.detail = Detail::Card;
    } else {
        const auto rows = static_cast<std::uint32_t>((height + 5) / (shortHeight * m_scale + 5));
        columns = rows == 0 ? count : (count + rows - 1) / rows;
        if (columns <= 2) {
            group.detail = Detail::Short;
            const std::uint32_t rowCount = (count + columns - 1) / columns;
            rowGap = 5;
            rowHeight = std::clamp((height + rowGap) / rowCount - rowGap, shortHeight * m_scale, 38 * m_scale);
        } else {
            group.detail = Detail::Cell;
            // The largest square of which enough fit.
            cell = std::min(largestCell * m_scale,
                            std::floor(std::sqrt((area.width() + cellGap) * (height + cellGap) / count)) + 1);
            do {
                cell -= 0.5;
                columns = static_cast<std::uint32_t>((area.width() + cellGap) / (cell + cellGap));
            } while (cell > smallestCell
                     && (columns == 0
                         || columns * static_cast<std::uint32_t>((height + cellGap) / (cell + cellGap)) < count));
            columns = std::max(columns, 1u);
            rowHeight = cell;
            rowGap = cellGap;
        }
    }
    const double columnSpace = group.detail == Detail::Cell ? cellGap : 5;
    const std::uint32_t rows = (count + columns - 1) / columns;
    const double width = group.detail == Detail::Cell ? cell : (area.width() - columnSpace * (columns - 1)) / columns;
    const double top = area.top() + (height - rows * rowHeight - (rows - 1) * rowGap) / 2;
    const double left = area.center().x() - (columns * width + (columns - 1) * columnSpace) / 2;
    for (std::uint32_t i = 0; i < count; ++i) {
        group.places.emplace_back(left + (i % columns) * (width + columnSpace),
                                  top + (i / columns) * (rowHeight + rowGap), width, rowHeight);
    }
    group.columns = columns;
    group.rect = QRectF(left, top, columns * width + (columns - 1) * columnSpace,
                        rows * rowHeight + (rows - 1) * rowGap);
}

bool StageLayout::placeBesideParents(std::uint32_t group, std::uint32_t parentGroup)
{
    const Group &parents = m_groups[parentGroup];
    const QRectF area = m_groups[group].area;
    if (group >= m_counts.parents.size() || parents.detail == Detail::Cell || parents.places.empty())
        return false;
    // A band for each parent, as high as from one to the next.
    const double pitch = parents.places.size() < 2 ? area.height()
                                                   : parents.places[1].center().y() - parents.places[0].center().y();
    const bool isBeside = row(NodeRef{NodeRef::Kind::Group, group}) == row(NodeRef{NodeRef::Kind::Group, parentGroup})
        && parents.rect.right() <= area.left();
    if (pitch <= 0 || !isBeside) // in several columns, or in another row
        return false;
    const std::vector<std::optional<std::uint32_t>> &owners = m_counts.parents[group];
    std::vector<std::vector<std::uint32_t>> bands(parents.places.size());
    std::size_t most = 1;
    for (std::uint32_t i = 0; i < owners.size(); ++i) {
        if (!owners[i] || *owners[i] >= bands.size())
            continue;
        bands[*owners[i]].push_back(i);
        most = std::max(most, bands[*owners[i]].size());
    }
    // All of one size: as many rows of a band as leave them the largest.
    const double space = 5;
    const auto count = static_cast<double>(bands.size());
    const double height = std::min(pitch - gap, (area.height() + gap) / count - gap);
    QSizeF best;
    std::size_t bestColumns = 0;
    for (std::size_t columns = 1; columns <= most; ++columns) {
        const auto rows = static_cast<double>((most + columns - 1) / columns);
        const QSizeF cell(
            std::min(widestBeside * m_scale, (area.width() + space) / static_cast<double>(columns) - space),
            std::min(cardHeight * m_scale, (height + space) / rows - space));
        const auto worth = [&](QSizeF size) { return std::min(size.width() / cardWidth, size.height() / cardHeight); };
        if (bestColumns == 0 || worth(cell) > worth(best)) {
            best = cell;
            bestColumns = columns;
        }
    }
    if (best.width() < narrowestBeside * m_scale || best.height() < leastBeside * m_scale)
        return false;
    Group &own = m_groups[group];
    own.besideParents = true;
    m_groups[parentGroup].children = group;
    own.detail = best.height() >= leastCardHeight * m_scale && best.width() >= narrowCardWidth * m_scale
        ? Detail::Card
        : Detail::Short;
    own.places.assign(owners.size(), QRectF());
    for (std::size_t band = 0; band < bands.size(); ++band) {
        const std::vector<std::uint32_t> &children = bands[band];
        const auto rows = static_cast<double>((children.size() + bestColumns - 1) / bestColumns);
        const double whole = rows * (best.height() + space) - space;
        // At the parent's height, as far as that leaves the bands above and below their share of the area.
        const double above = static_cast<double>(band) * (height + gap);
        const double below = (count - 1) * (height + gap) - above;
        const double top = std::min(std::max(parents.places[band].center().y() - whole / 2, area.top() + above),
                                    area.bottom() - below - whole);
        for (std::size_t i = 0; i < children.size(); ++i)
            own.places[children[i]] = QRectF(
                QPointF(area.left() + static_cast<double>(i % bestColumns) * (best.width() + space),
                        top + static_cast<double>(i / bestColumns) * (best.height() + space)),
                best);
    }
    own.rect = QRectF(area.left(), parents.rect.top(),
                      static_cast<double>(bestColumns) * (best.width() + space) - space, parents.rect.height());
    return true;
}

bool StageLayout::placeSockets(const QRectF &area, const PlacedColumn &column)
{
    const double caption = captionRoom * m_scale;
    const double inset = socketInset * m_scale;
    const QSizeF room(area.width() - 2 * inset, area.height() - 2 * caption - 2 * inset);
    // One above the other, or side by side where that leaves them larger.
    std::int64_t columns = 0;
    QSizeF size;
    for (std::int64_t tried = 1; tried <= m_counts.threads; ++tried) {
        const std::int64_t rows = (m_counts.threads + tried - 1) / tried;
        const QSizeF one(
            std::min(cardWidth * m_scale, (room.width() + inset) / static_cast<double>(tried) - inset),
            std::min(leastCardHeight * m_scale, (room.height() + inset) / static_cast<double>(rows) - inset));
        if (one.width() < narrowestSocket * m_scale)
            break;
        const auto worth = [](QSizeF it) { return std::min(it.width() / cardWidth, it.height() / leastCardHeight); };
        if (one.height() >= shortHeight * m_scale && (columns == 0 || worth(one) > worth(size))) {
            columns = tried;
            size = one;
        }
    }
    if (columns == 0)
        return false;
    const std::int64_t rows = (m_counts.threads + columns - 1) / columns;
    const QSizeF whole(static_cast<double>(columns) * (size.width() + inset) + inset,
                       static_cast<double>(rows) * (size.height() + inset) + inset);
    m_threads.rect = QRectF(area.center() - QPointF(whole.width(), whole.height()) / 2, whole);
    m_threads.queueRoom = column.gapBefore + m_threads.rect.left() - area.left();
    m_threads.exitRoom = column.gapAfter + area.right() - m_threads.rect.right();
    m_threads.captionWidth = std::min(mostCaption, area.width() + 2 * std::min(column.gapBefore, column.gapAfter) - 8);
    const QPointF first = m_threads.rect.topLeft() + QPointF(inset, inset);
    for (std::int64_t i = 0; i < m_counts.threads; ++i)
        m_sockets.emplace_back(first
                                   + QPointF(static_cast<double>(i % columns) * (size.width() + inset),
                                             static_cast<double>(i / columns) * (size.height() + inset)),
                               size);
    return true;
}

double StageLayout::resultsWidth() const
{
    const auto columns = static_cast<double>(std::clamp<std::int64_t>(
        (m_counts.results + mostResultsInAColumn - 1) / mostResultsInAColumn, 1, mostColumnsOfResults));
    return columns * (2 * largestSlot + slotSpace) * m_scale + 2 * resultsInset * m_scale;
}

void StageLayout::placeResults(const QRectF &area, const PlacedColumn &column)
{
    Capsule &capsule = m_results;
    const double captions = 2 * captionRoom;
    capsule.bare = area.height() < leastCapsuleHeight + captions;
    const QRectF room = capsule.bare ? area : area.adjusted(0, captionRoom, 0, -captionRoom);
    capsule.queueRoom = column.gapBefore;
    capsule.exitRoom = column.gapAfter;
    capsule.captionWidth = std::min(mostCaption, area.width() + 2 * std::min(column.gapBefore, column.gapAfter) - 8);
    const auto count = std::max<std::int64_t>(1, m_counts.results);
    const double inset = std::min(resultsInset * m_scale, area.width() / 8);
    // As few columns as leave them large enough.
    double radius = 0;
    std::int64_t columns = 1;
    for (; columns <= count; ++columns) {
        const std::int64_t rows = (count + columns - 1) / columns;
        const double high = (room.height() - 2 * inset + slotSpace) / static_cast<double>(rows) - slotSpace;
        const double wide = (area.width() - 2 * inset + slotSpace) / static_cast<double>(columns) - slotSpace;
        const double fitting = std::min({largestSlot * m_scale, high / 2, wide / 2});
        if (fitting < radius)
            break;
        radius = fitting;
        if (radius >= leastSlotInOneRow * m_scale)
            break;
    }
    columns = std::min(columns, count);
    while (columns > 1
           && (area.width() - 2 * inset + slotSpace) / static_cast<double>(columns) - slotSpace < 2 * radius)
        --columns;
    const std::int64_t rows = (count + columns - 1) / columns;
    const double pitch = 2 * radius + slotSpace;
    const QSizeF content(static_cast<double>(columns) * pitch - slotSpace,
                         static_cast<double>(rows) * pitch - slotSpace);
    const bool hasSlots = m_counts.results > 0 && radius >= leastSlot && content.height() <= room.height();
    const QSizeF whole = hasSlots ? content + QSizeF(2 * inset, 2 * inset)
                                  : QSizeF(area.width(), std::min(room.height(), 64 * m_scale));
    capsule.rect = QRectF(room.center() - QPointF(whole.width(), whole.height()) / 2, whole);
    if (!hasSlots)
        return;
    capsule.slotRadius = radius;
    const QPointF first = capsule.rect.topLeft() + QPointF(inset + radius, inset + radius);
    for (std::int64_t i = 0; i < count; ++i)
        capsule.slots.push_back(
            first + QPointF(static_cast<double>(i % columns) * pitch, static_cast<double>(i / columns) * pitch));
}

void StageLayout::placeCapsule(Capsule &capsule, std::int64_t slotCount, const QRectF &area, const PlacedColumn &column)
{
    const double width = area.width();
    // Nodes one above the other get less, so that their captions have room.
    capsule.crowded = area.height() < leastCapsuleHeight + 2 * captionRoom;
    capsule.bare = area.height() < leastCapsuleHeight + captionRoom;
    const double captions = capsule.bare ? 0 : capsule.crowded ? captionRoom : 2 * captionRoom;
    const double leastHeight = std::clamp(area.height() - captions, std::min(leastCapsuleHeight, area.height()),
                                          60 * m_scale);
    const double mostHeight = std::max(leastHeight, area.height() - captions);
    const double middle = area.center().y() + (capsule.crowded && !capsule.bare ? captionRoom / 2 : 0);
    capsule.queueRoom = column.gapBefore;
    capsule.exitRoom = column.gapAfter;
    capsule.captionWidth = std::min(mostCaption, width + 2 * std::min(column.gapBefore, column.gapAfter) - 8);
    const double inset = std::min(12 * m_scale, width / 8);
    double radius = largestSlot * m_scale;
    const double space = slotSpace;
    const auto perRow = [&] {
        return std::max(1, static_cast<int>((width - 2 * inset + space) / (2 * radius + space)));
    };
    const auto rowsNeeded = [&] { return (static_cast<int>(slotCount) + perRow() - 1) / perRow(); };
    const auto heightNeeded = [&] { return rowsNeeded() * (2 * radius + space) - space + 2 * inset; };
    // One row if the discs stay large enough to be read, two otherwise, more only where even small ones don't fit.
    while (radius > leastSlotInOneRow * m_scale && rowsNeeded() > 1)
        radius -= 0.25;
    if (rowsNeeded() > 1) {
        radius = largestSlot * m_scale;
        while (radius > 7 && rowsNeeded() > 2)
            radius -= 0.25;
    }
    while (radius >= leastSlot && heightNeeded() > mostHeight)
        radius -= 0.25;
    if (slotCount < 0 || radius < leastSlot) {
        const double height = std::min(64 * m_scale, mostHeight);
        capsule.rect = QRectF(area.left(), middle - height / 2, width, height);
        return;
    }
    const int rows = std::max(1, rowsNeeded());
    const int columns = (static_cast<int>(slotCount) + rows - 1) / rows;
    const double pitch = 2 * radius + space;
    const double contentWidth = columns * pitch - space;
    const double height = std::max(leastHeight, heightNeeded());
    const double whole = std::min(width, contentWidth + 2 * inset + 4);
    capsule.rect = QRectF(area.center().x() - whole / 2, middle - height / 2, whole, height);
    capsule.queueRoom += capsule.rect.left() - area.left();
    capsule.exitRoom += area.right() - capsule.rect.right();
    capsule.slotRadius = radius;
    const double right = capsule.rect.center().x() + contentWidth / 2 - radius;
    const double top = capsule.rect.center().y() - (rows * pitch - space) / 2 + radius;
    for (int i = 0; i < static_cast<int>(slotCount); ++i)
        capsule.slots.emplace_back(right - (i / rows) * pitch, top + (i % rows) * pitch);
}

void StageLayout::keepCaptionsInDistricts()
{
    for (Capsule &capsule : m_channels) {
        const QPointF middle = capsule.rect.center();
        for (const std::vector<QRectF> &frames : m_districts) {
            for (const QRectF &frame : frames) {
                if (!frame.contains(middle))
                    continue;
                const double room = 2 * std::min(middle.x() - frame.left(), frame.right() - middle.x()) - 8;
                // Its name is worth more than the frame's edge.
                const double least = std::max(capsule.rect.width(), 66 * m_scale);
                capsule.captionWidth = std::min(capsule.captionWidth, std::max(room, least));
            }
        }
    }
}

} // namespace coroscope
