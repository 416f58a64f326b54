// SPDX-License-Identifier: MIT
#include "scene/painter.h"

#include <QBuffer>
#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>
#include <QSvgRenderer>
#include <QTest>

#include <array>
#include <cmath>

using namespace coroscope;

Q_DECLARE_METATYPE(coroscope::Figure)
Q_DECLARE_METATYPE(coroscope::Theme)
Q_DECLARE_METATYPE(coroscope::Role)

namespace {

constexpr QSize size(120, 90);

QImage painted(const DisplayList &list, Theme theme = Theme::Dark, double ratio = 1, double scale = 1)
{
    QImage image(size * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paint(painter, list, theme, scale);
    return image;
}

/// The least rectangle that holds every pixel that was touched, in pixels of the image.
QRect touched(const QImage &image)
{
    QRect rect;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(image.pixel(x, y)) > 0)
                rect |= QRect(x, y, 1, 1);
        }
    }
    return rect;
}

QRectF grown(const QRectF &rect, double by)
{
    return rect.adjusted(-by, -by, by, by);
}

Label label(const QString &text, double width, bool mono = false)
{
    return {.rect = QRectF(20, 30, width, 24), .text = text, .mono = mono};
}

} // namespace

/// From figures to pixels.
class TestPainter : public QObject
{
    Q_OBJECT

    void everyKindOfFigure()
    {
        QTest::addColumn<Figure>("figure");
        QTest::addColumn<QRectF>("room"); // half of a stroke included, at the strength of the projector theme
        const QRectF rect(30, 20, 50, 40);
        const QRectF square(40, 25, 24, 24);
        const auto add = [](const char *name, Figure figure, const QRectF &room) {
            QTest::newRow(name) << std::move(figure) << room;
        };
        add("box", Box{.rect = rect, .fill = Role::Card}, rect);
        add("box, outlined", Box{.rect = rect, .radius = 8, .stroke = Role::Waiting, .strokeWidth = 4}, grown(rect, 3));
        add("box, dashed", Box{.rect = rect, .stroke = Role::Waiting, .strokeWidth = 2, .dashed = true},
            grown(rect, 1.5));
        add("box, hatched", Box{.rect = rect, .stroke = Role::Failed, .hatched = true, .opacity = 0.5}, rect);
        add("disc", Disc{.center = {60, 45}, .radius = 13, .fill = Role::Running, .text = "7"}, {47, 32, 26, 26});
        add("disc, long number", Disc{.center = {60, 45}, .radius = 13, .fill = Role::Running, .text = "123456"},
            {47, 32, 26, 26});
        add("disc, outlined", Disc{.center = {60, 45}, .radius = 13, .stroke = Role::Text, .dashed = true},
            grown({47, 32, 26, 26}, 1.5));
        add("arc", Arc{.center = {60, 45}, .radius = 12, .width = 4, .share = 0.7, .role = Role::Running},
            grown({48, 33, 24, 24}, 3));
        add("pie", Arc{.center = {60, 45}, .radius = 12, .share = 0.3, .role = Role::Restarted, .pie = true},
            {48, 33, 24, 24});
        add("curve", Curve{.from = {10, 20}, .to = {110, 70}, .role = Role::Track, .width = 4}, {10, 17, 100, 56});
        add("curve, dashed",
            Curve{
                .from = {10, 20}, .to = {110, 70}, .role = Role::Running, .width = 4, .dashed = true, .dashOffset = -7},
            {10, 17, 100, 56});
        add("label", label("channel", 80), {20, 30, 80, 24});
        add("label, too long", label("channel · unbounded · 123456", 70), {20, 30, 70, 24});
        add("area", Area{.outline = QPolygonF{{20, 70}, {30, 30}, {90, 50}, {100, 70}}, .fill = Role::Waiting},
            {20, 30, 80, 40});
        add("line", Line{.points = QPolygonF{{20, 40}, {100, 40}}, .role = Role::Divider, .width = 2}, {17, 37, 86, 6});
        add("line, dashed", Line{.points = QPolygonF{{20, 10}, {20, 80}}, .role = Role::Divider, .dashed = true},
            {18, 8, 4, 74});
        const std::array<std::pair<const char *, Glyph::Kind>, 5> glyphs = {{{"pause", Glyph::Kind::Pause},
                                                                             {"tick", Glyph::Kind::Tick},
                                                                             {"cross", Glyph::Kind::Cross},
                                                                             {"strike", Glyph::Kind::Strike},
                                                                             {"loop", Glyph::Kind::Loop}}};
        for (const auto &[name, kind] : glyphs)
            add(name, Glyph{kind, square, Role::Text}, grown(square, 3));
    }

private Q_SLOTS:
    void everyFigurePaintsSomethingWithinItsRoomAndNothingOutside_data() { everyKindOfFigure(); }
    void everyFigurePaintsSomethingWithinItsRoomAndNothingOutside()
    {
        QFETCH(const Figure, figure);
        QFETCH(const QRectF, room);
        for (const Theme theme : {Theme::Dark, Theme::Light, Theme::Projector}) {
            const QRect pixels = touched(painted({figure}, theme));
            QVERIFY(!pixels.isEmpty());
            QVERIFY2(grown(room, 1).contains(pixels),
                     qPrintable(QStringLiteral("%1 %2 %3 %4")
                                    .arg(pixels.x())
                                    .arg(pixels.y())
                                    .arg(pixels.width())
                                    .arg(pixels.height())));
            // It fills its room; glyphs and words have some air.
            QVERIFY(pixels.width() > room.width() * 0.4 || pixels.height() > room.height() * 0.4);
        }
    }

    void aFigureCoversTheAreaThatItsGeometryHasInItsColour_data()
    {
        QTest::addColumn<Figure>("figure");
        QTest::addColumn<double>("area"); // in pixels, exact
        QTest::addColumn<Role>("role");
        constexpr double pi = 3.14159265358979;
        const QRectF rect(30, 20, 50, 40);
        const QPointF center(60, 45);
        const auto add = [](const char *name, Figure figure, double area, Role role) {
            QTest::newRow(name) << std::move(figure) << area << role;
        };
        add("box", Box{.rect = rect, .fill = Role::Waiting}, 50 * 40, Role::Waiting);
        add("round box", Box{.rect = rect, .radius = 8, .fill = Role::Done}, 50 * 40 - (4 - pi) * 8 * 8, Role::Done);
        add("outline", Box{.rect = rect, .stroke = Role::Failed, .strokeWidth = 4}, 2 * (50 + 40) * 4, Role::Failed);
        add("disc", Disc{.center = center, .radius = 13, .fill = Role::Running}, pi * 13 * 13, Role::Running);
        add("ring", Disc{.center = center, .radius = 13, .stroke = Role::Text, .strokeWidth = 3}, 2 * pi * 13 * 3,
            Role::Text);
        add("arc", Arc{.center = center, .radius = 12, .width = 4, .share = 0.7, .role = Role::Running},
            0.7 * 2 * pi * 12 * 4, Role::Running);
        add("pie", Arc{.center = center, .radius = 12, .share = 0.3, .role = Role::Restarted, .pie = true},
            0.3 * pi * 12 * 12, Role::Restarted);
        add("area", Area{.outline = QPolygonF{{20, 70}, {20, 30}, {100, 70}}, .fill = Role::Waiting, .opacity = 1},
            80 * 40 / 2.0, Role::Waiting);
        add("line", Line{.points = QPolygonF{{20, 40}, {100, 40}}, .role = Role::Text, .width = 2}, 80 * 2, Role::Text);
    }
    void aFigureCoversTheAreaThatItsGeometryHasInItsColour()
    {
        QFETCH(const Figure, figure);
        QFETCH(const double, area);
        QFETCH(const Role, role);
        const QImage image = painted({figure});
        double covered = 0;
        const QColor colour = Palette::of(Theme::Dark)[role];
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                covered += pixel.alphaF();
                if (pixel.alpha() == 255)
                    QCOMPARE(pixel, colour);
            }
        }
        QVERIFY2(std::abs(covered - area) < 0.03 * area + 4,
                 qPrintable(QStringLiteral("%1 of %2").arg(covered).arg(area)));
    }

    void dashesAndHatchesLeaveGaps()
    {
        const auto covered = [](const Figure &figure) {
            const QImage image = painted({figure});
            double sum = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    sum += qAlpha(image.pixel(x, y)) / 255.0;
            }
            return sum;
        };
        const QRectF rect(30, 20, 50, 40);
        const double line = covered(Box{.rect = rect, .stroke = Role::Waiting, .strokeWidth = 2});
        const double dashes = covered(Box{.rect = rect, .stroke = Role::Waiting, .strokeWidth = 2, .dashed = true});
        QVERIFY2(dashes > 0.4 * line && dashes < 0.8 * line, qPrintable(QString::number(dashes / line)));
        const double hatches = covered(Box{.rect = rect, .stroke = Role::Failed, .hatched = true});
        QVERIFY2(hatches > 0.1 * 2000 && hatches < 0.6 * 2000, qPrintable(QString::number(hatches)));
    }

    void aCurveRunsThroughThePointsThatItSays()
    {
        const Curve curve{.from = {10, 20}, .to = {110, 70}, .role = Role::Running, .width = 4};
        const QImage image = painted({curve});
        for (const double share : {0.02, 0.25, 0.5, 0.75, 0.98}) {
            const QPointF at = curve.at(share);
            QCOMPARE(image.pixelColor(at.toPoint()), Palette::of(Theme::Dark)[Role::Running]);
            const QColor above = image.pixelColor(at.toPoint() - QPoint(0, 12));
            QCOMPARE(above.alpha(), 0);
        }
    }

    void twiceThePixelsAreTheSamePictureTwiceAsLarge_data() { everyKindOfFigure(); }
    void twiceThePixelsAreTheSamePictureTwiceAsLarge()
    {
        QFETCH(const Figure, figure);
        const QRect once = touched(painted({figure}));
        const QRect twice = touched(painted({figure}, Theme::Dark, 2));
        QVERIFY(std::abs(twice.left() - 2 * once.left()) <= 2);
        QVERIFY(std::abs(twice.top() - 2 * once.top()) <= 2);
        QVERIFY(std::abs(twice.width() - 2 * once.width()) <= 4);
        QVERIFY(std::abs(twice.height() - 2 * once.height()) <= 4);
    }

    void theSameListIsTheSameImage_data() { everyKindOfFigure(); }
    void theSameListIsTheSameImage()
    {
        QFETCH(const Figure, figure);
        QCOMPARE(painted({figure}), painted({figure}));
        QVERIFY(painted({figure}) != painted({}));
        // Nothing of a figure stays behind in the painter for the next one.
        const Box box{.rect = QRectF(5, 5, 10, 10), .fill = Role::Done};
        QCOMPARE(painted({figure, box}).pixelColor(8, 8), Palette::of(Theme::Dark)[Role::Done]);
    }

    void everyFigureCanBeWrittenAsSvg_data() { everyKindOfFigure(); }
    void everyFigureCanBeWrittenAsSvg()
    {
        QFETCH(const Figure, figure);
        QBuffer buffer;
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(size);
        generator.setViewBox(QRect(QPoint(0, 0), size));
        QPainter painter;
        QVERIFY(painter.begin(&generator));
        paint(painter, {figure}, Theme::Light, 1);
        painter.end();
        if (const Label *const words = std::get_if<Label>(&figure))
            QVERIFY(buffer.data().contains(words->text.left(5).toUtf8()));
        QSvgRenderer renderer(buffer.data());
        QVERIFY(renderer.isValid());
        QImage image(size, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter again(&image);
        renderer.render(&again);
        QVERIFY(!touched(image).isEmpty());
    }

    void coloursAreThoseOfTheTheme_data()
    {
        QTest::addColumn<Theme>("theme");
        for (const Theme theme : {Theme::Dark, Theme::Light, Theme::Projector})
            QTest::newRow(qPrintable(themeName(theme))) << theme;
    }
    void coloursAreThoseOfTheTheme()
    {
        QFETCH(const Theme, theme);
        for (int i = 0; i < static_cast<int>(Role::Count_); ++i) {
            const Role role = static_cast<Role>(i);
            const QImage image = painted({Box{.rect = QRectF(10, 10, 20, 20), .fill = role}}, theme);
            QCOMPARE(image.pixelColor(20, 20), Palette::of(theme)[role]);
        }
    }

    void whatComesLaterIsInFront()
    {
        const Box behind{.rect = QRectF(10, 10, 40, 40), .fill = Role::Done};
        const Box before{.rect = QRectF(20, 20, 40, 40), .fill = Role::Failed};
        QCOMPARE(painted({behind, before}).pixelColor(30, 30), Palette::of(Theme::Dark)[Role::Failed]);
        QCOMPARE(painted({before, behind}).pixelColor(30, 30), Palette::of(Theme::Dark)[Role::Done]);
    }

    void textThatDoesNotFitIsCutOffWithAnEllipsis()
    {
        const QString text = QStringLiteral("over its capacity: drains first");
        const Label narrow = label(text, 60);
        const QString cut = QFontMetricsF(fontOf(narrow, 1)).elidedText(text, Qt::ElideRight, 60);
        QVERIFY(cut.endsWith(QChar(0x2026)));
        QCOMPARE(painted({narrow}), painted({label(cut, 100)}));
        QVERIFY(painted({label("over", 60)}) == painted({label("over", 90)}));
    }

    void typeIsLargerAtALargerScale()
    {
        const Label words = label("channel", 90);
        QCOMPARE(fontOf(words, 1).pixelSize(), 13);
        QCOMPARE(fontOf(words, 1.2).pixelSize(), 16);
        QVERIFY(fontOf(label("x", 90, true), 1).family() != fontOf(words, 1).family());
        const QRect usual = touched(painted({words}));
        const QRect larger = touched(painted({words}, Theme::Dark, 1, 1.2));
        QVERIFY(larger.width() > usual.width());
    }

    /// Pictures of texts are kept from frame to frame: whatever makes a text look different makes it another picture.
    void aTextIsNeverTakenForAnotherThatWasPaintedBefore()
    {
        const Label plain = label("item 7", 80);
        std::vector<Label> labels(5, plain);
        labels[1].text = "item 8";
        labels[2].role = Role::Failed;
        labels[3].size = Label::Size::Large;
        labels[4].strong = true;
        std::vector<QImage> first;
        for (const Label &one : labels)
            first.push_back(painted({one}));
        const QImage light = painted({plain}, Theme::Light);
        const QImage larger = painted({plain}, Theme::Dark, 1, 1.5);
        for (std::size_t i = 0; i < labels.size(); ++i) {
            QCOMPARE(painted({labels[i]}), first[i]);
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY2(first[i] != first[j], qPrintable(QStringLiteral("%1 and %2").arg(i).arg(j)));
        }
        QVERIFY(light != first[0]);
        QVERIFY(larger != first[0]);
    }

    void aNumberThatIsTooLongForItsDiscIsSmallerAndThenLeftOut()
    {
        const auto disc = [](double radius, const QString &text) {
            return painted({Disc{.center = {60, 45}, .radius = radius, .text = text, .textRole = Role::Text}});
        };
        QVERIFY(touched(disc(13, "12345")).width() <= 26);
        QVERIFY(touched(disc(13, "12345")).height() < touched(disc(13, "1")).height());
        QVERIFY(touched(disc(9, "123456789012")).isEmpty());
        QVERIFY(touched(disc(7, "1")).isEmpty());
    }

    void aRingFillsClockwiseFromTheTop()
    {
        const auto ring = [](double share) {
            return touched(
                painted({Arc{.center = {60, 45}, .radius = 20, .width = 4, .share = share, .role = Role::Running}}));
        };
        QCOMPARE(ring(1), QRect(38, 23, 44, 44));
        QCOMPARE(ring(0.25), QRect(60, 23, 22, 22));
        QCOMPARE(ring(0.5), QRect(60, 23, 22, 44));
        QCOMPARE(ring(7), ring(1));
        QVERIFY(ring(0).isEmpty());
    }

    void aCurveGoesThroughThePointsItNames()
    {
        const Curve curve{.from = {10, 20}, .to = {110, 70}, .role = Role::Running, .width = 4};
        QCOMPARE(curve.at(0), curve.from);
        QCOMPARE(curve.at(1), curve.to);
        QCOMPARE(curve.at(0.5), QPointF(60, 45));
        const QImage image = painted({curve});
        for (const double share : {0.1, 0.3, 0.5, 0.8, 0.95})
            QCOMPARE(image.pixelColor(curve.at(share).toPoint()), Palette::of(Theme::Dark)[Role::Running]);
    }

    void dashesLeaveGapsAndTravel()
    {
        Curve way{.from = {0, 45}, .to = {120, 45}, .role = Role::Running, .width = 2, .dashed = true};
        const QImage still = painted({way});
        way.dashed = false;
        QVERIFY(still != painted({way}));
        way.dashed = true;
        way.dashOffset = 5;
        QVERIFY(still != painted({way}));
        way.dashOffset = 16; // four and four widths of 2 px: one whole pattern
        QCOMPARE(still, painted({way}));
    }

    void outlinesAreStrongerForTheProjector()
    {
        const Box box{.rect = QRectF(30, 20, 50, 40), .stroke = Role::Text, .strokeWidth = 4};
        QCOMPARE(touched(painted({box}, Theme::Light)), QRect(28, 18, 54, 44));
        QCOMPARE(touched(painted({box}, Theme::Projector)), QRect(27, 17, 56, 46));
    }
};

QTEST_MAIN(TestPainter)
#include "tst_painter.moc"
