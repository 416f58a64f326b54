// SPDX-License-Identifier: MIT
pragma Singleton

import QtQuick

/*! Whether the window waits for an answer; see ModalPopup. */
QtObject {
    /*! How many sheets and menus are open that have to be answered or closed before anything else can be done. */
    property int open: 0
    /*! What one of them said last. */
    property string said

    /*! Whether one of them is telling the user \a text. */
    function says(text: string): bool {
        return open > 0 && said === text;
    }
}
