// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

/*! What must be answered or closed before anything else can be done. Shortcuts and the run are paused meanwhile. */
T.Popup {
    id: popup

    property bool counted: false

    function count(open: bool): void {
        if (open === counted)
            return;
        counted = open;
        Modality.open += open ? 1 : -1;
    }

    modal: true
    focus: true
    onAboutToShow: count(true)
    onClosed: count(false)
    Component.onDestruction: count(false)

    T.Overlay.modal: Rectangle {
        color: "#80000000"
    }
}
