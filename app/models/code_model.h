// SPDX-License-Identifier: MIT
#pragma once

#include "code/code_rows.h"
#include "models/row_model.h"

#include <QtQml/qqmlregistration.h>

namespace coroscope {

/// A row of the code, with what is going on there.
struct CodeRow {
    std::shared_ptr<const CodeRowText> text;
    bool folded = false; ///< of a fold: its lines are hidden
    /// How the tasks that stand there fare, and how many each: "running 2 blocked 1", as StateSwatch calls it.
    QString badges{};
    QString note{};      ///< what went wrong there: "failed here: 53×"; empty: nothing
    double share = 0;    ///< of the tasks' time, 0 to 1
    QString shareText{}; ///< "38 %"; empty if it is none
    /// How the tasks fared in that time, in thousandths of all of it: "running 200 blocked 180".
    QString tones{};
    double through = 0;     ///< of the tasks' time, what passes below what is awaited here
    QString throughText{};  ///< likewise
    bool selected = false;  ///< a selected task stands there
    bool enclosing = false; ///< the selected task has come there through what is awaited here
    bool linked = false;    ///< a line of the Rust beside it does the same
    bool paired = false;    ///< and the two are looked at

    static const RowRoles<CodeRow> &roles();
    friend bool operator==(const CodeRow &, const CodeRow &) = default;
};

/// A line at which much of the tasks' time passes.
struct HotLine {
    int number = 0;     ///< of the line
    QString text{};     ///< the statement that it belongs to
    QString file{};     ///< its name, where it is not the first of the pattern
    bool works = false; ///< tasks work there, or keep a thread: it does not only wait
    double share = 0;   ///< of the tasks' time
    QString shareText{};
    QString tones{};
    double position = 0; ///< of its row among all, 0 to 1

    static const RowRoles<HotLine> &roles();
    friend bool operator==(const HotLine &, const HotLine &) = default;
};

class HotLineModel : public RowModel<HotLine>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a CodeView")

public:
    using RowModel::RowModel;
};

class CodeModel : public RowModel<CodeRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a CodeView")

public:
    using RowModel::RowModel;
};

} // namespace coroscope
