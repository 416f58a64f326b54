// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The lower card: transport, lanes, legend. */
Card {
    id: area

    required property Run run
    required property Transport transport
    required property Tuning tuning
    required property LoopStretch loop
    required property RunUntil until
    required property Bookmarks bookmarks
    /*! Room inside the card's edge. */
    property int inset: Theme.margin
    /*! The least height at which everything in it is still usable. */
    readonly property real leastHeight: transport.height + view.leastHeight + (low ? 0 : legend.height + Theme.padding)
                                        + Theme.padding + 2 * Theme.spacing
    /*! Where there is room: more lanes. */
    readonly property real goodHeight: leastHeight + view.heightOfMore
    /*! In a low window the picture needs the line that the legend would take. */
    readonly property bool low: Window.height < Theme.lowHeight
    readonly property bool scant: Window.height < Theme.scantHeight
    readonly property bool veryLow: Window.height < Theme.veryLowHeight
    readonly property bool tiny: Window.height < Theme.tinyHeight

    /*! The action with this id, as in KeyTable, is requested. */
    signal actionAsked(id: string)
    /*! What is selected is to be shown in the panel's tab of this name. */
    signal viewAsked(view: string)

    function fit(): void {
        view.fit();
    }

    TransportBar {
        id: transport

        objectName: "transportBar"
        // Stacked above the lanes, as the seed's error hangs down over them.
        z: 1
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            leftMargin: area.inset
            rightMargin: area.inset
            topMargin: Theme.padding
        }
        oneLine: area.veryLow
        run: area.run
        transport: area.transport
        tuning: area.tuning
        loop: area.loop
        until: area.until
        bookmarks: area.bookmarks
        onActionAsked: id => area.actionAsked(id)
    }

    TimelineView {
        id: view

        leastLanes: area.tiny ? 1 : area.veryLow ? 2 : 3
        namesMarks: !area.scant
        showsMap: !area.low
        anchors {
            left: parent.left
            right: parent.right
            top: transport.bottom
            bottom: area.low ? parent.bottom : legend.top
            leftMargin: area.inset
            rightMargin: area.inset
            topMargin: Theme.spacing
            bottomMargin: Theme.spacing
        }
        run: area.run
        transport: area.transport
        loop: area.loop
        bookmarks: area.bookmarks
        onViewAsked: view => area.viewAsked(view)
        onActionChosen: (action, index) => area.tuning.act(action, index)
    }

    // In the place of the legend, so that nothing moves on a step.
    AppText {
        objectName: "stepText"
        anchors.fill: legend
        visible: text !== ""
        text: area.transport.stepText
        font.pixelSize: Theme.small
        font.weight: Font.Medium
        verticalAlignment: Text.AlignVCenter
        maximumLineCount: 2
        wrapMode: Text.WordWrap
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
        Accessible.ignored: !visible
    }

    Legend {
        id: legend

        looks: area.run.looks
        opacity: area.transport.stepText === "" ? 1 : 0
        visible: !area.low
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            leftMargin: area.inset
            rightMargin: area.inset
            bottomMargin: Theme.padding
        }
    }
}
