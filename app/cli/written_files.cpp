// SPDX-License-Identifier: MIT
#include "cli/written_files.h"

#include "cli/errors.h"
#include "files/file_target.h"
#include "run/registry.h"
#include "text/wording.h"

namespace coroscope {

void refuseToOverwriteScenario(std::string_view option, std::string_view file, const Arguments &arguments)
{
    if (arguments.operands().empty())
        return;
    const std::string_view operand = arguments.operands().front();
    if (!findPattern(operand) && operand != "-" && areOneFile(std::string(operand), std::string(file)))
        throw RequestError(std::string(option) + " " + (file == "-" ? "(standard output)" : inQuotes(file))
                           + ": that is the scenario that is run; it takes another file");
}

} // namespace coroscope
