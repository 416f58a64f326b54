// SPDX-License-Identifier: MIT
#include "cli/report_json.h"

#include "cli/nine_decimals.h"
#include "text/text_fields.h"

#include <cmath>

namespace coroscope {

namespace {

void appendCsv(std::string &out, const std::string &key, const Json &value)
{
    const auto dotted = [&](const std::string &last) { return key.empty() ? last : key + "." + last; };
    if (value.is_object() && !value.empty()) {
        for (const auto &[name, member] : value.items())
            appendCsv(out, dotted(name), member);
    } else if (value.is_array() && !value.empty()) {
        for (std::size_t i = 0; i < value.size(); ++i)
            appendCsv(out, dotted(std::to_string(i)), value[i]);
    } else {
        appendCsvField(out, key);
        out += ',';
        if (value.is_string())
            appendCsvField(out, value.get_ref<const std::string &>());
        else if (value.is_primitive() && !value.is_null())
            out += value.dump(); // a number or a truth value: never to be taken for a formula
        out += '\n';
    }
}

} // namespace

Json number(std::optional<double> value)
{
    if (!value || !std::isfinite(*value))
        return nullptr;
    const double rounded = toNineDecimals(*value);
    if (rounded == std::trunc(rounded) && std::abs(rounded) < largestExact)
        return static_cast<std::int64_t>(rounded);
    return rounded;
}

Json seconds(std::optional<double> nanoseconds)
{
    return nanoseconds ? number(*nanoseconds / 1e9) : Json(nullptr);
}

Json seconds(Duration duration)
{
    return number(inSeconds(duration));
}

Json parametersOf(const ParameterTable &table, const std::vector<std::int64_t> &values)
{
    Json object = Json::object();
    for (std::size_t i = 0; i < values.size(); ++i) {
        const ParameterSpec &spec = table.all()[i]->spec();
        object[std::string(spec.id)] = canonical(spec, values[i]);
    }
    return object;
}

std::string dottedCsv(const Json &document)
{
    std::string out = "key,value\n";
    appendCsv(out, {}, document);
    return out;
}

} // namespace coroscope
