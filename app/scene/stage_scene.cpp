// SPDX-License-Identifier: MIT
#include "scene/stage_scene.h"

#include "models/text.h"
#include "scene/capsule_shapes.h"
#include "scene/channel_shapes.h"
#include "scene/crash_sign.h"
#include "scene/district_shapes.h"
#include "scene/family_shapes.h"
#include "scene/holder_shapes.h"
#include "scene/note_shapes.h"
#include "scene/pointer_shape.h"
#include "scene/result_shapes.h"
#include "scene/seat_motion.h"
#include "scene/stage_counts.h"
#include "scene/stage_motion.h"
#include "scene/state_motion.h"
#include "scene/task_shapes.h"
#include "scene/why_shapes.h"

#include <algorithm>
#include <iterator>

namespace coroscope {

namespace {

/// Of small type, about: there is no font where scenes are made.
constexpr double widthOfLetter = 8;
constexpr double halfOfSmallType = 10;
/// Of the place of a group that has no tasks.
constexpr double emptyHeight = 50;

/// The painter of one picture: a source, a layout, and the list that grows.
class Stage
{
public:
    Stage(const SceneSource &source, const StageLayout &layout, DisplayList &list)
        : m_source(source),
          m_topology(source.topology()),
          m_world(source.world()),
          m_layout(layout),
          m_underWay(motionsUnderWay(source)),
          m_list(list)
    {
    }

    /// An empty group says so, or it would look like a mistake. Where tasks come and go, the ways to them and from them end
    /// at the place that the next ones take.
    void emptyGroups()
    {
        for (std::uint32_t i = 0; i < m_topology.groups.size(); ++i) {
            const NodeRef node{NodeRef::Kind::Group, i};
            if (m_layout.counts().tasks[i] == 0 && m_layout.shows(node) && !m_layout.isBesideParents(node)) {
                QRectF rect = m_layout.group(i);
                if (!m_topology.groups[i].longLived) {
                    const double height = std::min(rect.height(), emptyHeight * m_layout.textScale());
                    rect = QRectF(rect.left(), rect.center().y() - height / 2, rect.width(), height);
                    m_list.push_back(
                        Box{.rect = rect, .radius = 10, .fill = Role::Card, .stroke = Role::Link, .dashed = true});
                }
                m_list.push_back(Label{
                    .rect = rect,
                    .text = QStringLiteral("no %1").arg(translated(nameOfSeveral(m_topology.groups[i])).toLower()),
                    .role = Role::TextMuted,
                    .align = Qt::AlignCenter,
                    .briefer = {QStringLiteral("none")}});
            }
        }
    }

    /// Where the places of others are shown, so is one that nobody has: a way leads there.
    void freePlaces()
    {
        for (std::uint32_t group = 0; group < m_topology.groups.size(); ++group) {
            const NodeRef node{NodeRef::Kind::Group, group};
            if (!m_layout.shows(node) || m_layout.isBesideParents(node)
                || m_layout.detail(group) == StageLayout::Detail::Cell)
                continue;
            for (std::uint32_t i = 0; i < m_layout.counts().tasks[group]; ++i) {
                const TaskView *const task = m_world.taskAt({group, i});
                if (m_layout.shows(Place{group, i}) && (!task || !isShown(*task, m_source))) {
                    m_list.push_back(
                        Box{.rect = m_layout.task({group, i}), .radius = 6, .stroke = Role::Link, .dashed = true});
                }
            }
        }
    }

    void tasks()
    {
        for (const TaskView &task : m_world.tasks()) {
            if (!isShown(task, m_source) || !m_layout.shows(task.place))
                continue;
            appendTask(m_list, m_badges, task, isAwaitingItem(task, m_underWay, m_topology, m_layout), m_source,
                       m_layout);
        }
    }

    /// Above the frames around tasks, which would strike them through.
    void badges() { std::move(m_badges.begin(), m_badges.end(), std::back_inserter(m_list)); }

    /// How many more there are of a group than there is room for.
    void crowds()
    {
        for (std::uint32_t i = 0; i < m_topology.groups.size(); ++i) {
            if (!m_layout.shows(NodeRef{NodeRef::Kind::Group, i}) || m_layout.notShown(i) == 0)
                continue;
            const QRectF &rect = m_layout.group(i);
            m_list.push_back(Label{.rect = QRectF(rect.left() - 30, rect.bottom() + 1, rect.width() + 60, 16),
                                   .text = QStringLiteral("and %1 more").arg(m_layout.notShown(i)),
                                   .role = Role::TextMuted,
                                   .size = Label::Size::Small,
                                   .align = Qt::AlignCenter});
        }
    }

    void channels()
    {
        for (std::uint32_t i = 0; i < m_topology.channels.size(); ++i) {
            if (m_layout.shows(NodeRef{NodeRef::Kind::Channel, i}))
                appendChannel(m_list, m_source, m_layout, i, m_underWay);
        }
    }

    /// What moves lies below what is static, whose texts it would hide; except for what goes to and from the small
    /// cells of a dense field, which would hide it.
    void motions(bool inFields)
    {
        std::vector<MotionUnderWay> some;
        std::copy_if(m_underWay.begin(), m_underWay.end(), std::back_inserter(some), [&](const MotionUnderWay &one) {
            const Place place = one.motion->place;
            return inFields == (m_layout.shows(place) && m_layout.detail(place.group) == StageLayout::Detail::Cell);
        });
        appendMotions(m_list, m_source, m_layout, some);
    }
    void flow() { appendFlow(m_list, m_source, m_layout); }

    void terminals()
    {
        for (std::uint32_t i = 0; i < m_topology.terminals.size(); ++i) {
            if (!m_layout.counts().terminals[i])
                continue;
            // Of the world: what is still on its way in the picture has got there.
            const QString count = QString::number(terminalCount(m_source, m_topology.terminals[i]));
            if (m_layout.terminalsInLines())
                terminalInLine(i, count);
            else
                terminal(i, count);
        }
    }

private:
    void terminal(std::uint32_t i, const QString &count)
    {
        const Terminal &terminal = m_topology.terminals[i];
        const QPointF center = m_layout.terminal(i);
        const double radius = m_layout.terminalRadius();
        // As wide as its number: a counter shows all its digits.
        const double half = std::max(radius, m_layout.counterWidth(count.size()) / 2);
        const QRectF rim(center.x() - half, center.y() - radius, 2 * half, 2 * radius);
        m_list.push_back(
            Box{.rect = rim, .radius = radius, .fill = Role::Card, .stroke = roleOf(terminal), .strokeWidth = 3});
        m_list.push_back(
            Label{.rect = rim, .text = count, .size = Label::Size::Small, .strong = true, .align = Qt::AlignCenter});
        const QString label = translated(terminal.label);
        const double caption = std::max(half + 12,
                                        widthOfLetter / 2 * static_cast<double>(label.size()) * m_layout.textScale());
        // Below the number, too, where that is higher than the rim.
        const double below = std::max(rim.bottom() + 3, center.y() + halfOfSmallType * m_layout.textScale());
        m_list.push_back(Label{.rect = QRectF(center.x() - caption, below, 2 * caption, 18),
                               .text = label,
                               .role = Role::TextMuted,
                               .size = Label::Size::Small,
                               .align = Qt::AlignHCenter | Qt::AlignTop});
    }

    void terminalInLine(std::uint32_t i, const QString &count)
    {
        const Terminal &terminal = m_topology.terminals[i];
        const QPointF center = m_layout.terminal(i);
        const double radius = m_layout.terminalRadius();
        m_list.push_back(
            Disc{.center = center, .radius = radius, .fill = Role::Card, .stroke = roleOf(terminal), .strokeWidth = 3});
        const double left = center.x() + radius + 4;
        const double room = m_layout.size().width() - left;
        const QRectF beside(left, center.y() - 9, room, 18);
        const QString label = translated(terminal.label);
        const auto letters = static_cast<double>(count.size() + 1 + label.size());
        if (widthOfLetter * letters * m_layout.textScale() <= room) {
            m_list.push_back(
                Label{.rect = beside, .text = count + QLatin1Char(' ') + label, .size = Label::Size::Small});
            return;
        }
        m_list.push_back(Label{.rect = beside, .text = count, .size = Label::Size::Small});
        m_list.push_back(Label{.rect = QRectF(left, beside.bottom() - 2, room, 16),
                               .text = label,
                               .role = Role::TextMuted,
                               .size = Label::Size::Small,
                               .briefer = {QString()}});
    }

    const SceneSource &m_source;
    const Topology &m_topology;
    const World &m_world;
    const StageLayout &m_layout;
    const std::vector<MotionUnderWay> m_underWay;
    DisplayList &m_list;
    DisplayList m_badges; ///< of tasks
};

} // namespace

DisplayList stageBackground(const SceneSource &source, const StageLayout &layout)
{
    DisplayList list;
    Stage stage(source, layout, list);
    appendDistricts(list, source.topology(), layout);
    appendLinks(list, source.topology(), layout);
    for (std::uint32_t i = 0; i < source.topology().groups.size(); ++i) {
        if (layout.isFramed(NodeRef{NodeRef::Kind::Group, i}) && layout.shows(NodeRef{NodeRef::Kind::Group, i}))
            list.push_back(Box{
                .rect = layout.frame(i), .radius = 10, .fill = Role::Card, .stroke = Role::Link, .strokeWidth = 1.5});
    }
    stage.emptyGroups();
    for (std::uint32_t i = 0; i < source.topology().channels.size(); ++i) {
        if (layout.shows(NodeRef{NodeRef::Kind::Channel, i}))
            appendSlots(list, layout.channel(i));
    }
    if (!source.topology().threads.empty())
        appendSlots(list, layout.threads());
    for (std::uint32_t i = 0; i < source.topology().locks.size(); ++i) {
        if (layout.shows(NodeRef{NodeRef::Kind::Lock, i}))
            appendSlots(list, layout.lock(i));
    }
    if (!source.topology().gathers.empty())
        appendSlots(list, layout.results());
    return list;
}

DisplayList stageForeground(const SceneSource &source, const StageLayout &layout)
{
    DisplayList list;
    Stage stage(source, layout, list);
    stage.flow();
    stage.motions(false);
    appendSeatMotions(list, source, layout);
    appendResultMotions(list, source, layout);
    appendFamilies(list, source, layout);
    appendSignals(list, source, layout);
    stage.freePlaces();
    stage.tasks();
    appendWhyWays(list, source, layout); // below those that stand in line where they end
    appendPickedOut(list, source, layout);
    appendWhyFrames(list, source, layout);
    stage.badges();
    appendMeters(list, source, layout);
    appendMishaps(list, source, layout);
    stage.crowds();
    stage.channels();
    appendResults(list, source, layout);
    if (!source.topology().threads.empty())
        appendThreads(list, source, layout);
    for (std::uint32_t i = 0; i < source.topology().locks.size(); ++i) {
        if (layout.shows(NodeRef{NodeRef::Kind::Lock, i}))
            appendLock(list, source, layout, i);
    }
    stage.motions(true);
    stage.terminals(); // above what comes in
    appendPointer(list, source, layout);
    appendSubject(list, source, layout);
    appendWhyNumbers(list, source, layout);
    appendCrash(list, source, layout);
    return list;
}

} // namespace coroscope
