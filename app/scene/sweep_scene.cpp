// SPDX-License-Identifier: MIT
#include "scene/sweep_scene.h"

#include "scene/round_up.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace coroscope {

namespace {

constexpr double lineHeight = 18;
/// Of "theory says", and of the line before it.
constexpr double theoryWidth = 84;
constexpr double theoryLine = 34;
/// Of an average character of a caption.
constexpr double characterWidth = 7;
/// A map's cell with the least value can still be seen.
constexpr double palest = 0.06;

/// Of a cell whose value lies at this share of the scale.
double opacityAt(double share)
{
    return palest + (1 - palest) * share;
}

QPolygonF segment(double x1, double y1, double x2, double y2)
{
    return QPolygonF{{x1, y1}, {x2, y2}};
}

/// "Channel capacity, logarithmic", below a curve. A map has a column for each value that was run, all equally wide.
QString named(const SweepPicture::Axis &axis)
{
    return axis.logarithmic ? axis.label + QStringLiteral(", logarithmic") : axis.label;
}

} // namespace

SweepScene::SweepScene(const SweepPicture &picture, QSizeF size, double scale)
    : m_picture(picture), m_scale(scale), m_size(size)
{
    std::size_t longest = 7;
    if (isMap()) {
        for (const QString &value : picture.up->values)
            longest = std::max(longest, static_cast<std::size_t>(value.size()));
    }
    const double left = std::min(size.width() / 4, (static_cast<double>(longest) * characterWidth + 14) * scale);
    const double right = (isMap() ? 92 : 24) * scale;
    const double top = (lineHeight + (isMap() ? 2 : 1) * lineHeight) * scale;
    m_plot = QRectF(left, top, std::max(1.0, size.width() - left - right),
                    std::max(1.0, size.height() - top - (2 * lineHeight + 10) * scale));
}

DisplayList SweepScene::list(std::optional<std::size_t> marked) const
{
    DisplayList list;
    const QRectF title(0, 0, m_size.width(), lineHeight * m_scale);
    const bool isMarked = marked && *marked < m_picture.points.size() && m_picture.points[*marked];
    list.push_back(Label{
        .rect = title, .text = isMarked ? describe(*marked) : m_picture.measure, .role = Role::Text, .strong = true});
    if (isMap())
        map(list, marked);
    else
        curve(list, marked);
    return list;
}

void SweepScene::curve(DisplayList &list, std::optional<std::size_t> marked) const
{
    double most = 0;
    for (const auto &point : m_picture.points) {
        if (point && point->mean)
            most = std::max({most, *point->mean + point->halfWidth.value_or(0), point->theory.value_or(0)});
    }
    const double step = roundUp(std::max(most, 1e-9) / 5);
    const double top = std::max(1.0, std::ceil(most / step - 1e-9)) * step;
    const auto y = [&](double value) { return m_plot.bottom() - value / top * m_plot.height(); };
    for (int i = 0; i * step <= top * (1 + 1e-9); ++i) {
        const double value = i * step;
        list.push_back(Line{.points = segment(m_plot.left(), y(value), m_plot.right(), y(value)), .role = Role::Track});
        list.push_back(caption(QRectF(0, y(value) - lineHeight * m_scale / 2, m_plot.left() - 8, lineHeight * m_scale),
                               m_picture.text(value), Qt::AlignRight));
    }
    columnTexts(list);
    present(list);
    // What is computed and defined, in stretches without gaps.
    Line line{.points = {}, .role = Role::Running, .width = 2.5};
    QPolygonF upper;
    QPolygonF lower;
    DisplayList dots;
    const auto finish = [&] {
        if (upper.size() > 1) {
            std::reverse(lower.begin(), lower.end());
            list.push_back(Area{.outline = upper + lower, .fill = Role::Running, .opacity = 0.22});
        }
        if (line.points.size() > 1)
            list.push_back(line);
        line.points.clear();
        upper.clear();
        lower.clear();
    };
    for (std::size_t i = 0; i < m_picture.points.size(); ++i) {
        const auto &point = m_picture.points[i];
        if (!point || !point->mean) {
            finish();
            if (point)
                dots.push_back(Glyph{.kind = Glyph::Kind::Strike,
                                     .rect = QRectF(x(i) - 7, m_plot.bottom() - 16, 14, 14),
                                     .role = Role::TextMuted});
            continue;
        }
        const double half = point->halfWidth.value_or(0);
        line.points << QPointF(x(i), y(*point->mean));
        upper << QPointF(x(i), y(*point->mean + half));
        lower << QPointF(x(i), y(std::max(0.0, *point->mean - half)));
        const bool here = marked == i;
        dots.push_back(Disc{.center = line.points.back(),
                            .radius = here ? 8.0 : 5.0,
                            .fill = point->troubled ? Role::Failed : Role::Running,
                            .stroke = here ? std::optional(Role::Text) : std::nullopt});
        if (here)
            list.push_back(Line{
                .points = segment(x(i), m_plot.top(), x(i), m_plot.bottom()), .role = Role::TextMuted, .dashed = true});
    }
    finish();
    theory(list, top);
    list.insert(list.end(), dots.begin(), dots.end());
}

void SweepScene::present(DisplayList &list) const
{
    if (!m_picture.across.now)
        return;
    const double here = xAt(*m_picture.across.now);
    list.push_back(Line{.points = segment(here, m_plot.top(), here, m_plot.bottom()), .role = Role::Link});
    const double width = 36 * m_scale;
    const double height = lineHeight * m_scale;
    // What theory() says stands at the right.
    const double middle = std::min(here, m_plot.right() - theoryWidth * m_scale - theoryLine - width / 2);
    list.push_back(caption(QRectF(middle - width / 2, m_plot.top() - height - 2, width, height), QStringLiteral("now"),
                           Qt::AlignHCenter));
}

void SweepScene::theory(DisplayList &list, double top) const
{
    Line line{.points = {}, .role = Role::Waiting, .width = 2, .dashed = true};
    bool any = false;
    const auto finish = [&] {
        if (line.points.size() > 1)
            list.push_back(line);
        else if (line.points.size() == 1)
            list.push_back(Disc{.center = line.points.front(), .radius = 8, .stroke = Role::Waiting, .dashed = true});
        line.points.clear();
    };
    for (std::size_t i = 0; i < m_picture.points.size(); ++i) {
        const auto &point = m_picture.points[i];
        if (!point || !point->theory) {
            finish();
            continue;
        }
        any = true;
        line.points << QPointF(x(i), m_plot.bottom() - *point->theory / top * m_plot.height());
    }
    finish();
    if (!any)
        return;
    const double width = theoryWidth * m_scale;
    const double height = lineHeight * m_scale;
    const double middle = m_plot.top() - height / 2 - 2;
    list.push_back(
        Line{.points = segment(m_plot.right() - width - theoryLine, middle, m_plot.right() - width - 6, middle),
             .role = Role::Waiting,
             .width = 2,
             .dashed = true});
    list.push_back(caption(QRectF(m_plot.right() - width, middle - height / 2, width, height),
                           QStringLiteral("theory says"), Qt::AlignLeft));
}

void SweepScene::map(DisplayList &list, std::optional<std::size_t> marked) const
{
    double least = std::numeric_limits<double>::infinity();
    double most = -least;
    for (const auto &point : m_picture.points) {
        if (point && point->mean) {
            least = std::min(least, *point->mean);
            most = std::max(most, *point->mean);
        }
    }
    const QRectF one = cell(0);
    const double gap = one.width() > 12 && one.height() > 12 ? 1 : 0;
    const bool spacious = one.width() > 52 * m_scale && one.height() > 20 * m_scale;
    for (std::size_t i = 0; i < m_picture.points.size(); ++i) {
        const auto &point = m_picture.points[i];
        const QRectF rect = cell(i).adjusted(gap, gap, -gap, -gap);
        if (!point) {
            list.push_back(Box{.rect = rect, .fill = Role::Track, .opacity = 0.5});
            continue;
        }
        if (!point->mean) {
            list.push_back(Box{.rect = rect, .stroke = Role::TextMuted, .hatched = true});
            continue;
        }
        const double share = most > least ? (*point->mean - least) / (most - least) : 0.5;
        list.push_back(Box{.rect = rect, .fill = Role::Running, .opacity = opacityAt(share)});
        if (point->troubled)
            list.push_back(Glyph{.kind = Glyph::Kind::Cross,
                                 .rect = QRectF(rect.right() - 14, rect.top() + 3, 11, 11),
                                 .role = Role::Failed});
        if (spacious)
            list.push_back(Label{.rect = rect,
                                 .text = m_picture.text(*point->mean),
                                 .role = share > 0.45 ? Role::ItemText : Role::Text,
                                 .size = Label::Size::Small,
                                 .align = Qt::AlignCenter});
    }
    if (marked && *marked < m_picture.points.size())
        list.push_back(Box{.rect = cell(*marked), .stroke = Role::Text, .strokeWidth = 3});
    columnTexts(list);
    rowTexts(list);
    if (most >= least)
        key(list, least, most);
}

void SweepScene::key(DisplayList &list, double least, double most) const
{
    constexpr int shades = 24;
    const double width = 14 * m_scale;
    const double left = m_plot.right() + 16 * m_scale;
    const double height = m_plot.height() / shades;
    for (int i = 0; i < shades; ++i) {
        const double share = (i + 0.5) / shades;
        list.push_back(Box{.rect = QRectF(left, m_plot.bottom() - (i + 1) * height, width, height),
                           .fill = Role::Running,
                           .opacity = opacityAt(share)});
    }
    const double line = lineHeight * m_scale;
    const double textLeft = left + width + 6;
    const QRectF text(textLeft, 0, m_size.width() - textLeft, line);
    list.push_back(caption(text.translated(0, m_plot.top() - 2), m_picture.text(most), Qt::AlignLeft));
    if (most > least)
        list.push_back(caption(text.translated(0, m_plot.bottom() - line + 2), m_picture.text(least), Qt::AlignLeft));
}

void SweepScene::columnTexts(DisplayList &list) const
{
    const double line = lineHeight * m_scale;
    double free = -1e9;
    for (std::size_t i = 0; i < m_picture.columns(); ++i) {
        const QString &text = m_picture.across.values[i];
        const double width = (static_cast<double>(text.size()) * characterWidth + 8) * m_scale;
        const double middle = isMap() ? cell(i * m_picture.rows()).center().x() : x(i);
        // Towards the edges it is as near to its place as fits.
        const double left = std::clamp(middle - width / 2, 0.0, std::max(0.0, m_size.width() - width));
        if (left < free)
            continue;
        free = left + width;
        list.push_back(caption(QRectF(left, m_plot.bottom() + 6 * m_scale, width, line), text, Qt::AlignHCenter));
    }
    Label label = caption(QRectF(m_plot.left(), m_plot.bottom() + 6 * m_scale + line, m_plot.width(), line),
                          isMap() ? m_picture.across.label : named(m_picture.across), Qt::AlignHCenter);
    label.role = Role::Text;
    list.push_back(label);
}

void SweepScene::rowTexts(DisplayList &list) const
{
    const double line = lineHeight * m_scale;
    double free = 1e9;
    for (std::size_t i = 0; i < m_picture.rows(); ++i) {
        const double top = cell(i).center().y() - line / 2;
        if (top + line > free)
            continue;
        free = top;
        list.push_back(caption(QRectF(0, top, m_plot.left() - 8, line), m_picture.up->values[i], Qt::AlignRight));
    }
    Label label = caption(QRectF(0, m_plot.top() - line - 4, m_plot.right(), line), m_picture.up->label, Qt::AlignLeft);
    label.role = Role::Text;
    list.push_back(label);
}

Label SweepScene::caption(QRectF rect, const QString &text, Qt::Alignment align) const
{
    return {.rect = rect,
            .text = text,
            .role = Role::TextMuted,
            .size = Label::Size::Small,
            .align = align | Qt::AlignVCenter};
}

double SweepScene::x(std::size_t column) const
{
    const std::vector<double> &places = m_picture.across.places;
    return xAt(column < places.size() ? places[column] : 0);
}

double SweepScene::xAt(double place) const
{
    return m_plot.left() + 8 + (m_plot.width() - 16) * place;
}

QRectF SweepScene::cell(std::size_t point) const
{
    const double width = m_plot.width() / static_cast<double>(std::max<std::size_t>(1, m_picture.columns()));
    const double height = m_plot.height() / static_cast<double>(m_picture.rows());
    return {m_plot.left() + width * static_cast<double>(m_picture.columnOf(point)),
            m_plot.bottom() - height * static_cast<double>(m_picture.rowOf(point) + 1), width, height};
}

std::optional<std::size_t> SweepScene::pointAt(QPointF position) const
{
    const QRectF reach = isMap() ? m_plot : m_plot.adjusted(-12, -12, 12, 40 * m_scale);
    if (!reach.contains(position))
        return std::nullopt;
    std::optional<std::size_t> nearest;
    double distance = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < m_picture.points.size(); ++i) {
        if (!m_picture.points[i])
            continue;
        if (isMap()) {
            if (cell(i).contains(position))
                return i;
        } else if (const double away = std::abs(x(i) - position.x()); away < distance) {
            nearest = i;
            distance = away;
        }
    }
    return nearest;
}

QString SweepScene::describe(std::size_t point) const
{
    QString text = m_picture.across.label + QLatin1Char(' ') + m_picture.across.values[m_picture.columnOf(point)];
    if (m_picture.up)
        text += QStringLiteral(", ") + m_picture.up->label + QLatin1Char(' ')
            + m_picture.up->values[m_picture.rowOf(point)];
    text += QStringLiteral(": ") + m_picture.measure + QLatin1Char(' ');
    const SweepPicture::Point &found = *m_picture.points[point];
    text += found.mean ? m_picture.text(*found.mean) : QStringLiteral("is undefined");
    if (found.mean && found.halfWidth)
        text += QStringLiteral(" ± %1 (95 %)").arg(m_picture.text(*found.halfWidth));
    if (found.theory)
        text += QStringLiteral(", theory ") + m_picture.text(*found.theory);
    if (found.troubled)
        text += QStringLiteral("; a run came to an end before its time");
    return text;
}

} // namespace coroscope
