// SPDX-License-Identifier: MIT
#include "theory/order_statistics.h"

#include "pattern/parameter.h"
#include "theory/theory_arguments.h"

#include <cmath>

namespace coroscope::theory {

namespace {

/// 1/first + … + 1/last, the smallest first.
double sumOfInverses(int first, int last)
{
    double sum = 0;
    for (int i = last; i >= first; --i)
        sum += 1.0 / i;
    return sum;
}

std::optional<double> shareOfMean(Shape shape, int k, int count)
{
    switch (shape) {
    case Shape::Fixed:
        return 1;
    case Shape::Uniform:
        return 0.5 + k / (count + 1.0);
    case Shape::Exponential:
        return sumOfInverses(count - k + 1, count);
    case Shape::Lognormal:
        break;
    }
    return std::nullopt;
}

} // namespace

std::optional<double> harmonicNumber(int n)
{
    if (n < 0 || n > largestCount)
        return std::nullopt;
    return sumOfInverses(1, n);
}

std::optional<double> meanUntilKth(Shape shape, double mean, int k, int count)
{
    if (!isPositive(mean) || !isCount(count) || k < 1 || k > count)
        return std::nullopt;
    const std::optional<double> share = shareOfMean(shape, k, count);
    if (!share || !std::isfinite(mean * *share))
        return std::nullopt;
    return mean * *share;
}

std::optional<double> meanUntilAll(Shape shape, double mean, int count)
{
    return meanUntilKth(shape, mean, count, count);
}

} // namespace coroscope::theory
