// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Theme

/*! A piece of text in the window's type. Always plain: what it shows may come from a file. */
Text {
    color: Theme.text
    textFormat: Text.PlainText
    renderType: Text.NativeRendering
    elide: Text.ElideRight
    font.family: Theme.family
    font.pixelSize: Theme.body
}
