// SPDX-License-Identifier: MIT
#include "player/lesson_task.h"

#include "models/measure_text.h"
#include "models/text.h"
#include "text/duration_text.h"

#include <map>

namespace coroscope {

namespace {

/// "Turn “Consumers” to at least 3."
QString turnText(const Goal &goal, const PatternInfo &pattern)
{
    const auto table = pattern.declare();
    const ParameterSpec &spec = table->all().at(goal.position)->spec();
    const QString label = toQString(spec.label);
    const QString value = toQString(readable(spec, goal.limit));
    switch (goal.relation) {
    case Relation::Less:
        return QStringLiteral("Set “%1” to less than %2.").arg(label, value);
    case Relation::AtMost:
        return QStringLiteral("Set “%1” to %2 or less.").arg(label, value);
    case Relation::Equal:
        return QStringLiteral("Set “%1” to %2.").arg(label, value);
    case Relation::AtLeast:
        return QStringLiteral("Set “%1” to %2 or more.").arg(label, value);
    case Relation::More:
        return QStringLiteral("Set “%1” to more than %2.").arg(label, value);
    }
    return {};
}

QString eventText(const StopCondition &event)
{
    if (event.kind == StopCondition::Kind::At)
        return QStringLiteral("Watch until %1.").arg(toQString(readableTime(event.time)));
    const std::string_view meaning = stopConditionForms()[static_cast<std::size_t>(event.kind)].meaning;
    return QStringLiteral("Watch until it happens: %1.")
        .arg(QString::fromUtf8(meaning.data(), static_cast<qsizetype>(meaning.size())));
}

QString numberText(const Goal &goal, const PatternInfo &pattern)
{
    const std::string id = sweepColumns(pattern).at(goal.position);
    return QStringLiteral("Watch until this holds: %1 %2 %3.")
        .arg(measureName(id), toQString(signOf(goal.relation)), measureText(id, goal.value));
}

/// What using a control is, as the end of a sentence.
QString useText(const std::string &control)
{
    static const std::map<std::string_view, QString> texts = {
        {"play", QStringLiteral("Play, or pause (Space).")},
        {"back", QStringLiteral("Play backwards (Shift+Space).")},
        {"step", QStringLiteral("Step one event forward ( . ).")},
        {"bookmark", QStringLiteral("Set a bookmark (M).")},
        {"until", QStringLiteral("Run until something happens (U).")},
        {"code", QStringLiteral("Look at the code (Shift+C).")},
        {"inspect", QStringLiteral("Click a task, and inspect it (I).")},
        {"log", QStringLiteral("Look at the log (L).")},
        {"branch", QStringLiteral("Go back, and branch from there (B).")},
        {"compare", QStringLiteral("Compare two runs (C).")},
        {"parting", QStringLiteral("Go to where the two runs part (D).")},
        {"luck", QStringLiteral("Try other seeds (K).")},
        {"sweep", QStringLiteral("Sweep a parameter (S).")},
    };
    const auto found = texts.find(control);
    return found == texts.end() ? QString() : found->second;
}

} // namespace

QString taskText(const GoOn &goOn, const PatternInfo &pattern)
{
    switch (goOn.kind) {
    case GoOn::Kind::Asked:
        return {};
    case GoOn::Kind::Turned:
        return turnText(goOn.goal, pattern);
    case GoOn::Kind::Number:
        return numberText(goOn.goal, pattern);
    case GoOn::Kind::Event:
        return eventText(goOn.event);
    case GoOn::Kind::Used:
        return useText(goOn.control);
    }
    return {};
}

QStringList turnedIn(const LessonStep &step, const Lesson &lesson)
{
    const auto table = lesson.pattern->declare();
    QStringList ids;
    const auto add = [&](std::size_t parameter) {
        const QString id = toQString(table->all().at(parameter)->spec().id);
        if (!ids.contains(id))
            ids << id;
    };
    if (step.spotlight.kind == Spotlight::Kind::Parameter)
        add(step.spotlight.index);
    if (step.goOn.kind == GoOn::Kind::Turned)
        add(step.goOn.goal.position);
    if (lesson.challenge && lesson.challenge->turnable.empty()) {
        for (std::size_t parameter = 0; parameter < table->all().size(); ++parameter)
            add(parameter);
    } else if (lesson.challenge) {
        for (const std::size_t parameter : lesson.challenge->turnable)
            add(parameter);
    }
    return ids;
}

} // namespace coroscope
