// SPDX-License-Identifier: MIT
#include "scene/channel_shapes.h"

#include "insight/recent.h"
#include "models/text.h"
#include "scene/capsule_shapes.h"
#include "text/number_text.h"

#include <algorithm>
#include <cmath>

namespace coroscope {

namespace {

/// Before or behind a channel, for "+3 more".
constexpr double leastRoomForMore = 56;

/// How many items look like a full channel.
double scaleOf(const SceneSource &source, std::uint32_t id)
{
    const ChannelView &channel = channelOf(source.world(), id);
    const auto held = static_cast<std::int64_t>(channel.items.size());
    if (!channel.unbounded())
        return static_cast<double>(std::max<std::int64_t>({channel.capacity, held, 1}));
    if (const std::int64_t limit = limitOf(source, id); limit > 0)
        return static_cast<double>(std::max(limit, held));
    double most = 64; // the next power of two: a scale that doesn't jump back and forth
    while (most < static_cast<double>(held))
        most *= 2;
    return most;
}

/// The painter of one channel.
class ChannelShape
{
public:
    ChannelShape(DisplayList &list, const SceneSource &source, const StageLayout &layout, std::uint32_t id,
                 std::span<const MotionUnderWay> underWay)
        : m_list(list),
          m_source(source),
          m_topology(source.topology()),
          m_layout(layout),
          m_capsule(layout.channel(id)),
          m_channel(channelOf(source.world(), id)),
          m_underWay(underWay),
          m_id(id)
    {
    }

    void draw()
    {
        if (m_capsule.slots.empty())
            level();
        appendRim(m_list, m_capsule, m_channel.open && isTight(), m_channel.lost > 0 ? Role::Failed : Role::Link,
                  m_channel.unbounded() || !m_channel.open);
        items();
        captions();
        queues();
    }

private:
    /// Whether tasks have to wait because of it, or soon will.
    bool isTight() const { return m_topology.channels[m_id].stock ? m_channel.items.empty() : m_channel.full(); }

    void level()
    {
        const QRectF &rect = m_capsule.rect;
        const double radius = rimRadius(m_capsule);
        const double share = static_cast<double>(m_channel.items.size()) / scaleOf(m_source, m_id);
        m_list.push_back(Box{.rect = rect, .radius = radius, .fill = Role::AccentSoft, .opacity = 0.45});
        // Items come in at the left and go out at the right: the fullest end is the right one.
        m_list.push_back(Level{.rect = rect,
                               .radius = radius,
                               .share = share,
                               .fill = isTight() ? Role::Waiting : Role::Running,
                               .opacity = 0.75});
        for (int quarter = 1; quarter < 4; ++quarter) {
            const double x = rect.right() - rect.width() * quarter / 4;
            m_list.push_back(
                Line{.points = QPolygonF{{x, rect.bottom() - 10}, {x, rect.bottom()}}, .role = Role::TextMuted});
        }
        m_list.push_back(Label{.rect = rect,
                               .text = QString::number(m_channel.items.size()),
                               .size = Label::Size::Large,
                               .strong = true,
                               .align = Qt::AlignCenter});
    }

    void items()
    {
        const std::vector<QPointF> &slots = m_capsule.slots;
        const double radius = m_capsule.slotRadius - 1;
        const auto capacity = static_cast<std::size_t>(std::max<std::int64_t>(m_channel.capacity, 0));
        for (std::size_t i = 0; i < std::min(slots.size(), m_channel.items.size()); ++i) {
            const bool arriving = std::any_of(m_underWay.begin(), m_underWay.end(), [&](const MotionUnderWay &one) {
                return one.motion->item == m_channel.items[i] && m_channel.items[i] != 0;
            });
            if (arriving) { // it is in one place, which is where its disc is; the slot is taken, and says by which
                m_list.push_back(Disc{.center = slots[i],
                                      .radius = radius,
                                      .stroke = Role::Running,
                                      .strokeWidth = 1.5,
                                      .text = numberText(m_channel.items[i]),
                                      .textRole = Role::TextMuted});
                continue;
            }
            // More than fit, after the capacity was lowered: they stay, but no new ones get in.
            const bool over = i >= capacity;
            m_list.push_back(Disc{.center = slots[i],
                                  .radius = radius,
                                  .fill = over ? Role::Waiting : Role::Running,
                                  .stroke = over ? std::optional(Role::Text) : std::nullopt,
                                  .strokeWidth = 1.5,
                                  .dashed = over,
                                  .text = numberText(m_channel.items[i])});
        }
    }

    void captions()
    {
        const QString label = translated(m_topology.channels[m_id].label);
        const auto held = static_cast<qsizetype>(m_channel.items.size());
        if (m_capsule.isNarrow(m_layout.textScale())) {
            appendCaptions(m_list, m_capsule, {label},
                           {!m_channel.open ? QString::fromLatin1(ending())
                                : m_channel.unbounded()
                                ? QStringLiteral("unbounded")
                                : QStringLiteral("%1 of %2").arg(held).arg(m_channel.capacity)});
            return;
        }
        const QString fill = m_channel.unbounded()
            ? QStringLiteral("%1 · unbounded · %2").arg(label).arg(held)
            : QStringLiteral("%1 · %2 of %3").arg(label).arg(held).arg(m_channel.capacity);
        QStringList below = state();
        if (m_channel.dropped > 0) {
            const QString dropped = QStringLiteral("dropped %1 in all").arg(m_channel.dropped);
            below.push_front(below.front() + QStringLiteral(" · ") + dropped);
            below << dropped;
        }
        appendCaptions(m_list, m_capsule,
                       {m_channel.open ? fill : label + QStringLiteral(" · ") + QLatin1String(ending()), label}, below);
    }

    /// In what way it is not open.
    const char *ending() const { return m_channel.lost > 0 ? "gone" : m_channel.closed ? "closed" : "not open"; }

    /// Its caption, in ever fewer words.
    QStringList state() const
    {
        if (!m_channel.open) {
            if (m_channel.lost > 0)
                return {QStringLiteral("what it held is lost")};
            return {m_channel.items.empty() ? QStringLiteral("empty")
                                            : QStringLiteral("%1 left to take").arg(m_channel.items.size())};
        }
        if (m_channel.unbounded()) {
            const QString nobody = QStringLiteral("no task waits to send");
            const std::int64_t limit = limitOf(m_source, m_id);
            return limit > 0 ? QStringList{nobody + QStringLiteral(" · memory ends at %1").arg(limit), nobody}
                             : QStringList{nobody};
        }
        if (static_cast<std::int64_t>(m_channel.items.size()) > m_channel.capacity)
            return {QStringLiteral("over its capacity: drains first"), QStringLiteral("over its capacity")};
        const Recent recent = m_source.recent();
        const QString full = toQString(percent(recent.fullShare(m_id)));
        return {QStringLiteral("full %1 of the %2").arg(full, toQString(recent.over()))};
    }

    /// The tasks in line outside, in the order in which they will be served.
    void queues()
    {
        const WaitingLine line = waitingLine(m_capsule, m_layout.itemRadius(), m_channel.senders.size());
        for (std::size_t i = 0; i < line.places.size(); ++i) {
            m_list.push_back(Disc{.center = line.places[i],
                                  .radius = line.radius,
                                  .fill = Role::Waiting,
                                  .text = QString::number(m_channel.senders[i].item)});
        }
        if (m_channel.senders.size() > line.places.size() && m_capsule.queueRoom > leastRoomForMore)
            more(m_capsule.mouth() + QPointF(-m_capsule.queueRoom / 2, line.radius + 4),
                 m_channel.senders.size() - line.places.size());
        // Receivers look all alike: as many as there is room for, at most three, say enough. Their cards say the rest.
        constexpr double step = 19;
        const auto fit = static_cast<std::size_t>(std::clamp((m_capsule.exitRoom - 5) / step, 0.0, 3.0));
        const QPointF end = m_capsule.end();
        for (std::size_t i = 0; i < std::min(fit, m_channel.receivers.size()); ++i) {
            m_list.push_back(Disc{.center = end + QPointF(8 + 5 + static_cast<double>(i) * step, 0),
                                  .radius = 8,
                                  .fill = Role::Card,
                                  .stroke = m_topology.channels[m_id].stock ? Role::Waiting : Role::Ready,
                                  .strokeWidth = 1.5,
                                  .dashed = true});
        }
        if (m_channel.receivers.size() > fit && m_capsule.exitRoom > leastRoomForMore)
            more(end + QPointF(m_capsule.exitRoom / 2, 12), m_channel.receivers.size() - fit);
    }

    void more(QPointF middle, std::size_t count)
    {
        const QRectF rect(middle - QPointF(leastRoomForMore / 2, 0), QSizeF(leastRoomForMore, 18));
        // Ways come and go here, and would run through it.
        m_list.push_back(Box{.rect = rect.adjusted(0, 1, 0, -1), .radius = 8, .fill = Role::Card});
        m_list.push_back(Label{.rect = rect,
                               .text = QStringLiteral("+%1 more").arg(count),
                               .role = Role::TextMuted,
                               .size = Label::Size::Small,
                               .align = Qt::AlignCenter,
                               .briefer = {QStringLiteral("+%1").arg(count), QString()}});
    }

    DisplayList &m_list;
    const SceneSource &m_source;
    const Topology &m_topology;
    const StageLayout &m_layout;
    const StageLayout::Capsule &m_capsule;
    const ChannelView &m_channel;
    std::span<const MotionUnderWay> m_underWay;
    std::uint32_t m_id;
};

} // namespace

const ChannelView &channelOf(const World &world, std::uint32_t id)
{
    static const ChannelView none;
    return id < world.channels().size() ? world.channels()[id] : none;
}

std::int64_t limitOf(const SceneSource &source, std::uint32_t id)
{
    const std::optional<std::size_t> parameter = source.topology().channels[id].limit;
    return parameter && *parameter < source.values().size() ? source.values()[*parameter] : 0;
}

void appendChannel(DisplayList &list, const SceneSource &source, const StageLayout &layout, std::uint32_t id,
                   std::span<const MotionUnderWay> underWay)
{
    ChannelShape(list, source, layout, id, underWay).draw();
}

} // namespace coroscope
