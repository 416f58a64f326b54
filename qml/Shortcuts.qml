// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.Components

/*! The window's keys, as KeyTable lists them. */
Instantiator {
    id: shortcuts

    /*! Whether there is anything that Esc would leave. */
    property bool canLeave: false

    /*! The action with this id is requested. */
    signal asked(id: string)

    model: KeyTable.shortcuts

    Shortcut {
        required property var modelData

        sequences: modelData.keys
        enabled: modelData.id !== "leave" || shortcuts.canLeave
        autoRepeat: ["stepForward", "stepBack", "slower", "faster", "undo", "redo"].includes(modelData.id)
        onActivated: shortcuts.asked(modelData.id)
        onActivatedAmbiguously: shortcuts.asked(modelData.id)
    }
}
