// SPDX-License-Identifier: MIT
#include "app/window/legibility.h"

#include "items/painted_item.h"
#include "items/palette_singleton.h"
#include "scene/painter.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QQuickItem>
#include <QTest>

#include <algorithm>
#include <optional>
#include <vector>

namespace coroscope::test {

namespace {

/// Closer than this is beside, not over: letters have some air around them, lines soft edges.
constexpr double tolerance = 1.5;

/// Something that is seen, from back to front.
struct Ink {
    QRectF rect;
    QString text;           ///< empty: not text
    QString what;           ///< in words
    bool hides = false;     ///< what lies behind it
    bool cut = false;       ///< text that is not all there
    std::size_t ground = 0; ///< the painted picture or the item that it belongs to
};

bool meet(const QRectF &a, const QRectF &b)
{
    const QRectF both = a.intersected(b);
    return both.width() > tolerance && both.height() > tolerance;
}

/// From the tops of capital letters to the base line: what must not be touched.
QRectF lettersOf(const PlacedText &placed)
{
    const QFontMetricsF metrics(placed.font);
    const double base = placed.rect.top() + metrics.ascent();
    return {QPointF(placed.rect.left(), base - metrics.capHeight()), QPointF(placed.rect.right(), base)};
}

QRectF around(QPointF center, double radius)
{
    return {center - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius)};
}

/// The square inside of a disc: its corners are air.
QRectF coreOf(const Disc &disc)
{
    return around(disc.center, disc.radius * 0.8);
}

class Inks
{
public:
    explicit Inks(double scale) : m_scale(scale) { }

    void operator()(const Label &label)
    {
        const PlacedText placed = placedText(label, m_scale);
        if (!placed.text.isEmpty())
            add({.rect = lettersOf(placed), .text = placed.text, .what = {}, .cut = placed.cut});
    }
    void operator()(const Disc &disc)
    {
        if (disc.fill)
            add({.rect = coreOf(disc), .text = {}, .what = QStringLiteral("disc %1").arg(disc.text), .hides = true});
        const PlacedText placed = placedText(disc, m_scale);
        if (!placed.text.isEmpty())
            add({.rect = lettersOf(placed), .text = placed.text, .what = {}, .cut = placed.cut});
    }
    void operator()(const Box &box)
    {
        if (box.fill && box.opacity == 1)
            add({.rect = box.rect, .text = {}, .what = QStringLiteral("box"), .hides = true});
    }
    void operator()(const Arc &arc)
    {
        add({.rect = around(arc.center, arc.radius * 0.8), .text = {}, .what = QStringLiteral("ring")});
    }
    void operator()(const Glyph &glyph) { add({.rect = glyph.rect, .text = {}, .what = QStringLiteral("sign")}); }
    template <typename Other>
    void operator()(const Other &)
    {
    }

    void add(Ink ink) { all.push_back(std::move(ink)); }

    std::vector<Ink> all;

private:
    double m_scale;
};

QString said(const Ink &ink)
{
    return ink.text.isEmpty() ? ink.what : QStringLiteral("“%1”").arg(ink.text);
}

QString at(const QRectF &rect)
{
    return QStringLiteral(" at %1,%2").arg(qRound(rect.center().x())).arg(qRound(rect.center().y()));
}

/// Of what lies over what. Two that are on top of the same thing and do not hide it are fine.
QStringList flawsAmong(const std::vector<Ink> &inks, const QRectF &bounds)
{
    QStringList flaws;
    for (std::size_t i = 0; i < inks.size(); ++i) {
        const Ink &lower = inks[i];
        if (lower.cut)
            flaws << said(lower) + QStringLiteral(" is cut off") + at(lower.rect);
        if (!lower.text.isEmpty()
            && !bounds.adjusted(-tolerance, -tolerance, tolerance, tolerance).contains(lower.rect))
            flaws << said(lower) + QStringLiteral(" ends outside") + at(lower.rect);
        for (std::size_t j = i + 1; j < inks.size(); ++j) {
            const Ink &upper = inks[j];
            if ((lower.text.isEmpty() && (upper.text.isEmpty() || lower.hides)) || !meet(lower.rect, upper.rect))
                continue;
            flaws << said(upper) + QStringLiteral(" over ") + said(lower) + at(lower.rect.intersected(upper.rect));
        }
    }
    return flaws;
}

} // namespace

QStringList flawsOf(const DisplayList &list, const QRectF &bounds, double scale)
{
    Inks inks(scale);
    for (const Figure &figure : list)
        std::visit(inks, figure);
    return flawsAmong(inks.all, bounds);
}

namespace {

/// What a painted item shows is in the coordinates of that item.
void appendPainted(std::vector<Ink> &inks, const PaintedItem &item, const QRectF &clip, QStringList &flaws)
{
    const double scale = PaletteSingleton::current().textScale() * item.zoom();
    const DisplayList list = item.figures();
    const QString name = item.objectName();
    for (const QString &flaw : flawsOf(list, item.boundingRect(), scale))
        flaws << name + QStringLiteral(": ") + flaw;
    Inks own(scale);
    for (const Figure &figure : list)
        std::visit(own, figure);
    for (Ink &ink : own.all) {
        if (ink.text.isEmpty())
            continue; // among themselves they have been looked at; here it is about what lies over them
        ink.rect = item.mapRectToScene(ink.rect);
        if (!meet(ink.rect, clip))
            continue;
        ink.rect = ink.rect.intersected(clip);
        ink.cut = false;
        ink.ground = reinterpret_cast<std::size_t>(&item);
        inks.push_back(std::move(ink));
    }
}

std::optional<Ink> textOf(const QQuickItem &item)
{
    const bool text = item.inherits("QQuickText");
    if (!text && !item.inherits("QQuickTextInput"))
        return std::nullopt;
    const QString words = item.property("text").toString();
    if (words.isEmpty())
        return std::nullopt;
    const QSizeF size(item.property("contentWidth").toDouble(), item.property("contentHeight").toDouble());
    const double left = item.property("leftPadding").toDouble();
    const double right = item.property("rightPadding").toDouble();
    const double top = item.property("topPadding").toDouble();
    const int across = item.property("horizontalAlignment").toInt();
    const int down = item.property("verticalAlignment").toInt();
    const double x = across & Qt::AlignRight ? item.width() - right - size.width()
        : across & Qt::AlignHCenter          ? (left + item.width() - right - size.width()) / 2
                                             : left;
    const double y = down & Qt::AlignBottom ? item.height() - size.height()
        : down & Qt::AlignVCenter           ? (item.height() - size.height()) / 2
                                            : top;
    // A line is higher than its letters.
    const QFontMetricsF metrics(item.property("font").value<QFont>());
    const QRectF lines(QPointF(x, y), size);
    const QRectF letters = lines.adjusted(0, metrics.ascent() - metrics.capHeight(), 0, -metrics.descent());
    const bool cut = item.property("truncated").toBool() || (text && size.width() > item.width() + tolerance)
        || (text && size.height() > item.height() + tolerance && item.height() > 0);
    return Ink{.rect = item.mapRectToScene(letters), .text = words, .what = {}, .cut = cut};
}

/// Everything below @p item, as it is painted, of which something is to be seen in @p clip.
void collect(const QQuickItem &item, QRectF clip, std::vector<Ink> &inks, QStringList &flaws)
{
    if (!item.isVisible() || item.opacity() < 0.1)
        return;
    const QRectF own = item.mapRectToScene(item.boundingRect());
    if (item.clip())
        clip = clip.intersected(own);
    if (item.property("overlaid").toBool()) // a panel over the picture, as whoever opened it there knows
        std::erase_if(inks, [&](const Ink &ink) { return ink.rect.intersects(own); });
    if (std::optional<Ink> text = textOf(item)) {
        // What a scroll bar brings into sight is not cut off.
        if (meet(text->rect, clip)) {
            text->rect = text->rect.intersected(clip);
            inks.push_back(std::move(*text));
        }
    } else if (const auto *const painted = qobject_cast<const PaintedItem *>(&item)) {
        appendPainted(inks, *painted, clip, flaws);
    } else if (item.inherits("QQuickAbstractButton") && meet(own, clip)) {
        inks.push_back({.rect = own.intersected(clip),
                        .text = {},
                        .what = QStringLiteral("the control %1").arg(item.objectName()),
                        .hides = true});
    }
    QList<QQuickItem *> children = item.childItems();
    std::stable_sort(children.begin(), children.end(),
                     [](const QQuickItem *a, const QQuickItem *b) { return a->z() < b->z(); });
    for (const QQuickItem *child : children)
        collect(*child, clip, inks, flaws);
}

void polish(QQuickItem &item)
{
    item.ensurePolished();
    for (QQuickItem *child : item.childItems())
        polish(*child);
}

} // namespace

QStringList flawsOf(const QQuickWindow &window)
{
    QStringList flaws;
    std::vector<Ink> inks;
    const QRectF bounds(QPointF(), QSizeF(window.size()));
    collect(*window.contentItem(), bounds, inks, flaws);
    // The texts of one painted picture have been held against each other already.
    for (std::size_t i = 0; i < inks.size(); ++i) {
        const Ink &lower = inks[i];
        if (lower.cut)
            flaws << said(lower) + QStringLiteral(" is cut off") + at(lower.rect);
        for (std::size_t j = i + 1; j < inks.size(); ++j) {
            const Ink &upper = inks[j];
            if ((lower.ground != 0 && lower.ground == upper.ground) || lower.text.isEmpty()
                || !meet(lower.rect, upper.rect))
                continue;
            flaws << said(upper) + QStringLiteral(" over ") + said(lower) + at(lower.rect.intersected(upper.rect));
        }
    }
    return flaws;
}

void settle(QQuickWindow &window)
{
    // A display tells of a window's new size, and once more of that before, when it comes to it.
    if (QGuiApplication::platformName() != QLatin1String("offscreen"))
        QTest::qWait(40);
    // A place may depend on another's.
    for (int round = 0; round < 3; ++round) {
        QCoreApplication::processEvents();
        polish(*window.contentItem());
    }
}

} // namespace coroscope::test
