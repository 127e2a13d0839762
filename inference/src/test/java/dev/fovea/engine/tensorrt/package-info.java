/// Tests of what lies above TensorRT, against a GPU and a TensorRT made of Java.
@NullMarked
package dev.fovea.engine.tensorrt;

import org.jspecify.annotations.NullMarked;
