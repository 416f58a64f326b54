// SPDX-License-Identifier: MIT
#include "app/player/player_bench.h"
#include "player/simulation.h"
#include "scene/stage_counts.h"
#include "scene/stage_scene.h"
#include "scene/timeline_scene.h"
#include "sim/random_point.h"

#include <QGuiApplication>
#include <QTest>

#include <vector>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// A picture as a text, to be compared.
class Written
{
public:
    explicit Written(const DisplayList &list)
    {
        for (const Figure &figure : list)
            std::visit([this](const auto &one) { add(one); }, figure);
    }
    QString text() const { return m_text; }

private:
    void put(double value) { m_text += QString::number(value, 'g', 12) + QLatin1Char(' '); }
    void put(QPointF point) { put(point.x()), put(point.y()); }
    void put(const QRectF &rect) { put(rect.topLeft()), put(rect.bottomRight()); }
    void put(const QPolygonF &points)
    {
        for (const QPointF &point : points)
            put(point);
    }
    void put(Role role) { put(int(role)); }
    void put(std::optional<Role> role) { put(role ? int(*role) : -1); }
    void add(const Box &box)
    {
        m_text += "\nbox ";
        put(box.rect), put(box.fill), put(box.stroke), put(box.strokeWidth), put(box.opacity), put(box.hatched);
    }
    void add(const Level &level) { m_text += "\nlevel ", put(level.rect), put(level.share), put(level.fill); }
    void add(const Disc &disc)
    {
        m_text += "\ndisc " + disc.text + ' ';
        put(disc.center), put(disc.radius), put(disc.fill), put(disc.stroke), put(disc.opacity), put(disc.covered);
    }
    void add(const Arc &arc) { m_text += "\narc ", put(arc.center), put(arc.share), put(arc.role); }
    void add(const Curve &curve)
    {
        m_text += "\ncurve ";
        put(curve.from), put(curve.to), put(curve.role), put(curve.width), put(curve.dashOffset);
    }
    void add(const Label &label) { m_text += "\nlabel " + label.text + ' ', put(label.rect), put(label.role); }
    void add(const Area &area) { m_text += "\narea ", put(area.outline), put(area.fill), put(area.opacity); }
    void add(const Line &line) { m_text += "\nline ", put(line.points), put(line.role), put(line.width); }
    void add(const Glyph &glyph) { m_text += "\nglyph ", put(int(glyph.kind)), put(glyph.rect), put(glyph.role); }

    QString m_text;
};

/// What the window shows at the playhead. The stage's size is one for all moments, as a window keeps it.
struct Picture {
    Time time;
    Sequence position;
    World world;
    QString stage;

    friend bool operator==(const Picture &, const Picture &) = default;
};

Picture picture(Run &run)
{
    const StageLayout layout(run.topology(), stageCounts(run), QSizeF(1000, 500), 1);
    return {run.playhead(), run.player().position(), run.world(), Written(stageForeground(run, layout)).text()};
}

} // namespace

/// Whatever one looks at is the same whichever way it has been come to.
class TestBothDirections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forwardsAndBackwardsGiveTheSamePicture_data()
    {
        QTest::addColumn<const PatternInfo *>("pattern");
        for (const PatternInfo *pattern : patterns())
            QTest::newRow(pattern->id.data()) << pattern;
    }
    void forwardsAndBackwardsGiveTheSamePicture()
    {
        QFETCH(const PatternInfo *, pattern);
        constexpr std::chrono::nanoseconds frame{40ms};
        constexpr int frames = 60;
        int motions = 0;
        for (std::uint32_t seed = 1; seed <= 4; ++seed) {
            Random random(seed, "both directions", 0);
            Simulation simulation;
            Run &run = *simulation.run();
            Transport &transport = *simulation.transport();
            simulation.tuning()->start({.pattern = pattern, .settings = randomRun(*pattern, seed, random)});
            transport.runTo(Time{} + 5s * seed);
            const Time from = run.playhead();
            // Replayed, so that each picture is of the whole of its moment.
            transport.runTo(from + frames * frame);
            transport.seek(inSeconds(from - 1s));
            std::vector<Picture> there{};
            transport.togglePlaying();
            // What had happened before it began to play is at its place, and does not set out.
            while (run.playhead() < from)
                transport.tick(frame);
            for (int i = 0; i < frames - 1; ++i) {
                transport.tick(frame);
                there.push_back(picture(run));
                const bool moves = there.size() > 1 && there.back().stage != there[there.size() - 2].stage
                    && there.back().position == there[there.size() - 2].position;
                motions += moves;
            }
            transport.tick(frame);
            transport.togglePlayingBack();
            QVERIFY(transport.playingBack());
            for (auto expected = there.rbegin(); expected != there.rend(); ++expected) {
                transport.tick(frame);
                const Picture seen = picture(run);
                QCOMPARE(seen.time, expected->time);
                QCOMPARE(seen.position, expected->position);
                QVERIFY(seen.world == expected->world);
                QCOMPARE(seen.stage, expected->stage);
            }
            // Pausing moves nothing but what is under way.
            transport.togglePlaying();
            QVERIFY(!transport.playing());
            QCOMPARE(run.playhead(), there.front().time);
            QVERIFY(run.world() == there.front().world);
        }
        QVERIFY(motions > 0); // of items and rings between the events
    }

    void pausedItBecomesWhatIsSeenWhereThePlayheadIsPlaced()
    {
        Simulation simulation;
        Run &run = *simulation.run();
        Transport &transport = *simulation.transport();
        simulation.tuning()->start({.pattern = findPattern("backpressure")});
        transport.runTo(Time{} + 10s);
        transport.seek(5);
        transport.stepForward();
        transport.togglePlaying();
        transport.tick(50ms);
        transport.togglePlaying();
        QTRY_VERIFY(run.motionSeconds() > StepMotion::ofStep); // on the clock of the wall
        const Picture paused = picture(run);
        transport.seek(run.time());
        QVERIFY(picture(run) == paused);
    }
};

QTEST_MAIN(TestBothDirections)
#include "tst_both_directions.moc"
