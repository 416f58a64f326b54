// SPDX-License-Identifier: MIT
import QtQuick

/*! A choice that belongs to the row above it: small, without outlines. */
SegmentedChoice {
    compact: true
}
