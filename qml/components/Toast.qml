// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Theme

/*! One line that says what has just happened, for a few seconds. */
Rectangle {
    id: toast

    readonly property alias text: words.text
    readonly property bool shown: timer.running
    /*! It is no wider; pixels. */
    property real room: parent.width - 2 * Theme.margin

    /*! Shows \a text, replacing what is still shown. */
    function show(text: string): void {
        words.text = text;
        timer.restart();
    }

    function hide(): void {
        timer.stop();
    }

    /*! Shows \a text, unless a sheet, which may be about to open, says it. */
    function tell(text: string): void {
        told.text = text;
        told.start();
    }

    visible: shown
    width: Math.min(words.implicitWidth + 24, room)
    height: words.implicitHeight + 10
    radius: Theme.radius
    color: Theme.text
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text
    Accessible.ignored: !visible

    AppText {
        id: words

        anchors.centerIn: parent
        width: Math.min(implicitWidth, toast.width - 24)
        color: Theme.background
        font.weight: Font.Medium
    }

    Timer {
        id: told

        property string text

        interval: 0
        onTriggered: {
            if (!Modality.says(text))
                toast.show(text);
        }
    }

    Timer {
        id: timer

        interval: Theme.toastTime
    }
}
