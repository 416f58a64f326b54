// SPDX-License-Identifier: MIT
pragma Singleton

import QtQuick

/*! Whether the window waits for an answer; see ModalPopup. */
QtObject {
    /*! How many sheets and menus are open that have to be answered or closed before anything else can be done. */
    property int open: 0
    /*! What one of them says last. */
    property string said

    /*! Whether whoever sits there is being told \a text by one of them. */
    function says(text: string): bool {
        return open > 0 && said === text;
    }
}
