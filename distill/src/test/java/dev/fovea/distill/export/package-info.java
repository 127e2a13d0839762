@NullMarked
package dev.fovea.distill.export;

import org.jspecify.annotations.NullMarked;
