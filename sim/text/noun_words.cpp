// SPDX-License-Identifier: MIT
#include "text/noun_words.h"

namespace coroscope {

Sentence nounText(const Noun &noun)
{
    return sayCounted(1, noun.one, noun.many);
}

Sentence nounsText(const Noun &noun)
{
    return sayCounted(2, noun.one, noun.many);
}

Sentence numberedNoun(const Noun &noun, std::uint64_t number)
{
    return say(words("{thing} {number}"), {{"thing", nounText(noun)}, {"number", number}});
}

} // namespace coroscope
