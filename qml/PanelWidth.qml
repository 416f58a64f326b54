// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Theme

/*!
    How wide the panel is: the same whatever it shows, so that the picture beside it stays as it is and the tabs stay under the
    pointer. The window suggests it, the user decides. Only where the window is so narrow that lines of code and sentences
    would be broken again and again do those get more, as long as nobody has decided.
*/
QtObject {
    id: size

    /*! Of the window, and what is taken of it at the left; pixels. */
    required property real window
    required property real railRoom
    /*! What the picture needs beside it. */
    required property real leastPicture
    /*! What is shown wants lines of some length. */
    required property bool hasLines
    /*! Two files are shown, side by side if there is room. */
    property bool hasTwoFiles: false

    /*! What the user has decided; 0: as the window suggests. */
    property real wish: 0

    readonly property real scale: 1 + (Theme.textScale - 1) / 2
    readonly property real least: 320 * scale
    readonly property real usual: Math.round(Math.max(320, Math.min(760, 320 + (window / scale - 1280) * 0.375)) * scale)
    /*! 80 letters of code, and its margin. */
    readonly property real forCode: Math.round((hasTwoFiles ? 1240 : 740) * Theme.textScale)
    readonly property real most: Math.max(usual, window - railRoom - leastPicture)
    /*! Of every tab; the tabs stand where they stand at this width. */
    readonly property real base: Math.round(Math.max(least, Math.min(most, wish > 0 ? wish : usual)))
    readonly property real width: Math.round(wish > 0 || !hasLines ? base : Math.max(base, Math.min(most, 440)))

    function drag(amount: real): void {
        wish = Math.max(least, Math.min(most, width + amount));
    }

    function reset(): void {
        wish = 0;
    }

    /*! As wide as code wants it; as the window suggests, if it is. */
    function turn(): void {
        wish = width < Math.min(most, forCode) ? forCode : 0;
    }
}
