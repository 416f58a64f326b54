// SPDX-License-Identifier: MIT
#include "player/guess.h"

#include "models/measure_text.h"
#include "models/text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace coroscope {

namespace {

/// A guess within this share of the scale is close.
constexpr double close = 0.1;

} // namespace

Guess::Guess(QObject *parent) : QObject(parent)
{
    connect(&m_study, &AnswerStudy::progressed, this, &Guess::changed);
    connect(&m_study, &AnswerStudy::finished, this, &Guess::finish);
    connect(&m_study, &AnswerStudy::failed, this, [this] {
        Q_EMIT notice(
            QStringLiteral("The answer can't be found out: the system has no thread or no memory for the runs."));
        Q_EMIT changed();
    });
}

void Guess::ask(const std::optional<Prediction> &prediction, std::function<Scenario()> present,
                const std::optional<Given> &given)
{
    m_study.stop();
    m_prediction = prediction;
    m_present = std::move(present);
    m_answer.reset();
    m_options.clear();
    m_over.clear();
    m_points.clear();
    m_choice = -1;
    m_guessed = false;
    m_from = 0;
    m_to = 1;
    if (m_prediction) {
        const Scenario scenario = m_present();
        m_column = sweepColumns(*scenario.pattern).at(m_prediction->number);
        if (const auto *const best = std::get_if<Prediction::Best>(&m_prediction->kind)) {
            for (const Prediction::Option &option : best->options)
                m_options << QString::fromStdString(option.text);
        } else if (std::holds_alternative<Prediction::Trend>(m_prediction->kind)) {
            m_options = QStringList{QStringLiteral("It falls"), QStringLiteral("It stays"), QStringLiteral("It rises")};
        } else if (const auto *const amount = std::get_if<Prediction::Amount>(&m_prediction->kind)) {
            m_from = amount->from;
            m_to = amount->to;
        } else if (const auto *const curve = std::get_if<Prediction::Curve>(&m_prediction->kind)) {
            m_from = curve->from;
            m_to = curve->to;
            const auto table = scenario.pattern->declare();
            const ParameterSpec &spec = table->all().at(curve->variation.parameter)->spec();
            m_over = toQString(spec.label);
            for (const std::int64_t value : curve->variation.values)
                m_options << (spec.kind == ParameterKind::Count ? QString::number(value)
                                                                : toQString(readable(spec, value)));
        }
        m_amount = (m_from + m_to) / 2;
        m_points.assign(static_cast<std::size_t>(m_options.size()), m_amount);
    }
    if (m_prediction && given) {
        m_choice = given->choice;
        m_amount = given->amount;
        m_points = given->points;
        m_answer = given->answer;
        m_guessed = true;
    }
    Q_EMIT asked();
    Q_EMIT changed();
}

std::optional<Guess::Given> Guess::given() const
{
    return m_answer ? std::optional<Given>({m_choice, m_amount, m_points, *m_answer, summary()}) : std::nullopt;
}

QString Guess::kind() const
{
    if (!m_prediction)
        return {};
    if (std::holds_alternative<Prediction::Amount>(m_prediction->kind))
        return QStringLiteral("amount");
    return std::holds_alternative<Prediction::Curve>(m_prediction->kind) ? QStringLiteral("curve")
                                                                         : QStringLiteral("choice");
}

QString Guess::question() const
{
    return m_prediction ? QString::fromStdString(m_prediction->question) : QString();
}

QString Guess::measure() const
{
    return m_prediction ? measureName(m_column) : QString();
}

QString Guess::textOf(double value) const
{
    return m_prediction ? measureText(m_column, value) : QString();
}

/// Whatever is guessed is guessed before it is revealed.
void Guess::change()
{
    m_guessed = true;
    Q_EMIT changed();
}

void Guess::setChoice(int choice)
{
    if (revealed() || busy() || choice == m_choice || choice < 0 || choice >= m_options.size())
        return;
    m_choice = choice;
    change();
}

void Guess::setAmount(double amount)
{
    if (revealed() || busy() || !std::isfinite(amount))
        return;
    m_amount = std::clamp(amount, m_from, m_to);
    change();
}

QString Guess::setAmountText(const QString &typed)
{
    const std::optional<double> value = typedMeasure(m_column, typed);
    if (!value)
        return QStringLiteral("It takes %1.").arg(measureExample(m_column));
    if (*value < m_from || *value > m_to)
        return QStringLiteral("It takes %1 to %2.").arg(textOf(m_from), textOf(m_to));
    setAmount(*value);
    return {};
}

QVariantList Guess::points() const
{
    QVariantList points;
    for (const double point : m_points)
        points << point;
    return points;
}

void Guess::setPoint(int index, double value)
{
    if (revealed() || busy() || index < 0 || index >= static_cast<int>(m_points.size()) || !std::isfinite(value))
        return;
    m_points[static_cast<std::size_t>(index)] = std::clamp(value, m_from, m_to);
    change();
}

void Guess::reveal()
{
    if (!m_prediction || !m_guessed || revealed() || busy())
        return;
    m_study.begin(runsFor(*m_prediction, m_present()));
}

void Guess::finish()
{
    m_answer = answerTo(*m_prediction, m_study.results());
    Q_EMIT changed();
}

QVariantList Guess::answers() const
{
    QVariantList numbers;
    if (m_answer) {
        for (const std::optional<double> number : m_answer->numbers)
            numbers << (number ? QVariant(*number) : QVariant::fromValue(nullptr));
    }
    return numbers;
}

int Guess::right() const
{
    if (m_answer && m_answer->best)
        return static_cast<int>(*m_answer->best);
    return m_answer && m_answer->trend ? static_cast<int>(*m_answer->trend) : -1;
}

QString Guess::textOfAnswer(std::size_t index) const
{
    const std::optional<double> number = m_answer->numbers.at(index);
    return number ? textOf(*number) : QStringLiteral("undefined");
}

QString Guess::verdictOfChoice() const
{
    const bool isRight = right() == m_choice;
    if (std::holds_alternative<Prediction::Trend>(m_prediction->kind)) {
        const QString numbers = QStringLiteral("from %1 to %2").arg(textOfAnswer(0), textOfAnswer(1));
        if (right() < 0)
            return QStringLiteral("With these values it is not defined: it goes %1.").arg(numbers);
        return (isRight ? QStringLiteral("Right. %1 goes %2.") : QStringLiteral("%3. %1 goes %2."))
            .arg(measure(), numbers, m_options.at(right()));
    }
    if (right() < 0)
        return QStringLiteral("With these values none stands out from the others.");
    QStringList all;
    for (int i = 0; i < m_options.size(); ++i)
        all << QStringLiteral("%1: %2").arg(m_options.at(i), textOfAnswer(static_cast<std::size_t>(i)));
    return (isRight ? QStringLiteral("Right. %1:\n%2") : QStringLiteral("It is “%3”. %1:\n%2"))
        .arg(measure(), all.join(QLatin1Char('\n')), m_options.at(right()));
}

QString Guess::verdict() const
{
    if (!m_answer)
        return {};
    return kind() == QLatin1String("choice") ? verdictOfChoice() : verdictOfNumbers();
}

/// Of a guess from what it is; nothing where that is undefined.
std::optional<double> Guess::meanDistance() const
{
    double off = 0;
    int known = 0;
    const std::vector<double> guessed = kind() == QLatin1String("amount") ? std::vector<double>{m_amount} : m_points;
    for (std::size_t i = 0; i < guessed.size(); ++i) {
        if (const std::optional<double> number = m_answer->numbers.at(i)) {
            off += std::abs(*number - guessed[i]);
            ++known;
        }
    }
    return known == 0 ? std::nullopt : std::optional(off / known);
}

QString Guess::verdictOfNumbers() const
{
    const std::optional<double> off = meanDistance();
    if (!off)
        return QStringLiteral("With these values it is not defined.");
    const bool isClose = *off <= close * (m_to - m_from);
    if (kind() == QLatin1String("amount"))
        return (isClose ? QStringLiteral("Close: it is %1; you said %2.") : QStringLiteral("It is %1; you said %2."))
            .arg(textOfAnswer(0), textOf(m_amount));
    return (isClose ? QStringLiteral("Close: you were off by %1 on average.")
                    : QStringLiteral("You were off by %1 on average."))
        .arg(measureDistance(m_column, *off));
}

QString Guess::summary() const
{
    if (kind() == QLatin1String("choice")) {
        const QString chosen = m_options.value(m_choice);
        if (right() < 0)
            return QStringLiteral("You said “%1”; it could not be told.").arg(chosen);
        const QString numbers = std::holds_alternative<Prediction::Trend>(m_prediction->kind)
            ? QStringLiteral("%1 → %2").arg(textOfAnswer(0), textOfAnswer(1))
            : textOfAnswer(static_cast<std::size_t>(right()));
        return right() == m_choice
            ? QStringLiteral("You said “%1”, and were right (%2).").arg(chosen, numbers)
            : QStringLiteral("You said “%1”; right was “%2” (%3).").arg(chosen, m_options.at(right()), numbers);
    }
    const std::optional<double> off = meanDistance();
    if (!off)
        return QStringLiteral("What you guessed was not defined.");
    return kind() == QLatin1String("amount")
        ? QStringLiteral("You said %1; it was %2.").arg(textOf(m_amount), textOfAnswer(0))
        : QStringLiteral("Your curve was off by %1 on average.").arg(measureDistance(m_column, *off));
}

} // namespace coroscope
