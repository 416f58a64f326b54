// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/run_source.h"
#include "run/registry.h"
#include "scene/family_shapes.h"
#include "scene/frame_room.h"
#include "scene/painter.h"
#include "scene/pointer_shape.h"
#include "scene/stage_counts.h"
#include "scene/stage_scene.h"

#include <QLineF>
#include <QTest>

#include <array>

using namespace coroscope;
using namespace coroscope::test;

Q_DECLARE_METATYPE(const coroscope::PatternInfo *)

namespace {

/// From corner to corner, side by side.
std::vector<QLineF> linesOf(const DisplayList &list)
{
    std::vector<QLineF> lines;
    const auto add = [&](const QPolygonF &points) {
        for (qsizetype i = 1; i < points.size(); ++i)
            lines.emplace_back(points[i - 1], points[i]);
    };
    for (const Figure &figure : list) {
        if (const auto *const box = std::get_if<Box>(&figure); box && box->stroke)
            add(QPolygonF(box->rect));
        else if (const auto *const line = std::get_if<Line>(&figure))
            add(line->points);
    }
    return lines;
}

bool strikes(const QLineF &line, const QRectF &rect)
{
    if (rect.contains(line.p1()) || rect.contains(line.p2()))
        return true;
    const std::array sides = {QLineF(rect.topLeft(), rect.topRight()), QLineF(rect.topRight(), rect.bottomRight()),
                              QLineF(rect.bottomRight(), rect.bottomLeft()), QLineF(rect.bottomLeft(), rect.topLeft())};
    return std::any_of(sides.begin(), sides.end(),
                       [&](const QLineF &side) { return line.intersects(side) == QLineF::BoundedIntersection; });
}

/// Which label of @p written a line of @p drawn runs through; empty: none.
QString struckThrough(const DisplayList &drawn, const DisplayList &written, double scale)
{
    for (const Label &label : all<Label>(written)) {
        // Letters are lower than their line.
        const PlacedText text = placedText(label, scale);
        const QRectF letters = text.rect.adjusted(1, 3, -1, -3);
        for (const QLineF &line : linesOf(drawn)) {
            if (!text.text.isEmpty() && strikes(line, letters))
                return text.text;
        }
    }
    return {};
}

} // namespace

/// What stands out on the stage has a frame: it strikes out nobody else's words, and covers nobody else's place.
class TestStageFrames : public QObject
{
    Q_OBJECT

    static void patternsInSizes()
    {
        QTest::addColumn<const PatternInfo *>("pattern");
        QTest::addColumn<QSizeF>("size");
        QTest::addColumn<double>("scale");
        for (const PatternInfo *pattern : patterns()) {
            for (const QSizeF size : {QSizeF(860, 420), QSizeF(560, 210), QSizeF(460, 190), QSizeF(1500, 900)}) {
                for (const double scale : {1.0, 1.2}) {
                    QTest::addRow("%s %gx%g %g", pattern->id.data(), size.width(), size.height(), scale)
                        << pattern << size << scale;
                }
            }
        }
    }

private Q_SLOTS:
    void whatIsBlamedIsPointedAtPastTheNamesOfDistricts_data() { patternsInSizes(); }
    void whatIsBlamedIsPointedAtPastTheNamesOfDistricts()
    {
        QFETCH(const PatternInfo *, pattern);
        QFETCH(const QSizeF, size);
        QFETCH(const double, scale);
        RunSource source({}, {}, pattern->id);
        source.runTo(std::chrono::seconds(3));
        const StageLayout layout = StageLayout::magnified(source.topology(), stageCounts(source), size, scale, 1);
        DisplayList list = stageBackground(source, layout);
        const DisplayList above = stageForeground(source, layout);
        list.insert(list.end(), above.begin(), above.end());
        for (const Culprit &culprit : source.topology().culprits) {
            source.blamed = culprit.node;
            DisplayList withPointer = list;
            appendPointer(withPointer, source, layout);
            const DisplayList pointer(withPointer.begin() + static_cast<std::ptrdiff_t>(list.size()),
                                      withPointer.end());
            QCOMPARE(struckThrough(pointer, list, scale), QString());
        }
    }

    void anArrowBeginsBelowTheNameOfItsDistrict()
    {
        RunSource source({}, {}, "resilient-service");
        source.runTo(std::chrono::seconds(3));
        source.blamed = NodeRef{NodeRef::Kind::Group, 3};
        const StageLayout layout = StageLayout::magnified(source.topology(), stageCounts(source), {860, 420}, 1, 1);
        DisplayList list;
        appendPointer(list, source, layout);
        const auto lines = all<Line>(list);
        QCOMPARE(lines.size(), std::size_t{1});
        QVERIFY(lines[0].points.first().y() > layout.district(2).front().top() + 3);
        QVERIFY(lines[0].points.last().y() > lines[0].points.first().y());
    }

    void aRingStandsInTheGapToItsNeighbours_data()
    {
        QTest::addColumn<QString>("tasks");
        QTest::newRow("cards") << "4";
        QTest::newRow("bars") << "12";
        QTest::newRow("cells") << "60";
        QTest::newRow("a dense field") << "500";
    }
    void aRingStandsInTheGapToItsNeighbours()
    {
        QFETCH(const QString, tasks);
        const std::string number = tasks.toStdString();
        RunSource source({{"tasks", number}}, {}, "task-spawning");
        source.runTo(std::chrono::seconds(2));
        const StageLayout layout(source.topology(), stageCounts(source), {860, 420}, 1);
        const auto group = static_cast<std::uint32_t>(source.topology().groups.size() - 1);
        QVERIFY(layout.shows(Place{group, 3}));
        constexpr double stroke = 2.5;
        for (std::uint32_t own = 0; own < 4; ++own) {
            const double away = frameDistance(layout.task({group, own}), stroke, 5, layout);
            const double reach = away + stroke / 2;
            const QRectF ring = layout.task({group, own}).adjusted(-reach, -reach, reach, reach);
            QVERIFY(away > 0);
            for (std::uint32_t other = 0; layout.shows(Place{group, other}); ++other)
                QVERIFY(other == own || !ring.intersects(layout.task({group, other})));
        }
    }

    void aFrameIsSetOffFromWhatItIsCloseTo()
    {
        RunSource source({{"tasks", "60"}}, {}, "task-spawning");
        source.runTo(std::chrono::seconds(2));
        const StageLayout layout(source.topology(), stageCounts(source), {860, 420}, 1);
        const auto group = static_cast<std::uint32_t>(source.topology().groups.size() - 1);
        DisplayList list;
        appendFrame(list, layout.task({group, 0}), 3, Role::Running, layout);
        const auto boxes = all<Box>(list);
        QCOMPARE(boxes.size(), std::size_t{2});
        QCOMPARE(boxes[0].stroke, std::optional(Role::Card));
        QCOMPARE(boxes[1].stroke, std::optional(Role::Running));
    }
};

QTEST_MAIN(TestStageFrames)
#include "tst_stage_frames.moc"
