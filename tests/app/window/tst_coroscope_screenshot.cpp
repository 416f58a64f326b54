// SPDX-License-Identifier: MIT
#include "app/window/window_process.h"
#include "scene/palette.h"

#include <QColor>
#include <QFile>
#include <QHash>
#include <QImage>
#include <QRect>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// Where in a picture a colour is, to the last bit.
struct Found {
    int count = 0;
    int left = 1 << 20;
    int right = -1;
};

QRgb rgb(Theme theme, Role role)
{
    return Palette::of(theme)[role].rgb() & RGB_MASK;
}

Found found(const QImage &picture, const QRect &area, QRgb color)
{
    Found result;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            if ((picture.pixel(x, y) & RGB_MASK) != (color & RGB_MASK))
                continue;
            ++result.count;
            result.left = std::min(result.left, x);
            result.right = std::max(result.right, x);
        }
    }
    return result;
}

QRect part(const QImage &picture, double left, double top, double right, double bottom)
{
    return QRect(QPoint(int(left * picture.width()), int(top * picture.height())),
                 QPoint(int(right * picture.width()) - 1, int(bottom * picture.height()) - 1));
}

/// Where tasks and channel are drawn, at any size and in any theme: below the advice, above the five numbers, and left of
/// the ends that lie at @p right.
QRect stageOf(const QImage &picture, double right)
{
    return part(picture, 0.07, 0.2, right - 0.07, 0.46);
}

/// The lanes of the timeline, but for their first second, where the playhead stands at the start.
QRect lanesOf(const QImage &picture)
{
    return part(picture, 0.3, 0.75, 0.65, 0.92);
}

QHash<QRgb, int> colors(const QImage &picture)
{
    QHash<QRgb, int> counts;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            ++counts[picture.pixel(x, y) & RGB_MASK];
    }
    return counts;
}

/// The longest stretch of pixels side by side that are nearly black, along rows or, @p down, along columns; what is on
/// tasks in the light theme's own colour for that does not count.
int longestDarkLine(const QImage &picture, bool down)
{
    const QRgb sign = rgb(Theme::Light, Role::ItemText);
    const auto isDark = [&](int along, int across) {
        const QRgb pixel = down ? picture.pixel(across, along) : picture.pixel(along, across);
        return (pixel & RGB_MASK) != sign && qRed(pixel) < 40 && qGreen(pixel) < 40 && qBlue(pixel) < 40;
    };
    const int length = down ? picture.height() : picture.width();
    int longest = 0;
    for (int across = 0; across < (down ? picture.width() : picture.height()); ++across) {
        int run = 0;
        for (int along = 0; along < length; ++along) {
            run = isDark(along, across) ? run + 1 : 0;
            longest = std::max(longest, run);
        }
    }
    return longest;
}

} // namespace

/// Pictures of the window that are made without a display: they show what they must, and always the same.
class TestCoroscopeScreenshot : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    QProcessEnvironment environment() const
    {
        QProcessEnvironment result = withoutDisplay();
        result.insert("XDG_CONFIG_HOME", path("config"));
        return result;
    }
    /// Null, with a failed check, where there is none.
    QImage picture(const QStringList &words, const QString &scaleFactor = QStringLiteral("1")) const
    {
        const QString file = path("picture.png");
        QFile::remove(file);
        QProcessEnvironment scaled = environment();
        scaled.insert("QT_SCALE_FACTOR", scaleFactor);
        const Ended ended = window(QStringList(words) << "--screenshot" << file, scaled);
        if (ended.status != 0 || !ended.err.isEmpty() || !ended.out.isEmpty())
            qWarning("status %d, said %s", ended.status, (ended.err + ended.out).constData());
        return ended.status == 0 && ended.err.isEmpty() && ended.out.isEmpty() ? QImage(file) : QImage();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void aPictureShowsTheRunAtThatMoment_data()
    {
        QTest::addColumn<QString>("theme");
        QTest::addColumn<QString>("size");
        QTest::addColumn<double>("right"); // where the stage ends, as a share of the width
        for (const char *size : {"1024x700", "1600x1000"}) {
            for (const char *theme : {"dark", "light", "projector"}) {
                // In a projector's small window the panel is folded.
                const bool folded = qstrcmp(theme, "projector") == 0 && qstrcmp(size, "1024x700") == 0;
                QTest::addRow("%s %s", theme, size) << theme << size << (folded ? 0.95 : 0.72);
            }
        }
    }
    void aPictureShowsTheRunAtThatMoment()
    {
        QFETCH(const QString, theme);
        QFETCH(const QString, size);
        QFETCH(const double, right);
        const auto color = [&](Role role) { return rgb(themeNamed(theme).value(), role); };
        const QRgb running = color(Role::Running);
        const QRgb waiting = color(Role::Waiting);
        const auto at = [&](const QString &time, const QStringList &more = {}) {
            return picture(QStringList{"--theme", theme, "--size", size, "--seek", time} << more);
        };

        // At 12 s the channel is full: a producer waits, and items travel.
        const QImage full = at("12s");
        QCOMPARE(QStringLiteral("%1x%2").arg(full.width()).arg(full.height()), size);
        const QHash<QRgb, int> counts = colors(full);
        int ground = 0;
        for (const QRgb one : QSet{color(Role::Background), color(Role::Surface), color(Role::Card)})
            ground += counts.value(one);
        QVERIFY2(ground > full.width() * full.height() * 6 / 10, qPrintable(QString::number(ground)));
        QVERIFY(counts.size() > 100); // type and curves have soft edges
        const QRect stage = stageOf(full, right);
        QVERIFY(found(full, stage, running).count > 10'000);
        QVERIFY(found(full, stage, waiting).count > 5000);
        QVERIFY(found(full, part(full, right - 0.22, 0.2, right, 0.46), color(Role::Done)).count
                > 100); // at the right end
        QVERIFY(found(full, lanesOf(full), running).count > 2000);

        // At the start nothing has been made: the producers run, and right of them the consumers have nothing to do.
        const QImage start = at("0");
        const Found busy = found(start, stage, running);
        const Found idle = found(start, stage, color(Role::Ready));
        QVERIFY(busy.count > 10'000); // whole cards
        QVERIFY(idle.count > 10);     // outlines, most of which are within a pixel
        QVERIFY2(busy.right < idle.left, qPrintable(QStringLiteral("%1, %2").arg(busy.right).arg(idle.left)));
        QCOMPARE(found(start, stage, waiting).count, 0); // for that is nobody's fault
        QCOMPARE(found(start, lanesOf(start), running).count, 0);
        QVERIFY(start != full);

        // Without consumers and before the channel is full nobody waits.
        const QImage nobody = at("100ms", {"--set", "consumers=0"});
        QVERIFY(found(nobody, stage, running).count > 10'000);
        QCOMPARE(found(nobody, stage, waiting).count, 0);

        QVERIFY(at("12s") == full); // to the last bit
    }

    void momentsThatDifferLookDifferent()
    {
        QList<QImage> pictures;
        for (const char *time : {"0", "1ms", "12s", "12.1s", "1h"}) {
            const QImage one = picture({"--size", "1024x700", "--seek", QString::fromLatin1(time)});
            QVERIFY(!one.isNull());
            for (const QImage &other : pictures)
                QVERIFY(one != other);
            pictures << one;
        }
    }

    void aPictureDoesNotDependOnTheThemeOfAnother()
    {
        const QImage dark = picture({"--theme", "dark", "--seek", "3s"});
        const QImage light = picture({"--theme", "light", "--seek", "3s"});
        QVERIFY(!dark.isNull() && !light.isNull());
        QVERIFY(dark != light);
        QVERIFY(picture({"--seek", "3s"}) == dark);
        QVERIFY(!QFile::exists(path("config"))); // nothing is remembered of a picture
    }

    void thePresentedWindowHasNoPanels()
    {
        const QImage whole = picture({"--size", "1024x700", "--seek", "3s"});
        const QImage presented = picture({"--size", "1024x700", "--seek", "3s", "--present"});
        QCOMPARE(presented.size(), QSize(1024, 700));
        QVERIFY(presented != whole);
        const QRect right = part(whole, 0.7, 0, 1, 1);
        QVERIFY(colors(whole.copy(right)).size() > 50);
        QVERIFY(found(presented, part(presented, 0.66, 0.1, 1, 0.6), rgb(Theme::Dark, Role::Done)).count
                > 0); // the stage reaches there
    }

    void everyPixelIsPaintedAtEveryScaleFactor_data()
    {
        QTest::addColumn<QString>("factor");
        for (const char *factor : {"1", "1.25", "1.5", "1.75", "2", "3"})
            QTest::newRow(factor) << QString::fromLatin1(factor);
    }
    void everyPixelIsPaintedAtEveryScaleFactor()
    {
        QFETCH(const QString, factor);
        // Where the window's height puts the edges of what is painted within a pixel. What is not painted is black.
        for (const char *size : {"1024x700", "1280x801", "1601x997"}) {
            const QImage one = picture({"--theme", "light", "--size", QString::fromLatin1(size), "--seek", "12s"},
                                       factor);
            QVERIFY(!one.isNull());
            const int most = qRound(24 * factor.toDouble());
            QVERIFY2(longestDarkLine(one, false) < most && longestDarkLine(one, true) < most,
                     qPrintable(QStringLiteral("%1: %2 across, %3 down")
                                    .arg(QString::fromLatin1(size))
                                    .arg(longestDarkLine(one, false))
                                    .arg(longestDarkLine(one, true))));
        }
    }

    void aPictureThatCannotBeWrittenIsAFailure()
    {
        const QString file = path("no-such-folder/picture.png");
        const Ended ended = window({"--screenshot", file}, environment());
        QCOMPARE(ended.status, 1);
        QCOMPARE(ended.out, QByteArray());
        QCOMPARE(QString::fromUtf8(ended.err),
                 "coroscope: --screenshot " + file + ": can't be written: No such file or directory\n");
        QVERIFY(!QFile::exists(file));
    }
};

QTEST_GUILESS_MAIN(TestCoroscopeScreenshot)
#include "tst_coroscope_screenshot.moc"
