// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The goals of a challenge, as they hold for the run shown, and what comes of having it judged. */
Column {
    id: view

    required property Trial trial

    spacing: Theme.spacing

    SectionTitle {
        text: "What to reach"
    }

    Repeater {
        model: view.trial.goals

        GoalLine {
            width: view.width
        }
    }

    SectionTitle {
        visible: stars.count > 0
        text: "A star more for each of these"
    }

    Repeater {
        id: stars

        model: view.trial.starGoals

        GoalLine {
            width: view.width
        }
    }

    Flow {
        width: parent.width
        spacing: Theme.spacing

        AppButton {
            objectName: "judgeButton"
            enabled: !view.trial.busy
            current: enabled && view.trial.stars === 0
            text: view.trial.busy ? "Running … " + Math.round(100 * view.trial.progress) + " %" : "Have it judged"
            tip: "Runs these values with seeds that you have not seen"
            onClicked: view.trial.judge()
        }

        AppButton {
            objectName: "hintButton"
            visible: view.trial.hasHint && view.trial.hint === ""
            text: "A hint"
            onClicked: view.trial.showHint()
        }
    }

    AppText {
        objectName: "trialHint"
        visible: text !== ""
        width: parent.width
        text: view.trial.hint
        color: Theme.textMuted
        wrapMode: Text.WordWrap
        elide: Text.ElideNone
    }

    AppText {
        objectName: "trialVerdict"
        visible: text !== ""
        width: parent.width
        text: (view.trial.stars > 0 ? "★".repeat(view.trial.stars) + "  " : "") + view.trial.verdict
        font.weight: Font.DemiBold
        wrapMode: Text.WordWrap
        elide: Text.ElideNone
        Accessible.role: Accessible.AlertMessage
        Accessible.name: view.trial.verdict
    }
}
