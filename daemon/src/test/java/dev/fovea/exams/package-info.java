/// What people may add to an exam, and when it may be called finished.
@NullMarked
package dev.fovea.exams;

import org.jspecify.annotations.NullMarked;
