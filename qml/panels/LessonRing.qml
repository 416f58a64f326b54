// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Components
import Coroscope.Theme

/*! How far a lesson has been gone through: a ring that fills, and a tick at its end. */
Item {
    id: ring

    /*! Of its steps that have been gone through, 0 to 1. */
    required property real share
    required property bool done
    /*! It lies over something else. */
    property bool backed: false

    implicitWidth: Math.round(14 * Theme.textScale)
    implicitHeight: implicitWidth

    Rectangle {
        visible: ring.backed
        anchors.fill: parent
        anchors.margins: -1
        radius: width / 2
        color: Theme.surface
    }

    AppIcon {
        visible: ring.done
        anchors.fill: parent
        size: ring.width
        name: "check"
        color: Theme.done
    }

    Canvas {
        readonly property color ink: Theme.accent
        readonly property color ground: Theme.track
        readonly property real share: ring.share

        visible: !ring.done
        anchors.fill: parent
        onInkChanged: requestPaint()
        onGroundChanged: requestPaint()
        onShareChanged: requestPaint()
        onWidthChanged: requestPaint()
        onPaint: {
            const context = getContext("2d");
            const middle = width / 2;
            const top = -Math.PI / 2;
            context.reset();
            context.lineWidth = Math.max(2.5, width / 5);
            for (const [color, turn] of [[ground, 1], [ink, share]]) {
                context.strokeStyle = color;
                context.beginPath();
                context.arc(middle, middle, middle - context.lineWidth / 2, top, top + 2 * Math.PI * turn);
                context.stroke();
            }
        }
    }
}
