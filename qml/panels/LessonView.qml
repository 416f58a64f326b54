// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! A lesson, a step at a time: what it says, what it asks, and what can be turned. */
Column {
    id: view

    required property Learning learning
    required property Tuning tuning
    readonly property bool inSteps: learning.stepCount > 1
    /*! Ids of the parameters that can be turned here, with blanks between them. */
    readonly property string turned: learning.turned
    /*! The step asks for nothing, or has been answered. */
    readonly property bool mayGoOn: learning.met || (learning.task === "" && learning.guess.kind === "")

    function takeKeys(): void {
        onwards.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    topPadding: Theme.padding
    bottomPadding: Theme.margin
    spacing: Theme.padding

    AppButton {
        objectName: "allLessonsButton"
        iconName: "chevron-left"
        text: "All lessons"
        onClicked: view.learning.close()
    }

    AppText {
        objectName: "lessonTitle"
        width: parent.width
        text: view.learning.title
        font.pixelSize: Theme.headline
        font.weight: Font.DemiBold
        wrapMode: Text.WordWrap
        elide: Text.ElideNone
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }

    Row {
        visible: view.inSteps
        spacing: 5

        Repeater {
            model: view.learning.stepCount

            Rectangle {
                required property int index

                width: Math.round(18 * Theme.textScale)
                height: 5
                radius: 2.5
                color: index < view.learning.step ? Theme.textMuted : index === view.learning.step ? Theme.accent : Theme.track
            }
        }
    }

    SectionTitle {
        visible: view.inSteps
        width: parent.width
        text: "Step " + (view.learning.step + 1) + " of " + view.learning.stepCount
    }

    AppText {
        objectName: "stepTitle"
        visible: text !== ""
        width: parent.width
        text: view.learning.stepTitle
        font.pixelSize: Theme.smallHeadline
        font.weight: Font.DemiBold
        wrapMode: Text.WordWrap
        elide: Text.ElideNone
    }

    LessonText {
        objectName: "stepText"
        width: parent.width
        text: view.learning.text
    }

    Repeater {
        model: view.learning.guess.kind === "" ? 0 : 1

        GuessView {
            width: view.width
            guess: view.learning.guess
        }
    }

    Repeater {
        model: view.learning.kind === "exercise" ? 1 : 0

        ExerciseView {
            width: view.width
            learning: view.learning
        }
    }

    Row {
        visible: view.learning.task !== ""
        width: parent.width
        spacing: Theme.spacing

        AppIcon {
            id: sign

            anchors.verticalCenter: task.verticalCenter
            name: view.learning.met ? "check" : "chevron-right"
            color: view.learning.met ? Theme.done : Theme.accent
        }

        AppText {
            id: task

            objectName: "stepTask"
            width: parent.width - sign.width - parent.spacing
            text: view.learning.task
            font.weight: Font.Medium
            wrapMode: Text.WordWrap
            elide: Text.ElideNone
            Accessible.name: text + (view.learning.met ? " Done." : "")
        }
    }

    // Rows keep what they are made with: other ones are made for other parameters.
    Repeater {
        model: view.turned === "" ? [] : [view.turned]

        Column {
            id: rows

            required property string modelData
            readonly property var ids: modelData.split(" ")

            width: view.width

            Repeater {
                model: view.tuning.parameters

                ParameterRow {
                    width: rows.width
                    parameters: view.tuning.parameters
                    wanted: rows.ids.includes(parameterId)
                }
            }
        }
    }

    Repeater {
        model: view.learning.trial.active ? 1 : 0

        TrialView {
            width: view.width
            trial: view.learning.trial
        }
    }

    Row {
        spacing: Theme.spacing
        topPadding: Theme.spacing

        AppButton {
            objectName: "previousStepButton"
            visible: view.inSteps
            enabled: view.learning.step > 0
            iconName: "chevron-left"
            text: "Back"
            onClicked: view.learning.back()
        }

        AppButton {
            id: onwards

            objectName: "nextStepButton"
            current: view.mayGoOn
            text: view.learning.hasNext ? "Next" : "Next lesson"
            onClicked: view.learning.hasNext ? view.learning.next() : view.learning.nextLesson()
        }
    }
}
