// SPDX-License-Identifier: MIT
#pragma once

#include "player/background_runs.h"
#include "player/simulation.h"
#include "player/study_times.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace coroscope {

/// Many runs around the values of a simulation, made on threads of their own, and a measure of them that is drawn. While it
/// is active it starts over whenever something that it depends on is changed, until the user stops it.
class RunStudy : public QObject
{
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(coroscope::Simulation *simulation READ simulation WRITE setSimulation NOTIFY simulationChanged REQUIRED)
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(QStringList measures READ measures NOTIFY patternChanged)
    Q_PROPERTY(int measure READ measure WRITE setMeasure NOTIFY measureChanged)
    Q_PROPERTY(int seeds READ seeds NOTIFY settingsChanged)
    Q_PROPERTY(QString lengthText READ lengthText NOTIFY settingsChanged)
    Q_PROPERTY(QString lengthEdit READ lengthEdit NOTIFY settingsChanged)
    Q_PROPERTY(QString warmupText READ warmupText NOTIFY settingsChanged)
    Q_PROPERTY(QString warmupEdit READ warmupEdit NOTIFY settingsChanged)
    Q_PROPERTY(bool running READ running NOTIFY resultsChanged)
    Q_PROPERTY(double progress READ progress NOTIFY resultsChanged)
    Q_PROPERTY(QString statusText READ statusText NOTIFY resultsChanged)
    Q_PROPERTY(QString commandLine READ commandLine NOTIFY resultsChanged)

public:
    static constexpr int mostSeeds = 1000;

    Simulation *simulation() const { return m_simulation; }
    void setSimulation(Simulation *simulation);
    /// Whether it is being shown.
    bool active() const noexcept { return m_active; }
    void setActive(bool active);
    /// Their names, in the order of sweepColumns().
    QStringList measures() const;
    /// The measure that is drawn. All measures are known of each run.
    int measure() const noexcept { return m_measure; }
    void setMeasure(int measure);
    int seeds() const noexcept { return m_seeds; }
    QString lengthText() const { return m_times.lengthText(); }
    QString lengthEdit() const { return m_times.lengthEdit(); }
    QString warmupText() const { return m_times.warmupText(); }
    QString warmupEdit() const { return m_times.warmupEdit(); }
    virtual bool running() const = 0;
    /// 0 … 1.
    double progress() const { return all() == 0 ? 0 : static_cast<double>(done()) / static_cast<double>(all()); }
    /// "60 runs of 60 s in 0.21 s"
    virtual QString statusText() const = 0;
    /// A `coroscope-cli sweep …` that makes the same runs; empty before there are any.
    virtual QString commandLine() const = 0;

    /// Each takes user input, and returns an empty string or one line that says what would be accepted.
    Q_INVOKABLE QString setSeeds(const QString &text);
    Q_INVOKABLE QString setLength(const QString &text) { return taken(m_times.takeLength(text)); }
    Q_INVOKABLE QString setWarmup(const QString &text) { return taken(m_times.takeWarmup(text)); }
    /// Starts over.
    Q_INVOKABLE void start();
    /// Stops, keeping the results so far.
    Q_INVOKABLE void stop();

Q_SIGNALS:
    void simulationChanged();
    void activeChanged();
    void patternChanged();
    void settingsChanged();
    void measureChanged();
    void resultsChanged();

protected:
    RunStudy(int seeds, int fewestSeeds, QObject *parent);

    /// Something that it depends on has been changed. It starts over soon: a slider being dragged is not followed at every
    /// pixel.
    void settle() { m_settled.start(); }
    bool stoppedByUser() const noexcept { return m_stopped; }
    /// Draws anew, and says so.
    void refresh();
    /// Begins @p runs, in the place of those under way; says so if that cannot be.
    template <typename Runner, typename... Arguments>
    void begin(BackgroundRuns<Runner> &runs, Arguments &&...arguments)
    {
        try {
            runs.begin(std::forward<Arguments>(arguments)...);
            m_elapsed.start();
            m_poll.start();
        } catch (const std::system_error &) {
            Q_EMIT m_simulation->notice(QStringLiteral("The runs can't begin: the system has no thread for them."));
        }
    }
    /// Gives @p take what has come of @p runs. Where they have failed, they are broken off.
    template <typename Runner, typename Take>
    void takeFrom(BackgroundRuns<Runner> &runs, const Take &take)
    {
        if (!runs.underWay())
            return;
        while (auto result = runs->next(std::chrono::milliseconds(0))) {
            take(std::move(*result));
            m_hasNews = true;
        }
        if (runs->failed()) {
            Q_EMIT m_simulation->notice(
                QStringLiteral("The runs are broken off: the system has no more memory for them."));
            stop();
        } else if (runs->finished()) {
            m_took = Duration{m_elapsed.nsecsElapsed()};
            runs.breakOff();
            m_hasNews = true;
        }
    }
    /// Results are taken from now on until they are over.
    void poll() { m_poll.start(); }
    void noteNews() noexcept { m_hasNews = true; }
    /// "60 runs of 60 s in 0.21 s", "12 of 60 points, stopped".
    QString statusOf(std::uint64_t runs, Duration length, const QString &parts) const;
    /// Shows a run in the place of the simulation's; @p name is what undo takes back then.
    void show(const Scenario &scenario, Time time, const QString &name, const QString &said);

    template <typename Result>
    static std::uint64_t countOf(const std::vector<std::optional<Result>> &results)
    {
        return static_cast<std::uint64_t>(
            std::count_if(results.begin(), results.end(), [](const auto &result) { return result.has_value(); }));
    }

    QPointer<Simulation> m_simulation;
    const PatternInfo *m_pattern = nullptr;
    std::vector<std::string> m_columns;
    int m_measure = 0;
    int m_seeds;
    StudyTimes m_times;

private:
    /// How many parts there are, and how many of them are known.
    virtual std::uint64_t all() const = 0;
    virtual std::uint64_t done() const = 0;
    /// Connections to the simulation beyond those that every study has, in this context.
    virtual void follow(const QObject &context) = 0;
    /// The pattern is about to be another.
    virtual void leavePattern() { }
    /// It is another: what there was is of no use any more.
    virtual void takePattern() = 0;
    /// Begins what is wanted, if it can be.
    virtual void beginAnew() = 0;
    /// Begins it if it is not what there is.
    virtual void keepUp() = 0;
    virtual void breakOff() = 0;
    /// Takes what has come of the runs.
    virtual void takeResults() = 0;
    /// Whether nothing is to be expected, not even from those that were broken off.
    virtual bool isOver() = 0;
    virtual void refreshPicture() = 0;

    QString taken(const QString &error);
    void patternMayHaveChanged();
    void keepUpIfActive();

    const int m_fewestSeeds;
    std::unique_ptr<QObject> m_following; ///< the context of the connections to the simulation
    bool m_active = false;
    bool m_stopped = false; ///< by the user: it does not start by itself
    bool m_hasNews = false;
    QTimer m_settled;
    QTimer m_poll;
    QElapsedTimer m_elapsed;
    Duration m_took{};
};

} // namespace coroscope
