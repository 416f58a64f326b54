// SPDX-License-Identifier: MIT
#include "run/registry.h"
#include "scene/stage_layout.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

using namespace coroscope;

namespace {

constexpr double slack = 1e-6;
const std::vector<QSizeF> sizes = {{520, 170},  {592, 213},  {740, 320}, {882, 340},
                                   {1060, 600}, {1420, 420}, {1900, 900}};

/// Of @p pattern: so many tasks in each group that may have many, so many slots and threads.
StageLayout::Counts countsOf(const Topology &topology, std::uint32_t tasks, std::int64_t slotCount,
                             std::int64_t threads)
{
    StageLayout::Counts counts;
    for (const TaskGroup &group : topology.groups)
        counts.tasks.push_back(group.single ? 1 : tasks);
    counts.slots.assign(topology.channels.size(), slotCount);
    counts.terminals.assign(topology.terminals.size(), true);
    counts.threads = topology.threads.empty() ? 0 : threads;
    counts.parents.resize(topology.groups.size());
    for (const Link &link : topology.links) {
        if (link.to.kind == NodeRef::Kind::Group && topology.groups[link.to.index].besideParent) {
            for (std::uint32_t i = 0; i < counts.tasks[link.to.index]; ++i)
                counts.parents[link.to.index].push_back(i % counts.tasks[link.from.index]);
        }
    }
    return counts;
}

StageLayout magnified(const Topology &topology, const StageLayout::Counts &counts, QSizeF size, double scale,
                      double mostZoom = StageLayout::greatestZoom)
{
    return StageLayout::magnified(topology, counts, size, scale,
                                  std::min(mostZoom, StageLayout::zoomFor(size / scale)));
}

/// Everything that takes up room.
std::vector<QRectF> everything(const Topology &topology, const StageLayout &layout)
{
    std::vector<QRectF> rects;
    for (std::uint32_t group = 0; group < topology.groups.size(); ++group) {
        for (std::uint32_t index = 0; index < layout.counts().tasks[group]; ++index) {
            if (layout.shows(Place{group, index}))
                rects.push_back(layout.task({group, index}));
        }
    }
    const auto add = [&](NodeRef::Kind kind, std::size_t count, const auto &rectOf) {
        for (std::uint32_t i = 0; i < count; ++i) {
            if (layout.shows(NodeRef{kind, i}))
                rects.push_back(rectOf(i));
        }
    };
    add(NodeRef::Kind::Channel, topology.channels.size(), [&](std::uint32_t i) { return layout.channel(i).rect; });
    add(NodeRef::Kind::Threads, topology.threads.size(), [&](std::uint32_t) { return layout.threads().rect; });
    add(NodeRef::Kind::Lock, topology.locks.size(), [&](std::uint32_t i) { return layout.lock(i).rect; });
    add(NodeRef::Kind::Terminal, topology.terminals.size(), [&](std::uint32_t i) {
        const double radius = layout.terminalRadius();
        return QRectF(layout.terminal(i) - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius));
    });
    return rects;
}

/// What lacks room: rows that the columns need, detail of tasks, width of cards and slots, captions and numbers.
std::array<int, 4> lacking(const Topology &topology, const StageLayout &layout)
{
    const double scale = layout.textScale();
    std::array<int, 4> all{1, 0, 0, 0};
    auto &[rows, detail, width, words] = all;
    std::map<int, double> columns; // by number, where they stand
    for (std::uint32_t i = 0; i < topology.groups.size(); ++i) {
        if (layout.counts().tasks[i] == 0)
            continue;
        columns[topology.groups[i].column] = layout.group(i).left();
        detail += static_cast<int>(layout.detail(i));
        for (std::uint32_t index = 0; index < layout.counts().tasks[i]; ++index) {
            if (!layout.shows(Place{i, index}))
                continue;
            const bool isCard = layout.detail(i) == StageLayout::Detail::Card;
            width += isCard && layout.task({i, index}).width() < 122 * scale ? 1 : 0;
            break;
        }
    }
    for (std::uint32_t i = 0; i < topology.channels.size(); ++i) {
        if (!layout.shows(NodeRef{NodeRef::Kind::Channel, i}))
            continue;
        const StageLayout::Capsule &capsule = layout.channel(i);
        columns[topology.channels[i].column] = capsule.rect.left();
        const bool wantsSlots = layout.counts().slots[i] > 0;
        words += (capsule.crowded ? 1 : 0) + (capsule.bare ? 1 : 0) + (capsule.isNarrow(scale) ? 1 : 0)
            + (wantsSlots && capsule.slots.empty() ? 1 : 0);
        width += wantsSlots && capsule.slotRadius < 11.5 * scale ? 1 : 0;
    }
    if (layout.counts().threads > 0)
        words += layout.sockets().empty() ? 2 : layout.sockets().front().height() < 45 * scale ? 1 : 0;
    words += layout.terminalsInLines() ? 3 : 0;
    double before = -1;
    for (const auto &[number, left] : columns) {
        rows += left < before ? 1 : 0;
        before = left;
    }
    return all;
}

/// In which respects @p one lacks more room than @p other.
QString worse(const std::array<int, 4> &one, const std::array<int, 4> &other)
{
    static const char *const names[] = {"rows", "detail", "width", "words"};
    QStringList list;
    for (std::size_t i = 0; i < one.size(); ++i) {
        if (one[i] > other[i])
            list << QStringLiteral("%1: %2 instead of %3").arg(names[i]).arg(one[i]).arg(other[i]);
    }
    return list.join(", ");
}

} // namespace

/// The stage in a large window: its parts grow, and where threads are places for cards, those do as well.
class TestMagnifiedStage : public QObject
{
    Q_OBJECT

    static void eachPattern()
    {
        QTest::addColumn<const PatternInfo *>("pattern");
        for (const PatternInfo *pattern : patterns())
            QTest::newRow(pattern->id.data()) << pattern;
    }

    template <typename Check>
    static void inEverySize(const Topology &topology, Check check)
    {
        for (const QSizeF &size : sizes) {
            for (const double scale : {1.0, 1.25}) {
                for (const std::uint32_t tasks : {1u, 3u, 8u, 30u}) {
                    for (const std::int64_t slotCount : {-1, 4, 20})
                        check(countsOf(topology, tasks, slotCount, tasks), size, scale);
                }
            }
        }
    }

    static QByteArray where(QSizeF size, double scale, const StageLayout::Counts &counts)
    {
        return QStringLiteral("%1 × %2 at %3, %4 tasks: ")
            .arg(size.width())
            .arg(size.height())
            .arg(scale)
            .arg(*std::max_element(counts.tasks.begin(), counts.tasks.end()))
            .toUtf8();
    }

private Q_SLOTS:
    void theZoomToBeginWithGrowsWithTheSmallerSide()
    {
        QCOMPARE(StageLayout::zoomFor({580, 250}), 1.0);
        QCOMPARE(StageLayout::zoomFor({300, 100}), 1.0);
        QCOMPARE(StageLayout::zoomFor({870, 375}), 1.5);
        QCOMPARE(StageLayout::zoomFor({5000, 375}), 1.5);
        QCOMPARE(StageLayout::zoomFor({870, 3000}), 1.5);
        QCOMPARE(StageLayout::zoomFor({5000, 3000}), StageLayout::greatestZoom);
    }

    void nothingHasLessRoomForIt_data() { eachPattern(); }
    void nothingHasLessRoomForIt()
    {
        QFETCH(const PatternInfo *, pattern);
        const Topology &topology = pattern->topology();
        int larger = 0;
        inEverySize(topology, [&](const StageLayout::Counts &counts, QSizeF size, double scale) {
            const StageLayout layout = magnified(topology, counts, size, scale);
            const StageLayout plain(topology, counts, size, scale);
            larger += layout.zoom() > 1 ? 1 : 0;
            const QString lack = worse(lacking(topology, layout), lacking(topology, plain));
            QVERIFY2(lack.isEmpty(), where(size, scale, counts) + lack.toUtf8());
        });
        QVERIFY(larger > 20);
    }

    void allOfItIsInThePictureAndNothingOverlaps_data() { eachPattern(); }
    void allOfItIsInThePictureAndNothingOverlaps()
    {
        QFETCH(const PatternInfo *, pattern);
        const Topology &topology = pattern->topology();
        inEverySize(topology, [&](const StageLayout::Counts &counts, QSizeF size, double scale) {
            const StageLayout layout = magnified(topology, counts, size, scale);
            QVERIFY(std::abs(layout.size().width() * layout.zoom() - size.width()) < slack);
            QVERIFY(std::abs(layout.size().height() * layout.zoom() - size.height()) < slack);
            QVERIFY(layout.zoom() >= 1 && layout.zoom() <= StageLayout::greatestZoom);
            const QRectF picture = QRectF(QPointF(), size).adjusted(-slack, -slack, slack, slack);
            const std::vector<QRectF> rects = everything(topology, layout);
            for (std::size_t i = 0; i < rects.size(); ++i) {
                const QRectF painted(rects[i].topLeft() * layout.zoom(), rects[i].size() * layout.zoom());
                QVERIFY2(picture.contains(painted), where(size, scale, counts) + "outside");
                for (std::size_t j = 0; j < i; ++j)
                    QVERIFY2(!rects[i].adjusted(slack, slack, -slack, -slack).intersects(rects[j]),
                             where(size, scale, counts)
                                 + QStringLiteral("%1,%2 %3×%4 over %5,%6 %7×%8")
                                       .arg(rects[i].x())
                                       .arg(rects[i].y())
                                       .arg(rects[i].width())
                                       .arg(rects[i].height())
                                       .arg(rects[j].x())
                                       .arg(rects[j].y())
                                       .arg(rects[j].width())
                                       .arg(rects[j].height())
                                       .toUtf8());
            }
        });
    }

    void aLargerStageIsNotMagnifiedLessUnlessItShowsMore_data() { eachPattern(); }
    void aLargerStageIsNotMagnifiedLessUnlessItShowsMore()
    {
        QFETCH(const PatternInfo *, pattern);
        const Topology &topology = pattern->topology();
        const StageLayout::Counts counts = countsOf(topology, 2, 4, 2);
        constexpr double oneStep = 0.12 + slack; // of the zooms that are tried
        double before = 1;
        double most = 1;
        std::array<int, 4> lackingBefore = lacking(topology, StageLayout(topology, counts, {640, 280}, 1));
        for (int tenths = 10; tenths <= 40; ++tenths) {
            const QSizeF size = QSizeF(640, 280) * tenths / 10;
            const std::array<int, 4> lackingNow = lacking(topology, StageLayout(topology, counts, size, 1));
            const double zoom = magnified(topology, counts, size, 1).zoom();
            if (worse(lackingBefore, lackingNow).isEmpty())
                QVERIFY2(zoom >= before - oneStep,
                         qPrintable(QStringLiteral("%1 wide: %2 after %3").arg(size.width()).arg(zoom).arg(before)));
            before = zoom;
            most = std::max(most, zoom);
            lackingBefore = lackingNow;
        }
        QVERIFY2(most > 1.5, qPrintable(QString::number(most)));
    }

    void noMoreThanIsAllowed()
    {
        const Topology &topology = findPattern("backpressure")->topology();
        const StageLayout::Counts counts = countsOf(topology, 2, 4, 0);
        const QSizeF size(1900, 900);
        QVERIFY(StageLayout::magnified(topology, counts, size, 1, 2).zoom() > 1.5);
        QVERIFY(StageLayout::magnified(topology, counts, size, 1, 1.5).zoom() <= 1.5);
        const StageLayout plain = StageLayout::magnified(topology, counts, size, 1, 1);
        QCOMPARE(plain.zoom(), 1.0);
        QCOMPARE(plain.size(), size);
        QCOMPARE(plain.task({0, 1}), StageLayout(topology, counts, size, 1).task({0, 1}));
    }

    void threadsAreSocketsWithinTheirRim()
    {
        int withSockets = 0;
        for (const PatternInfo *pattern : patterns()) {
            const Topology &topology = pattern->topology();
            if (topology.threads.empty())
                continue;
            for (const QSizeF &size : sizes) {
                for (const double scale : {1.0, 1.25}) {
                    for (std::int64_t threads = 1; threads <= 64; threads += threads < 16 ? 1 : 8) {
                        const StageLayout layout(topology, countsOf(topology, 3, 4, threads), size, scale);
                        const std::vector<QRectF> &sockets = layout.sockets();
                        if (sockets.empty())
                            continue;
                        ++withSockets;
                        QCOMPARE(sockets.size(), static_cast<std::size_t>(threads));
                        QVERIFY(layout.threads().slots.empty());
                        for (std::size_t i = 0; i < sockets.size(); ++i) {
                            QVERIFY(layout.threads().rect.adjusted(slack, slack, -slack, -slack).contains(sockets[i]));
                            QCOMPARE(sockets[i].size(), sockets[0].size());
                            QVERIFY(sockets[i].width() >= 76 * scale - slack); // a bar with its number and sign
                            QVERIFY(sockets[i].height() >= 24 * scale - slack);
                            for (std::size_t j = 0; j < i; ++j)
                                QVERIFY(!sockets[i].intersects(sockets[j]));
                        }
                    }
                }
            }
        }
        QVERIFY(withSockets > 100);
    }

    void threadsThatAreTooManyForSocketsHaveSlotsOrANumber()
    {
        const Topology &topology = findPattern("task-spawning")->topology();
        const StageLayout slots(topology, countsOf(topology, 3, 4, 30), {882, 340}, 1);
        QVERIFY(slots.sockets().empty());
        QCOMPARE(slots.threads().slots.size(), std::size_t{30});
        const StageLayout number(topology, countsOf(topology, 3, 4, 5000), {882, 340}, 1);
        QVERIFY(number.sockets().empty() && number.threads().slots.empty());
    }
};

QTEST_GUILESS_MAIN(TestMagnifiedStage)
#include "tst_magnified_stage.moc"
