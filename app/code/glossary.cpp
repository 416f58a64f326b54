// SPDX-License-Identifier: MIT
#include "code/glossary.h"

#include "code/glossary_tables.h"
#include "code/primitives.h"

#include <algorithm>
#include <vector>

namespace coroscope {

std::span<const Term> terms()
{
    static const std::vector<Term> all = [] {
        std::vector<Term> joined(termsOfCode().begin(), termsOfCode().end());
        joined.insert(joined.end(), termsOfSystems().begin(), termsOfSystems().end());
        return joined;
    }();
    return all;
}

std::vector<std::string> formsOf(const Term &term)
{
    std::vector<std::string> forms;
    if (term.forms.empty()) {
        std::string whole(term.term);
        std::transform(whole.begin(), whole.end(), whole.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
        forms.push_back(whole + 's');
        forms.push_back(std::move(whole));
        return forms;
    }
    std::size_t begin = 0;
    while (begin <= term.forms.size()) {
        const std::size_t end = std::min(term.forms.find('|', begin), term.forms.size());
        if (const std::string_view form = term.forms.substr(begin, end - begin); form != noForm)
            forms.emplace_back(form);
        begin = end + 1;
    }
    return forms;
}

TermEntry entryOf(const Term &term)
{
    const std::span<const Primitive> all = primitives();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Primitive &one) { return one.name == term.primitive; });
    if (found == all.end())
        return {term.term, term.meaning, term.tokio, term.trio, term.kotlin, term.go, term.here};
    return {term.term,     term.meaning.empty() ? found->meaning : term.meaning,
            found->tokio,  found->trio,
            found->kotlin, found->go,
            found->name};
}

} // namespace coroscope
