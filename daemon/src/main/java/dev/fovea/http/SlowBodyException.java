package dev.fovea.http;

import java.io.IOException;

/// The sender of a body was too slow and was hung up on; nobody is left to be told.
public final class SlowBodyException extends IOException {
    SlowBodyException(String message) {
        super(message);
    }
}
