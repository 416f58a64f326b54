// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The seed of the run, to read and to type. Another seed is another run, from the start. */
Item {
    id: seed

    required property Tuning tuning
    /*! Whether it has a label; the tooltip names it anyway. */
    property bool named: true
    property int fieldWidth: Math.round(80 * Theme.textScale)
    /*! Whether there is room for the button beside it; its key is always there. */
    property bool spacious: true

    /*! The same values with other seeds are requested. */
    signal luckAsked()

    implicitWidth: field.x + field.width + (spacious ? luck.width + Theme.gap : 0)
    implicitHeight: field.implicitHeight

    AppText {
        id: name

        visible: seed.named
        anchors.verticalCenter: parent.verticalCenter
        text: "seed"
        color: Theme.textMuted
        font.pixelSize: Theme.small
    }

    ValueField {
        id: field

        objectName: "seedField"
        anchors.verticalCenter: parent.verticalCenter
        x: seed.named ? name.width + 6 : 0
        implicitHeight: Theme.controlHeight - 6
        // The same for every seed, so that nothing beside it moves: a long one is in smaller type, and cut off where that would
        // be too small to read.
        width: seed.fieldWidth
        boxed: true
        text: seed.tuning.seed
        color: Theme.text
        font.family: Theme.monoFamily
        font.pixelSize: Math.max(Math.round(0.75 * Theme.small), Math.min(Theme.small, Math.floor((width - leftPadding - rightPadding) / (0.61 * text.length))))
        font.weight: Font.Medium
        tip: "Seed " + text + ". The same seed and the same values give the same run. Click to type another, 0 to 9007199254740991."
        Accessible.name: "Seed"
        onSubmitted: text => {
            seed.tuning.seed = text;
            errorText = seed.tuning.seedError;
        }
    }

    IconButton {
        id: luck

        objectName: "luckButton"
        visible: seed.spacious
        anchors.verticalCenter: parent.verticalCenter
        x: field.x + field.width + Theme.gap
        diameter: Theme.controlHeight - 6
        quiet: true
        iconName: "dice"
        text: "Luck"
        tip: KeyTable.tip("luck")
        onClicked: seed.luckAsked()
    }

    Rectangle {
        objectName: "seedField.error"
        visible: field.errorText !== ""
        z: 1
        anchors.top: field.bottom
        anchors.topMargin: 4
        anchors.right: parent.right
        width: errorWords.width + 20
        height: errorWords.height + 14
        radius: Theme.radius
        color: Theme.surface
        border.color: Theme.error
        border.width: Theme.outline

        Accessible.role: Accessible.AlertMessage
        Accessible.name: field.errorText
        Accessible.ignored: !visible

        AppText {
            id: errorWords

            anchors.centerIn: parent
            width: Math.min(implicitWidth, 300)
            text: field.errorText
            color: Theme.error
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
        }
    }
}
