// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The painted lanes below a map of the whole run, with a scroll bar when there are more than fit, and keys to move along them. */
Item {
    id: area

    required property Run run
    required property Transport transport
    required property LoopStretch loop
    required property Bookmarks bookmarks
    /*! At least this many are visible at \l leastHeight. */
    property int leastLanes: 3
    /*! Whether there is room for the marks' texts. */
    property bool namesMarks: true
    /*! Whether there is room for the map. */
    property bool showsMap: true
    readonly property real mapRoom: showsMap ? map.height + 4 : 0
    readonly property real leastHeight: lanes.heightFor(leastLanes, namesMarks, Theme.textScale) + mapRoom
    /*! What the lanes take that should be visible besides, where there is room. */
    readonly property real heightOfMore: lanes.heightFor(6, namesMarks, Theme.textScale) - lanes.heightFor(leastLanes, namesMarks, Theme.textScale)
    readonly property real overflow: Math.max(0, lanes.contentHeight - lanes.height)
    readonly property real zoomStep: 1.25

    /*! Action number \a action is requested, at the task with this index of its group. */
    signal actionChosen(action: int, index: int)
    /*! What is selected is to be shown in the panel's tab of this name. */
    signal viewAsked(view: string)

    function fit(): void {
        lanes.fit();
    }

    /*! Created when first needed. */
    property ActionMenu menu: null
    /*! Group and index of the task that it is of. */
    property point menuTask

    /*! What can be asked about the task whose lane is at this height; about that which the keyboard has reached, at -1. */
    function openMenu(at: point): void {
        const task = lanes.taskAt(at.y);
        if (task.x < 0)
            return;
        if (!menu)
            menu = menuMaker.createObject(area) as ActionMenu;
        menuTask = task;
        menu.entries = run.menuOfTask(task.x, task.y);
        menu.title = run.nameOfTask(task.x, task.y);
        menu.openAtPoint(lanes, at.y < 0 ? Qt.point(40, 40) : at);
    }

    Component {
        id: menuMaker

        ActionMenu {
            objectName: "laneMenu"
            onChosen: (action, index) => area.actionChosen(action, index)
            onViewChosen: view => {
                area.run.selectTask(area.menuTask.x, area.menuTask.y);
                area.viewAsked(view);
            }
        }
    }

    Connections {
        target: area.run

        function onPatternChanged(): void {
            area.menu?.close();
        }
    }

    function scrollTo(y: real): void {
        lanes.scrollY = Math.max(0, Math.min(overflow, y));
    }

    function zoomKey(event: var): void {
        if (event.key === Qt.Key_Plus || event.key === Qt.Key_Equal)
            lanes.zoomHere(zoomStep);
        else if (event.key === Qt.Key_Minus)
            lanes.zoomHere(1 / zoomStep);
        else
            return;
        event.accepted = true;
    }

    FocusScope {
        id: mapView

        objectName: "timelineMap"
        visible: area.showsMap
        anchors.left: parent.left
        anchors.right: parent.right
        // As wide as the lanes, so that both have the same axis.
        anchors.rightMargin: bar.width + 2
        height: map.height
        activeFocusOnTab: true

        Accessible.role: Accessible.Graphic
        Accessible.name: "Map of the whole run"
        Accessible.description: "The timeline shows " + lanes.summary
        Accessible.focusable: true
        Accessible.ignored: !visible

        Keys.onLeftPressed: map.panBy(-0.1)
        Keys.onRightPressed: map.panBy(0.1)
        Keys.onPressed: event => {
            if (event.key === Qt.Key_PageUp || event.key === Qt.Key_PageDown) {
                map.panBy(event.key === Qt.Key_PageUp ? -1 : 1);
                event.accepted = true;
            } else {
                area.zoomKey(event);
            }
        }

        TimelineMap {
            id: map

            objectName: "timelineMapItem"
            anchors.left: parent.left
            anchors.right: parent.right
            height: Math.round(18 * Theme.textScale)
            run: area.run
            timeline: lanes
        }

        HoverHandler {
            id: overMap
        }

        Tip {
            text: "The whole run: running, blocked and failed at each moment. Drag the frame, or its edges"
            wanted: overMap.hovered || mapView.activeFocus
        }

        FocusRing {
            visible: mapView.activeFocus
        }
    }

    FocusScope {
        id: view

        objectName: "timeline"
        anchors.fill: parent
        anchors.topMargin: area.mapRoom
        activeFocusOnTab: true

        Accessible.role: Accessible.Graphic
        Accessible.name: "Timeline"
        Accessible.description: "Playhead at " + area.run.timeText + ". " + lanes.summary
                                + (lanes.currentText === "" ? "" : " At " + lanes.currentText + ".")
        Accessible.focusable: true

        Keys.onMenuPressed: area.openMenu(Qt.point(-1, -1))
        Keys.onUpPressed: lanes.walk(-1)
        Keys.onDownPressed: lanes.walk(1)
        Keys.onReturnPressed: lanes.press()
        Keys.onEnterPressed: lanes.press()
        Keys.onPressed: event => {
            const isLeft = event.key === Qt.Key_Left;
            if (isLeft || event.key === Qt.Key_Right) {
                if (event.modifiers & Qt.ControlModifier)
                    lanes.foldGroup(isLeft);
                else if (!lanes.foldHeading(isLeft))
                    lanes.panBy(isLeft ? -60 : 60);
            } else if (event.key === Qt.Key_PageUp || event.key === Qt.Key_PageDown) {
                lanes.walk(event.key === Qt.Key_PageUp ? -10 : 10);
            } else {
                area.zoomKey(event);
                return;
            }
            event.accepted = true;
        }

        TimelineItem {
            id: lanes

            objectName: "timelineItem"
            anchors.fill: parent
            // Kept free even without a bar, so that the axis does not jump when one is needed.
            anchors.rightMargin: bar.width + 2
            namesMarks: area.namesMarks
            keyed: view.activeFocus
            run: area.run
            loop: area.loop
            bookmarks: area.bookmarks
            onSeekAsked: seconds => area.transport.seek(seconds)
            onEventAsked: number => area.transport.goToEvent(number)
            onSpotChanged: spot.renew()
            onPointerMoved: rest.restart()

            TapHandler {
                acceptedButtons: Qt.RightButton
                onTapped: point => area.openMenu(point.position)
            }
        }

        MarkOverlay {
            anchors.fill: lanes
            loop: area.loop
            bookmarks: area.bookmarks
            lanes: lanes
        }

        // To find out what there is takes longer than to move on.
        Timer {
            id: rest

            interval: Theme.tipDelay / 5
            onTriggered: lanes.explain()
        }

        Item {
            id: spot

            // Another spot is explained in its own time.
            function renew(): void {
                visible = false;
                visible = lanes.spotText !== "";
            }

            x: lanes.spotRect.x
            y: lanes.spotRect.y
            width: lanes.spotRect.width
            height: lanes.spotRect.height
            visible: false

            Tip {
                within: area
                text: lanes.spotText
                wanted: lanes.spotText !== ""
            }
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
                    area.scrollTo(position * lanes.contentHeight);
            }
        }

        FocusRing {
            visible: view.activeFocus
        }
    }
}
