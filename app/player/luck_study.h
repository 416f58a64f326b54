// SPDX-License-Identifier: MIT
#pragma once

#include "player/seed_finder.h"
#include "player/simulation.h"
#include "player/study_times.h"
#include "run/seed_runs.h"
#include "scene/luck_scene.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <memory>
#include <optional>
#include <vector>

namespace coroscope {

/// The present values of a simulation, run from the start with many seeds, on threads of their own: how each measure
/// comes out. While it is active it restarts whenever a value is changed, until the user stops it.
class LuckStudy : public QObject
{
    Q_OBJECT
    QML_ELEMENT
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
    Q_PROPERTY(QStringList endNames READ endNames NOTIFY resultsChanged)
    Q_PROPERTY(QStringList endTexts READ endTexts NOTIFY resultsChanged)
    Q_PROPERTY(QString commandLine READ commandLine NOTIFY resultsChanged)
    Q_PROPERTY(coroscope::SeedFinder *finder READ finder CONSTANT)

public:
    static constexpr int mostSeeds = 1000;
    /// The quantiles that are named, beside the median.
    static constexpr double lowShare = 0.05;
    static constexpr double highShare = 0.95;

    explicit LuckStudy(QObject *parent = nullptr);
    ~LuckStudy() override;

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
    /// The seeds are 1 … this many.
    int seeds() const noexcept { return m_seeds; }
    QString lengthText() const { return m_times.lengthText(); }
    QString lengthEdit() const { return m_times.lengthEdit(); }
    QString warmupText() const { return m_times.warmupText(); }
    QString warmupEdit() const { return m_times.warmupEdit(); }
    bool running() const noexcept { return m_runner != nullptr; }
    /// 0 … 1 of the runs.
    double progress() const;
    /// "1000 runs of 1 min in 2.1 s"
    QString statusText() const;
    /// The buttons for the ends of the distribution and its middle: "Worst", "Median", "Best", or "Lowest" and
    /// "Highest" where neither is better; and what each opens: "4.2 s, seed 311", empty as long as there is nothing.
    QStringList endNames() const, endTexts() const;
    /// A `coroscope-cli sweep …` that makes the same runs; empty before there are any.
    QString commandLine() const;
    SeedFinder *finder() { return &m_finder; }
    const SeedDistribution &distribution() const noexcept { return m_distribution; }
    /// What is to be drawn. Empty before there is anything.
    const LuckPicture &picture() const noexcept { return m_picture; }

    /// Each takes user input, and returns an empty string or one line that says what would be accepted.
    Q_INVOKABLE QString setSeeds(const QString &text);
    Q_INVOKABLE QString setLength(const QString &text) { return taken(m_times.takeLength(text)); }
    Q_INVOKABLE QString setWarmup(const QString &text) { return taken(m_times.takeWarmup(text)); }
    /// Starts over.
    Q_INVOKABLE void start();
    /// Stops, keeping the results so far.
    Q_INVOKABLE void stop();
    /// Shows the run of the first seed of this bar, at its end; if it shows the one that this opened last, that of the
    /// bar's next seed.
    Q_INVOKABLE void openBar(int bar);
    /// Shows the run of one of endNames(), at its end.
    Q_INVOKABLE void openEnd(int end);
    /// Shows the run that the finder has found, at the moment at which it happens, or at its end.
    Q_INVOKABLE void openFound();
    Q_INVOKABLE void copyCommand();

Q_SIGNALS:
    void simulationChanged();
    void activeChanged();
    void patternChanged();
    void settingsChanged();
    void measureChanged();
    void resultsChanged();

private:
    /// What came of user input: announces it, unless there is an error.
    QString taken(const QString &error);
    void patternMayHaveChanged();
    void seedMayHaveChanged();
    /// The run from the start with the values at the playhead and the present seed.
    Scenario wanted() const;
    std::uint64_t done() const;
    void begin(Scenario scenario);
    void breakOff();
    void keepUp();
    void takeResults();
    void takePresent();
    void refreshPicture();
    /// Which end is better, and the distribution in words.
    QString noteText() const;
    /// Entry for each of endNames().
    std::optional<SeedDistribution::Entry> end(int which) const;
    /// What came of the present seed, once it is known.
    const SweepRun *presentRun() const;
    void open(const Scenario &scenario, Time time, const QString &said);
    Scenario withSeed(std::uint64_t seed) const;

    QPointer<Simulation> m_simulation;
    std::unique_ptr<QObject> m_following; ///< the context of the connections to the simulation
    const PatternInfo *m_pattern = nullptr;
    std::vector<std::string> m_columns;
    std::vector<Measure::Better> m_better;
    int m_measure = 0;
    int m_seeds = mostSeeds;
    StudyTimes m_times;
    bool m_active = false;
    bool m_stopped = false;                      ///< by the user: it does not start by itself
    std::optional<Scenario> m_scenario;          ///< of the runs; its seed does not matter
    std::vector<std::optional<SweepRun>> m_runs; ///< by seed, from 1 on
    std::optional<std::uint64_t> m_presentSeed;  ///< beyond those
    std::optional<SweepRun> m_present;           ///< its run
    std::optional<std::uint64_t> m_opened;       ///< the last one of a bar
    SeedDistribution m_distribution;
    LuckPicture m_picture;
    SeedFinder m_finder;
    std::unique_ptr<SeedRunner> m_runner;              ///< while it runs
    std::unique_ptr<SeedRunner> m_presentRunner;       ///< likewise
    std::vector<std::unique_ptr<SeedRunner>> m_former; ///< stopped, and still unwinding their runs
    std::uint64_t m_nextSeed = 1;                      ///< that m_runner hands out
    QTimer m_settled; ///< delays the restart: a slider being dragged is not followed at every pixel
    QTimer m_poll;
    QElapsedTimer m_elapsed;
    double m_took = 0; ///< seconds
};

} // namespace coroscope
