/// The daemon's own REST interface under /v1.
@NullMarked
package dev.fovea.publish.rest;

import org.jspecify.annotations.NullMarked;
