/// The page in a real browser, against a daemon of our own making or a real one.
@NullMarked
package dev.fovea.publish.page;

import org.jspecify.annotations.NullMarked;
