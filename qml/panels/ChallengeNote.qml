// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Components
import Coroscope.Theme

/*! Why so many parameters are locked while a challenge is open, and the ways back to it and out of it. */
Column {
    id: note

    /*! The challenge's title. */
    required property string title

    signal challengeAsked()
    signal leaveAsked()

    spacing: Theme.spacing

    Row {
        width: parent.width
        spacing: Theme.spacing

        AppIcon {
            id: sign

            anchors.verticalCenter: words.verticalCenter
            name: "lock"
            color: Theme.textMuted
        }

        AppText {
            id: words

            objectName: "challengeNote"
            width: parent.width - sign.width - parent.spacing
            text: "Challenge “" + note.title + "”: what has a lock can't be turned."
            wrapMode: Text.WordWrap
            maximumLineCount: 4
        }
    }

    Flow {
        width: parent.width
        spacing: Theme.spacing

        AppButton {
            objectName: "backToChallenge"
            text: "To the challenge"
            tip: KeyTable.tip("learn")
            onClicked: note.challengeAsked()
        }

        AppButton {
            objectName: "leaveChallenge"
            text: "Leave it"
            tip: "Everything can be turned again"
            onClicked: note.leaveAsked()
        }
    }
}
