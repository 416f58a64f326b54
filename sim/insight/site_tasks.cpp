// SPDX-License-Identifier: MIT
#include "insight/site_tasks.h"

#include <algorithm>
#include <tuple>

namespace coroscope {

std::vector<SiteTasks> tasksBySite(const World &world, const Topology &topology)
{
    using Key = std::tuple<SiteId, Condition, bool>;
    std::vector<SiteTasks> sorted;
    for (const TaskView &task : world.tasks()) {
        if (task.site == 0 || hasEnded(task.state))
            continue;
        const Key key{task.site, conditionOf(task, world, topology), task.orphaned};
        const auto found = std::lower_bound(sorted.begin(), sorted.end(), key, [](const SiteTasks &one, const Key &to) {
            return Key{one.site, one.condition, one.orphaned} < to;
        });
        if (found != sorted.end() && Key{found->site, found->condition, found->orphaned} == key)
            found->places.push_back(task.place);
        else
            sorted.insert(found, {task.site, std::get<1>(key), task.orphaned, {task.place}});
    }
    return sorted;
}

} // namespace coroscope
