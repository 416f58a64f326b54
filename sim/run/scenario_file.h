// SPDX-License-Identifier: MIT
#pragma once

#include "run/scenario.h"

#include <QByteArray>
#include <QString>

#include <stdexcept>

namespace coroscope {

/// Size limit of a scenario file in bytes, for writing as for reading: room for well over 100,000 changes.
constexpr std::size_t largestScenarioFile = 8'000'000;

/// A file could not be read or written: one line that says which and why.
class ScenarioFileError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// Reads a scenario file: an ordinary file (or a link to one) of at most largestScenarioFile. The errors begin with its
/// name. @p file: as made by fileName(), if it is not UTF-8.
/// @throws ScenarioFileError if it can't be read, ScenarioError if its contents are wrong
Scenario readScenario(const QString &file);
/// Writes it as a whole or not at all: a concurrent reader sees the old file. A scenario that would be too large to be
/// read again is not written. @returns scenarioDigest() of it @throws ScenarioFileError
QByteArray writeScenario(const QString &file, const Scenario &scenario);
/// Tells whether a file has changed: equal for equal contents. Empty if it does not exist, or can't be read.
QByteArray scenarioDigest(const QString &file);

} // namespace coroscope
