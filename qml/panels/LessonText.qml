// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Theme

/*! The Markdown of a lesson, in which its reader allows neither links, images nor HTML: nothing in it fetches anything. */
Text {
    color: Theme.text
    textFormat: Text.MarkdownText
    renderType: Text.NativeRendering
    font.family: Theme.family
    font.pixelSize: Theme.body
    wrapMode: Text.WordWrap
}
