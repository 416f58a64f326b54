// SPDX-License-Identifier: MIT
#include "scene/result_shapes.h"

#include "models/text.h"
#include "scene/capsule_shapes.h"
#include "scene/journey.h"
#include "scene/motion_time.h"

#include <algorithm>
#include <cstddef>

namespace coroscope {

namespace {

using State = ResultSlot::State;

bool isAsCompleted(const SceneSource &source)
{
    const Alternative &when = source.topology().gathers.front().asCompleted;
    return when.parameter < source.values().size() && source.values()[when.parameter] == when.value;
}

/// Whether it is still on its way to its slot.
bool isUnderWay(const ResultSlot &slot, const SceneSource &source)
{
    return slot.state != State::Empty && motionShare(slot.since, source) < 1;
}

void appendGlyph(DisplayList &list, Glyph::Kind kind, QPointF center, double radius, Role role)
{
    const double half = radius * 0.55;
    list.push_back(Glyph{kind, QRectF(center.x() - half, center.y() - half, 2 * half, 2 * half), role});
}

/// @p number: of the part of the job whose result it is.
void appendSlot(DisplayList &list, const ResultSlot &slot, std::size_t number, bool isOwn, QPointF center,
                double radius)
{
    const double inner = radius - 1;
    switch (slot.state) {
    case State::Empty:
        if (isOwn)
            list.push_back(
                Disc{.center = center, .radius = inner, .text = QString::number(number), .textRole = Role::TextMuted});
        break;
    case State::Waiting:
        list.push_back(Disc{.center = center, .radius = inner, .fill = Role::Waiting, .text = QString::number(number)});
        break;
    case State::Gathered:
        list.push_back(Disc{.center = center, .radius = inner, .fill = Role::Done});
        appendGlyph(list, Glyph::Kind::Tick, center, inner, Role::ItemText);
        break;
    case State::Failed:
        appendGlyph(list, Glyph::Kind::Cross, center, inner, Role::Failed);
        break;
    case State::Cancelled:
        appendGlyph(list, Glyph::Kind::Strike, center, inner, Role::Cancelled);
        break;
    }
}

/// "3 results wait for Subtask 1", and the same in brief.
QStringList orderTexts(const std::vector<ResultSlot> &slots, const SceneSource &source)
{
    if (isAsCompleted(source))
        return {QStringLiteral("taken as they come"), QStringLiteral("as they come")};
    const auto waiting = std::count_if(slots.begin(), slots.end(),
                                       [](const ResultSlot &slot) { return slot.state == State::Waiting; });
    const auto next = std::find_if(slots.begin(), slots.end(),
                                   [](const ResultSlot &slot) { return slot.state == State::Empty; });
    if (waiting == 0 || next == slots.end())
        return {QStringLiteral("taken in order"), QStringLiteral("in order")};
    const QString whose = translated(source.topology().groups[source.topology().gathers.front().group].label);
    const auto number = next - slots.begin() + 1;
    if (waiting == 1)
        return {QStringLiteral("1 result waits for %1 %2").arg(whose).arg(number), QStringLiteral("1 waits")};
    return {QStringLiteral("%1 results wait for %2 %3").arg(waiting).arg(whose).arg(number),
            QStringLiteral("%1 wait").arg(waiting)};
}

} // namespace

std::vector<ResultSlot> resultSlots(const SceneSource &source)
{
    const Topology &topology = source.topology();
    return topology.gathers.empty() ? std::vector<ResultSlot>()
                                    : resultSlots(source.world(), topology.gathers.front(), isAsCompleted(source));
}

std::optional<QPointF> resultPlace(TaskId task, const std::vector<ResultSlot> &slots, const StageLayout &layout)
{
    const std::vector<QPointF> &places = layout.results().slots;
    for (std::size_t i = 0; i < std::min(slots.size(), places.size()); ++i) {
        if (slots[i].task == task)
            return places[i];
    }
    return std::nullopt;
}

void appendResults(DisplayList &list, const SceneSource &source, const StageLayout &layout)
{
    if (source.topology().gathers.empty() || !layout.shows(gathering))
        return;
    const std::vector<ResultSlot> slots = resultSlots(source);
    const StageLayout::Capsule &capsule = layout.results();
    const bool isOwn = !isAsCompleted(source);
    const auto there = std::count_if(slots.begin(), slots.end(), [](const ResultSlot &slot) {
        return slot.state == State::Gathered || slot.state == State::Waiting;
    });
    list.push_back(Box{.rect = capsule.rect,
                       .radius = std::min(capsule.rect.width() / 2.5, 22.0),
                       .stroke = Role::Link,
                       .strokeWidth = 2});
    for (std::size_t i = 0; i < std::min(slots.size(), capsule.slots.size()); ++i) {
        const ResultSlot slot = isUnderWay(slots[i], source) ? ResultSlot() : slots[i];
        appendSlot(list, slot, i + 1, isOwn, capsule.slots[i], capsule.slotRadius);
    }
    const QString count = QStringLiteral("%1 of %2").arg(there).arg(slots.size());
    if (capsule.slots.empty())
        list.push_back(Label{.rect = capsule.rect.adjusted(2, 0, -2, 0),
                             .text = QString::number(there),
                             .strong = true,
                             .align = Qt::AlignCenter,
                             .shrinks = true});
    const QString label = translated(source.topology().gathers.front().label);
    // From the left come the ways to its slots.
    appendCaptions(list, capsule, {QStringLiteral("%1 · %2").arg(label, count), count}, orderTexts(slots, source),
                   Captions::FromItsLeft);
}

void appendResultMotions(DisplayList &list, const SceneSource &source, const StageLayout &layout)
{
    if (source.topology().gathers.empty() || !layout.shows(gathering) || !source.motionAllowed())
        return;
    const std::uint32_t group = source.topology().gathers.front().group;
    const std::vector<ResultSlot> slots = resultSlots(source);
    const std::vector<QPointF> &places = layout.results().slots;
    for (std::size_t i = 0; i < std::min(slots.size(), places.size()); ++i) {
        // Gathered at once, it goes on to the end, as an item does.
        if (slots[i].state != State::Waiting || !isUnderWay(slots[i], source)
            || !layout.shows(Place{group, slots[i].index}))
            continue;
        Journey journey{layout.ownWay({NodeRef::Kind::Group, group}, gathering, slots[i].index)};
        if (layout.hasResultsInOneColumn()) // else it would pass over others
            journey.goOn(places[i]);
        list.push_back(Disc{.center = journey.at(easedOut(motionShare(slots[i].since, source))),
                            .radius = std::min(layout.itemRadius(), layout.results().slotRadius)
                                    * (layout.detail(group) == StageLayout::Detail::Cell ? 0.5 : 1)
                                - 1,
                            .fill = Role::Waiting,
                            .stroke = Role::Card,
                            .strokeWidth = 1.5});
    }
}

} // namespace coroscope
