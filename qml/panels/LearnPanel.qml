// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The path of lessons; or one of them, a step at a time. */
Flickable {
    id: panel

    required property Learning learning
    required property Tuning tuning
    readonly property int inset: Theme.margin

    /*! Gives the keyboard to what is asked, or to the way on. */
    function takeKeys(): void {
        shown?.takeKeys();
    }

    /*! The list, or the lesson. */
    readonly property Item shown: made.count > 0 ? made.itemAt(0) as Item : null

    contentWidth: width
    contentHeight: shown ? shown.height : 0
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    T.ScrollBar.vertical: ThinScrollBar {
        objectName: "learnScrollBar"
        focusPolicy: Qt.NoFocus
        Accessible.name: "Learn"
    }

    // Whoever opens or leaves a lesson by the keyboard goes on with it.
    readonly property bool open: learning.open
    onOpenChanged: Qt.callLater(takeKeys)

    // Every step is read from its top.
    readonly property string place: learning.title + learning.step
    onPlaceChanged: contentY = 0

    /*! What the keyboard focus reaches must be in sight. */
    readonly property Item focused: Window.activeFocusItem
    onFocusedChanged: {
        for (let ancestor = focused; ancestor; ancestor = ancestor.parent) {
            if (ancestor !== shown)
                continue;
            if (focused.height > height)
                return; // it is read from wherever one is
            const top = focused.mapToItem(shown, 0, 0).y - 24;
            const bottom = top + focused.height + 36;
            if (top < contentY)
                contentY = Math.max(0, top);
            else if (bottom > contentY + height)
                contentY = Math.max(0, Math.min(contentHeight - height, bottom - height));
            return;
        }
    }

    Component {
        id: list

        LessonList {
            x: panel.inset
            width: panel.width - 2 * panel.inset
            learning: panel.learning
        }
    }

    Component {
        id: lesson

        LessonView {
            x: panel.inset
            width: panel.width - 2 * panel.inset
            learning: panel.learning
            tuning: panel.tuning
        }
    }

    Repeater {
        id: made

        model: [panel.learning.open]
        delegate: panel.learning.open ? lesson : list
    }
}
