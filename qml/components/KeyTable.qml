// SPDX-License-Identifier: MIT
pragma Singleton

import QtQuick

/*!
    Every key of the window, once. The shortcuts, the tooltips and the key sheet all read this table, so they can't
    disagree.

    \list
    \li \c id      what is done; empty for a key that belongs to the control that has the focus
    \li \c keys    what Shortcut takes; the first one is shown in tooltips
    \li \c shown   how the keys are written for people
    \li \c group   heading in the sheet
    \li \c text    what it does
    \endlist
*/
QtObject {
    /*! The headings of the sheet, in two columns, and in three. */
    readonly property var columns: [["Play", "Run", "On a control"], ["Timeline", "Window"]]
    readonly property var threeColumns: [["Play", "Run"], ["Timeline", "On a control"], ["Window"]]

    readonly property var rows: [
        { id: "play", keys: ["Space"], shown: "Space", group: "Play", text: "Play or pause" },
        { id: "playBack", keys: ["Shift+Space"], shown: "Shift+Space", group: "Play", text: "Play backwards" },
        { id: "stepForward", keys: ["."], shown: ".", group: "Play", text: "Step one event forward" },
        { id: "stepBack", keys: [","], shown: ",", group: "Play", text: "Step one event back" },
        { id: "slower", keys: ["["], shown: "[", group: "Play", text: "Slower" },
        { id: "faster", keys: ["]"], shown: "]", group: "Play", text: "Faster" },

        { id: "toStart", keys: ["Home"], shown: "Home", group: "Timeline", text: "Go to the start" },
        { id: "toPresent", keys: ["End"], shown: "End", group: "Timeline", text: "Back to the present" },
        { id: "until", keys: ["U"], shown: "U", group: "Timeline", text: "Run until something happens" },
        { id: "untilAgain", keys: ["Shift+U"], shown: "Shift+U", group: "Timeline", text: "Run until the same happens again" },
        { id: "untilBack", keys: ["Ctrl+U"], shown: "Ctrl+U", group: "Timeline", text: "Run back until the same happened" },
        { id: "loopStart", keys: ["("], shown: "(", group: "Timeline", text: "Loop from here" },
        { id: "loopEnd", keys: [")"], shown: ")", group: "Timeline", text: "Loop to here" },
        { id: "loopClear", keys: ["Shift+L"], shown: "Shift+L", group: "Timeline", text: "End the loop" },
        { id: "bookmark", keys: ["M"], shown: "M", group: "Timeline", text: "Set or change a bookmark here" },
        { id: "previousBookmark", keys: ["<"], shown: "<", group: "Timeline", text: "Go to the previous bookmark" },
        { id: "nextBookmark", keys: [">"], shown: ">", group: "Timeline", text: "Go to the next bookmark" },
        { id: "fit", keys: ["F"], shown: "F", group: "Timeline", text: "Fit the whole run into the timeline" },
        { id: "parting", keys: ["D"], shown: "D", group: "Timeline", text: "Go to where the compared runs part" },
        { id: "", keys: [], shown: "← →", group: "Timeline", text: "Pan, while the timeline has the focus" },
        { id: "", keys: [], shown: "+ −", group: "Timeline", text: "Zoom at the playhead, while the timeline has the focus" },
        { id: "", keys: [], shown: "↑ ↓ Enter", group: "Timeline", text: "Go to a lane; select its task, or fold a group" },
        { id: "", keys: [], shown: "← → Enter", group: "Timeline", text: "On the marks: step through them; see what happened there" },
        { id: "", keys: [], shown: "Ctrl+← →", group: "Timeline", text: "Fold or unfold the group of a lane" },

        { id: "reset", keys: ["R"], shown: "R", group: "Run", text: "Restart with these values; while comparing, rerun both up to here" },
        { id: "branch", keys: ["B"], shown: "B", group: "Run", text: "Branch: take the run elsewhere from this moment in the past" },
        { id: "takeAdvice", keys: ["A"], shown: "A", group: "Run", text: "Apply the advice" },
        { id: "nextSetup", keys: ["N"], shown: "N", group: "Run", text: "Next set-up" },
        { id: "nextPattern", keys: ["Shift+N"], shown: "Shift+N", group: "Run", text: "Next pattern" },
        { id: "undo", keys: ["Ctrl+Z"], shown: "Ctrl+Z", group: "Run", text: "Undo" },
        { id: "redo", keys: ["Ctrl+Shift+Z", "Ctrl+Y"], shown: "Ctrl+Shift+Z", group: "Run", text: "Redo" },
        { id: "open", keys: ["Ctrl+O"], shown: "Ctrl+O", group: "Run", text: "Open a scenario" },
        { id: "openLesson", keys: ["Ctrl+Shift+O"], shown: "Ctrl+Shift+O", group: "Run", text: "Open a lesson of one's own" },
        { id: "save", keys: ["Ctrl+S"], shown: "Ctrl+S", group: "Run", text: "Save as a scenario" },
        { id: "saveAs", keys: ["Ctrl+Shift+S"], shown: "Ctrl+Shift+S", group: "Run", text: "Save under another name" },
        { id: "sweep", keys: ["S"], shown: "S", group: "Run", text: "Sweep a parameter, or back to the run" },
        { id: "compare", keys: ["C"], shown: "C", group: "Run", text: "Compare with another run, or back" },
        { id: "luck", keys: ["K"], shown: "K", group: "Run", text: "Luck: the same values with other seeds, or back to the run" },
        { id: "copy", keys: ["Ctrl+Shift+C"], shown: "Ctrl+Shift+C", group: "Run", text: "Copy as command" },

        { id: "theme", keys: ["T"], shown: "T", group: "Window", text: "Next theme: dark, light, projector" },
        { id: "present", keys: ["F11", "P"], shown: "F11 or P", group: "Window", text: "Present, full screen" },
        { id: "leave", keys: ["Esc"], shown: "Esc", group: "Window", text: "Clear the selection; leave comparison, sweep, luck, presentation" },
        { id: "rail", keys: ["F8"], shown: "F8", group: "Window", text: "Show or fold the list of patterns" },
        { id: "panel", keys: ["F9"], shown: "F9", group: "Window", text: "Show or fold the panel" },
        { id: "panelWidth", keys: ["Shift+F9"], shown: "Shift+F9", group: "Window", text: "Widen the panel for code, or back to normal" },
        { id: "code", keys: ["Shift+C"], shown: "Shift+C", group: "Window", text: "Show the code that runs, or the parameters" },
        { id: "rust", keys: ["Shift+R"], shown: "Shift+R", group: "Window", text: "Show the same in Rust beside the code, or the code alone" },
        { id: "learn", keys: ["H"], shown: "H", group: "Window", text: "Show the lessons, or the parameters" },
        { id: "nextStep", keys: ["Alt+Right"], shown: "Alt+→", group: "Window", text: "Next step of the lesson, or the next lesson" },
        { id: "previousStep", keys: ["Alt+Left"], shown: "Alt+←", group: "Window", text: "Back to the step before" },
        { id: "glossary", keys: ["G"], shown: "G", group: "Window", text: "Glossary: what words mean, here and elsewhere" },
        { id: "inspect", keys: ["I"], shown: "I", group: "Window", text: "Inspect what is selected, or the parameters" },
        { id: "log", keys: ["L"], shown: "L", group: "Window", text: "Show the log of events, or the parameters" },
        { id: "findInLog", keys: ["Ctrl+F"], shown: "Ctrl+F", group: "Window", text: "Find in the log" },
        { id: "followInLog", keys: ["Ctrl+L"], shown: "Ctrl+L", group: "Window", text: "Let the log follow the playhead" },
        { id: "figures", keys: ["W"], shown: "W", group: "Window", text: "Numbers of the last 10 s, or of the whole run" },
        { id: "quit", keys: ["Ctrl+Q"], shown: "Ctrl+Q", group: "Window", text: "Close the window" },
        { id: "help", keys: ["?", "F1"], shown: "? or F1", group: "Window", text: "Show these keys" },

        { id: "", keys: [], shown: "Enter", group: "On a control", text: "Press or open it; on a value: type an exact number" },
        { id: "", keys: [], shown: "Menu", group: "On a control", text: "Open its menu, as the right button does" },
        { id: "", keys: [], shown: "Arrows", group: "On a control", text: "Change the value, or move to the next choice" },
        { id: "", keys: [], shown: "PgUp PgDn", group: "On a control", text: "Change by ten steps" },
        { id: "", keys: [], shown: "Delete", group: "On a control", text: "Back to the default" },
        { id: "", keys: [], shown: "Esc", group: "On a control", text: "Close what is open on top" }
    ]

    /*! The rows that Shortcut objects are made of. */
    readonly property var shortcuts: rows.filter(row => row.id !== "")

    function row(id: string): var {
        return rows.find(row => row.id === id);
    }

    /*! What a button that does \a id says in its tooltip: "Play or pause (Space)". */
    function tip(id: string): string {
        const found = row(id);
        return found ? found.text + " (" + found.shown + ")" : "";
    }
}
