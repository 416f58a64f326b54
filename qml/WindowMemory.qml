// SPDX-License-Identifier: MIT
import QtQuick
import Qt.labs.settings

/*! What the window remembers from one day to the next. */
Settings {
    property int width: 1600
    property int height: 1000
    property bool maximized: false
    /*! As in Main. */
    property int railWish: 0
    property int panelWish: 0
    property real timelineShare: 0.42
    property string theme: "dark"

    category: "window"
}
