// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/hand_source.h"
#include "run/registry.h"
#include "run/session.h"
#include "scene/lane_shapes.h"
#include "sim/random_point.h"

#include <cmath>

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

namespace {

constexpr Place first{0, 0};

Topology workers()
{
    return {.groups = {{.id = "worker", .label = words("Worker"), .column = 0, .longLived = true}},
            .terminals = {},
            .links = {},
            .activities = {}};
}

/// @p span over 800 px, from pixel 100 on.
TimeAxis axisOf(Duration span, Duration from = {})
{
    TimeAxis axis{.span = inSeconds(span), .left = 100, .width = 800};
    axis.begin(moment(from));
    return axis;
}

const History::Lane &laneOf(const HandSource &source)
{
    return source.history().lanes().at(first);
}

/// "0-1000 running", "1000-1020 running 10 ready 10": from and to in ms, and of several how long each, too.
QStringList texts(const std::vector<LanePiece> &pieces)
{
    static const QStringList names{"ready", "running", "idle",   "blocked",   "holding",
                                   "hung",  "done",    "failed", "cancelled", "orphan"};
    const auto ms = [](Duration time) { return QString::number(double(time.count()) / 1e6); };
    QStringList list;
    for (const LanePiece &piece : pieces) {
        QString text = ms(piece.from.time_since_epoch()) + '-' + ms(piece.to.time_since_epoch());
        if (piece.condition)
            text += ' ' + names[int(lookNumber(*piece.condition, piece.orphaned))];
        for (std::size_t look = 0; look < lookCount && !piece.condition; ++look) {
            if (piece.times[look] > 0)
                text += ' ' + names[int(look)] + ' ' + ms(Duration{piece.times[look]});
        }
        list << text;
    }
    return list;
}

/// Works of @p work in turn with pauses of @p pause, from the start on.
std::vector<Event> workInTurn(int count, Duration work, Duration pause)
{
    std::vector<Event> events{spawned(0s, 2, first)};
    Duration at{};
    for (int i = 0; i < count; ++i) {
        events.push_back(happened(at, WorkStarted, 2));
        events.push_back(happened(at += work, WorkEnded, 2));
        events.push_back(happened(at, SleepStarted, 2));
        events.push_back(happened(at += pause, SleepEnded, 2));
    }
    events.push_back(happened(at, LockBlocked, 2));
    events.push_back(happened(at + 2s, LockAcquired, 2));
    return events;
}

LookTimes sumOf(const std::vector<LanePiece> &pieces)
{
    LookTimes sum;
    for (const LanePiece &piece : pieces) {
        if (piece.condition)
            sum[lookNumber(*piece.condition, piece.orphaned)] += piece.length().count();
        else
            sum += piece.times;
    }
    return sum;
}

double areaOf(const QPolygonF &outline)
{
    double twice = 0;
    for (qsizetype i = 0; i < outline.size(); ++i) {
        const QPointF a = outline[i];
        const QPointF b = outline[(i + 1) % outline.size()];
        twice += a.x() * b.y() - b.x() * a.y();
    }
    return std::abs(twice) / 2;
}

/// Something to show of a session.
class SessionSource final : public SceneSource
{
public:
    explicit SessionSource(const Session &session) : m_session(session) { }
    const Topology &topology() const override { return m_session.pattern().topology(); }
    const World &world() const override { return m_session.world(); }
    Time playhead() const override { return m_session.now(); }
    Time present() const override { return m_session.now(); }
    const History &history() const override { return m_session.history(); }
    const std::vector<std::int64_t> &values() const override { return m_values; }
    double playingSpeed() const override { return 1; }
    bool motionAllowed() const override { return false; }
    double motionSeconds() const override { return 0; }
    Time forgottenBefore() const override { return m_session.forgottenBefore(); }
    std::string markText(const History::Mark &) const override { return {}; }

private:
    const Session &m_session;
    std::vector<std::int64_t> m_values;
};

} // namespace

/// What a lane is cut into, and that its picture has the shares that there were.
class TestLanePieces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWideStandsForItself()
    {
        const HandSource source(workers(), workInTurn(2, 1s, 500ms));
        QCOMPARE(texts(lanePieces(laneOf(source), axisOf(8s), moment(0s), moment(4s))),
                 QStringList(
                     {"0-1000 running", "1000-1500 idle", "1500-2500 running", "2500-3000 idle", "3000-4000 blocked"}));
    }

    void whatIsNarrowIsPutTogetherInColumnsOfTwoPixels()
    {
        // A column of 2 px is 20 ms.
        const HandSource source(workers(), workInTurn(6, 6ms, 4ms));
        QCOMPARE(texts(lanePieces(laneOf(source), axisOf(8s), moment(0s), moment(1s))),
                 QStringList({"0-20 running 12 idle 8", "20-40 running 12 idle 8", "40-60 running 12 idle 8",
                              "60-1000 blocked"}));
    }

    void columnsStayWhereTheyAreWhenTheAxisMoves()
    {
        const HandSource source(workers(), workInTurn(100, 6ms, 4ms));
        const QStringList whole = texts(lanePieces(laneOf(source), axisOf(8s), moment(0s), moment(1s)));
        const QStringList moved = texts(lanePieces(laneOf(source), axisOf(8s, 107ms), moment(107ms), moment(1s)));
        QCOMPARE(moved.mid(1), whole.mid(6));
        QCOMPARE(moved.front(), "107-120 running 6 idle 7"); // what is left of a column
    }

    void oneNarrowPieceBetweenWideOnesIsNoShare()
    {
        const HandSource source(workers(),
                                {spawned(0s, 2, first), happened(5ms, WorkStarted, 2), happened(1s, WorkEnded, 2),
                                 happened(1s, LockBlocked, 2), happened(1004ms, LockAcquired, 2),
                                 happened(1004ms, WorkStarted, 2), happened(3s, WorkEnded, 2)});
        QCOMPARE(texts(lanePieces(laneOf(source), axisOf(8s), moment(0s), moment(2s))),
                 QStringList({"0-5 ready", "5-1000 running", "1000-1004 blocked", "1004-2000 running"}));
    }

    void anOrphanIsOneInColumnsToo()
    {
        std::vector<Event> events{spawned(0s, 9, {0, 1}), spawnedBy(9, 0s, 2, first)};
        for (int i = 0; i < 10; ++i) {
            events.push_back(happened(i * 10ms, WorkStarted, 2));
            if (i == 5)
                events.push_back(happened(i * 10ms, TaskAbandoned, 9, {.object = 2}));
            events.push_back(happened(i * 10ms + 5ms, SleepStarted, 2));
        }
        events.push_back(happened(100ms, WorkStarted, 2));
        events.push_back(happened(2s, WorkEnded, 2));
        const HandSource source(workers(), events);
        QCOMPARE(texts(lanePieces(laneOf(source), axisOf(8s), moment(0s), moment(1s))),
                 QStringList({"0-20 running 10 idle 10", "20-40 running 10 idle 10", "40-60 running 5 idle 5 orphan 10",
                              "60-80 orphan 20", "80-100 orphan 20", "100-1000 orphan"}));
    }

    void theCostIsInPixelsAndNotInEvents()
    {
        const HandSource source(workers(), workInTurn(100'000, 600us, 400us));
        const auto pieces = lanePieces(laneOf(source), axisOf(100s), moment(0s), moment(100s));
        QCOMPARE(pieces.size(), std::size_t(400));
        QCOMPARE(sumOf(pieces)[Condition::Running], std::int64_t(60'000'000'000));
    }

    void atAnyZoomThePiecesOfRandomRunsHaveTheSharesThatThereWere()
    {
        for (const PatternInfo *pattern : patterns()) {
            for (std::uint32_t seed = 1; seed <= 2; ++seed) {
                Random random(seed, "pieces", 0);
                Session session(*pattern, randomRun(*pattern, seed, random),
                                {.budget = seed == 2 ? 128u << 10 : 64u << 20});
                session.runUntil(moment(30s));
                const SessionSource source(session);
                for (double span = 1e-6; span < 1e3; span *= 1 + 9 * random.uniform()) {
                    const auto end = static_cast<std::uint64_t>(session.now().time_since_epoch().count());
                    TimelineLayout layout;
                    layout.axis = {.span = span, .left = 100, .width = 800};
                    layout.axis.begin(Time{Duration{static_cast<std::int64_t>(random.below(end + 1))}});
                    layout.size = QSizeF(900, 400);
                    checkGroups(source, layout);
                }
            }
        }
    }

private:
    void checkGroups(const SceneSource &source, const TimelineLayout &layout)
    {
        DisplayList nothing;
        const TimelineFrame frame(source, layout, nothing);
        if (frame.to <= frame.from)
            return;
        for (const History::GroupPast &group : source.history().groups()) {
            for (const History::Lane *const lane : group.lanes) {
                const LookTimes there = lane->until(frame.to) - lane->until(frame.from);
                const auto pieces = lanePieces(*lane, layout.axis, frame.from, frame.to);
                QCOMPARE(sumOf(pieces), there);
                QVERIFY(pieces.size() <= 3 * 402);
                for (std::size_t i = 1; i < pieces.size(); ++i)
                    QVERIFY(pieces[i].from >= pieces[i - 1].to);
                checkPicture(source, layout, *lane, there);
            }
            const LookTimes all = group.looks.until(frame.to) - group.looks.until(frame.from);
            QCOMPARE(sumOf(groupPieces(group, layout.axis, frame.from, frame.to)), all);
        }
    }

    /// What is painted in the colour of a condition is as wide as the time in it, where it is of full width, or as much less
    /// high where it is a share.
    void checkPicture(const SceneSource &source, const TimelineLayout &layout, const History::Lane &lane,
                      const LookTimes &there)
    {
        DisplayList list;
        TimelineFrame frame(source, layout, list);
        constexpr double height = 28;
        constexpr double full = height * 0.62;
        appendLane(frame, lane, 10, height);
        const auto painted = [&](Role role, bool hatched) {
            double pixels = 0;
            for (const Box &box : all<Box>(list, [&](const Box &one) { return one.fill == role && !one.hatched; }))
                pixels += box.rect.width();
            for (const Box &box :
                 all<Box>(list, [&](const Box &one) { return hatched && one.stroke == role && !one.hatched; }))
                pixels += box.rect.width();
            for (const Area &area : all<Area>(list, [&](const Area &one) { return one.fill == role; }))
                pixels += areaOf(area.outline) / full;
            return pixels;
        };
        const auto pixelsOf = [&](std::int64_t ns) { return double(ns) / 1e9 / layout.axis.span * layout.axis.width; };
        const auto isNear = [](double one, double other) { return std::abs(one - other) < 0.02; };
        QVERIFY(isNear(painted(Role::Running, false), pixelsOf(there[Condition::Running])));
        QVERIFY(isNear(painted(Role::Waiting, true), pixelsOf(there[Condition::Blocked] + there[Condition::Holding])));
        QVERIFY(isNear(painted(Role::Orphaned, true), pixelsOf(there[orphanLook])));
        // Each failure has a mark or a block with a cross no farther than its width.
        for (const Time failure : lane.failures) {
            if (failure < frame.from || failure > frame.to)
                continue;
            const double x = layout.axis.pixelOf(failure);
            const bool isMarked = !all<Box>(list, [&](const Box &one) {
                                       return (one.fill == Role::Failed || one.stroke == Role::Failed)
                                           && one.rect.left() <= x + 1.001 && one.rect.right() >= x - 3.001;
                                   }).empty();
            QVERIFY2(isMarked, qPrintable(QString::number(x)));
        }
    }
};

QTEST_GUILESS_MAIN(TestLanePieces)
#include "tst_lane_pieces.moc"
