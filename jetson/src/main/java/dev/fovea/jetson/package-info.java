/// The box this runs on: which board, how hot, how fed, how fast, how full. Knows nothing of photographs.
///
/// Start at [dev.fovea.jetson.Box]: it reads the kernel's files under a root that can be set, so that a tree of
/// files is as good as a board. [dev.fovea.jetson.Warnings] says what a technician should know of two readings in
/// a row; [dev.fovea.jetson.BoxWatch] reads at a steady pace and keeps the latest.
///
/// Made for NVIDIA Jetson boards and useful on any Linux machine. The rule everywhere: what is absent, unreadable or
/// nonsense is absent in the reading; nothing here throws because of what a file holds.
///
/// The paths come from the kernel's and NVIDIA's documentation and from public code; none was seen on a board by us.
@NullMarked
package dev.fovea.jetson;

import org.jspecify.annotations.NullMarked;
