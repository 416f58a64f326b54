// SPDX-License-Identifier: MIT
#include "scene/task_shapes.h"

#include "models/text.h"
#include "run/session.h"
#include "scene/badge.h"
#include "scene/race_shape.h"
#include "scene/seat_motion.h"
#include "scene/state_motion.h"
#include "scene/task_look.h"
#include "scene/task_phrase.h"

#include <algorithm>
#include <optional>

namespace coroscope {

namespace {

constexpr double narrowCard = 135;
/// A card that is lower is drawn as a bar.
constexpr double leastCard = 44;
/// A card that has room for a race beside its words.
constexpr double leastForRace = 210;
/// Here the name takes a line of its own, and the glyph takes the place of the phrase.
constexpr double narrowestCard = 104;
/// How far the badge of its restarts hangs into a card.
constexpr double badgeBelowEdge = 8;
/// A bar that is narrower has its number alone; its outline says the state, too.
constexpr double leastForSign = 54;

/// How much of the work under way is done, 0 … 1.
double progress(const TaskView &task, Time now)
{
    if (task.length <= Duration::zero())
        return 1;
    return std::clamp(inSeconds(now - task.since) / inSeconds(task.length), 0.0, 1.0);
}

/// A task in its picture.
struct Drawn {
    const TaskView &task;
    const World &world;
    const Topology &topology;
    TaskLook look;
    Time now;
    bool awaitsItem = false;            ///< it has taken an item that is still on its way
    bool isAsBefore = false;            ///< what stops it is still on its way
    bool isStopping = false;            ///< it has been told to
    std::optional<DeadlineView> race{}; ///< the deadline of the task that waits for this one
    bool racesElsewhere = false;        ///< its own deadline is shown as a race of the task beside it
};

/// The ring that fills as the work gets done, or the glyph of its condition.
void appendSign(DisplayList &list, const Drawn &drawn, QPointF center, double radius)
{
    const Role role = drawn.look.sign();
    if (drawn.task.state == TaskState::Running && !drawn.task.hung && !drawn.awaitsItem && !drawn.isStopping) {
        list.push_back(Arc{.center = center, .radius = radius, .width = radius / 8, .role = role});
        list.push_back(Arc{.center = center,
                           .radius = radius,
                           .width = radius / 2.5,
                           .share = progress(drawn.task, drawn.now),
                           .role = role});
    } else if (drawn.look.glyph) {
        const double half = radius * 0.85;
        list.push_back(
            Glyph{*drawn.look.glyph, QRectF(center.x() - half, center.y() - half, 2 * half, 2 * half), role});
    }
}

void appendOutline(DisplayList &list, const Drawn &drawn, const QRectF &rect, double radius)
{
    const TaskLook &look = drawn.look;
    list.push_back(Box{.rect = rect,
                       .radius = radius,
                       .fill = look.solid ? look.role : Role::Card,
                       .stroke = look.role,
                       .strokeWidth = look.outline,
                       .dashed = look.dashed});
    if (look.hatched)
        list.push_back(Box{.rect = rect.adjusted(1, 1, -1, -1),
                           .radius = radius - 1,
                           .stroke = look.role,
                           .hatched = true,
                           .opacity = 0.3});
}

/// How much of the time up to the innermost deadline has passed, as a bar along the lower edge that fills, as a race does; once
/// it is full it snaps.
void appendDeadline(DisplayList &list, const Drawn &drawn, const QRectF &rect)
{
    const TaskView &task = drawn.task;
    const Time now = drawn.now;
    if (task.deadlines.empty() || drawn.racesElsewhere)
        return;
    const DeadlineView &deadline = task.deadlines.back();
    const double whole = inSeconds(deadline.at - deadline.since);
    const double left = whole > 0 ? std::clamp(inSeconds(deadline.at - now) / whole, 0.0, 1.0) : 0;
    const QRectF bar(rect.left() + 8, rect.bottom() - 4, rect.width() - 16, 3);
    list.push_back(Box{.rect = bar, .radius = 1.5, .fill = deadline.struck ? Role::Failed : Role::Track});
    if (!deadline.struck)
        list.push_back(Box{.rect = QRectF(bar.left(), bar.top(), bar.width() * (1 - left), bar.height()),
                           .radius = 1.5,
                           .fill = drawn.look.solid ? Role::ItemText
                               : left < 0.2         ? Role::Failed
                                                    : Role::Waiting});
}

/// How long it takes until a dead task is followed by another one: a pie that runs down.
void appendRestartDelay(DisplayList &list, const TaskView &task, QPointF center, double radius, Time now)
{
    const double whole = inSeconds(*task.restartAt - task.since);
    const double left = whole > 0 ? std::clamp(inSeconds(*task.restartAt - now) / whole, 0.0, 1.0) : 0;
    list.push_back(Arc{.center = center, .radius = radius, .share = left, .role = Role::Restarted, .pie = true});
    list.push_back(Arc{.center = center, .radius = radius, .width = 1.5, .role = Role::Restarted});
}

/// How often the place was taken over: a badge on the card's upper edge, where it covers nothing.
void appendRestarts(DisplayList &list, std::uint32_t count, const QRectF &card, double textScale)
{
    const QString text = QStringLiteral("×%1").arg(count);
    const QPointF corner(card.right() - badgeWidth(text, textScale) - 10, card.top() - 8);
    appendBadge(list, corner, text, Glyph::Kind::Loop, Role::Restarted, textScale);
}

/// The pie, ring or glyph of a task.
void appendStateSign(DisplayList &list, const Drawn &drawn, QPointF center, double radius)
{
    if (hasEnded(drawn.task.state) && drawn.task.restartAt)
        appendRestartDelay(list, drawn.task, center, radius, drawn.now);
    else
        appendSign(list, drawn, center, radius);
}

QString nameOn(const TaskView &task, const Topology &topology, bool alone)
{
    const Words brief = topology.groups[task.place.group].brief;
    if (brief.empty())
        return toQString(placeLabel(topology, task.place));
    return translated(brief) + (alone ? QString() : QStringLiteral(" · %1").arg(task.place.index + 1));
}

/// Its initial and number, "W3": a name where there is no room for one. "So", "Si", of which there is only one.
QString initialsOf(const QString &name)
{
    QString initials = name.left(name.back().isDigit() ? 1 : 2);
    for (const QString &word : name.split(QLatin1Char(' '))) {
        if (word.front().isDigit())
            initials += initials.back().isDigit() ? QStringLiteral("·") + word : word;
    }
    return initials;
}

/// A phrase without its number, and nothing at all: what there is less room for.
QStringList brieferThan(const QString &phrase)
{
    for (const char *const word : {" for ", " on ", " in ", " its ", " to ", " until "}) {
        const qsizetype at = phrase.indexOf(QLatin1String(word));
        if (at > 0)
            return {phrase.left(at), phrase.section(QLatin1Char(' '), 0, 0), QString()};
    }
    return {QString()};
}

Label phraseOf(const Drawn &drawn, const QRectF &rect)
{
    const QString phrase = drawn.isAsBefore ? QStringLiteral("is cancelled")
        : drawn.isStopping                  ? QStringLiteral("stopping")
        : drawn.awaitsItem                  ? QStringLiteral("receiving %1").arg(drawn.task.item)
                                            : taskPhrase(drawn.task, drawn.world, drawn.topology, drawn.now);
    return {.rect = rect,
            .text = phrase,
            .role = drawn.look.mutedText(),
            .size = Label::Size::Small,
            .briefer = brieferThan(phrase)};
}

/// @p alone: it is the only one of its group.
void appendCard(DisplayList &list, DisplayList &badges, const Drawn &drawn, const QRectF &rect, double textScale,
                bool alone)
{
    const TaskView &task = drawn.task;
    appendOutline(list, drawn, rect, 10);
    appendDeadline(list, drawn, rect);
    const double middle = rect.center().y();
    Label name{.rect = {},
               .text = nameOn(task, drawn.topology, alone),
               .role = hasEnded(task.state) && !drawn.isAsBefore ? Role::TextMuted : drawn.look.text(),
               .strong = true};
    name.briefer = {initialsOf(name.text)};
    if (drawn.race && rect.width() >= leastForRace * textScale) {
        constexpr double half = 110; // of the card: the words stand beside the race
        const double left = rect.left() + half * textScale;
        appendRace(list, task, *drawn.race, QRectF(left, rect.top() + 9, rect.right() - 9 - left, rect.height() - 18),
                   drawn.now);
        name.rect = QRectF(rect.left() + 14, middle - 22, half * textScale - 22, 20);
        list.push_back(name);
        list.push_back(phraseOf(drawn, QRectF(rect.left() + 14, middle + 3, half * textScale - 22, 18)));
        return;
    }
    // Those that come and go are no restarts.
    const bool wasRestarted = task.restarts > 0 && drawn.topology.groups[task.place.group].longLived;
    QRectF phrase; // none where it has no room
    if (rect.width() < narrowestCard * textScale) {
        name.rect = QRectF(rect.left() + 7, middle - 22, rect.width() - 8, 20);
        name.size = Label::Size::Small;
        name.shrinks = true;
        appendStateSign(list, drawn, QPointF(rect.center().x() + 2, middle + 11), std::min(8.0, rect.height() / 6));
    } else {
        // In a narrow card the name needs the room more than the sign does.
        const bool narrow = rect.width() < narrowCard * textScale;
        const double sign = std::min(narrow ? 8.0 : 11.0, rect.height() / 5);
        // Below the badge of its restarts.
        const double low = wasRestarted ? rect.top() + badgeBelowEdge + 2 + sign : 0;
        const QPointF signCenter(rect.right() - (narrow ? 8 : 14) - sign, std::max(middle - 10, low));
        appendStateSign(list, drawn, signCenter, sign);
        const double left = rect.left() + (narrow ? 10 : 14);
        name.rect = QRectF(left, middle - 22, signCenter.x() - sign - 4 - left, 20);
        phrase = QRectF(left, middle + 3, rect.right() - 8 - left, 18);
    }
    list.push_back(name);
    if (!phrase.isNull())
        list.push_back(phraseOf(drawn, phrase));
    if (wasRestarted)
        appendRestarts(badges, task.restarts, rect, textScale);
}

void appendShort(DisplayList &list, const Drawn &drawn, const QRectF &rect, double textScale, bool alone)
{
    appendOutline(list, drawn, rect, 6);
    const QString whole = nameOn(drawn.task, drawn.topology, alone);
    const auto widthOf = [&](const QString &text) { return 8 * textScale * static_cast<double>(text.size()); };
    // One of its kind has no number to go by.
    const bool fits = alone && widthOf(whole) < rect.width() - 30;
    // Its outline says the state, too: the sign leaves its room to a name that then fits, if in smaller type.
    const bool fitsAlone = alone && !fits && 0.82 * widthOf(whole) <= rect.width() - 6;
    const QString name = fits || fitsAlone ? whole : initialsOf(whole);
    const double wanted = std::max(30.0, widthOf(name));
    const bool hasSign = !fitsAlone && rect.width() >= std::max(leastForSign, wanted + 26);
    if (hasSign)
        appendStateSign(list, drawn, QPointF(rect.right() - 13, rect.center().y()), 6);
    appendDeadline(list, drawn, rect);
    const double left = rect.left() + (hasSign ? 8 : 4);
    const QRectF room(left, rect.top(), std::min(wanted, rect.right() - (hasSign ? 20 : 2) - left), rect.height());
    list.push_back(Label{.rect = room,
                         .text = name,
                         .role = drawn.look.text(),
                         .size = Label::Size::Small,
                         .strong = true,
                         .shrinks = true,
                         .briefer = {initialsOf(whole)}});
    if (rect.width() > 100)
        list.push_back(
            phraseOf(drawn, QRectF(room.right(), rect.top(), rect.right() - 24 - room.right(), rect.height())));
}

void appendCell(DisplayList &list, const Drawn &drawn, const QRectF &rect)
{
    const TaskLook &look = drawn.look;
    const double radius = std::min(4.0, rect.width() / 4);
    list.push_back(Box{.rect = rect.adjusted(0.75, 0.75, -0.75, -0.75),
                       .radius = radius,
                       .fill = look.solid ? look.role : Role::Card,
                       .stroke = look.role,
                       .strokeWidth = 1.5});
    // A field is too dense for dashes and hatching: those have a bar across, ended ones the glyph of their end.
    if (rect.width() < 6)
        return;
    if (look.hatched) {
        list.push_back(Box{.rect = QRectF(rect.left(), rect.center().y(), rect.width(), rect.height() / 2)
                                       .adjusted(1.5, 0, -1.5, -1.5),
                           .radius = radius / 2,
                           .fill = look.role});
    } else if (look.glyph && !look.solid && hasEnded(drawn.task.state)) {
        list.push_back(Glyph{*look.glyph, rect.adjusted(4, 4, -4, -4), look.role});
    }
}

/// The place of a task that sits on a thread, or is on its way there or back: empty, but its own.
void appendVacated(DisplayList &list, const Drawn &drawn, const QRectF &rect, bool alone, bool isShort,
                   std::size_t thread)
{
    list.push_back(Box{.rect = rect,
                       .radius = rect.height() < 40 ? 6.0 : 10.0,
                       .fill = Role::Card,
                       .stroke = Role::Link,
                       .dashed = true});
    const QString name = nameOn(drawn.task, drawn.topology, alone);
    const QString where = QStringLiteral("%1 · on thread %2").arg(QStringLiteral("%1"), QString::number(thread + 1));
    const double inset = std::min(8.0, rect.width() / 10);
    list.push_back(Label{.rect = rect.adjusted(inset, 0, -inset, 0),
                         .text = where.arg(isShort ? initialsOf(name) : name),
                         .role = Role::TextMuted,
                         .size = Label::Size::Small,
                         .briefer = {where.arg(initialsOf(name)), initialsOf(name), QString()}});
}

} // namespace

void appendTask(DisplayList &list, DisplayList &badges, const TaskView &task, bool awaitsItem,
                const SceneSource &source, const StageLayout &layout)
{
    const World &world = source.world();
    const Topology &topology = source.topology();
    const QRectF &rect = layout.task(task.place);
    const bool alone = layout.counts().tasks[task.place.group] == 1;
    const bool single = alone && topology.groups[task.place.group].single;
    // What it is to work on is not there yet.
    const Condition condition = awaitsItem ? Condition::Idle : conditionOf(task, world, topology);
    Drawn drawn{task, world, topology, lookOf(condition, task.orphaned), source.playhead(), awaitsItem};
    const TaskView *const parent = topology.groups[task.place.group].besideParent ? world.task(task.parent) : nullptr;
    if (parent && !parent->deadlines.empty() && !hasEnded(task.state) && !task.orphaned)
        drawn.race = parent->deadlines.back();
    if (const std::optional<std::uint32_t> children = layout.childrenBeside(task.place.group);
        children && !task.deadlines.empty()) {
        drawn.racesElsewhere = std::any_of(world.tasks().begin(), world.tasks().end(), [&](const TaskView &other) {
            return other.parent == task.id && other.place.group == *children && !hasEnded(other.state)
                && !other.orphaned && layout.shows(other.place)
                && layout.task(other.place).width() >= leastForRace * layout.textScale();
        });
    }
    const std::optional<std::size_t> thread = world.threads().threadOf(task.id);
    const bool isShort = layout.detail(task.place.group) == StageLayout::Detail::Short;
    if (thread && onTheWayToSeat(task, source, layout)) {
        appendVacated(list, drawn, rect, alone, isShort, *thread);
        return;
    }
    if (thread && *thread < layout.sockets().size()) {
        const QRectF &socket = layout.sockets()[*thread];
        if (socket.height() >= leastCard * layout.textScale())
            appendCard(list, badges, drawn, socket, layout.textScale(), alone);
        else
            appendShort(list, drawn, socket, layout.textScale(), single);
        if (layout.detail(task.place.group) != StageLayout::Detail::Cell) {
            appendVacated(list, drawn, rect, alone, isShort, *thread);
            return;
        }
    }
    const StateMotion motion = stateMotionOf(task, rect, source, layout);
    drawn.isAsBefore = motion.isAsBefore;
    drawn.isStopping = motion.isStopping;
    if (drawn.isStopping && !motion.isAsBefore)
        drawn.look = stoppingLook();
    else if (motion.isAsBefore && hasEnded(task.state))
        drawn.look = lookOf(conditionBefore(task), task.orphaned);
    if (motion.isGrowing && layout.detail(task.place.group) != StageLayout::Detail::Cell) {
        appendOutline(list, drawn, motion.rect, layout.detail(task.place.group) == StageLayout::Detail::Card ? 10 : 6);
        return;
    }
    switch (layout.detail(task.place.group)) {
    case StageLayout::Detail::Card:
        appendCard(list, badges, drawn, motion.rect, layout.textScale(), alone);
        break;
    case StageLayout::Detail::Short:
        appendShort(list, drawn, motion.rect, layout.textScale(), single);
        break;
    case StageLayout::Detail::Cell:
        appendCell(list, drawn, rect);
        break;
    }
}

} // namespace coroscope
