package dev.fovea.cameras;

import java.io.Closeable;

/// One connection to a camera. It is made by the first call of [#next] and used by one thread; [#end] and [#kill] may
/// come from any other.
interface Feed extends Closeable {
    /// The next piece. Waits for it as long as it takes: who wants a limit calls [#end] from outside.
    ///
    /// @throws CameraException when there is no connection, or no longer
    Piece next();

    /// Ends the connection politely, so that [#next] throws. Does not wait. Idempotent.
    void end();

    /// Ends what did not end politely. Does not wait. Idempotent.
    void kill();

    /// Gives everything back, within a second or two. Idempotent.
    @Override
    void close();
}
