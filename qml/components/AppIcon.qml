// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Theme

/*! One of the program's icons, drawn in \l color at the resolution of the screen. */
Image {
    id: icon

    /*! File name in resources/icons, without the suffix; empty shows nothing. */
    required property string name
    property color color: Theme.text
    property int size: Theme.iconSize

    width: size
    height: size
    sourceSize.width: Math.ceil(size * Screen.devicePixelRatio)
    sourceSize.height: Math.ceil(size * Screen.devicePixelRatio)
    // Converted explicitly: as Qt 6.4 compiles `+ color`, the colour is garbage-collected, which crashes.
    source: name === "" ? "" : "image://icon/" + name + "?" + color.toString()
}
