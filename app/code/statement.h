// SPDX-License-Identifier: MIT
#pragma once

#include "code/source_text.h"

#include <functional>

namespace coroscope {

/// The statement that a line belongs to, with what a lambda in it begins with: from where it begins to where it ends, or
/// its body does, on one line, without comments. @p codeOf gives line number 1 … @p count without its comments and the
/// blanks around it; @p line is one of them.
QString statementAt(int line, int count, const std::function<QString(int)> &codeOf);
/// Of a file that is there as a whole.
QString statementAt(const SourceText &source, int line);
/// The line at which a task throws that has gone on after it worked or slept at @p line and failed before it waited again; that
/// line itself where none says so, or what it awaits can throw by itself.
int throwAfter(int line, int count, const std::function<QString(int)> &codeOf);
int throwAfter(const SourceText &source, int line);

} // namespace coroscope
