// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "scene/sweep_scene.h"

#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

namespace {

SweepPicture::Axis axis(const QString &label, int count)
{
    SweepPicture::Axis made{.label = label, .values = {}};
    for (int i = 0; i < count; ++i) {
        made.values.push_back(QString::number(i + 1));
        made.places.push_back(count > 1 ? double(i) / (count - 1) : 0.5);
    }
    return made;
}

/// Points with the means 1, 2, 3 …, each ± a tenth.
SweepPicture picture(int columns, int rows = 0)
{
    SweepPicture made;
    made.across = axis(QStringLiteral("Consumers"), columns);
    if (rows > 0)
        made.up = axis(QStringLiteral("Capacity"), rows);
    made.measure = QStringLiteral("Throughput");
    made.text = [](double value) { return QString::number(value) + QStringLiteral(" /s"); };
    for (int i = 0; i < columns * std::max(1, rows); ++i)
        made.points.push_back(SweepPicture::Point{.mean = i + 1.0, .halfWidth = 0.1});
    return made;
}

constexpr QSizeF large(900, 600);
constexpr QSizeF small(560, 300);

std::vector<Disc> dots(const DisplayList &list)
{
    return all<Disc>(list, [](const Disc &disc) { return disc.fill.has_value(); });
}

} // namespace

/// The curve and the map of a sweep.
class TestSweepScene : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theValueThatIsNowIsMarked()
    {
        SweepPicture shown = picture(7);
        const auto lines = [&] {
            return all<Line>(SweepScene(shown, large, 1).list(std::nullopt),
                             [](const Line &line) { return line.role == Role::Link; });
        };
        QVERIFY(lines().empty());
        shown.across.now = 0.5;
        QCOMPARE(lines().size(), std::size_t{1});
        const std::vector<Disc> found = dots(SweepScene(shown, large, 1).list(std::nullopt));
        QCOMPARE(lines().front().points.front().x(), found[3].center.x()); // in the middle of seven
    }

    void aCurveHasADotForEachPointTheHigherTheMore()
    {
        const SweepPicture shown = picture(7);
        const DisplayList list = SweepScene(shown, large, 1).list(std::nullopt);
        const std::vector<Disc> found = dots(list);
        QCOMPARE(found.size(), std::size_t{7});
        for (std::size_t i = 1; i < found.size(); ++i) {
            QVERIFY(found[i].center.x() > found[i - 1].center.x());
            QVERIFY(found[i].center.y() < found[i - 1].center.y());
        }
        const QList<QPolygonF> bands = [&] {
            QList<QPolygonF> outlines;
            for (const Area &area : all<Area>(list))
                outlines.push_back(area.outline);
            return outlines;
        }();
        QCOMPARE(bands.size(), 1);
        QCOMPARE(bands.front().size(), 14);
    }

    void everyPointIsFoundWhereItIsDrawn_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<QSizeF>("size");
        QTest::newRow("curve") << 0 << large;
        QTest::newRow("curve, small") << 0 << small;
        QTest::newRow("map") << 5 << large;
        QTest::newRow("map, small") << 5 << small;
    }
    void everyPointIsFoundWhereItIsDrawn()
    {
        QFETCH(int, rows);
        QFETCH(QSizeF, size);
        const SweepPicture shown = picture(6, rows);
        for (const double scale : {1.0, 1.15}) {
            const SweepScene scene(shown, size, scale);
            for (std::size_t i = 0; i < shown.points.size(); ++i) {
                const DisplayList list = scene.list(i);
                const QPointF place = rows == 0
                    ? all<Disc>(list, [](const Disc &disc) { return disc.stroke.has_value(); }).front().center
                    : all<Box>(list, [](const Box &box) { return box.strokeWidth == 3; }).front().rect.center();
                QVERIFY(QRectF(QPointF(), size).contains(place));
                QCOMPARE(scene.pointAt(place).value(), i);
            }
            QVERIFY(!scene.pointAt({-40, -40}));
        }
    }

    void textsStayInsideAndDoNotMeet_data()
    {
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("rows");
        QTest::newRow("curve") << 12 << 0;
        QTest::newRow("long curve") << 100 << 0;
        QTest::newRow("map") << 12 << 12;
        QTest::newRow("large map") << 100 << 100;
    }
    void textsStayInsideAndDoNotMeet()
    {
        QFETCH(int, columns);
        QFETCH(int, rows);
        const SweepPicture shown = picture(columns, rows);
        for (const QSizeF size : {large, small}) {
            for (const double scale : {1.0, 1.15}) {
                const std::vector<Label> labels = all<Label>(SweepScene(shown, size, scale).list(std::nullopt));
                QVERIFY(labels.size() > 3);
                for (std::size_t i = 0; i < labels.size(); ++i) {
                    QVERIFY2(QRectF(QPointF(), size).adjusted(-1, -1, 1, 1).contains(labels[i].rect),
                             qPrintable(labels[i].text));
                    for (std::size_t j = 0; j < i; ++j)
                        QVERIFY2(
                            !labels[i].rect.adjusted(1, 3, -1, -3).intersects(labels[j].rect.adjusted(1, 3, -1, -3)),
                            qPrintable(labels[i].text + QStringLiteral(" meets ") + labels[j].text));
                }
            }
        }
    }

    void bandAndTheoryStayWithinThePicture()
    {
        SweepPicture shown = picture(3);
        shown.points[0] = {.mean = 0.05, .halfWidth = 0.2}; // an interval that ends below nothing
        shown.points[1]->halfWidth = 7;
        shown.points[2]->theory = 30;
        shown.points[1]->theory = 28;
        const DisplayList list = SweepScene(shown, large, 1).list(std::nullopt);
        const QRectF within(0, 0, large.width(), large.height() - 40); // the texts stand below
        for (const Area &area : all<Area>(list))
            QVERIFY(within.contains(area.outline.boundingRect()));
        const auto lines = all<Line>(list, [](const Line &line) { return line.role == Role::Waiting; });
        QVERIFY(!lines.empty());
        for (const Line &line : lines) // flat or upright ones have no area
            QVERIFY(within.contains(line.points.boundingRect().adjusted(0, 0, 0.1, 0.1)));
        const double zero = labelSaying(list, QStringLiteral("0 /s"))->rect.center().y();
        QVERIFY(all<Area>(list).front().outline.boundingRect().bottom() <= zero + 0.5);
    }

    void theSecondParameterGrowsUpwards()
    {
        const SweepPicture shown = picture(2, 3);
        const SweepScene scene(shown, large, 1);
        const auto top = [&](std::size_t point) {
            return all<Box>(scene.list(point), [](const Box &box) { return box.strokeWidth == 3; }).front().rect.top();
        };
        QVERIFY(top(1) < top(0));
        QVERIFY(top(2) < top(1));
        QCOMPARE(top(3), top(0));
    }

    /// A map has a cell for each value that was run, all of one size: a scale it has not.
    void onlyACurveHasALogarithmicAxis()
    {
        SweepPicture shown = picture(5);
        shown.across.logarithmic = true;
        const auto saysLogarithmic = [&] {
            return !all<Label>(SweepScene(shown, large, 1).list(std::nullopt), [](const Label &label) {
                        return label.text.contains(QLatin1String("logarithmic"));
                    }).empty();
        };
        QVERIFY(saysLogarithmic());
        shown = picture(5, 4);
        shown.across.logarithmic = true;
        shown.up->logarithmic = true;
        QVERIFY(!saysLogarithmic());
    }

    void aGapInTheNumbersIsAGapInTheCurve()
    {
        SweepPicture shown = picture(7);
        shown.points[3]->mean.reset(); // undefined there
        shown.points[6].reset();       // not computed yet
        const DisplayList list = SweepScene(shown, large, 1).list(std::nullopt);
        QCOMPARE(dots(list).size(), std::size_t{5});
        QCOMPARE(all<Area>(list).size(), std::size_t{2});
        QCOMPARE(all<Glyph>(list).size(), std::size_t{1});
        const SweepScene scene(shown, large, 1);
        QVERIFY(scene.describe(3).contains(QStringLiteral("undefined")));
        QCOMPARE(scene.pointAt({large.width() - 30, 200}).value(), std::size_t{5});
    }

    void aMapShadesItsCellsByValueAndSaysTheEndsOfTheScale()
    {
        SweepPicture shown = picture(3, 2);
        shown.points[4]->mean.reset();
        shown.points[5].reset();
        const DisplayList list = SweepScene(shown, large, 1).list(std::nullopt);
        const auto cells = all<Box>(list, [](const Box &box) { return box.rect.width() > 60; });
        QCOMPARE(cells.size(), std::size_t{6});
        for (std::size_t i = 1; i < 4; ++i)
            QVERIFY(cells[i].opacity > cells[i - 1].opacity);
        QCOMPARE(cells[3].opacity, 1.0);
        QVERIFY(cells[4].hatched);
        QVERIFY(!cells[5].hatched);
        QVERIFY(wordsOf(list).count(QStringLiteral("1 /s")) == 2); // in its cell, and at the scale
        QVERIFY(wordsOf(list).count(QStringLiteral("4 /s")) == 2);
    }

    void whatTheorySaysIsDrawnBeside()
    {
        SweepPicture shown = picture(5);
        shown.points[1]->theory = 2.5;
        shown.points[2]->theory = 3.5;
        const DisplayList list = SweepScene(shown, large, 1).list(std::nullopt);
        const auto dashed = all<Line>(list, [](const Line &line) { return line.dashed && line.points.size() == 2; });
        QCOMPARE(dashed.size(), std::size_t{2}); // the curve, and the sample in the key
        QVERIFY(labelSaying(list, QStringLiteral("theory says")));
        QVERIFY(SweepScene(shown, large, 1).describe(1).contains(QStringLiteral("theory 2.5 /s")));
        QVERIFY(!labelSaying(SweepScene(picture(5), large, 1).list(std::nullopt), QStringLiteral("theory says")));
    }

    void theMarkedPointIsSaidInWords()
    {
        SweepPicture shown = picture(3, 2);
        shown.points[3]->troubled = true;
        const SweepScene scene(shown, large, 1);
        QVERIFY(labelSaying(scene.list(2), QStringLiteral("Consumers 2, Capacity 1: Throughput 3 /s ± 0.1 /s (95 %)")));
        QVERIFY(scene.describe(3).contains(QStringLiteral("before its time")));
        QVERIFY(labelSaying(scene.list(std::nullopt), QStringLiteral("Throughput")));
    }

    void equalNumbersAndASinglePointAreDrawn()
    {
        for (const int rows : {0, 1, 4}) {
            SweepPicture shown = picture(1, rows);
            for (auto &point : shown.points)
                *point = {.mean = 0.0, .halfWidth = std::nullopt};
            const DisplayList list = SweepScene(shown, small, 1).list(0);
            QVERIFY(!list.empty());
            QVERIFY(SweepScene(shown, small, 1).pointAt({small.width() / 2, small.height() / 2}));
        }
    }
};

QTEST_APPLESS_MAIN(TestSweepScene)
#include "tst_sweep_scene.moc"
