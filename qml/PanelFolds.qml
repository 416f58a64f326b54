// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Theme

/*!
    Which of rail and panel is open, and whether all parameters are. The window's width suggests it, the user decides; the decision holds for
    windows of that class of width. If there is no room for both, the one opened last is open.
*/
QtObject {
    id: folds

    /*! Widths of the window, and of both when open; in pixels. */
    required property real width
    required property real railWidth
    required property real panelWidth
    required property bool presenting

    /*! The user's decision for wide windows and for narrow ones; initially what the width suggests. */
    property bool railWhereWide: true
    property bool railWhereNarrow: false
    property bool panelWhereWide: true
    property bool panelWhereNarrow: false
    /*! Whether the panel shows more parameters than the pattern's main ones. */
    property bool allParameters: false
    /*! The part of it that is persistent. */
    readonly property var decisions: ["railWhereWide", "railWhereNarrow", "panelWhereWide", "panelWhereNarrow", "allParameters"]
    /*! Shown while the window presents, because the user has opened them. */
    property bool railCalled: false
    property bool panelCalled: false

    /*! The width the picture needs beside an open one, so that everything in it is legible and usable. */
    readonly property real leastPicture: 520 * Theme.textScale
    readonly property bool forBoth: width >= railWidth + panelWidth + leastPicture

    readonly property bool railOpen: railWanted && (forBoth || !panelWanted || railLast)
    readonly property bool panelOpen: panelWanted && (forBoth || !railWanted || !railLast)
    /*! Whether it covers the picture, as there is no room beside it. */
    readonly property bool railOverlaid: railOpen && width - railWidth < leastPicture
    readonly property bool panelOverlaid: panelOpen && width - panelWidth < leastPicture

    readonly property bool overlaid: railOverlaid || panelOverlaid

    readonly property bool railHasRoom: width >= 1200 * Theme.textScale
    readonly property bool panelHasRoom: width >= 900 * Theme.textScale
    readonly property bool railWanted: presenting ? railCalled : railHasRoom ? railWhereWide : railWhereNarrow
    readonly property bool panelWanted: presenting ? panelCalled : panelHasRoom ? panelWhereWide : panelWhereNarrow
    property bool railLast: false

    onPresentingChanged: {
        railCalled = false;
        panelCalled = false;
    }

    /*! Opens what is folded, and folds what is open. */
    function turnRail(): void {
        const wanted = !railOpen;
        railLast = wanted;
        if (presenting)
            railCalled = wanted;
        else if (railHasRoom)
            railWhereWide = wanted;
        else
            railWhereNarrow = wanted;
    }

    function turnPanel(): void {
        const wanted = !panelOpen;
        railLast = !wanted;
        if (presenting)
            panelCalled = wanted;
        else if (panelHasRoom)
            panelWhereWide = wanted;
        else
            panelWhereNarrow = wanted;
    }

    /*! Folds what covers the picture. False: nothing does. */
    function foldOverlaid(): bool {
        if (railOverlaid)
            turnRail();
        else if (panelOverlaid)
            turnPanel();
        else
            return false;
        return true;
    }
}
