// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs

import Coroscope.App
import Coroscope.Components

/*!
    Opening and saving, and the questions that go with it. What is made here is only made when it is asked for.
*/
QtObject {
    id: desk

    required property Document document

    /*! Does \a what at once, or after asking where that would lose something. */
    function whenSafe(what: var): void {
        if (!document.atRisk) {
            what();
            return;
        }
        next = what;
        lossSheet.question = "“" + document.name + "” has changes that are not saved.";
        lossSheet.open();
    }

    function open(): void {
        whenSafe(() => openDialog.open());
    }

    function openFile(file: string): void {
        whenSafe(() => document.open(file));
    }

    /*! Saves, and asks for a file's name where there is none yet. */
    function save(): void {
        if (document.file === "")
            saveDialog.open();
        else
            document.save();
    }

    function saveAs(): void {
        saveDialog.open();
    }

    property var next: null

    function goOn(): void {
        const what = next;
        next = null;
        if (what)
            what();
    }

    readonly property AskSheet lossSheet: AskSheet {
        objectName: "lossSheet"
        answers: ["Save", "Don't save", "Cancel"]
        onAnswered: index => {
            if (index === 2)
                desk.next = null;
            else if (index === 1)
                desk.goOn();
            else if (desk.document.file === "")
                desk.saveDialog.open();
            else if (desk.document.save())
                desk.goOn();
            else
                desk.next = null;
        }
    }

    readonly property FileDialog openDialog: FileDialog {
        title: "Open a scenario"
        nameFilters: ["Scenarios (*.coroscope)", "All files (*)"]
        onAccepted: desk.document.openUrl(selectedFile)
    }

    readonly property FileDialog saveDialog: FileDialog {
        title: "Save as a scenario"
        fileMode: FileDialog.SaveFile
        defaultSuffix: "coroscope"
        nameFilters: ["Scenarios (*.coroscope)"]
        onAccepted: {
            if (desk.document.saveAs(selectedFile))
                desk.goOn();
            else
                desk.next = null;
        }
        onRejected: desk.next = null
    }
}
