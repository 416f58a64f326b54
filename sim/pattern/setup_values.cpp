// SPDX-License-Identifier: MIT
#include "pattern/setup_values.h"

namespace coroscope {

std::vector<std::int64_t> setupValues(const PatternInfo &pattern, const Setup &setup)
{
    const std::unique_ptr<ParameterTable> table = pattern.declare();
    std::vector<std::int64_t> values;
    for (const Parameter *parameter : table->all()) {
        std::int64_t value = parameter->raw();
        for (const auto &[id, text] : setup.values) {
            if (id == parameter->spec().id)
                value = parsed(parameter->spec(), text).value.value();
        }
        values.push_back(value);
    }
    return values;
}

} // namespace coroscope
