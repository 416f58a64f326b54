// SPDX-License-Identifier: MIT
#pragma once

#include "insight/condition.h"
#include "scene/display_list.h"
#include "scene/palette.h"

#include <QString>

#include <optional>

namespace coroscope {

/// How a task of some condition is drawn, on cards, in cells, in sockets and lanes and in the legend: one mapping. What
/// is at work or held up is solid, what is well and has nothing to do a quiet outline.
struct TaskLook {
    Role role{};          ///< of its outline, and of its glyph where it is not solid
    bool solid = false;   ///< filled with that
    bool hatched = false; ///< filled with lines of that: it takes something up, for nothing
    bool dashed = false;  ///< its outline: it is gone, or nobody's
    double outline = 1.5; ///< its width
    std::optional<Glyph::Kind> glyph{};

    /// Of what is written on it.
    Role text() const noexcept { return solid ? Role::ItemText : Role::Text; }
    Role mutedText() const noexcept { return solid ? Role::ItemText : hatched ? Role::Text : Role::TextMuted; }
    Role sign() const noexcept { return solid ? Role::ItemText : role; }
};

/// @p orphaned: nobody waits for it any more.
TaskLook lookOf(Condition condition, bool orphaned) noexcept;
/// Of one that has been told to stop, and cleans up.
TaskLook stoppingLook() noexcept;
/// "running", "ready" …, as StateSwatch calls it; for what people read, see look_words.h.
QString nameOf(Condition condition);
std::optional<Condition> conditionNamed(const QString &name);

} // namespace coroscope
