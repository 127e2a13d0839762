package dev.fovea.cameras;

/// Where a camera's pictures come from. Connects anew for each feed.
interface FrameSource {
    /// Makes no connection yet, and so never fails.
    Feed feed();

    static FrameSource of(SourceSettings settings, int bytesMax) {
        return switch (settings) {
            case SourceSettings.Mjpeg mjpeg -> () -> new MjpegFeed(mjpeg, bytesMax);
            case SourceSettings.Command command -> () -> new CommandFeed(command, bytesMax);
        };
    }
}
