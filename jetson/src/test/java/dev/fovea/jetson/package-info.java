/// Boards as file trees, and what is read of them.
@NullMarked
package dev.fovea.jetson;

import org.jspecify.annotations.NullMarked;
