// SPDX-License-Identifier: MIT
#include "scene/channel_shapes.h"

#include "insight/recent.h"
#include "model/number_text.h"
#include "models/text.h"
#include "scene/capsule_shapes.h"
#include "scene/stage_motion.h"

#include <algorithm>
#include <cmath>

namespace coroscope {

namespace {

using namespace std::chrono_literals;

constexpr Duration recentWindow = 10s;

const ChannelView &channelOf(const World &world, std::uint32_t id)
{
    static const ChannelView none;
    return id < world.channels().size() ? world.channels()[id] : none;
}

/// The painter of one channel.
class ChannelShape
{
public:
    ChannelShape(DisplayList &list, const SceneSource &source, const StageLayout &layout, std::uint32_t id)
        : m_list(list),
          m_source(source),
          m_topology(source.topology()),
          m_layout(layout),
          m_capsule(layout.channel(id)),
          m_channel(channelOf(source.world(), id)),
          m_id(id)
    {
    }

    void draw()
    {
        if (m_capsule.slots.empty())
            level();
        appendRim(m_list, m_capsule, m_channel.open && m_channel.full(),
                  m_channel.open ? Role::CardBorder : Role::Failed, m_channel.unbounded() || !m_channel.open);
        items();
        captions();
        queues();
    }

private:
    void level()
    {
        const QRectF &rect = m_capsule.rect;
        const double radius = rimRadius(m_capsule);
        // A scale that never jumps back and forth: the capacity, or the next power of two from 64 on.
        double most = 64;
        if (!m_channel.unbounded())
            most = static_cast<double>(
                std::max<std::int64_t>(m_channel.capacity, static_cast<std::int64_t>(m_channel.items.size())));
        while (m_channel.unbounded() && most < static_cast<double>(m_channel.items.size()))
            most *= 2;
        const double share = static_cast<double>(m_channel.items.size()) / most;
        m_list.push_back(Box{.rect = rect, .radius = radius, .fill = Role::AccentSoft, .opacity = 0.45});
        // Items come in at the left and go out at the right: the fullest end is the right one.
        m_list.push_back(Level{.rect = rect,
                               .radius = radius,
                               .share = share,
                               .fill = m_channel.full() ? Role::Waiting : Role::Running,
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
        const std::vector<MotionUnderWay> underWay = motionsUnderWay(m_source);
        for (std::size_t i = 0; i < std::min(slots.size(), m_channel.items.size()); ++i) {
            // The slot is taken; the number is still to be read on the disc that is on its way there.
            const bool arriving = std::any_of(underWay.begin(), underWay.end(), [&](const MotionUnderWay &one) {
                return one.motion->item == m_channel.items[i];
            });
            // More than fit, after the capacity was lowered: they stay, but no new ones get in.
            const bool over = i >= capacity;
            m_list.push_back(Disc{.center = slots[i],
                                  .radius = radius,
                                  .fill = over ? Role::Waiting : Role::Running,
                                  .stroke = over ? std::optional(Role::Text) : std::nullopt,
                                  .strokeWidth = 1.5,
                                  .dashed = over,
                                  .text = arriving ? QString() : QString::number(m_channel.items[i]),
                                  .opacity = arriving ? 0.4 : 1});
        }
    }

    void captions()
    {
        const QString label = toQString(m_topology.channels[m_id].label);
        const auto held = static_cast<qsizetype>(m_channel.items.size());
        if (m_capsule.isNarrow(m_layout.textScale())) {
            appendCaptions(m_list, m_capsule, label,
                           !m_channel.open             ? QStringLiteral("gone")
                               : m_channel.unbounded() ? QStringLiteral("unbounded")
                                                       : QStringLiteral("%1 of %2").arg(held).arg(m_channel.capacity));
            return;
        }
        const QString fill = m_channel.unbounded()
            ? QStringLiteral("%1 · unbounded · %2").arg(label).arg(held)
            : QStringLiteral("%1 · %2 of %3").arg(label).arg(held).arg(m_channel.capacity);
        const Recent recent(m_source.history(), m_source.playhead(), recentWindow);
        QString below = QStringLiteral("full %1 of the %2")
                            .arg(toQString(percent(recent.fullShare(m_id))),
                                 recent.span() < recentWindow ? QStringLiteral("time so far")
                                                              : QStringLiteral("last 10 s"));
        if (!m_channel.open)
            below = QStringLiteral("what it held is lost");
        else if (m_channel.unbounded())
            below = QStringLiteral("nobody waits");
        else if (static_cast<std::int64_t>(m_channel.items.size()) > m_channel.capacity)
            below = QStringLiteral("over its capacity: drains first");
        if (m_channel.dropped > 0)
            below += QStringLiteral(" · dropped %1").arg(m_channel.dropped);
        appendCaptions(m_list, m_capsule, m_channel.open ? fill : QStringLiteral("%1 · gone").arg(label), below);
    }

    /// Who stands outside, in the order in which they will get in.
    void queues()
    {
        const WaitingLine line = waitingLine(m_capsule, m_layout.itemRadius(), m_channel.senders.size());
        for (std::size_t i = 0; i < line.places.size(); ++i) {
            m_list.push_back(Disc{.center = line.places[i],
                                  .radius = line.radius,
                                  .fill = Role::Waiting,
                                  .text = QString::number(m_channel.senders[i].item)});
        }
        if (m_channel.senders.size() > line.places.size())
            more(m_capsule.mouth() + QPointF(-m_capsule.queueRoom / 2 - 42, line.radius + 4),
                 m_channel.senders.size() - line.places.size());
        // Receivers look all alike: as many as there is room for, at most three, say enough. Their cards say the rest.
        constexpr double step = 19;
        const auto fit = static_cast<std::size_t>(std::clamp((m_capsule.exitRoom - 5) / step, 0.0, 3.0));
        const QPointF end = m_capsule.end();
        for (std::size_t i = 0; i < std::min(fit, m_channel.receivers.size()); ++i) {
            m_list.push_back(Disc{.center = end + QPointF(8 + 5 + static_cast<double>(i) * step, 0),
                                  .radius = 8,
                                  .fill = Role::Card,
                                  .stroke = Role::Waiting,
                                  .dashed = true});
        }
        if (m_channel.receivers.size() > fit && m_capsule.exitRoom > 50)
            more(end + QPointF(-10, 12), m_channel.receivers.size() - fit);
    }

    void more(QPointF at, std::size_t count)
    {
        m_list.push_back(Label{.rect = QRectF(at, QSizeF(84, 18)),
                               .text = QStringLiteral("+%1 more").arg(count),
                               .role = Role::TextMuted,
                               .size = Label::Size::Small,
                               .align = Qt::AlignCenter});
    }

    DisplayList &m_list;
    const SceneSource &m_source;
    const Topology &m_topology;
    const StageLayout &m_layout;
    const StageLayout::Capsule &m_capsule;
    const ChannelView &m_channel;
    std::uint32_t m_id;
};

} // namespace

void appendChannel(DisplayList &list, const SceneSource &source, const StageLayout &layout, std::uint32_t id)
{
    ChannelShape(list, source, layout, id).draw();
}

} // namespace coroscope
