package dev.fovea.cameras;

/// Where a camera's pictures come from. Connects anew for each feed.
interface FrameSource {
    /// Makes no connection yet, and so never fails.
    Feed feed();

    static FrameSource of(SourceSettings settings, int bytesMax) {
        return switch (settings) {
            case SourceSettings.Mjpeg mjpeg -> () -> new MjpegFeed(mjpeg, bytesMax);
            case SourceSettings.Command command -> () -> new CommandFeed(() -> Recipe.of(command), bytesMax);
            case SourceSettings.Rtsp rtsp -> () -> new CommandFeed(() -> Recipe.of(rtsp), bytesMax);
            case SourceSettings.V4l2 v4l2 -> () -> new CommandFeed(() -> Recipe.of(v4l2), bytesMax);
            case SourceSettings.Csi csi -> () -> new CommandFeed(() -> Recipe.of(csi), bytesMax);
        };
    }
}
