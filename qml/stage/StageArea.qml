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
    // With room for one banner of two lines, not for what is said just now: that depends on the height itself.
    readonly property real leastHeight: headlines.height + Math.round(220 * Theme.textScale) + 50

    /*! So low that the picture needs every line: the run's end then takes the place of the advice. */
    readonly property bool tight: height < 400 * Theme.textScale

    // Asked for, rather than visible: a child of what is hidden is never visible.
    readonly property bool advising: simulation.advice !== "" && !(tight && ended)
    readonly property bool inPast: !simulation.atPresent

    readonly property bool ended: simulation.outcome !== "" && simulation.outcomeKind !== "running"

    Column {
        id: sayings

        spacing: 6
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            leftMargin: area.inset
            rightMargin: area.inset
            topMargin: area.tight ? 10 : 18
        }

        // Kept free also while there is nothing to say, so that the stage does not jump when there is.
        Item {
            width: parent.width
            visible: area.advising || area.inPast || !area.tight || !area.ended
            height: Math.max(past.height, area.advising ? advice.implicitHeight : 0)

            Banner {
                id: advice

                objectName: "adviceBanner"
                visible: area.advising
                compact: area.tight
                width: parent.width - (area.inPast ? past.width + Theme.spacing : 0)
                height: parent.height
                text: area.simulation.advice
            }

            AppButton {
                id: past

                objectName: "pastBadge"
                visible: area.inPast
                anchors.right: parent.right
                height: Math.round((area.tight ? 28 : 36) * Theme.textScale)
                current: true
                iconName: "to-present"
                text: area.width > 720 * Theme.textScale ? "Looking at the past — Back to present"
                                                         : "Past — Back to present"
                tip: KeyTable.tip("toPresent")
                onClicked: area.simulation.goToPresent()
            }
        }

        Banner {
            objectName: "outcomeBanner"
            visible: area.ended
            width: parent.width
            alarming: true
            compact: area.tight
            text: area.simulation.outcome
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
            bottomMargin: Theme.padding
        }
        model: area.simulation.headlines
    }
}
