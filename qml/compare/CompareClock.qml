// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Stage
import Coroscope.Theme

/*! The one clock of both runs: play, step, time, speed; where they are and where they part; and what happens there. */
Card {
    id: clock

    required property Pair pair
    required property Transport transport
    required property Tuning tuning
    property int inset: Theme.margin
    /*! The sentence of each run below one another; else beside each other, as far as there is room. */
    property bool low: false

    readonly property Run run: pair.first
    readonly property Parting parting: pair.parting
    readonly property bool narrow: width < 850 * Theme.textScale
    readonly property bool tight: width < 700 * Theme.textScale
    readonly property int rowHeight: Math.round((low ? 34 : 40) * Theme.textScale)

    implicitHeight: top.height + strip.height + words.height + 2 * Theme.spacing + (low ? 0 : Theme.gap)

    Row {
        id: top

        x: clock.inset
        y: Theme.gap
        height: clock.rowHeight
        spacing: Theme.spacing

        IconButton {
            objectName: "compareToStartButton"
            visible: !clock.tight
            anchors.verticalCenter: parent.verticalCenter
            iconName: "to-start"
            text: "To the start"
            tip: KeyTable.tip("toStart")
            onClicked: clock.transport.goToStart()
        }

        IconButton {
            objectName: "compareStepBackButton"
            anchors.verticalCenter: parent.verticalCenter
            iconName: "step-back"
            text: "Step back"
            tip: KeyTable.tip("stepBack")
            autoRepeat: true
            onClicked: clock.transport.stepBack()
        }

        IconButton {
            objectName: "comparePlayButton"
            anchors.verticalCenter: parent.verticalCenter
            diameter: clock.rowHeight
            emphasis: true
            iconName: clock.transport.playing ? "pause" : "play"
            text: clock.transport.playing ? "Pause" : "Play"
            tip: KeyTable.tip("play")
            onClicked: clock.transport.togglePlaying()
        }

        IconButton {
            objectName: "compareStepForwardButton"
            anchors.verticalCenter: parent.verticalCenter
            iconName: "step-forward"
            text: "Step forward"
            tip: KeyTable.tip("stepForward")
            autoRepeat: true
            onClicked: clock.transport.stepForward()
        }

        IconButton {
            objectName: "compareToPresentButton"
            visible: !clock.tight
            anchors.verticalCenter: parent.verticalCenter
            enabled: !clock.run.atPresent
            iconName: "to-present"
            text: "Back to the present"
            tip: KeyTable.tip("toPresent")
            onClicked: clock.transport.goToPresent()
        }

        AppText {
            objectName: "compareTimeText"
            anchors.verticalCenter: parent.verticalCenter
            leftPadding: Theme.spacing
            width: Math.round((clock.narrow ? 108 : 132) * Theme.textScale)
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 10
            text: clock.run.timeText
            font.family: Theme.monoFamily
            font.pixelSize: Theme.clock
            font.weight: Font.Bold
            Accessible.role: Accessible.StaticText
            Accessible.name: "Virtual time " + text
        }

        SpeedControl {
            sliderWidth: Math.round((clock.tight ? 0 : clock.narrow ? 46 : 92) * Theme.textScale)
            width: implicitWidth + Theme.spacing
            height: clock.rowHeight
            transport: clock.transport
        }
    }

    Row {
        anchors.right: parent.right
        anchors.rightMargin: clock.inset
        y: top.y
        height: clock.rowHeight
        spacing: Theme.spacing

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: clock.width > 960 * Theme.textScale
            text: "Both: seed " + clock.tuning.seed
            color: Theme.textMuted
            font.pixelSize: Theme.small
        }

        AppButton {
            objectName: "compareResetButton"
            anchors.verticalCenter: parent.verticalCenter
            iconName: "reset"
            text: clock.narrow ? "" : "Both from the start"
            Accessible.name: "Both from the start"
            tip: "Run both anew up to here, with the values they have now (" + KeyTable.row("reset").shown + ")"
            onClicked: clock.pair.rerun()
        }

        IconButton {
            objectName: "compareUndoButton"
            anchors.verticalCenter: parent.verticalCenter
            enabled: clock.pair.tuning.canUndo
            iconName: "undo"
            text: "Undo"
            tip: enabled && clock.pair.tuning.undoText !== ""
                 ? clock.pair.tuning.undoText + " (" + KeyTable.row("undo").shown + ")" : KeyTable.tip("undo")
            onClicked: clock.pair.tuning.undo()
        }

        IconButton {
            objectName: "compareRedoButton"
            anchors.verticalCenter: parent.verticalCenter
            enabled: clock.pair.tuning.canRedo
            iconName: "redo"
            text: "Redo"
            tip: enabled ? clock.pair.tuning.redoText + " (" + KeyTable.row("redo").shown + ")" : KeyTable.tip("redo")
            onClicked: clock.pair.tuning.redo()
        }
    }

    AppSlider {
        id: strip

        readonly property real end: Math.max(clock.run.presentTime, clock.pair.second.presentTime, 0.001)

        objectName: "compareStrip"
        x: clock.inset
        width: parent.width - 2 * x
        anchors.top: top.bottom
        height: Math.round(24 * Theme.textScale)
        knobSize: Math.round(15 * Theme.textScale)
        position: clock.run.time / end
        value: clock.run.time
        maximumValue: end
        stepSize: end / 100
        Accessible.name: "Time of both runs"
        Accessible.description: clock.run.timeText + ". " + clock.parting.text
        onMoved: position => clock.transport.seek(position * end)
        onNudged: steps => clock.transport.seekBy(steps * end / 100)
        onValueAsked: value => clock.transport.seek(value)
        onDefaultAsked: clock.transport.goToPresent()

        // Where they part: where the one line becomes two.
        Item {
            objectName: "partingMark"
            visible: clock.parting.found && clock.parting.time <= strip.end
            x: Math.round(strip.knobSize / 2 + strip.travel * Math.min(1, clock.parting.time / strip.end)) - 1
            height: parent.height

            Rectangle {
                width: 2
                height: parent.height
                color: Theme.text
            }

            Rectangle {
                x: -3
                y: -1
                width: 8
                height: 8
                rotation: 45
                color: Theme.text
            }
        }
    }

    Item {
        id: words

        x: clock.inset
        anchors.top: strip.bottom
        anchors.topMargin: clock.low ? 0 : 2
        width: parent.width - 2 * x
        height: Theme.smallControlHeight * ((clock.sideBySide ? 1 : 2) + (clock.below ? 1 : 0))

        AppButton {
            id: there

            objectName: "partingButton"
            y: clock.below ? 0 : Math.round((words.height - height) / 2)
            enabled: clock.parting.found
            width: Math.min(implicitWidth, words.width * (clock.parting.found ? 0.5 : 1))
            height: Theme.smallControlHeight
            leftPadding: 8
            rightPadding: 8
            text: clock.parting.text
            tip: KeyTable.tip("parting") + (clock.parting.found ? "\nThe first event that differs. " + clock.parting.eventText : "")
            onClicked: clock.pair.goToParting()
        }

        Repeater {
            model: clock.parting.found ? [clock.parting.firstText, clock.parting.secondText] : []

            Item {
                id: said

                required property int index
                required property string modelData
                readonly property real room: words.width - begins
                readonly property real begins: clock.below ? 0 : there.width + Theme.padding

                x: begins + (clock.sideBySide ? Math.round(room / 2) * index : 0)
                y: Theme.smallControlHeight * ((clock.sideBySide ? 0 : index) + (clock.below ? 1 : 0))
                width: clock.sideBySide ? Math.round(room / 2) - Theme.spacing : room
                height: Theme.smallControlHeight

                RunLetter {
                    id: sign

                    anchors.verticalCenter: parent.verticalCenter
                    height: Math.round(16 * Theme.textScale)
                    width: height
                    radius: 4
                    border.width: 1
                    isSecond: said.index === 1
                }

                AppText {
                    id: happening

                    objectName: "parting" + sign.letter
                    anchors.verticalCenter: parent.verticalCenter
                    x: sign.width + 7
                    width: parent.width - x
                    text: said.modelData
                    font.pixelSize: Theme.small
                    elide: clock.differAtEnd ? Text.ElideLeft : Text.ElideRight
                    Accessible.role: Accessible.StaticText
                    Accessible.name: "In " + sign.letter + ": " + text
                    Accessible.description: clock.parting.eventText

                    HoverHandler {
                        id: over
                    }

                    Tip {
                        text: happening.truncated ? said.modelData : ""
                        wanted: over.hovered && text !== ""
                    }
                }
            }
        }
    }

    /*! Of the longer sentence, with its letter. */
    readonly property real sentenceWidth: parting.found ? Math.max(metrics.advanceWidth(parting.firstText), metrics.advanceWidth(parting.secondText))
                                                          + Theme.spacing + 24 * Theme.textScale : 0
    /*! Both sentences fit beside each other, behind the button. */
    readonly property bool sideBySide: sentenceWidth < (words.width - there.width - Theme.padding) / 2
    /*! Not even one of them does: they stand below it. */
    readonly property bool below: sentenceWidth > words.width - there.width - Theme.padding
    /*! They begin alike, so what matters is at their ends. */
    readonly property bool differAtEnd: {
        const [one, other] = [parting.firstText, parting.secondText];
        let alike = 0;
        while (alike < one.length && one[alike] === other[alike])
            ++alike;
        return alike > Math.min(one.length, other.length) / 2;
    }

    FontMetrics {
        id: metrics

        font.family: Theme.family
        font.pixelSize: Theme.small
    }
}
