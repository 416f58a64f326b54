// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components

/*!
    Opening and saving, and the questions that go with it. An item of the window, without a size: a sheet finds the window
    to open in by way of the item that it belongs to.
*/
Item {
    id: desk

    required property Document document
    required property Simulation simulation

    /*! The folder in which a file was last chosen. */
    property string folder
    /*! Where to look for one: beside the scenario that is shown, if it has a file. */
    readonly property string nearby: document.file === "" ? folder
                                                          : document.file.slice(0, document.file.lastIndexOf("/")) || "/"
    /*! What is to be done once nothing can be lost by it. */
    property var next: null

    /*! Does \a what at once, or after asking if that would lose something. */
    function whenSafe(what: var): void {
        if (!document.atRisk) {
            what();
            return;
        }
        next = what;
        lossSheet.open();
    }

    function open(): void {
        whenSafe(() => openSheet.ask(nearby, ""));
    }

    function openFile(file: string): void {
        whenSafe(() => document.open(file));
    }

    /*! Saves, asking for a file's name if there is none yet. */
    function save(): void {
        if (document.file === "")
            saveAs();
        else
            document.save();
    }

    function saveAs(): void {
        const name = document.named ? document.name : simulation.run.patternId;
        // What a title may contain but a file's name should not.
        saveSheet.ask(nearby, name.replace(/[\/\\:*?"<>|\x00-\x1f]/g, "-"));
    }

    function goOn(): void {
        const what = next;
        next = null;
        if (what)
            what();
    }

    /*! Lets \a sheet try \a what, which returns whether it has worked and reports why not. */
    function attempt(sheet: FileSheet, what: var): void {
        trying = sheet;
        const done = what();
        trying = null;
        if (!done)
            return;
        folder = sheet.folder;
        sheet.close();
        goOn();
    }

    property FileSheet trying: null

    Connections {
        target: desk.trying ? desk.document : null

        function onNotice(text: string): void {
            desk.trying.errorText = text;
        }
    }

    AskSheet {
        id: lossSheet

        objectName: "lossSheet"
        question: "“" + desk.document.name + "” has changes that are not saved."
        answers: ["Save", "Don't save", "Cancel"]
        onAnswered: index => {
            if (index === 2)
                desk.next = null;
            else if (index === 1)
                desk.goOn();
            else if (desk.document.file === "")
                desk.saveAs();
            else if (desk.document.save())
                desk.goOn();
            else
                desk.next = null;
        }
    }

    FileSheet {
        id: openSheet

        objectName: "openSheet"
        title: "Open a scenario"
        verb: "Open"
        suffix: "coroscope"
        onChosen: path => desk.attempt(openSheet, () => desk.document.open(path))
    }

    FileSheet {
        id: saveSheet

        objectName: "saveSheet"
        title: "Save as a scenario"
        verb: "Save"
        saving: true
        suffix: "coroscope"
        onChosen: path => desk.attempt(saveSheet, () => desk.document.saveTo(path))
        // Closed with the name of a file, it has gone on with what was to come next; without one, nothing comes next.
        onClosed: desk.next = null
    }
}
