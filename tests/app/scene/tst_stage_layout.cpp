// SPDX-License-Identifier: MIT
#include "run/registry.h"
#include "scene/stage_layout.h"

#include <QTest>

#include <cmath>

using namespace coroscope;

namespace {

const std::vector<QSizeF> sizes = {{520, 170}, {520, 420}, {640, 200},  {680, 320},
                                   {820, 300}, {980, 520}, {1120, 260}, {1400, 700}};
const std::vector<double> scales = {1.0, 1.25};

const Topology &backpressure()
{
    return findPattern("backpressure")->topology();
}

StageLayout::Counts counts(std::uint32_t producers, std::uint32_t consumers, std::int64_t slotCount,
                           bool failures = true)
{
    return {.tasks = {producers, consumers}, .slots = {slotCount}, .terminals = {true, failures}};
}

/// Three stages with channels between them: every kind of node shares a column with another.
Topology threeStages()
{
    Topology topology;
    topology.groups = {{"source", words("Source"), 0, true},
                       {"worker", words("Worker"), 2, true},
                       {"helper", words("Helper"), 2, false},
                       {"writer", words("Writer"), 4, true}};
    topology.channels = {{"raw", words("raw"), 1}, {"done", words("done"), 3}};
    topology.terminals = {{Terminal::Counts::Done, words("done"), 5}, {Terminal::Counts::Failed, words("failed"), 5}};
    return topology;
}

/// Three groups, two channels and two terminals, each kind in one column.
Topology threeColumns()
{
    Topology topology;
    topology.groups = {{"a", words("A"), 0, true}, {"b", words("B"), 0, true}, {"c", words("C"), 0, true}};
    topology.channels = {{"x", words("x"), 1}, {"y", words("y"), 1}};
    topology.terminals = {{Terminal::Counts::Done, words("done"), 2}, {Terminal::Counts::Failed, words("failed"), 2}};
    return topology;
}

struct Thing {
    QString name;
    QRectF rect;
};

std::vector<Thing> everything(const Topology &topology, const StageLayout &layout)
{
    std::vector<Thing> things;
    for (std::uint32_t group = 0; group < topology.groups.size(); ++group) {
        for (std::uint32_t index = 0; index < layout.counts().tasks[group]; ++index)
            things.push_back({QStringLiteral("task %1/%2").arg(group).arg(index), layout.task({group, index})});
    }
    for (std::uint32_t i = 0; i < topology.channels.size(); ++i)
        things.push_back({QStringLiteral("channel %1").arg(i), layout.channel(i).rect});
    const double radius = layout.terminalRadius();
    for (std::uint32_t i = 0; i < topology.terminals.size(); ++i) {
        if (layout.counts().terminals[i])
            things.push_back({QStringLiteral("terminal %1").arg(i),
                              QRectF(layout.terminal(i) - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius))});
    }
    return things;
}

QString text(const Thing &thing)
{
    return QStringLiteral("%1 (%2, %3, %4 × %5)")
        .arg(thing.name)
        .arg(thing.rect.left())
        .arg(thing.rect.top())
        .arg(thing.rect.width())
        .arg(thing.rect.height());
}

/// What is wrong with where things stand, or nothing.
QString complaint(const Topology &topology, const StageLayout &layout)
{
    constexpr double slack = 1e-6;
    const std::vector<Thing> things = everything(topology, layout);
    const QRectF picture(QPointF(0, 0), layout.size());
    for (const Thing &thing : things) {
        if (thing.rect.width() < 2 || thing.rect.height() < 2)
            return QStringLiteral("nothing is left of ") + text(thing);
        if (!picture.adjusted(-slack, -slack, slack, slack).contains(thing.rect))
            return QStringLiteral("outside: ") + text(thing);
    }
    for (std::size_t i = 0; i < things.size(); ++i) {
        const QRectF inner = things[i].rect.adjusted(slack, slack, -slack, -slack);
        for (std::size_t j = i + 1; j < things.size(); ++j) {
            if (inner.intersects(things[j].rect))
                return text(things[i]) + QStringLiteral(" overlaps ") + text(things[j]);
        }
    }
    return {};
}

/// The group whose cards stand at @p point, if @p link has nothing to do with it.
QString cardAt(QPointF point, const Link &link, const Topology &topology, const StageLayout &layout)
{
    for (std::uint32_t group = 0; group < topology.groups.size(); ++group) {
        const NodeRef node{NodeRef::Kind::Group, group};
        if (node != link.from && node != link.to && layout.shows(node) && layout.group(group).contains(point))
            return QString::fromUtf8(topology.groups[group].label);
    }
    return {};
}

/// Whether a circle lies within a rectangle whose corners are rounded as the stage rounds its channels.
bool isInCapsule(QPointF center, double radius, const QRectF &rect)
{
    const double corner = std::min(rect.height() / 2, 34.0);
    const QRectF core = rect.adjusted(corner, corner, -corner, -corner);
    const double dx = std::max({core.left() - center.x(), 0.0, center.x() - core.right()});
    const double dy = std::max({core.top() - center.y(), 0.0, center.y() - core.bottom()});
    return std::hypot(dx, dy) + radius <= corner + 1e-6;
}

QString where(const StageLayout &layout, double scale)
{
    QString text =
        QStringLiteral("%1 × %2 at %3, tasks").arg(layout.size().width()).arg(layout.size().height()).arg(scale);
    for (const std::uint32_t tasks : layout.counts().tasks)
        text += QStringLiteral(" %1").arg(tasks);
    text += QStringLiteral(", slots");
    for (const std::int64_t slotCount : layout.counts().slots)
        text += QStringLiteral(" %1").arg(slotCount);
    return text + QStringLiteral(": ");
}

} // namespace

/// Where everything stands on the stage.
class TestStageLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingOverlapsAndNothingLeavesThePictureHoweverManyThereAre()
    {
        for (const QSizeF &size : sizes) {
            for (const double scale : scales) {
                for (const std::uint32_t producers : {1u, 2u, 3u, 5u, 9u, 20u, 47u, 100u}) {
                    for (const std::uint32_t consumers : {0u, 1u, 4u, 7u, 12u, 33u, 100u}) {
                        for (const std::int64_t slotCount : {-1, 0, 1, 2, 10, 17, 32}) {
                            for (const bool failures : {false, true}) {
                                const StageLayout layout(
                                    backpressure(), counts(producers, consumers, slotCount, failures), size, scale);
                                const QString wrong = complaint(backpressure(), layout);
                                QVERIFY2(wrong.isEmpty(), qPrintable(where(layout, scale) + wrong));
                            }
                        }
                    }
                }
            }
        }
    }

    void otherTopologiesHaveRoomAsWell_data()
    {
        QTest::addColumn<bool>("stages");
        QTest::newRow("three stages in six columns") << true;
        QTest::newRow("three groups, two channels, two ends in three columns") << false;
    }

    void otherTopologiesHaveRoomAsWell()
    {
        QFETCH(const bool, stages);
        const Topology topology = stages ? threeStages() : threeColumns();
        for (const QSizeF &size : sizes) {
            for (const double scale : scales) {
                for (const std::uint32_t many : {0u, 1u, 2u, 6u, 40u, 100u}) {
                    for (const std::int64_t slotCount : {-1, 1, 10, 32}) {
                        StageLayout::Counts counts{
                            .tasks = {2, many, 3}, .slots = {slotCount, 32}, .terminals = {true, true}};
                        counts.tasks.resize(topology.groups.size(), 1);
                        const StageLayout layout(topology, counts, size, scale);
                        const QString wrong = complaint(topology, layout);
                        QVERIFY2(wrong.isEmpty(), qPrintable(where(layout, scale) + wrong));
                    }
                }
            }
        }
    }

    void aChannelHasExactlyAsManySlotsAsItsCapacityAndAllAreInsideIt()
    {
        for (const QSizeF &size : sizes) {
            for (const double scale : scales) {
                for (std::int64_t capacity = 1; capacity <= StageLayout::mostSlots; ++capacity) {
                    const StageLayout layout(backpressure(), counts(3, 2, capacity), size, scale);
                    const std::vector<QPointF> &slots = layout.channel(0).slots;
                    QCOMPARE(slots.size(), static_cast<std::size_t>(capacity));
                    for (std::size_t i = 0; i < slots.size(); ++i) {
                        QVERIFY2(isInCapsule(slots[i], layout.channel(0).slotRadius, layout.channel(0).rect),
                                 qPrintable(where(layout, scale) + QString::number(i)));
                        for (std::size_t j = i + 1; j < slots.size(); ++j) {
                            const QPointF apart = slots[i] - slots[j];
                            QVERIFY2(std::hypot(apart.x(), apart.y()) >= 2 * layout.channel(0).slotRadius,
                                     qPrintable(where(layout, scale) + QString::number(i)));
                        }
                    }
                }
            }
        }
    }

    void theOldestItemIsNextToTheReceivers()
    {
        const StageLayout layout(backpressure(), counts(3, 2, 32), {980, 520}, 1);
        const std::vector<QPointF> &slots = layout.channel(0).slots;
        for (std::size_t i = 1; i < slots.size(); ++i)
            QVERIFY(slots[i].x() <= slots[i - 1].x());
        QVERIFY(slots.back().x() < slots.front().x());
        QCOMPARE(layout.channel(0).mouth(),
                 QPointF(layout.channel(0).rect.left(), layout.channel(0).rect.center().y()));
        QCOMPARE(layout.channel(0).end(), QPointF(layout.channel(0).rect.right(), layout.channel(0).rect.center().y()));
    }

    void aLevelHasNoSlots()
    {
        const StageLayout layout(backpressure(), counts(3, 2, -1), {980, 520}, 1);
        QVERIFY(layout.channel(0).slots.empty());
        QCOMPARE(layout.channel(0).rect.height(), 64.0);
    }

    void theMoreTasksTheLessDetailAndNeverBackAgain()
    {
        for (const QSizeF &size : sizes) {
            for (const double scale : scales) {
                auto before = StageLayout::Detail::Card;
                for (std::uint32_t count = 1; count <= 300; ++count) {
                    const StageLayout layout(backpressure(), counts(count, 1, 10), size, scale);
                    QVERIFY2(layout.detail(0) >= before, qPrintable(where(layout, scale)));
                    before = layout.detail(0);
                }
                QCOMPARE(before, StageLayout::Detail::Cell);
            }
        }
    }

    void threeCardsTenBarsAndAFieldOfAHundred()
    {
        const auto detail = [](std::uint32_t count) {
            return StageLayout(backpressure(), counts(count, 1, 10), {980, 420}, 1).detail(0);
        };
        QCOMPARE(detail(3), StageLayout::Detail::Card);
        QCOMPARE(detail(10), StageLayout::Detail::Short);
        QCOMPARE(detail(100), StageLayout::Detail::Cell);
    }

    void aHigherStageNeverShowsLessDetail()
    {
        for (const std::uint32_t count : {1u, 4u, 9u, 16u, 40u, 100u}) {
            auto before = StageLayout::Detail::Cell;
            for (int height = 170; height <= 1400; height += 10) {
                const StageLayout layout(backpressure(), counts(count, 1, 10), QSizeF(900, height), 1);
                QVERIFY2(layout.detail(0) <= before, qPrintable(where(layout, 1)));
                before = layout.detail(0);
            }
        }
    }

    void whatIsNotShownTakesNoRoom()
    {
        const QSizeF size(980, 420);
        const StageLayout without(backpressure(), counts(3, 2, 10, false), size, 1);
        const StageLayout with(backpressure(), counts(3, 2, 10, true), size, 1);
        QCOMPARE(without.terminal(0).y(), size.height() / 2);
        QVERIFY(with.terminal(0).y() < size.height() / 2);
        QVERIFY(with.terminal(1).y() > size.height() / 2);
        QVERIFY(without.shows({0, 2}));
        QVERIFY(!without.shows({0, 3}));
        QVERIFY(!without.shows({2, 0}));
    }

    void waysLeadFromEdgeToEdge()
    {
        const StageLayout layout(backpressure(), counts(3, 2, 10), {980, 420}, 1);
        const NodeRef producers{NodeRef::Kind::Group, 0};
        const NodeRef channel{NodeRef::Kind::Channel, 0};
        const NodeRef done{NodeRef::Kind::Terminal, 0};
        const QRectF second = layout.task({0, 1});
        const Curve in = layout.way(producers, channel, 1);
        QCOMPARE(in.from, QPointF(second.right(), second.center().y()));
        QCOMPARE(in.to, layout.channel(0).mouth());
        const QRectF consumer = layout.task({1, 1});
        const Curve out = layout.way(channel, {NodeRef::Kind::Group, 1}, 1);
        QCOMPARE(out.from, layout.channel(0).end());
        QCOMPARE(out.to, QPointF(consumer.left(), consumer.center().y()));
        const Curve over = layout.way({NodeRef::Kind::Group, 1}, done, 1);
        QCOMPARE(over.to, layout.terminal(0) - QPointF(layout.terminalRadius(), 0));
    }

    /// Round the cards, and not behind them.
    void waysGoRoundWhatStandsBetweenTheirEnds_data()
    {
        QTest::addColumn<QString>("pattern");
        for (const PatternInfo *pattern : patterns())
            QTest::newRow(pattern->id.data()) << QString::fromUtf8(pattern->id);
    }
    void waysGoRoundWhatStandsBetweenTheirEnds()
    {
        QFETCH(const QString, pattern);
        const Topology &topology = findPattern(pattern.toStdString())->topology();
        for (const QSizeF size : {QSizeF(1060, 380), QSizeF(1400, 700), QSizeF(1900, 900)}) {
            StageLayout::Counts counts;
            for (const TaskGroup &group : topology.groups)
                counts.tasks.push_back(group.single ? 1 : 3);
            counts.slots.assign(topology.channels.size(), 4);
            counts.terminals.assign(topology.terminals.size(), true);
            counts.threads = 2;
            const StageLayout layout(topology, counts, size, 1);
            for (const Link &link : topology.links) {
                for (std::uint32_t i = 0; i < layout.waysOf(link); ++i) {
                    const Curve way = layout.way(link.from, link.to, i);
                    for (int step = 0; step <= 50; ++step) {
                        const QString behind = cardAt(way.at(step / 50.0), link, topology, layout);
                        QVERIFY2(behind.isEmpty(),
                                 qPrintable(QStringLiteral("%1 × %2: a way from %3 to %4 runs behind %5")
                                                .arg(size.width())
                                                .arg(size.height())
                                                .arg(link.from.index)
                                                .arg(link.to.index)
                                                .arg(behind)));
                    }
                }
            }
        }
    }

    void tasksOfADenseFieldShareOneWayButItemsStartAtTheirOwnPlace()
    {
        const StageLayout layout(backpressure(), counts(100, 2, 10), {980, 420}, 1);
        const NodeRef producers{NodeRef::Kind::Group, 0};
        const NodeRef channel{NodeRef::Kind::Channel, 0};
        QCOMPARE(layout.detail(0), StageLayout::Detail::Cell);
        QCOMPARE(layout.way(producers, channel, 3).from, layout.way(producers, channel, 88).from);
        QCOMPARE(layout.ownWay(producers, channel, 88).from, layout.task({0, 88}).center());
        QCOMPARE(layout.ownWay(producers, channel, 88).to, layout.channel(0).mouth());
    }
};

QTEST_GUILESS_MAIN(TestStageLayout)
#include "tst_stage_layout.moc"
