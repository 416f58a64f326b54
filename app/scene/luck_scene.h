// SPDX-License-Identifier: MIT
#pragma once

#include "run/seed_distribution.h"
#include "scene/display_list.h"

#include <QSizeF>

#include <functional>
#include <optional>
#include <vector>

namespace coroscope {

/// How a measure comes out with different seeds, as shown.
struct LuckPicture {
    /// A value with a name: "median", "this run, seed 7".
    struct Mark {
        QString name;
        double value = 0;
        bool present = false; ///< that of the run shown
    };

    QString measure;
    /// What there is to say of it: "Less is better."
    QString note;
    std::function<QString(double)> text; ///< of a value of the measure
    SeedDistribution::Histogram histogram;
    std::size_t runs = 0; ///< that have a value
    std::vector<Mark> marks;

    bool empty() const noexcept { return histogram.bars.empty(); }
};

/// A histogram in a rectangle: where its bars are, and the picture of them.
class LuckScene
{
public:
    /// @p scale that of the type. The picture must outlive the scene.
    LuckScene(const LuckPicture &picture, QSizeF size, double scale);

    /// @p marked is the bar under the pointer or the keyboard, which is drawn with its description.
    DisplayList list(std::optional<std::size_t> marked) const;
    /// The bar at @p position or below it, if there is one with anything in it.
    std::optional<std::size_t> barAt(QPointF position) const;
    /// "Latency p99 1.4 s to 1.5 s: 37 of 1000 runs, seeds 3, 18, 41 …".
    QString describe(std::size_t bar) const;

private:
    struct PlacedMark {
        std::size_t mark;
        QRectF label; ///< in its lane; from the top of the lanes
        QString text;
    };

    void placeMarks();
    void grid(DisplayList &list) const;
    void bars(DisplayList &list, std::optional<std::size_t> marked) const;
    void marks(DisplayList &list) const;
    void valueTexts(DisplayList &list) const;
    void note(DisplayList &list) const;
    /// How many bars on there is another limit that is written down.
    std::size_t textsApart() const;
    /// Whether every @p step-th limit can be written down without saying the same twice or lying over another.
    bool canBeTold(std::size_t step) const;
    double textWidth(const QString &text) const;
    Label caption(QRectF rect, const QString &text, Qt::Alignment align) const;
    double width() const;
    /// How far to the left of its limits a bar stands: that of a whole number stands around it.
    double shift() const { return m_picture.histogram.whole ? 0.5 : 0; }
    double x(double value) const;
    double y(double runs) const;
    QRectF rectOf(std::size_t bar) const;
    QString rangeOf(const SeedDistribution::Bar &bar) const;

    const LuckPicture &m_picture;
    double m_scale;
    QSizeF m_size;
    QRectF m_plot;
    double m_from = 0; ///< the value at the left edge of the plot
    double m_to = 1;
    double m_gridStep = 1; ///< runs
    double m_most = 1;     ///< runs at the top of the plot
    std::vector<PlacedMark> m_marks;
};

} // namespace coroscope
