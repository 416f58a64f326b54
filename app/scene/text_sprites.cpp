// SPDX-License-Identifier: MIT
#include "scene/text_sprites.h"

#include "scene/painter.h"
#include "scene/sprites.h"

#include <QCache>
#include <QPainter>

namespace coroscope {

namespace {

/// Room around a text for what its letters overhang, in pixels of the layout.
constexpr double margin = 2;

struct Looks {
    QString text;
    QString family;
    int pixelSize = 0;
    int weight = 0;
    QRgb color = 0;
    double ratio = 1;

    friend bool operator==(const Looks &, const Looks &) = default;
    friend size_t qHash(const Looks &looks, size_t seed) noexcept
    {
        return qHashMulti(seed, looks.text, looks.family, looks.pixelSize, looks.weight, looks.color, looks.ratio);
    }
};

QImage pictureOf(const PlacedText &text, const QColor &color, double ratio)
{
    QImage picture = emptySprite(text.rect.size(), margin, ratio);
    QPainter painter(&picture);
    PlacedText moved = text;
    moved.rect.moveTopLeft(QPointF(margin, margin));
    drawText(painter, moved, color);
    return picture;
}

QImage keptPictureOf(const PlacedText &text, const QColor &color, double ratio)
{
    constexpr qsizetype most = 4 << 20; // bytes
    static QCache<Looks, QImage> kept(most);
    const Looks looks{.text = text.text,
                      .family = text.font.family(),
                      .pixelSize = text.font.pixelSize(),
                      .weight = text.font.weight(),
                      .color = color.rgba(),
                      .ratio = ratio};
    if (const QImage *const known = kept.object(looks))
        return *known;
    const QImage picture = pictureOf(text, color, ratio);
    kept.insert(looks, new QImage(picture), picture.sizeInBytes());
    return picture;
}

} // namespace

void drawText(QPainter &painter, const PlacedText &text, const QColor &color)
{
    painter.setFont(text.font);
    painter.setPen(color);
    painter.drawText(text.rect, Qt::AlignCenter | Qt::TextDontClip | Qt::TextSingleLine, text.text);
}

void drawTextSprite(QPainter &painter, const PlacedText &text, const QColor &color)
{
    putSprite(painter, text.rect.topLeft(), margin, keptPictureOf(text, color, painter.device()->devicePixelRatioF()));
}

} // namespace coroscope
