// SPDX-License-Identifier: MIT
#include "models/lesson_rows.h"

namespace coroscope {

const RowRoles<LessonRow> &LessonRow::roles()
{
    static const RowRoles<LessonRow> all = {
        memberRole<&LessonRow::id>("lessonId"),     memberRole<&LessonRow::title>("title"),
        memberRole<&LessonRow::section>("section"), memberRole<&LessonRow::begins>("begins"),
        memberRole<&LessonRow::done>("done"),       memberRole<&LessonRow::current>("current"),
        memberRole<&LessonRow::begun>("begun"),     memberRole<&LessonRow::stars>("stars"),
    };
    return all;
}

const RowRoles<GoalRow> &GoalRow::roles()
{
    static const RowRoles<GoalRow> all = {
        memberRole<&GoalRow::text>("text"),
        memberRole<&GoalRow::holds>("holds"),
        memberRole<&GoalRow::judged>("judged"),
        memberRole<&GoalRow::met>("met"),
    };
    return all;
}

} // namespace coroscope
