// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.Components
import Coroscope.Theme

/*! What theory predicts for a run, a line each. */
Column {
    id: texts

    /*! As Run::theory. */
    required property var theory

    objectName: "theoryTexts"
    spacing: 2

    SectionTitle {
        width: parent.width
        wrapMode: Text.Wrap
        elide: Text.ElideNone
        text: "Theory and measurement, whole run"
    }

    Repeater {
        model: texts.theory

        AppText {
            required property string modelData

            width: texts.width
            text: Wording.inOnePiece(modelData)
            color: Theme.textMuted
            font.pixelSize: Theme.small
            wrapMode: Text.WordWrap
        }
    }
}
