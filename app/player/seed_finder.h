// SPDX-License-Identifier: MIT
#pragma once

#include "player/background_runs.h"
#include "run/seed_runs.h"

#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace coroscope {

/// "Find a seed in which …": asks it of seed after seed, on threads of its own, and says the first of which it is true.
class SeedFinder : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a LuckStudy")
    Q_PROPERTY(QStringList questions READ questions CONSTANT)
    Q_PROPERTY(int question READ question WRITE setQuestion NOTIFY changed)
    Q_PROPERTY(bool asksForNumber READ asksForNumber NOTIFY changed)
    Q_PROPERTY(int measure READ measure WRITE setMeasure NOTIFY changed)
    Q_PROPERTY(bool above READ above WRITE setAbove NOTIFY changed)
    Q_PROPERTY(QString boundText READ boundText NOTIFY changed)
    Q_PROPERTY(bool ready READ ready NOTIFY changed)
    Q_PROPERTY(bool running READ running NOTIFY progressed)
    Q_PROPERTY(double progress READ progress NOTIFY progressed)
    Q_PROPERTY(QString answerText READ answerText NOTIFY progressed)

public:
    /// Seeds 1 … this many are looked through.
    static constexpr std::uint64_t mostSeeds = 10'000;

    explicit SeedFinder(QObject *parent = nullptr);
    ~SeedFinder() override;

    /// @p scenario gives the run that is to be made with other seeds. Before anything else.
    void searchIn(std::function<Scenario()> scenario) { m_scenario = std::move(scenario); }
    /// Another pattern: its measures, of which @p measure is asked first.
    void load(std::vector<std::string> columns, int measure, bool above);
    /// What is proposed as the bound until one is typed.
    void propose(std::optional<double> bound);

    /// What can be asked, to go on "Find a seed in which".
    QStringList questions() const;
    int question() const noexcept { return m_question; }
    void setQuestion(int question);
    /// Whether it is asked for a measure, above() or below a bound.
    bool asksForNumber() const;
    int measure() const noexcept { return m_measure; }
    void setMeasure(int measure);
    bool above() const noexcept { return m_above; }
    void setAbove(bool above);
    /// Empty as long as there is none.
    QString boundText() const;
    /// Whether all is there that it takes to look.
    bool ready() const { return !asksForNumber() || bound().has_value(); }
    bool running() const noexcept { return m_search.underWay(); }
    /// 0 … 1 of the seeds.
    double progress() const;
    /// What comes of it, in a sentence; empty before anything was asked.
    QString answerText() const;
    /// The seed that was found, and when it happens in its run.
    std::optional<std::uint64_t> foundSeed() const noexcept { return m_found; }
    std::optional<Time> foundAt() const;
    /// The run that was looked at with seed after seed; once one is found, with that.
    const Scenario &searched() const noexcept { return m_base; }

    /// Takes user input, and returns an empty string or one line that says what would be accepted.
    Q_INVOKABLE QString setBound(const QString &text);
    /// Looks from seed 1 on; if the run shown is the one that was found for the same question, from the next seed on.
    Q_INVOKABLE void find();
    Q_INVOKABLE void stop();
    /// What was found or asked is of other values: it is forgotten, and nothing is looked for.
    void forget();

Q_SIGNALS:
    void changed();
    void progressed();
    /// A seed has been found.
    void found();
    void notice(const QString &text);

private:
    std::optional<double> bound() const;
    std::optional<SeedQuestion> asked() const;
    QString askedText() const;
    bool looksOn(const Scenario &scenario, const SeedQuestion &question) const;
    void take();

    std::function<Scenario()> m_scenario;
    std::vector<std::string> m_columns;
    int m_question = 0;
    int m_measure = 0;
    bool m_above = true;
    std::optional<double> m_typed;
    std::optional<double> m_proposed;

    Scenario m_base; ///< of the search, with the seed found
    std::optional<SeedQuestion> m_asked;
    QString m_askedText;
    std::uint64_t m_first = 1;
    std::uint64_t m_looked = 0; ///< the last seed that has been looked at
    std::optional<std::uint64_t> m_found;
    SeedAnswer m_answer;
    BackgroundRuns<SeedSearch> m_search;
    QTimer m_poll;
};

} // namespace coroscope
