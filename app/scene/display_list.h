// SPDX-License-Identifier: MIT
#pragma once

#include "scene/palette.h"

#include <QPainterPath>
#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>
#include <variant>
#include <vector>

namespace coroscope {

// A picture as a list of what to draw where, in item coordinates, from back to front. Colours are roles, so the same
// list serves every theme; the one painter turns it into pixels or any other format that QPainter knows.

/// A rectangle, rounded where `radius` says so.
struct Box {
    QRectF rect;
    double radius = 0;
    std::optional<Role> fill{};
    std::optional<Role> stroke{};
    double strokeWidth = 1;
    bool dashed = false;
    bool hatched = false; ///< diagonal lines of the stroke's colour instead of a fill
    double opacity = 1;
};

/// A rounded rectangle filled in part, from the right.
struct Level {
    QRectF rect; ///< of the whole
    double radius = 0;
    double share = 0; ///< 0 … 1
    Role fill{};
    double opacity = 1;
};

/// A circle with a short text in it.
struct Disc {
    QPointF center;
    double radius = 0;
    std::optional<Role> fill{};
    std::optional<Role> stroke{};
    double strokeWidth = 2;
    bool dashed = false;
    QString text{};
    Role textRole = Role::ItemText;
    double opacity = 1;
    bool covered =
        false; ///< in part, by what is painted later: the text is left out, as half a number is another number
};

/// Part of a ring, clockwise from the top.
struct Arc {
    QPointF center;
    double radius = 0;
    double width = 3;
    double share = 1; ///< 0 … 1 of the whole turn
    Role role{};
    bool pie = false; ///< filled to the centre
};

/// A curve between two points that leaves and arrives horizontally.
struct Curve {
    QPointF from;
    QPointF to;
    Role role{};
    double width = 2;
    bool dashed = false;
    double dashOffset = 0; ///< px; moving it makes the dashes travel
    /// Goes there via this height, like the eye from the end of a line of text to the next.
    std::optional<double> turnY{};
    double bulge = 12; ///< how far it goes on at its ends before it turns to that
    /// Runs level at a height of its own between two places, and so bypasses what is between its ends.
    struct Pass {
        double y = 0;
        double leave = 0;  ///< x at which it reaches that height
        double arrive = 0; ///< x up to which it keeps it
    };
    std::optional<Pass> pass{};

    /// Of a curve with a pass: to it, along it, and on from it.
    std::array<Curve, 3> legs() const;
    QPainterPath path() const;
    /// The point at @p share of the way, 0 … 1.
    QPointF at(double share) const;
};

struct Label {
    enum class Size : std::uint8_t { Small, Normal, Large };
    QRectF rect; ///< text that does not fit even in its shortest form is elided
    QString text;
    Role role = Role::Text;
    Size size = Size::Normal;
    bool strong = false;
    bool mono = false;
    Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter;
    /// Whether it is set in smaller type, as far as that is legible, before a briefer text is used.
    bool shrinks = false;
    /// Briefer texts, the longest first, for when there is no room; an empty one omits the label.
    QStringList briefer{};
};

/// A filled area under a line.
struct Area {
    QPolygonF outline;
    Role fill{};
    double opacity = 1;
};

struct Line {
    QPolygonF points;
    Role role{};
    double width = 1;
    bool dashed = false;
};

/// The symbol of a state, so that it is never shown by colour alone.
struct Glyph {
    enum class Kind : std::uint8_t { Pause, Tick, Cross, Strike, Loop, Ring };
    Kind kind;
    QRectF rect;
    Role role{};
};

using Figure = std::variant<Box, Level, Disc, Arc, Curve, Label, Area, Line, Glyph>;
using DisplayList = std::vector<Figure>;

} // namespace coroscope
