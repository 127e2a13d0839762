/// Tests of building engines, with a builder made of Java in a process of its own.
@NullMarked
package dev.fovea.trtbuild;

import org.jspecify.annotations.NullMarked;
