// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components

/*! Opening a lesson of the learner's own. An item of the window, as a sheet finds the window to open in by way of it. */
Item {
    id: desk

    required property Learning learning

    /*! The folder in which a lesson was last chosen. */
    property string folder

    signal opened()

    function ask(): void {
        sheet.ask(folder, "");
    }

    FileSheet {
        id: sheet

        objectName: "lessonSheet"
        title: "Open a lesson"
        verb: "Open"
        suffix: "md"
        listed: "Lessons and folders"
        empty: "There are no lessons in this folder. A lesson is a file that ends in .md."
        onChosen: path => {
            const wrong = desk.learning.openFile(path);
            if (wrong !== "") {
                // The folder is in sight above.
                sheet.errorText = wrong.startsWith(path) ? wrong.slice(path.lastIndexOf("/") + 1) : wrong;
                return;
            }
            desk.folder = sheet.folder;
            sheet.close();
            desk.opened();
        }
    }
}
