// SPDX-License-Identifier: MIT
#pragma once

#include "lesson/answer.h"
#include "player/answer_study.h"

#include <QObject>
#include <QStringList>
#include <QVariant>
#include <QtQml/qqmlregistration.h>

#include <functional>
#include <optional>

namespace coroscope {

/// What somebody expects of a run, and what comes of it: a question of a lesson. Its answer comes from runs that are made
/// when it is asked for, with the values as they are then.
class Guess : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Learning")
    Q_PROPERTY(QString kind READ kind NOTIFY asked)
    Q_PROPERTY(QString question READ question NOTIFY asked)
    Q_PROPERTY(QString measure READ measure NOTIFY asked)
    Q_PROPERTY(QString over READ over NOTIFY asked)
    Q_PROPERTY(QStringList options READ options NOTIFY asked)
    Q_PROPERTY(double from READ from NOTIFY asked)
    Q_PROPERTY(double to READ to NOTIFY asked)
    Q_PROPERTY(int choice READ choice WRITE setChoice NOTIFY changed)
    Q_PROPERTY(double amount READ amount WRITE setAmount NOTIFY changed)
    Q_PROPERTY(QVariantList points READ points NOTIFY changed)
    Q_PROPERTY(bool ready READ ready NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(double progress READ progress NOTIFY changed)
    Q_PROPERTY(bool revealed READ revealed NOTIFY changed)
    Q_PROPERTY(QVariantList answers READ answers NOTIFY changed)
    Q_PROPERTY(int right READ right NOTIFY changed)
    Q_PROPERTY(QString verdict READ verdict NOTIFY changed)

public:
    /// What somebody has guessed, and what it was.
    struct Given {
        int choice = -1;
        double amount = 0;
        std::vector<double> points;
        Answer answer;
        QString summary; ///< of both, in a sentence: "You said 300 ms; it was 1.2 s."
    };

    explicit Guess(QObject *parent = nullptr);

    /// Asks this, of runs around the one that @p present gives; or nothing. @p given: how it has been answered before.
    void ask(const std::optional<Prediction> &prediction, std::function<Scenario()> present,
             const std::optional<Given> &given = std::nullopt);
    /// Nothing before the answer is known.
    std::optional<Given> given() const;

    /// "choice", "amount", "curve"; empty if nothing is asked.
    QString kind() const;
    QString question() const;
    /// "Throughput"
    QString measure() const;
    /// Of a curve: the label of the parameter that it is over.
    QString over() const { return m_over; }
    /// Of a choice: the answers to choose from. Of a curve: the values that it is over.
    QStringList options() const { return m_options; }
    /// The scale of an amount or a curve.
    double from() const noexcept { return m_from; }
    double to() const noexcept { return m_to; }
    /// The option that is chosen; −1: none.
    int choice() const noexcept { return m_choice; }
    void setChoice(int choice);
    double amount() const noexcept { return m_amount; }
    void setAmount(double amount);
    /// Of a curve: the number over each value.
    QVariantList points() const;
    /// Whether something has been guessed.
    bool ready() const noexcept { return m_guessed; }
    bool busy() const noexcept { return m_study.running(); }
    double progress() const noexcept { return m_study.progress(); }
    bool revealed() const noexcept { return m_answer.has_value(); }
    /// What the runs measured: of each option, of the amount, or over each value. Null where they define none.
    QVariantList answers() const;
    /// The right option; −1 where there is none.
    int right() const;
    /// The difference, in a sentence or two.
    QString verdict() const;
    /// A value of the measure, for people.
    Q_INVOKABLE QString textOf(double value) const;

    /// An amount that is typed, with or without its unit. Returns an empty string, or one line that says what would be taken.
    Q_INVOKABLE QString setAmountText(const QString &typed);
    Q_INVOKABLE void setPoint(int index, double value);
    /// Has the answer found out.
    Q_INVOKABLE void reveal();

Q_SIGNALS:
    void asked();
    void changed();
    void notice(const QString &text);

private:
    void finish();
    void change();
    QString verdictOfChoice() const;
    QString verdictOfNumbers() const;
    QString summary() const;
    QString textOfAnswer(std::size_t index) const;
    std::optional<double> meanDistance() const;

    std::optional<Prediction> m_prediction;
    std::function<Scenario()> m_present;
    std::string m_column;
    QStringList m_options;
    QString m_over;
    double m_from = 0;
    double m_to = 1;
    int m_choice = -1;
    double m_amount = 0;
    std::vector<double> m_points;
    bool m_guessed = false;
    std::optional<Answer> m_answer;
    AnswerStudy m_study;
};

} // namespace coroscope
