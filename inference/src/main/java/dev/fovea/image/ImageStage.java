package dev.fovea.image;

import dev.fovea.image.FrameReader.Frame;
import dev.fovea.model.QualityFault;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Optional;

/// Decodes, crops, judges and normalises one photograph. One per worker thread: it owns reused native buffers.
public final class ImageStage implements AutoCloseable {
    private final FrameReader frames;
    private final AreaResizer area = new AreaResizer();
    private final PillowResizer pillow = new PillowResizer();
    private final QualityMeter meter = new QualityMeter();
    private final float[] measured = new float[Pixels.CHANNELS * QualityMeter.SIDE * QualityMeter.SIDE];
    private float[] planes = {};

    /// Loads the native library if nothing has yet; [ImageException] when that fails.
    public ImageStage(ImageLimits limits) {
        this(limits, Unwrapper.NONE);
    }

    /// As the other, for wrapped pictures too.
    public ImageStage(ImageLimits limits, Unwrapper unwrapper) {
        frames = new FrameReader(limits, unwrapper);
    }

    /// Loads the native library now rather than with the first photograph. Any thread, any number of times.
    public static void warmUp() {
        Natives.load();
    }

    /// Turns a photograph into the network's tensor, or says why it cannot be graded. Never throws for bad bytes.
    ///
    /// @param bytes the whole file, in a direct buffer (a mapped file) from position to limit; not changed
    /// @param tensor receives [InputSpec#size] floats, CHW in RGB order, from index 0 on; direct, native
    ///     order; left alone when the photograph is rejected
    public Preparation prepare(ByteBuffer bytes, InputSpec spec, FloatBuffer tensor) {
        if (tensor.limit() < spec.size()) {
            throw new IllegalArgumentException(
                    "the tensor must hold " + spec.size() + " floats, it holds " + tensor.limit());
        }
        long start = System.nanoTime();
        try {
            Optional<Frame> frame = frames.read(bytes, spec, spec.width(), spec.height());
            Optional<Measured> figures = frame.map(found -> resize(found, spec));
            Optional<QualityFault> fault = figures.isPresent()
                    ? QualityGate.judge(figures.get(), spec.modality())
                    : Optional.of(frames.excess().isPresent() ? QualityFault.TOO_LARGE : QualityFault.UNREADABLE);
            if (fault.isEmpty()) {
                normalise(spec, tensor);
            }
            return preparation(figures, fault, start);
        } finally {
            frames.trim();
        }
    }

    /// The same picture without the quality gate and without normalisation: for training, which shares the
    /// geometry.
    ///
    /// @param bytes as in [#prepare]
    /// @param into receives [InputSpec#size] floats, CHW in RGB order, 0 to 1; left alone when false is returned
    /// @return whether the bytes are a picture
    public boolean read(ByteBuffer bytes, InputSpec spec, float[] into) {
        try {
            Optional<Frame> frame = frames.read(bytes, spec, spec.width(), spec.height());
            frame.ifPresent(found -> resize(found, spec));
            for (int i = 0; frame.isPresent() && i < spec.size(); i++) {
                into[i] = planes[i] / 255;
            }
            return frame.isPresent();
        } finally {
            frames.trim();
        }
    }

    /// Fills `planes` with the network's input, still 0 to 255, and measures the picture.
    private Measured resize(Frame frame, InputSpec spec) {
        if (planes.length < spec.size()) {
            planes = new float[spec.size()];
        }
        Framing framing = FrameReader.cropped(frame.pixels(), frame.field(), spec.crop());
        Resizer resizer = switch (spec.resize()) {
            case AREA -> area;
            case BILINEAR_ANTIALIASED -> pillow;
        };
        resizer.resize(frame.pixels(), framing, spec.width(), spec.height(), planes);
        boolean same = resizer == area
                && framing.equals(frame.field().framing())
                && spec.width() == QualityMeter.SIDE
                && spec.height() == QualityMeter.SIDE;
        if (!same) {
            area.resize(frame.pixels(), frame.field().framing(), QualityMeter.SIDE, QualityMeter.SIDE, measured);
        }
        return meter.measure(same ? planes : measured, frame, spec.modality());
    }

    private void normalise(InputSpec spec, FloatBuffer tensor) {
        int plane = spec.width() * spec.height();
        for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
            float scale = (float) (1 / (255 * spec.std().get(channel)));
            float shift = (float) (-spec.mean().get(channel) / spec.std().get(channel));
            for (int i = channel * plane; i < (channel + 1) * plane; i++) {
                planes[i] = planes[i] * scale + shift;
            }
        }
        tensor.put(0, planes, 0, spec.size());
    }

    private Preparation preparation(Optional<Measured> figures, Optional<QualityFault> fault, long start) {
        Duration decode = Duration.ofNanos(frames.decodeNanos());
        Duration preprocess = Duration.ofNanos(System.nanoTime() - start).minus(decode);
        return fault.isPresent()
                ? new Preparation.Rejected(fault.get(), figures.map(Measured::quality), decode, preprocess)
                : new Preparation.Ready(figures.orElseThrow().quality(), decode, preprocess);
    }

    @Override
    public void close() {
        frames.close();
    }
}
