// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The actions on the run as a whole, besides setting its parameters. Takes no room if there are none. */
Column {
    id: buttons

    required property ActionModel model
    /*! Whether the run is shown; actions are disabled while it is hidden. */
    property bool acting: true

    signal chosen(action: int)

    visible: entries.count > 0
    height: visible ? implicitHeight : 0
    spacing: 6

    SectionTitle {
        text: "Actions"
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
                enabled: reason === "" && buttons.acting
                text: label
                tip: effect
                Accessible.description: reason === "" ? effect : reason
                onClicked: buttons.chosen(number)
            }
        }
    }

    // One line is reserved even while there is nothing to say, so that what is below does not jump.
    Column {
        width: parent.width
        height: Math.max(implicitHeight, line.height)

        AppText {
            visible: !buttons.acting
            width: parent.width
            text: "Go back to the run to do this: what is shown now has runs of its own."
            color: Theme.textMuted
            font.pixelSize: Theme.small
            wrapMode: Text.WordWrap
        }

        Repeater {
            model: buttons.model

            AppText {
                required property int number
                required property string note

                objectName: "whyNot." + number
                visible: note !== "" && buttons.acting
                width: buttons.width
                text: note
                color: Theme.textMuted
                font.pixelSize: Theme.small
                wrapMode: Text.WordWrap
            }
        }
    }

    TextMetrics {
        id: line

        font.family: Theme.family
        font.pixelSize: Theme.small
        text: "A"
    }
}
