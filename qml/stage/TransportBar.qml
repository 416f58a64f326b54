// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! Play, step, time, speed, seed. Takes a second line if the width is too small. */
Flow {
    id: bar

    required property Run run
    required property Transport transport
    required property Tuning tuning
    required property LoopStretch loop
    required property RunUntil until
    required property Bookmarks bookmarks
    readonly property int rowHeight: Math.round(42 * Theme.textScale)
    /*! There is room for what else is behind the menu. */
    readonly property bool wide: width >= 1020 * Theme.textScale
    /*! So narrow that with all in full size it would take another line. */
    readonly property bool narrow: width < 930 * Theme.textScale
    /*! Narrower still. */
    readonly property bool tight: width < 846 * Theme.textScale
    /*! All fits into one line but for some buttons, which then are in the menu. */
    readonly property bool brief: width < 738 * Theme.textScale && width >= 580 * Theme.textScale
    /*! One more of them. */
    readonly property bool briefer: brief && width < 630 * Theme.textScale
    /*! There is a second line, and thus room for the seed's name and for the dice. */
    readonly property bool twoLines: !oneLine && width < 580 * Theme.textScale
    readonly property bool namesSeed: oneLine ? width >= 800 * Theme.textScale : brief || twoLines || width >= 764 * Theme.textScale
    readonly property bool spacious: twoLines || width >= 796 * Theme.textScale
    /*! There is no height for a second line: what does not fit into the first one is left out, and still has its key. */
    property bool oneLine: false

    /*! One line, in which there is room for little that has a key, too. */
    readonly property bool bare: oneLine && width < 690 * Theme.textScale

    /*! The action with this id, as in KeyTable, is requested. */
    signal actionAsked(id: string)

    // Groups keep their distance by padding, so that lines can lie closer than groups.
    spacing: Theme.gap
    height: oneLine ? rowHeight : implicitHeight

    Row {
        height: bar.rowHeight
        spacing: bar.narrow ? 6 : Theme.spacing
        rightPadding: Theme.spacing

        IconButton {
            objectName: "toStartButton"
            visible: !bar.bare && !bar.brief
            anchors.verticalCenter: parent.verticalCenter
            iconName: "to-start"
            text: "To the start"
            tip: KeyTable.tip("toStart")
            onClicked: bar.transport.goToStart()
        }

        IconButton {
            objectName: "stepBackButton"
            anchors.verticalCenter: parent.verticalCenter
            iconName: "step-back"
            text: "Step back"
            tip: KeyTable.tip("stepBack")
            autoRepeat: true
            onClicked: bar.transport.stepBack()
        }

        IconButton {
            objectName: "playBackButton"
            visible: !bar.bare && !bar.brief
            anchors.verticalCenter: parent.verticalCenter
            emphasis: bar.transport.playingBack
            iconName: "play-back"
            text: "Play backwards"
            tip: KeyTable.tip("playBack")
            onClicked: bar.transport.togglePlayingBack()
        }

        IconButton {
            objectName: "playButton"
            anchors.verticalCenter: parent.verticalCenter
            diameter: bar.rowHeight
            emphasis: true
            iconName: bar.transport.playing ? "pause" : "play"
            text: bar.transport.playing ? "Pause" : "Play"
            tip: KeyTable.tip("play")
            onClicked: bar.transport.togglePlaying()
        }

        IconButton {
            objectName: "stepForwardButton"
            anchors.verticalCenter: parent.verticalCenter
            iconName: "step-forward"
            text: "Step forward"
            tip: KeyTable.tip("stepForward")
            autoRepeat: true
            onClicked: bar.transport.stepForward()
        }

        IconButton {
            objectName: "toPresentButton"
            visible: !bar.bare && !bar.brief
            anchors.verticalCenter: parent.verticalCenter
            enabled: !bar.run.atPresent
            iconName: "to-present"
            text: "Back to the present"
            tip: KeyTable.tip("toPresent")
            onClicked: bar.transport.goToPresent()
        }

        IconButton {
            objectName: "untilButton"
            visible: bar.wide
            anchors.verticalCenter: parent.verticalCenter
            iconName: "run-until"
            text: "Run until something happens"
            tip: KeyTable.tip("until")
            onClicked: bar.actionAsked("until")
        }

        IconButton {
            objectName: "bookmarkButton"
            visible: bar.wide
            anchors.verticalCenter: parent.verticalCenter
            iconName: "bookmark"
            text: "Bookmark"
            tip: KeyTable.tip("bookmark")
            onClicked: bar.actionAsked("bookmark")
        }

        PlayMenu {
            objectName: "playMenuButton"
            away: bar.briefer || bar.bare ? ["toStart", "toPresent", "playBack", "redo"] : bar.brief ? ["toStart", "toPresent", "playBack"] : []
            anchors.verticalCenter: parent.verticalCenter
            loop: bar.loop
            until: bar.until
            bookmarks: bar.bookmarks
            onActionAsked: id => bar.actionAsked(id)
        }

        AppText {
            objectName: "timeText"
            anchors.verticalCenter: parent.verticalCenter
            leftPadding: Theme.spacing
            // The same for every time, so that what stands to its right does not move: a very long one is in smaller type.
            width: Math.round((bar.bare ? 92 : bar.narrow ? 100 : 132) * Theme.textScale)
            verticalAlignment: Text.AlignVCenter
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 10
            text: bar.run.timeText
            font.family: Theme.monoFamily
            font.pixelSize: Theme.clock
            font.weight: Font.Bold
            Accessible.role: Accessible.StaticText
            Accessible.name: "Virtual time " + text
        }
    }

    SpeedControl {
        enabled: !bar.oneLine || y === 0
        opacity: enabled ? 1 : 0
        sliderWidth: bar.bare ? 0 : Math.round((bar.briefer ? 36 : bar.narrow ? 46 : bar.width < 900 * Theme.textScale ? 56 : 92) * Theme.textScale)
        width: implicitWidth + (bar.bare ? Theme.gap : Theme.padding)
        height: bar.rowHeight
        transport: bar.transport
    }

    SeedField {
        enabled: !bar.oneLine || y === 0
        opacity: enabled ? 1 : 0
        named: bar.namesSeed
        spacious: bar.spacious
        fieldWidth: Math.round((bar.briefer ? 50 : bar.narrow ? 56 : 80) * Theme.textScale)
        width: implicitWidth + (bar.bare ? Theme.gap : Theme.padding)
        height: bar.rowHeight
        z: 1
        tuning: bar.tuning
        onLuckAsked: bar.actionAsked("luck")
    }

    Row {
        enabled: !bar.oneLine || y === 0
        opacity: enabled ? 1 : 0
        height: bar.rowHeight
        spacing: Theme.spacing

        AppButton {
            objectName: "resetButton"
            anchors.verticalCenter: parent.verticalCenter
            iconName: "reset"
            text: bar.tight ? "" : "Rerun"
            Accessible.name: "Rerun"
            tip: KeyTable.tip("reset")
            onClicked: bar.tuning.reset()
        }

        IconButton {
            objectName: "undoButton"
            visible: !bar.bare
            anchors.verticalCenter: parent.verticalCenter
            enabled: bar.tuning.canUndo
            iconName: "undo"
            text: "Undo"
            tip: enabled && bar.tuning.undoText !== ""
                 ? bar.tuning.undoText + " (" + KeyTable.row("undo").shown + ")" : KeyTable.tip("undo")
            onClicked: bar.tuning.undo()
        }

        IconButton {
            objectName: "redoButton"
            visible: !bar.bare && !bar.briefer
            anchors.verticalCenter: parent.verticalCenter
            enabled: bar.tuning.canRedo
            iconName: "redo"
            text: "Redo"
            tip: enabled ? bar.tuning.redoText + " (" + KeyTable.row("redo").shown + ")" : KeyTable.tip("redo")
            onClicked: bar.tuning.redo()
        }
    }
}
