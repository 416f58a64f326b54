// SPDX-License-Identifier: MIT
#include "scene/chart_scene.h"

#include "models/text.h"
#include "scene/round_up.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace coroscope {

namespace {

constexpr double captionHeight = 16;
/// Bars of the distribution of latencies.
constexpr int bins = 40;

/// "2", "2.5", "2500"; what is longer has a letter: "10k", "250k", "2.5M".
QString axisText(double value)
{
    if (value < 10'000)
        return QString::number(value);
    return value < 999'500 ? QString::number(value / 1e3, 'f', 0) + QLatin1Char('k')
                           : QString::number(value / 1e6, 'g', 2) + QLatin1Char('M');
}

Label caption(QRectF rect, const QString &text, Qt::Alignment align, Role role = Role::TextMuted)
{
    return {.rect = rect, .text = text, .role = role, .size = Label::Size::Small, .align = align | Qt::AlignVCenter};
}

/// A number at the left of a chart, at the height that it means.
void axis(DisplayList &list, double y, double value, double scale)
{
    const double height = captionHeight * scale;
    const double right = chartAxisWidth * scale;
    list.push_back(caption(QRectF(0, y - height / 2, right - 6, height), axisText(value), Qt::AlignRight));
    list.push_back(Line{.points = QPolygonF{{right - 4, y}, {right, y}}, .role = Role::TextMuted});
}

double longestOf(const std::vector<std::int64_t> &samples)
{
    return samples.empty() ? 0 : static_cast<double>(*std::max_element(samples.begin(), samples.end()));
}

/// How many of the samples are in each of the bins up to @p most.
std::vector<int> binned(const std::vector<std::int64_t> &samples, double most)
{
    std::vector<int> counts(bins, 0);
    for (const std::int64_t sample : samples)
        ++counts[static_cast<std::size_t>(
            std::min<double>(bins - 1, std::floor(static_cast<double>(sample) / most * bins)))];
    return counts;
}

/// The outline of bars, dashed.
void appendOutline(DisplayList &list, const std::vector<int> &counts, int highest, QRectF plot)
{
    const double width = plot.width() / bins;
    Line line{.points = {}, .role = Role::Text, .width = 1.5, .dashed = true};
    for (int i = 0; i < bins; ++i) {
        const int count = counts[static_cast<std::size_t>(i)];
        if (count > 0) {
            const double left = plot.left() + i * width;
            const double top = plot.bottom() - plot.height() * count / highest;
            if (line.points.isEmpty())
                line.points << QPointF(left, plot.bottom());
            line.points << QPointF(left, top) << QPointF(left + width, top);
        }
        if (!line.points.isEmpty() && (count == 0 || i + 1 == bins)) {
            line.points << QPointF(line.points.back().x(), plot.bottom());
            list.push_back(line);
            line.points.clear();
        }
    }
}

/// What @p recent is of, of the run that has been left: nullopt unless that was another one there, and has got so far.
std::optional<Recent> leftBehind(const SceneSource &source, const Recent &recent)
{
    const std::optional<SceneSource::Ghost> ghost = source.ghost();
    if (!ghost || recent.to() <= ghost->from || recent.to() > ghost->until)
        return std::nullopt;
    return Recent(*ghost->history, recent.to(), recent.span());
}

std::string p99Text(const Recent &recent)
{
    return readableDuration(recent.latency(0.99).value_or(Duration::zero()));
}

/// "Last 10 s: @p own. The run branched from: @p left."
QString described(const Recent &recent, const Sentence &own, const std::optional<Sentence> &left)
{
    const Sentence here = say(words("{over}: {what}."), {{"over", recent.over()}, {"what", own}});
    const Sentence there = left ? say(words("The run branched from: {what}."), {{"what", *left}}) : Sentence();
    return capitalised(toQString(joined({here, there}, " ")));
}

/// "now 10 of 10, mean 9.8"
Sentence fillWords(bool oneChannel, const History &history, const Recent &recent)
{
    if (!oneChannel)
        return say(words("now {n}, mean {mean}"),
                   {{"n", recent.inFlight()}, {"mean", decimals(recent.inFlightMean(), 1)}});
    const std::int64_t capacity = history.channel(0).capacity.at(recent.to()).value_or(-1);
    const std::string mean = decimals(recent.fillMean(0), 1);
    if (capacity < 0)
        return say(words("now {n}, without a bound, mean {mean}"), {{"n", recent.fill(0)}, {"mean", mean}});
    return say(words("now {n} of {capacity}, mean {mean}"),
               {{"n", recent.fill(0)}, {"capacity", capacity}, {"mean", mean}});
}

/// "67 done, median 1.9 s, p99 2.09 s, at most 2.1 s"
Sentence latencyWords(const Recent &recent)
{
    const std::size_t done = recent.latencies().size();
    if (done == 0)
        return words("nothing was done");
    const auto at = [&](double p) { return readableDuration(recent.latency(p).value_or(Duration::zero())); };
    return say(words("{n} done, median {median}, p99 {p99}, max {most}"),
               {{"n", done}, {"median", at(0.5)}, {"p99", at(0.99)}, {"most", at(1)}});
}

} // namespace

QString axisSpanText(const Recent &recent)
{
    if (recent.window() == recent.span())
        return toQString(recent.over());
    return toQString(say(words("last {length}"), {{"length", readableDuration(recent.window())}}));
}

std::optional<std::uint32_t> chartedChannel(const Topology &topology)
{
    return topology.channels.size() == 1 && !topology.channels.front().when ? std::optional<std::uint32_t>(0)
                                                                            : std::nullopt;
}

DisplayList fillChart(const SceneSource &source, QSizeF size, double scale)
{
    const Recent recent = source.recent();
    DisplayList list;
    const bool oneChannel = chartedChannel(source.topology()).has_value();
    const Series &values = oneChannel ? source.history().channel(0).fill : source.history().inFlight();
    const Duration window = std::max(recent.window(), Duration{1});
    const Time to = source.playhead();
    const Time from = std::max(source.forgottenBefore(), recent.from());
    const double lineHeight = captionHeight * scale;
    const double axisWidth = chartAxisWidth * scale;
    // Below it is room for the lower half of its 0.
    const QRectF plot(axisWidth, lineHeight + 2, size.width() - axisWidth, size.height() - 1.5 * lineHeight - 2);
    constexpr int columns = 150;
    std::vector<double> fills;
    double most = 1;
    const std::int64_t capacity = oneChannel ? source.history().channel(0).capacity.at(to).value_or(-1) : -1;
    most = std::max(most, static_cast<double>(capacity));
    // The newest is always at the right; a young run fills the chart from there.
    for (int i = 0; i < columns; ++i) {
        const Time left = to - window + window * i / columns;
        const Time right = to - window + window * (i + 1) / columns;
        if (right <= from) {
            fills.push_back(-1);
            continue;
        }
        fills.push_back(values.mean(std::max(left, from), right));
        most = std::max(most, fills.back());
    }
    // The run that this one has left, as far as it goes.
    Line ghostLine{.points = {}, .role = Role::TextMuted, .width = 1.5, .dashed = true};
    std::vector<std::pair<int, double>> ghostFills;
    if (const std::optional<SceneSource::Ghost> ghost = source.ghost()) {
        const Series &left = oneChannel ? ghost->history->channel(0).fill : ghost->history->inFlight();
        for (int i = 0; i < columns; ++i) {
            const Time begin = std::max(to - window + window * i / columns, ghost->from);
            const Time end = std::min(to - window + window * (i + 1) / columns, ghost->until);
            if (begin < end) {
                ghostFills.emplace_back(i, left.mean(begin, end));
                most = std::max(most, ghostFills.back().second);
            }
        }
    }
    const double top = capacity > 0 && most <= static_cast<double>(capacity) ? static_cast<double>(capacity)
                                                                             : roundUp(most);
    const auto y = [&](double value) { return plot.bottom() - value / top * (plot.height() - 4); };
    Line line{.points = {}, .role = Role::Waiting, .width = 2};
    Area area{.outline = {}, .fill = Role::Waiting, .opacity = 0.2};
    for (int i = 0; i < columns; ++i) {
        if (fills[static_cast<std::size_t>(i)] < 0)
            continue;
        const double x = plot.left() + (i + 0.5) * plot.width() / columns;
        if (area.outline.isEmpty())
            area.outline << QPointF(x, plot.bottom());
        line.points << QPointF(x, y(fills[static_cast<std::size_t>(i)]));
        area.outline << line.points.back();
    }
    if (!line.points.isEmpty())
        area.outline << QPointF(line.points.back().x(), plot.bottom());
    list.push_back(std::move(area));
    list.push_back(Line{.points = QPolygonF{plot.bottomLeft(), plot.bottomRight()}, .role = Role::Divider});
    if (capacity > 0) {
        list.push_back(Line{.points = QPolygonF{{plot.left(), y(static_cast<double>(capacity))},
                                                {plot.right(), y(static_cast<double>(capacity))}},
                            .role = Role::TextMuted,
                            .width = 1,
                            .dashed = true});
    }
    for (const auto &[column, fill] : ghostFills)
        ghostLine.points << QPointF(plot.left() + (column + 0.5) * plot.width() / columns, y(fill));
    if (!ghostLine.points.isEmpty())
        list.push_back(std::move(ghostLine));
    list.push_back(std::move(line));
    const QRectF captions(plot.left(), 0, plot.width(), lineHeight);
    list.push_back(caption(captions,
                           capacity > 0     ? QStringLiteral("capacity %1").arg(capacity)
                               : oneChannel ? QStringLiteral("unbounded")
                                            : QStringLiteral("now %1").arg(values.at(to).value_or(0)),
                           Qt::AlignRight));
    list.push_back(caption(captions, axisSpanText(recent), Qt::AlignLeft));
    axis(list, y(top), top, scale);
    axis(list, plot.bottom(), 0, scale);
    return list;
}

DisplayList latencyChart(const SceneSource &source, QSizeF size, double scale)
{
    const Recent recent = source.recent();
    DisplayList list;
    const double lineHeight = captionHeight * scale;
    const double axisWidth = chartAxisWidth * scale;
    const QRectF plot(axisWidth, lineHeight + 2, size.width() - axisWidth, size.height() - 2 * lineHeight - 4);
    const QRectF top(plot.left(), 0, plot.width(), lineHeight);
    const QRectF bottom(plot.left(), plot.bottom() + 2, plot.width(), lineHeight);
    list.push_back(Line{.points = QPolygonF{plot.bottomLeft(), plot.bottomRight()}, .role = Role::Divider});
    list.push_back(caption(top, toQString(recent.over()), Qt::AlignLeft));
    const std::vector<std::int64_t> samples = recent.latencies();
    const std::optional<Recent> left = leftBehind(source, recent);
    const std::vector<std::int64_t> others = left ? left->latencies() : std::vector<std::int64_t>();
    if (samples.empty() && others.empty()) {
        list.push_back(caption(plot, QStringLiteral("nothing was done in this time"), Qt::AlignHCenter));
        return list;
    }
    const double most = std::max(1e6, roundUp(std::max(longestOf(samples), longestOf(others))));
    const std::vector<int> counts = binned(samples, most);
    const std::vector<int> otherCounts = binned(others, most);
    const int highest = std::max(*std::max_element(counts.begin(), counts.end()),
                                 *std::max_element(otherCounts.begin(), otherCounts.end()));
    for (int i = 0; i < bins; ++i) {
        const int count = counts[static_cast<std::size_t>(i)];
        if (count == 0)
            continue;
        const double height = std::max(1.5, plot.height() * count / highest);
        const double width = plot.width() / bins;
        list.push_back(Box{.rect = QRectF(plot.left() + i * width + 0.5, plot.bottom() - height, width - 1, height),
                           .fill = Role::Running});
    }
    appendOutline(list, otherCounts, highest, plot);
    axis(list, plot.top(), highest, scale);
    axis(list, plot.bottom(), 0, scale);
    Sentence said = words("nothing done");
    if (!samples.empty()) {
        const Duration p99 = recent.latency(0.99).value_or(Duration::zero());
        const double x = plot.left() + plot.width() * std::min(1.0, static_cast<double>(p99.count()) / most);
        list.push_back(Line{.points = QPolygonF{{x, plot.top()}, {x, plot.bottom()}},
                            .role = Role::Failed,
                            .width = 1.5,
                            .dashed = true});
        said = say(words("p99 {p99}"), {{"p99", p99Text(recent)}});
    }
    if (!others.empty())
        said = samples.empty() ? say(words("{now}, p99 was {p99}"), {{"now", said}, {"p99", p99Text(*left)}})
                               : say(words("{now}, was {p99}"), {{"now", said}, {"p99", p99Text(*left)}});
    list.push_back(caption(top, toQString(said), Qt::AlignRight, Role::Text));
    list.push_back(caption(bottom, QStringLiteral("0"), Qt::AlignLeft));
    list.push_back(caption(bottom, toQString(readableDuration(Duration{std::llround(most)})), Qt::AlignRight));
    return list;
}

QString describeFill(const SceneSource &source)
{
    const bool oneChannel = chartedChannel(source.topology()).has_value();
    const Recent recent = source.recent();
    const std::optional<Recent> left = leftBehind(source, recent);
    return described(recent, fillWords(oneChannel, source.history(), recent),
                     left ? std::optional(fillWords(oneChannel, *source.ghost()->history, *left)) : std::nullopt);
}

QString describeLatencies(const SceneSource &source)
{
    const Recent recent = source.recent();
    const std::optional<Recent> left = leftBehind(source, recent);
    return described(recent, latencyWords(recent), left ? std::optional(latencyWords(*left)) : std::nullopt);
}

} // namespace coroscope
