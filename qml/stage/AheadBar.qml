// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! Shows how far the run has got on its way to a given time, and can stop it. It lies over the stage: nothing moves. */
Card {
    id: bar

    required property Transport transport

    visible: transport.runningAhead
    width: Math.min(parent.width, words.implicitWidth + cancel.width + 3 * Theme.padding)
    height: Math.round(52 * Theme.textScale)

    Accessible.role: Accessible.ProgressBar
    Accessible.name: words.text
    Accessible.ignored: !visible

    AppText {
        id: words

        objectName: "aheadText"
        anchors {
            left: parent.left
            right: cancel.left
            verticalCenter: parent.verticalCenter
            leftMargin: Theme.padding
            rightMargin: Theme.padding
        }
        text: bar.transport.aheadText
    }

    AppButton {
        id: cancel

        objectName: "aheadCancel"
        anchors {
            right: parent.right
            verticalCenter: parent.verticalCenter
            rightMargin: Theme.padding
        }
        text: "Stop here"
        tip: "Stop here — Esc"
        onClicked: bar.transport.stopAhead()
    }

    Shortcut {
        sequences: ["Esc"]
        enabled: bar.visible
        onActivated: bar.transport.stopAhead()
        onActivatedAmbiguously: bar.transport.stopAhead()
    }
}
