// SPDX-License-Identifier: MIT
#include "scene/race_shape.h"

#include <algorithm>
#include <utility>

namespace coroscope {

void appendRace(DisplayList &list, const TaskView &task, const DeadlineView &deadline, const QRectF &plate, Time now)
{
    const QRectF rect = plate.adjusted(46, 4, -5, -4);
    const Time planned = task.state == TaskState::Running ? task.since + task.length : now;
    const double whole = inSeconds(std::max(deadline.at, planned) - deadline.since);
    if (whole <= 0)
        return;
    const auto x = [&](Time time) {
        return rect.left() + rect.width() * std::clamp(inSeconds(time - deadline.since) / whole, 0.0, 1.0);
    };
    const double height = (rect.height() - 3) / 2;
    const auto bar = [&](double top, Time from, Time to) { return QRectF(x(from), top, x(to) - x(from), height); };
    list.push_back(Box{.rect = plate, .radius = 5, .fill = Role::Card});
    for (const auto &[text, y] : {std::pair("timer", rect.top()), std::pair("work", rect.bottom() - height)})
        list.push_back(Label{.rect = QRectF(plate.left() + 6, y, rect.left() - plate.left() - 8, height),
                             .text = QLatin1String(text),
                             .role = Role::TextMuted,
                             .size = Label::Size::Small,
                             .shrinks = true});
    // Above the timer, below the work, as far as it will go.
    list.push_back(Box{.rect = bar(rect.top(), deadline.since, deadline.at), .radius = 2, .stroke = Role::Waiting});
    list.push_back(Box{.rect = bar(rect.top(), deadline.since, std::min(now, deadline.at)), .fill = Role::Waiting});
    const double below = rect.bottom() - height;
    list.push_back(Box{.rect = bar(below, task.since, planned), .radius = 2, .stroke = Role::Running});
    list.push_back(Box{.rect = bar(below, task.since, std::min(now, planned)), .fill = Role::Running});
    list.push_back(Line{.points = QPolygonF{{x(deadline.at), rect.top() - 4}, {x(deadline.at), rect.bottom() + 4}},
                        .role = Role::Failed,
                        .width = 2});
}

} // namespace coroscope
