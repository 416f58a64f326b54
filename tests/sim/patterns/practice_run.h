// SPDX-License-Identifier: MIT
#pragma once

#include "insight/recent.h"
#include "sim/pattern_run.h"

namespace coroscope::test {

/// One run of a practice, and what is asked of it.
struct PracticeRun : PatternRun {
    using PatternRun::PatternRun;

    std::optional<double> measure(std::string_view id)
    {
        for (const Measure &measure : session.pattern().measures()) {
            if (measure.id == id)
                return measure.value(session.measured());
        }
        qFatal("no such measure");
    }
    Diagnosis diagnosis() const
    {
        return session.pattern().diagnose(Recent(session.history(), session.now(), 10s), session.values());
    }
    /// "label: value (note)" of each.
    QStringList headlines() const
    {
        QStringList list;
        for (const Headline &headline : diagnosis().headlines)
            list.push_back(QStringLiteral("%1: %2 (%3)")
                               .arg(QString::fromStdString(headline.label.text()),
                                    QString::fromStdString(headline.value.text()),
                                    QString::fromStdString(headline.note.text())));
        return list;
    }
    /// What is found by this check; empty: nothing.
    QString found(std::string_view check) const
    {
        for (const Advice &advice : diagnosis().advice) {
            if (advice.check == check)
                return QString::fromStdString(joined({advice.sentence, advice.remedy}, " ").text());
        }
        return {};
    }
    /// How many events of this kind there are up to now, by tasks of @p group.
    int count(EventKind kind, std::uint32_t group)
    {
        int count = 0;
        World world;
        for (Sequence i = 0; i < session.trace().count(); ++i) {
            const Event &event = session.trace().at(i);
            world.apply(event);
            const TaskView *const task = world.task(event.task);
            count += event.kind == kind && task && task->place.group == group ? 1 : 0;
        }
        return count;
    }
};

} // namespace coroscope::test
