// SPDX-License-Identifier: MIT
#pragma once

#include "model/scenario.h"

#include <QString>

#include <stdexcept>

namespace coroscope {

/// A file could not be read or written: one line that says which and why.
class ScenarioFileError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// Reads a scenario file: an ordinary file (or a link to one) of at most 1 MB. The errors begin with its name.
/// @throws ScenarioFileError where it can't be read, ScenarioError where what it says is wrong
Scenario readScenario(const QString &file);
/// Writes it as a whole or not at all: who reads the file meanwhile sees the old one. @throws ScenarioFileError
void writeScenario(const QString &file, const Scenario &scenario);

} // namespace coroscope
