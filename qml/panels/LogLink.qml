// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

import Coroscope.Components
import Coroscope.Theme

/*! An event that another one is connected with, to go there. */
T.AbstractButton {
    id: link

    required property real number
    required property int line
    required property string time
    required property string look
    required text

    /*! The keyboard has come here. */
    signal focusReached()

    implicitHeight: Math.max(Math.round(22 * Theme.textScale), words.implicitHeight + 6)
    hoverEnabled: true

    Accessible.role: Accessible.Link
    Accessible.name: time + ": " + text
    Accessible.description: "Goes there"
    Accessible.onPressAction: link.clicked()

    onActiveFocusChanged: {
        if (activeFocus)
            focusReached();
    }
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    LogSign {
        id: sign

        x: 2
        y: Math.round((Math.round(22 * Theme.textScale) - height) / 2)
        look: link.look
    }

    AppText {
        id: words

        x: sign.width + 10
        y: 3
        width: parent.width - x
        text: link.text + "  " + link.time
        color: link.hovered || link.visualFocus ? Theme.accent : Theme.text
        font.pixelSize: Theme.small
        font.underline: link.hovered
        wrapMode: Text.Wrap
        elide: Text.ElideNone
    }

    HoverHandler {
        cursorShape: Qt.PointingHandCursor
    }

    FocusRing {
        anchors.margins: 0
        radius: 4
        visible: link.visualFocus
    }
}
