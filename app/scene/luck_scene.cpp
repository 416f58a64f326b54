// SPDX-License-Identifier: MIT
#include "scene/luck_scene.h"

#include "scene/round_up.h"

#include <algorithm>
#include <cmath>

namespace coroscope {

namespace {

constexpr double lineHeight = 18;
/// Of an average character of a caption.
constexpr double characterWidth = 7;
/// With fewer bars they do not become wider than with so many.
constexpr double fewestBars = 9;
/// Seeds of a bar that are named.
constexpr std::size_t namedSeeds = 3;

QPolygonF segment(double x1, double y1, double x2, double y2)
{
    return QPolygonF{{x1, y1}, {x2, y2}};
}

} // namespace

LuckScene::LuckScene(const LuckPicture &picture, QSizeF size, double scale)
    : m_picture(picture), m_scale(scale), m_size(size)
{
    if (picture.empty())
        return;
    const double bar = width();
    m_from = picture.histogram.bars.front().from - shift();
    m_to = picture.histogram.bars.back().to - shift();
    for (const LuckPicture::Mark &mark : picture.marks) {
        m_from = std::min(m_from, mark.value - shift());
        m_to = std::max(m_to, mark.value + shift());
    }
    if (const double missing = fewestBars * bar - (m_to - m_from); missing > 0) {
        m_from -= missing / 2;
        m_to += missing / 2;
    }
    for (const SeedDistribution::Bar &one : picture.histogram.bars)
        m_most = std::max(m_most, static_cast<double>(one.seeds.size()));
    m_gridStep = std::max(1.0, std::ceil(roundUp(m_most / 4)));
    m_most = std::ceil(m_most / m_gridStep - 1e-9) * m_gridStep;

    const double left = std::min(size.width() / 4, 52 * scale);
    m_plot.setLeft(left);
    m_plot.setWidth(std::max(1.0, size.width() - left - 16 * scale));
    placeMarks();
    double lanes = 0;
    for (const PlacedMark &mark : m_marks)
        lanes = std::max(lanes, mark.label.bottom());
    const double top = 2 * lineHeight * scale + lanes + 4 * scale;
    m_plot.setTop(top);
    m_plot.setHeight(std::max(1.0, size.height() - top - (2 * lineHeight + 10) * scale));
    for (PlacedMark &mark : m_marks)
        mark.label.translate(0, 2 * lineHeight * scale);
}

double LuckScene::width() const
{
    const SeedDistribution::Bar &first = m_picture.histogram.bars.front();
    return first.to - first.from;
}

void LuckScene::placeMarks()
{
    const double line = lineHeight * m_scale;
    std::vector<double> free; // by lane: where there is room from on
    std::vector<std::size_t> order(m_picture.marks.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return m_picture.marks[a].value < m_picture.marks[b].value; });
    for (const std::size_t i : order) {
        const LuckPicture::Mark &mark = m_picture.marks[i];
        const QString text = mark.name + QStringLiteral(": ") + m_picture.text(mark.value);
        const double wide = textWidth(text);
        const double at = std::clamp(x(mark.value) - wide / 2, 0.0, std::max(0.0, m_size.width() - wide));
        const auto lane = std::find_if(free.begin(), free.end(), [at](double from) { return from <= at; });
        const auto number = static_cast<double>(lane - free.begin());
        if (lane == free.end())
            free.push_back(at + wide);
        else
            *lane = at + wide;
        m_marks.push_back({i, QRectF(at, number * line, wide, line), text});
    }
}

DisplayList LuckScene::list(std::optional<std::size_t> marked) const
{
    DisplayList list;
    if (m_picture.empty())
        return list;
    const bool isMarked = marked && *marked < m_picture.histogram.bars.size();
    list.push_back(Label{.rect = QRectF(0, 0, m_size.width(), lineHeight * m_scale),
                         .text = isMarked ? describe(*marked) : m_picture.measure,
                         .role = Role::Text,
                         .strong = true,
                         .shrinks = true});
    note(list);
    grid(list);
    bars(list, marked);
    marks(list);
    valueTexts(list);
    return list;
}

void LuckScene::note(DisplayList &list) const
{
    const double line = lineHeight * m_scale;
    Label label = caption(QRectF(0, line, m_size.width(), line), m_picture.note, Qt::AlignLeft);
    label.shrinks = true;
    list.push_back(label);
}

void LuckScene::grid(DisplayList &list) const
{
    const double line = lineHeight * m_scale;
    for (double runs = 0; runs <= m_most * (1 + 1e-9); runs += m_gridStep) {
        list.push_back(Line{.points = segment(m_plot.left(), y(runs), m_plot.right(), y(runs)), .role = Role::Track});
        list.push_back(caption(QRectF(0, y(runs) - line / 2, m_plot.left() - 8, line),
                               QString::number(std::llround(runs)), Qt::AlignRight));
    }
}

void LuckScene::bars(DisplayList &list, std::optional<std::size_t> marked) const
{
    for (std::size_t i = 0; i < m_picture.histogram.bars.size(); ++i) {
        const SeedDistribution::Bar &bar = m_picture.histogram.bars[i];
        if (bar.seeds.empty())
            continue;
        const QRectF rect = rectOf(i);
        list.push_back(Box{.rect = rect, .fill = Role::Running, .opacity = marked == i ? 1 : 0.75});
        if (bar.troubled > 0) {
            const double top = y(static_cast<double>(bar.troubled));
            list.push_back(
                Box{.rect = QRectF(rect.left(), top, rect.width(), rect.bottom() - top), .fill = Role::Failed});
        }
        if (marked == i)
            list.push_back(Box{.rect = rect, .stroke = Role::Text, .strokeWidth = 2.5});
    }
}

void LuckScene::marks(DisplayList &list) const
{
    for (const PlacedMark &placed : m_marks) {
        const LuckPicture::Mark &mark = m_picture.marks[placed.mark];
        const double at = x(mark.value);
        const Role role = mark.present ? Role::Accent : Role::TextMuted;
        list.push_back(Line{.points = segment(at, placed.label.bottom(), at, m_plot.bottom()),
                            .role = mark.present ? Role::Accent : Role::Text,
                            .width = mark.present ? 2.5 : 1.5,
                            .dashed = !mark.present});
        Label label = caption(placed.label, placed.text, Qt::AlignHCenter);
        label.role = role;
        label.strong = mark.present;
        list.push_back(Box{.rect = placed.label, .radius = 4, .fill = Role::Card});
        list.push_back(label);
    }
}

double LuckScene::textWidth(const QString &text) const
{
    return (static_cast<double>(text.size()) * characterWidth + 12) * m_scale;
}

bool LuckScene::canBeTold(std::size_t step) const
{
    const auto &bars = m_picture.histogram.bars;
    std::optional<QString> before;
    const double apart = m_plot.width() * width() * static_cast<double>(step) / (m_to - m_from);
    for (std::size_t i = 0; i < bars.size(); ++i) {
        if (std::llround(bars[i].from / width()) % static_cast<long long>(step) != 0)
            continue;
        const QString text = m_picture.text(bars[i].from);
        if (text == before || textWidth(text) > apart)
            return false;
        before = text;
    }
    return true;
}

std::size_t LuckScene::textsApart() const
{
    for (std::size_t step = 1; step < m_picture.histogram.bars.size(); step *= 10) {
        for (const std::size_t lead : {1u, 2u, 5u}) {
            if (canBeTold(step * lead))
                return step * lead;
        }
    }
    return m_picture.histogram.bars.size();
}

void LuckScene::valueTexts(DisplayList &list) const
{
    const double line = lineHeight * m_scale;
    const auto &bars = m_picture.histogram.bars;
    const std::size_t step = textsApart();
    for (std::size_t i = 0; i < bars.size(); ++i) {
        if (bars.size() > 1 && std::llround(bars[i].from / width()) % static_cast<long long>(step) != 0)
            continue;
        const double at = x(bars[i].from);
        const QString text = m_picture.text(bars[i].from);
        const double wide = textWidth(text);
        const double left = std::clamp(at - wide / 2, 0.0, std::max(0.0, m_size.width() - wide));
        list.push_back(Line{.points = segment(at, m_plot.bottom(), at, m_plot.bottom() + 4), .role = Role::TextMuted});
        list.push_back(caption(QRectF(left, m_plot.bottom() + 6 * m_scale, wide, line), text, Qt::AlignHCenter));
    }
    const bool troubled = std::any_of(bars.begin(), bars.end(),
                                      [](const SeedDistribution::Bar &bar) { return bar.troubled > 0; });
    const QRectF below(m_plot.left(), m_plot.bottom() + 6 * m_scale + line, m_plot.width(), line);
    Label label = caption(below, m_picture.measure + QStringLiteral(", and how many runs have it"),
                          troubled ? Qt::AlignRight : Qt::AlignHCenter);
    label.role = Role::Text;
    list.push_back(label);
    if (!troubled)
        return;
    const double side = 10 * m_scale;
    list.push_back(
        Box{.rect = QRectF(below.left(), below.top() + (line - side) / 2, side, side), .fill = Role::Failed});
    list.push_back(caption(below.adjusted(side + 6, 0, -below.width() / 2, 0), QStringLiteral("ended before its time"),
                           Qt::AlignLeft));
}

Label LuckScene::caption(QRectF rect, const QString &text, Qt::Alignment align) const
{
    return {.rect = rect,
            .text = text,
            .role = Role::TextMuted,
            .size = Label::Size::Small,
            .align = align | Qt::AlignVCenter};
}

double LuckScene::x(double value) const
{
    return m_plot.left() + m_plot.width() * (value - m_from) / (m_to - m_from);
}

double LuckScene::y(double runs) const
{
    return m_plot.bottom() - runs / m_most * m_plot.height();
}

QRectF LuckScene::rectOf(std::size_t bar) const
{
    const SeedDistribution::Bar &one = m_picture.histogram.bars[bar];
    const double left = x(one.from - shift());
    const double right = x(one.to - shift());
    const double gap = right - left > 6 ? 1 : 0;
    // What is there can be seen, also one run of a thousand.
    const double top = std::min(y(static_cast<double>(one.seeds.size())), m_plot.bottom() - 2);
    return {left + gap, top, std::max(1.0, right - left - 2 * gap), m_plot.bottom() - top};
}

std::optional<std::size_t> LuckScene::barAt(QPointF position) const
{
    if (m_picture.empty() || position.y() < m_plot.top() || position.y() > m_plot.bottom() + 40 * m_scale)
        return std::nullopt;
    for (std::size_t i = 0; i < m_picture.histogram.bars.size(); ++i) {
        const QRectF rect = rectOf(i);
        if (position.x() >= rect.left() && position.x() < rect.right() && !m_picture.histogram.bars[i].seeds.empty())
            return i;
    }
    return std::nullopt;
}

QString LuckScene::rangeOf(const SeedDistribution::Bar &bar) const
{
    const QString from = m_picture.text(bar.from);
    const QString to = m_picture.text(m_picture.histogram.whole ? bar.to - 1 : bar.to);
    if (from != to)
        return QStringLiteral("%1 to %2").arg(from, to);
    return m_picture.histogram.whole ? from : QStringLiteral("about %1").arg(from);
}

QString LuckScene::describe(std::size_t bar) const
{
    const SeedDistribution::Bar &one = m_picture.histogram.bars[bar];
    QStringList seeds;
    for (std::size_t i = 0; i < std::min(namedSeeds, one.seeds.size()); ++i)
        seeds.push_back(QString::number(one.seeds[i]));
    QString text = QStringLiteral("%1 %2: %3 of %4 runs, %5 %6")
                       .arg(m_picture.measure, rangeOf(one))
                       .arg(one.seeds.size())
                       .arg(m_picture.runs)
                       .arg(one.seeds.size() == 1 ? QStringLiteral("seed") : QStringLiteral("seeds"),
                            seeds.join(QStringLiteral(", ")));
    if (one.seeds.size() > namedSeeds)
        text += QStringLiteral(" …");
    if (one.troubled > 0)
        text += QStringLiteral("; %1 ended before time").arg(one.troubled);
    return text;
}

} // namespace coroscope
