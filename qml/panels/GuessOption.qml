// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! An answer to choose; once it is known, the right one has a tick, and each has its number. */
PickRow {
    id: option

    required property Guess guess
    required property string modelData
    readonly property bool chosen: guess.choice === index
    readonly property bool isRight: guess.revealed && guess.right === index

    objectName: "guessOption." + index
    pickable: !guess.revealed && !guess.busy
    said: modelData + (chosen ? ", chosen" : "") + (isRight ? ", right" : "")
    height: words.height + 14

    Rectangle {
        id: ring

        x: option.inset
        anchors.verticalCenter: parent.verticalCenter
        width: Math.round(16 * Theme.textScale)
        height: width
        radius: width / 2
        color: "transparent"
        border.color: option.chosen ? Theme.accent : Theme.textMuted
        border.width: 2

        Rectangle {
            visible: option.chosen
            anchors.centerIn: parent
            width: parent.width / 2
            height: width
            radius: width / 2
            color: Theme.accent
        }
    }

    AppText {
        id: words

        anchors.left: ring.right
        anchors.leftMargin: 10
        anchors.right: sign.left
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        text: option.modelData
        wrapMode: Text.WordWrap
        elide: Text.ElideNone
    }

    AppIcon {
        id: sign

        visible: option.isRight
        anchors.right: parent.right
        anchors.rightMargin: option.inset
        anchors.verticalCenter: parent.verticalCenter
        name: "check"
        color: Theme.done
    }
}
