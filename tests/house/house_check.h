// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

// Checks a source tree against the rules of house_rules.h. Each check takes the root of the tree, so that a test can
// plant violations in a tree of its own, and returns what it found, in the order of the files' names.
namespace coroscope::house {

struct Violation {
    std::string file; // relative to the root
    int line = 0;     // from 1; 0 when the finding is about the whole file
    std::string message;

    // "sim/kernel/task.h:12: …", as a compiler would say it.
    std::string text() const;
};

// Every source file below the five folders starts with its SPDX line (a script: below its #! line).
std::vector<Violation> checkLicenceLines(const std::filesystem::path &root);

// Every include of a file of ours is one that the table of layers allows. An include in quotes that names no file of
// ours is a finding too, unless moc or uic makes it.
std::vector<Violation> checkIncludes(const std::filesystem::path &root);

// No code contains a word that is forbidden where it stands.
std::vector<Violation> checkWords(const std::filesystem::path &root);

// No text is put together with + where what is said are templates.
std::vector<Violation> checkTemplates(const std::filesystem::path &root);

// No two files of sim and app define a class of the same name in the same namespace: both would be linked into one program,
// which then uses one of the two for both, and says nothing. What no other file can see, in a namespace without a name, is
// left out.
std::vector<Violation> checkDefinitions(const std::filesystem::path &root);

// Each pattern's folder, which is one with a description.cpp, has the same rooms.
std::vector<Violation> checkPatternFolders(const std::filesystem::path &root);

// Nothing stands at the top level that does not belong there.
std::vector<Violation> checkTopLevel(const std::filesystem::path &root);

// `targets`: what coroscope_sim links, as CMake names it, separated by semicolons.
std::vector<Violation> checkSimLinks(std::string_view targets);

// `lddOutput`: what ldd prints for the program called `program`.
std::vector<Violation> checkLoadedLibraries(std::string_view program, std::string_view lddOutput);

// The source files below the five folders, relative to the root, sorted.
std::vector<std::filesystem::path> sourceFiles(const std::filesystem::path &root);

enum class Strings { Keep, Blank };

// The lines of C++, QML or JavaScript with comments blanked out and, if asked for, the contents of strings too.
std::vector<std::string> codeLines(std::string_view text, Strings strings);

} // namespace coroscope::house
