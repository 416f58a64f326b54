// SPDX-License-Identifier: MIT
#include "run/registry.h"
#include "scene/stage_layout.h"

#include <QTest>

using namespace coroscope;

namespace {

constexpr double slack = 1e-6;

/// The stages of windows of 1024×700 and 1600×1000: as they open, and with both sides folded.
const std::vector<QSizeF> sizes = {{592, 213}, {848, 230}, {882, 370}, {1420, 420}};
const std::vector<double> scales = {1.0, 1.25};

QString text(const QRectF &rect)
{
    return QStringLiteral("(%1, %2, %3 × %4)").arg(rect.left()).arg(rect.top()).arg(rect.width()).arg(rect.height());
}

/// A hand-made pattern of as many columns: tasks and channels in turns, threads and a lock among them, an end.
struct HandMade {
    explicit HandMade(int columns)
    {
        for (int i = 0; i + 1 < columns; ++i) {
            if (i == 2)
                topology.threads.push_back({words("threads"), i});
            else if (i == 4)
                topology.locks.push_back({words("lock"), i});
            else if (i % 2 == 0)
                topology.groups.push_back({"group", words("Group"), i, true});
            else
                topology.channels.push_back({"channel", words("channel"), i});
        }
        topology.terminals = {{Terminal::Counts::Done, words("done"), columns - 1},
                              {Terminal::Counts::Failed, words("failed"), columns - 1}};
        counts.tasks.assign(topology.groups.size(), 3);
        counts.slots.assign(topology.channels.size(), 10);
        counts.terminals = {true, true};
        counts.threads = 4;
    }
    /// Adds a group and a channel that need not be there: in columns of their own, or one above the other.
    void addOptional(int column, bool together)
    {
        topology.groups.push_back({"extra", words("Extra"), column, true, false, true});
        topology.channels.push_back({"side", words("side"), together ? column : column + 1, true});
        counts.tasks.push_back(0);
        counts.slots.push_back(5);
        counts.closed.assign(topology.channels.size(), false);
        counts.closed.back() = true;
    }

    std::vector<NodeRef> nodes() const
    {
        std::vector<NodeRef> list;
        const auto add = [&](NodeRef::Kind kind, std::size_t count) {
            for (std::uint32_t i = 0; i < count; ++i)
                list.push_back({kind, i});
        };
        add(NodeRef::Kind::Group, topology.groups.size());
        add(NodeRef::Kind::Channel, topology.channels.size());
        add(NodeRef::Kind::Threads, topology.threads.size());
        add(NodeRef::Kind::Lock, topology.locks.size());
        add(NodeRef::Kind::Gather, topology.gathers.size());
        add(NodeRef::Kind::Terminal, topology.terminals.size());
        return list;
    }
    int columnOf(NodeRef node) const
    {
        switch (node.kind) {
        case NodeRef::Kind::Group:
            return topology.groups[node.index].column;
        case NodeRef::Kind::Channel:
            return topology.channels[node.index].column;
        case NodeRef::Kind::Threads:
            return topology.threads[node.index].column;
        case NodeRef::Kind::Lock:
            return topology.locks[node.index].column;
        case NodeRef::Kind::Gather:
            return topology.gathers[node.index].column;
        case NodeRef::Kind::Terminal:
            break;
        }
        return topology.terminals[node.index].column;
    }
    static QRectF areaOf(const StageLayout &layout, NodeRef node)
    {
        switch (node.kind) {
        case NodeRef::Kind::Group:
            return layout.group(node.index);
        case NodeRef::Kind::Channel:
            return layout.channel(node.index).rect;
        case NodeRef::Kind::Threads:
            return layout.threads().rect;
        case NodeRef::Kind::Lock:
            return layout.lock(node.index).rect;
        case NodeRef::Kind::Gather:
            return layout.results().rect;
        case NodeRef::Kind::Terminal:
            break;
        }
        const QPointF corner(layout.terminalRadius(), layout.terminalRadius());
        return {layout.terminal(node.index) - corner, layout.terminal(node.index) + corner};
    }

    Topology topology;
    StageLayout::Counts counts;
};

} // namespace

/// What stands in the columns of the stage, in one row or several.
class TestStageRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatAHandMadePatternHasStaysInThePictureInItsOrderAndApart()
    {
        for (const QSizeF &size : sizes) {
            for (const double scale : scales) {
                for (int columns = 3; columns <= 12; ++columns) {
                    const HandMade made(columns);
                    const StageLayout layout(made.topology, made.counts, size, scale);
                    const QRectF picture = QRectF(QPointF(0, 0), size).adjusted(-slack, -slack, slack, slack);
                    const std::vector<NodeRef> nodes = made.nodes();
                    for (const NodeRef one : nodes) {
                        const QRectF area = HandMade::areaOf(layout, one);
                        const QString what = QStringLiteral("%1 columns in %2 × %3 at %4: ")
                                                 .arg(columns)
                                                 .arg(size.width())
                                                 .arg(size.height())
                                                 .arg(scale)
                            + text(area);
                        QVERIFY(layout.shows(one));
                        QVERIFY2(area.width() >= 8 - slack && area.height() >= 8 - slack, qPrintable(what));
                        QVERIFY2(picture.contains(area), qPrintable(what));
                        for (const NodeRef other : nodes) {
                            const QRectF next = HandMade::areaOf(layout, other);
                            if (made.columnOf(one) >= made.columnOf(other))
                                continue;
                            QVERIFY2(!area.intersects(next), qPrintable(what + text(next)));
                            // Further right, or in a row below.
                            QVERIFY2(next.left() > area.right() || next.top() > area.bottom(),
                                     qPrintable(what + text(next)));
                        }
                    }
                }
            }
        }
    }

    void sixStagesFitIntoTheSmallestWindow()
    {
        const Topology &topology = findPattern("pipeline")->topology();
        StageLayout::Counts counts{.tasks = std::vector<std::uint32_t>(topology.groups.size(), 1),
                                   .slots = std::vector<std::int64_t>(topology.channels.size(), 4),
                                   .terminals = std::vector<bool>(topology.terminals.size(), true)};
        const StageLayout layout(topology, counts, sizes.front(), 1);
        const QRectF picture(QPointF(0, 0), sizes.front());
        for (std::uint32_t i = 0; i < topology.groups.size(); ++i)
            QVERIFY2(picture.contains(layout.group(i)), topology.groups[i].id.data());
        for (std::uint32_t i = 0; i < topology.channels.size(); ++i)
            QVERIFY2(picture.contains(layout.channel(i).rect), topology.channels[i].id.data());
        for (std::uint32_t i = 0; i < topology.terminals.size(); ++i)
            QVERIFY(picture.contains(layout.terminal(i)));
    }

    void whatIsOptionalAndNotThereTakesNoRoom()
    {
        for (const bool together : {false, true}) {
            for (int columns = 3; columns <= 10; ++columns) {
                const HandMade plain(columns);
                HandMade more(columns);
                more.addOptional(columns - 1, together); // where the ends are, or after them
                const QSizeF size(882, 470);
                const StageLayout without(plain.topology, plain.counts, size, 1);
                const StageLayout absent(more.topology, more.counts, size, 1);
                for (const NodeRef node : plain.nodes())
                    QCOMPARE(HandMade::areaOf(absent, node), HandMade::areaOf(without, node));
                const NodeRef group{NodeRef::Kind::Group, std::uint32_t(more.topology.groups.size() - 1)};
                const NodeRef channel{NodeRef::Kind::Channel, std::uint32_t(more.topology.channels.size() - 1)};
                QVERIFY(!absent.shows(group) && !absent.shows(channel));
                more.counts.tasks.back() = 1;
                more.counts.closed.back() = false;
                const StageLayout present(more.topology, more.counts, size, 1);
                QVERIFY(present.shows(group) && present.shows(channel));
                for (const NodeRef node : {group, channel}) {
                    const QRectF area = HandMade::areaOf(present, node);
                    QVERIFY(QRectF(QPointF(0, 0), size).contains(area));
                    for (const NodeRef other : plain.nodes())
                        QVERIFY(!area.intersects(HandMade::areaOf(present, other)));
                }
            }
        }
    }

    void aWayToTheNextRowGoesThroughTheSpaceBetween()
    {
        const HandMade made(8);
        const StageLayout layout(made.topology, made.counts, {882, 470}, 1);
        const std::vector<NodeRef> nodes = made.nodes();
        int turns = 0;
        for (const NodeRef from : nodes) {
            for (const NodeRef to : nodes) {
                if (made.columnOf(to) != made.columnOf(from) + 1)
                    continue;
                const QRectF before = HandMade::areaOf(layout, from);
                const QRectF after = HandMade::areaOf(layout, to);
                const std::optional<double> turn = layout.way(from, to, 0).turnY;
                QCOMPARE(turn.has_value(), after.right() < before.left());
                if (!turn)
                    continue;
                ++turns;
                for (const NodeRef node : nodes) {
                    const QRectF area = HandMade::areaOf(layout, node);
                    QVERIFY(*turn < area.top() || *turn > area.bottom());
                }
                QVERIFY(*turn > before.bottom() && *turn < after.top());
            }
        }
        QVERIFY(turns > 0);
    }
};

QTEST_APPLESS_MAIN(TestStageRows)
#include "tst_stage_rows.moc"
