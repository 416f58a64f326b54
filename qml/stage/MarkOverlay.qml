// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*!
    Light, invisible items over what is marked on the painted timeline: the bookmarks' flags, the ends of the loop, and what has
    happened. The flags are one stop for Tab, and the arrow keys walk them, as are the marks below the lanes; each end of the
    loop is one, and the arrow keys move it.
*/
FocusScope {
    id: overlay

    required property Bookmarks bookmarks
    required property LoopStretch loop
    required property TimelineItem lanes
    property int currentIndex: 0

    readonly property real flagSize: Math.round(18 * Theme.textScale)

    function pixelOf(seconds: real): real {
        return lanes.axisLeft + (seconds - lanes.axisFrom) / lanes.axisSpan * lanes.axisWidth;
    }

    function shows(x: real): bool {
        return x >= lanes.axisLeft - 1 && x <= lanes.axisLeft + lanes.axisWidth + 1;
    }

    function walk(step: int): void {
        const next = currentIndex + step;
        const item = flags.itemAt(next);
        if (!item)
            return;
        bookmarks.pick(next); // which brings it into sight
        currentIndex = next;
        item.forceActiveFocus(Qt.TabFocusReason);
    }

    Repeater {
        id: flags

        model: overlay.bookmarks.list
        onCountChanged: {
            if (overlay.currentIndex >= count)
                overlay.currentIndex = Math.max(0, count - 1);
        }

        Item {
            id: flag

            required property int index
            required property var modelData
            readonly property real at: overlay.pixelOf(modelData.seconds)

            objectName: "bookmark." + index
            visible: overlay.shows(at)
            x: at - 3
            width: overlay.flagSize
            height: overlay.flagSize
            activeFocusOnTab: index === overlay.currentIndex || activeFocus
            Accessible.role: Accessible.Button
            Accessible.name: "Bookmark at " + modelData.time + (modelData.note === "" ? "" : ": " + modelData.note)
            Accessible.description: "Enter goes there and inspects it, Delete removes it"
            Accessible.focusable: true
            Accessible.onPressAction: overlay.bookmarks.pick(flag.index)
            Keys.onReturnPressed: overlay.bookmarks.pick(index)
            Keys.onEnterPressed: overlay.bookmarks.pick(index)
            Keys.onDeletePressed: overlay.bookmarks.remove(index)
            Keys.onRightPressed: overlay.walk(1)
            Keys.onLeftPressed: overlay.walk(-1)
            onActiveFocusChanged: {
                if (activeFocus)
                    overlay.currentIndex = index;
            }

            FocusRing {
                radius: 4
                visible: flag.activeFocus
            }

            // The playhead, whose handle may be below, is dragged away from here.
            MouseArea {
                id: over

                property bool drags: false
                property real pressedAt: 0

                anchors.fill: parent
                hoverEnabled: true
                preventStealing: true
                cursorShape: Qt.PointingHandCursor
                onPressed: event => {
                    drags = false;
                    pressedAt = mapToItem(overlay, event.x, 0).x;
                }
                onPositionChanged: event => {
                    const x = mapToItem(overlay, event.x, 0).x;
                    drags = pressed && (drags || Math.abs(x - pressedAt) > Application.styleHints.startDragDistance / 2);
                    if (drags)
                        overlay.lanes.seekTo(x);
                }
                onClicked: {
                    if (!drags)
                        overlay.bookmarks.pick(flag.index);
                }
            }

            Tip {
                text: (flag.modelData.note === "" ? "Bookmark" : flag.modelData.note) + " — " + flag.modelData.time
                wanted: (over.containsMouse && !over.pressed) || flag.activeFocus
            }
        }
    }

    // What has happened: at the selected mark, or at the left end if none is.
    Item {
        id: happenings

        readonly property real at: overlay.pixelOf(overlay.lanes.markSeconds)

        objectName: "timelineMarks"
        visible: overlay.lanes.hasMarks
        x: (overlay.lanes.markSeconds >= 0 && overlay.shows(at) ? at : overlay.lanes.axisLeft) - width / 2
        y: overlay.lanes.axisTop - 5
        width: overlay.flagSize
        height: overlay.flagSize
        activeFocusOnTab: true
        Accessible.role: Accessible.Button
        Accessible.name: overlay.lanes.markText === "" ? "Marks on the timeline" : "Mark, " + overlay.lanes.markText
        Accessible.description: "The arrow keys walk the marks, Enter goes there"
        Accessible.focusable: true
        Accessible.onPressAction: overlay.lanes.goToMark()
        Keys.onReturnPressed: overlay.lanes.goToMark()
        Keys.onEnterPressed: overlay.lanes.goToMark()
        Keys.onRightPressed: overlay.lanes.walkMarks(1)
        Keys.onLeftPressed: overlay.lanes.walkMarks(-1)

        FocusRing {
            radius: 4
            visible: happenings.activeFocus
        }

        Tip {
            text: overlay.lanes.markText === "" ? "Marks: ← and → walk them, Enter goes to the last one" : overlay.lanes.markText
            wanted: happenings.activeFocus
        }
    }

    component LoopEnd: Item {
        id: end

        required property string name
        required property real seconds
        readonly property real at: overlay.pixelOf(seconds)

        /*! The end is to be there. */
        signal moved(seconds: real)

        visible: seconds >= 0 && overlay.shows(at)
        x: at - width / 2
        width: 14
        height: overlay.flagSize
        activeFocusOnTab: true
        Accessible.role: Accessible.Grip
        Accessible.name: name
        Accessible.description: overlay.loop.text + " The arrow keys move it, Delete ends the loop"
        Accessible.focusable: true
        Keys.onLeftPressed: moved(seconds - overlay.lanes.axisSpan / 100)
        Keys.onRightPressed: moved(seconds + overlay.lanes.axisSpan / 100)
        Keys.onDeletePressed: overlay.loop.clear()

        FocusRing {
            radius: 4
            visible: end.activeFocus
        }

        MouseArea {
            id: area

            anchors.fill: parent
            hoverEnabled: true
            preventStealing: true
            cursorShape: Qt.SizeHorCursor
            onPositionChanged: event => {
                if (pressed)
                    end.moved(overlay.lanes.axisFrom
                              + (mapToItem(overlay, event.x, 0).x - overlay.lanes.axisLeft) / overlay.lanes.axisWidth
                              * overlay.lanes.axisSpan);
            }
        }

        Tip {
            text: overlay.loop.text + " Drag to move this end; " + KeyTable.row("loopClear").shown + " ends the loop"
            wanted: (area.containsMouse && !area.pressed) || end.activeFocus
        }
    }

    LoopEnd {
        objectName: "loopStart"
        name: "Start of the loop"
        seconds: overlay.loop.from
        onMoved: seconds => overlay.loop.from = seconds
    }

    LoopEnd {
        objectName: "loopEnd"
        name: "End of the loop"
        seconds: overlay.loop.to
        onMoved: seconds => overlay.loop.to = seconds
    }
}
