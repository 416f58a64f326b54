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

    /*! A lesson of the learner's own is to be opened. */
    signal fileAsked()

    /*! Gives the keyboard to what is asked, or to the way on. */
    function takeKeys(): void {
        shown?.takeKeys();
    }

    /*! The list, or the lesson. */
    readonly property Item shown: (lessons.count > 0 ? lessons.itemAt(0) : lists.count > 0 ? lists.itemAt(0) : null) as Item

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
    onOpenChanged: soon.start()

    Timer {
        id: soon

        interval: 0
        onTriggered: {
            if (panel.visible)
                panel.takeKeys();
        }
    }

    // Every step is read from its top.
    readonly property string place: learning.lesson.title + learning.lesson.step
    onPlaceChanged: {
        contentY = 0;
        soon.start();
    }

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

    Repeater {
        id: lists

        model: panel.open ? 0 : 1

        LessonList {
            x: panel.inset
            width: panel.width - 2 * panel.inset
            learning: panel.learning
            onFileAsked: panel.fileAsked()
        }
    }

    Repeater {
        id: lessons

        model: panel.open ? 1 : 0

        LessonView {
            x: panel.inset
            width: panel.width - 2 * panel.inset
            learning: panel.learning
            tuning: panel.tuning
        }
    }
}
