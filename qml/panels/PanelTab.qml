// SPDX-License-Identifier: MIT
import QtQuick

/*! What one tab of the panel shows. It is made when it is first looked at, and by name, so that a window that opens does not load it. */
Loader {
    id: tab

    /*! File in this module, without its ending. */
    required property string part
    /*! Properties it is made with, by name. */
    required property var given
    required property bool shown

    /*! Gives it the keyboard, when it is shown. */
    function takeKeys(): void {
        if (shown)
            item?.takeKeys();
    }

    onShownChanged: make()
    Component.onCompleted: make()

    function make(): void {
        if (shown && !item)
            setSource("qrc:/qt/qml/Coroscope/Panels/" + part + ".qml", given);
    }

    visible: shown
}
