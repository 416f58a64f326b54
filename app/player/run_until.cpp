// SPDX-License-Identifier: MIT
#include "player/run_until.h"

#include "models/text.h"
#include "pattern/place_names.h"
#include "player/condition_words.h"
#include "run/look_back.h"
#include "text/duration_text.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

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

/// A line of code without its comment.
QString codeOf(const CodeLine &line)
{
    QString code;
    for (const CodeToken &token : line.tokens) {
        if (token.kind != 'c')
            code += token.text;
    }
    return code.trimmed();
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
        list << QVariantMap{
            {QStringLiteral("name"), toQString(form.name)},
            {QStringLiteral("label"), toQString(label(static_cast<Kind>(i), m_run.session().pattern().item))},
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
    return condition ? toQString(describe(*condition, m_run.session().pattern())) : QString();
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
    return linePlace(site.file, site.line);
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

QVariantList RunUntil::lines()
{
    if (!m_run.loaded())
        return {};
    const CodeSites &sites = m_run.session().trace().sites();
    const auto &files = m_run.session().pattern().code;
    std::set<std::pair<std::size_t, std::uint32_t>> places;
    for (std::size_t site = 1; site < sites.end(); ++site) {
        const CodeSite &at = sites.at(static_cast<SiteId>(site));
        const auto file = std::find(files.begin(), files.end(), at.file);
        if (at.line != 0 && file != files.end())
            places.emplace(static_cast<std::size_t>(file - files.begin()), at.line);
    }
    QVariantList list;
    for (const auto &[file, line] : places) {
        const std::string_view path = files[file];
        auto source = m_sources.find(path);
        if (source == m_sources.end())
            source = m_sources.emplace(path, loadSource(path)).first;
        const SourceText &text = source->second;
        if (line <= text.lines.size())
            list << QVariantMap{{QStringLiteral("place"), linePlace(path, line)},
                                {QStringLiteral("text"), codeOf(text.lines[line - 1])}};
    }
    return list;
}

QString RunUntil::start(const QString &name, const QString &argument, bool back)
{
    const ParsedStopCondition parsed = parsedStopCondition(m_run.topology(), written(name, argument));
    if (!parsed.value)
        return capitalised(toQString(parsed.error)) + QLatin1Char('.');
    m_lastName = name;
    m_lastArgument = argument;
    Q_EMIT lastChanged();
    search(*parsed.value, back);
    return {};
}

bool RunUntil::again(bool back)
{
    if (m_lastName.isEmpty())
        return false;
    const auto condition = parsedStopCondition(m_run.topology(), written(m_lastName, m_lastArgument)).value;
    if (condition)
        search(*condition, back);
    return condition.has_value();
}

void RunUntil::search(const StopCondition &condition, bool back)
{
    m_transport.stopAhead();
    m_transport.setPlaying(false);
    if (condition.kind == Kind::At)
        goTo(condition.time, back);
    else if (back)
        searchBack(condition);
    else
        searchOn(condition);
}

void RunUntil::goTo(Time time, bool back)
{
    if (back && time >= m_run.playhead())
        Q_EMIT notice(toQString(say(words("{time} is not in the past."), {{"time", readableTime(time)}})));
    else if (time <= m_run.present())
        m_transport.seek(inSeconds(time));
    else
        m_transport.runAhead(time);
}

void RunUntil::searchBack(const StopCondition &condition)
{
    const Session &session = m_run.session();
    // What the playhead stands right behind is not found again.
    Sequence before = m_run.player().position();
    if (before > session.trace().firstKept() && session.trace().at(before - 1).time == m_run.playhead())
        --before;
    const auto search = std::make_shared<LookBack>(session.trace(), session.keyFrames(), m_run.topology(), condition,
                                                   before);
    const QString what = toQString(describe(condition, m_run.session().pattern()));
    m_transport.runAhead(RunAhead::Job{
        [search](std::chrono::nanoseconds patience) {
            const auto start = std::chrono::steady_clock::now();
            while (!search->goOn()) {
                if (std::chrono::steady_clock::now() - start >= patience)
                    return false;
            }
            return true;
        },
        [search, what] {
            return QStringLiteral("Running back until %1: %2").arg(what, toQString(readableTime(search->reached())));
        },
        [this, search, condition](bool done) {
            const Sentence said = describe(condition, m_run.session().pattern());
            if (search->found())
                m_transport.arriveAfter(*search->found(), said);
            else if (done && m_run.forgottenBefore() > Time{})
                Q_EMIT notice(
                    toQString(say(words("Not found before this moment, as far back as the trace is kept: {what}."),
                                  {{"what", said}})));
            else if (done)
                Q_EMIT notice(toQString(say(words("Not found before this moment: {what}."), {{"what", said}})));
        }});
}

void RunUntil::searchOn(const StopCondition &condition)
{
    const auto search = std::make_shared<ConditionRun>(m_run.player(), condition, later(m_run.present(), furthest));
    const auto end = std::make_shared<ConditionRun::End>(ConditionRun::End::None);
    const QString what = toQString(describe(condition, m_run.session().pattern()));
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
    const Sentence what = describe(condition, m_run.session().pattern());
    switch (end) {
    case ConditionRun::End::None: // it was stopped
        break;
    case ConditionRun::End::Met:
        m_transport.arriveAfter(*search.found(), what);
        break;
    case ConditionRun::End::TooFar:
        Q_EMIT notice(toQString(
            say(words("Not reached by {time}: {what}."), {{"what", what}, {"time", readableTime(search.reached())}})));
        break;
    case ConditionRun::End::NothingMore:
        Q_EMIT notice(toQString(say(
            words("Never reached: {what}. Nothing more will happen unless you change something."), {{"what", what}})));
        break;
    }
}

} // namespace coroscope
