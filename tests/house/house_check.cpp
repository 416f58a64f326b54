// SPDX-License-Identifier: MIT
#include "house_check.h"

#include "house_rules.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <regex>
#include <stdexcept>
#include <utility>

namespace coroscope::house {
namespace fs = std::filesystem;
namespace {

std::string readFile(const fs::path &path)
{
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

bool isCode(const fs::path &file)
{
    static constexpr std::string_view endings[] = {".h", ".hpp", ".cpp", ".qml", ".js", ".mjs", ".rs"};
    return std::ranges::find(endings, file.extension().string()) != std::end(endings);
}

bool isScript(const fs::path &file)
{
    return file.filename() == "CMakeLists.txt" || file.extension() == ".cmake" || file.extension() == ".sh"
        || file.extension() == ".py" || (file.extension().empty() && file.string().starts_with("resources/packaging/"));
}

bool isWordCharacter(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// "sim/kernel" contains "sim/kernel/task.h"; "sim/kernel/random" contains "sim/kernel/random.cpp" and no more.
bool contains(std::string_view place, std::string_view file)
{
    return file.starts_with(place)
        && (file.size() == place.size() || file[place.size()] == '/' || file[place.size()] == '.');
}

const LayerRule *layerOf(std::string_view file)
{
    const LayerRule *found = nullptr;
    for (const LayerRule &rule : layerRules()) {
        if (contains(rule.place, file) && (!found || rule.place.size() > found->place.size()))
            found = &rule;
    }
    return found;
}

struct Include {
    std::string name;
    bool inQuotes = false;
};

std::optional<Include> includeOf(std::string_view line)
{
    const auto skipBlanks = [&line] { line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size())); };
    skipBlanks();
    if (!line.starts_with('#'))
        return std::nullopt;
    line.remove_prefix(1);
    skipBlanks();
    if (!line.starts_with("include"))
        return std::nullopt;
    line.remove_prefix(std::string_view("include").size());
    skipBlanks();
    if (line.empty() || (line.front() != '"' && line.front() != '<'))
        return std::nullopt;
    const bool inQuotes = line.front() == '"';
    line.remove_prefix(1);
    return Include{std::string(line.substr(0, line.find(inQuotes ? '"' : '>'))), inQuotes};
}

// The file of ours that `include` in `file` names, relative to the root: looked for beside the file, and on the include
// paths that the targets of the project have.
std::optional<std::string> resolve(const fs::path &root, const fs::path &file, const Include &include)
{
    std::vector<fs::path> folders;
    if (include.inQuotes)
        folders.push_back(file.parent_path());
    for (const std::string_view folder : topLevelFolders())
        folders.emplace_back(folder);
    folders.emplace_back();
    for (const fs::path &folder : folders) {
        const fs::path candidate = (folder / include.name).lexically_normal();
        if (fs::is_regular_file(root / candidate))
            return candidate.generic_string();
    }
    return std::nullopt;
}

bool isGenerated(std::string_view name)
{
    const std::string_view base = name.substr(name.rfind('/') + 1);
    return base.ends_with(".moc") || base.starts_with("moc_") || base.starts_with("ui_");
}

} // namespace

std::string Violation::text() const
{
    return line > 0 ? file + ':' + std::to_string(line) + ": " + message : file + ": " + message;
}

std::vector<std::string> codeLines(std::string_view text, Strings strings)
{
    enum class State { Code, LineComment, BlockComment, String, RawString };
    State state = State::Code;
    char quote = 0;
    std::string rawEnd;
    std::vector<std::string> lines(1);

    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        const char previous = i > 0 ? text[i - 1] : '\0';
        if (c == '\n') {
            if (state == State::LineComment || state == State::String)
                state = State::Code;
            lines.emplace_back();
            continue;
        }
        std::string &line = lines.back();
        switch (state) {
        case State::Code:
            if (c == '/' && next == '/') {
                state = State::LineComment;
            } else if (c == '/' && next == '*') {
                state = State::BlockComment;
                line += ' ';
                ++i;
            } else if (c == '"' && previous == 'R') {
                const std::size_t open = text.find('(', i);
                rawEnd = ')' + std::string(text.substr(i + 1, std::min(open, text.size()) - i - 1)) + '"';
                state = State::RawString;
                line += c;
            } else if (c == '"' || c == '`' || (c == '\'' && !isWordCharacter(previous))) {
                state = State::String;
                quote = c;
                line += c;
            } else {
                line += c;
            }
            break;
        case State::LineComment:
            break;
        case State::BlockComment:
            if (c == '*' && next == '/') {
                state = State::Code;
                ++i;
            }
            break;
        case State::String:
            if (c == '\\' && next != '\n') {
                if (strings == Strings::Keep)
                    line.append({c, next});
                ++i;
            } else if (c == quote) {
                state = State::Code;
                line += c;
            } else if (strings == Strings::Keep) {
                line += c;
            }
            break;
        case State::RawString:
            if (text.substr(i).starts_with(rawEnd)) {
                state = State::Code;
                line += strings == Strings::Keep ? rawEnd : std::string("\"");
                i += rawEnd.size() - 1;
            } else if (strings == Strings::Keep) {
                line += c;
            }
            break;
        }
    }
    return lines;
}

std::vector<fs::path> sourceFiles(const fs::path &root)
{
    std::vector<fs::path> files;
    for (const std::string_view folder : topLevelFolders()) {
        if (!fs::is_directory(root / folder))
            continue;
        for (const fs::directory_entry &entry : fs::recursive_directory_iterator(root / folder)) {
            const fs::path file = entry.path().lexically_relative(root);
            if (entry.is_regular_file() && (isCode(file) || isScript(file)))
                files.push_back(file);
        }
    }
    std::ranges::sort(files);
    return files;
}

std::vector<Violation> checkLicenceLines(const fs::path &root)
{
    std::vector<fs::path> files = sourceFiles(root);
    if (fs::exists(root / "CMakeLists.txt"))
        files.emplace_back("CMakeLists.txt");
    if (fs::exists(root / ".ci/run"))
        files.emplace_back(".ci/run");

    std::vector<Violation> found;
    for (const fs::path &file : files) {
        const std::string wanted = std::string(isCode(file) ? "//" : "#") + " SPDX-License-Identifier: MIT";
        std::ifstream stream(root / file);
        std::string line;
        int number = 1;
        std::getline(stream, line);
        if (line.starts_with("#!")) {
            std::getline(stream, line);
            number = 2;
        }
        if (line != wanted)
            found.push_back({file.generic_string(), number, "this line must be \"" + wanted + '"'});
    }
    return found;
}

std::vector<Violation> checkIncludes(const fs::path &root)
{
    std::vector<Violation> found;
    for (const fs::path &file : sourceFiles(root)) {
        if (!isCode(file))
            continue;
        const std::string name = file.generic_string();
        const LayerRule *layer = layerOf(name);
        if (!layer) {
            found.push_back({name, 0, "belongs to no layer (the table is in tests/house/house_rules.cpp)"});
            continue;
        }
        const std::vector<std::string> lines = codeLines(readFile(root / file), Strings::Keep);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const std::optional<Include> include = includeOf(lines[i]);
            if (!include)
                continue;
            const int line = static_cast<int>(i) + 1;
            const std::optional<std::string> target = resolve(root, file, *include);
            if (!target) {
                if (include->inQuotes && !isGenerated(include->name))
                    found.push_back({name, line, "includes \"" + include->name + "\", which is no file of ours"});
                continue;
            }
            const bool allowed = std::ranges::any_of(
                layer->mayInclude, [&target](std::string_view place) { return contains(place, *target); });
            if (!allowed)
                found.push_back({name, line, std::string(layer->place) + " must not include " + *target});
        }
    }
    return found;
}

std::vector<Violation> checkWords(const fs::path &root)
{
    std::vector<Violation> found;
    for (const fs::path &file : sourceFiles(root)) {
        if (!isCode(file))
            continue;
        const std::string name = file.generic_string();
        std::vector<const WordRule *> rules;
        for (const WordRule &rule : wordRules()) {
            const auto excepts = [&name](std::string_view place) { return contains(place, name); };
            if (contains(rule.place, name) && std::ranges::none_of(rule.except, excepts))
                rules.push_back(&rule);
        }
        if (rules.empty())
            continue;
        const std::vector<std::string> lines = codeLines(readFile(root / file), Strings::Blank);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const std::string_view line = lines[i];
            for (std::size_t begin = 0; begin < line.size();) {
                std::size_t end = begin;
                while (end < line.size() && isWordCharacter(line[end]))
                    ++end;
                const std::string_view word = line.substr(begin, end - begin);
                begin = std::max(end, begin + 1);
                if (word.empty())
                    continue;
                for (const WordRule *rule : rules) {
                    if (std::ranges::find(rule->words, word) != rule->words.end())
                        found.push_back({name, static_cast<int>(i) + 1,
                                         '"' + std::string(word) + "\" in " + std::string(rule->place) + ": "
                                             + std::string(rule->reason)});
                }
            }
        }
    }
    return found;
}

std::vector<Violation> checkTemplates(const fs::path &root)
{
    std::vector<Violation> found;
    for (const fs::path &file : sourceFiles(root)) {
        const std::string name = file.generic_string();
        const auto isThere = [&name](std::string_view place) { return contains(place, name); };
        if (!isCode(file) || std::ranges::none_of(saidInTemplates(), isThere))
            continue;
        // The plus may stand at the end of a line or at the beginning of the next.
        std::string last;
        const std::vector<std::string> lines = codeLines(readFile(root / file), Strings::Blank);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            std::string line;
            std::ranges::copy_if(lines[i], std::back_inserter(line), [](char c) { return c != ' ' && c != '\t'; });
            const std::string together = last + line;
            if (together.find("\"+") != std::string::npos || together.find("+\"") != std::string::npos)
                found.push_back({name, static_cast<int>(i) + 1,
                                 "puts a text together with +; what is said is a template (sim/text/sentence.h)"});
            last = line.empty() ? last : line.substr(line.size() - 1);
        }
    }
    return found;
}

namespace {

struct Definition {
    std::string name; // with its namespaces
    int line = 0;
};

// What this text defines outside of classes and functions: "class Name final : public Base".
std::vector<Definition> definitions(std::string_view text)
{
    static const std::regex opensNamespace(R"(^\s*(?:inline\s+)?namespace\b\s*([\w:]*)\s*\{)");
    static const std::regex definesClass(
        R"(^\s*(?:class|struct|union|enum\s+class|enum\s+struct)\s+((?:\w|::)+)\s*(?:final\s*)?(?:[:{]|$))");
    std::vector<Definition> found;
    std::vector<std::string> open; // the namespace that each open brace begins; "{" where it begins something else
    const std::vector<std::string> lines = codeLines(text, Strings::Blank);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string &line = lines[i];
        std::smatch match;
        const bool hidden = std::ranges::any_of(open, [](const std::string &one) { return one.empty() || one == "{"; });
        const bool declaresOnly = line.find(';') < line.find('{');
        if (!hidden && !declaresOnly && std::regex_search(line, match, definesClass)) {
            std::string name;
            for (const std::string &outer : open)
                name += outer + "::";
            found.push_back({name + match[1].str(), static_cast<int>(i) + 1});
        }
        std::optional<std::string> opened;
        if (std::regex_search(line, match, opensNamespace))
            opened = match[1].str();
        for (const char c : line) {
            if (c == '{')
                open.push_back(std::exchange(opened, std::nullopt).value_or("{"));
            else if (c == '}' && !open.empty())
                open.pop_back();
        }
    }
    return found;
}

} // namespace

std::vector<Violation> checkDefinitions(const fs::path &root)
{
    std::vector<Violation> found;
    std::map<std::string, std::string> whereOf;
    for (const fs::path &file : sourceFiles(root)) {
        const std::string name = file.generic_string();
        if (!(contains("sim", name) || contains("app", name))
            || (file.extension() != ".h" && file.extension() != ".cpp"))
            continue;
        for (const Definition &definition : definitions(readFile(root / file))) {
            const auto [at, isNew] = whereOf.try_emplace(definition.name, name);
            if (!isNew)
                found.push_back({name, definition.line, definition.name + " is defined in " + at->second + " too"});
        }
    }
    return found;
}

std::vector<Violation> checkPatternFolders(const fs::path &root)
{
    std::vector<Violation> found;
    for (const fs::path &file : sourceFiles(root)) {
        const std::string name = file.generic_string();
        if (!name.starts_with("sim/patterns/") || file.filename() != "description.cpp")
            continue;
        const fs::path folder = file.parent_path();
        for (const std::string_view wanted : filesOfPatterns()) {
            std::string one(wanted);
            if (const std::size_t at = one.find('%'); at != std::string::npos)
                one.replace(at, 1, folder.filename().string());
            if (!fs::exists(root / folder / one))
                found.push_back({folder.generic_string(), 0, "has no " + one + ", as every pattern has"});
        }
    }
    return found;
}

std::vector<Violation> checkTopLevel(const fs::path &root)
{
    std::vector<Violation> found;
    for (const fs::directory_entry &entry : fs::directory_iterator(root)) {
        const std::string name = entry.path().filename().string();
        const bool ignored = name.starts_with('.') || (entry.is_directory() && name.starts_with("build"));
        if (ignored)
            continue;
        const auto allowed = entry.is_directory() ? topLevelFolders() : topLevelFiles();
        if (std::ranges::find(allowed, name) == allowed.end())
            found.push_back({name, 0,
                             entry.is_directory() ? "a folder that the top level does not have"
                                                  : "a file that the top level does not have"});
    }
    std::ranges::sort(found, {}, &Violation::file);
    return found;
}

std::vector<Violation> checkSimLinks(std::string_view targets)
{
    std::vector<Violation> found;
    const auto allowed = simMayLink();
    while (!targets.empty()) {
        const std::size_t end = std::min(targets.find(';'), targets.size());
        std::string target(targets.substr(0, end));
        targets.remove_prefix(std::min(end + 1, targets.size()));
        // A private dependency of a static library: "$<LINK_ONLY:Boost::headers>".
        constexpr std::string_view linkOnly = "$<LINK_ONLY:";
        if (target.starts_with(linkOnly) && target.ends_with('>'))
            target = target.substr(linkOnly.size(), target.size() - linkOnly.size() - 1);
        if (target.starts_with("Qt::"))
            target.replace(0, 4, "Qt6::");
        // "::@(…)" marks where CMake was told of the target; it is not a target.
        if (!target.empty() && !target.starts_with("::@") && std::ranges::find(allowed, target) == allowed.end())
            found.push_back({"sim/CMakeLists.txt", 0, "coroscope_sim must not link " + target});
    }
    return found;
}

std::vector<Violation> checkLoadedLibraries(std::string_view program, std::string_view lddOutput)
{
    std::vector<Violation> found;
    while (!lddOutput.empty()) {
        const std::size_t end = std::min(lddOutput.find('\n'), lddOutput.size());
        std::string_view line = lddOutput.substr(0, end);
        lddOutput.remove_prefix(std::min(end + 1, lddOutput.size()));
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        const std::string_view library = line.substr(0, line.find(' '));
        for (const std::string_view forbidden : cliMustNotLoad()) {
            if (library.starts_with(forbidden)) {
                found.push_back({std::string(program), 0, "must not load " + std::string(library)});
                break;
            }
        }
    }
    return found;
}

} // namespace coroscope::house
