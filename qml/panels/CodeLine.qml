// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Theme

/*!
    One line of code in the theme's colours. It wraps where there is no room, below where it begins. What is explained
    is a link, whose address is the position of its explanation.
*/
Text {
    id: line

    /*! Token by token: its kind, the number of its explanation or a blank, and its text. */
    required property var tokens
    /*! Blanks at the beginning. */
    required property int indent
    /*! Of one letter, in pixels. */
    required property real letterWidth

    function escaped(text: string): string {
        return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/ {2}/g, " &nbsp;");
    }

    function marked(token: string): string {
        const kind = token[0];
        const word = escaped(token.slice(2));
        if (kind === "w")
            return " "; // blanks that align comments with those of other lines would be lost on lines that wrap
        const coloured = "<font color=\"" + Theme.codeColor(kind) + "\">"
            + (kind === "a" || kind === "f" ? "<b>" + word + "</b>" : word) + "</font>";
        return token[1] === " " ? coloured : "<a href=\"" + token[1] + "\">" + coloured + "</a>";
    }

    // Never so far that little room is left.
    leftPadding: Math.min(indent * letterWidth, width * 0.4)
    text: tokens.map(marked).join("")
    textFormat: Text.StyledText
    wrapMode: Text.Wrap
    renderType: Text.NativeRendering
    color: Theme.text
    linkColor: Theme.text
    font.family: Theme.monoFamily
    font.pixelSize: Theme.code
    // Signs as they are typed: no ligatures.
    font.preferShaping: false
    lineHeightMode: Text.FixedHeight
}
