// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components

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

                objectName: "do." + number
                text: label
                tip: effect
                Accessible.description: effect
                onClicked: buttons.chosen(number)
            }
        }
    }
}
