@NullMarked
package dev.fovea.distill.loss;

import org.jspecify.annotations.NullMarked;
