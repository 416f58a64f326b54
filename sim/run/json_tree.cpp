// SPDX-License-Identifier: MIT
#include "run/json_tree.h"

#include "run/scenario.h"
#include "text/one_line.h"
#include "text/utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <unordered_set>
#include <vector>

namespace coroscope {

namespace {

using Json = nlohmann::json;

/// What the parser calls as it reads. Returning false ends the reading.
class TreeBuilder
{
public:
    explicit TreeBuilder(std::string_view text) : m_text(text) { }

    JsonNode takeRoot() { return std::move(m_root); }

    bool null() { return add({}); }
    bool boolean(bool value) { return add({JsonNode::Kind::Boolean, value ? "true" : "false"}); }
    bool number_integer(Json::number_integer_t value) { return add({JsonNode::Kind::Number, std::to_string(value)}); }
    bool number_unsigned(Json::number_unsigned_t value) { return add({JsonNode::Kind::Number, std::to_string(value)}); }
    bool number_float(Json::number_float_t, const std::string &written)
    {
        return add({JsonNode::Kind::Number, written});
    }
    bool string(std::string &value) { return add({JsonNode::Kind::Text, std::move(value)}); }
    bool binary(Json::binary_t &) { return false; } // there is none in JSON
    bool start_object(std::size_t) { return open(JsonNode::Kind::Object); }
    bool start_array(std::size_t) { return open(JsonNode::Kind::List); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string &value)
    {
        if (!m_keys.back().insert(value).second)
            throw ScenarioError((m_open.size() > 1 ? path() + ": " : std::string()) + "the key "
                                + jsonText(wholeCharacters(value, 60)) + " is there twice; each key stands once");
        m_key = std::move(value);
        return true;
    }
    bool parse_error(std::size_t position, const std::string &, const nlohmann::detail::exception &)
    {
        const auto at = m_text.begin() + static_cast<std::ptrdiff_t>(std::min(position, m_text.size()));
        const auto line = 1 + std::count(m_text.begin(), at == m_text.begin() ? at : at - 1, '\n');
        const bool isOver = m_open.empty() && m_count > 0;
        throw ScenarioError("line " + std::to_string(line)
                            + (isOver                          ? ": there is something behind the end"
                                   : position >= m_text.size() ? ": the text breaks off"
                                                               : ": this is not JSON")
                            + "; it takes a scenario as `Save` writes it, in UTF-8");
    }

private:
    /// Of what is being read: "changes[3]".
    std::string path() const
    {
        std::string path;
        for (std::size_t i = 1; i < m_open.size(); ++i) {
            const JsonNode &parent = *m_open[i - 1];
            if (parent.kind == JsonNode::Kind::List)
                path += "[" + std::to_string(parent.children.size() - 1) + "]";
            else
                path += (path.empty() ? "" : ".") + m_open[i]->key;
        }
        return path;
    }
    bool open(JsonNode::Kind kind)
    {
        if (m_open.size() == JsonNode::mostDepth)
            throw ScenarioError("nested more than " + std::to_string(JsonNode::mostDepth)
                                + " deep; it takes an object of texts, numbers, parameters and changes");
        JsonNode node;
        node.kind = kind;
        add(std::move(node));
        m_open.push_back(m_open.empty() ? &m_root : &m_open.back()->children.back());
        m_keys.emplace_back();
        return true;
    }
    bool close()
    {
        m_open.pop_back();
        m_keys.pop_back();
        return true;
    }
    bool add(JsonNode node)
    {
        if (++m_count > JsonNode::most)
            throw ScenarioError("there are more than " + std::to_string(JsonNode::most)
                                + " values in it; it takes fewer: no scenario that `Save` writes has so many");
        node.key = std::exchange(m_key, {});
        if (m_open.empty())
            m_root = std::move(node);
        else
            m_open.back()->children.push_back(std::move(node));
        return true;
    }

    std::string_view m_text;
    JsonNode m_root;
    std::vector<JsonNode *>
        m_open; ///< from the outside in; the last one's children are being read, so none of them moves
    std::vector<std::unordered_set<std::string>> m_keys; ///< of each of them
    std::string m_key;
    std::size_t m_count = 0;
};

} // namespace

JsonNode parsedJson(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        throw ScenarioError("line 1: it begins with a byte-order mark; it takes UTF-8 without one");
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
        throw ScenarioError("there is nothing in it; it takes a scenario as `Save` writes it");
    TreeBuilder builder(text);
    Json::sax_parse(text, &builder);
    return builder.takeRoot();
}

std::string jsonText(std::string_view text)
{
    const std::string dumped = Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
    std::string escaped;
    for (std::string_view rest = dumped; !rest.empty();) {
        const Utf8Character next = firstCharacter(rest);
        if (mayBeShown(next.code)) {
            escaped += rest.substr(0, next.length);
        } else { // all of them have four digits
            std::array<char, 8> digits{};
            std::snprintf(digits.data(), digits.size(), "\\u%04x", static_cast<unsigned>(next.code));
            escaped += digits.data();
        }
        rest.remove_prefix(next.length);
    }
    return escaped;
}

} // namespace coroscope
