// SPDX-License-Identifier: MIT
#include "player/run_until.h"

#include "models/text.h"
#include "pattern/place_names.h"
#include "player/condition_words.h"
#include "text/duration_text.h"

namespace coroscope {

namespace {

using Kind = StopCondition::Kind;

/// The form called @p name; null if there is none.
const StopConditionForm *formOf(const QString &name)
{
    for (const StopConditionForm &form : stopConditionForms()) {
        if (toQString(form.name) == name)
            return &form;
    }
    return nullptr;
}

} // namespace

RunUntil::RunUntil(Run &run, Transport &transport, QObject *parent)
    : QObject(parent), m_run(run), m_transport(transport)
{
    connect(&m_run, &Run::patternChanged, this, &RunUntil::patternChanged);
    connect(&m_run, &Run::patternChanged, this, &RunUntil::lastChanged);
}

QVariantList RunUntil::choices() const
{
    QVariantList list;
    for (std::size_t i = 0; m_run.loaded() && i < stopConditionForms().size(); ++i) {
        const StopConditionForm &form = stopConditionForms()[i];
        if (form.argument == "CHANNEL" && m_run.topology().channels.empty())
            continue;
        list << QVariantMap{{QStringLiteral("name"), toQString(form.name)},
                            {QStringLiteral("label"), translated(label(static_cast<Kind>(i)))},
                            {QStringLiteral("argument"), toQString(form.argument)}};
    }
    return list;
}

QStringList RunUntil::channels() const
{
    if (!m_run.loaded() || m_run.topology().channels.empty())
        return {};
    QStringList names{translated(words("any channel"))};
    for (const ChannelNode &channel : m_run.topology().channels)
        names << translated(channel.label);
    return names;
}

QString RunUntil::last() const
{
    if (m_lastName.isEmpty() || !m_run.loaded())
        return {};
    const auto condition = parsedStopCondition(m_run.topology(), written(m_lastName, m_lastArgument)).value;
    return condition ? toQString(describe(*condition, m_run.topology())) : QString();
}

QString RunUntil::proposal(const QString &name) const
{
    const StopConditionForm *const form = formOf(name);
    if (!form || form->argument.empty())
        return {};
    if (form->argument == "CHANNEL")
        return QStringLiteral("0");
    const std::span<const Place> selected = m_run.selected();
    const Place place = selected.empty() ? Place{} : selected.front();
    if (form->argument == "TASK")
        return toQString(placeName(m_run.topology(), place));
    if (form->argument == "ITEM")
        return QString::number(std::max<std::uint64_t>(1, m_run.world().items().created));
    if (form->argument == "TIME")
        return toQString(canonicalDuration(m_run.playhead().time_since_epoch() + std::chrono::seconds(10)));
    const TaskView *const task = m_run.world().taskAt(place);
    const CodeSite &site = m_run.session().trace().sites().at(task ? task->site : SiteId{0});
    if (site.line == 0)
        return {};
    return QStringLiteral("%1:%2").arg(toQString(site.file.substr(site.file.rfind('/') + 1))).arg(site.line);
}

std::string RunUntil::written(const QString &name, const QString &argument) const
{
    const StopConditionForm *const form = formOf(name);
    std::string value = argument.trimmed().toStdString();
    if (form && form->argument == "CHANNEL") {
        const auto &channels = m_run.topology().channels;
        const auto number = static_cast<std::size_t>(argument.toInt());
        value = number == 0 || number > channels.size() ? std::string() : std::string(channels[number - 1].id);
    }
    return name.toStdString() + (value.empty() ? "" : "=" + value);
}

QString RunUntil::start(const QString &name, const QString &argument)
{
    const ParsedStopCondition parsed = parsedStopCondition(m_run.topology(), written(name, argument));
    if (!parsed.value)
        return capitalised(toQString(parsed.error)) + QLatin1Char('.');
    m_lastName = name;
    m_lastArgument = argument;
    Q_EMIT lastChanged();
    search(*parsed.value);
    return {};
}

bool RunUntil::again()
{
    if (m_lastName.isEmpty())
        return false;
    const auto condition = parsedStopCondition(m_run.topology(), written(m_lastName, m_lastArgument)).value;
    if (condition)
        search(*condition);
    return condition.has_value();
}

void RunUntil::search(const StopCondition &condition)
{
    m_transport.stopAhead();
    m_transport.setPlaying(false);
    if (condition.kind == Kind::At) {
        if (condition.time <= m_run.present())
            m_transport.seek(inSeconds(condition.time));
        else
            m_transport.runAhead(condition.time);
        return;
    }
    const auto search = std::make_shared<ConditionRun>(m_run.player(), condition, later(m_run.present(), furthest));
    const auto end = std::make_shared<ConditionRun::End>(ConditionRun::End::None);
    const QString what = toQString(describe(condition, m_run.topology()));
    m_transport.runAhead(RunAhead::Job{
        [search, end](std::chrono::nanoseconds patience) {
            *end = search->goOn(patience);
            return *end != ConditionRun::End::None;
        },
        [search, what] {
            return QStringLiteral("Running until %1: %2").arg(what, toQString(readableTime(search->reached())));
        },
        [this, search, end, condition](bool) { conclude(condition, *end, *search); }});
}

void RunUntil::conclude(const StopCondition &condition, ConditionRun::End end, const ConditionRun &search)
{
    const Sentence what = describe(condition, m_run.topology());
    switch (end) {
    case ConditionRun::End::None: // it was stopped
        break;
    case ConditionRun::End::Met:
        m_transport.arriveAfter(*search.found(), what);
        break;
    case ConditionRun::End::TooFar:
        Q_EMIT notice(toQString(say(words("It did not come to {what} up to {time}."),
                                    {{"what", what}, {"time", readableTime(search.reached())}})));
        break;
    case ConditionRun::End::NothingMore:
        Q_EMIT notice(toQString(say(
            words("It does not come to {what}: nothing more will happen unless something is set."), {{"what", what}})));
        break;
    }
}

} // namespace coroscope
