package dev.fovea.image;

import dev.fovea.model.MediaType;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Decodes a file as far as the network needs it and finds the field of view. Not for more than one thread.
///
/// A JPEG is scaled down while decoding, in the transform, as long as what is cropped keeps [#OVERSAMPLING] times
/// the pixels of the network's input on each axis. How large the crop is shows only after decoding, so the short
/// side of the picture is taken for it; where that was too much, the file is decoded again at the next finer
/// scale.
final class FrameReader implements AutoCloseable {
    /// Against a full decode this moves the input by 0.15 to 0.30 of 255 on average (measured, 6 and 12
    /// megapixels).
    private static final int OVERSAMPLING = 2;

    private final ImageLimits limits;
    private final Unwrapper unwrapper;
    private final Decoder decoder = new Decoder();
    private final FieldFinder fields = new FieldFinder();
    private long decodeNanos;
    private Optional<String> excess = Optional.empty();
    private Optional<DecodingRoom.Place> place = Optional.empty();
    private boolean severalScans;

    FrameReader(ImageLimits limits, Unwrapper unwrapper) {
        this.limits = limits;
        this.unwrapper = unwrapper;
    }

    /// A decoded picture, how large it was before it was scaled down, and where its field of view lies.
    record Frame(ImageHeader header, Pixels pixels, FieldOfView field) {}

    /// Empty when the file is not a picture, is broken, or exceeds the limits. The frame is good until the next
    /// call.
    ///
    /// @param width of what will be made of the crop, pixels
    /// @param height of what will be made of the crop, pixels
    Optional<Frame> read(ByteBuffer file, InputSpec spec, int width, int height) {
        decodeNanos = 0;
        excess = Optional.empty();
        if (!ImageHeader.sniff(file).equals(Optional.of(MediaType.DICOM))) {
            return admitted(file).flatMap(header -> decode(file, header, spec, width, height));
        }
        Optional<Wrapped> wrapped = unwrapper.open(file);
        excess = wrapped.flatMap(found -> limits.refusal(found.header(), file.remaining()));
        return wrapped.filter(found -> excess.isEmpty()).flatMap(found -> switch (found) {
            case Wrapped.Inner(ImageHeader header, ByteBuffer inner) -> inner(header, inner, spec, width, height);
            case Wrapped.Painted painted -> painted(painted, spec);
        });
    }

    /// What wrapped it says how it stands, so a note of its own on that does not count.
    private Optional<Frame> inner(ImageHeader header, ByteBuffer inner, InputSpec spec, int width, int height) {
        return admitted(inner)
                .filter(own -> own.mediaType() == header.mediaType()
                        && own.width() == header.width()
                        && own.height() == header.height())
                .flatMap(own -> decode(inner, header, spec, width, height));
    }

    private Optional<Frame> painted(Wrapped.Painted painted, InputSpec spec) {
        leave();
        ImageHeader header = painted.header();
        place = Optional.of(DecodingRoom.SHARED.take(bytes(header, false, 1) + painted.heap() + painted.scratch()));
        long start = System.nanoTime();
        Optional<Pixels> pixels = decoder.paint(painted);
        decodeNanos += System.nanoTime() - start;
        return pixels.map(found -> new Frame(header, found, field(found, spec)));
    }

    private FieldOfView field(Pixels pixels, InputSpec spec) {
        return switch (spec.modality()) {
            case FUNDUS -> fields.find(pixels);
            case OCT -> FieldOfView.whole(pixels);
        };
    }

    /// Time spent in the decoder during the last [#read].
    long decodeNanos() {
        return decodeNanos;
    }

    /// Which limit the file of the last [#read] exceeds, in a sentence; empty when it was not refused for its size.
    Optional<String> excess() {
        return excess;
    }

    private Optional<ImageHeader> admitted(ByteBuffer file) {
        Optional<ImageHeader> header = ImageHeader.read(file);
        excess = header.flatMap(found -> limits.refusal(found, file.remaining()));
        if (excess.isPresent()) {
            return Optional.empty();
        }
        if (header.isPresent() && header.get().mediaType() == MediaType.JPEG) {
            Octets octets = new Octets(file);
            Optional<JpegHeader> jpeg = JpegHeader.read(octets).filter(found -> !found.tooManyScans(octets));
            severalScans = jpeg.map(JpegHeader::severalScans).orElse(false);
            return jpeg.map(JpegHeader::image);
        }
        severalScans = false;
        return header;
    }

    private Optional<Frame> decode(ByteBuffer file, ImageHeader header, InputSpec spec, int width, int height) {
        for (int reduction = reduction(header, spec.crop(), width, height); ; reduction /= 2) {
            leave();
            place = Optional.of(DecodingRoom.SHARED.take(bytes(header, severalScans, reduction)));
            long start = System.nanoTime();
            Optional<Pixels> decoded = decoder.decode(file, header, reduction);
            decodeNanos += System.nanoTime() - start;
            if (decoded.isEmpty()) {
                return Optional.empty();
            }
            Pixels pixels = decoded.get();
            FieldOfView field = field(pixels, spec);
            Framing crop = cropped(pixels, field, spec.crop());
            if (reduction == 1 || enough(crop.canvasWidth(), crop.canvasHeight(), width, height)) {
                return Optional.of(new Frame(header, pixels, field));
            }
        }
    }

    /// What decoding takes at the most: a TIFF may have 16 bit, which are kept beside the 8 bit made of them; a
    /// picture that is turned exists twice; and a JPEG of several scans keeps all its coefficients, 2 bytes each,
    /// whatever the reduction.
    static long bytes(ImageHeader header, boolean severalScans, int reduction) {
        long pixels = (long) header.width() * header.height();
        long reduced = (long) Math.ceilDiv(header.width(), reduction) * Math.ceilDiv(header.height(), reduction);
        int samples = header.mediaType() == MediaType.TIFF ? 3 : header.orientation() > 1 ? 2 : 1;
        return reduced * samples * Pixels.CHANNELS + (severalScans ? 2 * pixels * Pixels.CHANNELS : 0);
    }

    private void leave() {
        place.ifPresent(DecodingRoom.Place::close);
        place = Optional.empty();
    }

    /// What the network sees of a picture.
    static Framing cropped(Pixels pixels, FieldOfView field, InputSpec.Crop crop) {
        return switch (crop) {
            case NONE -> Framing.whole(pixels);
            case FIELD_OF_VIEW -> field.framing();
        };
    }

    /// The strongest reduction that is expected to leave enough pixels: 1, 2, 4 or 8.
    static int reduction(ImageHeader header, InputSpec.Crop crop, int width, int height) {
        if (header.mediaType() != MediaType.JPEG) {
            return 1;
        }
        int shortSide = Math.min(header.width(), header.height());
        boolean whole = crop == InputSpec.Crop.NONE;
        int across = whole ? header.uprightWidth() : shortSide;
        int down = whole ? header.uprightHeight() : shortSide;
        int reduction = 8;
        while (reduction > 1 && !enough(across / reduction, down / reduction, width, height)) {
            reduction /= 2;
        }
        return reduction;
    }

    private static boolean enough(int across, int down, int width, int height) {
        return across >= OVERSAMPLING * width && down >= OVERSAMPLING * height;
    }

    /// Gives large buffers back; the last frame is gone then.
    void trim() {
        decoder.trim();
        leave();
    }

    @Override
    public void close() {
        decoder.close();
        leave();
    }
}
