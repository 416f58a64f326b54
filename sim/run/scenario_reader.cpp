// SPDX-License-Identifier: MIT
// Reading of scenario texts: every value is checked, and every error says where it is and what would be right.
#include "run/change_reader.h"
#include "run/json_tree.h"
#include "run/registry.h"
#include "run/scenario.h"
#include "text/duration_text.h"
#include "text/listing.h"
#include "text/utf8.h"

#include <algorithm>
#include <charconv>
#include <initializer_list>

namespace coroscope {

namespace {

/// The node's text, cut short and on one line: it may come from anywhere and be of any length.
std::string shown(const JsonNode &node)
{
    constexpr std::size_t longest = 40;
    switch (node.kind) {
    case JsonNode::Kind::Text: {
        const std::string_view begin = wholeCharacters(node.text, longest);
        return jsonText(begin) + (begin.size() < node.text.size() ? "…" : "");
    }
    case JsonNode::Kind::Number:
    case JsonNode::Kind::Boolean:
        return node.text.substr(0, longest);
    case JsonNode::Kind::List:
        return "a list";
    case JsonNode::Kind::Object:
        return "an object";
    case JsonNode::Kind::Null:
        break;
    }
    return "null";
}

[[noreturn]] void refuse(const std::string &path, const JsonNode &node, const std::string &accepted)
{
    throw ScenarioError(path + ": " + shown(node) + " is not accepted; it takes " + accepted);
}

[[noreturn]] void missing(const std::string &path, const std::string &accepted)
{
    throw ScenarioError(path + ": it is missing; it takes " + accepted);
}

/// An object whose keys are known.
class ObjectReader
{
public:
    ObjectReader(const JsonNode &node, std::string path, std::initializer_list<std::string_view> keys)
        : m_node(node), m_path(std::move(path))
    {
        if (node.kind != JsonNode::Kind::Object)
            refuse(m_path.empty() ? "the whole" : m_path, node, "an object");
        for (const JsonNode &child : node.children) {
            if (std::find(keys.begin(), keys.end(), child.key) == keys.end()) {
                JsonNode key;
                key.kind = JsonNode::Kind::Text;
                key.text = child.key;
                throw ScenarioError((m_path.empty() ? "" : m_path + ": ") + "unknown key " + shown(key) + "; it takes "
                                    + listed({keys.begin(), keys.end()}, "or"));
            }
        }
    }

    const JsonNode *find(std::string_view key) const
    {
        const auto found = std::find_if(m_node.children.begin(), m_node.children.end(),
                                        [&](const JsonNode &child) { return child.key == key; });
        return found == m_node.children.end() ? nullptr : &*found;
    }
    std::string path(std::string_view key) const
    {
        return m_path.empty() ? std::string(key) : m_path + "." + std::string(key);
    }

private:
    const JsonNode &m_node;
    std::string m_path;
};

std::string textOf(const ObjectReader &object, std::string_view key, std::size_t longest, bool lines)
{
    const JsonNode *const node = object.find(key);
    if (!node)
        return {};
    const std::string accepted = "a text of up to " + std::to_string(longest) + " bytes"
        + (lines ? "" : " on one line");
    if (node->kind != JsonNode::Kind::Text || node->text.size() > longest)
        refuse(object.path(key), *node, accepted);
    for (std::string_view rest = node->text; !rest.empty();) {
        const Utf8Character next = firstCharacter(rest);
        const bool isControl = next.code < 0x20 || (next.code >= 0x7f && next.code < 0xa0);
        if (isControl && !(lines && (next.code == '\n' || next.code == '\t')))
            refuse(object.path(key), *node, accepted + ", without control characters");
        rest.remove_prefix(next.length);
    }
    return node->text;
}

/// Decimal seconds. Not read as a double: that would not be exact.
Duration secondsOf(const ObjectReader &object, std::string_view key, Duration otherwise, const std::string &accepted)
{
    const JsonNode *const node = object.find(key);
    if (!node)
        return otherwise;
    const std::optional<Duration> duration = node->kind == JsonNode::Kind::Number ? parsedDuration(node->text + "s")
                                                                                  : std::nullopt;
    if (!duration || *duration > Scenario::maximumLength)
        refuse(object.path(key), *node, accepted);
    return *duration;
}

std::string secondsRange(std::string_view from, Duration to)
{
    return "a number of seconds, " + std::string(from) + " to " + decimalSeconds(to)
        + ", with up to 9 decimals and no exponent";
}

class ScenarioReader
{
public:
    explicit ScenarioReader(const JsonNode &root)
        : m_object(root, {},
                   {"version", "title", "note", "pattern", "seed", "schedule", "duration_s", "warmup_s", "parameters",
                    "changes", "bookmarks", "branches"})
    {
    }

    Scenario read()
    {
        checkVersion();
        readPattern();
        m_scenario.title = textOf(m_object, "title", Scenario::longestTitle, false);
        m_scenario.note = textOf(m_object, "note", Scenario::longestNote, true);
        readSettings();
        readParameters();
        readChanges();
        readBookmarks();
        readBranches();
        return std::move(m_scenario);
    }

private:
    void checkVersion() const
    {
        const JsonNode *const version = m_object.find("version");
        if (!version)
            missing("version", "1");
        if (version->kind != JsonNode::Kind::Number || version->text != "1")
            refuse("version", *version, "1; a newer one needs a newer Coroscope");
    }
    void readPattern()
    {
        std::vector<std::string_view> ids;
        for (const PatternInfo *pattern : patterns())
            ids.push_back(pattern->id);
        const JsonNode *const id = m_object.find("pattern");
        if (!id)
            missing("pattern", listed(ids, "or"));
        m_scenario.pattern = id->kind == JsonNode::Kind::Text ? findPattern(id->text) : nullptr;
        if (!m_scenario.pattern)
            refuse("pattern", *id, listed(ids, "or"));
        m_table = m_scenario.pattern->declare();
    }
    void readSettings()
    {
        RunSettings &settings = m_scenario.settings;
        if (const JsonNode *const seed = m_object.find("seed")) {
            const char *const end = seed->text.data() + seed->text.size();
            const auto [last, error] = std::from_chars(seed->text.data(), end, settings.seed);
            if (seed->kind != JsonNode::Kind::Number || error != std::errc{} || last != end
                || settings.seed > RunSettings::maximumSeed)
                refuse("seed", *seed, "a whole number, 0 to " + std::to_string(RunSettings::maximumSeed));
        }
        if (const JsonNode *const schedule = m_object.find("schedule")) {
            if (schedule->kind != JsonNode::Kind::Text || (schedule->text != "fifo" && schedule->text != "shuffled"))
                refuse("schedule", *schedule, "\"fifo\" or \"shuffled\"");
            settings.schedule = schedule->text == "fifo" ? Schedule::Fifo : Schedule::Shuffled;
        }
        const std::string range = secondsRange("more than 0", Scenario::maximumLength);
        m_scenario.length = secondsOf(m_object, "duration_s", m_scenario.length, range);
        if (m_scenario.length == Duration::zero())
            refuse("duration_s", *m_object.find("duration_s"), range);
        settings.warmup = secondsOf(m_object, "warmup_s", settings.warmup, secondsRange("0", m_scenario.length));
        if (settings.warmup >= m_scenario.length)
            refuse("warmup_s", *m_object.find("warmup_s"), "less than the run lasts: nothing would be left to measure");
    }
    /// What ChangeReader reads, with its place in errors.
    template <typename Read>
    auto readAt(const std::string &path, const Read &read) const
    {
        try {
            return read(ChangeReader(*m_scenario.pattern, *m_table));
        } catch (const ChangeError &error) {
            throw ScenarioError(path + ": " + error.what());
        }
    }
    Change turnTo(std::string_view name, const JsonNode &value, const std::string &path) const
    {
        if (value.kind != JsonNode::Kind::Text) {
            const ParameterSpec &spec = m_table->all()[*m_table->find(name)]->spec();
            refuse(path, value, "a text such as " + jsonText(canonical(spec, spec.initial)));
        }
        return readAt(path, [&](const ChangeReader &reader) { return reader.setting(name, value.text); });
    }
    void checkParameter(const std::string &path, std::string_view name) const
    {
        readAt(path, [&](const ChangeReader &reader) { return reader.parameter(name); });
    }
    static std::string textAt(const ObjectReader &object, std::string_view key, const std::string &accepted)
    {
        const JsonNode *const node = object.find(key);
        if (!node)
            missing(object.path(key), accepted);
        if (node->kind != JsonNode::Kind::Text)
            refuse(object.path(key), *node, accepted);
        return node->text;
    }
    void readParameters()
    {
        for (const Parameter *parameter : m_table->all())
            m_scenario.settings.values.push_back(parameter->spec().initial);
        const JsonNode *const parameters = m_object.find("parameters");
        if (!parameters)
            return;
        if (parameters->kind != JsonNode::Kind::Object)
            refuse("parameters", *parameters, "an object of names and values");
        for (const JsonNode &node : parameters->children) {
            checkParameter("parameters", node.key);
            const Change change = turnTo(node.key, node, "parameters." + node.key);
            m_scenario.settings.values[change.parameter] = change.value;
        }
    }
    void readChanges() { m_scenario.changes = changesIn(m_object, m_scenario.length); }
    std::vector<Change> changesIn(const ObjectReader &run, Duration length) const
    {
        std::vector<Change> read;
        const JsonNode *const changes = run.find("changes");
        if (!changes)
            return read;
        if (changes->kind != JsonNode::Kind::List)
            refuse(run.path("changes"), *changes, "a list of changes");
        for (std::size_t i = 0; i < changes->children.size(); ++i) {
            const std::string path = run.path("changes") + "[" + std::to_string(i) + "]";
            const ObjectReader object(changes->children[i], path,
                                      {"at_s", "name", "value", "action", "target", "no_effect"});
            Change change = object.find("action") ? actionOf(object) : turnOf(object);
            change.at = momentOf(object, length);
            if (!read.empty() && change.at < read.back().at)
                refuse(object.path("at_s"), *object.find("at_s"),
                       "a moment that is not before the change above: changes stand in the order of time");
            read.push_back(change);
        }
        return read;
    }
    void readBookmarks()
    {
        const JsonNode *const bookmarks = m_object.find("bookmarks");
        if (!bookmarks)
            return;
        const std::string accepted = "a list of up to " + std::to_string(Bookmark::most) + " bookmarks";
        if (bookmarks->kind != JsonNode::Kind::List)
            refuse("bookmarks", *bookmarks, accepted);
        if (bookmarks->children.size() > Bookmark::most)
            throw ScenarioError("bookmarks: there are " + std::to_string(bookmarks->children.size())
                                + " of them; it takes " + accepted);
        for (std::size_t i = 0; i < bookmarks->children.size(); ++i) {
            const std::string path = "bookmarks[" + std::to_string(i) + "]";
            const ObjectReader object(bookmarks->children[i], path, {"at_s", "note"});
            const Bookmark bookmark{momentOf(object, m_scenario.length),
                                    textOf(object, "note", Bookmark::longestNote, false)};
            if (!m_scenario.bookmarks.empty() && bookmark.at <= m_scenario.bookmarks.back().at)
                refuse(object.path("at_s"), *object.find("at_s"),
                       "a moment after the bookmark above: bookmarks stand in the order of time, one at a moment");
            m_scenario.bookmarks.push_back(bookmark);
        }
    }
    void readBranches()
    {
        const JsonNode *const branches = m_object.find("branches");
        if (!branches)
            return;
        const std::string accepted = "a list of 2 to " + std::to_string(RunTree::most) + " branches";
        if (branches->kind != JsonNode::Kind::List || branches->children.size() < 2)
            refuse("branches", *branches, accepted);
        if (branches->children.size() > RunTree::most)
            throw ScenarioError("branches: there are " + std::to_string(branches->children.size())
                                + " of them; it takes " + accepted);
        std::vector<RunTree::Branch> read;
        std::optional<std::size_t> current;
        for (std::size_t i = 0; i < branches->children.size(); ++i) {
            const ObjectReader object(branches->children[i], "branches[" + std::to_string(i) + "]",
                                      {"parent", "at_s", "current", "duration_s", "changes"});
            const bool isCurrent = flagOf(object, "current");
            if (isCurrent && current)
                refuse(object.path("current"), *object.find("current"), "false: another one is the current one");
            if (isCurrent)
                current = i;
            read.push_back(branchOf(object, read, isCurrent));
        }
        if (!current)
            throw ScenarioError("branches: none of them is the current one; it takes one with \"current\": true");
        m_scenario.branches = RunTree(std::move(read), *current);
    }
    RunTree::Branch branchOf(const ObjectReader &object, const std::vector<RunTree::Branch> &before,
                             bool isCurrent) const
    {
        RunTree::Branch branch{.changes = m_scenario.changes, .length = m_scenario.length};
        for (const char *key : {"duration_s", "changes"}) {
            if (isCurrent && object.find(key))
                refuse(object.path(key), *object.find(key), "nothing: of the current one the run itself says it");
        }
        if (!isCurrent) {
            const std::string range = secondsRange("0", Scenario::maximumLength);
            if (!object.find("duration_s"))
                missing(object.path("duration_s"), range);
            branch.length = secondsOf(object, "duration_s", {}, range);
            branch.changes = changesIn(object, branch.length);
        }
        if (before.empty()) {
            for (const char *key : {"parent", "at_s"}) {
                if (object.find(key))
                    refuse(object.path(key), *object.find(key), "nothing: the first parts from none");
            }
            return branch;
        }
        branch.parent = parentOf(object, before.size());
        branch.from = momentOf(object, std::min(branch.length, before[branch.parent].length));
        return branch;
    }
    static std::size_t parentOf(const ObjectReader &object, std::size_t count)
    {
        const std::string accepted = "the number of a branch above, 0 to " + std::to_string(count - 1);
        const JsonNode *const node = object.find("parent");
        if (!node)
            missing(object.path("parent"), accepted);
        std::size_t parent = 0;
        const char *const end = node->text.data() + node->text.size();
        const auto [last, error] = std::from_chars(node->text.data(), end, parent);
        if (node->kind != JsonNode::Kind::Number || error != std::errc{} || last != end || parent >= count)
            refuse(object.path("parent"), *node, accepted);
        return parent;
    }
    static bool flagOf(const ObjectReader &object, std::string_view key)
    {
        const JsonNode *const node = object.find(key);
        if (node && node->kind != JsonNode::Kind::Boolean)
            refuse(object.path(key), *node, "true or false");
        return node && node->text == "true";
    }
    /// Its `at_s`, within a run of that length.
    Time momentOf(const ObjectReader &object, Duration length) const
    {
        const std::string range = secondsRange("0", length);
        if (!object.find("at_s"))
            missing(object.path("at_s"), range);
        const Time at = Time{} + secondsOf(object, "at_s", {}, range);
        if (at > Time{} + length)
            refuse(object.path("at_s"), *object.find("at_s"), range + ": by then the run is over");
        return at;
    }
    Change turnOf(const ObjectReader &object) const
    {
        const std::string name = textAt(object, "name", "a parameter's name, or else an action is named");
        if (object.find("target"))
            refuse(object.path("target"), *object.find("target"), "an action beside it");
        checkParameter(object.path("name"), name);
        const JsonNode *const value = object.find("value");
        if (!value)
            missing(object.path("value"), "what " + name + " is set to");
        return turnTo(name, *value, object.path("value"));
    }
    Change actionOf(const ObjectReader &object) const
    {
        for (const std::string_view key : {"name", "value"}) {
            if (object.find(key))
                refuse(object.path(key), *object.find(key), "no action beside it");
        }
        const std::string id = textAt(object, "action", "an action's name");
        std::optional<std::string> target;
        if (object.find("target"))
            target = textAt(object, "target", "a name");
        const bool exists = ChangeReader(*m_scenario.pattern, *m_table).hasAction(id);
        return readAt(object.path(exists ? "target" : "action"),
                      [&](const ChangeReader &reader) { return reader.action(id, target); });
    }

    ObjectReader m_object;
    Scenario m_scenario;
    std::unique_ptr<ParameterTable> m_table;
};

} // namespace

Scenario parsedScenario(std::string_view text)
{
    const JsonNode root = parsedJson(text);
    return ScenarioReader(root).read();
}

} // namespace coroscope
