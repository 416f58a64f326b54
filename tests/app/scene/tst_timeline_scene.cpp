// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/run_source.h"
#include "scene/timeline_scene.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// A lane of each producer, the channel, the consumer.
enum Row : int { Producer1, Producer2, Producer3, TheChannel, Consumer1 };

/// See tst_stage_scene.cpp: producer 1 makes three items up to 300 ms and waits with the third until 2100 ms.
RunSource::Given crowded()
{
    static const RunSource::Given given = {{"producers", "3"}, {"interval", "100ms"}, {"interval-shape", "fixed"},
                                           {"consumers", "1"}, {"work", "1s"},        {"capacity", "4"}};
    return given;
}

/// One item every 100 ms, worked on for half of that.
RunSource::Given halfBusy()
{
    static const RunSource::Given given = {
        {"producers", "1"}, {"interval", "100ms"}, {"interval-shape", "fixed"}, {"consumers", "1"}, {"work", "50ms"}};
    return given;
}

/// 800 px for @p span seconds, from pixel 100 on.
TimelineLayout layoutFor(double span)
{
    TimelineLayout layout;
    layout.axis = {.from = 0, .span = span, .left = 100, .width = 800};
    layout.size = QSizeF(900, 200);
    return layout;
}

DisplayList pictureOf(const SceneSource &source, const TimelineLayout &layout)
{
    return timelineScene(source, timelineLanes(source), layout);
}

QRectF rowRect(const TimelineLayout &layout, int row)
{
    return {layout.axis.left - 1, layout.laneTop + row * layout.laneHeight, layout.axis.width + 2, layout.laneHeight};
}

/// From pixel to pixel where a row has this colour; what touches is one.
QStringList spans(const DisplayList &list, const TimelineLayout &layout, int row, Role fill)
{
    QStringList found;
    double from = 0;
    double to = -1;
    const auto end = [&] {
        if (to >= 0)
            found.push_back(QStringLiteral("%1-%2").arg(from).arg(to));
    };
    for (const Box &box :
         all<Box>(list, [&](const Box &one) { return one.fill == fill && rowRect(layout, row).contains(one.rect); })) {
        if (std::abs(box.rect.left() - to) > 1e-6) {
            end();
            from = box.rect.left();
        }
        to = box.rect.right();
    }
    end();
    return found;
}

std::vector<Area> triangles(const DisplayList &list, Role fill)
{
    return all<Area>(list, [&](const Area &area) { return area.fill == fill && area.outline.size() == 3; });
}

QStringList marksSaid(const DisplayList &list)
{
    return wordsOf(list).filter(QStringLiteral(">"));
}

/// What a picture costs to paint.
std::size_t cost(const DisplayList &list)
{
    std::size_t points = list.size();
    for (const Area &area : all<Area>(list))
        points += static_cast<std::size_t>(area.outline.size());
    for (const Line &line : all<Line>(list))
        points += static_cast<std::size_t>(line.points.size());
    return points;
}

} // namespace

/// What the timeline shows of a run that one can reckon by hand.
class TestTimelineScene : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lanesStandAsOnTheStageFromLeftToRight()
    {
        RunSource source(crowded());
        source.runTo(1s);
        const TimelineLanes lanes = timelineLanes(source);
        QCOMPARE(lanes.size(), std::size_t(5));
        for (std::uint32_t i = 0; i < 3; ++i) {
            QVERIFY(!lanes[i].isChannel);
            QCOMPARE(lanes[i].place.group, 0u);
            QCOMPARE(lanes[i].place.index, i);
        }
        QVERIFY(lanes[TheChannel].isChannel);
        QCOMPARE(lanes[Consumer1].place.group, 1u);
        QCOMPARE(wordsOf(pictureOf(source, layoutFor(8))).mid(0, 5),
                 QStringList({"Producer 1", "Producer 2", "Producer 3", "channel fill", "Consumer 1"}));
    }

    void barsStandAtTheVeryPixels()
    {
        RunSource source(crowded());
        source.runTo(2500ms);
        const TimelineLayout layout = layoutFor(8); // 100 px a second
        const DisplayList list = pictureOf(source, layout);
        QCOMPARE(spans(list, layout, Producer1, Role::Running), QStringList({"100-130", "310-320"}));
        QCOMPARE(spans(list, layout, Producer1, Role::Waiting), QStringList({"130-310", "320-350"}));
        QCOMPARE(spans(list, layout, Producer3, Role::Running), QStringList({"100-120", "210-220"}));
        QCOMPARE(spans(list, layout, Consumer1, Role::Ready), QStringList({"100-110"}));
        QCOMPARE(spans(list, layout, Consumer1, Role::Running), QStringList({"110-350"}));
        // Works that follow each other are told apart by a cut.
        const auto cuts = all<Line>(list, [&](const Line &line) {
            return line.role == Role::Card && rowRect(layout, Consumer1).contains(line.points.boundingRect().center());
        });
        QCOMPARE(cuts.size(), std::size_t(2));
        QCOMPARE(cuts[0].points.front().x(), 210.0);
        QCOMPARE(cuts[1].points.front().x(), 310.0);
    }

    void blockedIsHalfAsHighAsRunning()
    {
        RunSource source(crowded());
        source.runTo(2500ms);
        const DisplayList list = pictureOf(source, layoutFor(8));
        const auto heightOf = [&](Role role) {
            return all<Box>(list, [&](const Box &box) { return box.fill == role; }).front().rect.height();
        };
        QCOMPARE(heightOf(Role::Running), 28 * 0.62);
        QCOMPARE(heightOf(Role::Waiting), heightOf(Role::Running) / 2);
    }

    void zoomedAndMovedTheSameMomentsStandElsewhere()
    {
        RunSource source(crowded());
        source.runTo(2500ms);
        TimelineLayout layout = layoutFor(1); // 800 px a second
        layout.axis.from = 2;
        const DisplayList list = pictureOf(source, layout);
        QCOMPARE(spans(list, layout, Producer1, Role::Waiting), QStringList({"100-180", "260-500"}));
        QCOMPARE(spans(list, layout, Producer1, Role::Running), QStringList({"180-260"}));
    }

    void theFillOfTheChannelIsACurveOnTheScaleOfItsCapacity()
    {
        RunSource source(crowded());
        source.runTo(1s);
        const TimelineLayout layout = layoutFor(8);
        const auto lines = all<Line>(pictureOf(source, layout),
                                     [](const Line &line) { return line.role == Role::Running; });
        QCOMPARE(lines.size(), std::size_t(1));
        const QRectF row = rowRect(layout, TheChannel);
        const auto heightAt = [&](double x) {
            for (qsizetype i = 0; i + 1 < lines[0].points.size(); i += 2) {
                if (lines[0].points[i].x() <= x && x < lines[0].points[i + 1].x())
                    return row.bottom() - 3 - lines[0].points[i].y();
            }
            return -1.0;
        };
        QCOMPARE(heightAt(105), 0.0);
        QCOMPARE(heightAt(115), 11.0); // 2 of 4, of 22 px
        QCOMPARE(heightAt(125), 22.0);
        QCOMPARE(heightAt(205), -1.0); // not yet
    }

    void aTurnedParameterIsMarkedWithWords()
    {
        RunSource source(crowded());
        source.run.schedule(1s, "capacity", "2");
        source.run.schedule(3s, "consumers", "7");
        source.runTo(4s);
        const TimelineLayout layout = layoutFor(8);
        const DisplayList list = pictureOf(source, layout);
        const auto marks = triangles(list, Role::Restarted);
        QCOMPARE(marks.size(), std::size_t(2));
        QCOMPARE(marks[0].outline.at(2), QPointF(200, layout.lanesBottom() - 1));
        QCOMPARE(marks[1].outline.at(2), QPointF(400, layout.lanesBottom() - 1));
        QCOMPARE(marksSaid(list), QStringList({"4>2", "1>7"}));
        QCOMPARE(labelSaying(list, "4>2")->rect.center().x(), 200.0);
        QCOMPARE(labelSaying(list, "1>7")->rect.center().x(), 400.0);
        QVERIFY(labelSaying(list, "3 s")->rect.top() >= marks[1].outline.boundingRect().bottom()); // both can be read
    }

    void marksOfOneParameterThatStandCloseTogetherAreSaidAsOne()
    {
        RunSource source(crowded());
        for (const int i : {0, 1, 2})
            source.run.schedule(1s + i * 100ms, "capacity", std::to_string(3 - i));
        source.run.schedule(2s, "capacity", "9");
        source.runTo(4s);
        const DisplayList list = pictureOf(source, layoutFor(8));
        QCOMPARE(triangles(list, Role::Restarted).size(), std::size_t(4));
        QCOMPARE(marksSaid(list), QStringList({"4>1", "1>9"}));
        // Closer up, each speaks for itself.
        QCOMPARE(marksSaid(pictureOf(source, layoutFor(1.5))), QStringList({"4>3", "3>2", "2>1"}));
    }

    void wordsOnMarksNeverRunIntoEachOther()
    {
        RunSource source(crowded());
        source.run.schedule(1s, "capacity", "2");
        source.run.schedule(1s + 50ms, "consumers", "7");
        source.runTo(4s);
        const DisplayList list = pictureOf(source, layoutFor(8));
        QCOMPARE(triangles(list, Role::Restarted).size(), std::size_t(2));
        QCOMPARE(marksSaid(list), QStringList({"4>2"}));
        QCOMPARE(marksSaid(pictureOf(source, layoutFor(1.2))), QStringList({"4>2", "1>7"}));
    }

    void aCrashAndANewStartAreMarkedAcrossAllLanes()
    {
        RunSource source({{"producers", "1"},
                          {"interval", "100ms"},
                          {"interval-shape", "fixed"},
                          {"consumers", "0"},
                          {"when-full", "unbounded"},
                          {"memory-limit", "5"},
                          {"crash-delay", "2s"}});
        source.runTo(2600ms);
        const TimelineLayout layout = layoutFor(8);
        const DisplayList list = pictureOf(source, layout);
        QCOMPARE(triangles(list, Role::Failed).at(0).outline.at(2).x(), 150.0);
        QCOMPARE(triangles(list, Role::Restarted).at(0).outline.at(2).x(), 350.0);
        QVERIFY(labelSaying(list, "crash"));
        QVERIFY(labelSaying(list, "restart"));
        const auto across = all<Line>(list, [](const Line &line) { return line.dashed; });
        QCOMPARE(across.size(), std::size_t(2));
        QCOMPARE(across[0].points.front(), QPointF(150, layout.laneTop));
        QCOMPARE(across[0].points.back(), QPointF(150, layout.lanesBottom()));
        // The producer that went down is a block with a cross.
        QCOMPARE(all<Glyph>(list).at(0).kind, Glyph::Kind::Cross);
        QCOMPARE(all<Box>(list, [](const Box &box) { return box.hatched; }).at(0).rect.left(), 150.0);
    }

    void whatIsForgottenIsHatchedAndHasNoBars()
    {
        RunSource source(crowded());
        source.runTo(2500ms);
        source.forgotten = Time{} + 2s;
        const TimelineLayout layout = layoutFor(8);
        const DisplayList list = pictureOf(source, layout);
        const auto hatched = all<Box>(list, [](const Box &box) { return box.hatched; });
        QCOMPARE(hatched.size(), std::size_t(1));
        QCOMPARE(hatched[0].rect, QRectF(QPointF(100, 10), QPointF(300, layout.lanesBottom())));
        QVERIFY(labelSaying(list, "forgotten"));
        QCOMPARE(spans(list, layout, Producer1, Role::Waiting), QStringList({"300-310", "320-350"}));
    }

    void thePlayheadStandsAtItsMoment()
    {
        RunSource source(crowded());
        source.runTo(2500ms);
        source.lookAt(1500ms);
        const TimelineLayout layout = layoutFor(8);
        const auto accent = [&](const DisplayList &list) {
            return all<Line>(list, [](const Line &line) { return line.role == Role::Accent; });
        };
        const auto lines = accent(pictureOf(source, layout));
        QCOMPARE(lines.size(), std::size_t(1));
        QCOMPARE(lines[0].points, (QPolygonF{{250, 4}, {250, layout.lanesBottom()}}));
        TimelineLayout elsewhere = layout;
        elsewhere.axis.from = 2;
        QVERIFY(accent(pictureOf(source, elsewhere)).empty());
    }

    void zoomedOutAColumnShowsTheTrueShareOfItsTime()
    {
        RunSource source(halfBusy());
        source.runTo(100s);
        const TimelineLayout layout = layoutFor(1000); // a column of 2 px is 25 items
        const DisplayList list = pictureOf(source, layout);
        const QRectF row = rowRect(layout, 2);
        const double full = layout.laneHeight * 0.62;
        const double bottom = row.center().y() + full / 2;
        const auto areas = all<Area>(list, [&](const Area &area) {
            return area.fill == Role::Running && row.contains(area.outline.boundingRect().center());
        });
        QCOMPARE(areas.size(), std::size_t(1));
        const QPolygonF &outline = areas[0].outline;
        QCOMPARE(outline.size(), qsizetype(4 * 40)); // the foot of all columns, and back along their tops
        for (qsizetype i = 0; i < 80; ++i)
            QCOMPARE(outline[i].y(), bottom);
        for (qsizetype i = 80; i < 158; ++i)
            QCOMPARE(bottom - outline[i].y(), full * 0.5);
        QCOMPARE(bottom - outline[159].y(), full * 0.48); // nothing to work on before 100 ms
        QVERIFY(spans(list, layout, 2, Role::Running).isEmpty());
    }

    void aPictureOfAnHourCostsNoMoreThanOneOfAMinute()
    {
        RunSource source(halfBusy());
        source.runTo(60s);
        const std::size_t minute = cost(pictureOf(source, layoutFor(60)));
        source.runTo(3600s);
        const std::size_t hour = cost(pictureOf(source, layoutFor(3600)));
        QVERIFY(minute > 1000);
        QVERIFY2(hour <= minute + 20, qPrintable(QStringLiteral("%1 → %2").arg(minute).arg(hour))); // ticks differ
    }

    void aRunThatCrashesForHoursCostsNoMore()
    {
        RunSource source({{"producers", "1"},
                          {"interval", "100ms"},
                          {"interval-shape", "fixed"},
                          {"consumers", "0"},
                          {"when-full", "unbounded"},
                          {"memory-limit", "1"},
                          {"crash-delay", "100ms"}});
        source.runTo(600s);
        const std::size_t minutes = cost(pictureOf(source, layoutFor(600)));
        source.runTo(7200s);
        const std::size_t hours = cost(pictureOf(source, layoutFor(7200)));
        // At most one mark of each kind a pixel: it was nearly so after ten minutes.
        QVERIFY2(hours < minutes * 11 / 10, qPrintable(QStringLiteral("%1 → %2").arg(minutes).arg(hours)));
    }

    void lanesThatAreScrolledAwayAreNotDrawn()
    {
        RunSource source(crowded());
        source.runTo(1s);
        TimelineLayout layout = layoutFor(8);
        layout.scrollY = layout.laneHeight;
        QStringList words = wordsOf(pictureOf(source, layout));
        QVERIFY(!words.contains("Producer 1"));
        QCOMPARE(labelSaying(pictureOf(source, layout), "Producer 2")->rect.top(), layout.laneTop);
        layout.scrollY = 0;
        layout.size.setHeight(layout.laneTop + 2 * layout.laneHeight + layout.axisHeight);
        words = wordsOf(pictureOf(source, layout));
        QVERIFY(words.contains("Producer 2"));
        QVERIFY(!words.contains("Producer 3"));
    }

    void theAxisHasRoundTimes()
    {
        RunSource source(crowded());
        const DisplayList list = pictureOf(source, layoutFor(8));
        QCOMPARE(wordsOf(list).filter(" s"), QStringList({"0 s", "1 s", "2 s", "3 s", "4 s", "5 s", "6 s", "7 s"}));
        QCOMPARE(labelSaying(list, "3 s")->rect.center().x(), 400.0);
    }
};

QTEST_GUILESS_MAIN(TestTimelineScene)
#include "tst_timeline_scene.moc"
