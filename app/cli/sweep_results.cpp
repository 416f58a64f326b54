// SPDX-License-Identifier: MIT
#include "cli/sweep_results.h"

#include "cli/nine_decimals.h"
#include "cli/text_table.h"
#include "run/json_tree.h"
#include "text/duration_text.h"
#include "text/number_text.h"
#include "text/text_fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace coroscope {

namespace {

/// With up to nine decimals, as few as identify the number.
std::string numberText(double value)
{
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), toNineDecimals(value));
    return {text.data(), end};
}

std::string numberText(std::optional<double> value, const char *undefined)
{
    return value && std::isfinite(*value) ? numberText(*value) : undefined;
}

/// A request with what its rows are called.
class Named : public SweepResults
{
protected:
    explicit Named(const SweepRequest &request)
        : m_request(request),
          m_table(request.sweep.base.pattern->declare()),
          m_columns(sweepColumns(*request.sweep.base.pattern))
    {
        for (const Variation &variation : request.sweep.variations)
            m_varied.push_back(columnName(m_table->all()[variation.parameter]->spec()));
    }
    /// A varied value: a number in the unit of its column, or the word of a choice.
    struct Cell {
        std::string text;
        bool isWord;
    };
    /// The varied values of a row.
    std::vector<Cell> values(const SweepRow &row) const
    {
        const std::vector<std::int64_t> raw = m_request.sweep.valuesAt(row.point);
        std::vector<Cell> cells;
        for (std::size_t i = 0; i < raw.size(); ++i) {
            const ParameterSpec &spec = m_table->all()[m_request.sweep.variations[i].parameter]->spec();
            const std::optional<double> number = plainNumber(spec, raw[i]);
            cells.push_back({number ? numberText(*number) : canonical(spec, raw[i]), !number});
        }
        return cells;
    }

    const SweepRequest &m_request;
    std::unique_ptr<ParameterTable> m_table;
    std::vector<std::string> m_columns;
    std::vector<std::string> m_varied;
};

class CsvResults final : public Named
{
public:
    explicit CsvResults(const SweepRequest &request) : Named(request), m_headerDue(request.header) { }

    std::string row(const SweepRow &row) override
    {
        std::string text = header();
        for (const Cell &cell : values(row)) {
            appendCsvField(text, cell.text);
            text += ',';
        }
        text += std::to_string(row.runs) + "," + std::to_string(row.notCompleted);
        for (const SweepNumber &number : row.numbers)
            text += "," + numberText(number.mean, "") + "," + numberText(number.halfWidth, "");
        return text + "\n";
    }
    std::string end() override { return header(); }

private:
    std::string header()
    {
        if (!m_headerDue)
            return {};
        m_headerDue = false;
        std::string text;
        for (const std::string &name : m_varied)
            text += name + ",";
        text += "runs,not_completed";
        for (const std::string &name : m_columns)
            text += "," + name + "," + name + "_ci95";
        return text + "\n";
    }

    bool m_headerDue;
};

class JsonResults final : public Named
{
public:
    explicit JsonResults(const SweepRequest &request) : Named(request) { }

    std::string row(const SweepRow &row) override
    {
        std::string text = m_any ? ",\n" : "[\n";
        m_any = true;
        text += "  {\"parameters\": {";
        const std::vector<Cell> cells = values(row);
        for (std::size_t i = 0; i < cells.size(); ++i)
            text += (i == 0 ? "" : ", ") + jsonText(m_varied[i]) + ": "
                + (cells[i].isWord ? jsonText(cells[i].text) : cells[i].text);
        text += "}, \"runs\": " + std::to_string(row.runs) + ", \"not_completed\": " + std::to_string(row.notCompleted);
        for (std::size_t i = 0; i < row.numbers.size(); ++i)
            text += ", " + jsonText(m_columns[i]) + ": {\"mean\": " + numberText(row.numbers[i].mean, "null")
                + ", \"ci95\": " + numberText(row.numbers[i].halfWidth, "null") + "}";
        return text + "}";
    }
    std::string end() override { return m_any ? "\n]\n" : "[]\n"; }

private:
    bool m_any = false;
};

class TextResults final : public Named
{
public:
    explicit TextResults(const SweepRequest &request) : Named(request)
    {
        std::vector<std::string> header = m_varied;
        for (const std::string_view name : shown)
            header.emplace_back(name);
        for (const Measure &measure : request.sweep.base.pattern->measures())
            header.emplace_back(measure.id);
        m_lines.push_back(std::move(header));
    }

    std::string row(const SweepRow &row) override
    {
        std::vector<std::string> line;
        for (Cell &cell : values(row))
            line.push_back(std::move(cell.text));
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const bool measure = i >= m_columns.size() - m_request.sweep.base.pattern->measures().size();
            if (!measure && std::find(shown.begin(), shown.end(), m_columns[i]) == shown.end())
                continue;
            const SweepNumber &number = row.numbers[i];
            std::string text = number.mean ? decimals(*number.mean, 3) : "–";
            if (number.halfWidth)
                text += " ± " + decimals(*number.halfWidth, 3);
            line.push_back(std::move(text));
        }
        m_lines.push_back(std::move(line));
        m_notCompleted.push_back(row.notCompleted);
        m_runs.push_back(row.runs);
        return {};
    }
    std::string end() override
    {
        if (std::any_of(m_notCompleted.begin(), m_notCompleted.end(), [](std::uint64_t count) { return count > 0; })) {
            m_lines.front().emplace_back("not_completed");
            for (std::size_t i = 0; i < m_notCompleted.size(); ++i)
                m_lines[i + 1].push_back(std::to_string(m_notCompleted[i]) + " of " + std::to_string(m_runs[i]));
        }
        TextTable table(std::vector(m_lines.front().size(), TextTable::Align::Right));
        for (std::vector<std::string> &line : m_lines)
            table.add(std::move(line));
        const Duration warmup = m_request.sweep.base.settings.warmup;
        return table.text()
            + (warmup > Duration::zero() ? "\nMeasured after " + readableDuration(warmup) + " of warm-up.\n" : "");
    }

private:
    static constexpr std::array<std::string_view, 3> shown = {"throughput_per_s", "latency_mean_s", "latency_p99_s"};
    std::vector<std::vector<std::string>> m_lines; ///< a header, and a line per row
    // By row:
    std::vector<std::uint64_t> m_notCompleted;
    std::vector<std::uint64_t> m_runs;
};

} // namespace

std::unique_ptr<SweepResults> SweepResults::make(const SweepRequest &request)
{
    switch (request.format) {
    case SweepFormat::Csv:
        return std::make_unique<CsvResults>(request);
    case SweepFormat::Json:
        return std::make_unique<JsonResults>(request);
    case SweepFormat::Text:
        break;
    }
    return std::make_unique<TextResults>(request);
}

} // namespace coroscope
