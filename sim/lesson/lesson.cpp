// SPDX-License-Identifier: MIT
#include "lesson/lesson.h"

namespace coroscope {

Scenario withSettings(Scenario scenario, const std::vector<LessonSetting> &settings)
{
    for (const LessonSetting &setting : settings)
        scenario.settings.values.at(setting.parameter) = setting.value;
    return scenario;
}

const std::vector<std::string_view> &lessonControls()
{
    static const std::vector<std::string_view> names = {"play",    "back",    "step", "bookmark", "until",
                                                        "code",    "inspect", "log",  "branch",   "compare",
                                                        "parting", "luck",    "sweep"};
    return names;
}

} // namespace coroscope
