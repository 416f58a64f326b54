// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>
#include <vector>

// The rules of the house, as data. To change a rule, change house_rules.cpp; how they are checked is in house_check.h.
// A *place* is a path below the root without its ending: a folder ("sim/kernel") or the files of one noun
// ("sim/kernel/random": random.h and random.cpp). Where several places contain a file, the longest counts.
namespace coroscope::house {

// Which places the files of a place may include. What is not listed is forbidden.
struct LayerRule {
    std::string_view place;
    std::vector<std::string_view> mayInclude;
};

// Identifiers that code (not comments, not strings) below `place` must not contain, except below `except`.
struct WordRule {
    std::string_view place;
    std::vector<std::string_view> except;
    std::vector<std::string_view> words;
    std::string_view reason;
};

// Where what is said to people is written as whole templates (sim/text/sentence.h), never put together with +.
std::span<const std::string_view> saidInTemplates();

// What lies in the folder of a pattern at least; "%" stands for the folder's name.
std::span<const std::string_view> filesOfPatterns();

std::span<const LayerRule> layerRules();
std::span<const WordRule> wordRules();

// What may stand at the top level, beside dotfiles and what is never committed (build folders and the like).
std::span<const std::string_view> topLevelFolders();
std::span<const std::string_view> topLevelFiles();

// The only targets that coroscope_sim may link, and the beginnings of the names of shared libraries that must not
// come into coroscope-cli by any way.
std::span<const std::string_view> simMayLink();
std::span<const std::string_view> cliMustNotLoad();

} // namespace coroscope::house
