// SPDX-License-Identifier: MIT
#pragma once

#include "text/listing.h"

#include <string>
#include <string_view>
#include <vector>

namespace coroscope {

/// User input in quotation marks, cut short and on one line: it may come from anywhere and be of any length.
std::string inQuotes(std::string_view text);
/// A sentence as the end of another: without its initial capital and full stop.
std::string asClause(std::string_view sentence);
/// With a capital at its beginning, if a letter of ASCII is there.
std::string capitalised(std::string sentence);
/// The one of @p names that @p typed was probably meant to be; empty when none is close.
std::string_view nearest(std::string_view typed, const std::vector<std::string_view> &names);
/// "did you mean 'capacity'? The parameters are: a, b and c"; @p kind is the plural noun. Without the question when
/// none is close.
std::string suggestion(std::string_view typed, std::string_view kind, const std::vector<std::string_view> &names);

} // namespace coroscope
