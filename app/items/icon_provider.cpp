// SPDX-License-Identifier: MIT
#include "items/icon_provider.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>
#include <QUrl>

namespace coroscope {

IconProvider::IconProvider() : QQuickImageProvider(QQuickImageProvider::Image) { }

QImage IconProvider::requestImage(const QString &id, QSize *size, const QSize &requestedSize)
{
    const qsizetype mark = id.indexOf(QLatin1Char('?'));
    const QString name = id.left(mark);
    const QString color = mark < 0 ? QStringLiteral("#808080") : QUrl::fromPercentEncoding(id.mid(mark + 1).toLatin1());
    QFile file(QStringLiteral(":/coroscope/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("there is no icon named '%s'", qPrintable(name));
        return {};
    }
    QByteArray drawing = file.readAll();
    drawing.replace("currentColor", QColor(color).name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer(drawing);
    const QSize pixels = requestedSize.isValid() && !requestedSize.isEmpty() ? requestedSize : renderer.defaultSize();
    QImage image(pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.render(&painter);
    if (size)
        *size = pixels;
    return image;
}

} // namespace coroscope
