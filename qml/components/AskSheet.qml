// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.Theme

/*! A question that must be answered before anything goes on. Esc is the last of its answers, which changes nothing. */
ModalPopup {
    id: sheet

    property string question
    /*! The labels of the buttons, from the expected answer to the one that changes nothing. */
    property list<string> answers
    /*! The answer that Enter gives. */
    property int preferred: 0

    /*! Answer number \a index was given. */
    signal answered(index: int)

    property bool given: false

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(Math.round(460 * Theme.textScale), parent ? parent.width - 32 : 460)
    height: body.implicitHeight + topPadding + bottomPadding
    padding: Theme.margin
    closePolicy: T.Popup.CloseOnEscape

    onAboutToShow: Modality.said = question
    onOpened: {
        given = false;
        buttons.itemAt(preferred)?.forceActiveFocus(Qt.PopupFocusReason);
    }
    onClosed: {
        if (!given)
            answered(answers.length - 1);
    }

    background: Card {
        color: Theme.surface
    }

    Column {
        id: body

        width: parent.width
        spacing: Theme.margin
        Accessible.role: Accessible.Dialog
        Accessible.name: sheet.question

        AppText {
            width: parent.width
            text: sheet.question
            wrapMode: Text.WordWrap
        }

        Row {
            anchors.right: parent.right
            spacing: Theme.spacing

            Repeater {
                id: buttons

                model: sheet.answers

                AppButton {
                    required property int index
                    required property string modelData

                    objectName: "answer." + index
                    text: modelData
                    current: index === sheet.preferred
                    onClicked: {
                        sheet.given = true;
                        sheet.close();
                        sheet.answered(index);
                    }
                }
            }
        }
    }
}
