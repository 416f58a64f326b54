// SPDX-License-Identifier: MIT
#pragma once

class QColor;
class QPainter;

namespace coroscope {

struct PlacedText;

/// Draws @p text in @p color on whole pixels, from a cached image: most of the text of a frame was in the one before.
/// Only on an image, unrotated.
void drawTextSprite(QPainter &painter, const PlacedText &text, const QColor &color);
/// The same, glyph by glyph.
void drawText(QPainter &painter, const PlacedText &text, const QColor &color);

} // namespace coroscope
