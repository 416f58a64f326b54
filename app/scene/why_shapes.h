// SPDX-License-Identifier: MIT
#pragma once

#include "insight/wait_chain.h"
#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

#include <cstddef>
#include <optional>

namespace coroscope {

/// Why the selected task waits; nothing if none is selected, or it goes on. @p things: what the pattern's items are.
std::optional<WaitChain> chainOfSelected(const SceneSource &source, const Noun &things = anyItem);

/// Whether the step at this position of a chain is about what the one before it is about.
bool isAboutTheSame(const WaitChain &chain, std::size_t step);
/// Whether it tells of one that rests until its time is up, and of nobody else: nothing holds it up.
bool merelyRests(const WaitChain &chain);

/// The chain on the stage: the ways from what one of its steps is about to what the next one is about stand out. Each ends
/// in the very figure that it leads to. Steps about what is not on the stage are left out.
void appendWhyWays(DisplayList &list, const SceneSource &source, const StageLayout &layout);
/// What each step is about is framed; of one that merely rests nothing is.
void appendWhyFrames(DisplayList &list, const SceneSource &source, const StageLayout &layout);
/// And has the step's number, from 1, where nothing is written in @p list; where several in a row are about the same, that
/// of the last.
void appendWhyNumbers(DisplayList &list, const SceneSource &source, const StageLayout &layout);

/// A frame around what is selected, where it is no task: see appendPickedOut() for those.
void appendSubject(DisplayList &list, const SceneSource &source, const StageLayout &layout);

} // namespace coroscope
