// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Components
import Coroscope.Theme

/*! Shows the parameters that are not the pattern's main ones, and hides them again. It says if one of them was changed. */
AppButton {
    id: button

    required property int others
    required property int changed
    required property bool open

    objectName: "moreButton"
    implicitHeight: Theme.controlHeight
    text: open ? "Fewer parameters"
        : changed === 0 ? "More parameters · %1".arg(others)
        : "More parameters · %1, %2 changed".arg(others).arg(changed)
    iconName: open ? "chevron-up" : "chevron-down"
}
