// SPDX-License-Identifier: MIT
//
// overview FOLDER: contact sheets of the window, one per size and theme, with every pattern in the thick of it, at the scale
// factor that QT_SCALE_FACTOR says. For the eye; what a program can find, tst_legibility does.
#include "app/window/legibility.h"
#include "app/window/window_situations.h"
#include "items/palette_singleton.h"
#include "window/main_window.h"

#include <QDir>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace {

using namespace coroscope;
using namespace coroscope::test;

constexpr int columns = 3;
constexpr int gap = 8;
/// Pictures that are larger are made smaller: the sheet has to fit on a screen.
constexpr int widest = 1366;

QImage sheetOf(const std::vector<QImage> &pictures)
{
    const QSize cell = pictures.front().size();
    const int rows = (static_cast<int>(pictures.size()) + columns - 1) / columns;
    QImage sheet(columns * (cell.width() + gap) + gap, rows * (cell.height() + gap) + gap, QImage::Format_RGB32);
    sheet.fill(Qt::gray);
    QPainter painter(&sheet);
    for (std::size_t i = 0; i < pictures.size(); ++i)
        painter.drawImage(QPoint(gap + static_cast<int>(i) % columns * (cell.width() + gap),
                                 gap + static_cast<int>(i) / columns * (cell.height() + gap)),
                          pictures[i]);
    return sheet;
}

/// Waits for what a window that opens does after its first frame.
void open(MainWindow &main)
{
    constexpr int mostRounds = 1000;
    for (int round = 0; round < mostRounds && !main.window().property("begun").toBool(); ++round) {
        main.window().update();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    }
}

QImage pictureOf(QQuickWindow &window, QSize size)
{
    window.resize(size);
    settle(window);
    QImage picture = window.grabWindow();
    picture.setDevicePixelRatio(1);
    return picture.width() > widest ? picture.scaledToWidth(widest, Qt::SmoothTransformation) : picture;
}

} // namespace

int main(int argc, char *argv[])
{
    QGuiApplication application(argc, argv);
    if (argc != 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
        std::fputs("usage: overview FOLDER\n", stderr);
        return 2;
    }
    MainWindow::prepareApplication();
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    std::map<QString, std::vector<QImage>> sheets;
    for (const PatternInfo *pattern : patterns()) {
        MainWindow main(Situation{"", {std::string(pattern->id), "--seek", "12s"}}.request());
        open(main);
        for (const Theme theme : {Theme::Dark, Theme::Light, Theme::Projector}) {
            PaletteSingleton::current().setTheme(theme);
            for (const QSize size : windowSizes) {
                for (const Panels panels : panelsAt(size)) {
                    show(panels, main.window());
                    sheets[QStringLiteral("%1x%2-%3-scale-%4%5.png")
                               .arg(size.width())
                               .arg(size.height())
                               .arg(themeName(theme))
                               .arg(main.window().effectiveDevicePixelRatio())
                               .arg(nameOf(panels).replace(QLatin1Char(' '), QLatin1Char('-')))]
                        .push_back(pictureOf(main.window(), size));
                }
            }
        }
    }
    for (const auto &[name, pictures] : sheets) {
        if (!sheetOf(pictures).save(folder.filePath(name))) {
            std::fprintf(stderr, "overview: %s can't be written\n", qPrintable(folder.filePath(name)));
            return 1;
        }
        std::printf("%s\n", qPrintable(folder.filePath(name)));
    }
    return 0;
}
