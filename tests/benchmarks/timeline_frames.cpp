// SPDX-License-Identifier: MIT
//
// What a picture of the timeline costs, from figures to pixels: of a run of ten million events at every zoom, and of ten
// thousand lanes. The pointer is followed within 50 ms, and at 30 pictures a second none may take longer than 33 ms.
#include "app/scene/hand_source.h"
#include "benchmarks/figures.h"
#include "items/cpu_time.h"
#include "run/registry.h"
#include "run/session.h"
#include "scene/minimap_scene.h"
#include "scene/painter.h"
#include "scene/timeline_scene.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <chrono>
#include <functional>
#include <limits>

namespace {

using namespace coroscope;
using namespace std::chrono_literals;

constexpr QSize pictureSize{1000, 260};
constexpr double limit = 33;
constexpr double bound = 50;

/// What a session has come to.
class SessionSource final : public SceneSource
{
public:
    explicit SessionSource(const Session &session) : m_session(session), m_playhead(session.now()) { }

    const Topology &topology() const override { return m_session.pattern().topology(); }
    const World &world() const override { return m_session.world(); }
    Time playhead() const override { return m_playhead; }
    Time present() const override { return m_session.now(); }
    const History &history() const override { return m_session.history(); }
    const Trace *trace() const override { return &m_session.trace(); }
    const TaskPlaces *taskPlaces() const override
    {
        m_places.extend(m_session.trace(), m_session.keyFrames(), std::numeric_limits<std::size_t>::max());
        return &m_places;
    }
    std::span<const Place> selected() const override { return chosen; }
    const std::vector<std::int64_t> &values() const override { return m_values; }
    double playingSpeed() const override { return 1; }
    bool motionAllowed() const override { return false; }
    double motionSeconds() const override { return 0; }
    Time forgottenBefore() const override { return m_session.forgottenBefore(); }
    std::string markText(const History::Mark &) const override { return {}; }
    void lookAt(Time time) { m_playhead = time; }

    std::vector<Place> chosen;

private:
    const Session &m_session;
    mutable TaskPlaces m_places;
    Time m_playhead;
    std::vector<std::int64_t> m_values;
};

/// Milliseconds that @p scene and its painting take.
double millisecondsOf(const std::function<DisplayList()> &scene)
{
    static QImage image(pictureSize, QImage::Format_RGB32);
    // What is asked for is what the program takes, not what the machine does beside it: processor time, the better of two.
    double best = 1e9;
    for (int round = 0; round < 2; ++round) {
        const std::chrono::nanoseconds start = threadTime();
        image.fill(Palette::of(Theme::Dark)[Role::Card]);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        paint(painter, scene(), Theme::Dark, 1);
        painter.end();
        const std::chrono::duration<double, std::milli> took = threadTime() - start;
        best = std::min(best, took.count());
    }
    return best;
}

TimelineLayout layoutOf(double laneHeight)
{
    TimelineLayout layout;
    layout.size = pictureSize;
    layout.laneHeight = laneHeight;
    layout.labelWidth = 140;
    layout.axis.left = layout.labelWidth;
    layout.axis.width = pictureSize.width() - layout.labelWidth - 10;
    return layout;
}

double pictureTime(const SceneSource &source, const TimelineLanes &lanes, const TimelineLayout &layout)
{
    return millisecondsOf([&] { return timelineScene(source, lanes, layout); });
}

/// All of the run, and from there on, two and a half times as close each, down to a microsecond around @p middle; at each
/// zoom it is panned, too.
std::vector<double> zoomTimes(SessionSource &source, const TimelineLanes &lanes)
{
    TimelineLayout layout = layoutOf(14);
    layout.axis.span = inSeconds(source.present());
    const Time middle = source.present() - (source.present() - source.forgottenBefore()) / 3;
    std::vector<double> times;
    while (layout.axis.span > 1e-6) {
        source.lookAt(middle);
        times.push_back(pictureTime(source, lanes, layout));
        layout.axis.pan(37.3);
        source.lookAt(layout.axis.timeAt(layout.axis.left + 500));
        times.push_back(pictureTime(source, lanes, layout));
        layout.axis.pan(-37.3);
        layout.axis.zoom(2.5, layout.axis.pixelOf(middle));
    }
    return times;
}

void tenMillionEvents(benchmarks::Figures &figures)
{
    Session session(*findPattern("backpressure"), RunSettings{}, Retention{.budget = 3u << 30});
    for (const auto &[id, value] : {std::pair("producers", 12), {"consumers", 12}})
        session.set(session.parameters().find(id).value(), value);
    while (session.eventCount() < 10'000'000)
        session.runUntil(session.now() + 1h);
    SessionSource source(session);
    const TimelineLanes lanes = timelineLanes(source);
    figures.atLeast("events", static_cast<double>(session.eventCount() - session.trace().firstKept()) / 1e6, 10, "M");
    figures.atMost("picture at any zoom, from all to 1 us: worst", benchmarks::quantile(zoomTimes(source, lanes), 1),
                   limit, "ms", bound);
    source.chosen = {Place{0, 0}};
    figures.atMost("the same with arrows to a selected task: worst", benchmarks::quantile(zoomTimes(source, lanes), 1),
                   limit, "ms", bound);
    const TimelineLanes folded = timelineLanes(source, {{0, true}, {1, true}});
    figures.atMost("the same with folded groups: worst", benchmarks::quantile(zoomTimes(source, folded), 1), limit,
                   "ms", bound);
    MinimapLayout map;
    map.axis = layoutOf(14).axis;
    map.axis.span = inSeconds(source.present());
    map.size = QSizeF(pictureSize.width(), 18);
    map.shownTo = source.present();
    figures.atMost("map of the whole run", millisecondsOf([&] { return minimapScene(source, map); }), 5, "ms", 10);
}

void tenThousandLanes(benchmarks::Figures &figures)
{
    constexpr std::uint32_t workers = 10'000;
    std::vector<Event> events;
    for (std::uint32_t i = 0; i < workers; ++i)
        events.push_back(test::spawned(Duration{i}, 2 + i, {0, i}));
    for (int second = 1; second <= 60; ++second) {
        for (std::uint32_t i = 0; i < workers; ++i)
            events.push_back(test::happened(second * 1s + Duration{i},
                                            second % 2 == 1 ? EventKind::WorkStarted : EventKind::WorkEnded, 2 + i));
    }
    const test::HandSource source(
        {.groups =
             {{.id = "worker", .label = words("Worker"), .column = 0, .longLived = true, .plural = words("Workers")}},
         .terminals = {},
         .links = {},
         .activities = {}},
        events);
    TimelineLayout layout = layoutOf(14);
    layout.axis.span = 60;
    std::vector<double> times;
    for (int step = 0; step < 60; ++step) {
        layout.scrollY = layout.laneHeight * step * 166;
        times.push_back(millisecondsOf([&] {
            return timelineScene(source, timelineLanes(source, {{0, false}}), layout);
        }));
    }
    figures.atMost("10,000 lanes, scrolled through: worst", benchmarks::quantile(times, 1), limit, "ms", bound);
    layout.scrollY = 0;
    figures.atMost("10,000 lanes in one folded group", pictureTime(source, timelineLanes(source), layout), limit, "ms",
                   bound);
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    benchmarks::Figures figures;
    tenThousandLanes(figures);
    tenMillionEvents(figures);
    return figures.exitStatus();
}
