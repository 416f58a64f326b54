// SPDX-License-Identifier: MIT
#include "player/document.h"

#include "files/file_name.h"
#include "models/shown_text.h"
#include "player/kept_settings.h"
#include "player/simulation.h"
#include "run/scenario_file.h"
#include "text/utf8.h"

#include <QFileInfo>
#include <QJsonArray>

namespace coroscope {

namespace {

constexpr qsizetype mostRecent = 6;

QString groupName()
{
    return QStringLiteral("scenarios");
}

QString recentKey()
{
    return QStringLiteral("recent");
}

/// As much of it as a scenario can have.
QString cut(const std::string &text, std::size_t longest)
{
    return toQString(wholeCharacters(text, longest));
}

/// The path of a file on this computer; what has no scheme is one. Empty for anything else.
QString localPath(const QUrl &url)
{
    return url.scheme().isEmpty() ? url.path() : url.toLocalFile();
}

/// The same of branches; of the current one, the run says what has been done.
bool sayTheSame(const RunTree &a, const RunTree &b)
{
    if (a.current() != b.current() || a.branches().size() != b.branches().size())
        return false;
    for (std::size_t i = 0; i < a.branches().size(); ++i) {
        const RunTree::Branch &one = a.branches()[i];
        const RunTree::Branch &other = b.branches()[i];
        if (one.parent != other.parent || one.from != other.from || (i != a.current() && one.changes != other.changes))
            return false;
    }
    return true;
}

/// Whether two scenarios say the same, apart from how long they run: time that goes on is no change.
bool sayTheSame(const Scenario &a, const Scenario &b)
{
    return a.pattern == b.pattern && a.settings.seed == b.settings.seed && a.settings.schedule == b.settings.schedule
        && a.settings.values == b.settings.values && a.settings.warmup == b.settings.warmup && a.changes == b.changes
        && a.title == b.title && a.note == b.note && a.bookmarks == b.bookmarks && sayTheSame(a.branches, b.branches);
}

} // namespace

Document::Document(Simulation &simulation, bool remember, QObject *parent)
    : QObject(parent), m_simulation(simulation), m_remember(remember)
{
    readRecent();
    markSaved();
    connect(simulation.run(), &Run::detailsChanged, this, &Document::refresh);
    connect(simulation.bookmarks(), &Bookmarks::changed, this, &Document::refresh);
    connect(simulation.branching(), &Branching::changed, this, &Document::refresh);
    connect(this, &Document::notice, &simulation, &Simulation::notice);
    simulation.tuning()->keepWithRuns([this] { return asItWas(); });
}

QString Document::name() const
{
    return shownText(m_title.isEmpty() ? QFileInfo(m_file).completeBaseName() : m_title);
}

void Document::setTitle(const QString &wish)
{
    const QString title = cut(onOneLine(wish.toStdString()), Scenario::longestTitle);
    if (title == m_title)
        return;
    m_title = title;
    refresh();
    Q_EMIT changed();
}

void Document::setNote(const QString &wish)
{
    const QString note = cut(onItsLines(wish.toStdString()), Scenario::longestNote);
    if (note == m_note)
        return;
    m_note = note;
    refresh();
    Q_EMIT changed();
}

Scenario Document::scenario() const
{
    Scenario scenario = scenarioOf(m_simulation.run()->session());
    if (scenario.length == Duration::zero()
        && m_leastLength == Duration::zero()) // nothing has been run: as long as any
        scenario.length = scenario.settings.warmup + Scenario{}.length;
    scenario.length = std::max({scenario.length, m_leastLength, scenario.settings.warmup + Duration{1}});
    if (!scenario.changes.empty())
        scenario.length = std::max(scenario.length, scenario.changes.back().at.time_since_epoch());
    scenario.bookmarks = m_simulation.bookmarks()->all();
    if (!scenario.bookmarks.empty())
        scenario.length = std::max(scenario.length, scenario.bookmarks.back().at.time_since_epoch());
    scenario.branches = m_simulation.branching()->tree();
    scenario.title = m_title.toStdString();
    scenario.note = m_note.toStdString();
    return scenario;
}

QStringList Document::others() const
{
    QStringList list = m_recent;
    list.removeAll(m_file);
    return list.mid(0, 3);
}

void Document::adopt(const Scenario &scenario, const QString &file)
{
    m_file = file;
    m_fileDigest = scenarioDigest(file);
    m_title = toQString(scenario.title);
    m_note = toQString(scenario.note);
    m_simulation.bookmarks()->replace(scenario.bookmarks);
    m_simulation.branching()->adopt(scenario.branches);
    m_leastLength = scenario.length;
    markSaved();
    if (!file.isEmpty())
        rememberFile(file);
    else
        Q_EMIT recentChanged(); // what was the current one is another one now
}

void Document::recover(const Scenario &scenario, const QString &file, const QByteArray &digest)
{
    forget();
    m_file = file;
    m_fileDigest = digest;
    m_title = toQString(scenario.title);
    m_note = toQString(scenario.note);
    m_simulation.bookmarks()->replace(scenario.bookmarks);
    m_simulation.branching()->adopt(scenario.branches);
    if (!named())
        m_title = QStringLiteral("Recovered");
    m_saved = {}; // the file's contents are unknown
    m_modified = true;
    Q_EMIT changed();
    Q_EMIT recentChanged();
}

bool Document::open(const QString &file)
{
    const QString path = absoluteFileName(file);
    try {
        // Before it is read: what is written in between then counts as changed elsewhere.
        const QByteArray digest = scenarioDigest(path);
        const Scenario scenario = readScenario(path);
        m_simulation.tuning()->start(scenario, QStringLiteral("opening “%1”").arg(QFileInfo(path).completeBaseName()));
        adopt(scenario, path);
        m_fileDigest = digest;
        return true;
    } catch (const std::exception &error) { // of reading; the run has not been touched
        if (!fileExists(path))
            forgetFile(path);
        say(QString::fromUtf8(error.what()));
        return false;
    }
}

bool Document::openUrl(const QUrl &url)
{
    return open(localPath(url));
}

bool Document::changedElsewhere() const
{
    return !m_file.isEmpty() && fileExists(m_file) && scenarioDigest(m_file) != m_fileDigest;
}

bool Document::save()
{
    if (!changedElsewhere())
        return overwrite();
    Q_EMIT foundChangedElsewhere();
    return false;
}

bool Document::overwrite()
{
    if (m_file.isEmpty())
        return false;
    const QString problem = write();
    if (problem.isEmpty())
        return true;
    say(problem);
    Q_EMIT couldNotSave(shownText(problem));
    return false;
}

QString Document::write()
{
    try {
        // In the middle of an instant what is saved would be another run: it ends with all of an instant.
        m_simulation.run()->session().runUntil(m_simulation.run()->session().now());
        m_fileDigest = writeScenario(m_file, scenario());
    } catch (const ScenarioFileError &error) {
        return QString::fromUtf8(error.what());
    }
    markSaved();
    rememberFile(m_file);
    say(QStringLiteral("Saved: %1").arg(m_file));
    return {};
}

bool Document::saveAs(const QUrl &url)
{
    const QString path = localPath(url);
    if (path.isEmpty()) {
        say(QStringLiteral("%1: can't be written: it takes a file on this computer").arg(url.toString()));
        return false;
    }
    return saveTo(path);
}

bool Document::saveTo(const QString &path)
{
    const QString before = m_file;
    m_file = absoluteFileName(path);
    if (QFileInfo(m_file).suffix().isEmpty())
        m_file += QStringLiteral(".coroscope");
    const QString problem = write();
    if (problem.isEmpty())
        return true;
    m_file = before;
    say(problem);
    return false;
}

void Document::forget()
{
    m_file.clear();
    m_fileDigest.clear();
    m_title.clear();
    m_note.clear();
    m_simulation.bookmarks()->replace({});
    m_leastLength = {};
    markSaved();
    Q_EMIT recentChanged();
}

std::function<void()> Document::asItWas()
{
    return [this, file = m_file, title = m_title, note = m_note, leastLength = m_leastLength, saved = m_saved,
            digest = m_fileDigest, bookmarks = m_simulation.bookmarks()->all()] {
        if (file.isEmpty() || file != m_file) { // else its own file may have been written meanwhile
            m_saved = saved;
            m_fileDigest = digest;
        }
        m_file = file;
        m_title = title;
        m_note = note;
        m_leastLength = leastLength;
        m_simulation.bookmarks()->replace(bookmarks);
        m_modified = !sayTheSame(m_saved, scenario());
        Q_EMIT changed();
        Q_EMIT recentChanged();
    };
}

void Document::markSaved()
{
    m_saved = scenario();
    m_modified = false;
    Q_EMIT changed();
}

void Document::refresh()
{
    const bool modified = !sayTheSame(m_saved, scenario());
    if (modified == m_modified)
        return;
    m_modified = modified;
    Q_EMIT changed();
}

QString Document::shown(const QString &text) const
{
    return shownText(text);
}

void Document::say(const QString &text)
{
    Q_EMIT notice(shownText(text));
}

void Document::readRecent()
{
    if (!m_remember)
        return;
    m_recent.clear();
    for (const QJsonValue &file : KeptSettings::group(groupName())[recentKey()].toArray()) {
        if (file.isString() && m_recent.size() < mostRecent)
            m_recent.push_back(file.toString());
    }
}

void Document::writeRecent()
{
    if (m_remember)
        KeptSettings::setGroup(groupName(), {{recentKey(), QJsonArray::fromStringList(m_recent)}});
    Q_EMIT recentChanged();
}

void Document::rememberFile(const QString &file)
{
    readRecent(); // another window may have used other files meanwhile
    m_recent.removeAll(file);
    m_recent.prepend(file);
    while (m_recent.size() > mostRecent)
        m_recent.removeLast();
    writeRecent();
}

void Document::forgetFile(const QString &file)
{
    readRecent();
    if (m_recent.removeAll(file) > 0)
        writeRecent();
}

} // namespace coroscope
