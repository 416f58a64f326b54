// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The painted lanes, with a scroll bar when there are more than fit, and keys to move along them. */
FocusScope {
    id: view

    required property Run run
    required property Transport transport
    required property LoopStretch loop
    required property Bookmarks bookmarks
    /*! At least this many are visible at \l leastHeight. */
    property int leastLanes: 3
    /*! Whether there is room for the marks' texts. */
    property bool namesMarks: true
    readonly property real leastHeight: lanes.heightFor(leastLanes, namesMarks, Theme.textScale)
    readonly property real overflow: Math.max(0, lanes.contentHeight - lanes.height)
    readonly property real zoomStep: 1.25

    function fit(): void {
        lanes.fit();
    }

    function scrollTo(y: real): void {
        lanes.scrollY = Math.max(0, Math.min(overflow, y));
    }

    activeFocusOnTab: true

    Accessible.role: Accessible.Graphic
    Accessible.name: "Timeline"
    Accessible.description: "Playhead at " + run.timeText + ". " + lanes.summary
    Accessible.focusable: true

    Keys.onLeftPressed: lanes.panBy(-60)
    Keys.onRightPressed: lanes.panBy(60)
    Keys.onUpPressed: scrollTo(lanes.scrollY - 40)
    Keys.onDownPressed: scrollTo(lanes.scrollY + 40)
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Plus || event.key === Qt.Key_Equal)
            lanes.zoomBy(zoomStep, lanes.width / 2);
        else if (event.key === Qt.Key_Minus)
            lanes.zoomBy(1 / zoomStep, lanes.width / 2);
        else
            return;
        event.accepted = true;
    }

    TimelineItem {
        id: lanes

        objectName: "timelineItem"
        anchors.fill: parent
        // Kept free even without a bar, so that the axis does not jump when one is needed.
        anchors.rightMargin: bar.width + 2
        namesMarks: view.namesMarks
        run: view.run
        loop: view.loop
        bookmarks: view.bookmarks
        onSeekAsked: seconds => view.transport.seek(seconds)
    }

    MarkOverlay {
        anchors.fill: lanes
        loop: view.loop
        bookmarks: view.bookmarks
        lanes: lanes
    }

    ThinScrollBar {
        id: bar

        objectName: "timelineScrollBar"
        anchors.right: parent.right
        height: parent.height
        orientation: Qt.Vertical
        size: lanes.contentHeight > 0 ? Math.min(1, lanes.height / lanes.contentHeight) : 1
        focusPolicy: Qt.NoFocus
        Accessible.name: "Lanes"

        Binding on position {
            when: !bar.pressed
            value: lanes.contentHeight > 0 ? lanes.scrollY / lanes.contentHeight : 0
        }

        onPositionChanged: {
            if (pressed)
                view.scrollTo(position * lanes.contentHeight);
        }
    }

    FocusRing {
        visible: view.activeFocus
    }
}
