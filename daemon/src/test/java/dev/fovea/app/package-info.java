/// Boots the whole daemon, and holds the rules of the house.
@NullMarked
package dev.fovea.app;

import org.jspecify.annotations.NullMarked;
