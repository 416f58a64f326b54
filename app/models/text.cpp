// SPDX-License-Identifier: MIT
#include "models/text.h"

#include "text/sentence.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>
#include <optional>

namespace coroscope {

namespace {

/// @p source in the language of the window; empty if it is not translated, as in English. Of one that counts, @p count
/// chooses the form.
QString inOtherWords(std::string_view source, std::optional<std::int64_t> count)
{
    constexpr std::int64_t most = std::numeric_limits<int>::max();
    if (source.empty())
        return {};
    const std::string id(source); // ends with a zero
    const QString said = qtTrId(id.c_str(), count ? static_cast<int>(std::min(*count, most)) : -1);
    return said == toQString(id) ? QString() : said;
}

} // namespace

QString toQString(const Sentence &sentence)
{
    return toQString(sentence.text([](std::string_view source, std::optional<std::int64_t> count) {
        return inOtherWords(source, count).toStdString();
    }));
}

QString translated(Words text)
{
    return toQString(Sentence(text));
}

QString translated(const Noun &noun, std::int64_t count)
{
    return toQString(sayCounted(count, noun.one, noun.many));
}

} // namespace coroscope
