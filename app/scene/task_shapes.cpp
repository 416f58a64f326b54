// SPDX-License-Identifier: MIT
#include "scene/task_shapes.h"

#include "models/text.h"
#include "run/session.h"
#include "text/duration_text.h"

#include <algorithm>
#include <optional>

namespace coroscope {

namespace {

constexpr double narrowCard = 135;
/// Here the name takes a line of its own, and the glyph takes the place of the phrase.
constexpr double narrowestCard = 104;
/// A bar that is narrower has its number alone; its outline says the state, too.
constexpr double leastForSign = 54;

/// How much of the work under way is done, 0 … 1.
double progress(const TaskView &task, Time now)
{
    if (task.length <= Duration::zero())
        return 1;
    return std::clamp(inSeconds(now - task.since) / inSeconds(task.length), 0.0, 1.0);
}

std::optional<Glyph::Kind> glyphOf(TaskState state)
{
    switch (state) {
    case TaskState::Waiting:
        return Glyph::Kind::Pause;
    case TaskState::Done:
        return Glyph::Kind::Tick;
    case TaskState::Failed:
    case TaskState::Killed:
        return Glyph::Kind::Cross;
    case TaskState::Cancelled:
        return Glyph::Kind::Strike;
    case TaskState::Ready:
    case TaskState::Running:
        break;
    }
    return std::nullopt;
}

/// The ring that fills as the work gets done, or the glyph of the state.
void appendSign(DisplayList &list, const TaskView &task, QPointF center, double radius, Time now)
{
    if (task.state == TaskState::Running) {
        list.push_back(Arc{.center = center, .radius = radius, .width = radius / 3, .role = Role::Track});
        list.push_back(Arc{.center = center,
                           .radius = radius,
                           .width = radius / 3,
                           .share = progress(task, now),
                           .role = Role::Running});
        return;
    }
    if (const auto kind = glyphOf(task.state)) {
        const double half = radius * 0.85;
        list.push_back(
            Glyph{*kind, QRectF(center.x() - half, center.y() - half, 2 * half, 2 * half), roleOf(task.state)});
    }
}

Box outline(const TaskView &task, const QRectF &rect, double radius)
{
    const bool gone = hasEnded(task.state);
    return {.rect = rect,
            .radius = radius,
            .fill = task.abandoned ? std::nullopt : std::optional(Role::Card), // hollow: no task waits for it
            .stroke = roleOf(task.state),
            .strokeWidth = task.state == TaskState::Ready || gone ? 1.0 : 2.0,
            .dashed = task.state == TaskState::Waiting || gone};
}

/// What is left of the innermost deadline, as a bar along the lower edge that drains; at zero it snaps.
void appendDeadline(DisplayList &list, const TaskView &task, const QRectF &rect, Time now)
{
    if (task.deadlines.empty())
        return;
    const DeadlineView &deadline = task.deadlines.back();
    const double whole = inSeconds(deadline.at - deadline.since);
    const double left = whole > 0 ? std::clamp(inSeconds(deadline.at - now) / whole, 0.0, 1.0) : 0;
    const QRectF bar(rect.left() + 8, rect.bottom() - 4, rect.width() - 16, 3);
    list.push_back(Box{.rect = bar, .radius = 1.5, .fill = deadline.struck ? Role::Failed : Role::Track});
    if (!deadline.struck)
        list.push_back(Box{.rect = QRectF(bar.left(), bar.top(), bar.width() * left, bar.height()),
                           .radius = 1.5,
                           .fill = left < 0.2 ? Role::Failed : Role::Waiting});
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
    const double width = 23 + 8 * textScale * static_cast<double>(text.size());
    const QRectF badge(card.right() - width - 10, card.top() - 8, width, 16);
    list.push_back(Box{.rect = badge, .radius = 8, .fill = Role::Card, .stroke = Role::Restarted, .strokeWidth = 1.5});
    list.push_back(Glyph{Glyph::Kind::Loop, QRectF(badge.left() + 6, badge.top() + 3.5, 9, 9), Role::Restarted});
    list.push_back(Label{.rect = badge.adjusted(17, 0, -4, 0),
                         .text = text,
                         .role = Role::Restarted,
                         .size = Label::Size::Small,
                         .strong = true,
                         .align = Qt::AlignCenter});
}

/// The pie, ring or glyph of a task.
void appendStateSign(DisplayList &list, const TaskView &task, QPointF center, double radius, Time now)
{
    if (hasEnded(task.state) && task.restartAt)
        appendRestartDelay(list, task, center, radius, now);
    else
        appendSign(list, task, center, radius, now);
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
    for (const char *const word : {" for ", " on ", " in ", " its ", " to "}) {
        const qsizetype at = phrase.indexOf(QLatin1String(word));
        if (at > 0)
            return {phrase.left(at), phrase.section(QLatin1Char(' '), 0, 0), QString()};
    }
    return {QString()};
}

Label phraseOf(const TaskView &task, const Topology &topology, const QRectF &rect, Time now)
{
    const QString phrase = taskPhrase(task, topology, now);
    return {.rect = rect,
            .text = phrase,
            .role = Role::TextMuted,
            .size = Label::Size::Small,
            .briefer = brieferThan(phrase)};
}

/// @p alone: it is the only one of its group.
void appendCard(DisplayList &list, const TaskView &task, const Topology &topology, const QRectF &rect, double textScale,
                bool alone, Time now)
{
    list.push_back(outline(task, rect, 10));
    list.push_back(Box{.rect = QRectF(rect.left() + 1, rect.top() + 9, 4, rect.height() - 18),
                       .radius = 2,
                       .fill = roleOf(task.state)});
    appendDeadline(list, task, rect, now);
    const double middle = rect.center().y();
    Label name{.rect = {},
               .text = nameOn(task, topology, alone),
               .role = hasEnded(task.state) ? Role::TextMuted : Role::Text,
               .strong = true};
    name.briefer = {initialsOf(name.text)};
    QRectF phrase; // none where it has no room
    if (rect.width() < narrowestCard * textScale) {
        name.rect = QRectF(rect.left() + 7, middle - 22, rect.width() - 8, 20);
        name.size = Label::Size::Small;
        name.shrinks = true;
        appendStateSign(list, task, QPointF(rect.center().x() + 2, middle + 11), std::min(8.0, rect.height() / 6), now);
    } else {
        // In a narrow card the name needs the room more than the sign does.
        const bool narrow = rect.width() < narrowCard * textScale;
        const double sign = std::min(narrow ? 8.0 : 11.0, rect.height() / 5);
        const QPointF signCenter(rect.right() - (narrow ? 8 : 14) - sign, middle - 10);
        appendStateSign(list, task, signCenter, sign, now);
        const double left = rect.left() + (narrow ? 12 : 16);
        name.rect = QRectF(left, middle - 22, signCenter.x() - sign - 4 - left, 20);
        phrase = QRectF(left, middle + 3, rect.right() - 8 - left, 18);
    }
    list.push_back(name);
    if (!phrase.isNull())
        list.push_back(phraseOf(task, topology, phrase, now));
    if (task.restarts > 0 && topology.groups[task.place.group].longLived) // tasks that come and go are no restarts
        appendRestarts(list, task.restarts, rect, textScale);
}

void appendShort(DisplayList &list, const TaskView &task, const Topology &topology, const QRectF &rect, bool alone,
                 Time now)
{
    list.push_back(outline(task, rect, 6));
    if (rect.width() >= leastForSign)
        appendStateSign(list, task, QPointF(rect.right() - 13, rect.center().y()), 6, now);
    appendDeadline(list, task, rect, now);
    const QRectF number(rect.left() + 8, rect.top(), 24, rect.height());
    list.push_back(
        Label{.rect = number,
              .text = alone ? initialsOf(nameOn(task, topology, true)) : QString::number(task.place.index + 1),
              .size = Label::Size::Small,
              .strong = true});
    if (rect.width() > 100) {
        list.push_back(phraseOf(task, topology,
                                QRectF(number.right(), rect.top(), rect.right() - 24 - number.right(), rect.height()),
                                now));
    }
}

void appendCell(DisplayList &list, const TaskView &task, const QRectF &rect)
{
    const bool running = task.state == TaskState::Running;
    const Role role = roleOf(task.state);
    const double radius = std::min(4.0, rect.width() / 4);
    list.push_back(Box{.rect = rect.adjusted(0.75, 0.75, -0.75, -0.75),
                       .radius = radius,
                       .fill = running ? role : Role::Card,
                       .stroke = role,
                       .strokeWidth = 1.5});
    // A field is too dense for dashes; waiting tasks have a bar across, ended ones the glyph of their end.
    if (task.state == TaskState::Waiting && rect.width() >= 6) {
        list.push_back(Box{.rect = QRectF(rect.left(), rect.center().y(), rect.width(), rect.height() / 2)
                                       .adjusted(1.5, 0, -1.5, -1.5),
                           .radius = radius / 2,
                           .fill = role});
    } else if (hasEnded(task.state) && rect.width() >= 6) {
        list.push_back(Glyph{glyphOf(task.state).value_or(Glyph::Kind::Strike), rect.adjusted(4, 4, -4, -4), role});
    }
}

} // namespace

Role roleOf(TaskState state) noexcept
{
    switch (state) {
    case TaskState::Ready:
        return Role::Ready;
    case TaskState::Running:
        return Role::Running;
    case TaskState::Waiting:
        return Role::Waiting;
    case TaskState::Done:
        return Role::Done;
    case TaskState::Failed:
    case TaskState::Killed:
        return Role::Failed;
    case TaskState::Cancelled:
        return Role::Cancelled;
    }
    return Role::Ready;
}

QString taskPhrase(const TaskView &task, const Topology &topology, Time now)
{
    const QString time = now > task.since ? QStringLiteral(" for ") + toQString(readableDuration(now - task.since))
                                          : QString();
    if (hasEnded(task.state) && task.restartAt) {
        if (*task.restartAt <= now) // the one that was to restart it has gone, too
            return QStringLiteral("waits for a restart");
        return QStringLiteral("restarts in %1").arg(toQString(readableDuration(*task.restartAt - now)));
    }
    switch (task.state) {
    case TaskState::Ready:
        return QStringLiteral("ready");
    case TaskState::Running:
        return task.object < topology.activities.size() ? translated(topology.activities[task.object].phrase)
                                                              .replace(QLatin1String("%1"), QString::number(task.item))
                                                        : QString();
    case TaskState::Waiting:
        switch (task.waitKind) {
        case WaitKind::Send:
            return QStringLiteral("full") + time;
        case WaitKind::Receive:
            return QStringLiteral("empty") + time;
        case WaitKind::Join:
            return QStringLiteral("joining") + time;
        case WaitKind::Lock:
            return QStringLiteral("locked out") + time;
        case WaitKind::Sleep:
            return task.object < topology.activities.size() ? translated(topology.activities[task.object].phrase)
                                                            : QStringLiteral("sleeps");
        case WaitKind::None:
            break;
        }
        return QStringLiteral("waits") + time;
    case TaskState::Done:
        return QStringLiteral("done");
    case TaskState::Failed:
        return QStringLiteral("failed");
    case TaskState::Cancelled:
        return QStringLiteral("stopped");
    case TaskState::Killed:
        return QStringLiteral("went down");
    }
    return {};
}

void appendTask(DisplayList &list, const TaskView &task, const Topology &topology, const StageLayout &layout, Time now)
{
    const QRectF &rect = layout.task(task.place);
    const bool alone = layout.counts().tasks[task.place.group] == 1;
    switch (layout.detail(task.place.group)) {
    case StageLayout::Detail::Card:
        appendCard(list, task, topology, rect, layout.textScale(), alone, now);
        break;
    case StageLayout::Detail::Short:
        appendShort(list, task, topology, rect, alone && topology.groups[task.place.group].single, now);
        break;
    case StageLayout::Detail::Cell:
        appendCell(list, task, rect);
        break;
    }
}

} // namespace coroscope
