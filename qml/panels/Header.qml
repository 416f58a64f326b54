// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! Over the stage: what the pattern is, and the actions on the whole window. */
Item {
    id: header

    required property Run run
    property bool presenting: false
    /*! The id of the action that has put something else in the place of the run, and takes it away; empty: none has. */
    property string aside: ""
    readonly property bool away: aside !== ""
    /*! Another run is shown beside this one. */
    property bool comparing: false
    /*! Whether rail and panel are shown while the window presents. */
    property bool railCalled: false
    property bool panelCalled: false
    readonly property bool narrow: width < 760 * Theme.textScale

    /*! So narrow that the title needs the room of words. */
    readonly property bool scarce: width > 0 && width < 560 * Theme.textScale

    signal railAsked()
    signal panelAsked()
    signal sweepAsked()
    signal compareAsked()
    signal copyAsked()
    signal presentAsked()
    signal themeAsked()
    signal helpAsked()

    /*! In a low window the picture needs the line that the summary would take. */
    readonly property bool low: Window.height < Theme.lowHeight

    implicitHeight: title.height + (low ? 0 : summary.height + 2)

    AppText {
        id: title

        objectName: "patternTitle"
        width: actions.x - Theme.padding
        text: header.run.title
        font.pixelSize: Theme.title
        font.weight: Font.Bold
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.body
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }

    AppText {
        id: summary

        visible: !header.low
        anchors.top: title.bottom
        anchors.topMargin: 2
        width: parent.width
        text: header.run.summary
        color: Theme.textMuted
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 10
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }

    Row {
        id: actions

        anchors.right: parent.right
        // Beside the title alone: their place does not depend on the length of the summary.
        y: Math.min(0, title.height - height)
        spacing: header.scarce ? Theme.gap : Theme.spacing
        readonly property int side: header.scarce ? 8 : 14

        AppButton {
            objectName: "callRailButton"
            visible: header.presenting
            text: "Patterns"
            tip: KeyTable.tip("rail")
            current: header.railCalled
            onClicked: header.railAsked()
        }

        AppButton {
            objectName: "callPanelButton"
            visible: header.presenting
            text: "Tune"
            tip: KeyTable.tip("panel")
            current: header.panelCalled
            onClicked: header.panelAsked()
        }

        AppButton {
            objectName: "sweepButton"
            leftPadding: actions.side
            rightPadding: actions.side
            text: !header.away ? "Sweep" : header.narrow ? "Back" : "Back to the run"
            tip: KeyTable.tip(header.away ? header.aside : "sweep")
            current: header.away
            onClicked: header.sweepAsked()
        }

        AppButton {
            objectName: "compareButton"
            leftPadding: actions.side
            rightPadding: actions.side
            iconName: header.scarce ? "compare" : ""
            text: header.scarce ? "" : !header.comparing ? "Compare" : header.narrow ? "Back" : "Back to the run"
            Accessible.name: header.comparing ? "Back to the run" : "Compare"
            tip: KeyTable.tip("compare")
            current: header.comparing
            onClicked: header.compareAsked()
        }

        AppButton {
            objectName: "copyButton"
            leftPadding: actions.side
            rightPadding: actions.side
            visible: !header.away
            iconName: "copy"
            text: header.narrow ? "" : "Copy as command"
            Accessible.name: "Copy as command"
            tip: header.comparing ? KeyTable.tip("copy") : "Copy “" + header.run.commandLine + "” (" + KeyTable.row("copy").shown + ")"
            onClicked: header.copyAsked()
        }

        AppButton {
            objectName: "presentButton"
            leftPadding: actions.side
            rightPadding: actions.side
            text: header.presenting ? "Leave" : "Present"
            tip: header.presenting ? KeyTable.tip("leave") : KeyTable.tip("present")
            onClicked: header.presentAsked()
        }

        IconButton {
            objectName: "themeButton"
            iconName: "theme"
            text: "Next theme"
            tip: KeyTable.tip("theme")
            onClicked: header.themeAsked()
        }

        IconButton {
            objectName: "helpButton"
            iconName: "help"
            text: "Keys"
            tip: KeyTable.tip("help")
            onClicked: header.helpAsked()
        }
    }
}
