// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! What can be done to the run as a whole, besides turning its parameters. Takes no room where there is nothing. */
Column {
    id: buttons

    required property ActionModel model

    signal chosen(action: int)

    visible: entries.count > 0
    height: visible ? implicitHeight : 0
    spacing: 6

    SectionTitle {
        text: "Do"
    }

    Flow {
        width: parent.width
        spacing: 6

        Repeater {
            id: entries

            model: buttons.model

            AppButton {
                required property int number
                required property string label
                required property string effect
                required property string reason

                objectName: "do." + number
                enabled: reason === ""
                text: label
                tip: effect
                Accessible.description: reason === "" ? effect : reason
                onClicked: buttons.chosen(number)
            }
        }
    }

    Repeater {
        model: buttons.model

        AppText {
            required property int number
            required property string note

            objectName: "whyNot." + number
            visible: note !== ""
            width: buttons.width
            text: note
            color: Theme.textMuted
            font.pixelSize: Theme.small
            wrapMode: Text.WordWrap
        }
    }
}
