// SPDX-License-Identifier: MIT
#include "scene/task_look.h"

#include <algorithm>
#include <array>

namespace coroscope {

namespace {

constexpr std::array<const char *, 9> names = {"ready", "running", "idle",   "blocked",  "holding",
                                               "hung",  "done",    "failed", "cancelled"};

} // namespace

QString nameOf(Condition condition)
{
    return QLatin1String(names[static_cast<std::size_t>(condition)]);
}

std::optional<Condition> conditionNamed(const QString &name)
{
    const auto found = std::find_if(names.begin(), names.end(),
                                    [&](const char *one) { return name == QLatin1String(one); });
    return found == names.end() ? std::nullopt : std::optional(static_cast<Condition>(found - names.begin()));
}

TaskLook stoppingLook() noexcept
{
    return {.role = Role::Cancelled, .hatched = true, .outline = 2.5, .glyph = Glyph::Kind::Strike};
}

TaskLook lookOf(Condition condition, bool orphaned) noexcept
{
    if (orphaned && !hasEnded(condition) && condition != Condition::Hung)
        return {.role = Role::Orphaned, .dashed = true, .outline = 2.5};
    switch (condition) {
    case Condition::Ready:
        return {.role = Role::Ready, .outline = 2, .glyph = Glyph::Kind::Ring};
    case Condition::Running:
        return {.role = Role::Running, .solid = true};
    case Condition::Idle:
        return {.role = Role::Ready, .outline = 1};
    case Condition::Blocked:
        return {.role = Role::Waiting, .solid = true, .glyph = Glyph::Kind::Pause};
    case Condition::Holding:
        return {.role = Role::Waiting, .hatched = true, .outline = 2.5, .glyph = Glyph::Kind::Pause};
    case Condition::Hung:
        return {.role = Role::Failed, .hatched = true, .outline = 2.5};
    case Condition::Done:
        return {.role = Role::Done, .dashed = true, .outline = 1, .glyph = Glyph::Kind::Tick};
    case Condition::Failed:
        return {.role = Role::Failed, .dashed = true, .outline = 1, .glyph = Glyph::Kind::Cross};
    case Condition::Cancelled:
        return {.role = Role::Cancelled, .dashed = true, .outline = 1, .glyph = Glyph::Kind::Strike};
    }
    return {.role = Role::Ready};
}

} // namespace coroscope
