// SPDX-License-Identifier: MIT
#include "scene/stage_columns.h"

#include <QTest>

#include <cmath>

using namespace coroscope;

namespace {

constexpr double margin = 14;
constexpr double verticalMargin = 10;
constexpr double slack = 1e-6;

/// The stages of windows of 1024×700 and 1600×1000: as they open, and with both sides folded.
const std::vector<QSizeF> sizes = {{592, 213}, {848, 230}, {882, 370}, {1420, 420}};
const std::vector<double> scales = {1.0, 1.25};

StageColumn card(double scale)
{
    return {.width = 142 * scale, .stretches = false};
}

StageColumn channel()
{
    return {.width = 0, .stretches = true};
}

/// As many columns, by one of the ways in which patterns mix them.
std::vector<StageColumn> mixed(int way, std::size_t count, double scale)
{
    std::vector<StageColumn> columns;
    for (std::size_t i = 0; i < count; ++i) {
        const bool stretches = way == 0 ? i % 2 == 1 : way == 1 ? false : way == 2 ? true : i % 3 == 1;
        columns.push_back(stretches ? channel() : card(scale));
    }
    if (way == 3) { // an end, and a column that holds a channel and tasks
        columns.front().stretches = true;
        columns.back() = {.width = 58 * scale, .stretches = false};
    }
    return columns;
}

QString text(const QRectF &rect)
{
    return QStringLiteral("(%1, %2, %3 × %4)").arg(rect.left()).arg(rect.top()).arg(rect.width()).arg(rect.height());
}

/// What is wrong with where columns stand, or nothing.
QString complaint(const std::vector<PlacedColumn> &placed, QSizeF size)
{
    const QRectF inner = QRectF(QPointF(0, 0), size)
                             .adjusted(margin - slack, verticalMargin - slack, slack - margin, slack - verticalMargin);
    for (std::size_t i = 0; i < placed.size(); ++i) {
        const PlacedColumn &one = placed[i];
        if (one.area.width() < 8 || one.area.height() < 60)
            return QStringLiteral("nothing is left of %1 %2").arg(i).arg(text(one.area));
        if (!inner.contains(one.area))
            return QStringLiteral("outside: %1 %2").arg(i).arg(text(one.area));
        if (i == 0)
            continue;
        const PlacedColumn &before = placed[i - 1];
        const bool sameRow = one.row == before.row;
        if (!sameRow && one.row != before.row + 1)
            return QStringLiteral("%1 leaves out a row").arg(i);
        if (sameRow
            && (std::abs(one.area.left() - before.area.right() - one.gapBefore) > slack
                || before.gapAfter != one.gapBefore || one.gapBefore < 10 || one.area.top() != before.area.top()))
            return QStringLiteral("%1 does not follow on %2").arg(text(one.area), text(before.area));
        if (!sameRow && one.area.top() < before.area.bottom() + 20)
            return QStringLiteral("%1 is not below %2").arg(text(one.area), text(before.area));
    }
    return {};
}

QString where(const std::vector<StageColumn> &columns, QSizeF size, double scale)
{
    QString kinds;
    for (const StageColumn &column : columns)
        kinds += column.stretches ? QLatin1Char('=') : QLatin1Char('#');
    return QStringLiteral("%1 in %2 × %3 at %4: ").arg(kinds).arg(size.width()).arg(size.height()).arg(scale);
}

/// Where a row begins and ends, and of how many columns it is.
struct Row {
    double left = 0;
    double right = 0;
    std::size_t count = 0;
};

std::vector<Row> rowsOf(const std::vector<PlacedColumn> &placed)
{
    std::vector<Row> rows;
    for (const PlacedColumn &one : placed) {
        if (static_cast<std::size_t>(one.row) == rows.size())
            rows.push_back({one.area.left(), 0, 0});
        rows.back().right = one.area.right();
        ++rows.back().count;
    }
    return rows;
}

std::vector<std::size_t> rowLengths(const std::vector<PlacedColumn> &placed)
{
    std::vector<std::size_t> lengths;
    for (const Row &row : rowsOf(placed))
        lengths.push_back(row.count);
    return lengths;
}

} // namespace

/// Where the columns of the stage stand.
class TestStageColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noColumnsNeedNoRoom() { QVERIFY(placeColumns({}, {980, 420}, 1).empty()); }

    void threeToTwelveColumnsStayInThePictureInTheirOrderAndApart()
    {
        for (const QSizeF &size : sizes) {
            for (const double scale : scales) {
                for (std::size_t count = 3; count <= 12; ++count) {
                    for (int way = 0; way < 4; ++way) {
                        const std::vector<StageColumn> columns = mixed(way, count, scale);
                        const std::vector<PlacedColumn> placed = placeColumns(columns, size, scale);
                        QCOMPARE(placed.size(), count);
                        const QString wrong = complaint(placed, size);
                        QVERIFY2(wrong.isEmpty(), qPrintable(where(columns, size, scale) + wrong));
                        QCOMPARE(placed.front().row, 0);
                        QCOMPARE(placed.front().gapBefore, margin);
                        QCOMPARE(placed.back().gapAfter, margin);
                    }
                }
            }
        }
    }

    void everyRowStandsInTheMiddle()
    {
        for (const QSizeF &size : sizes) {
            for (std::size_t count = 3; count <= 12; ++count) {
                for (int way = 0; way < 4; ++way) {
                    const std::vector<StageColumn> columns = mixed(way, count, 1);
                    for (const Row &row : rowsOf(placeColumns(columns, size, 1)))
                        QVERIFY2(std::abs(row.left - (size.width() - row.right)) < slack,
                                 qPrintable(where(columns, size, 1) + QString::number(row.left)));
                }
            }
        }
    }

    void upToFiveAreOneRowHoweverNarrow()
    {
        for (std::size_t count = 1; count <= 5; ++count)
            QCOMPARE(rowLengths(placeColumns(mixed(0, count, 1), {400, 900}, 1)), std::vector<std::size_t>{count});
    }

    void moreBreakIntoRowsOnlyWhereTheyDoNotFitAndThereIsHeight()
    {
        using Lengths = std::vector<std::size_t>;
        const std::vector<StageColumn> seven = mixed(0, 7, 1); // 4 × 142 + 3 × 130 + 6 × 34 + 2 × 14 = 1190 at least
        QCOMPARE(rowLengths(placeColumns(seven, {1190, 620}, 1)), (Lengths{7}));
        QCOMPARE(rowLengths(placeColumns(seven, {1189, 620}, 1)), (Lengths{4, 3}));
        QCOMPARE(rowLengths(placeColumns(seven, {1189, 224}, 1)), (Lengths{4, 3})); // two of the least height
        QCOMPARE(rowLengths(placeColumns(seven, {1189, 223}, 1)), (Lengths{7}));
        // Lower rows rather than columns of less than half of their width.
        QCOMPARE(rowLengths(placeColumns(seven, {595, 223}, 1)), (Lengths{7}));
        QCOMPARE(rowLengths(placeColumns(seven, {594, 223}, 1)), (Lengths{4, 3}));
        QCOMPARE(rowLengths(placeColumns(seven, {594, 191}, 1)), (Lengths{7}));
        const std::vector<StageColumn> twelve = mixed(0, 12, 1);
        QCOMPARE(rowLengths(placeColumns(twelve, {882, 470}, 1)), (Lengths{4, 4, 4}));
        QCOMPARE(rowLengths(placeColumns(twelve, {882, 335}, 1)), (Lengths{6, 6}));
        QCOMPARE(rowLengths(placeColumns(twelve, {400, 900}, 1)), (Lengths{4, 4, 4})); // never four rows
    }

    void noRowIsLowerThanItsColumnsNeed()
    {
        using Lengths = std::vector<std::size_t>;
        std::vector<StageColumn> seven = mixed(0, 7, 1);
        seven[3].height = 100;
        const double two = 2 * 100 + 2 * verticalMargin + 22;
        QCOMPARE(rowLengths(placeColumns(seven, {594, two}, 1)), (Lengths{4, 3}));
        QCOMPARE(rowLengths(placeColumns(seven, {594, two - 1}, 1)), (Lengths{7}));
    }

    void cardsHaveTheirOwnWidthWhereverTheyFit()
    {
        const std::vector<StageColumn> five = mixed(0, 5, 1); // 3 × 142 + 2 × 130 + 4 × 34 + 2 × 14 = 850 at least
        const auto cardIn = [&](double width) { return placeColumns(five, {width, 420}, 1).front().area.width(); };
        for (const double width : {900.0, 1300.0, 2500.0})
            QCOMPARE(cardIn(width), 142.0);
        QVERIFY(cardIn(850) > 0.97 * 142);
        QVERIFY(cardIn(849) < 142);
        QVERIFY(cardIn(600) < cardIn(700));
    }

    void gapsAndColumnsGiveWayTogether()
    {
        const std::vector<StageColumn> twelve = mixed(0, 12, 1);
        const auto in = [&](double width) { return placeColumns(twelve, {width, 100}, 1); };
        QVERIFY(in(2034)[1].gapBefore > 34); // 6 × 142 + 6 × 130 + 11 × 34 + 2 × 14
        for (const double width : {800.0, 600.0, 300.0}) {
            const std::vector<PlacedColumn> placed = in(width);
            QVERIFY(placed[1].gapBefore < 34);
            QCOMPARE(placed.front().area.left(), margin);
            QCOMPARE(placed.back().area.right(), width - margin);
            QVERIFY(placed[1].gapBefore >= 12 - slack);
            QVERIFY(placed[0].area.width() < 142);
        }
    }

    void channelsShareWhatIsLeft()
    {
        const auto widthIn = [](double width) {
            const std::vector<PlacedColumn> placed = placeColumns(mixed(0, 5, 1), {width, 420}, 1);
            return std::pair(placed[1].area.width(), placed[3].area.width());
        };
        for (const double width : {700.0, 1000.0, 1300.0, 1700.0, 2500.0})
            QCOMPARE(widthIn(width).first, widthIn(width).second);
        // 1300: less 28 of margins, 3 × 142 of cards, 2 × (100 + 58) between them.
        QCOMPARE(widthIn(1300).first, (1300 - 28 - 426 - 316) / 2.0);
        QCOMPARE(widthIn(2500).first, 430.0);
    }

    void thereIsMoreRoomBeforeAChannelForThoseInLine()
    {
        const std::vector<PlacedColumn> placed = placeColumns(mixed(0, 5, 1), {1300, 420}, 1);
        QCOMPARE(placed[1].gapBefore, 100.0);
        QCOMPARE(placed[1].gapAfter, 58.0);
    }
};

QTEST_APPLESS_MAIN(TestStageColumns)
#include "tst_stage_columns.moc"
