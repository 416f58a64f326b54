// SPDX-License-Identifier: MIT
#include "code/pattern_graph.h"

#include <string>

namespace coroscope {

const AwaitGraph &awaitGraphOf(const PatternInfo &pattern)
{
    static std::map<std::string, AwaitGraph, std::less<>> known;
    const auto found = known.find(pattern.id);
    if (found != known.end())
        return found->second;
    std::vector<SourceText> files;
    for (const std::string_view file : pattern.code)
        files.push_back(loadSource(file));
    return known.emplace(pattern.id, AwaitGraph(files, pattern.topology().groups)).first->second;
}

} // namespace coroscope
