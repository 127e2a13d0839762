@NullMarked
package dev.fovea.distill.net;

import org.jspecify.annotations.NullMarked;
