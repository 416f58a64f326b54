// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Components
import Coroscope.Theme

/*! Which of two runs something is of: A is solid, B has an outline, as their lines in the charts are solid and dashed. */
Rectangle {
    id: sign

    property bool isSecond: false
    readonly property string letter: isSecond ? "B" : "A"

    implicitWidth: implicitHeight
    implicitHeight: Math.round(24 * Theme.textScale)
    radius: 5
    color: isSecond ? "transparent" : Theme.accent
    border.color: isSecond ? Theme.text : Theme.accent
    border.width: 2

    AppText {
        anchors.centerIn: parent
        text: sign.letter
        color: sign.isSecond ? Theme.text : Theme.accentText
        font.pixelSize: Math.round(sign.height * 0.62)
        font.weight: Font.Bold
    }
}
