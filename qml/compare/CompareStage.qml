// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Stage
import Coroscope.Theme

/*! One of two runs: which it is and what is different in it, and the pattern at work. */
Card {
    id: area

    required property Run run
    /*! That runs it ahead. */
    required property Transport transport
    /*! What is set otherwise than in the other one. */
    required property string title
    property bool isSecond: false
    /*! Of B: what it may be, and which of them it is. */
    property var choices: []
    property int choice: -1
    property int inset: Theme.margin
    /*! As StageItem has them, for two stages to the same scale. */
    property alias mostZoom: stage.mostZoom
    readonly property alias fittingZoom: stage.fittingZoom

    readonly property bool ended: run.outcome !== "" && run.outcomeKind !== "running"
    readonly property string said: ended ? run.outcome
                                   : run.diagnosis !== "" ? run.diagnosis
                                   : run.justSet ? "Just changed: play on to see the effect." : ""
    readonly property bool tight: height < 210 * Theme.textScale
    readonly property string letter: sign.letter
    readonly property bool narrow: width < 760 * Theme.textScale

    /*! Action number \a action is requested, at the task with this index of its group. */
    signal actionAsked(action: int, index: int)
    signal chosen(choice: int)
    signal fileAsked()
    signal keepAsked()

    Accessible.role: Accessible.Grouping
    Accessible.name: "Run " + letter + ": " + title

    Item {
        id: heading

        x: area.inset
        y: area.tight ? 4 : 8
        width: parent.width - 2 * x
        height: Theme.controlHeight

        RunLetter {
            id: sign

            anchors.verticalCenter: parent.verticalCenter
            isSecond: area.isSecond
        }

        AppText {
            id: titleText

            objectName: "compareTitle" + area.letter
            readonly property real room: Math.max(0, controls.x - x - Theme.spacing)
            readonly property real wide: Math.ceil(titleMetrics.advanceWidth(area.title)) + 2
            /*! Beside what is said it takes two lines before it takes the other's room. */
            readonly property real fair: area.said === "" ? room : Math.max(room * 0.4, Math.min(room, wide * 0.62))

            x: sign.width + Theme.spacing
            width: Math.min(wide, room, wide + 220 * Theme.textScale > room ? fair : room)
            height: parent.height
            verticalAlignment: Text.AlignVCenter
            text: area.title
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            maximumLineCount: 2
            fontSizeMode: Text.Fit
            minimumPixelSize: Theme.tiny
            Accessible.role: Accessible.Heading
            Accessible.name: "Run " + area.letter + ": " + text

            HoverHandler {
                id: overTitle
            }

            Tip {
                text: titleText.truncated ? area.title : ""
                wanted: overTitle.hovered && text !== ""
            }
        }

        FontMetrics {
            id: titleMetrics

            font.family: Theme.family
            font.pixelSize: Theme.body
            font.weight: Font.DemiBold
        }

        FontMetrics {
            id: saidMetrics

            font.family: Theme.family
            font.pixelSize: Theme.tiny
        }

        // How it has ended, or what there is to say of it: without its explanation, where there is no room for that.
        AppText {
            id: saidText

            readonly property bool fits: saidMetrics.advanceWidth(area.said) * 1.15 < 2 * width
            readonly property int colon: area.said.indexOf(": ")

            objectName: "compareSaid" + area.letter
            anchors.left: titleText.right
            anchors.leftMargin: Theme.padding
            width: Math.max(0, controls.x - x - Theme.spacing)
            height: parent.height
            verticalAlignment: Text.AlignVCenter
            wrapMode: Text.Wrap
            maximumLineCount: 2
            fontSizeMode: Text.Fit
            minimumPixelSize: Theme.tiny
            visible: width > 90 * Theme.textScale
            text: fits || area.ended || colon < 0 ? area.said : area.said.slice(0, colon) + "."
            color: area.ended ? Theme.error : Theme.textMuted
            font.pixelSize: Theme.small
            Accessible.role: Accessible.StaticText
            Accessible.name: text

            HoverHandler {
                id: overSaid
            }

            Tip {
                text: area.ended ? area.run.outcome : area.run.advice !== "" ? area.run.advice : area.said
                wanted: overSaid.hovered && text !== ""
            }
        }

        Row {
            id: controls

            anchors.right: parent.right
            spacing: Theme.spacing

            ChoiceField {
                id: choiceField

                objectName: "compareChoice"
                visible: area.isSecond
                label: "What A is compared with"
                tip: "The run to compare with A"
                longestWidth: Math.round((area.narrow ? 190 : 300) * Theme.textScale)
                model: [...area.choices, "A scenario file …"]
                current: area.choice
                displayText: currentIndex < 0 ? "Custom values" : currentText
                onChosen: index => {
                    if (index < area.choices.length)
                        area.chosen(index);
                    else
                        area.fileAsked();
                    // What it is now, whatever comes of that.
                    currentIndex = Qt.binding(() => current);
                }
            }

            AppButton {
                objectName: "keepSecondButton"
                visible: area.isSecond
                text: area.narrow ? "Keep" : "Keep B"
                Accessible.name: tip
                tip: "Keep B: " + (area.choice >= 0 ? area.choices[area.choice] : area.title)
                     + ". It goes on alone, and Ctrl+Z goes back to A."
                onClicked: area.keepAsked()
            }
        }
    }

    StageItem {
        id: stage

        objectName: "compareStage" + area.letter
        anchors {
            left: parent.left
            right: parent.right
            top: heading.bottom
            bottom: parent.bottom
            leftMargin: Theme.padding
            rightMargin: Theme.padding
            topMargin: area.tight ? 0 : Theme.gap
            bottomMargin: Theme.gap
        }
        run: area.run
        Accessible.role: Accessible.Graphic
        Accessible.name: "Run " + area.letter + ": " + area.run.title
        Accessible.description: area.run.stateText

        Connections {
            target: area.run

            function onPatternChanged(): void {
                places.closeMenu();
            }
        }

        PlaceOverlay {
            id: places

            objectName: "comparePlaces" + area.letter
            anchors.fill: parent
            model: area.run.places
            onActionChosen: (action, index) => area.actionAsked(action, index)
            onPicked: (row, point) => area.run.pick(row, point)
            onPointed: row => area.run.pointAt(row)
        }
    }

    AheadBar {
        anchors.centerIn: stage
        transport: area.transport
    }
}
