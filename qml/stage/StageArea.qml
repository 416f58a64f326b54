// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The upper card: advice or outcome, the pattern at work, the numbers that matter. */
Card {
    id: area

    required property Run run
    required property Transport transport
    /*! Shown to many: the picture, and the three largest numbers. */
    property bool presenting: false
    /*! Room inside the card's edge. */
    property int inset: Theme.margin
    /*! The number that a lesson points at; −1: none. */
    property int pointedFigure: -1
    /*! What the program would advise is not said: the learner is to find out. */
    property bool hidesAdvice: false
    /*! The numbers are not shown: they would answer what the learner is asked. */
    property bool hidesNumbers: false
    readonly property real leastHeight: headlines.height + Math.round((scant ? 162 : 220) * Theme.textScale) + 50
    /*! In a window that is just not low, as many lanes as there should be need some of the room. */
    readonly property bool scant: Window.height < Theme.scantHeight && Window.height >= Theme.lowHeight

    /*! Action number \a action is requested, at the task with this index of its group. */
    signal actionAsked(action: int, index: int)
    /*! What is selected is to be shown in the panel's tab of this name. */
    signal viewAsked(view: string)
    /*! What the advice says is to be done. */
    signal adviceTaken()

    /*! So low that the picture needs every line. */
    readonly property bool tight: height < 400 * Theme.textScale

    /*! Lower still: the picture needs what notes would take. */
    readonly property bool veryLow: Window.height < Theme.veryLowHeight
    /*! So low that only the run's outcome is shown, over the picture. */
    readonly property bool tiny: Window.height < Theme.tinyHeight

    readonly property bool inPast: !run.atPresent
    readonly property bool ended: run.outcome !== "" && run.outcomeKind !== "running"

    /*! Whether the reason for the run's outcome is shown beside it. */
    readonly property bool saysBoth: ended && width > 1000 * Theme.textScale

    // One band of constant height for all messages, even while there are none: the stage below does not jump.
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

            // The run's outcome comes first.
            Banner {
                objectName: "outcomeBanner"
                visible: area.ended
                width: advice.visible ? Math.round((parent.width - parent.spacing) / 2) : parent.width
                alarming: true
                compact: area.tight
                text: area.run.outcome
            }

            Banner {
                id: advice

                objectName: "adviceBanner"
                visible: area.run.advice !== "" && !area.hidesAdvice && !area.tiny && (!area.ended || area.saysBoth)
                width: area.ended ? Math.round((parent.width - parent.spacing) / 2) : parent.width
                compact: area.tight
                text: area.run.remedy === "" ? area.run.advice : area.run.diagnosis
                whole: area.run.remedy === "" ? "" : area.run.advice
                action: area.run.remedy
                actionTip: KeyTable.tip("takeAdvice")
                onActed: area.adviceTaken()
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
            onClicked: area.transport.goToPresent()
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
        run: area.run
        Accessible.role: Accessible.Graphic
        Accessible.name: area.run.title
        Accessible.description: area.run.stateText

        Connections {
            target: area.run

            function onPatternChanged(): void {
                places.closeMenu();
            }
        }

        PlaceOverlay {
            id: places

            objectName: "places"
            anchors.fill: parent
            model: area.run.places
            run: area.run
            onViewAsked: view => area.viewAsked(view)
            onActionChosen: (action, index) => area.actionAsked(action, index)
            onPicked: (row, point) => area.run.pick(row, point)
            onPointed: row => area.run.pointAt(row)
        }
    }

    AheadBar {
        objectName: "aheadBar"
        anchors.centerIn: stage
        transport: area.transport
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
        fewer: area.presenting
        pointed: area.pointedFigure
        concealed: area.hidesNumbers
        model: area.run.headlines
    }
}
