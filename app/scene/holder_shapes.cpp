// SPDX-License-Identifier: MIT
#include "scene/holder_shapes.h"

#include "models/text.h"
#include "scene/capsule_shapes.h"
#include "scene/seat_motion.h"
#include "scene/task_look.h"
#include "scene/task_phrase.h"

#include <algorithm>
#include <span>

namespace coroscope {

namespace {

/// The painter of something that tasks hold, one per slot.
class HolderShape
{
public:
    HolderShape(DisplayList &list, const SceneSource &source, const StageLayout &layout,
                const StageLayout::Capsule &capsule)
        : m_list(list),
          m_source(source),
          m_world(source.world()),
          m_topology(source.topology()),
          m_layout(layout),
          m_capsule(capsule)
    {
    }

    void draw(std::span<const TaskId> holders, std::size_t held, std::size_t there)
    {
        if (!m_hasSockets)
            appendRim(m_list, m_capsule, there > 0 && held >= there, Role::Link, false);
        for (std::size_t i = 0; i < std::min(holders.size(), m_capsule.slots.size()); ++i) {
            if (holders[i] == 0)
                continue;
            const bool tooMany = i >= there; // a surplus one, removed once it is free
            const TaskView *const task = m_world.task(holders[i]);
            const TaskLook look = lookOf(task ? conditionOf(*task, m_world, m_topology) : Condition::Running, false);
            m_list.push_back(Disc{.center = m_capsule.slots[i],
                                  .radius = m_capsule.slotRadius - 1,
                                  .fill = look.solid ? look.role : Role::Card,
                                  .stroke = look.role,
                                  .dashed = tooMany,
                                  .text = numberOf(holders[i]),
                                  .textRole = look.text()});
        }
        if (m_capsule.slots.empty() && !m_hasSockets)
            m_list.push_back(Label{.rect = m_capsule.rect,
                                   .text = QStringLiteral("%1 of %2").arg(held).arg(there),
                                   .size = Label::Size::Large,
                                   .strong = true,
                                   .align = Qt::AlignCenter});
    }

    /// Places for cards, whose tasks draw themselves.
    void sockets(std::span<const QRectF> places, const ThreadsView &threads)
    {
        m_hasSockets = !places.empty();
        const bool allTaken = threads.count > 0 && threads.taken() >= threads.count;
        if (m_hasSockets)
            m_list.push_back(Box{.rect = m_capsule.rect,
                                 .radius = 14,
                                 .stroke = allTaken ? Role::Waiting : Role::Link,
                                 .strokeWidth = allTaken ? 3.0 : 2.0});
        for (std::size_t i = 0; i < places.size(); ++i) {
            const bool isTaken = i < threads.holders.size() && threads.holders[i] != 0;
            if (isTaken && !isAwaited(threads.holders[i])) {
                if (i >= threads.count) // a surplus one, removed once it is free
                    m_list.push_back(Box{.rect = places[i].adjusted(-3, -3, 3, 3),
                                         .radius = 11,
                                         .stroke = Role::Waiting,
                                         .strokeWidth = 1.5,
                                         .dashed = true});
                continue;
            }
            m_list.push_back(Box{.rect = places[i], .radius = 8, .stroke = Role::Link, .dashed = true});
            // Whoever has taken it is on the way.
            m_list.push_back(
                Label{.rect = places[i].adjusted(5, 0, -5, 0),
                      .text = isTaken ? numberOf(threads.holders[i]) : QStringLiteral("thread %1 · free").arg(i + 1),
                      .role = Role::TextMuted,
                      .size = Label::Size::Small,
                      .align = Qt::AlignCenter,
                      .briefer = {QStringLiteral("free")}});
        }
    }

    /// The tasks in line outside, the next one first.
    void line(const std::deque<TaskId> &waiting, Role role)
    {
        const WaitingLine line = waitingLine(m_capsule, m_layout.itemRadius(), waiting.size());
        // The last place says how many there are besides.
        const bool isShort = line.places.size() > 1 && waiting.size() > line.places.size();
        const std::size_t shown = line.places.size() - (isShort ? 1 : 0);
        if (isShort)
            m_list.push_back(Disc{.center = line.places.back(),
                                  .radius = line.radius,
                                  .fill = Role::Card,
                                  .text = QStringLiteral("+%1").arg(waiting.size() - shown),
                                  .textRole = Role::TextMuted});
        for (std::size_t i = 0; i < shown; ++i)
            m_list.push_back(Disc{.center = line.places[i],
                                  .radius = line.radius,
                                  .fill = Role::Card,
                                  .stroke = role,
                                  .text = numberOf(waiting[i]),
                                  .textRole = Role::Text});
    }

    void captions(const QStringList &above, const QString &below) { appendCaptions(m_list, m_capsule, above, {below}); }

    QString numberOf(TaskId id) const
    {
        const TaskView *const task = m_world.task(id);
        return task ? shortNameOf(*task, m_topology) : QString();
    }

private:
    bool isAwaited(TaskId holder) const
    {
        const TaskView *const task = m_world.task(holder);
        return task && onTheWayToSeat(*task, m_source, m_layout);
    }

    DisplayList &m_list;
    const SceneSource &m_source;
    const World &m_world;
    const Topology &m_topology;
    const StageLayout &m_layout;
    const StageLayout::Capsule &m_capsule;
    bool m_hasSockets = false;
};

} // namespace

void appendThreads(DisplayList &list, const SceneSource &source, const StageLayout &layout)
{
    const ThreadsView &threads = source.world().threads();
    HolderShape shape(list, source, layout, layout.threads());
    shape.sockets(layout.sockets(), threads);
    shape.draw(threads.holders, threads.taken(), threads.count);
    shape.line(threads.waiting, Role::Ready);
    const QString label = translated(source.topology().threads.front().label);
    if (layout.threads().isNarrow(layout.textScale())) {
        shape.captions({label}, QStringLiteral("%1 of %2").arg(threads.taken()).arg(threads.count));
        return;
    }
    shape.captions({QStringLiteral("%1 · %2 of %3 taken").arg(label).arg(threads.taken()).arg(threads.count), label},
                   threads.waiting.empty() ? QStringLiteral("nobody waits for one")
                                           : QStringLiteral("%1 ready, waiting for one").arg(threads.waiting.size()));
}

void appendLock(DisplayList &list, const SceneSource &source, const StageLayout &layout, std::uint32_t id)
{
    static const LockView never;
    const std::vector<LockView> &locks = source.world().locks();
    const LockView &lock = id < locks.size() ? locks[id] : never;
    HolderShape shape(list, source, layout, layout.lock(id));
    shape.draw(std::span(&lock.holder, 1), lock.holder == 0 ? 0 : 1, 1);
    shape.line(lock.waiting, Role::Waiting);
    const QString label = translated(source.topology().locks[id].label);
    if (layout.lock(id).isNarrow(layout.textScale())) {
        shape.captions({label},
                       lock.holder == 0 ? QStringLiteral("free")
                                        : QStringLiteral("held by %1").arg(shape.numberOf(lock.holder)));
        return;
    }
    shape.captions({lock.holder == 0 ? QStringLiteral("%1 · free").arg(label)
                                     : QStringLiteral("%1 · held by %2").arg(label, shape.numberOf(lock.holder)),
                    label},
                   lock.waiting.empty() ? QStringLiteral("nobody waits for it")
                                        : QStringLiteral("%1 locked out").arg(lock.waiting.size()));
}

} // namespace coroscope
