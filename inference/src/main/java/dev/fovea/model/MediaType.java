package dev.fovea.model;

/// The picture formats taken, told apart by content and never by file name.
public enum MediaType {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    TIFF("image/tiff", "tif"),
    /// A picture with its patient's and camera's data around it.
    DICOM("application/dicom", "dcm");

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
