// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Theme

/*! Before a line of code: a dot if the code beside it has a counterpart, a bar while the two are looked at. */
Rectangle {
    id: mark

    required property bool linked
    required property bool paired
    /*! Of the first line of a row that wraps. */
    required property real lineHeight

    visible: linked || paired
    y: paired ? 0 : Math.round((lineHeight - height) / 2)
    width: paired ? 3 : 5
    height: paired ? parent.height : width
    radius: paired ? 0 : width / 2
    color: Theme.accent
}
