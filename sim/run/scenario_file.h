// SPDX-License-Identifier: MIT
#pragma once

#include "run/scenario.h"

#include <QByteArray>
#include <QString>

#include <stdexcept>

namespace coroscope {

/// Bytes of a scenario's file, for those who write as for those who read: well over 100,000 changes.
constexpr std::size_t largestScenarioFile = 8'000'000;

/// A file could not be read or written: one line that says which and why.
class ScenarioFileError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// Reads a scenario file: an ordinary file (or a link to one) of at most largestScenarioFile. The errors begin with its
/// name. @p file: as fileName() makes it, where it is not UTF-8.
/// @throws ScenarioFileError where it can't be read, ScenarioError where what it says is wrong
Scenario readScenario(const QString &file);
/// Writes it as a whole or not at all: who reads the file meanwhile sees the old one. What would be too large to be read
/// again is not written. @returns scenarioDigest() of it @throws ScenarioFileError
QByteArray writeScenario(const QString &file, const Scenario &scenario);
/// Tells whether a file still says what it said: equal for equal contents. Empty where it is not there, or can't be read.
QByteArray scenarioDigest(const QString &file);

} // namespace coroscope
