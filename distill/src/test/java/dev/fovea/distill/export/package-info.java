/// What an exported student promises, as tests.
@NullMarked
package dev.fovea.distill.export;

import org.jspecify.annotations.NullMarked;
