// SPDX-License-Identifier: MIT
#include "scene/compared_charts.h"

#include "models/text.h"
#include "scene/chart_scene.h"
#include "scene/round_up.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace coroscope {

namespace {

constexpr double captionHeight = 16;
constexpr std::array<const char *, 2> letters = {"A", "B"};
using Sources = std::array<const SceneSource *, 2>;

Label caption(QRectF rect, const QString &text, Qt::Alignment align, Role role = Role::TextMuted)
{
    return {.rect = rect, .text = text, .role = role, .size = Label::Size::Small, .align = align | Qt::AlignVCenter};
}

Role roleOf(std::size_t run)
{
    return run == 0 ? Role::Accent : Role::Text;
}

/// Room for a curve between a line of captions above and one below.
struct Plot {
    Plot(QSizeF size, double scale)
        : line(captionHeight * scale),
          axisWidth(chartAxisWidth * scale),
          rect(axisWidth, line + 2, size.width() - axisWidth - letterWidth(), size.height() - 2 * line - 4)
    {
    }
    double letterWidth() const { return line; }
    QRectF above() const { return {rect.left(), 0, rect.width() + letterWidth(), line}; }
    QRectF below() const { return {rect.left(), rect.bottom() + 2, rect.width(), line}; }

    double line;
    double axisWidth;
    QRectF rect;
};

/// The base line, and what its ends and the top of the axis mean.
void frame(DisplayList &list, const Plot &plot, const QString &top, const QString &left, const QString &right)
{
    list.push_back(Line{.points = QPolygonF{plot.rect.bottomLeft(), plot.rect.bottomRight()}, .role = Role::Divider});
    const auto axis = [&](double y, const QString &text) {
        Label number = caption(QRectF(0, y - plot.line / 2, plot.axisWidth - 6, plot.line), text, Qt::AlignRight);
        number.shrinks = true;
        list.push_back(std::move(number));
        list.push_back(
            Line{.points = QPolygonF{{plot.axisWidth - 4, y}, {plot.axisWidth, y}}, .role = Role::TextMuted});
    };
    axis(plot.rect.top() + 4, top);
    axis(plot.rect.bottom(), QStringLiteral("0"));
    list.push_back(caption(plot.below(), left, Qt::AlignLeft));
    list.push_back(caption(plot.below(), right, Qt::AlignRight));
}

/// Both curves, B over A, and their letters at @p ends, which make room for each other.
void curves(DisplayList &list, const Plot &plot, std::array<QPolygonF, 2> lines, std::array<QPointF, 2> ends)
{
    const double apart = plot.line * 0.9;
    const bool areNear = std::abs(ends[0].x() - ends[1].x()) < apart && std::abs(ends[0].y() - ends[1].y()) < apart
        && !lines[0].isEmpty() && !lines[1].isEmpty();
    if (areNear) {
        const double middle = std::clamp((ends[0].y() + ends[1].y()) / 2, plot.rect.top() + apart / 2,
                                         plot.rect.bottom() - apart);
        const bool isFirstUpper = ends[0].y() <= ends[1].y();
        ends[0].setY(middle + (isFirstUpper ? -apart : apart) / 2);
        ends[1].setY(middle + (isFirstUpper ? apart : -apart) / 2);
    }
    for (std::size_t run = 0; run < 2; ++run) {
        if (lines[run].isEmpty())
            continue;
        list.push_back(Line{.points = lines[run], .role = roleOf(run), .width = 2, .dashed = run == 1});
        const double y = std::clamp(ends[run].y(), plot.rect.top(), plot.rect.bottom() - plot.line / 2);
        Label letter = caption(QRectF(ends[run].x() + 3, y - plot.line / 2, plot.letterWidth(), plot.line),
                               QString::fromLatin1(letters[run]), Qt::AlignLeft, roleOf(run));
        letter.strong = true;
        list.push_back(std::move(letter));
    }
}

const Series &filling(const SceneSource &source)
{
    const std::optional<std::uint32_t> channel = chartedChannel(source.topology());
    return channel ? source.history().channel(*channel).fill : source.history().inFlight();
}

constexpr int columns = 120;

/// The means in so many parts of the window; the newest is at the right, and a young run fills the chart from there.
std::vector<double> fillsOf(const SceneSource &source)
{
    const Recent recent = source.recent();
    const Duration window = std::max(recent.window(), Duration{1});
    const Time to = source.playhead();
    const Time from = std::max(source.forgottenBefore(), recent.from());
    const Series &values = filling(source);
    std::vector<double> fills;
    for (int i = 0; i < columns; ++i) {
        const Time left = std::max(to - window + window * i / columns, from);
        const Time right = to - window + window * (i + 1) / columns;
        if (right > from)
            fills.push_back(values.mean(left, right));
    }
    return fills;
}

constexpr int bins = 40;

/// How large a share of the samples is in each of the bins up to @p most.
std::vector<double> sharesOf(const std::vector<std::int64_t> &samples, double most)
{
    std::vector<double> shares(bins, 0);
    for (const std::int64_t sample : samples)
        shares[static_cast<std::size_t>(
            std::min<double>(bins - 1, std::floor(static_cast<double>(sample) / most * bins)))] += 1
            / static_cast<double>(samples.size());
    return shares;
}

QString p99Text(const SceneSource &source)
{
    const std::optional<Duration> p99 = source.recent().latency(0.99);
    return p99 ? toQString(readableDuration(*p99)) : QStringLiteral("–");
}

} // namespace

DisplayList comparedFillChart(const SceneSource &first, const SceneSource &second, QSizeF size, double scale)
{
    const Plot plot(size, scale);
    std::array<std::vector<double>, 2> fills;
    std::array<QString, 2> now;
    double most = 1;
    const Sources sources{&first, &second};
    for (std::size_t run = 0; run < 2; ++run) {
        fills[run] = fillsOf(*sources[run]);
        for (const double fill : fills[run])
            most = std::max(most, fill);
        now[run] = QString::number(filling(*sources[run]).at(sources[run]->playhead()).value_or(0));
    }
    const double top = roundUp(most);
    DisplayList list;
    const Recent recent = first.recent();
    frame(list, plot, QString::number(top), axisSpanText(recent), {});
    std::array<QPolygonF, 2> lines;
    std::array<QPointF, 2> ends;
    for (std::size_t run = 0; run < 2; ++run) {
        const std::size_t missing = columns - fills[run].size();
        for (std::size_t i = 0; i < fills[run].size(); ++i)
            lines[run] << QPointF(plot.rect.left()
                                      + (static_cast<double>(missing + i) + 0.5) * plot.rect.width() / columns,
                                  plot.rect.bottom() - fills[run][i] / top * (plot.rect.height() - 4));
        if (!lines[run].isEmpty())
            ends[run] = lines[run].back();
    }
    curves(list, plot, lines, ends);
    list.push_back(
        caption(plot.above(), QStringLiteral("now A %1 · B %2").arg(now[0], now[1]), Qt::AlignRight, Role::Text));
    return list;
}

DisplayList comparedLatencyChart(const SceneSource &first, const SceneSource &second, QSizeF size, double scale)
{
    const Plot plot(size, scale);
    const Sources sources{&first, &second};
    std::array<std::vector<std::int64_t>, 2> samples;
    double longest = 0;
    for (std::size_t run = 0; run < 2; ++run) {
        samples[run] = sources[run]->recent().latencies();
        for (const std::int64_t sample : samples[run])
            longest = std::max(longest, static_cast<double>(sample));
    }
    DisplayList list;
    if (samples[0].empty() && samples[1].empty()) {
        list.push_back(
            Line{.points = QPolygonF{plot.rect.bottomLeft(), plot.rect.bottomRight()}, .role = Role::Divider});
        list.push_back(caption(plot.rect, QStringLiteral("nothing was done in this time"), Qt::AlignHCenter));
        return list;
    }
    const double most = std::max(1e6, roundUp(longest));
    std::array<std::vector<double>, 2> shares;
    double highest = 0;
    for (std::size_t run = 0; run < 2; ++run) {
        if (!samples[run].empty())
            shares[run] = sharesOf(samples[run], most);
        for (const double share : shares[run])
            highest = std::max(highest, share);
    }
    frame(list, plot, toQString(percent(highest)), QStringLiteral("0"),
          toQString(readableDuration(Duration{std::llround(most)})));
    std::array<QPolygonF, 2> lines;
    std::array<QPointF, 2> ends;
    for (std::size_t run = 0; run < 2; ++run) {
        double peak = -1;
        for (std::size_t i = 0; i < shares[run].size(); ++i) {
            const QPointF point(plot.rect.left() + (static_cast<double>(i) + 0.5) * plot.rect.width() / bins,
                                plot.rect.bottom() - shares[run][i] / highest * (plot.rect.height() - 4));
            lines[run] << point;
            if (shares[run][i] > peak) {
                peak = shares[run][i];
                ends[run] = point;
            }
        }
    }
    curves(list, plot, lines, ends);
    list.push_back(caption(plot.above(), QStringLiteral("p99 A %1 · B %2").arg(p99Text(first), p99Text(second)),
                           Qt::AlignRight, Role::Text));
    return list;
}

QString describeComparedFill(const SceneSource &first, const SceneSource &second)
{
    return QStringLiteral("A. %1 B. %2").arg(describeFill(first), describeFill(second));
}

QString describeComparedLatencies(const SceneSource &first, const SceneSource &second)
{
    return QStringLiteral("A. %1 B. %2").arg(describeLatencies(first), describeLatencies(second));
}

} // namespace coroscope
