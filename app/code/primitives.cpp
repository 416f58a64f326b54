// SPDX-License-Identifier: MIT
#include "code/primitives.h"

#include "models/text.h"

#include <algorithm>

namespace coroscope {

const Primitive *primitiveAt(const CodeLine &line, std::size_t token)
{
    const CodeToken &it = line.tokens[token];
    if (it.kind != 'i' && it.kind != 't' && it.kind != 'a')
        return nullptr;
    const QString before = token > 0 ? line.tokens[token - 1].text : QString();
    const QString after = token + 1 < line.tokens.size() ? line.tokens[token + 1].text : QString();
    const bool isMember = before.endsWith(QLatin1String(".")) || before.endsWith(QLatin1String("->"));
    const bool isQualified = isMember || before.endsWith(QLatin1String("::"));
    const bool isCalled = after.startsWith(QLatin1Char('('));
    // A parameter may be called like what it is about: m_parameters.timeout().
    const bool isParameter = isMember && token > 1 && line.tokens[token - 2].text == QLatin1String("m_parameters");
    const auto fits = [&](Primitive::Form form) {
        switch (form) {
        case Primitive::Form::Function:
            return isCalled && !isQualified;
        case Primitive::Form::Member:
            return isCalled && isMember && !isParameter;
        case Primitive::Form::Type:
            return !isQualified && !isCalled;
        case Primitive::Form::Word:
            return true;
        }
        return false;
    };
    const std::span<const Primitive> all = primitives();
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const Primitive &one) { return it.text == toQString(one.name) && fits(one.form); });
    return found == all.end() ? nullptr : &*found;
}

Sentence explanationOf(const Primitive &primitive)
{
    const auto in = [](Words pattern, std::string_view name) {
        return say(pattern,
                   {{"name", name.empty() ? Sentence(words("nothing like it")) : Sentence(std::string(name))}});
    };
    const Sentence elsewhere = joined(
        {in(words("tokio: {name}"), primitive.tokio), in(words("Trio: {name}"), primitive.trio),
         in(words("Kotlin: {name}"), primitive.kotlin), in(words("Go: {name}"), primitive.go)},
        "\n");
    const bool isWritten = !(primitive.tokio.empty() && primitive.trio.empty() && primitive.kotlin.empty()
                             && primitive.go.empty());
    return isWritten ? joined({Sentence(primitive.meaning), elsewhere}, "\n") : Sentence(primitive.meaning);
}

} // namespace coroscope
