package dev.fovea.model;

/// The picture formats taken, told apart by content and never by file name.
public enum MediaType {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    TIFF("image/tiff", "tif");

    private final String mime;
    private final String suffix;

    MediaType(String mime, String suffix) {
        this.mime = mime;
        this.suffix = suffix;
    }

    /// As in the HTTP header, `image/jpeg`.
    public String mime() {
        return mime;
    }

    /// The usual file suffix without a dot.
    public String suffix() {
        return suffix;
    }
}
