/// Reports printed and read again, and looked at where the tools for that are installed.
@NullMarked
package dev.fovea.publish.paper;

import org.jspecify.annotations.NullMarked;
