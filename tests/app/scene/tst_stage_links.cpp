// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/run_source.h"
#include "app/scene/session_source.h"
#include "run/registry.h"
#include "scene/stage_counts.h"
#include "scene/stage_scene.h"
#include "sim/random_point.h"

#include <rapidcheck.h>

#include <array>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// Whether something is drawn where a way ends.
bool endsAtSomething(QPointF end, const std::vector<QRectF> &figures)
{
    return std::any_of(figures.begin(), figures.end(),
                       [&](const QRectF &figure) { return figure.adjusted(-7, -7, 7, 7).contains(end); });
}

/// Where a link ends in empty space; empty: nowhere.
std::string faultOf(const SceneSource &source, const StageLayout &layout)
{
    const DisplayList background = stageBackground(source, layout);
    std::vector<QRectF> figures;
    for (const DisplayList &list : {background, stageForeground(source, layout)}) {
        for (const Box &box : all<Box>(list, [](const Box &box) { return box.opacity == 1; }))
            figures.push_back(box.rect);
        for (const Disc &disc : all<Disc>(list))
            figures.emplace_back(disc.center - QPointF(disc.radius, disc.radius), QSizeF(disc.radius, disc.radius) * 2);
        for (const Label &label : all<Label>(list)) // "no consumers"
            figures.push_back(label.rect);
    }
    for (const Curve &way : all<Curve>(background)) {
        for (const QPointF end : {way.from, way.to}) {
            if (!endsAtSomething(end, figures))
                return "a link ends at " + std::to_string(end.x()) + ", " + std::to_string(end.y());
        }
    }
    return {};
}

} // namespace

/// The links between what is on the stage.
class TestStageLinks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noneEndsInEmptySpace_data()
    {
        QTest::addColumn<const PatternInfo *>("pattern");
        for (const PatternInfo *pattern : patterns())
            QTest::newRow(pattern->id.data()) << pattern;
    }
    void noneEndsInEmptySpace()
    {
        QFETCH(const PatternInfo *, pattern);
        QVERIFY(rc::check([pattern](std::uint32_t seed) {
            Random random(seed, "point", 0);
            SessionSource source(*pattern, randomRun(*pattern, seed, random));
            constexpr std::array<QSizeF, 3> sizes = {QSizeF(1100, 520), QSizeF(720, 300), QSizeF(1500, 700)};
            Time now{};
            for (int look = 0; look < 4; ++look) {
                now += Duration{std::int64_t(random.below(3'000'000'000))};
                source.session.runUntil(now);
                const StageLayout layout(source.topology(), stageCounts(source), sizes[random.below(sizes.size())], 1);
                const std::string fault = faultOf(source, layout);
                if (!fault.empty())
                    RC_FAIL("at " + std::to_string(inSeconds(now)) + " s: " + fault);
            }
        }));
    }

    void whereTasksComeAndGoTheyEndAtThePlaceForTheNextOnes()
    {
        RunSource source({{"start", "await"}, {"interval", "4s"}}, {}, "task-spawning");
        source.motion = false;
        Duration at = 1s;
        do {
            source.runTo(at += 50ms);
        } while (stageCounts(source).tasks.at(1) > 0 && at < 60s);
        const StageLayout layout(source.topology(), stageCounts(source), {1100, 520}, 1);
        QCOMPARE(layout.counts().tasks.at(1), std::uint32_t{0});
        const DisplayList list = stageBackground(source, layout);
        const auto places = all<Box>(list, [](const Box &box) { return box.dashed; });
        QCOMPARE(places.size(), std::size_t{1});
        QVERIFY(labelSaying(list, "no tasks"));
        QCOMPARE(labelSaying(list, "no tasks")->rect, places[0].rect);
        const auto arriving = all<Curve>(list, [&](const Curve &way) {
            return way.to == QPointF(places[0].rect.left(), places[0].rect.center().y());
        });
        QCOMPARE(arriving.size(), std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(TestStageLinks)
#include "tst_stage_links.moc"
