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
    readonly property OpenLesson lesson: learning.lesson
    readonly property bool inSteps: lesson.stepCount > 1
    /*! Ids of the parameters that can be turned here, with blanks between them. */
    readonly property string turned: lesson.turned
    /*! The step asks for nothing, or has been answered. */
    readonly property bool mayGoOn: lesson.met || (lesson.task === "" && lesson.guess.kind === "" && !toSolve && !toAnswer)
    readonly property bool toSolve: lesson.kind === "challenge" && lesson.trial.stars === 0
    readonly property bool toAnswer: lesson.kind === "exercise" && lesson.answer === ""
    readonly property bool revealed: lesson.guess.revealed

    /*! Gives the keyboard to what is asked: to be written, guessed or turned; and to the way on, where nothing is. */
    function takeKeys(): void {
        if (exercises.count > 0)
            (exercises.itemAt(0) as ExerciseView).takeKeys();
        else if (guesses.count > 0 && !revealed)
            (guesses.itemAt(0) as GuessView).takeKeys();
        else if (turnables.count > 0 && (toSolve || (lesson.task !== "" && !lesson.met)))
            (turnables.itemAt(0) as TurnableRows).takeKeys();
        else
            onwards.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    onRevealedChanged: {
        if (revealed && visible)
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
        text: view.lesson.title
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
            model: view.lesson.stepCount

            Rectangle {
                required property int index

                width: Math.round(18 * Theme.textScale)
                height: 5
                radius: 2.5
                color: index < view.lesson.step ? Theme.textMuted : index === view.lesson.step ? Theme.accent : Theme.track
            }
        }
    }

    SectionTitle {
        visible: view.inSteps
        width: parent.width
        text: "Step " + (view.lesson.step + 1) + " of " + view.lesson.stepCount
    }

    AppText {
        objectName: "stepTitle"
        visible: text !== ""
        width: parent.width
        text: view.lesson.stepTitle
        font.pixelSize: Theme.smallHeadline
        font.weight: Font.DemiBold
        wrapMode: Text.WordWrap
        elide: Text.ElideNone
    }

    // What was guessed in the step before: its text goes on from there.
    AppText {
        objectName: "lastGuess"
        visible: text !== ""
        width: parent.width
        text: view.lesson.lastGuess
        color: Theme.textMuted
        wrapMode: Text.WordWrap
        elide: Text.ElideNone
    }

    LessonText {
        objectName: "stepText"
        width: parent.width
        text: view.lesson.text
    }

    Repeater {
        id: guesses

        model: view.lesson.guess.kind === "" ? 0 : 1

        GuessView {
            width: view.width
            guess: view.lesson.guess
        }
    }

    Repeater {
        id: exercises

        model: view.lesson.kind === "exercise" ? 1 : 0

        ExerciseView {
            width: view.width
            learning: view.learning
        }
    }

    Row {
        visible: view.lesson.task !== ""
        width: parent.width
        spacing: Theme.spacing

        AppIcon {
            id: sign

            anchors.verticalCenter: task.verticalCenter
            name: view.lesson.met ? "check" : "chevron-right"
            color: view.lesson.met ? Theme.done : Theme.accent
        }

        AppText {
            id: task

            objectName: "stepTask"
            width: parent.width - sign.width - parent.spacing
            text: view.lesson.task
            font.weight: Font.Medium
            wrapMode: Text.WordWrap
            elide: Text.ElideNone
            Accessible.name: text + (view.lesson.met ? " Done." : "")
        }
    }

    // Rows keep what they are made with: other ones are made for other parameters.
    Repeater {
        id: turnables

        model: view.turned === "" ? [] : [view.turned]

        TurnableRows {
            width: view.width
            tuning: view.tuning
        }
    }

    Repeater {
        model: view.lesson.trial.active ? 1 : 0

        TrialView {
            width: view.width
            trial: view.lesson.trial
        }
    }

    AppText {
        objectName: "lessonEnd"
        visible: view.inSteps && !view.lesson.hasNext && view.mayGoOn
        width: parent.width
        topPadding: Theme.spacing
        text: "This was the last step." + (view.learning.nextTitle === "" ? "" : " The next lesson: " + view.learning.nextTitle)
        color: Theme.textMuted
        wrapMode: Text.WordWrap
        elide: Text.ElideNone
    }

    Flow {
        width: parent.width
        spacing: Theme.spacing
        topPadding: Theme.spacing

        AppButton {
            objectName: "previousStepButton"
            visible: view.inSteps
            enabled: view.lesson.step > 0
            iconName: "chevron-left"
            text: "Back"
            onClicked: view.lesson.back()
        }

        AppButton {
            id: onwards

            objectName: "nextStepButton"
            current: view.mayGoOn
            text: view.lesson.hasNext ? "Next" : view.learning.nextTitle === "" ? "To the path" : "Next lesson"
            onClicked: view.lesson.hasNext ? view.lesson.next() : view.learning.nextLesson()
        }

        // Not as tips: one of the two often has the keyboard, and a tip would cover what there is to see.
        AppText {
            visible: view.inSteps
            height: onwards.height
            verticalAlignment: Text.AlignVCenter
            text: KeyTable.row("previousStep").shown + "  " + KeyTable.row("nextStep").shown
            color: Theme.textMuted
            font.pixelSize: Theme.tiny
        }
    }
}
