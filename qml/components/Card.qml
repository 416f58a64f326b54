// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Theme

/*! The rounded background of a part of the window. */
Rectangle {
    radius: Theme.cardRadius
    color: Theme.card
    border.color: Theme.cardBorder
    border.width: Theme.outline
}
