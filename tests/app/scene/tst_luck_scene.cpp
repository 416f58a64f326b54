// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "scene/luck_scene.h"

#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr QSizeF large(900, 600);
constexpr QSizeF small(420, 260);

/// The values of the seeds 1, 2, 3 … in at most twelve bars.
LuckPicture picture(const std::vector<double> &values, std::size_t troubled = 0)
{
    SeedDistribution distribution;
    for (std::size_t i = 0; i < values.size(); ++i)
        distribution.add(i + 1, values[i], i < troubled);
    LuckPicture made;
    made.measure = QStringLiteral("Latency");
    made.note = QStringLiteral("Less is better.");
    made.text = [](double value) { return QString::number(value) + QStringLiteral(" s"); };
    made.histogram = distribution.histogram(12);
    made.runs = distribution.count();
    return made;
}

std::vector<Box> bars(const DisplayList &list)
{
    return all<Box>(list, [](const Box &box) { return box.fill == Role::Running; });
}

} // namespace

/// The histogram of a measure over seeds.
class TestLuckScene : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsDrawnOfNothing()
    {
        const LuckPicture none;
        const LuckScene scene(none, large, 1);
        QVERIFY(scene.list(std::nullopt).empty());
        QVERIFY(!scene.barAt({100, 100}));
    }

    void aBarIsAsHighAsItHasRuns()
    {
        const LuckPicture shown = picture({0.1, 0.2, 0.2, 0.3, 0.3, 0.3, 0.35});
        const std::vector<Box> found = bars(LuckScene(shown, large, 1).list(std::nullopt));
        QCOMPARE(found.size(), std::size_t{4}); // those with anything in them
        QCOMPARE(std::round(found[1].rect.height() / found[0].rect.height()), 2.0);
        QCOMPARE(std::round(found[2].rect.height() / found[0].rect.height()), 3.0);
        for (std::size_t i = 1; i < found.size(); ++i) {
            QVERIFY(found[i].rect.left() > found[i - 1].rect.right());
            QCOMPARE(found[i].rect.bottom(), found[0].rect.bottom());
        }
    }

    void everyBarIsFoundWhereItIsDrawn_data()
    {
        QTest::addColumn<QSizeF>("size");
        QTest::addColumn<double>("scale");
        QTest::newRow("large") << large << 1.0;
        QTest::newRow("large type") << large << 1.5;
        QTest::newRow("small") << small << 1.0;
    }
    void everyBarIsFoundWhereItIsDrawn()
    {
        QFETCH(QSizeF, size);
        QFETCH(double, scale);
        const LuckPicture shown = picture({1, 2, 2, 5, 7, 7, 7});
        const LuckScene scene(shown, size, scale);
        const std::vector<Box> found = bars(scene.list(std::nullopt));
        std::size_t next = 0;
        for (std::size_t i = 0; i < shown.histogram.bars.size(); ++i) {
            if (shown.histogram.bars[i].seeds.empty())
                continue;
            QCOMPARE(scene.barAt(found[next].rect.center()), std::optional(i));
            // A low one can be hit above itself.
            QCOMPARE(scene.barAt({found[next].rect.center().x(), found.back().rect.top() + 1}), std::optional(i));
            ++next;
        }
        QCOMPARE(next, found.size());
        QVERIFY(!scene.barAt({found[1].rect.right() + found[1].rect.width(), found[1].rect.center().y()})); // empty: 3
    }

    void aBarIsDescribed()
    {
        const LuckPicture some = picture({0.1, 0.12, 0.2, 0.2, 0.35});
        const LuckScene scene(some, large, 1);
        QCOMPARE(scene.describe(0), QStringLiteral("Latency 0.1 s to 0.15 s: 2 of 5 runs, seeds 1, 2"));
        const LuckPicture whole = picture({0, 3, 3, 3, 3}, 2);
        const LuckScene numbers(whole, large, 1);
        QCOMPARE(numbers.describe(0), QStringLiteral("Latency 0 s: 1 of 5 runs, seed 1; 1 ended before time"));
        QCOMPARE(numbers.describe(3), QStringLiteral("Latency 3 s: 4 of 5 runs, seeds 2, 3, 4 …; 1 ended before time"));
        const LuckPicture pairs = picture({0, 1, 23});
        QCOMPARE(LuckScene(pairs, large, 1).describe(0), QStringLiteral("Latency 0 s to 1 s: 2 of 3 runs, seeds 1, 2"));
    }

    void theMarkedBarTakesTheTitle()
    {
        const LuckPicture shown = picture({1, 2});
        const LuckScene scene(shown, large, 1);
        QVERIFY(wordsOf(scene.list(std::nullopt)).contains(QStringLiteral("Latency")));
        QVERIFY(wordsOf(scene.list(1)).contains(scene.describe(1)));
        QVERIFY(!wordsOf(scene.list(1)).contains(QStringLiteral("Latency")));
    }

    void marksStandAtTheirValuesAndTheirLabelsNextToEachOther()
    {
        LuckPicture shown = picture({1, 2, 3, 4, 5});
        for (const auto &[name, value] : {std::pair{"p5", 1.0}, {"median", 3.0}, {"p95", 3.1}})
            shown.marks.push_back({.name = QLatin1String(name), .value = value});
        shown.marks.push_back({.name = QStringLiteral("seed 900"), .value = 40, .present = true}); // beyond all bars
        for (const QSizeF size : {large, small}) {
            const DisplayList list = LuckScene(shown, size, 1).list(std::nullopt);
            std::vector<QRectF> labels;
            for (const char *const said : {"p5: 1 s", "median: 3 s", "p95: 3.1 s", "seed 900: 40 s"}) {
                const auto label = labelSaying(list, QLatin1String(said));
                QVERIFY2(label, said);
                QVERIFY(QRectF(QPointF(), size).contains(label->rect));
                for (const QRectF &other : labels)
                    QVERIFY(!other.intersects(label->rect));
                labels.push_back(label->rect);
            }
            const auto lines = all<Line>(list, [](const Line &line) { return line.width > 1.2; });
            QCOMPARE(lines.size(), std::size_t{4});
            const std::vector<Box> found = bars(list);
            QVERIFY(std::abs(lines[0].points[0].x() - found[0].rect.center().x()) < 0.01);
            QVERIFY(std::abs(lines[1].points[0].x() - found[2].rect.center().x()) < 0.01);
            QVERIFY(lines[3].points[0].x() > found[4].rect.right());
        }
    }

    void limitsAreToldOnceEach()
    {
        LuckPicture shown = picture({0.951, 0.953, 0.955, 0.957, 0.959, 0.961, 0.963, 0.965, 0.967, 0.969, 0.971});
        shown.text = [](double value) { return QString::number(value, 'f', 2); };
        QStringList values;
        for (const QString &word : wordsOf(LuckScene(shown, large, 1).list(std::nullopt))) {
            if (word.startsWith(QLatin1String("0.")))
                values.push_back(word);
        }
        QCOMPARE(values, QStringList({"0.95", "0.96", "0.97"}));
    }

    void runsThatEndedBeforeTheirTimeAreSeenAndNamed()
    {
        const DisplayList list = LuckScene(picture({1, 1, 2}, 1), large, 1).list(std::nullopt);
        QCOMPARE(all<Box>(list, [](const Box &box) { return box.fill == Role::Failed; }).size(), std::size_t{2});
        QVERIFY(labelSaying(list, QStringLiteral("ended before its time")));
        const DisplayList none = LuckScene(picture({1, 1, 2}), large, 1).list(std::nullopt);
        QVERIFY(!labelSaying(none, QStringLiteral("ended before its time")));
    }
};

QTEST_APPLESS_MAIN(TestLuckScene)
#include "tst_luck_scene.moc"
