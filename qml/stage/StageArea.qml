// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The upper card: what is worth saying, the pattern alive, the numbers that matter. */
Card {
    id: area

    required property Simulation simulation
    /*! Room inside the card's edge. */
    property int inset: Theme.margin
    readonly property real leastHeight: headlines.height + Math.round(220 * Theme.textScale) + 50

    /*! So low that the picture needs every line. */
    readonly property bool tight: height < 400 * Theme.textScale

    /*! Lower still: the picture needs what notes would take. */
    readonly property bool veryLow: Window.height < Theme.veryLowHeight
    /*! So low that only how the run ended is said, over the picture. */
    readonly property bool tiny: Window.height < Theme.tinyHeight

    readonly property bool inPast: !simulation.atPresent
    readonly property bool ended: simulation.outcome !== "" && simulation.outcomeKind !== "running"

    /*! Whether why a run ended stands beside how it did. */
    readonly property bool saysBoth: ended && width > 1000 * Theme.textScale

    // One band of one height for all that there is to say, also while that is nothing: the stage below does not jump.
    Item {
        id: sayings

        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            leftMargin: area.inset
            rightMargin: area.inset
            topMargin: area.tight ? 8 : 18
        }
        height: area.tiny ? 0 : advice.usualHeight
        z: 1

        Row {
            width: parent.width - (area.inPast ? past.width + Theme.spacing : 0)
            spacing: Theme.spacing

            // How the run ended comes first.
            Banner {
                objectName: "outcomeBanner"
                visible: area.ended
                width: advice.visible ? Math.round((parent.width - parent.spacing) / 2) : parent.width
                alarming: true
                compact: area.tight
                text: area.simulation.outcome
            }

            Banner {
                id: advice

                objectName: "adviceBanner"
                visible: area.simulation.advice !== "" && !area.tiny && (!area.ended || area.saysBoth)
                width: area.ended ? Math.round((parent.width - parent.spacing) / 2) : parent.width
                compact: area.tight
                text: area.simulation.advice
            }
        }

        AppButton {
            id: past

            objectName: "pastBadge"
            visible: area.inPast
            anchors.right: parent.right
            y: Math.round((advice.usualHeight - height) / 2)
            height: Math.round((area.tight ? 28 : 36) * Theme.textScale)
            current: true
            iconName: "to-present"
            text: area.width > 720 * Theme.textScale ? "Looking at the past — Back to present"
                                                     : "Past — Back to present"
            tip: KeyTable.tip("toPresent")
            onClicked: area.simulation.goToPresent()
        }
    }

    StageItem {
        id: stage

        objectName: "stageItem"
        anchors {
            left: parent.left
            right: parent.right
            top: sayings.bottom
            bottom: headlines.top
            leftMargin: Theme.padding
            rightMargin: Theme.padding
            topMargin: Theme.gap
            bottomMargin: Theme.gap
        }
        simulation: area.simulation
        Accessible.role: Accessible.Graphic
        Accessible.name: area.simulation.title
        Accessible.description: area.simulation.stateText

        Connections {
            target: area.simulation

            function onPatternChanged(): void {
                places.closeMenu();
            }
        }

        PlaceOverlay {
            id: places

            objectName: "places"
            anchors.fill: parent
            model: area.simulation.places
            onActionChosen: (action, index) => area.simulation.act(action, index)
        }
    }

    AheadBar {
        objectName: "aheadBar"
        anchors.centerIn: stage
        simulation: area.simulation
    }

    Headlines {
        id: headlines

        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            leftMargin: area.inset
            rightMargin: area.inset
            bottomMargin: area.tight ? 4 : Theme.padding
        }
        brief: area.veryLow
        model: area.simulation.headlines
    }
}
