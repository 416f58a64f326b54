// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"

#include <QSizeF>

#include <functional>
#include <optional>
#include <vector>

namespace coroscope {

/// The numbers of a sweep as shown: one measure at every point.
struct SweepPicture {
    /// A varied parameter.
    struct Axis {
        QString label;
        std::vector<QString> values;  ///< for people, in the order of the points
        std::vector<double> places{}; ///< of the values, 0 … 1, ascending
        bool logarithmic = false;     ///< equal distances are equal ratios; the axis says so
        std::optional<double> now{};  ///< where the value is that the panel has; none beyond the ends
    };
    struct Point {
        std::optional<double> mean{};      ///< nullopt: undefined there
        std::optional<double> halfWidth{}; ///< of the 95 % confidence interval
        std::optional<double> theory{};    ///< what queueing theory predicts, if anything
        bool troubled = false;             ///< a run did not complete: stalled, deadlock or budget
    };

    Axis across;
    std::optional<Axis> up{}; ///< none: a curve; else a map
    QString measure;
    std::function<QString(double)> text; ///< of a value of the measure
    /// By number of the point: `across` varies slowest, `up` fastest. nullopt: not computed yet.
    std::vector<std::optional<Point>> points;

    std::size_t columns() const { return across.values.size(); }
    std::size_t rows() const { return up ? up->values.size() : 1; }
    std::size_t columnOf(std::size_t point) const { return point / rows(); }
    std::size_t rowOf(std::size_t point) const { return point % rows(); }
};

/// Where a sweep's points are in a rectangle, and the picture of them.
class SweepScene
{
public:
    /// @p scale that of the type. The picture must outlive the scene.
    SweepScene(const SweepPicture &picture, QSizeF size, double scale);

    /// @p marked is the point under the pointer or the keyboard, which is drawn with its description.
    DisplayList list(std::optional<std::size_t> marked) const;
    /// The computed point at @p position, if there is one.
    std::optional<std::size_t> pointAt(QPointF position) const;
    /// "Capacity 8, Consumers 2: Latency p99 1.42 s ± 0.03 s".
    QString describe(std::size_t point) const;

private:
    void curve(DisplayList &list, std::optional<std::size_t> marked) const;
    void present(DisplayList &list) const;
    void theory(DisplayList &list, double top) const;
    void map(DisplayList &list, std::optional<std::size_t> marked) const;
    void key(DisplayList &list, double least, double most) const;
    void columnTexts(DisplayList &list) const;
    void rowTexts(DisplayList &list) const;
    Label caption(QRectF rect, const QString &text, Qt::Alignment align) const;
    double x(std::size_t column) const;
    double xAt(double place) const;
    QRectF cell(std::size_t point) const;
    bool isMap() const { return m_picture.up.has_value(); }

    const SweepPicture &m_picture;
    double m_scale;
    QSizeF m_size;
    QRectF m_plot;
};

} // namespace coroscope
