// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Theme

/*!
    A sentence over the stage. Of two kinds that can't be mistaken for each other: advice (a tinted ground), and
    the run's own end (\l alarming: an outline, a bar and an icon in the colour of failure).
*/
Rectangle {
    id: banner

    required property string text
    property bool alarming: false
    /*! Smaller, where the height is scarce. */
    property bool compact: false
    readonly property int side: 14

    implicitHeight: Math.max(Math.round((compact ? 28 : 36) * Theme.textScale),
                             words.implicitHeight + (compact ? 8 : 14))
    radius: Theme.radius
    color: alarming ? Theme.card : Theme.adviceBackground
    border.color: alarming ? Theme.error : Theme.adviceBackground
    border.width: alarming ? 2 : 0

    Accessible.role: alarming ? Accessible.AlertMessage : Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: !visible

    Rectangle {
        visible: banner.alarming
        width: 6
        height: parent.height
        radius: 3
        color: Theme.error
    }

    AppIcon {
        id: sign

        visible: banner.alarming
        anchors.verticalCenter: parent.verticalCenter
        x: banner.side + 2
        name: visible ? "state-failed" : ""
        color: Theme.error
    }

    AppText {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        x: banner.alarming ? sign.x + sign.width + 8 : banner.side
        width: parent.width - x - banner.side
        text: banner.text
        wrapMode: Text.WordWrap
        maximumLineCount: 3
        font.pixelSize: banner.compact ? Theme.small : Theme.body
        font.weight: banner.alarming ? Font.DemiBold : Font.Medium
    }
}
