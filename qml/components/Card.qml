// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Theme

/*! The rounded ground that a part of the window stands on. */
Rectangle {
    radius: Theme.cardRadius
    color: Theme.card
    border.color: Theme.cardBorder
    border.width: Theme.outline
}
