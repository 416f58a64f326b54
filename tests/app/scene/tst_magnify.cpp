// SPDX-License-Identifier: MIT
#include "scene/magnify.h"
#include "scene/painter.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace coroscope;

Q_DECLARE_METATYPE(coroscope::Figure)

namespace {

constexpr QSize size(120, 90);

/// The figure, so many times as large.
template <typename Kind>
Kind magnified(const Kind &figure, double zoom)
{
    DisplayList list{figure};
    magnify(list, zoom);
    return std::get<Kind>(list.at(0));
}

/// A picture of @p factor times the usual size: of figures as they are, by a finer device, or of figures that large.
QImage painted(const DisplayList &list, int factor, bool finer)
{
    QImage image(size * factor, QImage::Format_RGB32);
    image.fill(Qt::black);
    if (finer)
        image.setDevicePixelRatio(factor);
    QPainter painter(&image);
    paint(painter, list, Theme::Dark, finer ? 1 : factor);
    return image;
}

/// How many pixels of either picture have clearly another colour in the other one.
int differences(const QImage &a, const QImage &b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            count += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) + std::abs(qBlue(p) - qBlue(q)) > 90
                ? 1
                : 0;
        }
    }
    return count;
}

int inked(const QImage &image)
{
    return differences(image, [&] {
        QImage empty(image.size(), QImage::Format_RGB32);
        empty.fill(Qt::black);
        return empty;
    }());
}

} // namespace

/// Figures made larger: their places and sizes, and nothing else.
class TestMagnify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBoxGrowsWithItsCornersAndItsOutline()
    {
        const Box box = magnified(Box{.rect = QRectF(10, 20, 30, 40),
                                      .radius = 4,
                                      .fill = Role::Running,
                                      .stroke = Role::Link,
                                      .strokeWidth = 1.5,
                                      .dashed = true,
                                      .opacity = 0.5},
                                  2);
        QCOMPARE(box.rect, QRectF(20, 40, 60, 80));
        QCOMPARE(box.radius, 8.0);
        QCOMPARE(box.strokeWidth, 3.0);
        QCOMPARE(box.opacity, 0.5);
        QVERIFY(box.dashed && box.fill == Role::Running && box.stroke == Role::Link);
    }

    void aLevelIsAsFullAsBefore()
    {
        const Level level = magnified(
            Level{.rect = QRectF(10, 20, 30, 40), .radius = 4, .share = 0.25, .fill = Role::Running, .opacity = 0.5},
            3);
        QCOMPARE(level.rect, QRectF(30, 60, 90, 120));
        QCOMPARE(level.radius, 12.0);
        QCOMPARE(level.share, 0.25);
        QCOMPARE(level.opacity, 0.5);
    }

    void aDiscKeepsItsText()
    {
        const Disc disc = magnified(Disc{.center = {10, 20}, .radius = 8, .strokeWidth = 2, .text = "12"}, 1.5);
        QCOMPARE(disc.center, QPointF(15, 30));
        QCOMPARE(disc.radius, 12.0);
        QCOMPARE(disc.strokeWidth, 3.0);
        QCOMPARE(disc.text, QString("12"));
    }

    void anArcTurnsAsFar()
    {
        const Arc arc = magnified(Arc{.center = {10, 20}, .radius = 8, .width = 3, .share = 0.4}, 2);
        QCOMPARE(arc.center, QPointF(20, 40));
        QCOMPARE(arc.radius, 16.0);
        QCOMPARE(arc.width, 6.0);
        QCOMPARE(arc.share, 0.4);
    }

    void aCurveGoesTheSameWay()
    {
        const Curve plain{.from = {10, 20}, .to = {110, 40}, .width = 2, .dashed = true, .dashOffset = 5};
        Curve turning = plain;
        turning.turnY = 30;
        Curve passing = plain;
        passing.pass = Curve::Pass{.y = 70, .leave = 40, .arrive = 80};
        constexpr double tolerance = 0.1; // px: the length of a path is measured piece by piece
        for (const Curve &curve : {plain, turning, passing}) {
            const Curve larger = magnified(curve, 2);
            QCOMPARE(larger.width, 4.0);
            QCOMPARE(larger.dashOffset, 10.0);
            for (double share = 0; share <= 1; share += 0.05) {
                const QPointF apart = larger.at(share) - 2 * curve.at(share);
                QVERIFY2(std::hypot(apart.x(), apart.y()) < tolerance, qPrintable(QString::number(share)));
            }
        }
    }

    void aLabelHasMoreRoomForTheSameWords()
    {
        const Label label = magnified(
            Label{.rect = QRectF(10, 20, 30, 10), .text = "empty for 1 s", .briefer = {"empty"}}, 2);
        QCOMPARE(label.rect, QRectF(20, 40, 60, 20));
        QCOMPARE(label.text, QString("empty for 1 s"));
        QCOMPARE(label.briefer, QStringList("empty"));
    }

    void linesAreasAndSignsGrow()
    {
        const QPolygonF points{{1, 2}, {3, 4}, {5, 0}};
        const QPolygonF larger{{2, 4}, {6, 8}, {10, 0}};
        QCOMPARE(magnified(Area{.outline = points, .opacity = 0.3}, 2).outline, larger);
        QCOMPARE(magnified(Area{.outline = points, .opacity = 0.3}, 2).opacity, 0.3);
        QCOMPARE(magnified(Line{.points = points, .width = 1.5}, 2).points, larger);
        QCOMPARE(magnified(Line{.points = points, .width = 1.5}, 2).width, 3.0);
        QCOMPARE(magnified(Glyph{Glyph::Kind::Pause, QRectF(1, 2, 8, 8)}, 2).rect, QRectF(2, 4, 16, 16));
    }

    void onceIsAsItWas()
    {
        const Box box = magnified(Box{.rect = QRectF(0.1, 0.2, 0.7, 0.3), .radius = 0.1, .strokeWidth = 0.7}, 1);
        QCOMPARE(box.rect, QRectF(0.1, 0.2, 0.7, 0.3));
        QVERIFY(box.radius == 0.1 && box.strokeWidth == 0.7);
    }

    void allOfAListGrowsInItsOrder()
    {
        DisplayList list{Disc{.center = {1, 1}}, Box{.rect = QRectF(2, 2, 2, 2)}, Disc{.center = {3, 3}}};
        magnify(list, 10);
        QCOMPARE(list.size(), std::size_t{3});
        QCOMPARE(std::get<Disc>(list[0]).center, QPointF(10, 10));
        QCOMPARE(std::get<Box>(list[1]).rect, QRectF(20, 20, 20, 20));
        QCOMPARE(std::get<Disc>(list[2]).center, QPointF(30, 30));
    }

    void whatIsMagnifiedLooksAsThroughAMagnifyingGlass_data()
    {
        QTest::addColumn<Figure>("figure");
        const auto row = [](const char *name, Figure figure) { QTest::newRow(name) << std::move(figure); };
        const QRectF rect(20, 20, 80, 50);
        row("box", Box{.rect = rect, .radius = 10, .fill = Role::Card, .stroke = Role::Running, .strokeWidth = 2.5});
        row("dashed box",
            Box{.rect = rect, .radius = 10, .stroke = Role::Orphaned, .strokeWidth = 2.5, .dashed = true});
        row("plain box", Box{.rect = rect, .fill = Role::Running});
        row("level", Level{.rect = rect, .radius = 20, .share = 0.6, .fill = Role::Running});
        row("disc", Disc{.center = {60, 45}, .radius = 20, .fill = Role::Card, .stroke = Role::Waiting});
        row("disc with a number",
            Disc{.center = {60, 45}, .radius = 20, .fill = Role::Running, .stroke = Role::Waiting, .text = "7"});
        row("ring", Arc{.center = {60, 45}, .radius = 20, .width = 5, .share = 0.7, .role = Role::Running});
        row("pie", Arc{.center = {60, 45}, .radius = 20, .share = 0.7, .role = Role::Restarted, .pie = true});
        row("curve", Curve{.from = {10, 10}, .to = {110, 80}, .role = Role::Link, .width = 3});
        row("dashed curve",
            Curve{.from = {10, 10}, .to = {110, 80}, .role = Role::Link, .width = 3, .dashed = true, .dashOffset = 5});
        row("words", Label{.rect = rect, .text = "Consumer 1", .size = Label::Size::Large});
        row("area", Area{.outline = QPolygonF{{20, 70}, {50, 20}, {100, 70}}, .fill = Role::Running});
        row("line", Line{.points = QPolygonF{{20, 70}, {50, 20}, {100, 70}}, .role = Role::Failed, .width = 2});
        for (const auto &[name, kind] :
             {std::pair("pause", Glyph::Kind::Pause), std::pair("tick", Glyph::Kind::Tick),
              std::pair("cross", Glyph::Kind::Cross), std::pair("strike", Glyph::Kind::Strike),
              std::pair("loop", Glyph::Kind::Loop), std::pair("ring sign", Glyph::Kind::Ring)})
            row(name, Glyph{kind, QRectF(40, 25, 40, 40), Role::Running});
    }
    void whatIsMagnifiedLooksAsThroughAMagnifyingGlass()
    {
        QFETCH(const Figure, figure);
        constexpr int factor = 2;
        DisplayList larger{figure};
        magnify(larger, factor);
        const QImage glass = painted({figure}, factor, true);
        const QImage own = painted(larger, factor, false);
        const int ink = inked(glass);
        QVERIFY2(ink > 100, qPrintable(QString::number(ink)));
        QVERIFY2(differences(glass, own) * 5 < ink,
                 qPrintable(QStringLiteral("%1 of %2").arg(differences(glass, own)).arg(ink)));
    }
};

QTEST_MAIN(TestMagnify)
#include "tst_magnify.moc"
