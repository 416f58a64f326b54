// SPDX-License-Identifier: MIT
#pragma once

#include "player/run_study.h"
#include "player/seed_finder.h"
#include "run/seed_runs.h"
#include "scene/luck_scene.h"

#include <QtQml/qqmlregistration.h>

#include <optional>
#include <vector>

namespace coroscope {

/// The present values of a simulation, run from the start with many seeds: how each measure comes out.
class LuckStudy : public coroscope::RunStudy
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QStringList endNames READ endNames NOTIFY resultsChanged)
    Q_PROPERTY(QStringList endTexts READ endTexts NOTIFY resultsChanged)
    Q_PROPERTY(coroscope::SeedFinder *finder READ finder CONSTANT)

public:
    /// The quantiles that are named, beside the median.
    static constexpr double lowShare = 0.05;
    static constexpr double highShare = 0.95;

    explicit LuckStudy(QObject *parent = nullptr);
    ~LuckStudy() override;

    bool running() const override { return m_runs.underWay(); }
    QString statusText() const override;
    QString commandLine() const override;
    /// The buttons for the ends of the distribution and its middle: "Worst", "Median", "Best", or "Lowest" and
    /// "Highest" where neither is better; and what each opens: "4.2 s, seed 311", empty as long as there is nothing.
    QStringList endNames() const, endTexts() const;
    SeedFinder *finder() { return &m_finder; }
    const SeedDistribution &distribution() const noexcept { return m_distribution; }
    /// What is to be drawn. Empty before there is anything.
    const LuckPicture &picture() const noexcept { return m_picture; }

    /// Shows the run of the first seed of this bar, at its end; if it shows the one that this opened last, that of the
    /// bar's next seed.
    Q_INVOKABLE void openBar(int bar);
    /// Shows the run of one of endNames(), at its end.
    Q_INVOKABLE void openEnd(int end);
    /// Shows the run that the finder has found, at the moment at which it happens, or at its end.
    Q_INVOKABLE void openFound();
    Q_INVOKABLE void copyCommand();

private:
    std::uint64_t all() const override { return m_results.size(); }
    std::uint64_t done() const override { return countOf(m_results); }
    void follow(const QObject &context) override;
    void takePattern() override;
    void beginAnew() override;
    void keepUp() override;
    void breakOff() override;
    void takeResults() override;
    bool isOver() override;
    void refreshPicture() override;
    /// The run from the start with the values at the playhead and the present seed.
    Scenario wanted() const;
    void takePresent();
    /// Which end is better, and the distribution in words.
    QString noteText() const;
    /// Entry for each of endNames().
    std::optional<SeedDistribution::Entry> end(int which) const;
    /// What came of the present seed, once it is known.
    const SweepRun *presentRun() const;
    /// Shows the run of that seed.
    void open(const Scenario &scenario, Time time, const QString &said);
    Scenario withSeed(std::uint64_t seed) const;

    std::vector<Measure::Better> m_better;
    std::optional<Scenario> m_scenario;             ///< of the runs; its seed does not matter
    std::vector<std::optional<SweepRun>> m_results; ///< by seed, from 1 on
    std::optional<std::uint64_t> m_presentSeed;     ///< beyond those
    std::optional<SweepRun> m_present;              ///< its run
    std::optional<std::uint64_t> m_opened;          ///< the last one of a bar
    SeedDistribution m_distribution;
    LuckPicture m_picture;
    SeedFinder m_finder;
    BackgroundRuns<SeedRunner> m_runs;
    BackgroundRuns<SeedRunner> m_presentRun;
    std::uint64_t m_nextSeed = 1; ///< that m_runs hands out
};

} // namespace coroscope
