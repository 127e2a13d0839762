/// Networks as PyTorch modules, by the ecosystem's names, and their weights as safetensors.
@NullMarked
package dev.fovea.distill.net;

import org.jspecify.annotations.NullMarked;
