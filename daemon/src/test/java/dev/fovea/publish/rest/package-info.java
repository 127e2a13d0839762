/// The REST interface on a real server over loopback, with captures made up for the test.
@NullMarked
package dev.fovea.publish.rest;

import org.jspecify.annotations.NullMarked;
