// SPDX-License-Identifier: MIT
import QtQuick
import QtTest

import Coroscope.Components

Item {
    width: 100
    height: 100

    AppIcon {
        id: icon

        name: "play"
    }

    TestCase {
        name: "AppIcon"
        when: windowShown

        /*! Whether the icon holds a pixel of \a color, full or softened at an edge. */
        function shows(color) {
            const picture = grabImage(icon);
            for (let x = 0; x < icon.width; ++x) {
                if (Qt.colorEqual(picture.pixel(x, Math.round(icon.height / 2)), color))
                    return true;
            }
            return false;
        }

        function test_isDrawnInItsColor() {
            for (const color of ["#ff0000", "#00ff00"]) {
                icon.color = color;
                verify(shows(color), color);
            }
        }

        /*! With the garbage collector at every allocation (qml_collected_test) this crashed. */
        function test_colorsCanChangeAgainAndAgain() {
            for (let i = 0; i < 200; ++i) {
                icon.color = Qt.rgba(i / 255, 0.5, 0.5, 1);
                verify(icon.source.toString().endsWith(icon.color.toString()));
            }
        }
    }
}
