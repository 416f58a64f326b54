// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! All lessons, in the order of the path; those that have been gone through have a tick. Nothing is locked. */
Column {
    id: list

    required property Learning learning

    /*! A lesson of the learner's own is to be opened. */
    signal fileAsked()

    function takeKeys(): void {
        rows.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    topPadding: Theme.padding
    bottomPadding: Theme.margin
    spacing: Theme.padding

    AppText {
        width: parent.width
        text: "Lessons, exercises and challenges"
        font.pixelSize: Theme.headline
        font.weight: Font.DemiBold
        wrapMode: Text.WordWrap
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }

    AppText {
        width: parent.width
        text: list.learning.classMode ? "Class mode: progress is neither shown nor kept."
            : list.learning.doneCount === 0 ? "Each takes a few minutes. Begin with the first, or wherever you like."
            : list.learning.doneCount + " of " + list.learning.count + " done"
        color: Theme.textMuted
        wrapMode: Text.WordWrap
    }

    AppButton {
        objectName: "openLessonButton"
        iconName: "open"
        text: "Open a lesson…"
        tip: KeyTable.tip("openLesson")
        onClicked: list.fileAsked()
    }

    PickList {
        id: rows

        objectName: "lessonList"
        width: parent.width
        label: "Lessons"
        model: list.learning.lessons
        onPicked: index => list.learning.openRow(index)
        delegate: LessonRow {}
    }

    Flow {
        width: parent.width
        spacing: Theme.spacing

        AppButton {
            objectName: "classModeButton"
            current: list.learning.classMode
            text: "Class mode"
            tip: "For whoever teaches: progress is neither shown nor kept"
            onClicked: list.learning.classMode = !list.learning.classMode
        }

        AppButton {
            objectName: "resetProgressButton"
            enabled: list.learning.doneCount > 0
            text: "Forget my progress"
            tip: "What is done, stars, and your own words; they are kept on this computer alone"
            onClicked: list.learning.resetProgress()
        }
    }
}
